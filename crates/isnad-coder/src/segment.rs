//! An article cut into tokens, sentences and quotations.
//!
//! In comes an [`Article`], out goes a [`Document`]; all spans are bytes of the article's text. What may
//! be relied on afterwards: tokens are ordered and disjoint, each is an exact slice of the text;
//! sentences are ordered and disjoint, every word and number lies in exactly one of them, no sentence is without a
//! word or number, and none has more than [`MAX_SENTENCE_TOKENS`]; marks in endless rows may lie in none. Blanks, control characters outside words, and lines (or blocks) without any word or
//! number are skipped. In `قال: «لا».` (he said: "no".) the tokens are قال `:` « لا » `.`, in one sentence.
//! Clitics, lemmas and what a word means are left to later stages.

use std::ops::Range;

use isnad_model::{Article, Block, BlockKind, ByteSpan, CharIndex, CharSpan, Note};

mod quotes;
mod tokens;
mod words;

#[cfg(test)]
pub(crate) use words::tests::WordList;
pub(crate) use words::{Hit, Proclitics, Sites};
pub use words::{WordMatch, Words};

/// Sentences with more tokens than this are cut, so that later stages stay linear. The longest
/// sentences of edited news stay well below.
pub const MAX_SENTENCE_TOKENS: usize = 400;
/// The first line of a text without blocks is the headline if it has at most this many tokens.
const MAX_HEADLINE_TOKENS: usize = 30;
/// A line of running text with at most this many tokens and no final punctuation is a heading.
const MAX_HEADING_TOKENS: usize = 10;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters of the Arabic script with their signs and any invisible characters between them.
    Word,
    /// Digits of any shape with separators inside: `1,500`, `3.6`, `5+1`.
    Number,
    /// Letters of another script, with digits after or between them: `F-16`.
    Latin,
    /// One mark, or a run of full stops.
    Punct,
}

/// One token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: ByteSpan,
    /// The folded form of the slice.
    pub key: String,
    /// What it is made of.
    pub kind: TokenKind,
}

/// What part of the article a sentence belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentenceKind {
    /// The article's headline.
    Headline,
    /// A heading inside it.
    Heading,
    /// Running text.
    Body,
    /// Text of the page around the article; nothing is coded from it.
    Furniture,
}

/// One sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From the first token's start to the last token's end.
    pub span: ByteSpan,
    /// Its tokens, as indexes into [`Document::tokens`].
    pub tokens: Range<usize>,
    /// What part of the article it belongs to.
    pub kind: SentenceKind,
}

/// Quoted words. All fields are token indexes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The opening mark; `None` where it is missing and the quote begins with its sentence.
    pub open: Option<usize>,
    /// The closing mark; `None` where it is missing and the quote ends with its sentence.
    pub close: Option<usize>,
    /// The tokens between the marks.
    pub inner: Range<usize>,
}

/// A segmented article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// All tokens, in text order.
    pub tokens: Vec<Token>,
    /// All sentences, in text order.
    pub sentences: Vec<Sentence>,
    /// All quotations, by their beginning.
    pub quotes: Vec<Quote>,
    /// Limits that were met.
    pub notes: Vec<Note>,
}

/// Segments `article`. `words` supplies the class `abbr`: abbreviations after which a full stop does
/// not end the sentence.
pub fn segment(article: &Article, words: &impl Words) -> Document {
    let text = article.text.as_str();
    let mut builder = Builder { text, words, document: Document::default(), cuts: Vec::new() };
    if article.blocks.is_empty() {
        builder.plain(&article.title);
    } else {
        builder.blocks(&article.blocks);
    }
    builder.notes();
    builder.document
}

struct Builder<'a, W> {
    text: &'a str,
    words: &'a W,
    document: Document,
    /// Sentences that were cut short, as token ranges.
    cuts: Vec<Range<usize>>,
}

impl<W: Words> Builder<'_, W> {
    fn blocks(&mut self, blocks: &[Block]) {
        let index = CharIndex::new(self.text);
        let mut done = 0;
        for block in blocks {
            let span = index.byte_span(CharSpan { start: block.start, end: block.end });
            let (start, end) = (span.start as usize, span.end as usize);
            if start < done || end > self.text.len() {
                continue;
            }
            let kind = match block.kind {
                BlockKind::Headline => SentenceKind::Headline,
                BlockKind::Heading => SentenceKind::Heading,
                BlockKind::Furniture => SentenceKind::Furniture,
                BlockKind::Paragraph | BlockKind::Caption | BlockKind::Quote | BlockKind::List => {
                    SentenceKind::Body
                }
            };
            self.region(done..start, SentenceKind::Body);
            self.region(start..end, kind);
            done = end;
        }
        self.region(done..self.text.len(), SentenceKind::Body);
    }

    /// All lines of `range`, each of kind `kind`.
    fn region(&mut self, range: Range<usize>, kind: SentenceKind) {
        for line in lines(self.text, range) {
            self.line(line, Some(kind), false);
        }
    }

    /// A text of which only the lines are known.
    fn plain(&mut self, title: &str) {
        let title = isnad_lexicon::normalise::fold(title.trim());
        let all: Vec<_> = lines(self.text, 0..self.text.len())
            .filter(|line| !self.text[line.clone()].trim().is_empty())
            .collect();
        for (i, line) in all.iter().enumerate() {
            let kind = if i == 0 {
                let slice = self.text[line.clone()].trim();
                let titled = !title.is_empty() && isnad_lexicon::normalise::fold(slice) == title;
                if titled { Some(SentenceKind::Headline) } else { None }
            } else if i + 1 == all.len() {
                Some(SentenceKind::Body)
            } else {
                None
            };
            self.line(line.clone(), kind, i == 0 && all.len() > 1);
        }
    }

    /// One line; without `kind` its form tells whether it is a headline (`first`) or heading.
    fn line(&mut self, line: Range<usize>, kind: Option<SentenceKind>, first: bool) {
        let from = self.document.tokens.len();
        tokens::tokenise(self.text, line, &mut self.document.tokens);
        let tokens = &self.document.tokens[from..];
        if !tokens.iter().any(|token| token.kind != TokenKind::Punct) {
            self.document.tokens.truncate(from);
            return;
        }
        let open_ended = tokens.last().is_some_and(|token| {
            !is_stop(&token.key)
                && !matches!(token.key.as_str(), ":" | "،" | "؛" | "," | ";")
                && !(tokens.len() > 1
                    && closes(&token.key)
                    && is_stop(&tokens[tokens.len() - 2].key))
        });
        let kind = kind.unwrap_or({
            if first && open_ended && tokens.len() <= MAX_HEADLINE_TOKENS {
                SentenceKind::Headline
            } else if !first && open_ended && tokens.len() <= MAX_HEADING_TOKENS && from > 0 {
                SentenceKind::Heading
            } else {
                SentenceKind::Body
            }
        });
        let to = self.document.tokens.len();
        let first_sentence = self.document.sentences.len();
        self.sentences(from..to, kind);
        quotes::quotes(
            self.text,
            &self.document.tokens,
            &self.document.sentences[first_sentence..],
            &mut self.document.quotes,
        );
    }

    /// Cuts one line's tokens into sentences.
    fn sentences(&mut self, range: Range<usize>, kind: SentenceKind) {
        let in_brackets = bracketed(&self.document.tokens, range.clone());
        let first = self.document.sentences.len();
        let mut start = range.start;
        let mut at = range.start;
        let mut has_word = false;
        while at < range.end {
            let token = &self.document.tokens[at];
            has_word |= token.kind != TokenKind::Punct;
            let ends = has_word
                && token.kind == TokenKind::Punct
                && is_stop(&token.key)
                && !in_brackets[at - range.start]
                && !self.is_abbreviation(range.start, at);
            at += 1;
            if !ends {
                continue;
            }
            while at < range.end && at - start < MAX_SENTENCE_TOKENS && self.trails(start, at) {
                at += 1;
            }
            self.push(start..at, kind);
            start = at;
            has_word = false;
        }
        if start == range.end {
            return;
        }
        if has_word {
            self.push(start..range.end, kind);
        } else if self.document.sentences.len() > first
            && let Some(last) = self.document.sentences.last_mut()
            && range.end - last.tokens.start <= MAX_SENTENCE_TOKENS
        {
            last.tokens.end = range.end;
            last.span.end = self.document.tokens[range.end - 1].span.end;
        }
    }

    /// Whether the mark at `at`, after a full stop, still belongs to the sentence before it.
    fn trails(&self, start: usize, at: usize) -> bool {
        let token = &self.document.tokens[at];
        if token.kind != TokenKind::Punct {
            return false;
        }
        if is_stop(&token.key) || closes(&token.key) {
            return true;
        }
        let same = |t: &&Token| t.kind == TokenKind::Punct && t.key == "\"";
        token.key == "\"" && self.document.tokens[start..at].iter().filter(same).count() % 2 == 1
    }

    /// Whether the full stop at `at` belongs to an abbreviation: a listed one, or a single letter.
    fn is_abbreviation(&self, line_start: usize, at: usize) -> bool {
        let stop = &self.document.tokens[at];
        if stop.key != "." || at == line_start {
            return false;
        }
        let before = &self.document.tokens[at - 1];
        if before.kind == TokenKind::Punct || before.span.end != stop.span.start {
            return false;
        }
        let mut letters = before.key.chars();
        let single = before.kind != TokenKind::Number
            && letters.next().is_some()
            && letters.next().is_none();
        single
            || self
                .words
                .words_at(&[before.key.as_str()])
                .iter()
                .any(|found| found.class == "abbr" && found.len == 1)
    }

    /// Adds a sentence, cut where it is too long.
    fn push(&mut self, range: Range<usize>, kind: SentenceKind) {
        let mut start = range.start;
        if range.len() > MAX_SENTENCE_TOKENS {
            self.cuts.push(range.clone());
        }
        while range.end - start > MAX_SENTENCE_TOKENS {
            let tokens = &self.document.tokens;
            let limit = start + MAX_SENTENCE_TOKENS;
            let comma = (start + MAX_SENTENCE_TOKENS / 2..limit)
                .rev()
                .find(|i| matches!(tokens[*i].key.as_str(), "،" | "," | "؛" | ";"));
            let end = comma.map_or(limit, |i| i + 1);
            self.add(start..end, kind);
            start = end;
        }
        self.add(start..range.end, kind);
    }

    /// Adds a sentence, unless it is marks alone.
    fn add(&mut self, tokens: Range<usize>, kind: SentenceKind) {
        if !self.document.tokens[tokens.clone()].iter().any(|t| t.kind != TokenKind::Punct) {
            return;
        }
        let span = self.document.tokens[tokens.start]
            .span
            .cover(&self.document.tokens[tokens.end - 1].span);
        self.document.sentences.push(Sentence { span, tokens, kind });
    }

    fn notes(&mut self) {
        if self.cuts.is_empty() {
            return;
        }
        let index = CharIndex::new(self.text);
        for cut in std::mem::take(&mut self.cuts) {
            let tokens = &self.document.tokens;
            let span = tokens[cut.start].span.cover(&tokens[cut.end - 1].span);
            let chars = index.char_span(span);
            self.document.notes.push(Note {
                kind: "sentence-too-long".to_string(),
                message: format!(
                    "a sentence of {} tokens was cut at commas; relations across a cut are lost",
                    cut.len()
                ),
                start: chars.start,
                end: chars.end,
            });
        }
    }
}

/// The lines of `range`, without their ends.
fn lines(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let base = range.start;
    let slice = text.get(range).unwrap_or("");
    let mut at = 0;
    slice.split(is_line_end).map(move |line| {
        let start = at;
        let end = start + line.len();
        at = end + slice[end..].chars().next().map_or(0, char::len_utf8);
        base + start..base + end
    })
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a punctuation token ends a sentence.
pub(crate) fn is_stop(key: &str) -> bool {
    matches!(key, "." | "!" | "؟" | "?" | "۔" | "…") || key.starts_with("..")
}

fn closes(key: &str) -> bool {
    matches!(key, "»" | "”" | ")" | "]" | "›" | "’" | "❞")
}

/// For each token of a line, whether it stands inside round or square brackets that are closed in that line.
fn bracketed(tokens: &[Token], range: Range<usize>) -> Vec<bool> {
    let mut depth_change = vec![0i32; range.len() + 1];
    let mut open = Vec::new();
    for (i, token) in tokens[range.clone()].iter().enumerate() {
        if token.kind != TokenKind::Punct {
            continue;
        }
        match token.key.as_str() {
            "(" | "[" => open.push(i),
            ")" | "]" => {
                if let Some(start) = open.pop() {
                    depth_change[start] += 1;
                    depth_change[i] -= 1;
                }
            }
            _ => {}
        }
    }
    let mut depth = 0;
    depth_change[..range.len()]
        .iter()
        .map(|change| {
            depth += change;
            depth > 0
        })
        .collect()
}

#[cfg(test)]
mod tests;
