//! Scores the coder on annotated articles and compares the scores with pinned floors.
//!
//! Evaluation is no test of code: it runs where annotated articles are at hand, and a floor says how good the
//! coder was when it was pinned. A set is known by its name and a fingerprint of all its files, so that a floor is
//! never held against other articles than those it was measured on.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use isnad::Article;
use isnad::extract::{RawDocument, extract};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::cargo::isnad;

/// What is scored, and whether floors are written.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Folders of annotated articles.
    folders: Vec<PathBuf>,
    /// Write the scores as floors: of new sets, and where they are higher than before.
    #[arg(long)]
    pin: bool,
    /// With --pin, also where they are lower, or where the articles of a set have changed.
    #[arg(long, requires = "pin")]
    lower: bool,
    /// Print the scores of all sets as one Markdown table, for docs/quality.md, and nothing else.
    #[arg(long, conflicts_with = "pin")]
    table: bool,
}

const FLOORS: &str = "eval/floors.toml";
const HEAD: &str = "\
# Scores below which `cargo xtask eval` fails, by set of annotated articles. Written by `cargo xtask eval --pin`.
# A floor is the score when it was pinned, cut after the third digit; lowering one (--lower) is a commit of its own
# with the reason. `fingerprint`: BLAKE3 over the names and bytes of the set's files.

";

/// The file of floors.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Floors {
    #[serde(default)]
    set: BTreeMap<String, Pinned>,
}

/// Floors of one set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pinned {
    fingerprint: String,
    floors: BTreeMap<String, f64>,
}

/// One set of annotated articles.
struct Gold {
    name: String,
    /// Where the files of claims lie.
    claims: PathBuf,
    /// The texts, JSONL.
    articles: PathBuf,
    /// Articles that are whole web pages; the name of the file is the article's id.
    pages: Vec<PathBuf>,
    /// Number of annotated articles.
    annotated: usize,
    fingerprint: String,
}

/// Scores each set; whether all reach their floors.
pub(crate) fn run(options: &Options) -> anyhow::Result<bool> {
    let folders =
        if options.folders.is_empty() { usual_folders() } else { options.folders.clone() };
    if folders.is_empty() {
        println!("no annotated articles found; name a folder of them");
        return Ok(true);
    }
    let path = crate::root().join(FLOORS);
    let mut floors: Floors = match std::fs::read_to_string(&path) {
        Ok(text) => toml::from_str(&text).context(FLOORS)?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Floors::default(),
        Err(error) => return Err(error).context(FLOORS),
    };
    let mut good = true;
    let mut sets = Vec::new();
    for folder in folders {
        let gold = open(&folder)?;
        let scores = score(&gold)?;
        if options.table {
            sets.push((gold, scores));
            continue;
        }
        let pinned = floors.set.get(&gold.name);
        println!("\n{} ({})", gold.name, folder.display());
        print!("{}", table(&scores, pinned.map(|p| &p.floors)));
        if options.pin {
            let new = pin(pinned, &gold.fingerprint, &scores, options.lower);
            floors.set.insert(gold.name, new.with_context(|| folder.display().to_string())?);
        } else {
            let problems = below(pinned, &gold.fingerprint, &scores);
            good &= problems.is_empty();
            problems.iter().for_each(|problem| println!("  {problem}"));
        }
    }
    if options.pin {
        std::fs::write(&path, HEAD.to_string() + &toml::to_string(&floors)?).context(FLOORS)?;
        println!("\nwrote {FLOORS}");
    }
    if options.table {
        print!("{}", markdown(&sets));
    }
    Ok(good)
}

/// The sample dossier, the sets of `eval/gold` and those named in the environment, where they exist.
fn usual_folders() -> Vec<PathBuf> {
    let root = crate::root();
    let mut folders = vec![root.join("testdata/dossier")];
    if let Ok(entries) = std::fs::read_dir(root.join("eval/gold")) {
        let mut sets: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        sets.sort();
        folders.extend(sets);
    }
    if let Some(named) = std::env::var_os("ISNAD_GOLD") {
        folders.extend(std::env::split_paths(&named));
    }
    folders.retain(|folder| folder.is_dir());
    folders
}

/// Finds the texts and the claims of a set: `articles.jsonl` or else the one JSONL file of the folder, and
/// the JSON files in its subfolder `gold` or else beside the texts.
fn open(folder: &Path) -> anyhow::Result<Gold> {
    let folder = folder.canonicalize().with_context(|| folder.display().to_string())?;
    let claims = Some(folder.join("gold")).filter(|f| f.is_dir()).unwrap_or_else(|| folder.clone());
    let files = crate::files_under(&folder)?;
    let articles = match folder.join("articles.jsonl") {
        file if file.is_file() => file,
        _ => {
            let mut found =
                files.iter().filter(|file| file.extension().is_some_and(|e| e == "jsonl"));
            match (found.next(), found.next()) {
                (Some(file), None) => file.clone(),
                (None, _) => bail!("{}: no JSONL file of articles", folder.display()),
                _ => bail!("{}: several JSONL files, none named articles.jsonl", folder.display()),
            }
        }
    };
    let mut hash = blake3::Hasher::new();
    let mut annotated = 0;
    let mut pages = Vec::new();
    for file in &files {
        let claims_file =
            file.parent() == Some(&*claims) && file.extension().is_some_and(|e| e == "json");
        let page = file.parent() == Some(&*folder) && file.extension().is_some_and(|e| e == "html");
        if page {
            pages.push(file.clone());
        }
        if claims_file || page || *file == articles {
            annotated += usize::from(claims_file);
            let bytes = std::fs::read(file).with_context(|| file.display().to_string())?;
            let name = file.file_name().unwrap_or_default().as_encoded_bytes();
            hash.update(&(name.len() as u64).to_le_bytes()).update(name);
            hash.update(&(bytes.len() as u64).to_le_bytes()).update(&bytes);
        }
    }
    ensure!(annotated > 0, "{}: no annotated articles", folder.display());
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let fingerprint = hash.finalize().to_hex()[..16].to_string();
    Ok(Gold { name, claims, articles, pages, annotated, fingerprint })
}

/// Codes the articles and scores the claims, with the release build.
fn score(gold: &Gold) -> anyhow::Result<BTreeMap<String, f64>> {
    let mut articles = std::fs::read_to_string(&gold.articles)
        .with_context(|| gold.articles.display().to_string())?;
    if !articles.ends_with('\n') {
        articles.push('\n');
    }
    for page in &gold.pages {
        articles.push_str(&serde_json::to_string(&article_of(page)?)?);
        articles.push('\n');
    }
    let file =
        std::env::temp_dir().join(format!("isnad-eval-{}-{}.jsonl", std::process::id(), gold.name));
    let name = || file.display().to_string();
    std::fs::write(&file, articles).with_context(name)?;
    let coded = isnad(["code".as_ref(), "--format".as_ref(), "jsonl".as_ref(), file.as_os_str()]);
    std::fs::write(&file, coded?).with_context(name)?;
    let scored = isnad([
        "score".as_ref(),
        "--json".as_ref(),
        "--gold".as_ref(),
        gold.claims.as_os_str(),
        file.as_os_str(),
    ]);
    std::fs::remove_file(&file).with_context(|| file.display().to_string())?;
    let scores: Value = serde_json::from_str(&scored?).context("isnad score --json")?;
    let mut flat = BTreeMap::new();
    flatten("", &scores, &mut flat);
    ensure!(!flat.is_empty(), "isnad score --json gave no figures");
    Ok(flat)
}

/// The article of a web page, with the name of the file as its id.
fn article_of(page: &Path) -> anyhow::Result<Article> {
    let name = page.display().to_string();
    let bytes = std::fs::read(page).with_context(|| name.clone())?;
    let raw = RawDocument { bytes: &bytes, name: &name, ..RawDocument::default() };
    let mut article = extract(&raw)?;
    article.id = page.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(article)
}

/// Figures from 0 to 1 by the names on the way to them, joined by blanks. Counts are left out.
fn flatten(name: &str, value: &Value, into: &mut BTreeMap<String, f64>) {
    match value {
        Value::Object(fields) => {
            for (field, value) in fields {
                flatten(&format!("{name} {field}"), value, into);
            }
        }
        Value::Number(number) if number.is_f64() => {
            if let Some(number) = number.as_f64().filter(|n| (0.0..=1.0).contains(n)) {
                into.insert(name.trim().to_string(), number);
            }
        }
        _ => {}
    }
}

/// The scores with their floors.
fn table(scores: &BTreeMap<String, f64>, floors: Option<&BTreeMap<String, f64>>) -> String {
    use std::fmt::Write as _;
    let width = scores.keys().map(String::len).max().unwrap_or(0);
    let mut out = String::new();
    for (name, score) in scores {
        let floor =
            floors.and_then(|f| f.get(name)).map_or(String::new(), |f| format!("   floor {f:.3}"));
        let _ = writeln!(out, "  {name:width$} {score:.3}{floor}");
    }
    out
}

/// The scores of all sets, one a row of a Markdown table.
fn markdown(sets: &[(Gold, BTreeMap<String, f64>)]) -> String {
    use std::fmt::Write as _;
    let names: BTreeSet<&str> =
        sets.iter().flat_map(|(_, s)| s.keys().map(String::as_str)).collect();
    let mut out = String::from("| score |");
    for (gold, _) in sets {
        let _ = write!(out, " {} ({}) |", gold.name, gold.annotated);
    }
    let _ = write!(out, "\n| --- |{}\n", " ---: |".repeat(sets.len()));
    for name in names {
        let _ = write!(out, "| {} |", in_words(name));
        for (_, scores) in sets {
            let score = scores.get(name).map_or_else(String::new, |score| format!("{score:.3}"));
            let _ = write!(out, " {score} |");
        }
        out.push('\n');
    }
    out
}

/// `event f` is the F1 of events; a name without such a letter is an accuracy over matched claims.
fn in_words(name: &str) -> String {
    let measure = [(" p", "precision"), (" r", "recall"), (" f", "F1")];
    match measure.iter().find_map(|(end, word)| Some((name.strip_suffix(end)?, word))) {
        Some((what, word)) => format!("{what}, {word}"),
        None if name.ends_with("overlap") => name.to_string(),
        None => format!("{name}, accuracy"),
    }
}

/// What falls short of its floor.
fn below(
    pinned: Option<&Pinned>,
    fingerprint: &str,
    scores: &BTreeMap<String, f64>,
) -> Vec<String> {
    let Some(pinned) = pinned else {
        return Vec::new();
    };
    if pinned.fingerprint != fingerprint {
        return vec!["the articles or annotations are not those the floors were pinned on".into()];
    }
    let mut problems = Vec::new();
    for (name, floor) in &pinned.floors {
        match scores.get(name) {
            Some(score) if score + f64::EPSILON >= *floor => {}
            Some(score) => {
                problems.push(format!("{name} is {score:.3}, below its floor {floor:.3}"))
            }
            None => problems.push(format!("{name} has a floor and no score")),
        }
    }
    problems
}

/// The floors to write.
fn pin(
    pinned: Option<&Pinned>,
    fingerprint: &str,
    scores: &BTreeMap<String, f64>,
    lower: bool,
) -> anyhow::Result<Pinned> {
    let mut floors: BTreeMap<String, f64> = scores
        .iter()
        .map(|(name, score)| (name.clone(), (score * 1000.0).floor() / 1000.0))
        .collect();
    if let Some(old) = pinned.filter(|_| !lower) {
        ensure!(
            old.fingerprint == fingerprint,
            "the set has changed since it was pinned; see --lower"
        );
        for (name, floor) in &old.floors {
            let new = floors.entry(name.clone()).or_insert(*floor);
            *new = new.max(*floor);
        }
    }
    Ok(Pinned { fingerprint: fingerprint.to_string(), floors })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(event: f64) -> BTreeMap<String, f64> {
        BTreeMap::from([("event f".to_string(), event)])
    }

    #[test]
    fn figures_are_found_at_any_depth_and_counts_left_out() {
        let mut flat = BTreeMap::new();
        flatten(
            "",
            &serde_json::json!({"event": {"f": 0.5, "gold": 12}, "status": 0.25, "date": null}),
            &mut flat,
        );
        assert_eq!(
            flat.into_iter().collect::<Vec<_>>(),
            [("event f".into(), 0.5), ("status".into(), 0.25)]
        );
    }

    #[test]
    fn a_score_below_its_floor_and_a_changed_set_are_problems() {
        let pinned = pin(None, "a", &scores(0.61239), false).unwrap();
        assert_eq!(pinned.floors, scores(0.612));
        assert_eq!(below(Some(&pinned), "a", &scores(0.6124)), [""; 0]);
        assert_eq!(
            below(Some(&pinned), "a", &scores(0.6)),
            ["event f is 0.600, below its floor 0.612"]
        );
        assert_eq!(below(Some(&pinned), "b", &scores(0.9)).len(), 1);
        assert_eq!(below(Some(&pinned), "a", &BTreeMap::new()).len(), 1);
        assert_eq!(below(None, "a", &scores(0.1)), [""; 0]);
    }

    #[test]
    fn a_table_has_a_column_a_set() {
        let gold = |name: &str| Gold {
            name: name.into(),
            claims: PathBuf::new(),
            articles: PathBuf::new(),
            pages: Vec::new(),
            annotated: 2,
            fingerprint: String::new(),
        };
        let more = BTreeMap::from([("event f".to_string(), 1.0), ("status".to_string(), 0.25)]);
        assert_eq!(
            markdown(&[(gold("a"), scores(0.5)), (gold("b"), more)]),
            "| score | a (2) | b (2) |\n| --- | ---: | ---: |\n| event, F1 | 0.500 | 1.000 |\n| status, accuracy |  | 0.250 |\n"
        );
    }

    #[test]
    fn floors_rise_by_themselves_and_fall_only_when_told() {
        let old = pin(None, "a", &scores(0.5), false).unwrap();
        assert_eq!(pin(Some(&old), "a", &scores(0.6), false).unwrap().floors, scores(0.6));
        assert_eq!(pin(Some(&old), "a", &scores(0.4), false).unwrap().floors, scores(0.5));
        assert_eq!(pin(Some(&old), "a", &scores(0.4), true).unwrap().floors, scores(0.4));
        assert!(pin(Some(&old), "b", &scores(0.6), false).is_err());
    }
}
