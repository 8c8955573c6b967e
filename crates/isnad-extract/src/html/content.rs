//! Which pieces of a page are its article.
//!
//! Two readers vote. Ours scores containers by the running text in them, as Readability does, and
//! takes the best with its like neighbours. The other is rs-trafilatura ([`super::reader`]), better on
//! English pages, which decides where it found about as much as ours; ours fills the gaps between its
//! pieces. Whatever they say, page furniture by name or phrase, bylines, dates and what repeats the
//! headline are taken out, and captions inside the article are kept as captions.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use isnad_model::BlockKind;

use super::pieces::{Marks, Page, Piece};
use super::reader::Reading;
use super::tree::{NodeId, Tree};
use crate::fold::key;
use crate::lines::is_furniture;
use crate::vocabulary::{Edge, Markup, Verdict, judge, markup};

/// A block of the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) kind: BlockKind,
    pub(super) text: String,
}

/// Characters from which a piece counts as running text for our reader.
const RUNNING_CHARS: usize = 25;
/// Percent of links from which a piece is a list of links.
const LINK_PERCENT: usize = 50;
/// Percent of our reader's text that the second reader must have found to be believed.
const AGREEMENT_PERCENT: usize = 35;
/// Percent of the best container's score from which its neighbour belongs to it.
const NEIGHBOUR_PERCENT: usize = 20;
/// Levels up from a piece within which it shares a container with others.
const HOME_LEVELS: usize = 4;
/// Characters of a table cell that is joined with its row.
const CELL_CHARS: usize = 60;
/// Percent of the page's text that a comment form or a list of other articles may hold.
const FOREIGN_PERCENT: usize = 45;
/// Percent of the article that its `article` element must hold for others to be other articles.
const OWN_ARTICLE_PERCENT: usize = 30;
/// First and last pieces among which ambiguous phrases count.
const FIRST_PIECES: usize = 3;
const LAST_PIECES: usize = 4;

const FIRST: Edge = Edge { first: true, last: false };
const LAST: Edge = Edge { first: false, last: true };

/// Elements that no reader should see, ordered and disjoint.
pub(super) struct Foreign(Vec<Range<NodeId>>);

impl Foreign {
    /// Comment forms and lists of other articles by their phrases.
    pub(super) fn find(tree: &Tree<'_>, page: &Page) -> Self {
        let total: usize = page.pieces.iter().map(|piece| piece.chars).sum();
        let sums = running_sums(page);
        let mut found = Vec::new();
        for (at, piece) in page.pieces.iter().enumerate() {
            let verdict = judge(&piece.text, Edge::default());
            if !matches!(verdict, Verdict::Section | Verdict::List) {
                continue;
            }
            // The phrase heads the part; the part grows while the phrase stays the first text in it.
            let mut part = piece.node;
            loop {
                let around = tree.parent(part);
                let inside = pieces_in(tree, page, around);
                let chars = sums[inside.end] - sums[inside.start];
                let small = chars * 100 <= total * FOREIGN_PERCENT;
                let named = matches!(tree.name(around), "" | "html" | "body" | "article" | "main");
                if around == part || inside.start != at || !small || named {
                    break;
                }
                part = around;
            }
            found.push(part..tree.end(part));
        }
        found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        found.dedup_by(|next, kept| next.start < kept.end);
        Self(found)
    }

    /// Whether `node` lies in one of them.
    pub(super) fn holds(&self, node: NodeId) -> bool {
        let behind = self.0.partition_point(|range| range.start <= node);
        behind > 0 && node < self.0[behind - 1].end
    }
}

/// Numbers of the pieces inside `node`.
fn pieces_in(tree: &Tree<'_>, page: &Page, node: NodeId) -> Range<usize> {
    let from = page.pieces.partition_point(|piece| piece.node < node);
    let to = page.pieces.partition_point(|piece| piece.node < tree.end(node));
    from..to.max(from)
}

/// Characters before each piece, and of all.
fn running_sums(page: &Page) -> Vec<usize> {
    let mut sums = vec![0];
    for piece in &page.pieces {
        sums.push(sums[sums.len() - 1] + piece.chars);
    }
    sums
}

/// The parts of the article, without its headline, in the order of the page.
pub(super) fn choose(
    tree: &Tree<'_>,
    page: &Page,
    reading: Option<&Reading>,
    foreign: &Foreign,
    headline: (&str, Option<NodeId>),
    outlet: &str,
) -> Vec<Part> {
    let pieces = &page.pieces;
    let barred: Vec<bool> = pieces
        .iter()
        .map(|piece| piece.every.has(Marks::NOT_ARTICLE) || foreign.holds(piece.node))
        .collect();
    let ours = our_choice(tree, page, &barred);
    let theirs: Vec<bool> = pieces
        .iter()
        .enumerate()
        .map(|(at, piece)| !barred[at] && reading.is_some_and(|reading| reading.holds(&piece.text)))
        .collect();
    let weight = |chosen: &[bool]| -> usize {
        let chosen = pieces.iter().zip(chosen).filter(|(_, chosen)| **chosen);
        chosen.map(|(piece, _)| piece.chars - piece.link_chars).sum()
    };
    let (our_weight, their_weight) = (weight(&ours), weight(&theirs));
    let mut chosen = if their_weight * 100 >= our_weight * AGREEMENT_PERCENT && their_weight > 0 {
        fill_gaps(tree, pieces, theirs, &ours)
    } else {
        ours
    };
    let title = key(headline.0);
    if let Some(heading) = headline.1 {
        // What stands above the headline is not the article, unless the headline stands below it.
        let behind = |chosen: &[bool]| {
            let running = pieces.iter().zip(chosen).filter(|(piece, _)| piece.node > heading);
            running.filter(|(_, chosen)| **chosen).map(|(piece, _)| piece.chars).sum::<usize>()
        };
        if behind(&chosen) * 2 >= weight(&chosen) {
            for (piece, chosen) in pieces.iter().zip(&mut chosen) {
                *chosen &= piece.node > heading;
            }
        }
    }
    if let Some(heading) = headline.1 {
        drop_other_articles(tree, pieces, heading, &mut chosen);
    }
    for (piece, chosen) in pieces.iter().zip(&mut chosen) {
        let repeats = || piece.text.len() <= headline.0.len() * 2 && key(&piece.text) == title;
        *chosen &= !piece.is_meta() && !repeats();
    }
    trim_links(pieces, &mut chosen);
    add_captions(tree, page, &barred, headline.1, &mut chosen);
    let rows = join_rows(tree, pieces, &chosen);
    without_furniture(&rows, &title, outlet)
}

/// Our reader: the container with the most running text, and its neighbours of the same make.
fn our_choice(tree: &Tree<'_>, page: &Page, barred: &[bool]) -> Vec<bool> {
    let pieces = &page.pieces;
    let margin = Marks::MARGIN.with(Marks::FURNITURE);
    let readable: Vec<bool> = pieces
        .iter()
        .zip(barred)
        .map(|(piece, barred)| {
            !barred && !piece.every.has(margin) && piece.link_percent() < LINK_PERCENT
        })
        .collect();
    let mut scores: BTreeMap<NodeId, usize> = BTreeMap::new();
    for (piece, readable) in pieces.iter().zip(&readable) {
        if !readable || piece.chars < RUNNING_CHARS || piece.every.has(Marks::HEADING) {
            continue;
        }
        // As in Readability: one for the piece, one a comma, one a hundred characters up to three.
        let commas = piece.text.chars().filter(|c| matches!(c, ',' | '،' | '؛')).count();
        let score = 100 + 100 * commas.min(10) + piece.chars.min(300);
        let mut node = piece.node;
        let own = matches!(tree.name(node), "p" | "li" | "blockquote" | "h2" | "h3" | "pre");
        if own {
            node = tree.parent(node);
        }
        for share in [1, 2, 3, 6] {
            *scores.entry(node).or_default() += score / share;
            if node == 0 {
                break;
            }
            node = tree.parent(node);
        }
    }
    for (node, score) in &mut scores {
        let mut kinds = Vec::new();
        for attribute in ["class", "id", "itemprop"] {
            if let Some(value) = tree.attribute(*node, attribute) {
                markup(&value, &mut kinds);
            }
        }
        if kinds.contains(&Markup::Content) || matches!(tree.name(*node), "article" | "main") {
            *score += *score / 4;
        }
    }
    // Of equals the outermost, which stands first.
    let mut best = None;
    for (node, score) in &scores {
        if best.is_none_or(|(_, most)| *score > most) {
            best = Some((*node, *score));
        }
    }
    let Some((best, most)) = best else { return vec![false; pieces.len()] };
    let around = tree.parent(best);
    let mut taken = vec![best];
    for (node, score) in &scores {
        if *node != best && tree.parent(*node) == around && score * 100 >= most * NEIGHBOUR_PERCENT
        {
            taken.push(*node);
        }
    }
    pieces
        .iter()
        .zip(&readable)
        .map(|(piece, readable)| {
            let inside = taken.iter().any(|n| *n <= piece.node && piece.node < tree.end(*n));
            // A paragraph beside the container, as a standfirst is.
            let beside = around != 0
                && tree.parent(piece.node) == around
                && tree.name(piece.node) == "p"
                && piece.chars >= 80;
            *readable && (inside || beside)
        })
        .collect()
}

/// `theirs` with those of `ours` that stand between two of them in the same container.
fn fill_gaps(tree: &Tree<'_>, pieces: &[Piece], theirs: Vec<bool>, ours: &[bool]) -> Vec<bool> {
    let first = theirs.iter().position(|chosen| *chosen).unwrap_or_default();
    let last = theirs.iter().rposition(|chosen| *chosen).unwrap_or_default();
    let homes: BTreeSet<NodeId> = pieces
        .iter()
        .zip(&theirs)
        .filter(|(_, chosen)| **chosen)
        .map(|(piece, _)| tree.parent(piece.node))
        .filter(|node| !matches!(tree.name(*node), "" | "html" | "body"))
        .collect();
    let at_home = |piece: &Piece| {
        let mut node = piece.node;
        (0..HOME_LEVELS).any(|_| {
            node = tree.parent(node);
            homes.contains(&node)
        })
    };
    let mut filled = theirs;
    for at in first..=last {
        filled[at] |= ours[at] && at_home(&pieces[at]);
    }
    filled
}

/// Takes out links alone before and after the running text: menus that a reader took along.
fn trim_links(pieces: &[Piece], chosen: &mut [bool]) {
    let running = |at: &usize| {
        let piece = &pieces[*at];
        chosen[*at] && piece.link_percent() < LINK_PERCENT && piece.chars >= RUNNING_CHARS * 2
    };
    let Some(first) = (0..pieces.len()).find(running) else { return };
    let last = (0..pieces.len()).rev().find(running).unwrap_or(first);
    for (at, chosen) in chosen.iter_mut().enumerate() {
        *chosen &= (first..=last).contains(&at) || pieces[at].link_percent() < LINK_PERCENT;
    }
}

/// The chosen pieces, short cells of a table row joined.
fn join_rows(tree: &Tree<'_>, pieces: &[Piece], chosen: &[bool]) -> Vec<Piece> {
    let row_of = |piece: &Piece| {
        let cell = matches!(tree.name(piece.node), "td" | "th") && piece.chars <= CELL_CHARS;
        cell.then(|| tree.parent(piece.node)).filter(|row| tree.name(*row) == "tr")
    };
    let mut joined: Vec<Piece> = Vec::new();
    let mut row = None;
    for (piece, _) in pieces.iter().zip(chosen).filter(|(_, chosen)| **chosen) {
        let of = row_of(piece);
        match joined.last_mut() {
            Some(before) if of.is_some() && of == row => {
                before.text.push(' ');
                before.text.push_str(&piece.text);
                before.chars += piece.chars;
                before.link_chars += piece.link_chars;
                before.words += piece.words;
            }
            _ => joined.push(piece.clone()),
        }
        row = of;
    }
    joined
}

/// Takes out pieces of `article` elements beside the one with the headline.
fn drop_other_articles(tree: &Tree<'_>, pieces: &[Piece], heading: NodeId, chosen: &mut [bool]) {
    let mut own = heading;
    while tree.name(own) != "article" {
        own = tree.parent(own);
        if own == 0 {
            return;
        }
    }
    let weight = |inside: &dyn Fn(NodeId) -> bool| -> usize {
        let chosen = pieces.iter().zip(chosen.iter()).filter(|(_, chosen)| **chosen);
        chosen.filter(|(piece, _)| inside(piece.node)).map(|(piece, _)| piece.chars).sum()
    };
    let within = |node: NodeId| own <= node && node < tree.end(own);
    if weight(&within) * 100 < weight(&|_| true) * OWN_ARTICLE_PERCENT {
        return;
    }
    let mut other = 0;
    for (piece, chosen) in pieces.iter().zip(chosen.iter_mut()) {
        // Parents have lower numbers: walk up only where the piece is in no known other article.
        if piece.node < other || within(piece.node) {
            *chosen &= within(piece.node);
            continue;
        }
        let mut node = piece.node;
        while node != 0 {
            if tree.name(node) == "article" && !(node <= heading && heading < tree.end(node)) {
                other = tree.end(node);
                *chosen = false;
            }
            node = tree.parent(node);
        }
    }
}

/// Takes captions between the headline and the end of the article.
fn add_captions(
    tree: &Tree<'_>,
    page: &Page,
    barred: &[bool],
    heading: Option<NodeId>,
    chosen: &mut [bool],
) {
    let pieces = &page.pieces;
    let Some(last) = chosen.iter().rposition(|chosen| *chosen) else { return };
    let first = chosen.iter().position(|chosen| *chosen).unwrap_or_default();
    let top = heading.map_or(pieces[first].node, |node| node.min(pieces[first].node));
    let end = tree.end(tree.parent(pieces[last].node));
    for (at, piece) in pieces.iter().enumerate() {
        let near = top <= piece.node && piece.node < end;
        let margin = Marks::MARGIN.with(Marks::FURNITURE);
        if near
            && piece.every.has(Marks::CAPTION)
            && !barred[at]
            && !piece.every.has(margin)
            && piece.link_percent() < LINK_PERCENT
            && piece.words >= 3
        {
            chosen[at] = true;
        }
    }
}

/// Takes out furniture by its phrases, and cuts off what is glued to a piece.
fn without_furniture(pieces: &[Piece], title: &str, outlet: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::with_capacity(pieces.len());
    let mut section = false;
    let mut listed = false;
    for piece in pieces {
        if section {
            break;
        }
        // The headlines under "read also" are links.
        if listed
            && piece.words <= 20
            && (piece.link_percent() >= LINK_PERCENT || piece.every.has(Marks::ITEM))
        {
            continue;
        }
        listed = false;
        let mut kept: Vec<&str> = Vec::new();
        for line in piece.text.split('\n') {
            let line = line.trim();
            let leads = parts.is_empty() && kept.is_empty();
            if leads && (key(line) == title || is_furniture(line, FIRST, outlet)) {
                continue;
            }
            match judge(line, Edge::default()) {
                Verdict::Text if line.chars().any(char::is_alphanumeric) => kept.push(line),
                Verdict::Prefix(end) => kept.push(line[end..].trim_start()),
                Verdict::Tail(start) => kept.push(line[..start].trim_end()),
                Verdict::List => listed = true,
                // Near its beginning a text only quotes the phrase.
                Verdict::Section => section = parts.len() >= 2,
                Verdict::Furniture | Verdict::Text => {}
            }
        }
        let text = kept.join("\n");
        if text.trim().is_empty() {
            continue;
        }
        // Links standing alone lead elsewhere.
        let elsewhere = piece.link_chars == piece.chars
            && matches!(piece.kind(), BlockKind::List | BlockKind::Heading)
            && piece.words <= 30;
        if !elsewhere {
            parts.push(Part { kind: piece.kind(), text });
        }
    }
    let mut drop = vec![false; parts.len()];
    let mut check = |order: &mut dyn Iterator<Item = usize>, edge: Edge, limit: usize| {
        let mut kept = 0;
        for at in order {
            let line = parts[at].text.as_str();
            drop[at] |= !line.contains('\n') && is_furniture(line, edge, outlet);
            kept += usize::from(!drop[at]);
            if kept == limit {
                break;
            }
        }
    };
    check(&mut (0..parts.len()), FIRST, FIRST_PIECES);
    check(&mut (0..parts.len()).rev(), LAST, LAST_PIECES);
    let mut at = 0;
    parts.retain(|_| {
        at += 1;
        !drop[at - 1]
    });
    // A heading with nothing under it led to something that was taken out.
    while parts.last().is_some_and(|part| part.kind == BlockKind::Heading) {
        parts.pop();
    }
    parts
}
