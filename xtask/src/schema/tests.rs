use isnad::extract::articles_of_jsonl;

use super::*;

/// What keeps `value` from being an instance of `schema`, for the keywords that the schema uses.
fn fault(schema: &Value, value: &Value, root: &Value, at: &str) -> Option<String> {
    let keywords = schema.as_object()?;
    keywords.iter().find_map(|(keyword, rule)| {
        let good = match keyword.as_str() {
            "$ref" => {
                let name = rule.as_str()?.trim_start_matches("#/$defs/");
                return fault(&root["$defs"][name], value, root, at);
            }
            "anyOf" => rule.as_array()?.iter().any(|one| fault(one, value, root, at).is_none()),
            "allOf" => return rule.as_array()?.iter().find_map(|one| fault(one, value, root, at)),
            "then" => {
                fault(&schema["if"], value, root, at).is_some()
                    || fault(rule, value, root, at).is_none()
            }
            "type" => match rule.as_str()? {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "integer" => value.is_u64() || value.is_i64(),
                "number" => value.is_number(),
                "boolean" => value.is_boolean(),
                "null" => value.is_null(),
                other => panic!("type {other}"),
            },
            "enum" => rule.as_array()?.contains(value),
            "const" => rule == value,
            "minimum" => value.as_f64().is_none_or(|n| n >= rule.as_f64().unwrap()),
            "maximum" => value.as_f64().is_none_or(|n| n <= rule.as_f64().unwrap()),
            "minLength" => value.as_str().is_none_or(|s| s.len() as u64 >= rule.as_u64().unwrap()),
            "minItems" => value.as_array().is_none_or(|a| a.len() as u64 >= rule.as_u64().unwrap()),
            "uniqueItems" => value
                .as_array()
                .is_none_or(|a| a.iter().enumerate().all(|(i, one)| !a[..i].contains(one))),
            "required" => {
                let names = rule.as_array()?;
                value
                    .as_object()
                    .is_none_or(|o| names.iter().all(|n| o.contains_key(n.as_str().unwrap())))
            }
            "properties" => {
                return rule.as_object()?.iter().find_map(|(name, schema)| {
                    fault(schema, value.get(name)?, root, &format!("{at}.{name}"))
                });
            }
            "additionalProperties" => {
                let known = schema["properties"].as_object()?;
                value.as_object().is_none_or(|o| o.keys().all(|name| known.contains_key(name)))
            }
            "items" => {
                return value
                    .as_array()
                    .into_iter()
                    .flatten()
                    .enumerate()
                    .find_map(|(i, one)| fault(rule, one, root, &format!("{at}[{i}]")));
            }
            "pattern" | "format" | "if" | "$schema" | "$defs" | "title" | "description" => true,
            other => panic!("keyword {other}"),
        };
        (!good).then(|| format!("{at}: {keyword} {rule} against {value}"))
    })
}

fn dossier_claims() -> Vec<Value> {
    let text = std::fs::read(crate::root().join("testdata/dossier/dossier.jsonl")).unwrap();
    let pipeline = isnad::Pipeline::new().unwrap();
    let mut coder = pipeline.coder();
    articles_of_jsonl(text.as_slice(), "dossier.jsonl")
        .flat_map(|article| coder.code(&article.unwrap()).claims)
        .map(|claim| serde_json::to_value(claim).unwrap())
        .collect()
}

#[test]
fn coded_claims_are_instances() {
    let schema = schema();
    let claims = dossier_claims();
    assert!(claims.len() > 10, "{} claims", claims.len());
    for claim in &claims {
        assert_eq!(fault(&schema, claim, &schema, "claim"), None);
    }
}

#[test]
fn every_field_is_required_and_no_other_allowed() {
    let schema = schema();
    let claim = dossier_claims().remove(0);
    for name in claim.as_object().unwrap().keys() {
        let mut without = claim.clone();
        without.as_object_mut().unwrap().remove(name);
        assert!(fault(&schema, &without, &schema, "claim").is_some(), "{name} may be left out");
    }
    for (field, value) in [
        ("other", json!(1)),
        ("confidence", json!(1.5)),
        ("event", json!("DEMAND")),
        ("trigger", json!({"text": "قصف", "start": 0})),
    ] {
        let mut wrong = claim.clone();
        wrong[field] = value;
        assert!(fault(&schema, &wrong, &schema, "claim").is_some(), "{field}");
    }
}

#[test]
fn modes_are_those_of_the_event() {
    let schema = schema();
    let mut claim = dossier_claims().remove(0);
    claim["event"] = json!("ASSAULT");
    claim["modes"] = json!(["aerial"]);
    assert_eq!(fault(&schema, &claim, &schema, "claim"), None);
    claim["event"] = json!("CONSULT");
    assert!(fault(&schema, &claim, &schema, "claim").is_some());
}

#[test]
fn the_field_table_of_the_record_page_is_complete() {
    let page = std::fs::read_to_string(crate::root().join("docs/record.md")).unwrap();
    let schema = schema();
    let parts = schema["$defs"].as_object().unwrap().values();
    for part in parts.chain([&schema]) {
        for name in part["properties"].as_object().unwrap().keys() {
            assert!(page.contains(&format!("| `{name}` |")), "{name} has no row in docs/record.md");
        }
    }
}
