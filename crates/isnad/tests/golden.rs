//! The sample dossier, whole articles as claims, in a form that an Arabic reader can judge line by line.
//!
//! `testdata/dossier/expected` holds one page an article. The test only compares;
//! `ISNAD_UPDATE=1 cargo test -p isnad --test golden` writes the pages anew, to be read before they are committed. Left
//! out are ids, which change with every version of the coder, and confidence, which `docs/quality.md` deals with.

#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::collections::BTreeMap;
use std::fmt::{Display, Write as _};
use std::path::{Path, PathBuf};

use isnad::extract::{InputKind, RawDocument, articles_of_jsonl, extract};
use isnad::{Article, Claim, Evidence, Hop, Mention, Pipeline, Place, When};

#[test]
fn the_dossier_gives_the_claims_that_were_read_and_found_right() {
    let pipeline = Pipeline::new().expect("the lexicon was compiled with this version");
    let pages: BTreeMap<String, String> = dossier()
        .iter()
        .map(|article| (format!("{}.txt", article.id), page(article, &pipeline)))
        .collect();
    let folder = testdata().join("expected");
    if std::env::var_os("ISNAD_UPDATE").is_some() {
        std::fs::create_dir_all(&folder).unwrap();
        for (name, page) in &pages {
            std::fs::write(folder.join(name), page).unwrap();
        }
    }
    let mut report = String::new();
    for (name, page) in &pages {
        match std::fs::read_to_string(folder.join(name)) {
            Ok(expected) => report.push_str(&difference(name, &expected, page)),
            Err(error) => drop(writeln!(report, "{name}: {error}")),
        }
    }
    for entry in std::fs::read_dir(&folder).into_iter().flatten() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        if !pages.contains_key(&name) {
            let _ = writeln!(report, "{name}: belongs to no article of the dossier");
        }
    }
    assert!(
        report.is_empty(),
        "\n{report}\nIf the new lines are right: ISNAD_UPDATE=1 cargo test -p isnad --test golden\n"
    );
}

fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/dossier")
}

/// The articles in the order of the dossier: the lines of the JSONL file, then the web pages.
fn dossier() -> Vec<Article> {
    let lines = std::fs::read(testdata().join("dossier.jsonl")).unwrap();
    let mut articles: Vec<Article> = articles_of_jsonl(lines.as_slice(), "dossier.jsonl")
        .map(|article| article.unwrap())
        .collect();
    for name in ["zalambessa-08", "zalambessa-11"] {
        let bytes = std::fs::read(testdata().join(format!("{name}.html"))).unwrap();
        let document =
            RawDocument { bytes: &bytes, kind: InputKind::Html, name, ..RawDocument::default() };
        articles.push(Article { id: name.into(), ..extract(&document).unwrap() });
    }
    articles
}

/// An article with its claims.
fn page(article: &Article, pipeline: &Pipeline) -> String {
    let mut out = String::new();
    let published = article.published.as_deref().unwrap_or("-");
    let _ = writeln!(out, "{}\n{}, {published}\n{}\n", article.id, article.outlet, article.title);
    let coding = pipeline.code(article);
    for note in &coding.notes {
        let _ = writeln!(out, "note {} {}..{}", note.kind, note.start, note.end);
    }
    let mut sentence = None;
    for claim in &coding.claims {
        // A sentence stands once, above its claims.
        if sentence != Some(claim.sentence.start) {
            sentence = Some(claim.sentence.start);
            let text = claim.sentence.text.replace('\n', " ");
            let _ = writeln!(out, "{}..{}\n{text}", claim.sentence.start, claim.sentence.end);
        }
        block(&mut out, claim);
    }
    if coding.claims.is_empty() {
        out.push_str("no claims\n");
    }
    out
}

fn block(out: &mut String, claim: &Claim) {
    let Claim { event, modes, contexts, trigger, actors, recipients, content, .. } = claim;
    let Claim { attribution, status, condition, figures, places, date, rule, .. } = claim;
    let mut line = |name: &str, value: &dyn Display| {
        let _ = writeln!(out, "    {name:<11}{value}");
    };
    let modes = list(modes, "+", ToString::to_string);
    line(
        "event",
        &format!("{event}{}{modes} {}", if modes.is_empty() { "" } else { "/" }, code(status)),
    );
    line("trigger", &trigger.text);
    actors.iter().for_each(|actor| line("actor", &mention(actor)));
    recipients.iter().for_each(|recipient| line("recipient", &mention(recipient)));
    let mut span = |name: &str, span: &Option<Evidence>| {
        if let Some(span) = span {
            line(name, &span.text);
        }
    };
    span("content", content);
    span("condition", condition);
    attribution.iter().for_each(|hop| line("says", &said(hop)));
    for figure in figures {
        let side = |n: Option<u64>| n.map_or("?".to_string(), |n| n.to_string());
        let about = if figure.approximate { " about" } else { "" };
        let (low, high) = (side(figure.low), side(figure.high));
        let kind = code(&figure.kind);
        line("figure", &format!("{} = {kind}{about} {low}..{high}", figure.span.text));
    }
    places.iter().for_each(|place| line("place", &site(place)));
    date.iter().for_each(|date| line("date", &day(date)));
    if !contexts.is_empty() {
        line("contexts", &list(contexts, ", ", ToString::to_string));
    }
    line("rule", rule);
    out.push('\n');
}

fn mention(mention: &Mention) -> String {
    let name = mention.name.as_deref().unwrap_or("?");
    let country = mention.country.as_deref().unwrap_or("?");
    let mut out = format!("{} = {name}, {country}", mention.span.text);
    for sector in &mention.sectors {
        let _ = write!(out, " {sector}");
    }
    if !mention.members.is_empty() {
        let members = list(&mention.members, ", ", |member| {
            let sectors = list(&member.sectors, " ", ToString::to_string);
            format!("{} {sectors}", member.country.as_deref().unwrap_or("?"))
        });
        let _ = write!(out, " [{members}]");
    }
    out
}

fn said(hop: &Hop) -> String {
    let speaker = hop.speaker.as_ref().map_or("nobody named".to_string(), mention);
    let mut out =
        format!("{speaker}; {} {} by {}", code(&hop.stance), code(&hop.mode), hop.cue.text);
    if let Some(via) = &hop.via {
        let _ = write!(out, "; via {}", mention(via));
    }
    if let Some(quote) = &hop.quote {
        let _ = write!(out, "; quote {}..{}", quote.start, quote.end);
    }
    out
}

fn site(place: &Place) -> String {
    let name = place.name.as_deref().unwrap_or("?");
    let country = place.country.as_deref().unwrap_or("?");
    let at = place.lat.zip(place.lon).map_or("?".into(), |(lat, lon)| format!("{lat:.2} {lon:.2}"));
    format!("{} = {name}, {country}, {at}", place.span.text)
}

fn day(when: &When) -> String {
    let days = match (when.from, when.to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => format!("{from}..{to}"),
        _ => "?".into(),
    };
    format!("{} = {days}, {}", when.span.text, code(&when.precision))
}

fn list<T>(items: &[T], between: &str, show: impl Fn(&T) -> String) -> String {
    items.iter().map(show).collect::<Vec<_>>().join(between)
}

/// A code as the record writes it.
fn code(code: &impl serde::Serialize) -> String {
    serde_json::to_value(code).ok().and_then(|v| v.as_str().map(str::to_string)).unwrap_or_default()
}

/// The lines that differ, with the sentence and trigger lines before them; empty where none does.
fn difference(name: &str, expected: &str, actual: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), actual.lines().collect());
    if old == new {
        return String::new();
    }
    // Longest common subsequence, from the end.
    let mut common = vec![vec![0u32; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] = if old[i] == new[j] {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let mut out = format!("{name}\n");
    let (mut i, mut j) = (0, 0);
    let mut context: Vec<&str> = Vec::new();
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            if old[i].starts_with("    event") {
                context.clear();
            }
            context.push(old[i]);
            (i, j) = (i + 1, j + 1);
            continue;
        }
        for line in context.drain(..).filter(|line| !line.trim().is_empty()) {
            let _ = writeln!(out, "    {line}");
        }
        if j == new.len() || i < old.len() && common[i + 1][j] >= common[i][j + 1] {
            let _ = writeln!(out, "  - {}", old[i]);
            i += 1;
        } else {
            let _ = writeln!(out, "  + {}", new[j]);
            j += 1;
        }
    }
    out
}
