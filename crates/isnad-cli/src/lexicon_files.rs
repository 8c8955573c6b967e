//! Lexicon sources on disk.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use isnad::lexicon::SourceFile;

/// Reads source files; a folder stands for the `*.tsv` files in it, sorted by name.
///
/// # Errors
/// A file that cannot be read, or is no UTF-8.
pub(crate) fn read(paths: &[PathBuf]) -> Result<Vec<SourceFile>> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            files.extend(tables_in(path)?);
        } else {
            files.push(path.clone());
        }
    }
    files.iter().map(|path| source_file(path)).collect()
}

/// The folders of the repository's own sources, from the current folder upward; their paths are as short as can be.
///
/// # Errors
/// The current folder, or one of the repository's, cannot be read.
pub(crate) fn of_repository() -> Result<Option<Vec<PathBuf>>> {
    let here = env::current_dir().context("the current folder cannot be read")?;
    let Some(root) = here.ancestors().find(|folder| folder.join("data/lexicon").is_dir()) else {
        return Ok(None);
    };
    let root = if root == here { Path::new("") } else { root };
    let languages = root.join("data/lexicon");
    let mut folders = subfolders(&languages)?;
    folders.push(root.join("data/gazetteer"));
    folders.retain(|folder| folder.is_dir());
    Ok(Some(folders))
}

fn source_file(path: &Path) -> Result<SourceFile> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path)
        .with_context(|| format!("{name}: cannot read; lexicon files are UTF-8 text"))?;
    Ok(SourceFile { name, text })
}

fn tables_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut tables = entries(folder)?;
    tables.retain(|path| path.extension().is_some_and(|suffix| suffix == "tsv"));
    Ok(tables)
}

fn subfolders(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut folders = entries(folder)?;
    folders.retain(|path| path.is_dir());
    Ok(folders)
}

/// What is in a folder, sorted.
fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let unreadable = || format!("{}: cannot read the folder", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        paths.push(entry.with_context(unreadable)?.path());
    }
    paths.sort();
    Ok(paths)
}
