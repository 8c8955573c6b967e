//! Compiles the lexicon's source files into the artefact that the library carries.

use std::path::{Path, PathBuf};
use std::{env, fs};

use isnad_lexicon::{Lexicon, SourceFile};

/// Folders of source files, from the workspace's root.
const FOLDERS: &[&str] = &["data/lexicon/ar", "data/gazetteer"];

fn main() -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut sources = Vec::new();
    for folder in FOLDERS {
        let path = root.join(folder);
        println!("cargo::rerun-if-changed={}", path.display());
        let entries = fs::read_dir(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let mut files: Vec<PathBuf> = entries
            .filter_map(|e| Some(e.ok()?.path()))
            .filter(|p| p.extension().is_some_and(|x| x == "tsv"))
            .collect();
        files.sort();
        for file in files {
            println!("cargo::rerun-if-changed={}", file.display());
            let text = fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
            let name = file
                .file_name()
                .map_or_else(String::new, |n| format!("{folder}/{}", n.to_string_lossy()));
            sources.push(SourceFile { name, text });
        }
    }
    let bytes = Lexicon::compile(&sources).map_err(|problems| {
        let lines: Vec<String> = problems.iter().take(50).map(ToString::to_string).collect();
        format!("the lexicon has {} problems:\n{}", problems.len(), lines.join("\n"))
    })?;
    let out = env::var("OUT_DIR").map_err(|e| e.to_string())?;
    fs::write(Path::new(&out).join("lexicon.bin"), bytes).map_err(|e| e.to_string())
}
