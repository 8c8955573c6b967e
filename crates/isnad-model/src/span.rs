//! Half-open ranges into an article's text, typed by their unit.

use serde::{Deserialize, Serialize};

/// A half-open range of UTF-8 bytes in an article's text.
///
/// In `"في عدن"` the word `عدن` is bytes 5..11 (each Arabic letter takes two bytes, the blank one).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct ByteSpan {
    /// First byte.
    pub start: u32,
    /// One past the last byte; never below `start`.
    pub end: u32,
}

impl ByteSpan {
    /// A span from `start` to `end`; an `end` below `start` gives the empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let end = u32::try_from(end).unwrap_or(u32::MAX).max(start);
        Self { start, end }
    }

    /// The slice of `text`, or `""` where the span does not lie on character boundaries of it.
    pub fn slice<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.range()).unwrap_or("")
    }

    /// As a range of `usize`.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Whether the spans share a byte.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies inside this span.
    pub fn contains(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    pub fn cover(&self, other: &Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A half-open range of characters (Unicode scalar values) in an article's text.
///
/// In `"في عدن"` the word `عدن` is characters 3..6.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct CharSpan {
    /// First character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
}

/// Converts byte offsets of one text to character offsets and back.
///
/// Holds the character number of every 64th byte, so a look-up reads at most 64 bytes and the
/// index takes a sixteenth of the text's size.
#[derive(Clone, Debug)]
pub struct CharIndex<'t> {
    text: &'t str,
    chars_before: Vec<u32>,
}

const STEP: usize = 64;

impl<'t> CharIndex<'t> {
    /// Indexes `text`.
    pub fn new(text: &'t str) -> Self {
        let mut chars_before = Vec::with_capacity(text.len() / STEP + 1);
        let mut chars = 0u32;
        for (i, byte) in text.bytes().enumerate() {
            if i % STEP == 0 {
                chars_before.push(chars);
            }
            chars += u32::from(is_lead(byte));
        }
        Self { text, chars_before }
    }

    /// Characters before byte `at`; an offset past the end counts the whole text.
    pub fn char_at(&self, at: usize) -> u32 {
        let at = at.min(self.text.len());
        if self.chars_before.is_empty() {
            return 0;
        }
        let cell = (at / STEP).min(self.chars_before.len() - 1);
        let tail = &self.text.as_bytes()[cell * STEP..at];
        self.chars_before[cell] + tail.iter().filter(|b| is_lead(**b)).count() as u32
    }

    /// The character span of a byte span.
    pub fn char_span(&self, span: ByteSpan) -> CharSpan {
        CharSpan { start: self.char_at(span.start as usize), end: self.char_at(span.end as usize) }
    }

    /// The byte offset of character `at`; past the end gives the text's length.
    pub fn byte_at(&self, at: u32) -> usize {
        if self.chars_before.is_empty() {
            return 0;
        }
        let cell = self.chars_before.partition_point(|&c| c <= at) - 1;
        let mut chars = self.chars_before[cell];
        for (i, byte) in self.text.bytes().enumerate().skip(cell * STEP) {
            if is_lead(byte) {
                if chars == at {
                    return i;
                }
                chars += 1;
            }
        }
        self.text.len()
    }

    /// The byte span of a character span.
    pub fn byte_span(&self, span: CharSpan) -> ByteSpan {
        ByteSpan::new(self.byte_at(span.start), self.byte_at(span.end))
    }
}

/// Whether a UTF-8 byte starts a character.
fn is_lead(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_characters_not_bytes() {
        let index = CharIndex::new("في عدن");
        assert_eq!(index.char_span(ByteSpan::new(5, 11)), CharSpan { start: 3, end: 6 });
        assert_eq!(index.byte_span(CharSpan { start: 3, end: 6 }), ByteSpan::new(5, 11));
    }

    #[test]
    fn round_trips_over_cell_borders() {
        let text = "قصف a 😀 ".repeat(40);
        let index = CharIndex::new(&text);
        for (n, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(index.char_at(byte), n as u32);
            assert_eq!(index.byte_at(n as u32), byte);
        }
        assert_eq!(index.byte_at(u32::MAX), text.len());
        assert_eq!(CharIndex::new("").char_at(5), 0);
        assert_eq!(CharIndex::new("").byte_at(5), 0);
    }
}
