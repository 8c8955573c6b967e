//! One spelling for all spellings of an Arabic word, and the way back to the original bytes.
//!
//! In comes any UTF-8 text, out goes the key under which the lexicon's words are matched:
//! `الأُمَمِ` (of the nations), 16 bytes, becomes `الامم`, 10 bytes, and byte 6..8 of the key (م) is
//! byte 8..12 of the original (م with its vowel). All offsets are bytes. What may be relied on
//! afterwards: the key has no vowel signs, no tatweel, no invisible controls, one alef, one yaa, one
//! kaf, no taa marbuta, ASCII digits and only ASCII blanks; folding it again changes nothing.
//! ؤ, ئ and ء stay apart, for the seat of hamza distinguishes words (سائل, سال). Splitting into words
//! and taking off clitics is left to the caller.
//!
//! The classes of signs are those of The Unicode Standard, chapter 9.2 (Arabic).

use unicode_normalization::UnicodeNormalization;

mod offsets;

pub use offsets::OffsetMap;

/// A folded text with the way back to the text it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Normalised {
    /// The folded text.
    pub text: String,
    /// Maps byte ranges of `text` to byte ranges of the original.
    pub map: OffsetMap,
}

/// The key under which `text` is matched.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Appends the key of `text` to `out`.
pub fn fold_into(text: &str, out: &mut String) {
    walk(text, out, &mut Forget);
}

/// Folds `text` and keeps the offsets.
pub fn normalise(text: &str) -> Normalised {
    let mut out = String::with_capacity(text.len());
    let mut map = OffsetMap::default();
    walk(text, &mut out, &mut map);
    Normalised { text: out, map }
}

/// Hears what became of each piece of the original; offsets are bytes from the start of the text.
trait Trace {
    /// `len` original bytes at `orig` became as many bytes at `norm`, character by character.
    fn same(&mut self, norm: usize, orig: usize, len: usize);
    /// `orig_len` bytes at `orig` became `norm_len` bytes at `norm`, as a whole.
    fn replaced(&mut self, norm: usize, norm_len: usize, orig: usize, orig_len: usize);
    /// A sign that belongs to the character before it ends at `orig_end`; that character takes the
    /// last `norm_len` bytes so far.
    fn attached(&mut self, norm_len: usize, orig_end: usize);
}

/// Keeps no offsets.
struct Forget;

impl Trace for Forget {
    fn same(&mut self, _: usize, _: usize, _: usize) {}
    fn replaced(&mut self, _: usize, _: usize, _: usize, _: usize) {}
    fn attached(&mut self, _: usize, _: usize) {}
}

/// What becomes of one character.
#[derive(Clone, Copy)]
enum Fate {
    /// Stays.
    Keep,
    /// Goes, with the character before it taking its place: vowel signs, tatweel.
    Sign,
    /// A hamza above: makes ؤ of و and ئ of ي, otherwise a sign.
    HamzaAbove,
    /// Goes: invisible controls.
    Drop,
    /// Becomes another character.
    Put(char),
    /// A presentation form, to be decomposed.
    Presentation,
    /// A capital letter.
    Capital,
}

fn fate(c: char) -> Fate {
    match c {
        '\u{621}'..='\u{6ff}' => arabic(c),
        'A'..='Z' => Fate::Put(c.to_ascii_lowercase()),
        '\0'..='\u{7f}' => Fate::Keep,
        '\u{610}'..='\u{61a}' => Fate::Sign,
        '\u{61c}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => Fate::Drop,
        '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => Fate::Drop,
        '\u{8d3}'..='\u{8ff}' => Fate::Sign,
        '\u{85}' | '\u{2028}' | '\u{2029}' => Fate::Put('\n'),
        '\u{fc5e}'..='\u{fc63}' | '\u{fe70}'..='\u{fe7f}' => Fate::Sign,
        '\u{fb50}'..='\u{fdff}' | '\u{fe80}'..='\u{fefe}' => Fate::Presentation,
        _ if c.is_whitespace() => Fate::Put(' '),
        _ if c.is_uppercase() => Fate::Capital,
        _ => Fate::Keep,
    }
}

/// The Arabic block from 0621 on.
fn arabic(c: char) -> Fate {
    match c {
        'آ' | 'أ' | 'إ' | '\u{671}'..='\u{673}' | '\u{675}' => Fate::Put('ا'),
        'ى' | 'ی' | 'ې' | '\u{6ce}' | '\u{6d2}' => Fate::Put('ي'),
        'ة' | '\u{6be}' | '\u{6c0}'..='\u{6c3}' | '\u{6d5}' => Fate::Put('ه'),
        'ک' | '\u{6aa}' => Fate::Put('ك'),
        '\u{654}' => Fate::HamzaAbove,
        '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' => Fate::Sign,
        '\u{660}'..='\u{669}' => digit(u32::from(c) - 0x660),
        '\u{6f0}'..='\u{6f9}' => digit(u32::from(c) - 0x6f0),
        '\u{66b}' => Fate::Put('.'),
        '\u{66c}' => Fate::Put(','),
        _ => Fate::Keep,
    }
}

fn digit(value: u32) -> Fate {
    char::from_digit(value, 10).map_or(Fate::Keep, Fate::Put)
}

/// Folds `text` onto the end of `out`; unchanged runs are copied whole.
fn walk(text: &str, out: &mut String, trace: &mut impl Trace) {
    let base = out.len();
    let mut run = 0;
    for (at, c) in text.char_indices() {
        let fate = fate(c);
        if matches!(fate, Fate::Keep) {
            continue;
        }
        flush(&text[run..at], run, base, out, trace);
        let end = at + c.len_utf8();
        run = end;
        let norm = out.len() - base;
        match fate {
            Fate::Keep | Fate::Drop => {}
            Fate::Sign => attach(base, out, end, trace),
            Fate::HamzaAbove => {
                let seat = match out[base..].chars().next_back() {
                    Some('و') => Some('ؤ'),
                    Some('ي') => Some('ئ'),
                    _ => None,
                };
                if let Some(seat) = seat {
                    out.pop();
                    out.push(seat);
                }
                attach(base, out, end, trace);
            }
            Fate::Put(to) => {
                out.push(to);
                if to.len_utf8() == c.len_utf8() {
                    trace.same(norm, at, c.len_utf8());
                } else {
                    trace.replaced(norm, to.len_utf8(), at, c.len_utf8());
                }
            }
            Fate::Presentation => {
                for letter in std::iter::once(c).nfkc() {
                    match self::fate(letter) {
                        Fate::Put(to) => out.push(to),
                        Fate::Keep | Fate::Presentation | Fate::Capital => out.push(letter),
                        Fate::Sign | Fate::HamzaAbove | Fate::Drop => {}
                    }
                }
                trace.replaced(norm, out.len() - base - norm, at, c.len_utf8());
            }
            Fate::Capital => {
                out.extend(c.to_lowercase());
                trace.replaced(norm, out.len() - base - norm, at, c.len_utf8());
            }
        }
    }
    flush(&text[run..], run, base, out, trace);
}

fn flush(run: &str, at: usize, base: usize, out: &mut String, trace: &mut impl Trace) {
    if !run.is_empty() {
        trace.same(out.len() - base, at, run.len());
        out.push_str(run);
    }
}

fn attach(base: usize, out: &str, orig_end: usize, trace: &mut impl Trace) {
    if let Some(before) = out[base..].chars().next_back() {
        trace.attached(before.len_utf8(), orig_end);
    }
}

#[cfg(test)]
mod tests;
