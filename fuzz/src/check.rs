//! The promises, as functions that panic where one is broken.

use std::cell::RefCell;
use std::sync::LazyLock;

use isnad::extract::{InputKind, RawDocument, articles_of_jsonl};
use isnad::{Article, Block, BlockKind, Coder, Pipeline, audit};

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::new().expect("the lexicon was compiled with this version"));

thread_local! {
    /// A coder that has seen every input before this one.
    static OLD_HAND: RefCell<Coder<'static>> = RefCell::new(PIPELINE.coder());
}

const KINDS: [InputKind; 4] = [InputKind::Auto, InputKind::Html, InputKind::Text, InputKind::Jsonl];

/// Character encodings that a server may declare, one of them unknown.
const CHARSETS: [&str; 4] = ["windows-1256", "utf-16le", "iso-2022-jp", "koi-9"];

/// Any bytes give an article or an error that names the input, the same each time. Blocks are ordered, disjoint and
/// inside the text; there is an id, at most one headline, and a publication date that can be read; a plain text in UTF-8
/// stays byte for byte. A first byte below 8 chooses the kind or a declared encoding.
///
/// # Panics
/// Where that does not hold.
pub fn extract(bytes: &[u8]) {
    let (choice, bytes) = chosen(bytes);
    let document = RawDocument {
        bytes,
        kind: KINDS.get(choice).copied().unwrap_or_default(),
        name: "fuzz",
        declared_charset: choice.checked_sub(KINDS.len()).map(|n| CHARSETS[n]),
        ..RawDocument::default()
    };
    let first = isnad::extract::extract(&document);
    let again = isnad::extract::extract(&document);
    match (&first, &again) {
        (Ok(article), Ok(second)) => {
            assert_eq!(article, second);
            keeps(article);
            if document.kind == InputKind::Text
                && let Ok(text) = std::str::from_utf8(bytes)
            {
                assert_eq!(article.text, text);
            }
        }
        (Err(error), Err(second)) => {
            assert_eq!(error.to_string(), second.to_string());
            assert!(error.to_string().starts_with("fuzz"), "{error}");
        }
        _ => panic!("an article one time, an error the other: {first:?} {again:?}"),
    }
    for article in articles_of_jsonl(bytes, "fuzz").flatten() {
        keeps(&article);
    }
}

/// The number that a first byte below 8 stands for, else 0, and the rest.
fn chosen(bytes: &[u8]) -> (usize, &[u8]) {
    match bytes.split_first() {
        Some((&choice, rest)) if choice < 8 => (usize::from(choice), rest),
        _ => (0, bytes),
    }
}

fn keeps(article: &Article) {
    assert_eq!(audit::blocks(article), []);
    assert!(!article.id.is_empty());
    let headlines = article.blocks.iter().filter(|b| b.kind == BlockKind::Headline).count();
    assert!(headlines <= 1, "{headlines} headlines");
    if article.published.is_some() {
        assert!(article.published_date().is_some(), "{:?}", article.published);
    }
}

/// Any article gives claims that keep the promises of [`audit`], the same with a new coder as with one that has coded
/// everything before; and folding leads back to the text. A first byte below 8 chooses how the article is made of the
/// rest: by extraction, or from the text as it is with a date, a title and blocks of any kind.
///
/// # Panics
/// Where that does not hold.
pub fn code(bytes: &[u8]) {
    let (choice, rest) = chosen(bytes);
    let article = match choice {
        0 | 1 => {
            let kind = KINDS[choice];
            let published = Some("2015-07-21");
            let document = RawDocument {
                bytes: rest,
                kind,
                name: "fuzz",
                published,
                ..RawDocument::default()
            };
            match isnad::extract::extract(&document) {
                Ok(article) => article,
                Err(_) => return,
            }
        }
        _ => given(String::from_utf8_lossy(rest).into_owned(), choice),
    };
    coded(&article);
}

/// An article as a caller may make it.
fn given(text: String, choice: usize) -> Article {
    let published = ["2020-10-01T08:00:00+03:00", "", "غدا"].get(choice % 4);
    let title = text.lines().next().filter(|_| choice % 2 == 1).unwrap_or_default().to_string();
    let blocks = if choice >= 5 { blocks(&text) } else { Vec::new() };
    Article {
        title,
        blocks,
        published: published.map(ToString::to_string),
        text,
        ..Article::default()
    }
}

/// A block a line, its kind by the line's length.
fn blocks(text: &str) -> Vec<Block> {
    use BlockKind::{Caption, Furniture, Heading, Headline, List, Paragraph, Quote};
    let kinds = [Paragraph, Headline, Heading, Paragraph, Caption, Quote, List, Furniture];
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let len = u32::try_from(line.chars().count()).unwrap_or(u32::MAX);
        let kind = kinds[len as usize % kinds.len()];
        blocks.push(Block { kind, start: at, end: at + len });
        at += len;
    }
    blocks
}

fn coded(article: &Article) {
    let coding = PIPELINE.code(article);
    assert_eq!(audit::coding(article, &coding), []);
    let again = OLD_HAND.with_borrow_mut(|coder| coder.code(article));
    assert!(again == coding, "other articles coded before change it");
    assert_eq!(audit::folding(&article.text), []);
}
