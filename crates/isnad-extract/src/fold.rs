//! Words of a line in the spelling under which page vocabulary is matched.
//!
//! `اترك تعليقًا:` gives the words `اترك` (bytes 0..8) and `تعليقا` (bytes 9..23). A word is a run of
//! letters and digits with the signs that belong to them. Folded away are vowel signs, tatweel and
//! invisible controls; one form stand for أ إ آ ٱ, for ى ی ي, for ة ه and for ک ك; digits become ASCII
//! and Latin letters lower case. The lexicon's normaliser does the same for language data; page
//! vocabulary has its own so that extraction stands without the lexicon.

use std::ops::ControlFlow;

/// A word of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// First byte in the line.
    pub(crate) start: usize,
    /// One past its last byte.
    pub(crate) end: usize,
    /// Folded spelling.
    pub(crate) key: String,
}

/// Calls `visit` with start, end and folded spelling of each word of `line` in order, until it says to
/// stop.
pub(crate) fn visit_words(
    line: &str,
    mut visit: impl FnMut(usize, usize, &str) -> ControlFlow<()>,
) {
    let mut folded = String::new();
    let (mut start, mut end, mut open) = (0, 0, false);
    for (at, c) in line.char_indices() {
        match class(c) {
            Class::Part => {
                if !open {
                    (start, open) = (at, true);
                    folded.clear();
                }
                fold_char(c, &mut folded);
                end = at + c.len_utf8();
            }
            Class::Sign if open => end = at + c.len_utf8(),
            Class::Sign => {}
            Class::Gap => {
                if open && visit(start, end, &folded).is_break() {
                    return;
                }
                open = false;
            }
        }
    }
    if open {
        let _ = visit(start, end, &folded);
    }
}

/// The words of `line` in order, at most `limit`.
pub(crate) fn words(line: &str, limit: usize) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    visit_words(line, |start, end, key| {
        if words.len() == limit {
            return ControlFlow::Break(());
        }
        words.push(Word { start, end, key: key.to_owned() });
        ControlFlow::Continue(())
    });
    words
}

/// Number of words in `line`.
pub(crate) fn count_words(line: &str) -> usize {
    let (mut count, mut open) = (0, false);
    for c in line.chars() {
        match class(c) {
            Class::Part => {
                count += usize::from(!open);
                open = true;
            }
            Class::Gap => open = false,
            Class::Sign => {}
        }
    }
    count
}

/// The folded words of `text` joined by blanks.
pub(crate) fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    visit_words(text, |_, _, key| {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(key);
        ControlFlow::Continue(())
    });
    out
}

enum Class {
    Part,
    Sign,
    Gap,
}

fn class(c: char) -> Class {
    match c {
        // The commonest first: Unicode look-ups are slow.
        '\u{0620}'..='\u{063F}'
        | '\u{0641}'..='\u{064A}'
        | '\u{0660}'..='\u{0669}'
        | '\u{0671}'..='\u{06D3}'
        | 'a'..='z'
        | 'A'..='Z'
        | '0'..='9' => Class::Part,
        c if c.is_ascii() => Class::Gap,
        // Vowel signs, Koranic marks, superscript alef, tatweel.
        '\u{0610}'..='\u{061A}'
        | '\u{064B}'..='\u{065F}'
        | '\u{0670}'
        | '\u{06D6}'..='\u{06DC}'
        | '\u{06DF}'..='\u{06E8}'
        | '\u{06EA}'..='\u{06ED}'
        | '\u{0640}' => Class::Sign,
        // Soft hyphen, zero-width and directional controls.
        '\u{00AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{FEFF}' => Class::Sign,
        c if c.is_alphanumeric() => Class::Part,
        _ => Class::Gap,
    }
}

fn fold_char(c: char, out: &mut String) {
    let folded = match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ة' => 'ه',
        'ک' => 'ك',
        '٠'..='٩' => ascii_digit(c, '٠'),
        '۰'..='۹' => ascii_digit(c, '۰'),
        '\u{0620}'..='\u{06FF}' => c,
        c if c.is_uppercase() => {
            out.extend(c.to_lowercase());
            return;
        }
        c => c,
    };
    out.push(folded);
}

fn ascii_digit(c: char, zero: char) -> char {
    char::from_digit(c as u32 - zero as u32, 10).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_spelling_and_keeps_places() {
        let line = "اترك تعليقًا:";
        let words = words(line, usize::MAX);
        assert_eq!(words.len(), 2);
        assert_eq!(words[1].key, "تعليقا");
        assert_eq!(&line[words[1].start..words[1].end], "تعليقًا");
        assert_eq!(key("«الأُمّـــة» ٢٠١٥ Next"), "الامه 2015 next");
    }

    #[test]
    fn stops_at_the_limit_of_words() {
        assert_eq!(words("a b c", 2).len(), 2);
    }
}
