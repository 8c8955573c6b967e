//! A page's tree cut into pieces: runs of text that a reader sees as one paragraph, heading, item or
//! caption, each with what its place in the page says of it.
//!
//! `<li><a href=…>اليمن</a>: هدنة</li>` is one piece `اليمن: هدنة` of 10 characters, 5 of them in links.
//! Script, hidden elements, menus of form fields and the like give no piece. One `<br>` is a line end
//! inside a piece, two end it.

use isnad_model::BlockKind;

use super::tree::{NodeId, Tree, is_inline, is_raw_text, push_folded};
use crate::vocabulary::{Markup, markup};

/// What an element and those around it say of a text, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks(u32);

impl Marks {
    pub(super) const COMMENTS: Self = Self(1);
    pub(super) const RELATED: Self = Self(1 << 1);
    pub(super) const SHARE: Self = Self(1 << 2);
    pub(super) const TAGS: Self = Self(1 << 3);
    /// Menus, sidebars, banners by their names.
    pub(super) const FURNITURE: Self = Self(1 << 4);
    /// `nav`, `footer`, `aside`.
    pub(super) const MARGIN: Self = Self(1 << 5);
    pub(super) const CAPTION: Self = Self(1 << 6);
    pub(super) const AUTHOR: Self = Self(1 << 7);
    pub(super) const DATE: Self = Self(1 << 8);
    pub(super) const QUOTE: Self = Self(1 << 9);
    pub(super) const LINK: Self = Self(1 << 10);
    pub(super) const ITEM: Self = Self(1 << 11);
    pub(super) const HEADING: Self = Self(1 << 12);
    pub(super) const TITLE: Self = Self(1 << 13);
    pub(super) const DECK: Self = Self(1 << 14);
    /// Gives no text.
    const SKIP: Self = Self(1 << 15);
    /// Not the article, whatever its text.
    pub(super) const NOT_ARTICLE: Self =
        Self(Self::COMMENTS.0 | Self::RELATED.0 | Self::SHARE.0 | Self::TAGS.0);

    pub(super) fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    pub(super) fn with(self, more: Self) -> Self {
        Self(self.0 | more.0)
    }

    fn without(self, fewer: Self) -> Self {
        Self(self.0 & !fewer.0)
    }
}

/// A run of text of the page.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Its text, blanks folded, lines parted by `\n`.
    pub(super) text: String,
    /// The innermost block element around it.
    pub(super) node: NodeId,
    /// Marks of all its text.
    pub(super) every: Marks,
    /// Marks of some of its text.
    pub(super) some: Marks,
    /// Characters.
    pub(super) chars: usize,
    /// Characters inside links.
    pub(super) link_chars: usize,
    /// Characters inside elements that name author or date.
    pub(super) meta_chars: usize,
    /// Words, counted at blanks.
    pub(super) words: usize,
}

impl Piece {
    /// Share of the text that is links, in percent.
    pub(super) fn link_percent(&self) -> usize {
        self.link_chars * 100 / self.chars.max(1)
    }

    /// Whether nearly all of it is author and date.
    pub(super) fn is_meta(&self) -> bool {
        self.meta_chars * 5 >= self.chars * 4
    }

    /// Kind of the block it makes.
    pub(super) fn kind(&self) -> BlockKind {
        if self.every.has(Marks::CAPTION) {
            BlockKind::Caption
        } else if self.every.has(Marks::HEADING) {
            BlockKind::Heading
        } else if self.every.has(Marks::QUOTE) {
            BlockKind::Quote
        } else if self.every.has(Marks::ITEM) {
            BlockKind::List
        } else {
            BlockKind::Paragraph
        }
    }
}

/// The pieces of a page and the marks of its nodes.
pub(super) struct Page {
    /// In document order.
    pub(super) pieces: Vec<Piece>,
    /// Marks of each node.
    pub(super) marks: Vec<Marks>,
}

/// Characters from which a text outside links counts as running text.
const RUNNING_CHARS: usize = 60;
/// Percent of the page's running text that an element may hold and still be removed for its name.
const REMOVABLE_PERCENT: usize = 40;
/// The same for readers' comments, which may be longer than the article.
const REMOVABLE_COMMENTS_PERCENT: usize = 70;
/// Characters of a name or date line, and of a caption, at most.
const META_CHARS: usize = 160;
const CAPTION_CHARS: usize = 700;

/// Cuts the page. `with_hidden` also reads what is not displayed.
pub(super) fn cut(tree: &Tree<'_>, with_hidden: bool) -> Page {
    let marks = marks(tree, with_hidden);
    let mut cutter = Cutter { pieces: Vec::new(), current: None };
    // Block elements around the current node, innermost last.
    let mut blocks: Vec<NodeId> = vec![0];
    let mut node = 1;
    while node < tree.len() {
        while blocks.len() > 1 && tree.end(blocks[blocks.len() - 1]) <= node {
            blocks.pop();
            cutter.flush();
        }
        if marks[node].has(Marks::SKIP) {
            if !is_invisible(tree.name(node)) {
                cutter.flush();
            }
            node = tree.end(node);
            continue;
        }
        if let Some(text) = tree.text(node) {
            let block = blocks.last().copied().unwrap_or_default();
            cutter.add(&text, block, marks[node]);
        } else if tree.name(node) == "br" {
            cutter.line_end();
        } else if !is_inline(tree.name(node)) {
            cutter.flush();
            blocks.push(node);
        }
        node += 1;
    }
    cutter.flush();
    Page { pieces: cutter.pieces, marks }
}

/// Elements without text of their own that may stand inside a line.
fn is_invisible(name: &str) -> bool {
    is_inline(name)
        || is_raw_text(name)
        || matches!(name, "svg" | "math" | "template" | "noscript" | "input" | "select" | "button")
}

struct Cutter {
    pieces: Vec<Piece>,
    current: Option<Piece>,
}

impl Cutter {
    fn add(&mut self, text: &str, node: NodeId, marks: Marks) {
        let piece = self.current.get_or_insert_with(|| Piece {
            text: String::new(),
            node,
            every: Marks(u32::MAX),
            some: Marks::default(),
            chars: 0,
            link_chars: 0,
            meta_chars: 0,
            words: 0,
        });
        let before = piece.text.len();
        push_folded(&mut piece.text, text);
        let chars = piece.text[before..].chars().filter(|c| !c.is_whitespace()).count();
        if chars == 0 {
            return;
        }
        piece.every.0 &= marks.0;
        piece.some = piece.some.with(marks);
        piece.chars += chars;
        piece.link_chars += if marks.has(Marks::LINK) { chars } else { 0 };
        piece.meta_chars += if marks.has(Marks::AUTHOR.with(Marks::DATE)) { chars } else { 0 };
    }

    fn line_end(&mut self) {
        let Some(piece) = &mut self.current else { return };
        let kept = piece.text.trim_end_matches(' ').len();
        piece.text.truncate(kept);
        if piece.text.is_empty() {
            return;
        }
        if piece.text.ends_with('\n') {
            self.flush();
        } else {
            piece.text.push('\n');
        }
    }

    fn flush(&mut self) {
        let Some(mut piece) = self.current.take() else { return };
        let kept = piece.text.trim_end().len();
        piece.text.truncate(kept);
        if piece.chars > 0 {
            piece.words = piece.text.split_whitespace().count();
            self.pieces.push(piece);
        }
    }
}

/// The marks of every node: its own and those of the elements around it.
fn marks(tree: &Tree<'_>, with_hidden: bool) -> Vec<Marks> {
    let mut marks = vec![Marks::default(); tree.len()];
    for node in 1..tree.len() {
        let own = own_marks(tree, node, with_hidden);
        marks[node] = marks[tree.parent(node)].with(own);
    }
    let (running, chars) = measure(tree, &marks);
    let whole = running[0].max(1);
    let mut names = Vec::new();
    // Names come second: what they may remove depends on how much text the element holds. Parents
    // come before children, so a removing mark spreads in the same pass.
    let mut named = vec![Marks::default(); tree.len()];
    for node in 1..tree.len() {
        let around = named[tree.parent(node)];
        let mut own = Marks::default();
        let name = tree.name(node);
        if !name.is_empty() && !matches!(name, "html" | "body" | "main" | "article") {
            names.clear();
            for attribute in ["class", "id", "role", "itemprop", "rel", "data-component"] {
                if let Some(value) = tree.attribute(node, attribute) {
                    markup(&value, &mut names);
                }
            }
            for kind in &names {
                own = own.with(mark_of(*kind));
            }
            let percent = running[node] * 100 / whole;
            if percent > REMOVABLE_PERCENT {
                own = own
                    .without(Marks::NOT_ARTICLE.without(Marks::COMMENTS))
                    .without(Marks::FURNITURE);
            }
            if percent > REMOVABLE_COMMENTS_PERCENT {
                own = own.without(Marks::COMMENTS);
            }
            if chars[node] > META_CHARS {
                own = own.without(Marks::AUTHOR.with(Marks::DATE).with(Marks::TITLE));
            }
            if chars[node] > CAPTION_CHARS {
                own = own.without(Marks::CAPTION.with(Marks::DECK));
            }
            let margin = matches!(name, "nav" | "footer" | "aside");
            if margin && percent <= REMOVABLE_PERCENT {
                own = own.with(Marks::MARGIN);
            }
        }
        named[node] = around.with(own);
        marks[node] = marks[node].with(named[node]);
    }
    marks
}

fn mark_of(kind: Markup) -> Marks {
    match kind {
        Markup::Comments => Marks::COMMENTS,
        Markup::Related => Marks::RELATED,
        Markup::Share => Marks::SHARE,
        Markup::Tags => Marks::TAGS,
        Markup::Furniture => Marks::FURNITURE,
        Markup::Content => Marks::default(),
        Markup::Caption => Marks::CAPTION,
        Markup::Author => Marks::AUTHOR,
        Markup::Date => Marks::DATE,
        Markup::Quote => Marks::QUOTE,
        Markup::Title => Marks::TITLE,
        Markup::Deck => Marks::DECK,
    }
}

/// Marks that follow from an element's own name and attributes.
fn own_marks(tree: &Tree<'_>, node: NodeId, with_hidden: bool) -> Marks {
    let name = tree.name(node);
    let mut own = match name {
        "" => return Marks::default(),
        "a" => Marks::LINK,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Marks::HEADING,
        "li" | "dd" | "dt" => Marks::ITEM,
        "blockquote" => Marks::QUOTE,
        "figcaption" => Marks::CAPTION,
        "address" => Marks::AUTHOR,
        "time" => Marks::DATE,
        "head" | "template" | "svg" | "math" | "noscript" | "object" | "embed" | "applet"
        | "select" | "option" | "button" | "input" | "textarea" | "audio" | "video" | "canvas"
        | "dialog" | "datalist" | "progress" | "meter" | "map" | "title" => Marks::SKIP,
        name if is_raw_text(name) => Marks::SKIP,
        _ => Marks::default(),
    };
    if !with_hidden && is_hidden(tree, node) {
        own = own.with(Marks::SKIP);
    }
    own
}

fn is_hidden(tree: &Tree<'_>, node: NodeId) -> bool {
    if tree.attribute(node, "hidden").is_some() {
        return true;
    }
    tree.attribute(node, "style").is_some_and(|style| {
        let style = style.to_ascii_lowercase().replace(' ', "");
        style.contains("display:none") || style.contains("visibility:hidden")
    })
}

/// Of every node, the characters of running text (long texts outside links) and of all text in it.
fn measure(tree: &Tree<'_>, marks: &[Marks]) -> (Vec<usize>, Vec<usize>) {
    let mut running = vec![0; tree.len()];
    let mut chars = vec![0; tree.len()];
    for node in (1..tree.len()).rev() {
        if let Some((source, _)) = tree.source(node)
            && !marks[node].has(Marks::SKIP)
        {
            chars[node] = source.chars().filter(|c| !c.is_whitespace()).count();
            if chars[node] >= RUNNING_CHARS && !marks[node].has(Marks::LINK) {
                running[node] = chars[node];
            }
        }
        running[tree.parent(node)] += running[node];
        chars[tree.parent(node)] += chars[node];
    }
    (running, chars)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(source: &str) -> Vec<Piece> {
        let Ok(tree) = Tree::parse(source) else { panic!("too many") };
        cut(&tree, false).pieces
    }

    fn texts(source: &str) -> Vec<String> {
        pieces(source).into_iter().map(|piece| piece.text).collect()
    }

    #[test]
    fn cuts_at_blocks_and_double_line_breaks() {
        assert_eq!(texts("<p>a <b>b</b>\n c</p>d<div>e</div>f"), ["a b c", "d", "e", "f"]);
        assert_eq!(texts("<div>a<br>b<br><br>c <br> <br>d</div>"), ["a\nb", "c", "d"]);
        assert_eq!(texts("a<script>x</script>b<p hidden>c</p><p style='display: none'>d"), ["ab"]);
    }

    #[test]
    fn counts_links() {
        let piece = &pieces("<li><a href=x>اليمن</a>: هدنة</li>")[0];
        assert_eq!((piece.chars, piece.link_chars, piece.words), (10, 5, 2));
        assert_eq!(piece.kind(), BlockKind::List);
    }

    #[test]
    fn names_remove_unless_they_hold_the_text() {
        let long = "كلمة ".repeat(40);
        let page = format!("<div class=related><p>{long}</div>");
        assert!(!pieces(&page)[0].every.has(Marks::RELATED));
        let page = format!("<p>{long}<p>{long}<div class=related-posts><p>خبر</div>");
        let found = pieces(&page);
        assert!(found[2].every.has(Marks::RELATED) && !found[0].every.has(Marks::RELATED));
    }
}
