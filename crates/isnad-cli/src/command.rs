//! The commands, one module each.

mod code;
mod demo;
mod explain;
mod extract;
mod lexicon;
mod score;

use anyhow::Result;
use isnad::Pipeline;

use crate::args::{Cli, Command, LexiconArgs};
use crate::{Outcome, lexicon_files};

/// Runs the command that was given.
pub(crate) fn run(cli: Cli) -> Result<Outcome> {
    match cli.command {
        Command::Extract(args) => extract::run(&args),
        Command::Code(args) => code::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Score(args) => score::run(&args),
        Command::Lexicon(args) => lexicon::run(&args.command),
        Command::Demo(args) => demo::run(&args),
    }
}

/// The built-in lexicon with the user's files on top.
fn pipeline(args: &LexiconArgs) -> Result<Pipeline> {
    let files = lexicon_files::read(&args.lexicon)?;
    Ok(Pipeline::new()?.with_files(&files)?)
}
