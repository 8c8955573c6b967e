//! Title, outlet, author, date, language and address of a page.
//!
//! Each field is looked for in a stated order: what is written for machines first (JSON-LD, then
//! `<meta>` by the ranks of `data/extract/metadata.tsv`, then microdata), then what readers see near
//! the headline.

use std::collections::BTreeMap;

use super::json_ld::{self, Described};
use super::pieces::{Marks, Page};
use super::tree::{NodeId, Tree};
use crate::date;
use crate::fold::key;
use crate::language;
use crate::vocabulary::{Field, is_dash, metadata, names_nobody, names_outlet, outlet_of_url};

/// What is known of the page's article besides its text.
#[derive(Clone, Debug, Default)]
pub(super) struct Metadata {
    /// Headline without the site's name, `""` where unknown.
    pub(super) title: String,
    /// Node of the heading that shows the headline.
    pub(super) heading: Option<NodeId>,
    /// Outlet, `""` where unknown.
    pub(super) outlet: String,
    /// Author.
    pub(super) author: Option<String>,
    /// The article's text in the page's data.
    pub(super) body: Option<String>,
    /// ISO 8601.
    pub(super) published: Option<String>,
    /// Language that the page claims.
    pub(super) language: Option<String>,
    /// Canonical address, `""` where unknown.
    pub(super) url: String,
}

/// Characters of a name, at most.
const NAME_CHARS: usize = 80;
/// Pieces behind the headline in which a visible date or author is looked for.
const NEAR_PIECES: usize = 8;

/// Reads the page's metadata. `url` is the address it was fetched from, `outlet` its known outlet.
pub(super) fn read(
    tree: &Tree<'_>,
    page: &Page,
    url: Option<&str>,
    outlet: Option<&str>,
) -> Metadata {
    let mut described = json_ld::read(tree);
    let tags = tags(tree);
    let mut out = Metadata {
        url: address(tree, &tags, &described, url),
        language: claimed_language(tree, &tags, &described),
        body: described.body.take(),
        ..Metadata::default()
    };
    let known = outlet_of_url(&out.url).or_else(|| url.and_then(outlet_of_url));
    out.outlet = outlet
        .map(str::to_owned)
        .or_else(|| tags.get(&Field::Outlet)?.iter().find(|name| is_name(name)).cloned())
        .or_else(|| described.outlet.clone().filter(|name| is_name(name)))
        .or_else(|| known.map(str::to_owned))
        .unwrap_or_default();
    let page_title = (1..tree.len())
        .find(|node| tree.name(*node) == "title" && tree.name(tree.parent(*node)) != "svg")
        .map(|node| raw_text(tree, node))
        .unwrap_or_default();
    let claims: Vec<&str> = described
        .title
        .as_deref()
        .into_iter()
        .chain(tags.get(&Field::Title).into_iter().flatten().map(String::as_str))
        .chain([page_title.as_str()])
        .filter(|title| !title.is_empty())
        .collect();
    out.heading = find_heading(tree, page, &claims);
    out.title = match out.heading {
        Some(node) => tree.text_content(node),
        None => shown_title(page, &claims)
            .or_else(|| claims.first().map(|title| without_site(title, &out.outlet)))
            .unwrap_or_default(),
    };
    if out.outlet.is_empty() {
        out.outlet = site_in(&page_title, &out.title).unwrap_or_default();
    }
    let near = near_headline(page, out.heading);
    out.published = published(tree, page, &tags, &described, near.clone(), &out.url);
    let claimed = described.author.iter().chain(tags.get(&Field::Author).into_iter().flatten());
    out.author = claimed
        .filter_map(|name| author_name(name, &out.outlet))
        .next()
        .or_else(|| visible_author(tree, page, near, &out.outlet));
    out
}

/// Text of an element whose content is not text of the page.
fn raw_text(tree: &Tree<'_>, node: NodeId) -> String {
    if tree.end(node) == node + 1 {
        return String::new();
    }
    let text = tree.text(node + 1).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Values of `<meta>` and microdata by field, the best first.
fn tags(tree: &Tree<'_>) -> BTreeMap<Field, Vec<String>> {
    let mut ranked: Vec<(Field, usize, String)> = Vec::new();
    for node in 1..tree.len() {
        let meta = tree.name(node) == "meta";
        if !meta && tree.attribute(node, "itemprop").is_none() {
            continue;
        }
        for attribute in ["property", "name", "itemprop", "http-equiv"] {
            if !meta && attribute != "itemprop" {
                continue;
            }
            let Some(name) = tree.attribute(node, attribute) else { continue };
            let Some((field, rank)) = metadata(&name.trim().to_ascii_lowercase()) else { continue };
            let value = tree
                .attribute(node, "content")
                .or_else(|| tree.attribute(node, "datetime"))
                .or_else(|| tree.attribute(node, "title").filter(|_| field == Field::Published))
                .map(|value| value.split_whitespace().collect::<Vec<_>>().join(" "));
            // Visible microdata is only trusted for dates and names.
            let visible = || {
                let short = tree.end(node) - node < 12;
                (short && matches!(field, Field::Published | Field::Author))
                    .then(|| tree.text_content(node))
            };
            if let Some(value) = value.or_else(visible).filter(|value| !value.is_empty()) {
                // Microdata ranks behind all of `<meta>`.
                ranked.push((field, if meta { rank } else { rank + 10_000 }, value));
            }
        }
    }
    ranked.sort_by_key(|(field, rank, _)| (*field, *rank));
    let mut tags: BTreeMap<Field, Vec<String>> = BTreeMap::new();
    for (field, _, value) in ranked {
        tags.entry(field).or_default().push(value);
    }
    tags
}

fn is_name(name: &str) -> bool {
    let short = name.chars().count() <= NAME_CHARS && name.chars().any(char::is_alphabetic);
    short && !name.contains("://") && !name.starts_with(['@', '/'])
}

fn address(
    tree: &Tree<'_>,
    tags: &BTreeMap<Field, Vec<String>>,
    described: &Described,
    url: Option<&str>,
) -> String {
    let absolute = |link: &str| link.starts_with("http://") || link.starts_with("https://");
    let canonical = (1..tree.len()).find_map(|node| {
        let rel = tree.attribute(node, "rel").filter(|_| tree.name(node) == "link")?;
        let canonical = rel.split_whitespace().any(|word| word.eq_ignore_ascii_case("canonical"));
        let link = tree.attribute(node, "href").filter(|_| canonical)?;
        absolute(link.trim()).then(|| link.trim().to_owned())
    });
    let claimed = tags.get(&Field::Url).into_iter().flatten().find(|link| absolute(link)).cloned();
    canonical
        .or(claimed)
        .or_else(|| url.map(str::to_owned))
        .or_else(|| described.url.clone().filter(|link| absolute(link)))
        .unwrap_or_default()
}

/// The primary subtag of the language that the page claims.
fn claimed_language(
    tree: &Tree<'_>,
    tags: &BTreeMap<Field, Vec<String>>,
    described: &Described,
) -> Option<String> {
    let of_page = (1..tree.len())
        .find(|node| tree.name(*node) == "html")
        .and_then(|node| tree.attribute(node, "lang").or_else(|| tree.attribute(node, "xml:lang")));
    let claims = of_page.map(String::from).into_iter();
    let claims = claims.chain(tags.get(&Field::Language).into_iter().flatten().cloned());
    claims.chain(described.language.clone()).find_map(|claim| {
        let primary = claim.split(['-', '_', ',', ';']).next()?.trim().to_ascii_lowercase();
        language::knows(&primary).then_some(primary)
    })
}

/// The heading that shows the headline: an `h1` or, failing that, another heading that agrees with what
/// the page claims as its title; an only `h1` with words in it where nothing is claimed.
fn find_heading(tree: &Tree<'_>, page: &Page, claims: &[&str]) -> Option<NodeId> {
    let claims: Vec<String> = claims.iter().map(|claim| key(claim)).collect();
    let headings: Vec<(NodeId, bool, String)> = (1..tree.len())
        .filter(|node| {
            let marks = page.marks[*node];
            matches!(tree.name(*node), "h1" | "h2" | "h3" | "h4") && !marks.has(Marks::MARGIN)
        })
        .take(200)
        .map(|node| (node, tree.name(node) == "h1", key(&tree.text_content(node))))
        .filter(|(_, _, text)| !text.is_empty())
        .collect();
    let equal = |text: &str| claims.iter().any(|claim| claim == text);
    // Most of the claim, for a site's name may stand before or after the headline in it.
    let agrees = |text: &str| {
        claims.iter().any(|claim| {
            let most = text.len() * 2 > claim.len() && text.contains(' ');
            most && (claim.starts_with(text) || claim.ends_with(text))
                || text.starts_with(claim.as_str())
        })
    };
    let best = headings
        .iter()
        .find(|(_, main, text)| *main && equal(text))
        .or_else(|| headings.iter().find(|(_, _, text)| equal(text)))
        .or_else(|| headings.iter().find(|(_, main, text)| *main && agrees(text)))
        .or_else(|| headings.iter().find(|(_, _, text)| agrees(text)));
    if let Some((node, ..)) = best {
        return Some(*node);
    }
    let mains: Vec<_> =
        headings.iter().filter(|(_, main, text)| *main && text.contains(' ')).collect();
    match mains.as_slice() {
        [(node, ..)] => Some(*node),
        _ => None,
    }
}

/// Cuts `title` at the signs that part a headline from a site's name; `None` where there is none.
fn parts(title: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in title.char_indices() {
        let before = title[..at].ends_with(' ');
        let after = title[at + c.len_utf8()..].starts_with(' ');
        let sign = is_dash(c) || matches!(c, '»' | '«' | '•' | '·');
        let parting = c == '|' || (sign && before && after);
        if parting {
            parts.push(title[start..at].trim());
            start = at + c.len_utf8();
        }
    }
    parts.push(title[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// `title` without the site's name at either end.
fn without_site(title: &str, outlet: &str) -> String {
    let mut parts = parts(title);
    if parts.len() < 2 {
        return title.to_owned();
    }
    let is_site = |part: &str| {
        let part = key(part);
        names_outlet(&part, outlet) || (!outlet.is_empty() && part.contains(&key(outlet)))
    };
    let longest = parts.iter().map(|part| part.chars().count()).max().unwrap_or_default();
    while parts.len() > 1 {
        let last = parts[parts.len() - 1];
        let first = parts[0];
        // A short end beside a long headline is the site or its section.
        let short =
            |part: &str| part.split_whitespace().count() <= 3 && part.chars().count() * 2 < longest;
        if is_site(last) || (outlet.is_empty() && short(last)) {
            parts.pop();
        } else if is_site(first) {
            parts.remove(0);
        } else {
            break;
        }
    }
    let start = title.find(parts[0]).unwrap_or_default();
    let last = parts[parts.len() - 1];
    let end = title[start..].rfind(last).map_or(title.len(), |at| start + at + last.len());
    title[start..end.max(start)].to_owned()
}

/// The part of a claimed title that stands on a line of its own in the page.
fn shown_title(page: &Page, claims: &[&str]) -> Option<String> {
    let candidates: Vec<String> = claims
        .iter()
        .flat_map(|claim| [*claim].into_iter().chain(parts(claim)))
        .filter(|part| part.contains(' '))
        .map(key)
        .collect();
    // The longest part: a site's name is shorter than a headline.
    let lines = page.pieces.iter().filter(|piece| piece.link_percent() < 100);
    let lines = lines.flat_map(|piece| piece.text.split('\n')).filter(|line| line.len() <= 600);
    let shown = lines.filter(|line| candidates.contains(&key(line)));
    shown
        .fold(None, |best: Option<&str>, line| match best {
            Some(best) if best.len() >= line.len() => Some(best),
            _ => Some(line),
        })
        .map(str::to_owned)
}

/// The site's name in a page title that also holds the headline.
fn site_in(page_title: &str, headline: &str) -> Option<String> {
    let (rest, site_last) = match page_title.strip_prefix(headline) {
        Some(rest) => (rest, true),
        None => (page_title.strip_suffix(headline)?, false),
    };
    let sign =
        |c: char| c.is_whitespace() || is_dash(c) || matches!(c, '|' | ':' | '»' | '«' | '•' | '·');
    let rest = rest.trim_matches(sign);
    // A section may stand between headline and site.
    let mut parts = parts(rest);
    let rest = if site_last { parts.pop()? } else { parts.drain(..).next()? };
    (is_name(rest) && rest.split_whitespace().count() <= 5).then(|| rest.to_owned())
}

/// Numbers of the pieces near the headline, those behind it first.
fn near_headline(page: &Page, heading: Option<NodeId>) -> std::ops::Range<usize> {
    let at = heading.map_or(0, |node| page.pieces.partition_point(|piece| piece.node < node));
    at.saturating_sub(NEAR_PIECES / 2)..(at + NEAR_PIECES).min(page.pieces.len())
}

fn published(
    tree: &Tree<'_>,
    page: &Page,
    tags: &BTreeMap<Field, Vec<String>>,
    described: &Described,
    near: std::ops::Range<usize>,
    url: &str,
) -> Option<String> {
    let claims =
        described.published.iter().chain(tags.get(&Field::Published).into_iter().flatten());
    let claimed = claims.filter_map(|claim| date::parse(claim)).map(|date| date.iso).next();
    let stamped = || {
        let times = (1..tree.len()).filter(|node| {
            let not_ours = Marks::NOT_ARTICLE.with(Marks::MARGIN).with(Marks::FURNITURE);
            tree.name(*node) == "time" && !page.marks[*node].has(not_ours)
        });
        times
            .filter_map(|node| {
                let stamp = tree.attribute(node, "datetime").map(String::from);
                date::parse(&stamp.unwrap_or_else(|| tree.text_content(node)))
            })
            .map(|date| date.iso)
            .next()
    };
    let visible = |marked: bool| {
        let pieces = page.pieces[near.clone()].iter();
        let not_ours = Marks::NOT_ARTICLE.with(Marks::MARGIN);
        pieces
            .filter(|piece| !piece.every.has(not_ours) && piece.chars <= 160)
            .filter(|piece| !marked || piece.some.has(Marks::DATE))
            .find_map(|piece| date::parse(&piece.text))
            .map(|date| date.iso)
    };
    claimed
        .or_else(stamped)
        .or_else(|| visible(true))
        .or_else(|| visible(false))
        .or_else(|| date::of_url(url).map(|date| date.iso))
}

/// A name without "by" and the like; `None` where it is no person's name.
fn author_name(name: &str, outlet: &str) -> Option<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = crate::vocabulary::without_byline_word(&name);
    // Dates and counts follow in the same line.
    let name = name.split(|c: char| c.is_numeric() || c == '|').next().unwrap_or_default();
    let name = name.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let nobody = |part: &str| {
        let part = key(part);
        names_nobody(&part) || names_outlet(&part, outlet)
    };
    (is_name(name) && !parts(name).iter().any(|part| nobody(part))).then(|| name.to_owned())
}

/// The author as readers see it near the headline.
fn visible_author(
    tree: &Tree<'_>,
    page: &Page,
    near: std::ops::Range<usize>,
    outlet: &str,
) -> Option<String> {
    let nodes = near.clone().filter_map(|at| page.pieces.get(at));
    let first = nodes.clone().map(|piece| piece.node).min()?;
    let last = nodes.map(|piece| tree.end(piece.node)).max()?;
    let marked = (first..last).find_map(|node| {
        let named = page.marks[node].has(Marks::AUTHOR)
            && !page.marks[tree.parent(node)].has(Marks::AUTHOR);
        let plain = !page.marks[node].has(Marks::NOT_ARTICLE.with(Marks::MARGIN));
        if !(named && plain) {
            return None;
        }
        // The date often stands in the same element.
        let text: String = (node..tree.end(node))
            .filter(|inner| !page.marks[*inner].has(Marks::DATE))
            .filter_map(|inner| tree.text(inner))
            .fold(String::new(), |all, text| all + " " + &text);
        author_name(&text, outlet)
    });
    marked.or_else(|| {
        page.pieces[near].iter().find_map(|piece| {
            let line = piece.text.as_str();
            let named = crate::vocabulary::without_byline_word(line);
            let name = author_name(named, outlet).filter(|_| named.len() < line.len())?;
            (name.split(' ').count() <= 5).then_some(name)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_title_at_the_end_of_the_page_is_no_title() {
        let Ok(tree) = Tree::parse("<title>") else { panic!("too many") };
        let page = super::super::pieces::cut(&tree, false);
        assert_eq!(read(&tree, &page, None, None).title, "");
    }

    #[test]
    fn takes_the_site_off_the_title() {
        assert_eq!(
            without_site("هدنة جديدة في المدينة - صحيفة المثال", "صحيفة المثال"),
            "هدنة جديدة في المدينة"
        );
        assert_eq!(without_site("المثال | هدنة - اتفاق جديد", "المثال"), "هدنة - اتفاق جديد");
        assert_eq!(without_site("روسيا - أوكرانيا", ""), "روسيا - أوكرانيا");
        assert_eq!(
            without_site("محادثات جديدة بين الطرفين في العاصمة | المثال نت", ""),
            "محادثات جديدة بين الطرفين في العاصمة"
        );
        assert_eq!(site_in("هدنة جديدة | المثال نت", "هدنة جديدة").as_deref(), Some("المثال نت"));
        assert_eq!(site_in("هدنة جديدة", "هدنة جديدة"), None);
    }
}
