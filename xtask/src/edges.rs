//! Which crate of the workspace may depend on which, whatever the kind of dependency.

use serde_json::Value;

/// A crate and the crates of the workspace it may depend on. The coder never sees how articles are
/// extracted, what stores claims never sees how they are coded, and the model sees nobody.
const ALLOWED: &[(&str, &[&str])] = &[
    ("isnad-model", &[]),
    ("isnad-extract", &["isnad-model"]),
    ("isnad-lexicon", &["isnad-model"]),
    ("isnad-ledger", &["isnad-model"]),
    ("isnad-coder", &["isnad-model", "isnad-lexicon"]),
    ("isnad", &["isnad-model", "isnad-extract", "isnad-lexicon", "isnad-coder"]),
    ("isnad-server", &["isnad-model", "isnad", "isnad-ledger"]),
    ("isnad-py", &["isnad-model", "isnad", "isnad-ledger"]),
    ("isnad-cli", &["isnad-model", "isnad", "isnad-ledger", "isnad-server"]),
    ("xtask", &["isnad-model", "isnad"]),
];

/// Dependencies that are not allowed, and crates that the table does not know.
pub(crate) fn problems(metadata: &Value) -> Vec<String> {
    let packages = metadata["packages"].as_array().map_or(&[][..], Vec::as_slice);
    let names: Vec<&str> = packages.iter().filter_map(|p| p["name"].as_str()).collect();
    let mut problems = Vec::new();
    for package in packages {
        let name = package["name"].as_str().unwrap_or_default();
        let Some((_, allowed)) = ALLOWED.iter().find(|(known, _)| *known == name) else {
            problems.push(format!("{name}: say in xtask/src/edges.rs what it may depend on"));
            continue;
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let on = dependency["name"].as_str().unwrap_or_default();
            if names.contains(&on) && !allowed.contains(&on) {
                problems.push(format!("{name} must not depend on {on}"));
            }
        }
    }
    problems.sort();
    problems.dedup();
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(of: &str, on: &str) -> Vec<String> {
        problems(&serde_json::json!({"packages": [
            {"name": of, "dependencies": [{"name": on, "kind": "dev"}, {"name": "serde", "kind": null}]},
            {"name": "isnad-extract", "dependencies": []},
            {"name": "isnad-model", "dependencies": []},
        ]}))
    }

    #[test]
    fn an_edge_that_is_not_in_the_table_is_a_problem() {
        assert_eq!(found("isnad-coder", "isnad-model"), [""; 0]);
        assert_eq!(
            found("isnad-coder", "isnad-extract"),
            ["isnad-coder must not depend on isnad-extract"]
        );
        assert_eq!(found("isnad-new", "isnad-model").len(), 1);
    }
}
