//! Whole pages: `tests/pages/NAME.html` must give what stands in `NAME.toml` beside it.
//!
//! Fields that are left out of the TOML must be empty. `kinds` lists the kinds of the blocks, where the
//! page is about them. Pages, names and texts are invented.

use std::fmt::Write as _;
use std::path::Path;

use isnad_extract::{InputKind, RawDocument, extract};
use isnad_model::{Article, BlockKind};

fn kind_name(kind: BlockKind) -> String {
    format!("{kind:?}").to_lowercase()
}

/// Differences between the page's article and what is expected, a line each.
fn differences(article: &Article, expected: &toml::Table) -> String {
    let mut out = String::new();
    let field = |name: &str| expected.get(name).and_then(toml::Value::as_str).unwrap_or_default();
    for (name, found) in [
        ("title", article.title.as_str()),
        ("outlet", article.outlet.as_str()),
        ("author", article.author.as_deref().unwrap_or_default()),
        ("published", article.published.as_deref().unwrap_or_default()),
        ("language", article.language.as_deref().unwrap_or_default()),
        ("url", article.url.as_str()),
    ] {
        if field(name) != found {
            let _ = writeln!(out, "  {name}: expected {:?}, found {found:?}", field(name));
        }
    }
    let wanted: Vec<&str> = field("text").trim().split("\n\n").collect();
    let found: Vec<&str> = article.text.split("\n\n").collect();
    for missing in wanted.iter().filter(|block| !found.contains(block)) {
        let _ = writeln!(out, "  missing: {missing}");
    }
    for extra in found.iter().filter(|block| !wanted.contains(block)) {
        let _ = writeln!(out, "  extra: {extra}");
    }
    if out.is_empty() && wanted != found {
        let _ = writeln!(out, "  blocks in another order:\n{}", article.text);
    }
    let kinds: Vec<String> = article.blocks.iter().map(|block| kind_name(block.kind)).collect();
    if !field("kinds").is_empty() && kinds.join(" ") != field("kinds") {
        let _ = writeln!(out, "  kinds: {}", kinds.join(" "));
    }
    out
}

#[test]
fn pages_give_their_articles() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut names: Vec<_> = std::fs::read_dir(&folder)
        .expect("the folder is part of the crate")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "html"))
        .collect();
    names.sort();
    assert!(names.len() >= 14);
    let mut report = String::new();
    for path in names {
        let bytes = std::fs::read(&path).expect("readable");
        let expected = std::fs::read_to_string(path.with_extension("toml")).expect("beside it");
        let expected: toml::Table = expected.parse().expect("well-formed");
        let name = path.file_stem().and_then(|stem| stem.to_str()).expect("UTF-8");
        let document =
            RawDocument { bytes: &bytes, kind: InputKind::Auto, name, ..RawDocument::default() };
        let found = match extract(&document) {
            Ok(article) => differences(&article, &expected),
            Err(error) => format!("  {error}\n"),
        };
        if !found.is_empty() {
            let _ = writeln!(report, "{name}\n{found}");
        }
    }
    assert!(report.is_empty(), "\n{report}");
}
