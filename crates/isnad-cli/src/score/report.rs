//! The figures as a table or as JSON.

use std::cmp::Reverse;
use std::fmt::Write as _;

use anyhow::Result;
use serde_json::{Map, Value, json};

use super::figures::{Found, Scores};

/// What is measured by precision and recall, by name.
fn found(scores: &Scores) -> [(&'static str, Found); 5] {
    [
        ("event", scores.event),
        ("core", scores.core),
        ("attributed claim", scores.attributed),
        ("figures", scores.figures),
        ("place country", scores.place_country),
    ]
}

/// A table for people.
pub(crate) fn report_text(scores: &Scores) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ =
        writeln!(out, "{:18}{:>10}{:>10}{:>10}   gold  system", "", "precision", "recall", "F1");
    for (name, found) in found(scores) {
        let (p, r, f) = (found.precision(), found.recall(), found.f1());
        let Found { gold, system, .. } = found;
        let _ = writeln!(out, "{name:18}{p:10.3}{r:10.3}{f:10.3}   {gold:4}  {system:4}");
    }
    for (name, accuracy) in &scores.accuracies {
        let (value, of) = (accuracy.value(), accuracy.of);
        let _ = writeln!(out, "{name:18}{:>24} {value:.3}  (n={of})", "accuracy over matched");
    }
    let mut events: Vec<_> = scores.by_event.iter().collect();
    events.sort_by_key(|(event, found)| (Reverse(found.gold), (*event).clone()));
    let events: Vec<String> = events
        .into_iter()
        .map(|(event, found)| format!("{event} {:.2} {} {}", found.f1(), found.gold, found.system))
        .collect();
    let _ = writeln!(out, "by event (F1, gold, system): {}", events.join("; "));
    out
}

/// How often claims are right in event, by confidence: a Markdown table, which people can read too.
pub(crate) fn report_reliability(scores: &Scores) -> String {
    let mut out = String::from("| confidence | claims | right in event |\n| --- | ---: | ---: |\n");
    for (tenth, accuracy) in &scores.by_confidence {
        let to = if *tenth == 9 { "1.00".to_owned() } else { format!("0.{tenth}9") };
        let (of, value) = (accuracy.of, accuracy.value());
        let _ = writeln!(out, "| 0.{tenth}0 to {to} | {of} | {value:.3} |");
    }
    out
}

/// One JSON object: precision, recall and F1 as `p`, `r`, `f`, accuracies as numbers.
pub(crate) fn report_json(scores: &Scores) -> Result<String> {
    let mut out = Map::new();
    for (name, found) in found(scores) {
        let value = json!({"p": found.precision(), "r": found.recall(), "f": found.f1()});
        out.insert(name.to_owned(), value);
    }
    for (name, accuracy) in &scores.accuracies {
        out.insert((*name).to_owned(), Value::from(accuracy.value()));
    }
    Ok(serde_json::to_string(&out)? + "\n")
}
