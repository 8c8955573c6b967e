//! What holds of every article, whatever the bytes.

use isnad_extract::{InputKind, RawDocument, articles_of_jsonl, extract};
use isnad_model::{Article, BlockKind};
use proptest::prelude::*;

fn document(bytes: &[u8], kind: InputKind) -> RawDocument<'_> {
    RawDocument { bytes, kind, name: "any", ..RawDocument::default() }
}

/// Blocks are ordered, disjoint, not empty and inside the text; at most one is the headline.
fn check(article: &Article) {
    let chars = article.text.chars().count() as u32;
    let mut before = 0;
    for block in &article.blocks {
        assert!(
            before <= block.start && block.start < block.end && block.end <= chars,
            "{block:?}"
        );
        before = block.end;
    }
    let headlines = article.blocks.iter().filter(|b| b.kind == BlockKind::Headline).count();
    assert!(headlines <= 1);
    assert!(!article.id.is_empty());
    if let Some(published) = &article.published {
        assert!(article.published_date().is_some(), "{published}");
    }
}

/// Pieces of pages and texts, so that random inputs reach the rules.
fn fragment() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,12}",
        prop::sample::select(vec![
            "<p>",
            "</p>",
            "<div class=\"related\">",
            "</div>",
            "<h1>",
            "</h1>",
            "<br>",
            "<li>",
            "<td>",
            "<table>",
            "</table>",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<a href='x",
            "'>",
            "</a>",
            "<figure><figcaption>",
            "<title>",
            "</title>",
            "<time datetime='2020-10-01T08:00:00+03:00'>",
            "<meta property=og:title content='عنوان الخبر'>",
            "<script type=\"application/ld+json\">{\"@type\":\"Article\"",
            "&amp;",
            "&#1593;",
            "&#x110000;",
            "\n",
            "\n\n",
            "\r\n",
            "\u{FEFF}",
            "\u{200F}",
            " ",
        ])
        .prop_map(str::to_owned),
        prop::sample::select(vec![
            "عنوان الخبر",
            "اترك تعليقاً",
            "اقرأ أيضاً:",
            "سمات",
            "// يتبع //",
            "Next Previous",
            "عين اليوم – الرياض",
            "رابط الخبر بصحيفة كذا: عنوان",
            "قال الوزير إن الوفد وصل إلى المدينة، وإنه سيبقى فيها ثلاثة أيام.",
            "بقلم: سمر العلي",
            "الخميس ١ تشرين الأول ٢٠٢٠ - ٠٨:٠٠ م",
            "@x",
            "...المزيد",
            "- بند",
            "لن يتم نشر عنوان بريدك",
        ])
        .prop_map(str::to_owned),
    ]
}

fn page() -> impl Strategy<Value = String> {
    prop::collection::vec(fragment(), 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    // Findings become tests of their own; no file of seeds is kept.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_give_an_article_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        for kind in [InputKind::Auto, InputKind::Html, InputKind::Text, InputKind::Jsonl] {
            if let Ok(article) = extract(&document(&bytes, kind)) {
                check(&article);
            }
        }
        for article in articles_of_jsonl(bytes.as_slice(), "any").flatten() {
            check(&article);
        }
    }

    #[test]
    fn pages_give_ordered_blocks_and_the_same_twice(page in page()) {
        let first = extract(&document(page.as_bytes(), InputKind::Html));
        if let Ok(article) = &first {
            check(article);
            let again = extract(&document(page.as_bytes(), InputKind::Html));
            prop_assert_eq!(article, &again.expect("as the first time"));
        }
    }

    #[test]
    fn plain_text_stays_byte_for_byte(text in page()) {
        if let Ok(article) = extract(&document(text.as_bytes(), InputKind::Text)) {
            check(&article);
            prop_assert_eq!(article.text, text);
        }
    }

    #[test]
    fn jsonl_text_stays_byte_for_byte(text in page(), title in "\\PC{0,20}") {
        let line = serde_json::json!({ "text": text, "title": title, "more": 1 }).to_string();
        let articles: Vec<_> = articles_of_jsonl(line.as_bytes(), "any").collect();
        prop_assert_eq!(articles.len(), 1);
        let article = articles[0].as_ref().expect("an article");
        check(article);
        prop_assert_eq!(&article.text, &text);
        prop_assert_eq!(&article.extra["more"], 1);
        // Written and read again it is the same.
        let written = serde_json::to_string(article).expect("JSON");
        let again = articles_of_jsonl(written.as_bytes(), "any").next().expect("one");
        prop_assert_eq!(article, &again.expect("an article"));
    }
}
