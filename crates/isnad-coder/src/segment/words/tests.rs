use std::collections::HashMap;

use isnad_lexicon::normalise::fold;
use isnad_model::Article;

use super::*;
use crate::segment::segment;

struct Entry {
    words: Vec<String>,
    class: String,
    value: String,
}

/// Closed classes held in memory.
pub(crate) struct WordList(HashMap<String, Vec<Entry>>);

impl WordList {
    /// Entries of word, class and value.
    pub(crate) fn new<'t>(entries: impl IntoIterator<Item = (&'t str, &'t str, &'t str)>) -> Self {
        let mut list: HashMap<String, Vec<Entry>> = HashMap::new();
        for (word, class, value) in entries {
            let words: Vec<String> = word.split(' ').map(fold).collect();
            let entry = Entry { words, class: class.into(), value: value.into() };
            list.entry(entry.words[0].clone()).or_default().push(entry);
        }
        Self(list)
    }

    /// The text of source files of kind `words`.
    pub(crate) fn of_files(files: &[&str]) -> Self {
        let rows = files.iter().flat_map(|text| text.lines());
        let rows = rows.filter(|row| !row.starts_with('#') && !row.starts_with("word\t"));
        Self::new(rows.map(|row| {
            let mut cells = row.split('\t');
            let mut cell = || cells.next().unwrap_or("");
            (cell(), cell(), cell())
        }))
    }

    /// Every word and phrase.
    pub(crate) fn phrases(&self) -> Vec<String> {
        let mut all: Vec<_> = self.0.values().flatten().map(|e| e.words.join(" ")).collect();
        all.sort();
        all.dedup();
        all
    }
}

impl Words for WordList {
    fn words_at(&self, keys: &[&str]) -> Vec<WordMatch<'_>> {
        let Some(entries) = keys.first().and_then(|key| self.0.get(*key)) else {
            return Vec::new();
        };
        let mut found: Vec<_> = entries
            .iter()
            .filter_map(|entry| {
                // يقدر ب takes only the letter of the next word.
                let (last, before) = entry.words.split_last()?;
                let letter = matches!(last.as_str(), "ب" | "ل" | "ك") && !before.is_empty();
                let same = before.iter().zip(keys).all(|(word, key)| word == key);
                let next = keys.get(before.len()).filter(|_| same)?;
                let len = match next {
                    _ if *next == last => entry.words.len(),
                    _ if letter && next.starts_with(last.as_str()) => before.len(),
                    _ => return None,
                };
                Some(WordMatch { len, class: &entry.class, value: &entry.value })
            })
            .collect();
        found.sort_by_key(|found| std::cmp::Reverse(found.len));
        found
    }
}

fn hits(text: &str, class: &str) -> Vec<(usize, Proclitics)> {
    let list = WordList::new([
        ("الأحد", "day", ""),
        ("ماضي", "last", ""),
        ("أكثر من", "over", ""),
        ("واحد", "num", "1"),
        ("أحد", "one", "1"),
    ]);
    let document = segment(&Article { text: text.into(), ..Article::default() }, &list);
    let sites = Sites::new(&document.tokens, &list);
    (0..document.tokens.len())
        .filter_map(|at| sites.get(at, class).map(|hit| (hit.len, hit.before)))
        .collect()
}

#[test]
fn proclitics_are_taken_off_and_told() {
    let with = |conjunction, letter, article| Proclitics { conjunction, letter, article };
    assert_eq!(hits("وبأكثر من", "over"), [(2, with(true, Some('ب'), false))]);
    assert_eq!(hits("والماضي", "last"), [(1, with(true, None, true))]);
    assert_eq!(hits("للماضي", "last"), [(1, with(false, Some('ل'), true))]);
}

#[test]
fn an_article_of_the_entry_comes_back_after_lam() {
    let before = Proclitics { conjunction: true, letter: Some('ل'), article: false };
    assert_eq!(hits("وللأحد", "day"), [(1, before)]);
}

#[test]
fn a_whole_word_is_not_cut() {
    assert_eq!(hits("واحد", "num"), [(1, Proclitics::default())]);
    assert_eq!(hits("واحد", "one"), []);
}

#[test]
fn proclitics_stand_alone_before_digits() {
    let with = |conjunction, letter, article| Some(Proclitics { conjunction, letter, article });
    assert_eq!(Proclitics::only("و"), with(true, None, false));
    assert_eq!(Proclitics::only("ب"), with(false, Some('ب'), false));
    assert_eq!(Proclitics::only("ال"), with(false, None, true));
    assert_eq!(Proclitics::only("وبال"), with(true, Some('ب'), true));
    assert_eq!(Proclitics::only("لل"), with(false, Some('ل'), true));
    assert_eq!(Proclitics::only("بل"), None);
    assert_eq!(Proclitics::only("قال"), None);
    assert_eq!(Proclitics::only(""), None);
}
