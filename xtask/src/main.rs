#![doc = include_str!("../README.md")]
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command for people at a terminal"
)]

mod cargo;
mod edges;
mod eval;
mod links;
mod pages;
mod schema;
mod sources;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Development commands of the workspace.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Xtask {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write the generated pages.
    Gen,
    /// Check the generated pages, the links between pages, the dependencies between crates and the sources of the data.
    Check,
    /// Score the coder on annotated articles and compare with the pinned floors.
    Eval(eval::Options),
}

/// The root of the workspace.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

fn main() -> ExitCode {
    let done = match Xtask::parse().command {
        Command::Gen => pages::write().map(|()| true),
        Command::Check => check(),
        Command::Eval(options) => eval::run(&options),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// Runs every check and prints what each found; whether none found anything.
fn check() -> anyhow::Result<bool> {
    let mut good = true;
    let mut report = |name: &str, problems: Vec<String>| {
        println!("{name}: {}", if problems.is_empty() { "ok" } else { "PROBLEMS" });
        for problem in &problems {
            println!("  {problem}");
        }
        good &= problems.is_empty();
    };
    report("sources of the data", sources::problems(root())?);
    report("dependencies between crates", edges::problems(&cargo::metadata()?));
    report("links between pages", links::problems(root())?);
    report("generated pages", pages::problems()?);
    Ok(good)
}

/// The files under `folder` and its subfolders, by name.
fn files_under(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    use anyhow::Context as _;
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).with_context(|| folder.display().to_string())?;
        for entry in entries {
            let path = entry.with_context(|| folder.display().to_string())?.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    Ok(files)
}
