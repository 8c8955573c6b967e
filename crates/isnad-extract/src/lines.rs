//! The parts of a text that is line by line: headline, headings, paragraphs, list items, furniture.
//!
//! The text itself is not touched. Each line that is not blank gives one block, without the blanks at
//! its ends, or several where furniture is glued to a paragraph (`… الخاصة. سمات بلدية حديقة`: a
//! paragraph and tags). Phrases that are also ordinary words count only among the first or the last
//! lines that are not furniture already.

use std::ops::Range;

use isnad_model::{Block, BlockKind, ByteSpan, CharIndex};

use crate::date::is_date_line;
use crate::fold::{count_words, key};
use crate::vocabulary::{Edge, Verdict, is_dash, judge, names_outlet};

/// Lines under the headline, and lines at the end, at which ambiguous phrases count.
const FIRST_LINES: usize = 3;
const LAST_LINES: usize = 4;
/// Lines at either end that may be a byline of the form "name – place".
const BYLINE_LINES: usize = 2;
const BYLINE_BYTES: usize = 200;
/// Of 15,003 headlines of the July 2015 corpus 12 are longer.
const HEADLINE_WORDS: usize = 40;
const HEADING_WORDS: usize = 12;
/// Headlines under "read also" that are passed over, and their length.
const LISTED_LINES: usize = 8;
const LISTED_WORDS: usize = 20;
/// Pieces of furniture cut off one line.
const CUTS: usize = 4;

struct Line {
    span: Range<usize>,
    words: usize,
    blank_before: bool,
    furniture: bool,
    /// Furniture cut off the line's beginning and end.
    cut: Vec<Range<usize>>,
}

/// The blocks of `text`, ordered and disjoint. `title` and `outlet` may be empty.
pub(crate) fn blocks(text: &str, title: &str, outlet: &str) -> Vec<Block> {
    let mut lines = split(text);
    let headline = find_headline(text, &lines, title);
    mark(text, &mut lines, headline, outlet);
    let index = CharIndex::new(text);
    let mut blocks = Vec::new();
    let mut push = |kind, span: &Range<usize>| {
        let span = index.char_span(ByteSpan::new(span.start, span.end));
        if span.start < span.end {
            blocks.push(Block { kind, start: span.start, end: span.end });
        }
    };
    for at in 0..lines.len() {
        let line = &lines[at];
        let before = line.cut.iter().filter(|cut| cut.start < line.span.start);
        before.for_each(|cut| push(BlockKind::Furniture, cut));
        let kind = if Some(at) == headline {
            BlockKind::Headline
        } else if line.furniture {
            BlockKind::Furniture
        } else {
            kind_of(text, &lines, at)
        };
        push(kind, &line.span);
        let mut after: Vec<_> = line.cut.iter().filter(|cut| cut.start >= line.span.end).collect();
        after.sort_by_key(|cut| cut.start);
        after.into_iter().for_each(|cut| push(BlockKind::Furniture, cut));
    }
    blocks
}

/// The text of the headline block, if there is one.
pub(crate) fn headline(text: &str, blocks: &[Block]) -> Option<String> {
    let block = blocks.iter().find(|block| block.kind == BlockKind::Headline)?;
    let length = (block.end - block.start) as usize;
    Some(text.chars().skip(block.start as usize).take(length).collect())
}

/// Whether a line standing alone is furniture, for pages, whose blocks come one by one.
pub(crate) fn is_furniture(line: &str, edge: Edge, outlet: &str) -> bool {
    let at_edge = edge.first || edge.last;
    matches!(judge(line, edge), Verdict::Furniture | Verdict::List | Verdict::Section)
        || is_contact(line, edge)
        || (at_edge
            && (is_byline(line, outlet) || is_date_line(line) || names_outlet(&key(line), outlet)))
}

fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

fn trim(text: &str, span: Range<usize>) -> Range<usize> {
    let slice = &text[span.clone()];
    let start = span.start + (slice.len() - slice.trim_start_matches(is_blank).len());
    let end = (span.start + slice.trim_end_matches(is_blank).len()).max(start);
    start..end
}

fn split(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut blank_before = false;
    let mut start = 0;
    for part in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}']) {
        let span = trim(text, start..start + part.len());
        let crlf = part == "\n" && text[..start].ends_with('\r');
        start += part.len();
        if span.is_empty() {
            blank_before |= !crlf;
            continue;
        }
        let words = count_words(&text[span.clone()]);
        lines.push(Line { span, words, blank_before, furniture: false, cut: Vec::new() });
        blank_before = false;
    }
    lines
}

fn find_headline(text: &str, lines: &[Line], title: &str) -> Option<usize> {
    let first = lines.first()?;
    let line = &text[first.span.clone()];
    if !title.is_empty() && key(line) == key(title) {
        return Some(0);
    }
    let parted = lines.get(1).is_some_and(|next| next.blank_before);
    let short = first.words > 0 && first.words <= HEADLINE_WORDS;
    let sentence = line.ends_with(['.', '،', '؛', ':']) && !line.ends_with("..");
    (parted && short && !sentence && judge(line, Edge::default()) == Verdict::Text).then_some(0)
}

/// Marks furniture: what is so anywhere, then what is so at the ends of what remains.
fn mark(text: &str, lines: &mut [Line], headline: Option<usize>, outlet: &str) {
    let mut section = false;
    let mut listed = 0;
    for at in 0..lines.len() {
        if Some(at) == headline {
            continue;
        }
        if section {
            lines[at].furniture = true;
            continue;
        }
        let line = &text[lines[at].span.clone()];
        if listed > 0 && lines[at].words <= LISTED_WORDS && !line.ends_with(['.', ':']) {
            listed -= 1;
            lines[at].furniture = true;
            continue;
        }
        listed = 0;
        match settle(text, &mut lines[at], Edge::default(), outlet) {
            Verdict::List => listed = LISTED_LINES,
            Verdict::Section => section = ends_article(lines, at),
            _ => {}
        }
    }
    let body: Vec<usize> = (0..lines.len()).filter(|at| Some(*at) != headline).collect();
    let first = Edge { first: true, last: false };
    let last = Edge { first: false, last: true };
    walk_edge(text, lines, body.iter().copied(), first, FIRST_LINES, outlet);
    walk_edge(text, lines, body.iter().rev().copied(), last, LAST_LINES, outlet);
}

/// Judges lines from one end until `limit` lines have been kept.
fn walk_edge(
    text: &str,
    lines: &mut [Line],
    order: impl Iterator<Item = usize>,
    edge: Edge,
    limit: usize,
    outlet: &str,
) {
    let mut kept = 0;
    for at in order {
        if lines[at].furniture {
            continue;
        }
        settle(text, &mut lines[at], edge, outlet);
        let line = &text[lines[at].span.clone()];
        if !lines[at].furniture && kept < BYLINE_LINES && is_byline(line, outlet) {
            lines[at].furniture = true;
        }
        kept += usize::from(!lines[at].furniture);
        if kept == limit {
            break;
        }
    }
}

/// Whether little of the text follows the section that begins at line `at`.
fn ends_article(lines: &[Line], at: usize) -> bool {
    let count = |lines: &[Line]| lines.iter().map(|line| line.words).sum::<usize>();
    count(&lines[at + 1..]) <= count(&lines[..at]).max(100)
}

/// Judges one line and cuts off what is glued to it; says what the whole line turned out to be.
fn settle(text: &str, line: &mut Line, edge: Edge, outlet: &str) -> Verdict {
    for _ in 0..CUTS {
        let slice = &text[line.span.clone()];
        let span = line.span.clone();
        match judge(slice, edge) {
            Verdict::Text => break,
            Verdict::Prefix(end) => {
                line.cut.push(span.start..span.start + end);
                line.span = trim(text, span.start + end..span.end);
            }
            Verdict::Tail(start) => {
                line.cut.push(trim(text, span.start + start..span.end));
                line.span = trim(text, span.start..span.start + start);
            }
            verdict => {
                line.furniture = true;
                return verdict;
            }
        }
    }
    let slice = &text[line.span.clone()];
    line.words = count_words(slice);
    line.furniture |= line.words == 0 || is_contact(slice, edge);
    let at_edge = edge.first || edge.last;
    line.furniture |= at_edge && (names_outlet(&key(slice), outlet) || is_date_line(slice));
    if line.furniture { Verdict::Furniture } else { Verdict::Text }
}

/// An e-mail address, account or link standing alone.
fn is_contact(line: &str, edge: Edge) -> bool {
    let mut tokens = line.split_whitespace();
    let (first, more) = (tokens.next().unwrap_or_default(), tokens.count());
    let address = |token: &str| {
        let token = token.trim_matches(|c: char| !c.is_alphanumeric() && c != '@');
        token.starts_with("http") || token.starts_with("www.") || token.contains('@')
    };
    match more {
        0 => address(first),
        1..=3 => (edge.first || edge.last) && line.split_whitespace().any(address),
        _ => false,
    }
}

/// "Name – place", "outlet – place": two or three short parts, a dash between them and no other
/// sign of a sentence. 1,253 lines of the July 2015 corpus, 1,079 of them of one outlet.
fn is_byline(line: &str, outlet: &str) -> bool {
    if line.len() > BYLINE_BYTES {
        return false;
    }
    let bare = line.trim_matches(|c: char| is_blank(c) || matches!(c, '(' | ')' | '*' | '.' | '•'));
    if line.ends_with(['؟', '!', ':', '،', '؛', '…', '»', '"', '”']) || line.ends_with("..")
    {
        return false;
    }
    if line.ends_with('.') || bare.chars().any(|c| c.is_numeric() || matches!(c, '«' | '“' | '"'))
    {
        return false;
    }
    let mut parts = vec![String::new()];
    let chars: Vec<char> = bare.chars().collect();
    for (at, &c) in chars.iter().enumerate() {
        let near =
            |step: Option<usize>| step.and_then(|at| chars.get(at)).is_none_or(|c| *c == ' ');
        let apart = near(at.checked_sub(1)) || near(Some(at + 1)) || matches!(c, '–' | '—');
        if (is_dash(c) && apart) || matches!(c, '/' | '|') {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    let short = |part: &String| {
        let words = count_words(part);
        (1..=4).contains(&words) || (words > 0 && names_outlet(&key(part), outlet))
    };
    (2..=3).contains(&parts.len()) && parts.iter().all(short)
}

fn kind_of(text: &str, lines: &[Line], at: usize) -> BlockKind {
    let line = &lines[at];
    let slice = &text[line.span.clone()];
    if is_item(slice) {
        return BlockKind::List;
    }
    let open = slice.ends_with(['.', '،', '؛', ':', '…', ',', ';']);
    let text_follows = lines[at + 1..]
        .iter()
        .find(|next| !next.furniture)
        .is_some_and(|next| next.words > line.words && next.words > HEADING_WORDS);
    let parted = line.blank_before || at == 0;
    if line.words <= HEADING_WORDS && !open && parted && text_follows {
        BlockKind::Heading
    } else {
        BlockKind::Paragraph
    }
}

/// A line that begins with a bullet or a number and a mark.
fn is_item(line: &str) -> bool {
    let mut rest = line.chars();
    match rest.next() {
        Some('-' | '–' | '—' | '*' | '•' | '●' | '▪' | '◄' | '■' | '·') => {
            rest.next().is_some_and(char::is_whitespace)
        }
        Some(c) if c.is_numeric() => {
            let tail = line.trim_start_matches(char::is_numeric);
            let digits = line.chars().count() - tail.chars().count();
            digits <= 2
                && tail.trim_start().starts_with(['-', '.', ')', '–'])
                && !tail.starts_with(|c: char| {
                    c == '.' && tail.as_bytes().get(1).is_some_and(u8::is_ascii_digit)
                })
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use BlockKind::{Furniture, Heading, Headline, List, Paragraph};

    const BODY: &str =
        "أعلنت الشركة في بيان أن التيار عاد إلى جميع أحياء المدينة بعد انقطاع دام يومين كاملين.";

    fn kinds(text: &str) -> Vec<(BlockKind, String)> {
        shown(text, &blocks(text, "", ""))
    }

    fn shown(text: &str, blocks: &[Block]) -> Vec<(BlockKind, String)> {
        let chars: Vec<char> = text.chars().collect();
        blocks
            .iter()
            .map(|b| (b.kind, chars[b.start as usize..b.end as usize].iter().collect()))
            .collect()
    }

    fn only_kinds(text: &str) -> Vec<BlockKind> {
        kinds(text).into_iter().map(|(kind, _)| kind).collect()
    }

    #[test]
    fn the_example_of_the_crate_doc() {
        let text = "عودة التيار إلى أحياء المدينة\n\nسمر العلي – متابعات\nأعلنت شركة الكهرباء عودة التيار.\nاترك تعليقاً";
        let blocks = blocks(text, "", "");
        let found: Vec<_> = blocks.iter().map(|b| (b.kind, b.start, b.end)).collect();
        assert_eq!(
            found,
            [(Headline, 0, 29), (Furniture, 31, 50), (Paragraph, 51, 83), (Furniture, 84, 96)]
        );
    }

    #[test]
    fn the_first_line_is_the_headline_where_it_is_set_apart() {
        assert_eq!(only_kinds(&format!("عنوان\n\n{BODY}")), [Headline, Paragraph]);
        assert_eq!(only_kinds(&format!("{BODY}\n\n{BODY}")), [Paragraph, Paragraph]);
        let text = format!("عنوان الخبر.\n{BODY}");
        assert_eq!(shown(&text, &blocks(&text, "عنوان الخبر", ""))[0].0, Headline);
        assert_eq!(headline("ا\n\nب", &blocks("ا\n\nب", "", "")).as_deref(), Some("ا"));
    }

    #[test]
    fn comment_forms_tags_and_links_at_the_end_are_furniture() {
        let text = format!(
            "عنوان\n\n{BODY}\n\n// يتبع // سمات التيار المدينة\n\nاترك تعليقاً\n\nلن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *\n\nنص كتبه قارئ في خانة التعليق"
        );
        let found = kinds(&text);
        assert_eq!(found[1].0, Paragraph);
        assert!(found[2..].iter().all(|(kind, _)| *kind == Furniture), "{found:?}");
        let text = format!("عنوان\n\n{BODY} رابط الخبر بصحيفة كذا: عنوان");
        assert_eq!(kinds(&text)[2], (Furniture, "رابط الخبر بصحيفة كذا: عنوان".to_owned()));
    }

    #[test]
    fn bylines_and_gallery_buttons_at_the_top_are_furniture() {
        for top in [
            "Next Previous عين اليوم – واس",
            "سمر العلي ـ جدة",
            "(تصوير: سمر العلي)",
            "بقلم: سمر العلي",
        ] {
            let text = format!("عنوان\n\n{top}\n\n{BODY}\n{BODY}");
            let found = only_kinds(&text);
            let (last, rest) = found[1..].split_at(found.len() - 3);
            assert!(last.iter().all(|kind| *kind == Furniture), "{top}: {found:?}");
            assert_eq!(rest, [Paragraph, Paragraph], "{top}");
        }
    }

    #[test]
    fn read_also_lines_inside_take_their_headlines_along() {
        let text = format!("عنوان\n\n{BODY}\n\nاقرأ أيضاً:\n\nخبر آخر عن المدينة\n\n{BODY}");
        assert_eq!(only_kinds(&text), [Headline, Paragraph, Furniture, Furniture, Paragraph]);
        let text =
            format!("عنوان\n\n{BODY}\n\nاقرأ أيضاً: خبر آخر عن المدينة\n\nعنوان فرعي\n\n{BODY}");
        assert_eq!(only_kinds(&text), [Headline, Paragraph, Furniture, Heading, Paragraph]);
    }

    #[test]
    fn sentences_with_the_same_words_stay() {
        for line in [
            "تحرير المدينة من قبضة المسلحين اكتمل فجر اليوم بحسب قائد العملية.",
            "وكالات الإغاثة تحذر من نقص الدواء في المدينة",
            "المصدر الأمني نفى الخبر",
            "سمات المرحلة المقبلة كما يراها الخبراء في هذا الشأن",
            "اشترك في القتال مئات المسلحين من أبناء المنطقة",
            "مقتل 12 - 15 مسلحا",
        ] {
            let text = format!("عنوان\n\n{line}\n\n{BODY}\n\n{BODY}\n\n{BODY}\n\n{BODY}\n\n{BODY}");
            assert_ne!(kinds(&text)[1].0, Furniture, "{line}");
        }
    }

    #[test]
    fn headings_and_items_are_told_from_paragraphs() {
        let text =
            format!("عنوان\n\n{BODY}\n\nلا سبيل للتراجع\n\n{BODY}\n- بند أول\n2. بند ثان\n{BODY}");
        assert_eq!(
            only_kinds(&text),
            [Headline, Paragraph, Heading, Paragraph, List, List, Paragraph]
        );
    }

    #[test]
    fn carriage_returns_are_line_ends() {
        let text = format!("عنوان\r\n\r\n{BODY}\r\n{BODY}\r\n");
        assert_eq!(only_kinds(&text), [Headline, Paragraph, Paragraph]);
        assert!(blocks("", "", "").is_empty() && blocks("\n \u{200F}\n", "", "").is_empty());
    }
}
