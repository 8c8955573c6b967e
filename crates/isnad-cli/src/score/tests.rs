//! The figures of a small annotated set, worked out by hand: of seven annotated claims one optional claim is not
//! found and one other is missed; of seven claims one is of no annotated article and one is wrong.

use std::path::PathBuf;

use super::*;

fn scores() -> Scores {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests");
    let gold = Gold::read(&[folder.join("gold")]).unwrap();
    let claims = std::fs::read_to_string(folder.join("gold-claims.jsonl")).unwrap();
    let claims = claims.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    Scores::of(&gold, claims)
}

#[test]
fn the_table_is_as_worked_out() {
    let expected = "                   precision    recall        F1   gold  system
event                  0.833     0.833     0.833      6     6
core                   0.500     0.500     0.500      6     6
attributed claim       0.250     0.500     0.333      2     4
figures                0.500     1.000     0.667      1     2
place country          0.500     1.000     0.667      1     2
actors               accuracy over matched 1.000  (n=5)
attribution          accuracy over matched 0.600  (n=5)
content overlap      accuracy over matched 1.000  (n=1)
date                 accuracy over matched 1.000  (n=1)
recipients           accuracy over matched 0.800  (n=5)
status               accuracy over matched 0.800  (n=5)
by event (F1, gold, system): ASSAULT 1.00 2 2; CONSULT 1.00 1 1; REQUEST 1.00 1 1; \
STATEMENT 1.00 1 1; SUPPORT 0.00 1 0; THREATEN 0.00 0 1
";
    assert_eq!(report_text(&scores()), expected);
}

#[test]
fn misses_are_listed_article_by_article() {
    let misses: Vec<String> = scores().misses.iter().map(ToString::to_string).collect();
    assert_eq!(
        misses,
        [
            "WRONG   a THREATEN   تنفي | الوزارة تنفي قصف القرية",
            "MISSED  b SUPPORT    وقع | زار الرئيس العاصمة ووقع اتفاقاً",
        ]
    );
}

#[test]
fn reliability_counts_by_tenths_of_confidence() {
    let expected = "| confidence | claims | right in event |
| --- | ---: | ---: |
| 0.50 to 0.59 | 6 | 0.833 |
";
    assert_eq!(report_reliability(&scores()), expected);
}

#[test]
fn json_holds_the_same_figures() {
    let json: serde_json::Value = serde_json::from_str(&report_json(&scores()).unwrap()).unwrap();
    assert_eq!(json["attributed claim"]["r"], 0.5);
    assert_eq!(json["attribution"], 0.6);
}

#[test]
fn a_claim_of_the_program_is_scored_as_its_json_is() {
    let text = std::fs::read_to_string(
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/gold-claims.jsonl"),
    )
    .unwrap();
    for line in text.lines() {
        let claim: isnad::Claim = serde_json::from_str(line).unwrap();
        let read: Record = serde_json::from_str(line).unwrap();
        assert_eq!(format!("{:?}", Record::of_claim(&claim).unwrap()), format!("{read:?}"));
    }
}
