//! From byte ranges of a derived text to byte ranges of the text it was derived from.

use std::ops::Range;

use super::Trace;

/// A stretch of the derived text that is not empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    norm: usize,
    norm_len: usize,
    orig: usize,
    orig_len: usize,
    /// Characters correspond one to one and have the same length; otherwise the stretch is mapped
    /// as a whole.
    linear: bool,
}

impl Piece {
    fn norm_end(&self) -> usize {
        self.norm + self.norm_len
    }

    fn orig_end(&self) -> usize {
        self.orig + self.orig_len
    }
}

/// Maps byte ranges of a derived text to byte ranges of the original.
///
/// Ranges on character boundaries are mapped to ranges on character boundaries, in the same order.
/// A character of the derived text stands for its original with the vowel signs after it; what was
/// dropped between words belongs to neither.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetMap {
    pieces: Vec<Piece>,
}

impl OffsetMap {
    /// The map of a text of `len` bytes onto itself.
    pub fn identity(len: usize) -> Self {
        let mut map = Self::default();
        map.push(Piece { norm: 0, norm_len: len, orig: 0, orig_len: len, linear: true });
        map
    }

    /// The smallest range of the original that `range` was made of. Offsets past the end are taken
    /// for the end; an empty range gives an empty range.
    pub fn to_original(&self, range: Range<usize>) -> Range<usize> {
        let start = self.start(range.start);
        if range.end <= range.start {
            return start..start;
        }
        start..self.end(range.end).max(start)
    }

    /// The map from this map's derived text to the original of `inner`, where this map's original
    /// is the derived text of `inner`.
    pub fn compose(&self, inner: &OffsetMap) -> OffsetMap {
        let mut map = OffsetMap::default();
        for outer in &self.pieces {
            let middle = outer.orig..outer.orig_end();
            if !outer.linear {
                let orig = inner.to_original(middle);
                map.push(Piece { orig: orig.start, orig_len: orig.len(), ..*outer });
                continue;
            }
            let first = inner.pieces.partition_point(|p| p.norm_end() <= middle.start);
            for piece in &inner.pieces[first..] {
                if piece.norm >= middle.end {
                    break;
                }
                let from = piece.norm.max(middle.start);
                let norm_len = piece.norm_end().min(middle.end) - from;
                let norm = outer.norm + (from - middle.start);
                map.push(if piece.linear {
                    let orig = piece.orig + (from - piece.norm);
                    Piece { norm, norm_len, orig, orig_len: norm_len, linear: true }
                } else {
                    Piece { norm, norm_len, ..*piece }
                });
            }
        }
        map
    }

    /// Where the character that starts at `offset` starts.
    fn start(&self, offset: usize) -> usize {
        let at = self.pieces.partition_point(|p| p.norm_end() <= offset);
        match self.pieces.get(at) {
            Some(p) if p.linear => p.orig + offset.saturating_sub(p.norm),
            Some(p) => p.orig,
            None => self.pieces.last().map_or(0, Piece::orig_end),
        }
    }

    /// Where the character that ends at `offset` ends.
    fn end(&self, offset: usize) -> usize {
        let at = self.pieces.partition_point(|p| p.norm_end() < offset);
        match self.pieces.get(at) {
            Some(p) if p.linear => p.orig + offset.saturating_sub(p.norm),
            Some(p) => p.orig_end(),
            None => self.pieces.last().map_or(0, Piece::orig_end),
        }
    }

    fn push(&mut self, piece: Piece) {
        if piece.norm_len == 0 {
            return;
        }
        if let Some(last) = self.pieces.last_mut() {
            let joins = last.norm_end() == piece.norm && last.orig_end() == piece.orig;
            if last.linear && piece.linear && joins {
                last.norm_len += piece.norm_len;
                last.orig_len += piece.orig_len;
                return;
            }
        }
        self.pieces.push(piece);
    }
}

impl Trace for OffsetMap {
    fn same(&mut self, norm: usize, orig: usize, len: usize) {
        self.push(Piece { norm, norm_len: len, orig, orig_len: len, linear: true });
    }

    fn replaced(&mut self, norm: usize, norm_len: usize, orig: usize, orig_len: usize) {
        self.push(Piece { norm, norm_len, orig, orig_len, linear: false });
    }

    fn attached(&mut self, norm_len: usize, orig_end: usize) {
        let Some(last) = self.pieces.last_mut() else { return };
        if last.linear {
            let (norm_end, end) = (last.norm_end(), last.orig_end());
            last.norm_len -= norm_len;
            last.orig_len -= norm_len;
            if last.norm_len == 0 {
                self.pieces.pop();
            }
            let orig = end - norm_len;
            let orig_len = orig_end - orig;
            let norm = norm_end - norm_len;
            self.pieces.push(Piece { norm, norm_len, orig, orig_len, linear: false });
        } else {
            last.orig_len = orig_end - last.orig;
        }
    }
}
