//! Every file under `data/` has an entry in `data/SOURCES.toml`, and every entry a file.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context as _;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sources {
    source: Vec<Source>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    files: Vec<String>,
    origin: String,
    licence: String,
    retrieved: String,
    derived: String,
}

/// Licences that may occur in an expression; what each asks for must stand in `NOTICE`.
const LICENCES: &[&str] = &["CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "MIT", "Unicode-DFS-2016"];

/// What is wrong with the entries.
pub(crate) fn problems(root: &Path) -> anyhow::Result<Vec<String>> {
    let path = root.join("data/SOURCES.toml");
    let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let sources: Sources = toml::from_str(&text).context("data/SOURCES.toml")?;
    let present: Vec<String> = crate::files_under(&root.join("data"))?
        .iter()
        .filter_map(|file| file.strip_prefix(root).ok()?.to_str())
        .map(|file| file.replace('\\', "/"))
        .filter(|file| file != "data/SOURCES.toml")
        .collect();
    Ok(compare(&sources, &present))
}

fn compare(sources: &Sources, present: &[String]) -> Vec<String> {
    let mut problems = Vec::new();
    let mut listed: BTreeMap<&str, usize> = BTreeMap::new();
    for source in &sources.source {
        let name = source.files.first().map_or("an entry without files", String::as_str);
        for (field, value) in [("origin", &source.origin), ("derived", &source.derived)] {
            if value.trim().is_empty() {
                problems.push(format!("{name}: {field} is empty"));
            }
        }
        for licence in source.licence.split(" AND ") {
            if !LICENCES.contains(&licence) {
                problems.push(format!(
                    "{name}: licence `{licence}` is none of {}",
                    LICENCES.join(", ")
                ));
            }
        }
        if !is_day(&source.retrieved) {
            problems.push(format!(
                "{name}: retrieved `{}` is no day like 2026-01-31",
                source.retrieved
            ));
        }
        for file in &source.files {
            *listed.entry(file).or_default() += 1;
            if !present.contains(file) {
                problems.push(format!("{file} is listed and does not exist"));
            }
        }
    }
    let twice = listed.iter().filter(|(_, times)| **times > 1);
    problems.extend(twice.map(|(file, times)| format!("{file} is listed {times} times")));
    let missing = present.iter().filter(|file| !listed.contains_key(file.as_str()));
    problems.extend(missing.map(|file| format!("{file} has no entry in data/SOURCES.toml")));
    problems
}

fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |part: &str, len| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    matches!(parts[..], [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(licence: &str, files: &[&str], present: &[&str]) -> Vec<String> {
        let sources = Sources {
            source: vec![Source {
                files: files.iter().map(ToString::to_string).collect(),
                origin: "own".into(),
                licence: licence.into(),
                retrieved: "2026-11-24".into(),
                derived: "by hand".into(),
            }],
        };
        compare(&sources, &present.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn each_file_has_one_entry_and_each_entry_a_file() {
        assert_eq!(found("CC0-1.0 AND MIT", &["data/a"], &["data/a"]), [""; 0]);
        assert_eq!(found("CC0-1.0", &["data/a"], &["data/a", "data/b"]).len(), 1);
        assert_eq!(found("CC0-1.0", &["data/a", "data/b"], &["data/a"]).len(), 1);
        assert_eq!(found("CC0-1.0", &["data/a", "data/a"], &["data/a"]).len(), 1);
        assert_eq!(found("unknown", &["data/a"], &["data/a"]).len(), 1);
        assert!(!is_day("24.11.2026"));
    }
}
