//! Input that nobody means well: any bytes give an article with its claims or an error that names the input.
//!
//! The sizes are such that the run stays short. `cargo test --release -p isnad --test hostile -- --ignored` does the
//! same at full size and takes minutes.

use std::sync::LazyLock;

use isnad::extract::{ExtractError, InputKind, RawDocument, articles_of_jsonl, extract};
use isnad::{Article, Coding, Pipeline, audit};

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::new().expect("the lexicon was compiled with this version"));

const REPORT: &str = "أعلنت وزارة الدفاع أن قواتها قصفت مواقع للمسلحين في بلدة دوما أمس، ونفى متحدث باسمهم مقتل 12 منهم. ";

/// The article of a document and its claims, both held to what they promise.
fn read(bytes: &[u8], kind: InputKind) -> Result<(Article, Coding), ExtractError> {
    let raw = RawDocument { bytes, kind, name: "hostile", ..RawDocument::default() };
    extract(&raw).map(|article| {
        let coding = checked(&article);
        (article, coding)
    })
}

/// The claims of an article.
fn checked(article: &Article) -> Coding {
    let coding = PIPELINE.code(article);
    assert_eq!(audit::blocks(article), []);
    assert_eq!(audit::coding(article, &coding), []);
    coding
}

fn code(text: &str) -> Coding {
    checked(&Article { text: text.to_string(), ..Article::default() })
}

/// Bytes without order, the same each time (xorshift).
fn noise(len: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    std::iter::repeat_with(&mut next).flatten().take(len).collect()
}

#[test]
fn nothing_gives_an_error_that_names_the_input() {
    for kind in [InputKind::Auto, InputKind::Html, InputKind::Text] {
        for bytes in [
            &b""[..],
            b" \n\t ",
            b"\xef\xbb\xbf",
            "\u{200f}\u{a0}".as_bytes(),
            b"<html></html>",
            b"\0\0\0\0",
        ] {
            match read(bytes, kind) {
                Ok((_, coding)) => assert_eq!(coding, Coding::default()),
                Err(error) => assert!(error.to_string().starts_with("hostile"), "{error}"),
            }
        }
    }
    assert_eq!(articles_of_jsonl(&b"\n\n"[..], "hostile").count(), 0);
    assert_eq!(code(""), Coding::default());
}

#[test]
fn binary_data_give_an_error_or_an_article() {
    let heads: [&[u8]; 8] = [
        b"",
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"\x1f\x8b",
        b"\x89PNG",
        b"<html><p>",
        b"{\"text\":",
        b"\xff\xfe",
    ];
    for head in heads {
        let bytes = [head, &noise(60_000)].concat();
        for kind in [InputKind::Auto, InputKind::Html, InputKind::Text] {
            if let Err(error) = read(&bytes, kind) {
                assert!(error.to_string().starts_with("hostile"), "{error}");
            }
        }
        for article in articles_of_jsonl(bytes.as_slice(), "hostile") {
            match article {
                Ok(article) => drop(checked(&article)),
                Err(error) => assert!(error.to_string().starts_with("hostile:"), "{error}"),
            }
        }
    }
}

#[test]
fn text_cut_inside_a_letter_is_read() {
    let bytes = REPORT.as_bytes();
    for cut in 1..40 {
        drop(read(&bytes[cut..], InputKind::Text));
        drop(read(&bytes[..bytes.len() - cut], InputKind::Text));
    }
}

/// A text of that many bytes is coded to its end.
fn long_text_is_coded(bytes: usize) {
    let text = (REPORT.to_string() + "\n\n").repeat(bytes / REPORT.len());
    let (article, coding) =
        read(text.as_bytes(), InputKind::Text).expect("fewer characters than the limit");
    assert_eq!(article.text, text);
    let last = coding.claims.last().expect("every report gives claims");
    assert!(last.sentence.end as usize + REPORT.len() > article.text.chars().count());
    assert!(coding.claims.len() >= bytes / REPORT.len());
}

#[test]
fn a_text_of_a_megabyte_is_coded() {
    long_text_is_coded(1_000_000);
}

#[test]
#[ignore = "takes long without --release"]
fn a_text_of_five_megabytes_is_coded() {
    long_text_is_coded(5_000_000);
}

#[test]
fn a_text_over_the_limit_is_refused() {
    let text = "قصف ".repeat(isnad::extract::MAX_TEXT_CHARS / 4 + 1);
    assert!(matches!(
        read(text.as_bytes(), InputKind::Text),
        Err(ExtractError::TextTooLong { .. })
    ));
}

#[test]
#[ignore = "takes long without --release"]
fn documents_of_fifty_megabytes_end() {
    let text = REPORT.repeat(50_000_000 / REPORT.len());
    assert!(matches!(
        read(text.as_bytes(), InputKind::Text),
        Err(ExtractError::TextTooLong { .. })
    ));
    let page = format!(
        "<html><body><article>{}",
        format!("<p>{REPORT}</p>").repeat(50_000_000 / (REPORT.len() + 7))
    );
    assert!(matches!(
        read(page.as_bytes(), InputKind::Html),
        Err(ExtractError::TextTooLong { .. })
    ));
    let menus = "<li><a href=\"/\">قسم</a></li>".repeat(50_000_000 / 31);
    let page = format!("<html><body><ul>{menus}</ul><article><p>{REPORT}</p></article>");
    match read(page.as_bytes(), InputKind::Html) {
        Ok((article, _)) => assert!(article.text.contains("وزارة الدفاع")),
        Err(error) => assert!(matches!(error, ExtractError::PageTooComplex { .. }), "{error}"),
    }
    let lines = (serde_json::json!({"text": REPORT}).to_string() + "\n").repeat(200_000);
    let read = articles_of_jsonl(lines.as_bytes(), "hostile").filter(Result::is_ok).count();
    assert_eq!(read, 200_000);
}

#[test]
fn deep_nesting_overflows_no_stack() {
    for (open, close) in [
        ("<div>", "</div>"),
        ("<b>", ""),
        ("<table><tr><td>", ""),
        ("<blockquote>", ""),
        ("<ul><li>", ""),
    ] {
        let page =
            format!("<html><body>{}<p>{REPORT}</p>{}", open.repeat(30_000), close.repeat(30_000));
        if let Err(error) = read(page.as_bytes(), InputKind::Html) {
            assert!(error.to_string().starts_with("hostile"), "{error}");
        }
    }
    let json =
        format!("{{\"text\":\"نص\",\"x\":{}{}}}\n", "[".repeat(100_000), "]".repeat(100_000));
    let first = articles_of_jsonl(json.as_bytes(), "hostile").next();
    assert!(matches!(first, Some(Err(ExtractError::LineUnreadable { line: 1, .. }))));
}

#[test]
fn one_element_with_many_attributes_is_read() {
    let attributes: String = (0..50_000).map(|n| format!(" data-{n}=\"{n}\"")).collect();
    let page = format!("<html><body><article{attributes}><p>{REPORT}</p></article>");
    drop(read(page.as_bytes(), InputKind::Html));
}

/// A missing quote makes one attribute of the rest of the page, and every element inside that one is judged by it.
#[test]
fn an_attribute_as_long_as_the_page_is_read() {
    let inner = "<b>".repeat(10_000);
    let page = format!("<html><body><div class=\"x {inner}\">{inner}<p>{REPORT}</p></div>");
    drop(read(page.as_bytes(), InputKind::Html));
}

/// Fifteen thousand words without a full stop.
#[test]
fn a_giant_sentence_is_cut_and_said_so() {
    let coding = code(&"قصفت القوات مواقع المسلحين في المدينة و".repeat(3_000));
    assert!(coding.notes.iter().any(|note| note.kind == "sentence-too-long"));
    assert!(!coding.claims.is_empty());
}

#[test]
#[ignore = "takes long without --release"]
fn a_paragraph_of_a_million_words_is_coded() {
    let text = "قال إن القوات دخلت ".repeat(210_000);
    assert!(text.chars().count() < isnad::extract::MAX_TEXT_CHARS);
    assert!(!code(&text).notes.is_empty());
    assert!(!code(&"و ".repeat(1_000_000)).notes.is_empty());
}

#[test]
fn nested_quotes_and_brackets_are_read() {
    for (open, close) in [
        ("«", "»"),
        ("(", ")"),
        ("\"", "\""),
        ("[", "]"),
        ("“", "”"),
        ("قال إن «", "»"),
        ("أن ", ""),
    ] {
        for depth in [1, 10, 3_000] {
            code(&format!(
                "قال {}قصف الجيش المدينة{} أمس.",
                open.repeat(depth),
                close.repeat(depth)
            ));
            code(&format!("قال {}قصف الجيش المدينة", open.repeat(depth)));
            code(&format!("قصف الجيش المدينة{} قال", close.repeat(depth)));
        }
    }
}

/// Time must not grow with the square of a row of marks, wherever it stands.
#[test]
fn rows_of_marks_are_read() {
    for mark in ["٪", "، ", ") ", "\"", "« ", ". ", "-"] {
        let row = mark.repeat(20_000);
        code(&format!("قصف الجيش المدينة {row}"));
        code(&format!("{row} قصف الجيش المدينة."));
        code(&format!("قصف الجيش {row} المدينة. {row} ونفى ذلك."));
    }
}

#[test]
fn thousands_of_numbers_are_read() {
    let numbers: String = (0..5_000).map(|n| format!("{n} ")).collect();
    code(&format!("قتل {numbers} شخصا في قصف."));
    code(&"قتل 99999999999999999999999999 شخصا. ".repeat(200));
    code(&"قتل ثلاثة وعشرون ألف ومليون مليون مليار مليار مليار شخص. ".repeat(200));
    code(&"1,2,3.4.5/6-7:8 ".repeat(2_000));
    code(&"في 31/2/2015 و2015-13-45 و30 فبراير 0000 و1 يناير 99999 وقبل 9999999999 يوما وبعد مليار سنة. ".repeat(100));
}

#[test]
fn every_character_repeated_is_read() {
    let marks = "\u{640}\u{64b}\u{651}\u{200f}\u{202e}\u{feff}\u{fdfa}\u{654}وفبلكسا.,:؛«»\"'()[]-–…؟!\u{0}\u{7f}\u{85}\u{2028}😀é1٣";
    for c in marks.chars() {
        code(&String::from(c).repeat(5_000));
        code(&format!("قصف{}الجيش دوما", String::from(c).repeat(500)));
        code(&format!("{c}قصف{c} {c}الجيش{c} {c}دوما{c}"));
    }
}

#[test]
fn blocks_that_lie_are_survived() {
    use isnad::{Block, BlockKind};
    let block = |start, end| Block { kind: BlockKind::Paragraph, start, end };
    for blocks in [
        vec![block(5, 2)],
        vec![block(0, u32::MAX)],
        vec![block(u32::MAX, u32::MAX)],
        vec![block(10, 20), block(0, 15)],
        vec![block(0, 0), block(0, 7), block(7, 7)],
    ] {
        let article = Article { text: REPORT.into(), blocks, ..Article::default() };
        let coding = PIPELINE.code(&article);
        assert_eq!(audit::coding(&article, &coding), []);
    }
}

#[test]
fn dates_of_publication_that_lie_are_survived() {
    for published in [
        "",
        "9999-12-31",
        "-999-01-01",
        "0000-00-00",
        "2015-02-30",
        "٢٠١٥-٠٧-٢١",
        "2015-07-2\u{661}",
        "9999-12-31T99:99",
    ] {
        let text = "قصف الجيش المدينة أمس، وسيقصفها غدا وبعد مئة عام، وقصفها قبل عشرة آلاف سنة."
            .to_string();
        checked(&Article { text, published: Some(published.into()), ..Article::default() });
    }
}
