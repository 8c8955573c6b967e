//! The second reader: what rs-trafilatura takes for the article of a page.
//!
//! On the public benchmark of article extraction it is the best there is in Rust, but it gives one
//! text without parts, lets Arabic page furniture through and takes time quadratic in depth and length.
//! So it gets the tree with its limits, not the page, and its text only votes on our own pieces
//! ([`super::content`]): a piece is taken if its words stand in that text in the same order.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::content::Foreign;
use super::tree::{NodeId, Tree, is_raw_text};

/// Pages above these sizes are not shown to the second reader.
const MAX_NODES_SHOWN: usize = 40_000;
const MAX_BYTES_SHOWN: usize = 3 << 20;
/// Longer attributes are not shown: no class is that long, but an attribute whose closing quote is missing is.
const MAX_ATTRIBUTE_BYTES: usize = 1_000;
/// For every node the second reader looks at the attributes of all elements around it. A page on which that comes to more
/// bytes is not shown. Pages of half a megabyte stay below; at the limit the second reader takes seconds.
const MAX_WORK: usize = 20_000_000;
/// What an element without attributes counts.
const WORK_PER_ELEMENT: usize = 20;
/// Words in a row by which a piece is recognised.
const RUN: usize = 3;

/// A text to recognise pieces in.
pub(super) struct Reading {
    runs: BTreeSet<u64>,
    whole_lines: BTreeSet<u64>,
}

impl Reading {
    /// Indexes a text.
    pub(super) fn new(text: &str) -> Self {
        let runs = tokens(text).windows(RUN).map(hash).collect();
        let whole_lines = text.lines().map(|line| hash(&tokens(line))).collect();
        Self { runs, whole_lines }
    }

    /// Whether the text holds `piece`: as a line, or most of its runs of words.
    pub(super) fn holds(&self, piece: &str) -> bool {
        let tokens = tokens(piece);
        if tokens.len() < RUN + 1 {
            return !tokens.is_empty() && self.whole_lines.contains(&hash(&tokens));
        }
        let runs = tokens.windows(RUN);
        let all = runs.len();
        let found = runs.filter(|run| self.runs.contains(&hash(run))).count();
        found * 10 >= all * 6
    }
}

fn tokens(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

fn hash(words: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

/// What the second reader takes for the article; `None` where it is not asked or finds nothing.
/// What is foreign is not shown to it.
pub(super) fn read(tree: &Tree<'_>, without: &Foreign) -> Option<String> {
    if tree.len() > MAX_NODES_SHOWN {
        return None;
    }
    let html = write(tree, without)?;
    if html.len() > MAX_BYTES_SHOWN {
        return None;
    }
    let options = rs_trafilatura::Options {
        page_type: Some(rs_trafilatura::page_type::PageType::Article),
        // Beyond its limit it cuts the text at a byte, be that inside a letter, and panics.
        max_extracted_len: usize::MAX,
        ..rs_trafilatura::Options::default()
    };
    // A panic in there must not take the caller along: the page is hostile input.
    let result = catch_unwind(AssertUnwindSafe(|| {
        rs_trafilatura::extract_with_options(&html, &options).map(|found| found.content_text)
    }));
    result.ok()?.ok().filter(|text| !text.trim().is_empty())
}

/// The tree as HTML again, every element closed, without scripts other than JSON-LD; `None` if it is too much work.
fn write(tree: &Tree<'_>, without: &Foreign) -> Option<String> {
    let mut out = String::from("<!DOCTYPE html>");
    // Open elements, each with the bytes of attributes on it and around it.
    let mut open: Vec<(NodeId, usize)> = Vec::new();
    let mut work = 0;
    let mut node = 1;
    while node < tree.len() {
        while let Some((last, _)) = open.last().copied().filter(|(last, _)| tree.end(*last) <= node)
        {
            let _ = write!(out, "</{}>", tree.name(last));
            open.pop();
        }
        let around = open.last().map_or(0, |(_, bytes)| *bytes);
        work += around;
        if work > MAX_WORK {
            return None;
        }
        let name = tree.name(node);
        let json = name == "script"
            && tree.attribute(node, "type").is_some_and(|kind| kind.contains("ld+json"));
        let silent = matches!(name, "svg" | "math" | "template") || (is_raw_text(name) && !json);
        if silent || without.holds(node) {
            node = tree.end(node);
            continue;
        }
        if let Some((source, _)) = tree.source(node) {
            // A lone `<` in the source would open a tag with what follows it.
            if source == "<" { out.push_str("&lt;") } else { out.push_str(source) }
        } else {
            let start = out.len();
            let _ = write!(out, "<{name}");
            for (key, value) in tree.attributes(node) {
                let plain = key
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':' | b'_'));
                let quote = if value.contains('"') { '\'' } else { '"' };
                let fits = value.len() <= MAX_ATTRIBUTE_BYTES && !value.contains(quote);
                if plain && fits && !key.starts_with("on") {
                    let _ = write!(out, " {key}={quote}{value}{quote}");
                }
            }
            out.push('>');
            if tree.end(node) > node + 1 {
                open.push((node, around + WORK_PER_ELEMENT + out.len() - start));
            } else if !is_childless(name) {
                let _ = write!(out, "</{name}>");
            }
        }
        node += 1;
    }
    while let Some((last, _)) = open.pop() {
        let _ = write!(out, "</{}>", tree.name(last));
    }
    Some(out)
}

fn is_childless(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
            | "frame"
            | "keygen"
            | "bgsound"
            | "basefont"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recognises_pieces_by_their_words() {
        let reading = Reading::new("عنوان\nقال الوزير إن الوفد وصل إلى المدينة، وإنه سيبقى فيها.");
        assert!(reading.holds("قال الوزير إن الوفد وصل إلى المدينة ، وإنه سيبقى فيها ."));
        assert!(reading.holds("عنوان"));
        assert!(!reading.holds("الوزير"));
        assert!(!reading.holds("قال الوزير إن اللجنة لم تجتمع بعد في العاصمة"));
        assert!(!reading.holds(""));
    }
}
