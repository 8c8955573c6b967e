//! Reads the tab-separated source files: rows with file and line, and the problems found in them.

use std::collections::BTreeMap;
use std::fmt;

use crate::entry::{Flags, Frame, Role, Slot};
use crate::normalise::fold;

/// One source file: its name (for messages and rules) and its text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Name or path, as shown to people.
    pub name: String,
    /// Text.
    pub text: String,
}

/// Something wrong in a source file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// File.
    pub file: String,
    /// Line, counted from 1; 0 for the whole file.
    pub line: u32,
    /// What is wrong and what is expected.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// The kinds of source files, by the name in their first line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Event and light verbs.
    Verbs,
    /// Event nouns.
    Nouns,
    /// Reporting words and phrases.
    Cues,
    /// Head nouns of mentions.
    Heads,
    /// Known actors.
    Actors,
    /// Countries.
    Countries,
    /// Gazetteer.
    Places,
    /// Nouns that introduce places.
    PlaceNouns,
    /// Counted nouns.
    Figures,
    /// Words that tell what something is about.
    Topics,
    /// Personal names.
    Names,
    /// Closed classes.
    Words,
}

impl Kind {
    /// Kinds with their spelling and the columns they must have.
    const ALL: &[(&str, Kind, &[&str])] = &[
        ("verbs", Kind::Verbs, &["lemma", "root", "form", "event", "frame"]),
        ("nouns", Kind::Nouns, &["lemma", "event", "frame"]),
        ("cues", Kind::Cues, &["lemma", "root", "stance", "frame"]),
        ("heads", Kind::Heads, &["word", "class"]),
        ("actors", Kind::Actors, &["id", "name", "kind", "aliases"]),
        ("countries", Kind::Countries, &["code", "name", "aliases"]),
        ("places", Kind::Places, &["name", "ar", "kind", "country"]),
        ("placenouns", Kind::PlaceNouns, &["word", "kind"]),
        ("figures", Kind::Figures, &["word", "kind"]),
        ("topics", Kind::Topics, &["word", "topic"]),
        ("names", Kind::Names, &["word", "kind"]),
        ("words", Kind::Words, &["word", "class"]),
    ];
}

/// One row of a table, with its cells by column name.
pub(crate) struct Row<'t> {
    pub(crate) line: u32,
    columns: &'t BTreeMap<&'t str, usize>,
    cells: Vec<&'t str>,
}

impl<'t> Row<'t> {
    /// The cell, trimmed; `""` where the column or the cell is missing.
    pub(crate) fn cell(&self, column: &str) -> &'t str {
        self.columns.get(column).and_then(|&i| self.cells.get(i)).map_or("", |c| c.trim())
    }

    /// The alternatives in a cell.
    pub(crate) fn list(&self, column: &str) -> Vec<&'t str> {
        self.cell(column).split('|').map(str::trim).filter(|w| !w.is_empty()).collect()
    }
}

/// Splits a file into its kind and rows; problems are added to `problems`.
pub(crate) fn read<'t>(
    file: &'t SourceFile,
    columns: &'t mut BTreeMap<&'t str, usize>,
    problems: &mut Vec<Problem>,
) -> Option<(Kind, Vec<Row<'t>>)> {
    let text = file.text.strip_prefix('\u{feff}').unwrap_or(&file.text);
    let mut problem = |line: u32, message: String| {
        problems.push(Problem { file: file.name.clone(), line, message });
    };
    let mut lines = text.lines().zip(1u32..);
    let first = lines.next().map_or("", |(l, _)| l);
    let Some(kind) = first.strip_prefix("#! isnad-lexicon").map(str::trim) else {
        problem(1, "the first line must be `#! isnad-lexicon KIND`".into());
        return None;
    };
    let Some(&(_, kind, required)) = Kind::ALL.iter().find(|(name, ..)| *name == kind) else {
        let known: Vec<_> = Kind::ALL.iter().map(|(name, ..)| *name).collect();
        problem(1, format!("unknown kind `{kind}`; known are {}", known.join(", ")));
        return None;
    };
    let mut lines = lines.filter(|(l, _)| !l.trim().is_empty() && !l.starts_with('#'));
    let Some((header, at)) = lines.next() else {
        problem(1, "the header row is missing".into());
        return None;
    };
    for (i, name) in header.split('\t').enumerate() {
        if columns.insert(name.trim(), i).is_some() {
            problem(at, format!("column `{name}` stands twice"));
        }
    }
    for name in required {
        if !columns.contains_key(name) {
            problem(at, format!("column `{name}` is missing"));
            return None;
        }
    }
    let columns = &*columns;
    let mut rows = Vec::new();
    for (line, number) in lines {
        let cells: Vec<_> = line.split('\t').collect();
        if cells.len() > columns.len() {
            problem(number, format!("{} cells, but {} columns", cells.len(), columns.len()));
            continue;
        }
        rows.push(Row { line: number, columns, cells });
    }
    Some((kind, rows))
}

/// Reads a frame: blank-separated `slot=role`.
pub(crate) fn frame(cell: &str) -> Result<Frame, String> {
    let mut out = Frame::new();
    for part in cell.split_whitespace() {
        if part == "none" {
            continue;
        }
        let (slots, role) =
            part.split_once('=').ok_or_else(|| format!("`{part}` is not `slot=role`"))?;
        let role = match role {
            "actor" => Role::Actor,
            "recipient" => Role::Recipient,
            "content" => Role::Content,
            "place" => Role::Place,
            "event" => Role::Event,
            "speaker" => Role::Speaker,
            "via" => Role::Via,
            "source" => Role::Source,
            other => return Err(format!("unknown role `{other}`")),
        };
        for slot in slots.split('|') {
            let slot = match slot {
                "subj" => Slot::Subject,
                "obj" => Slot::Object,
                "obj2" => Slot::Object2,
                "idafa" => Slot::Genitive,
                "adj" => Slot::Adjective,
                "أن" | "إن" => Slot::Clause,
                "next" => Slot::Next,
                prep if !prep.is_empty() && !prep.is_ascii() => Slot::Prep(fold(prep)),
                other => return Err(format!("unknown slot `{other}`")),
            };
            if !out.contains(&(slot.clone(), role)) {
                out.push((slot, role));
            }
        }
    }
    Ok(out)
}

/// Reads flags with a message naming the unknown one.
pub(crate) fn flags(cell: &str) -> Result<Flags, String> {
    Flags::parse(cell).map_err(|name| format!("unknown flag `{name}`"))
}
