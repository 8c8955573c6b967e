//! From source files to compiled bytes. All problems of all files are collected; nothing is skipped.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::artifact::{Entries, PackedForm, TargetKind, how_code, write};
use crate::entry::{How, Origin};
use crate::inflect::{Features, Inflected};
use crate::normalise::fold;
use crate::source::{Kind, Problem, Row, SourceFile, read};

mod actors;
mod lexemes;
mod nouns;
mod places;

/// Compiles `sources`, or says everything that is wrong with them. The same sources give the same bytes.
///
/// # Errors
/// Every problem of every file, in the order of files and lines.
pub(crate) fn compile(sources: &[SourceFile]) -> Result<Vec<u8>, Vec<Problem>> {
    let mut builder = Builder::default();
    let mut lexemes = lexemes::Lexemes::default();
    for (number, file) in sources.iter().enumerate() {
        let mut columns = BTreeMap::new();
        let Some((kind, rows)) = read(file, &mut columns, &mut builder.problems) else { continue };
        builder.entries.files.push(file.name.clone());
        builder.file = file.name.clone();
        for row in &rows {
            let file_index = u16::try_from(builder.entries.files.len() - 1).unwrap_or(u16::MAX);
            builder.origin = Origin { file: file_index, line: row.line };
            match kind {
                Kind::Verbs => lexemes.verb(row, &mut builder),
                Kind::Nouns => lexemes.noun(row, &mut builder),
                Kind::Cues => lexemes.cue(row, &mut builder),
                Kind::Heads => nouns::head(row, &mut builder),
                Kind::Figures => nouns::figure(row, &mut builder),
                Kind::PlaceNouns => nouns::place_noun(row, &mut builder),
                Kind::Topics => nouns::topic(row, &mut builder),
                Kind::Names => nouns::name(row, &mut builder),
                Kind::Words => nouns::word(row, &mut builder),
                Kind::Actors => actors::actor(row, &mut builder),
                Kind::Countries => actors::country(row, &mut builder),
                Kind::Places => places::place(row, &mut builder),
            }
        }
        debug_assert!(number < sources.len());
    }
    lexemes.finish(&mut builder);
    actors::check_members(&mut builder);
    builder.finish()
}

/// What is gathered while the files are read.
#[derive(Default)]
struct Builder {
    entries: Entries,
    forms: HashMap<String, BTreeSet<PackedForm>>,
    problems: Vec<Problem>,
    file: String,
    origin: Origin,
}

impl Builder {
    /// Notes a problem of the current row.
    fn problem(&mut self, message: impl Into<String>) {
        self.problems.push(Problem {
            file: self.file.clone(),
            line: self.origin.line,
            message: message.into(),
        });
    }

    /// The value, or a problem of the current row.
    fn take<T>(&mut self, result: Result<T, String>) -> Option<T> {
        result.map_err(|message| self.problem(message)).ok()
    }

    /// Reads every code of a cell with alternatives.
    fn codes<T: std::str::FromStr<Err = isnad_model::UnknownCode>>(
        &mut self,
        row: &Row<'_>,
        column: &str,
    ) -> Vec<T> {
        let mut out = Vec::new();
        for code in row.list(column) {
            match code.parse() {
                Ok(code) => out.push(code),
                Err(error) => self.problem(format!("{column}: {error}")),
            }
        }
        out
    }

    /// A number, or `None` for an empty cell.
    fn number<T: std::str::FromStr>(&mut self, row: &Row<'_>, column: &str) -> Option<T> {
        let cell = row.cell(column);
        if cell.is_empty() {
            return None;
        }
        let value = cell.parse().ok();
        if value.is_none() {
            self.problem(format!("{column}: `{cell}` is not a number"));
        }
        value
    }

    /// A required cell.
    fn required<'t>(&mut self, row: &Row<'t>, column: &str) -> Option<&'t str> {
        let cell = row.cell(column);
        if cell.is_empty() {
            self.problem(format!("{column} is empty"));
            return None;
        }
        Some(cell)
    }

    /// Adds one form under its key.
    fn form(&mut self, text: &str, kind: TargetKind, index: usize, how: How, features: Features) {
        let key = key(text);
        if key.is_empty() {
            self.problem(format!("`{text}` has no letters"));
            return;
        }
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        let form = PackedForm { kind, index, how: how_code(how), features };
        self.forms.entry(key).or_default().insert(form);
    }

    /// Adds inflected forms.
    fn forms(&mut self, forms: &[Inflected], kind: TargetKind, index: usize, how: How) {
        for form in forms {
            self.form(&form.text, kind, index, how, form.features);
        }
    }

    fn finish(self) -> Result<Vec<u8>, Vec<Problem>> {
        let Self { entries, forms, mut problems, .. } = self;
        if !problems.is_empty() {
            problems.sort();
            problems.dedup();
            return Err(problems);
        }
        let mut keys: Vec<_> = forms.into_iter().collect();
        keys.sort_by(|a, b| a.0.cmp(&b.0));
        let mut map = fst::MapBuilder::memory();
        let mut packed = Vec::new();
        let mut count = 0u64;
        for (key, forms) in keys {
            let here = forms.len().min(usize::from(u16::MAX)) as u64;
            // Keys are sorted and distinct, and writing to memory cannot fail.
            if let Err(error) = map.insert(&key, count << 16 | here) {
                return Err(vec![Problem { file: key, line: 0, message: error.to_string() }]);
            }
            for form in forms.iter().take(here as usize) {
                form.write(&mut packed);
            }
            count += here;
        }
        let map = map.into_map();
        Ok(write(map.as_fst().as_bytes(), &packed, &entries))
    }
}

/// The key of a word or phrase: folded, one blank between words.
fn key(text: &str) -> String {
    fold(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
