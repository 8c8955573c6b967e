use isnad_model::{Article, Block, BlockKind};
use proptest::prelude::*;

use super::*;

struct Few;

impl Words for Few {
    fn words_at(&self, keys: &[&str]) -> Vec<WordMatch<'_>> {
        match keys {
            ["كلم", ..] => vec![WordMatch { len: 1, class: "abbr", value: "" }],
            _ => vec![],
        }
    }
}

fn cut(text: &str) -> Document {
    segment(&Article { text: text.to_string(), ..Article::default() }, &Few)
}

fn slices<'t>(text: &'t str, document: &Document) -> Vec<&'t str> {
    document.tokens.iter().map(|t| t.span.slice(text)).collect()
}

fn sentences<'t>(text: &'t str, document: &Document) -> Vec<&'t str> {
    document.sentences.iter().map(|s| s.span.slice(text)).collect()
}

#[test]
fn numbers_keep_their_separators() {
    let text = "وصل 1,500 جندي و3 طائرات F-16 بنسبة ٣٫٦٪ في 12/7/2015، ومجموعة 5+1.";
    let document = cut(text);
    assert_eq!(
        slices(text, &document),
        [
            "وصل",
            "1,500",
            "جندي",
            "و",
            "3",
            "طائرات",
            "F-16",
            "بنسبة",
            "٣٫٦",
            "٪",
            "في",
            "12",
            "/",
            "7",
            "/",
            "2015",
            "،",
            "ومجموعة",
            "5+1",
            "."
        ]
    );
    assert_eq!(document.tokens[8].key, "3.6");
}

#[test]
fn invisible_characters_inside_a_word_belong_to_it() {
    let text = "\u{200f}ال\u{200f}جـيشُ\u{200f} قال";
    let document = cut(text);
    assert_eq!(slices(text, &document), ["ال\u{200f}جـيشُ", "قال"]);
    assert_eq!(document.tokens[0].key, "الجيش");
}

#[test]
fn sentences_end_at_stops_but_not_at_abbreviations_or_in_brackets() {
    let text =
        "التقى د. سالم وفدا. سار 3.5 كلم. شمالا (انظر الخريطة. ثم عد) وعاد! قال: «نعم.» ثم خرج..";
    let document = cut(text);
    assert_eq!(
        sentences(text, &document),
        [
            "التقى د. سالم وفدا.",
            "سار 3.5 كلم. شمالا (انظر الخريطة. ثم عد) وعاد!",
            "قال: «نعم.»",
            "ثم خرج.."
        ]
    );
}

#[test]
fn first_line_is_headline_and_short_lines_are_headings() {
    let text = "الوزير يزور العاصمة\nوصل الوزير اليوم إلى العاصمة.\nلقاءات\nوالتقى نظيره.\n***\n";
    let document = cut(text);
    let kinds: Vec<_> = document.sentences.iter().map(|s| s.kind).collect();
    use SentenceKind::{Body, Heading, Headline};
    assert_eq!(kinds, [Headline, Body, Heading, Body]);
}

#[test]
fn blocks_tell_the_kind() {
    let text = "عنوان\nاقرأ أيضا\nنص";
    let block = |kind, start, end| Block { kind, start, end };
    let article = Article {
        text: text.to_string(),
        blocks: vec![
            block(BlockKind::Headline, 0, 5),
            block(BlockKind::Furniture, 6, 15),
            block(BlockKind::Paragraph, 16, 18),
        ],
        ..Article::default()
    };
    let kinds: Vec<_> = segment(&article, &Few).sentences.iter().map(|s| s.kind).collect();
    assert_eq!(kinds, [SentenceKind::Headline, SentenceKind::Furniture, SentenceKind::Body]);
}

#[test]
fn quotes_are_paired_and_missing_marks_bounded() {
    let text = "قال «لا نريد \"حربا\" هنا» وأضاف “سنبقى. ثم خرج\nانتهى الأمر” أكد";
    let document = cut(text);
    let inner: Vec<Vec<&str>> = document
        .quotes
        .iter()
        .map(|q| document.tokens[q.inner.clone()].iter().map(|t| t.span.slice(text)).collect())
        .collect();
    assert_eq!(
        inner,
        [
            vec!["لا", "نريد", "\"", "حربا", "\"", "هنا"],
            vec!["حربا"],
            vec!["سنبقى", "."],
            vec!["انتهى", "الأمر"]
        ]
    );
    assert_eq!((document.quotes[2].close, document.quotes[3].open), (None, None));
}

#[test]
fn endless_sentences_are_cut_with_a_note() {
    let text = "كلمة كلمة، ".repeat(500);
    let document = cut(&text);
    assert!(document.sentences.iter().all(|s| s.tokens.len() <= MAX_SENTENCE_TOKENS));
    assert_eq!(document.notes.len(), 1);
}

#[test]
fn rows_of_marks_make_no_sentence_longer() {
    for mark in ["٪", "، ", "\"", ".", "»", "-"] {
        for text in [
            format!("كلمة {} كلمة.", mark.repeat(5_000)),
            format!("كلمة. {}", mark.repeat(5_000)),
            format!("{} كلمة", mark.repeat(5_000)),
        ] {
            let document = cut(&text);
            assert!(document.sentences.iter().all(|s| s.tokens.len() <= MAX_SENTENCE_TOKENS));
            let inside = |i| document.sentences.iter().any(|s| s.tokens.contains(&i));
            let words =
                (0..document.tokens.len()).filter(|i| document.tokens[*i].kind != TokenKind::Punct);
            assert!(words.clone().all(inside) && words.count() > 0);
        }
    }
}

proptest! {
    #[test]
    fn tokens_cover_and_never_overlap(text in "([ \\n.،؟!\"«»“”()0-9٠-٩أ-ي\u{64b}\u{200f}a-c]|\\PC){0,80}") {
        let document = cut(&text);
        let mut end = 0;
        for token in &document.tokens {
            prop_assert!(token.span.start >= end && token.span.end > token.span.start);
            prop_assert!(!token.span.slice(&text).is_empty());
            end = token.span.end;
        }
        // Rows of marks as long as a sentence do not occur in texts this short.
        let mut next = 0;
        for sentence in &document.sentences {
            prop_assert_eq!(sentence.tokens.start, next);
            next = sentence.tokens.end;
            prop_assert!(document.tokens[sentence.tokens.clone()].iter().all(|t| sentence.span.contains(&t.span)));
        }
        prop_assert_eq!(next, document.tokens.len());
        for (i, c) in text.char_indices() {
            if c.is_alphanumeric() {
                prop_assert!(document.tokens.iter().any(|t| t.span.range().contains(&i)), "{:?} is in no token", c);
            }
        }
        for quote in &document.quotes {
            prop_assert!(quote.inner.start <= quote.inner.end && quote.inner.end <= document.tokens.len());
        }
    }
}
