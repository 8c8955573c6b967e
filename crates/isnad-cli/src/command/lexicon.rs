//! `isnad lexicon`: the language data checked, looked up and counted.

mod show;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use isnad::lexicon::Lexicon;

use crate::args::LexiconCommand;
use crate::render::Screen;
use crate::{Outcome, lexicon_files, report};

pub(crate) fn run(command: &LexiconCommand) -> Result<Outcome> {
    match command {
        LexiconCommand::Check { files } => check(files),
        LexiconCommand::Show { lexicon, screen, words } => {
            let pipeline = super::pipeline(lexicon)?;
            let shown = show::words(pipeline.lexicon(), words, Screen::of_stdout(screen));
            write(&shown.out)?;
            for word in &shown.unknown {
                report(&format!(
                    "{word}: not in the lexicon; give words without proclitics, article and pronoun suffixes"
                ));
            }
            Ok(Outcome::of(shown.unknown.len()))
        }
        LexiconCommand::Stats { lexicon } => {
            let pipeline = super::pipeline(lexicon)?;
            let stats = pipeline.lexicon().stats();
            write(stats.iter().map(|(name, n)| format!("{n:>9}  {name}\n")).collect::<String>())?;
            Ok(Outcome::Done)
        }
    }
}

fn check(files: &[PathBuf]) -> Result<Outcome> {
    let paths = if files.is_empty() {
        match lexicon_files::of_repository()? {
            Some(folders) => folders,
            None => {
                report(
                    "no data/lexicon here or above; the built-in lexicon was checked when the program was \
                     built, and files of your own are checked by name",
                );
                return Ok(Outcome::Done);
            }
        }
    } else {
        files.to_vec()
    };
    let sources = lexicon_files::read(&paths)?;
    let problems = Lexicon::compile(&sources).err().unwrap_or_default();
    write(problems.iter().map(|problem| format!("{problem}\n")).collect::<String>())?;
    let wrong: BTreeSet<&str> = problems.iter().map(|problem| problem.file.as_str()).collect();
    report(&if problems.is_empty() {
        format!("{} files, no problems", sources.len())
    } else {
        format!("{} files, {} problems in {} of them", sources.len(), problems.len(), wrong.len())
    });
    Ok(Outcome::of(problems.len()))
}

fn write(text: impl AsRef<[u8]>) -> Result<()> {
    io::stdout().lock().write_all(text.as_ref()).context("cannot write the result")
}
