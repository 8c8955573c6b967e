//! Properties that hold for any text: what [`isnad::audit`] promises, over text that looks like news and text that
//! does not. The fuzz targets in `fuzz/` check the same properties with inputs of their own.

#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::sync::LazyLock;

use isnad::extract::{InputKind, RawDocument, articles_of_jsonl, extract};
use isnad::{Article, Block, BlockKind, Pipeline, audit, in_order};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::new().expect("the lexicon was compiled with this version"));

/// Words of the sample dossier, so that what the lexicon knows occurs in any order.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut words: Vec<String> = dossier()
        .iter()
        .flat_map(|article| article.text.split_whitespace().map(str::to_string).collect::<Vec<_>>())
        .collect();
    words.sort();
    words.dedup();
    words
});

fn dossier() -> Vec<Article> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/dossier/dossier.jsonl");
    let text = std::fs::read(path).expect("the dossier is part of the repository");
    articles_of_jsonl(text.as_slice(), "dossier.jsonl").map(|article| article.unwrap()).collect()
}

/// Marks, numbers, foreign words and invisible signs as they occur between words.
const BETWEEN: &[&str] = &[
    "،",
    "؛",
    ":",
    ".",
    "...",
    "؟",
    "!",
    "«",
    "»",
    "\"",
    "“",
    "”",
    "'",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "-",
    "–",
    "/",
    "%",
    "\n",
    "\n\n",
    "\r\n",
    "\u{2028}",
    "\u{a0}",
    "\u{200f}",
    "\u{200e}",
    "\u{feff}",
    "\u{640}",
    "\u{64b}",
    "\u{651}",
    "\u{0}",
    "12",
    "1,500",
    "٣٠",
    "3.6",
    "2015-07-21",
    "F-16",
    "BBC",
    "Владимир",
    "北京",
    "😀",
    "e\u{301}",
    "و",
    "لل",
    "أن",
    "إن",
    "قال",
    "نفى",
    "بحسب",
    "إذا",
    "لن",
    "قتل",
    "قصف",
    "اليوم",
    "أمس",
    "الخميس",
    "نحو",
    "أكثر من",
];

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => select(WORDS.as_slice()),
        4 => select(BETWEEN).prop_map(str::to_string),
        1 => "[\u{600}-\u{6ff}]{1,8}",
        1 => any::<char>().prop_map(String::from),
    ]
}

/// Pieces with blanks between most of them.
fn newslike() -> impl Strategy<Value = String> {
    vec((piece(), prop_oneof![5 => Just(" "), 1 => Just("")]), 0..90).prop_map(|pieces| {
        pieces.into_iter().flat_map(|(piece, blank)| [piece, blank.to_string()]).collect()
    })
}

/// A sentence of the dossier with words taken out, doubled and moved.
fn shaken() -> impl Strategy<Value = String> {
    let sentences: Vec<String> = dossier()
        .iter()
        .flat_map(|article| article.text.lines().map(str::to_string).collect::<Vec<_>>())
        .filter(|line| !line.trim().is_empty())
        .collect();
    (select(sentences), vec((any::<u16>(), any::<u16>(), 0u8..3), 0..6)).prop_map(
        |(sentence, changes)| {
            let mut words: Vec<&str> = sentence.split(' ').collect();
            for (at, to, change) in changes {
                let (at, to) = (usize::from(at) % words.len(), usize::from(to) % words.len());
                match change {
                    0 if words.len() > 1 => drop(words.remove(at)),
                    1 => words.insert(to, words[at]),
                    _ => words.swap(at, to),
                }
            }
            words.join(" ")
        },
    )
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![4 => newslike(), 4 => shaken(), 1 => any::<String>()]
}

fn article() -> impl Strategy<Value = Article> {
    let published =
        select(&[None, Some("2014-03-04"), Some("2020-10-01T08:00:00+03:00"), Some("غدا")][..]);
    let cuts = vec((0u32..400, 0u32..400, 0usize..7), 0..4);
    (text(), published, any::<bool>(), cuts).prop_map(|(text, published, titled, cuts)| {
        let title = if titled {
            text.lines().next().unwrap_or_default().to_string()
        } else {
            String::new()
        };
        let blocks = blocks(&text, cuts);
        Article {
            text,
            title,
            published: published.map(str::to_string),
            blocks,
            ..Article::default()
        }
    })
}

/// Ordered and disjoint blocks of any kind.
fn blocks(text: &str, cuts: Vec<(u32, u32, usize)>) -> Vec<Block> {
    use BlockKind::{Caption, Furniture, Heading, Headline, List, Paragraph, Quote};
    let chars = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let mut at = 0;
    let mut blocks = Vec::new();
    for (gap, len, kind) in cuts {
        let (start, end) = (at + gap, (at + gap + len).min(chars));
        if start < end {
            let kind = [Headline, Heading, Paragraph, Caption, Quote, List, Furniture][kind];
            blocks.push(Block { kind, start, end });
            at = end;
        }
    }
    blocks
}

proptest! {
    // 256 cases; more with PROPTEST_CASES.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn claims_go_with_their_article_and_coding_repeats(article in article(), neighbour in article()) {
        prop_assert_eq!(audit::repeats(&PIPELINE, &article, &neighbour), []);
    }

    #[test]
    fn texts_are_taken_as_they_are(text in text()) {
        let raw = RawDocument { bytes: text.as_bytes(), kind: InputKind::Text, ..RawDocument::default() };
        if let Ok(article) = extract(&raw) {
            prop_assert_eq!(&article.text, &text);
            prop_assert_eq!(audit::blocks(&article), []);
            prop_assert_eq!(audit::coding(&article, &PIPELINE.code(&article)), []);
        }
    }

    #[test]
    fn folding_leads_back_to_the_text(text in text()) {
        prop_assert_eq!(audit::folding(&text), []);
    }

    #[test]
    fn pages_give_blocks_in_order(pieces in vec((piece(), select(&["p", "div", "h2", "li", "blockquote", "span"][..])), 0..60)) {
        let body: String = pieces.iter().map(|(text, tag)| format!("<{tag}>{text}</{tag}>\n")).collect();
        let raw = RawDocument { bytes: body.as_bytes(), kind: InputKind::Html, ..RawDocument::default() };
        if let Ok(article) = extract(&raw) {
            prop_assert_eq!(audit::blocks(&article), []);
            prop_assert_eq!(audit::coding(&article, &PIPELINE.code(&article)), []);
        }
    }
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let articles: Vec<Article> = std::iter::repeat_n(dossier(), 20).flatten().collect();
    let run = |threads| {
        let mut out = Vec::new();
        let done: Result<(), ()> = in_order(
            articles.iter(),
            threads,
            || PIPELINE.coder(),
            |coder, article| coder.code(article),
            |coding| {
                out.push(coding);
                Ok(())
            },
        );
        assert_eq!(done, Ok(()));
        out
    };
    let one = run(1);
    assert!(one.iter().any(|coding| !coding.claims.is_empty()));
    assert!(one == run(4));
    assert!(one == run(7));
}

#[test]
fn the_dossier_keeps_the_promises() {
    let articles = dossier();
    for (article, neighbour) in articles.iter().zip(articles.iter().cycle().skip(1)) {
        assert_eq!(audit::repeats(&PIPELINE, article, neighbour), [], "{}", article.id);
    }
}
