//! A web page to an article.
//!
//! The page becomes a [`tree`](tree::Tree) with bounded depth, the tree [`pieces`] of text with what
//! their place says of them; [`metadata`] finds the headline and the fields, [`content`] chooses the
//! pieces that are the article. The article's text is the headline on the first line and the blocks
//! after it, parted by empty lines.

use isnad_model::{Article, Block, BlockKind};

use crate::document::RawDocument;
use crate::error::ExtractError;
use crate::language;
use crate::limits::MAX_NODES;
use crate::lines::is_furniture;
use crate::vocabulary::Edge;

mod content;
mod json_ld;
mod metadata;
mod pieces;
mod reader;
mod tree;

use content::{Foreign, Part};
use reader::Reading;
use tree::Tree;

/// The article of a page. Its text may be empty where the page has none.
pub(crate) fn extract(source: &str, document: &RawDocument<'_>) -> Result<Article, ExtractError> {
    let too_complex =
        |_| ExtractError::PageTooComplex { name: document.name.to_owned(), limit: MAX_NODES };
    let tree = Tree::parse(source).map_err(too_complex)?;
    let mut page = pieces::cut(&tree, false);
    if page.pieces.is_empty() {
        // Some pages show their text by script only.
        page = pieces::cut(&tree, true);
    }
    let found = metadata::read(&tree, &page, document.url, document.outlet);
    let foreign = Foreign::find(&tree, &page);
    let reading = reader::read(&tree, &foreign).map(|text| Reading::new(&text));
    let headline = (found.title.as_str(), found.heading);
    let mut parts =
        content::choose(&tree, &page, reading.as_ref(), &foreign, headline, &found.outlet);
    if let Some(body) = &found.body {
        let in_data = parts_of_body(body, &found.outlet);
        if chars_of(&in_data) > chars_of(&parts) * BODY_TIMES {
            parts = in_data;
        }
    }
    if parts.is_empty() {
        return Err(ExtractError::NoText { name: document.name.to_owned() });
    }
    let (text, blocks) = write(&found.title, &parts);
    let told = language::identify(&text);
    Ok(Article {
        url: found.url,
        outlet: found.outlet,
        title: found.title,
        author: found.author,
        published: found.published,
        // The text tells better than the page, which often claims the language of its theme.
        language: told.map(str::to_owned).or(found.language),
        text,
        blocks,
        ..Article::default()
    })
}

/// How many times as long as what the page shows its data must be to be taken instead.
const BODY_TIMES: usize = 4;

fn chars_of(parts: &[Part]) -> usize {
    parts.iter().map(|part| part.text.chars().filter(|c| !c.is_whitespace()).count()).sum()
}

/// The parts of an article that stands in the page's data: plain text or HTML.
fn parts_of_body(body: &str, outlet: &str) -> Vec<Part> {
    let body = html_escape::decode_html_entities(body);
    let Ok(tree) = Tree::parse(&body) else { return Vec::new() };
    let lines = pieces::cut(&tree, false).pieces;
    let lines =
        lines.iter().flat_map(|piece| piece.text.split('\n').map(|line| (piece.kind(), line)));
    let kept = lines.filter(|(_, line)| !is_furniture(line, Edge::default(), outlet));
    kept.map(|(kind, line)| Part { kind, text: line.to_owned() }).collect()
}

/// The text and its blocks, offsets in characters.
fn write(title: &str, parts: &[Part]) -> (String, Vec<Block>) {
    let mut text = String::new();
    let mut blocks = Vec::with_capacity(parts.len() + 1);
    let mut at = 0;
    let headline = (!title.is_empty()).then_some((BlockKind::Headline, title));
    let parts = parts.iter().map(|part| (part.kind, part.text.as_str()));
    for (kind, part) in headline.into_iter().chain(parts) {
        if !text.is_empty() {
            text.push_str("\n\n");
            at += 2;
        }
        let length = part.chars().count() as u32;
        text.push_str(part);
        blocks.push(Block { kind, start: at, end: at + length });
        at += length;
    }
    (text, blocks)
}
