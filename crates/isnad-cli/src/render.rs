//! Writes claims in each of their forms. A renderer knows neither files nor threads: it is given an article with its
//! claims and appends bytes.

mod csv;
mod jsonl;
mod look;
mod pieces;
mod plover;
mod pretty;
mod screen;
mod tally;
mod text;

#[cfg(test)]
mod samples;

use anyhow::Result;
use isnad::{Article, Claim};

use crate::args::{DisplayArgs, Format};

pub(crate) use pretty::Pretty;
pub(crate) use screen::Screen;
pub(crate) use tally::Tally;
pub(crate) use text::{GLUE, Ink, Text};

/// A form of claims. Its result depends on its arguments alone, so that articles may be rendered in any order.
pub(crate) trait Render: Sync {
    /// What stands before all articles.
    fn begin(&self, _out: &mut Vec<u8>) -> Result<()> {
        Ok(())
    }

    /// An article's claims.
    fn article(&self, article: &Article, claims: &[Claim], out: &mut Vec<u8>) -> Result<()>;

    /// What the article adds to the summary.
    fn tally(&self, _article: &Article, _claims: &[Claim]) -> Tally {
        Tally::default()
    }

    /// What stands after all articles.
    fn end(&self, _tally: &Tally, _out: &mut Vec<u8>) -> Result<()> {
        Ok(())
    }
}

/// The renderer of a form.
pub(crate) fn renderer(
    format: Format,
    display: &DisplayArgs,
    demo: bool,
) -> Result<Box<dyn Render>> {
    Ok(match format {
        Format::Pretty => Box::new(Pretty::new(display, demo)?),
        Format::Jsonl => Box::new(jsonl::Jsonl),
        Format::Plover => Box::new(plover::Plover),
        Format::Csv => Box::new(csv::Csv),
    })
}

#[cfg(test)]
mod tests;
