//! `isnad score`: claims against annotated articles.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::args::Score;
use crate::coding::{self, threads};
use crate::input::Inputs;
use crate::score::{Gold, Record, Scores, report_json, report_reliability, report_text};
use crate::{Outcome, report};

/// The texts of a gold folder.
const ARTICLES: &str = "articles.jsonl";

pub(crate) fn run(args: &Score) -> Result<Outcome> {
    let gold = Gold::read(&args.gold)?;
    let mut problems = 0;
    let mut claims = Vec::new();
    match &args.claims {
        Some(path) => read(path, &mut claims)?,
        None => {
            let pipeline = super::pipeline(&args.lexicon)?;
            for folder in &args.gold {
                let articles = folder.join(ARTICLES);
                if !articles.is_file() {
                    bail!("{}: not found; name the CLAIMS.jsonl to score", articles.display());
                }
                let totals = coding::code(
                    &pipeline,
                    &Inputs::of_jsonl(&articles),
                    threads(0),
                    None,
                    |_, claims| claims.iter().map(Record::of_claim).collect::<Result<Vec<_>>>(),
                    report,
                    |coded| {
                        claims.extend(coded.result);
                        Ok(())
                    },
                )?;
                problems += totals.problems;
            }
        }
    }
    let scores = Scores::of(&gold, claims);
    let mut text = String::new();
    if args.verbose {
        for miss in &scores.misses {
            text.push_str(&format!("{miss}\n"));
        }
    }
    text.push_str(&match () {
        () if args.json => report_json(&scores)?,
        () if args.reliability => report_reliability(&scores),
        () => report_text(&scores),
    });
    io::stdout().lock().write_all(text.as_bytes()).context("cannot write the figures")?;
    Ok(Outcome::of(problems))
}

/// Reads claims, one JSON object a line.
fn read(path: &Path, claims: &mut Vec<Record>) -> Result<()> {
    let name = path.display();
    let file = File::open(path).with_context(|| format!("{name}: cannot read; check the path"))?;
    for (number, line) in (1..).zip(BufReader::new(file).lines()) {
        let line = line.with_context(|| format!("{name}:{number}: cannot read"))?;
        if !line.trim().is_empty() {
            claims.push(serde_json::from_str(&line).with_context(|| {
                format!("{name}:{number}: not a claim; claims are what `isnad code --format jsonl` writes")
            })?);
        }
    }
    Ok(())
}
