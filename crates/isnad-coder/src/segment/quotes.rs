//! Quotations of one line (paragraph).
//!
//! Pairs are « », “ ”, ‘ ’, ‹ › and `"`, which alternates; round brackets are no quotation. Outlets mix the
//! shapes up, so a mark that leans on the next word opens, and one that leans on the word before closes
//! what is open. A quotation that is never closed ends with its sentence, one that was never opened begins
//! with it; none reaches beyond its paragraph.

use super::{Quote, Sentence, Token, TokenKind};

/// Deeper quotations are passed over.
const MAX_DEPTH: usize = 4;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Open,
    Close,
    Either,
}

fn side(key: &str) -> Option<Side> {
    match key {
        "«" | "“" | "„" | "‹" | "‘" | "❝" => Some(Side::Open),
        "»" | "”" | "›" | "’" | "❞" => Some(Side::Close),
        "\"" | "＂" => Some(Side::Either),
        _ => None,
    }
}

/// The opening mark of the pair that `key` belongs to.
fn pair(key: &str) -> &str {
    match key {
        "»" => "«",
        "”" | "„" => "“",
        "›" => "‹",
        "’" => "‘",
        "❞" => "❝",
        other => other,
    }
}

/// Appends the quotations of one line, given by its `sentences`.
pub(super) fn quotes(text: &str, tokens: &[Token], sentences: &[Sentence], out: &mut Vec<Quote>) {
    let first_new = out.len();
    // Open marks: token index and number of the sentence.
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        for i in sentence.tokens.clone() {
            let token = &tokens[i];
            if token.kind != TokenKind::Punct {
                continue;
            }
            let Some(side) = side(&token.key) else { continue };
            let shape = pair(&token.key);
            let matching = open.iter().rposition(|(at, _)| pair(&tokens[*at].key) == shape);
            let before = text[..token.span.start as usize].chars().next_back();
            let after = text[token.span.end as usize..].chars().next();
            let leans_back = before.is_some_and(|c| !c.is_whitespace());
            let leans_on = after.is_some_and(char::is_alphanumeric);
            let closing = match side {
                Side::Open => matching.is_some() && leans_back && !leans_on,
                Side::Close => !(matching.is_none() && !leans_back && leans_on),
                Side::Either => matching.is_some(),
            };
            if !closing {
                if open.len() < MAX_DEPTH {
                    open.push((i, number));
                }
                continue;
            }
            match matching {
                Some(depth) => {
                    let (start, _) = open[depth];
                    for (left, sentence) in open.drain(depth..).skip(1) {
                        out.push(unclosed(left, sentences[sentence].tokens.end.min(i)));
                    }
                    out.push(Quote { open: Some(start), close: Some(i), inner: start + 1..i });
                }
                // An apostrophe closes nothing.
                None if shape == "‘" => {}
                None => {
                    let from = out[first_new..].iter().filter_map(|q| q.close).max();
                    let start = from.map_or(0, |c| c + 1).max(sentence.tokens.start);
                    out.push(Quote { open: None, close: Some(i), inner: start..i });
                }
            }
        }
    }
    for (left, sentence) in open {
        out.push(unclosed(left, sentences[sentence].tokens.end));
    }
    out[first_new..].sort_by_key(|quote| (quote.inner.start, std::cmp::Reverse(quote.inner.end)));
}

fn unclosed(open: usize, end: usize) -> Quote {
    Quote { open: Some(open), close: None, inner: open + 1..end.max(open + 1) }
}
