//! One line into tokens.
//!
//! Invisible characters (bidi controls, joiners, byte order marks) inside a word belong to its slice; at
//! its edges they are skipped. `و3` (and 3) is two tokens, `12/7/2015` five, `F-16` and `5+1` one.

use std::ops::Range;

use isnad_lexicon::normalise::fold;
use isnad_model::ByteSpan;

use super::{Token, TokenKind};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Blank,
    Invisible,
    Arabic,
    Sign,
    Digit,
    Letter,
    Other,
}

fn class(c: char) -> Class {
    match c {
        ' ' => Class::Blank,
        'ء'..='ي' | 'ٱ'..='ۓ' => {
            if c == '\u{640}' {
                Class::Sign
            } else {
                Class::Arabic
            }
        }
        '0'..='9' | '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' => Class::Digit,
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '!'..='~' => Class::Other,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => {
            Class::Invisible
        }
        '\u{2060}'..='\u{2069}' | '\u{feff}' => Class::Invisible,
        '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{8d3}'..='\u{8ff}' => {
            Class::Sign
        }
        '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}' => Class::Sign,
        '\u{300}'..='\u{36f}' => Class::Sign,
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8d2}'
            if c.is_alphabetic() =>
        {
            Class::Arabic
        }
        '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' if c.is_alphabetic() => Class::Arabic,
        _ if c.is_whitespace() => Class::Blank,
        _ if c.is_control() => Class::Invisible,
        _ if c.is_alphabetic() => Class::Letter,
        _ if c.is_numeric() => Class::Letter,
        _ => Class::Other,
    }
}

/// Appends the tokens of `line` (bytes of `text`) to `out`.
pub(super) fn tokenise(text: &str, line: Range<usize>, out: &mut Vec<Token>) {
    let base = line.start;
    let slice = text.get(line).unwrap_or("");
    let mut at = 0;
    while let Some(c) = slice[at..].chars().next() {
        let (end, kind) = match class(c) {
            Class::Blank | Class::Invisible => {
                at += c.len_utf8();
                continue;
            }
            Class::Arabic | Class::Sign => (word_end(slice, at), TokenKind::Word),
            Class::Digit => (number_end(slice, at), TokenKind::Number),
            Class::Letter => (latin_end(slice, at), TokenKind::Latin),
            Class::Other => (mark_end(slice, at, c), TokenKind::Punct),
        };
        out.push(Token {
            span: ByteSpan::new(base + at, base + end),
            key: fold(&slice[at..end]),
            kind,
        });
        at = end;
    }
}

fn word_end(slice: &str, start: usize) -> usize {
    let mut end = start;
    for (i, c) in slice[start..].char_indices() {
        match class(c) {
            Class::Arabic | Class::Sign => end = start + i + c.len_utf8(),
            Class::Invisible => {}
            _ => break,
        }
    }
    end
}

fn digit_after(rest: &str) -> bool {
    rest.chars().nth(1).is_some_and(|c| class(c) == Class::Digit)
}

fn number_end(slice: &str, start: usize) -> usize {
    let mut end = start;
    let mut at = start;
    while let Some(c) = slice[at..].chars().next() {
        let next = at + c.len_utf8();
        match class(c) {
            Class::Digit => end = next,
            Class::Sign | Class::Invisible => {}
            Class::Other if end == at && separates(&slice[at..], c) => {}
            _ => break,
        }
        at = next;
    }
    end
}

/// Whether `c`, the first character of `rest`, is a separator inside a number.
fn separates(rest: &str, c: char) -> bool {
    match c {
        '.' | ',' | '+' | '\u{66b}' | '\u{66c}' => digit_after(rest),
        '،' => {
            let digits = rest.chars().skip(1).take_while(|c| class(*c) == Class::Digit).take(4);
            digits.count() == 3
        }
        _ => false,
    }
}

fn latin_end(slice: &str, start: usize) -> usize {
    let mut end = start;
    let mut at = start;
    let mut address = false;
    while let Some(c) = slice[at..].chars().next() {
        let next = at + c.len_utf8();
        match class(c) {
            Class::Letter | Class::Sign => end = next,
            Class::Digit => end = next,
            Class::Invisible => {}
            Class::Other => {
                let ahead = &slice[next..];
                if !address && (ahead.starts_with("//") || &slice[start..at] == "www") {
                    address = true;
                }
                let joined = ahead
                    .chars()
                    .next()
                    .is_some_and(|c| matches!(class(c), Class::Letter | Class::Digit));
                let slash = address && matches!(c, ':' | '/' | '?' | '=' | '%' | '#' | '&' | '~');
                if slash {
                    end = next;
                } else if !(joined && matches!(c, '.' | '-' | '_' | '@' | '\'' | '’' | '&')) {
                    break;
                }
            }
            Class::Blank | Class::Arabic => break,
        }
        at = next;
    }
    end
}

fn mark_end(slice: &str, start: usize, c: char) -> usize {
    if c == '.' || c == '…' {
        let run = slice[start..].chars().take_while(|d| *d == '.' || *d == '…');
        return start + run.map(char::len_utf8).sum::<usize>();
    }
    start + c.len_utf8()
}
