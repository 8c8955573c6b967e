//! `isnad demo`: the sample dossier, coded.

use anyhow::Result;
use isnad::Pipeline;

use super::code::{How, write};
use crate::Outcome;
use crate::args::Demo;
use crate::dossier::DOSSIER;
use crate::input::Inputs;

pub(crate) fn run(args: &Demo) -> Result<Outcome> {
    let pipeline = Pipeline::new()?;
    let how =
        How { format: args.format, threads: 0, min_confidence: None, notes: false, demo: true };
    let totals = write(&pipeline, &Inputs::embedded(DOSSIER), &how, &args.display)?;
    Ok(Outcome::of(totals.problems))
}
