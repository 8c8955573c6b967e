//! Inputs made to break a reader: each gives an article or a clear error, in bounded time.
//!
//! The time limit is wide, for a slow machine running tests side by side in a debug build; work that
//! grows with the square of the input would pass it by far.

use std::time::{Duration, Instant};

use isnad_extract::{
    ExtractError, InputKind, MAX_DOCUMENT_BYTES, MAX_TEXT_CHARS, RawDocument, articles_of_jsonl,
    extract,
};
use isnad_model::Article;

const PARAGRAPH: &str =
    "<p>قال الوزير إن الوفد وصل إلى المدينة صباح اليوم، وإنه سيبقى فيها ثلاثة أيام.</p>\n";

fn read(name: &str, bytes: &[u8], kind: InputKind) -> Result<Article, ExtractError> {
    let start = Instant::now();
    let result = extract(&RawDocument { bytes, kind, name, ..RawDocument::default() });
    let taken = start.elapsed();
    assert!(taken < Duration::from_secs(60), "{name}: {taken:?}");
    if let Err(error) = &result {
        assert!(error.to_string().starts_with(name), "{error}");
    }
    result
}

fn read_html(name: &str, html: &str) -> Result<Article, ExtractError> {
    read(name, html.as_bytes(), InputKind::Html)
}

#[test]
fn a_million_nested_elements_are_read() {
    let deep = "<div>".repeat(1_000_000);
    let page = format!("<html><body>{PARAGRAPH}{deep}{PARAGRAPH}");
    let article = read_html("deep", &page).expect("an article");
    assert!(article.text.contains("قال الوزير"));
    let page = format!("{deep}{PARAGRAPH}{}", "</div>".repeat(1_000_000));
    assert!(read_html("deep", &page).is_ok());
}

#[test]
fn a_page_of_fifty_megabytes_is_refused_by_its_text() {
    let page = PARAGRAPH.repeat(50_000_000 / PARAGRAPH.len());
    let result = read_html("large", &page);
    assert!(matches!(result, Err(ExtractError::TextTooLong { limit: MAX_TEXT_CHARS, .. })));
}

#[test]
fn a_document_above_the_limit_is_refused_unread() {
    let bytes = vec![b'a'; MAX_DOCUMENT_BYTES + 1];
    let result = read("huge", &bytes, InputKind::Auto);
    assert!(matches!(result, Err(ExtractError::DocumentTooLarge { .. })));
}

#[test]
fn what_holds_no_article_says_so() {
    for (name, bytes) in [
        ("empty", b"".as_slice()),
        ("blank", b" \r\n\t "),
        ("mark", "\u{FEFF}".as_bytes()),
        (
            "shell",
            b"<!doctype html><html><body><div id=app></div><script>x()</script></body></html>",
        ),
        ("menu", b"<html><body><nav><a href=/>Home</a></nav></body></html>"),
    ] {
        let result = read(name, bytes, InputKind::Auto);
        assert!(matches!(result, Err(ExtractError::NoText { .. })), "{name}: {result:?}");
    }
    let noise: Vec<u8> =
        (0..100_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for (name, bytes) in [
        ("noise", noise.as_slice()),
        ("pdf", b"%PDF-1.7 x"),
        ("zip", b"PK\x03\x04"),
        ("gz", b"\x1F\x8B\x08"),
    ] {
        let result = read(name, bytes, InputKind::Auto);
        assert!(matches!(result, Err(ExtractError::Unsupported { .. })), "{name}: {result:?}");
    }
}

#[test]
fn repeated_markup_takes_linear_time() {
    let attributes: String = (0..400_000).map(|n| format!("a{n} ")).collect();
    let cases = [
        ("attributes", format!("<p {attributes}>نص")),
        ("links", "<a>ن".repeat(300_000)),
        ("bold", "<b>ن".repeat(300_000)),
        ("tables", "<table><tr><td>ن".repeat(100_000)),
        ("headings", "<h2>عنوان طويل للخبر</h2>".repeat(100_000)),
        ("nested headings", "<h2><div>عنوان".repeat(100_000)),
        ("times", "<time>2020".repeat(200_000)),
        ("comments", "<!--".repeat(1_000_000)),
        ("signs", "<".repeat(1_000_000)),
        ("references", format!("<p>{}", "&#".repeat(1_000_000))),
        ("scripts", "<script>".repeat(300_000)),
        (
            "names",
            "<div class='related share comments'>خبر من المدينة البعيدة</div>".repeat(20_000),
        ),
        ("comment forms", "<div><p>اترك تعليقا</p></div>".repeat(50_000)),
        ("lists", "<div><p>اقرأ أيضا</p></div>".repeat(50_000)),
        ("breaks", "نص<br>".repeat(200_000)),
        ("second reader", format!("{}{}", "<div>".repeat(240), "<p>نص قصير".repeat(9_000))),
        ("data", format!("<script type=application/ld+json>{}", "[{\"@graph\":".repeat(90_000))),
    ];
    for (name, page) in cases {
        let _ = read_html(name, &page);
    }
}

#[test]
fn text_without_structure_is_read() {
    let article = read("line", "كلمة ".repeat(700_000).as_bytes(), InputKind::Text);
    assert_eq!(article.expect("an article").blocks.len(), 1);
    let article = read("lines", "سطر قصير\n".repeat(200_000).as_bytes(), InputKind::Text);
    assert_eq!(article.expect("an article").text.len(), "سطر قصير\n".len() * 200_000);
}

#[test]
fn jsonl_of_rubbish_gives_an_error_a_line() {
    let nested = "[".repeat(1_000_000);
    let input = format!("{nested}\n{{\"text\":{nested}\nnot json\n\0\n");
    let results: Vec<_> = articles_of_jsonl(input.as_bytes(), "rubbish").collect();
    assert_eq!(results.len(), 4);
    assert!(results.iter().all(|r| matches!(r, Err(ExtractError::LineUnreadable { .. }))));
}

#[test]
fn a_jsonl_line_above_the_limit_is_passed_over() {
    let mut input = vec![b'x'; isnad_extract::MAX_LINE_BYTES + 10];
    input.extend_from_slice("\n{\"text\":\"نص\"}\n".as_bytes());
    let results: Vec<_> = articles_of_jsonl(input.as_slice(), "long").collect();
    assert!(matches!(results[0], Err(ExtractError::LineTooLong { line: 1, .. })));
    assert!(matches!(&results[1], Ok(article) if article.text == "نص"));
    assert_eq!(results.len(), 2);
}
