//! `isnad code`: articles to claims.

use std::io::{self, Write};

use anyhow::{Context, Result};
use isnad::Pipeline;

use crate::args::{Code, DisplayArgs, Format};
use crate::coding::{self, Totals, threads};
use crate::input::Inputs;
use crate::render::{self, Tally};
use crate::{Outcome, report};

pub(crate) fn run(args: &Code) -> Result<Outcome> {
    let inputs = Inputs::new(&args.input)?;
    let pipeline = super::pipeline(&args.lexicon)?;
    let how = How {
        format: args.format,
        threads: args.threads,
        min_confidence: args.min_confidence,
        notes: args.notes,
        demo: false,
    };
    let totals = write(&pipeline, &inputs, &how, &args.display)?;
    if args.stats {
        report(&totals.to_string());
    }
    Ok(Outcome::of(totals.problems))
}

/// How claims are made and written.
pub(super) struct How {
    pub(super) format: Format,
    pub(super) threads: usize,
    pub(super) min_confidence: Option<f64>,
    pub(super) notes: bool,
    /// Whether the articles are the sample dossier.
    pub(super) demo: bool,
}

/// Codes the inputs and writes their claims to standard output.
pub(super) fn write(
    pipeline: &Pipeline,
    inputs: &Inputs,
    how: &How,
    display: &DisplayArgs,
) -> Result<Totals> {
    let renderer = render::renderer(how.format, display, how.demo)?;
    let mut out = io::stdout().lock();
    let mut bytes = Vec::new();
    renderer.begin(&mut bytes)?;
    put(&mut out, &bytes)?;
    let mut tally = Tally::default();
    let totals = coding::code(
        pipeline,
        inputs,
        threads(how.threads),
        how.min_confidence,
        |article, claims| {
            let mut bytes = Vec::new();
            renderer.article(article, claims, &mut bytes)?;
            Ok((bytes, renderer.tally(article, claims)))
        },
        report,
        |coded| {
            let (bytes, own) = coded.result;
            put(&mut out, &bytes)?;
            tally.add(own);
            if how.notes {
                for note in &coded.notes {
                    report(&format!(
                        "article {}, characters {}-{}: {}: {}",
                        coded.article, note.start, note.end, note.kind, note.message
                    ));
                }
            }
            Ok(())
        },
    )?;
    bytes.clear();
    renderer.end(&tally, &mut bytes)?;
    put(&mut out, &bytes)?;
    Ok(totals)
}

fn put(out: &mut impl Write, bytes: &[u8]) -> Result<()> {
    out.write_all(bytes).and_then(|()| out.flush()).context("cannot write the claims")
}
