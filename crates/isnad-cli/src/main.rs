#![doc = include_str!("../README.md")]
//!
//! # Inside
//!
//! [`args`] turns the command line into values; each command is a module of [`command`]. [`input`] makes articles of
//! files, [`coding`] codes them in order on several threads, [`render`] writes claims, and knows nothing of either.

mod args;
mod coding;
mod command;
mod dossier;
mod input;
mod lexicon_files;
mod messages;
mod render;
mod rule;
mod score;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

/// How a command that could run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Everything was done.
    Done,
    /// Some inputs had problems, which have been reported; the rest was done.
    Problems,
}

impl Outcome {
    /// `Problems` if there were any.
    fn of(problems: usize) -> Self {
        if problems == 0 { Self::Done } else { Self::Problems }
    }
}

fn main() -> ExitCode {
    let cli = match args::Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version come as errors that belong on standard output; a closed pipe is none.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    match command::run(cli) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Problems) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            report(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

/// Writes a message for people.
fn report(message: &str) {
    // Where even this cannot be written there is nobody to tell.
    let _ = writeln!(io::stderr().lock(), "isnad: {message}");
}

/// Whether standard output was closed by its reader.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
