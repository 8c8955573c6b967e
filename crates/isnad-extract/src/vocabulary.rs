//! Page vocabulary: phrases that are not the article, names of page elements, outlets, metadata names.
//!
//! Loaded once from `data/extract/*.tsv`, whose heads describe the columns. [`judge`] tells what a line
//! of text is by its phrases; it does not know about other lines, that is left to [`crate::lines`].

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use std::sync::LazyLock;

use crate::fold::{Word, key, visit_words, words};
use crate::table::Table;

/// Where a line stands in the text; phrases that are also ordinary words count only at an edge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Edge {
    /// Among the first lines under the headline.
    pub(crate) first: bool,
    /// Among the last lines.
    pub(crate) last: bool,
}

/// What a line is, as far as its phrases tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing speaks against it.
    Text,
    /// Furniture as a whole.
    Furniture,
    /// Furniture, and headlines of other articles may follow.
    List,
    /// Furniture, and so is everything after it.
    Section,
    /// Furniture up to this byte; the rest is to be judged by itself.
    Prefix(usize),
    /// Furniture from this byte on; what stands before it is to be judged by itself.
    Tail(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    Line,
    Start,
    Label,
    Within,
    Prefix,
    Tail,
    Section,
    List,
}

struct Phrase {
    words: Vec<String>,
    rule: Rule,
    byline: bool,
    first: bool,
    last: bool,
    max_words: usize,
}

/// Bytes of a long line that are looked at from its beginning and from its end.
const HEAD_BYTES: usize = 512;
const TAIL_BYTES: usize = 768;

static PHRASES: LazyLock<HashMap<String, Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: HashMap<String, Vec<Phrase>> = HashMap::new();
    Table::new(include_str!("../../../data/extract/furniture.tsv")).for_each(|row| {
        let rule = match row.cell("rule") {
            "line" => Rule::Line,
            "start" => Rule::Start,
            "label" => Rule::Label,
            "within" => Rule::Within,
            "prefix" => Rule::Prefix,
            "tail" => Rule::Tail,
            "section" => Rule::Section,
            "list" => Rule::List,
            _ => return,
        };
        let words: Vec<String> =
            words(row.cell("phrase"), usize::MAX).into_iter().map(|word| word.key).collect();
        let Some(head) = words.first().cloned() else { return };
        let max_words = row.cell("words").parse().unwrap_or(words.len());
        let place = row.cell("where");
        let (first, last) =
            (place == "first" || place == "edge", place == "last" || place == "edge");
        let byline = row.cell("kind") == "byline";
        let phrase = Phrase { words, rule, byline, first, last, max_words };
        let list = phrases.entry(head).or_default();
        list.push(phrase);
        // The longest phrase speaks first, and of equals the one that says most.
        list.sort_by_key(|phrase| {
            (std::cmp::Reverse(phrase.words.len()), matches!(phrase.rule, Rule::Start | Rule::Tail))
        });
    });
    phrases
});

impl Phrase {
    fn holds_at(&self, edge: Edge) -> bool {
        !(self.first || self.last) || (self.first && edge.first) || (self.last && edge.last)
    }

    fn stands_at(&self, line: &[Word], at: usize) -> bool {
        line.len() - at >= self.words.len()
            && self.words.iter().zip(&line[at..]).all(|(phrase, word)| *phrase == word.key)
    }

    /// What the phrase says of `line` when it stands at word `at`.
    fn says(&self, text: &str, line: &[Word], total: usize, at: usize) -> Option<Verdict> {
        let fits = total <= self.max_words.max(self.words.len());
        let after = at + self.words.len();
        match self.rule {
            Rule::Line => (at == 0 && total == self.words.len()).then_some(Verdict::Furniture),
            Rule::Start => (at == 0 && fits).then_some(Verdict::Furniture),
            Rule::Label => {
                let mark = text[line[after - 1].end..].trim_start().chars().next();
                let marked = mark.is_none_or(|c| matches!(c, ':' | '/' | '|') || is_dash(c));
                (at == 0 && fits && marked).then_some(Verdict::Furniture)
            }
            Rule::Within => fits.then_some(Verdict::Furniture),
            Rule::Section => (at == 0 && fits).then_some(Verdict::Section),
            Rule::List if total == self.words.len() => (at == 0).then_some(Verdict::List),
            Rule::List => (at == 0 && fits).then_some(Verdict::Furniture),
            Rule::Prefix => (at == 0).then(|| Verdict::Prefix(line[after - 1].end)),
            Rule::Tail => {
                let start = line[at].start;
                let before = text[..start].trim_end();
                let closed = before.ends_with(|c: char| {
                    matches!(c, '.' | '!' | '?' | '؟' | '…' | '»' | '”' | '"' | ')' | '/' | '-')
                });
                let glued = before.len() == start && ends_in_latin(before);
                let short = line.len() - at <= self.max_words.max(self.words.len());
                (at > 0 && short && (closed || glued)).then_some(Verdict::Tail(start))
            }
        }
    }
}

/// Whether a phrase follows straight on a word of Latin letters, as behind an e-mail address.
fn ends_in_latin(before: &str) -> bool {
    before.ends_with(|c: char| c.is_ascii_alphabetic())
}

/// What `line` is by the phrases in it. `line` has no blanks at its ends.
pub(crate) fn judge(line: &str, edge: Edge) -> Verdict {
    // Of a long paragraph only the beginning and the end are looked at, for phrases glued to it.
    let whole = line.len() <= HEAD_BYTES + TAIL_BYTES;
    // Most lines hold no first word of any phrase.
    let mut begins = false;
    let mut look = |part: &str| {
        visit_words(part, |_, _, key| {
            begins = PHRASES.contains_key(key);
            if begins { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        begins
    };
    let found =
        if whole { look(line) } else { look(head(line)) || look(&line[tail_start(line)..]) };
    if !found {
        return Verdict::Text;
    }
    let mut seen = words(if whole { line } else { head(line) }, usize::MAX);
    if !whole {
        let cut = tail_start(line);
        seen.extend(words(&line[cut..], usize::MAX).into_iter().map(|word| Word {
            start: word.start + cut,
            end: word.end + cut,
            key: word.key,
        }));
    }
    let total = if whole { seen.len() } else { usize::MAX };
    let mut tail = None;
    for at in 0..seen.len() {
        let Some(phrases) = PHRASES.get(&seen[at].key) else { continue };
        for phrase in phrases {
            if !phrase.holds_at(edge) || !phrase.stands_at(&seen, at) {
                continue;
            }
            match phrase.says(line, &seen, total, at) {
                Some(Verdict::Tail(start)) => tail = tail.or(Some(start)),
                Some(verdict) => return verdict,
                None => {}
            }
        }
    }
    tail.map_or(Verdict::Text, Verdict::Tail)
}

/// `line` behind a phrase such as `بقلم` (by) or `كتب:` (wrote), the line itself where it begins with none.
pub(crate) fn without_byline_word(line: &str) -> &str {
    let seen = words(head(line), usize::MAX);
    let Some(first) = seen.first() else { return line };
    let phrases = PHRASES.get(&first.key).into_iter().flatten();
    let longest = phrases
        .filter(|phrase| phrase.byline && phrase.stands_at(&seen, 0))
        .filter(|phrase| phrase.says(line, &seen, seen.len(), 0).is_some())
        .map(|phrase| phrase.words.len())
        .max();
    longest.map_or(line, |count| {
        let rest = &line[seen[count - 1].end..];
        rest.trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, ':' | '/' | '|') || is_dash(c)
        })
    })
}

/// The first few hundred bytes of a line, up to a character boundary.
fn head(line: &str) -> &str {
    let mut end = HEAD_BYTES.min(line.len());
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    &line[..end]
}

/// Where the last few hundred bytes of a line begin, on a blank if there is one.
fn tail_start(line: &str) -> usize {
    let mut start = line.len().saturating_sub(TAIL_BYTES);
    while !line.is_char_boundary(start) {
        start += 1;
    }
    line[start..].find(' ').map_or(start, |blank| start + blank)
}

/// Whether `c` is a dash as written between name and place.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–' | '—' | '―' | 'ـ' | '−')
}

/// What the name of a page element (class, id, role, itemprop) says of its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Markup {
    /// Readers' comments or the form for them.
    Comments,
    /// Links to other articles.
    Related,
    /// Share buttons.
    Share,
    /// Tags.
    Tags,
    /// Menus, sidebars, banners and the like.
    Furniture,
    /// Likely the article.
    Content,
    /// Text under a picture.
    Caption,
    /// Name of the author.
    Author,
    /// Publication date.
    Date,
    /// A quotation set apart.
    Quote,
    /// Headline.
    Title,
    /// Standfirst under the headline.
    Deck,
}

struct Names {
    whole: BTreeMap<&'static str, Markup>,
    part: Vec<(&'static str, Markup)>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut names = Names { whole: BTreeMap::new(), part: Vec::new() };
    Table::new(include_str!("../../../data/extract/markup.tsv")).for_each(|row| {
        let kind = match row.cell("kind") {
            "comments" => Markup::Comments,
            "related" => Markup::Related,
            "share" => Markup::Share,
            "tags" => Markup::Tags,
            "furniture" => Markup::Furniture,
            "content" => Markup::Content,
            "caption" => Markup::Caption,
            "author" => Markup::Author,
            "date" => Markup::Date,
            "quote" => Markup::Quote,
            "title" => Markup::Title,
            "deck" => Markup::Deck,
            _ => return,
        };
        if row.cell("match") == "part" {
            names.part.push((row.cell("name"), kind));
        } else {
            names.whole.insert(row.cell("name"), kind);
        }
    });
    names
});

/// What the words of an element's name say, each kind once, in the order of [`Markup`].
pub(crate) fn markup(name: &str, into: &mut Vec<Markup>) {
    let mut note = |kind: Markup| {
        if !into.contains(&kind) {
            into.push(kind);
        }
    };
    let lower = name.to_ascii_lowercase();
    for (part, kind) in &NAMES.part {
        if lower.contains(part) {
            note(*kind);
        }
    }
    let mut start = 0;
    let mut before = ' ';
    for (at, c) in name.char_indices().chain([(name.len(), ' ')]) {
        let camel = c.is_ascii_uppercase() && before.is_ascii_lowercase();
        if camel || !c.is_alphanumeric() {
            if let Some(kind) = lower.get(start..at).and_then(|word| NAMES.whole.get(word)) {
                note(*kind);
            }
            start = if camel { at } else { at + c.len_utf8() };
        }
        before = c;
    }
}

struct Outlet {
    domain: &'static str,
    name: &'static str,
    aliases: Vec<String>,
}

static OUTLETS: LazyLock<Vec<Outlet>> = LazyLock::new(|| {
    let mut outlets = Vec::new();
    Table::new(include_str!("../../../data/extract/outlets.tsv")).for_each(|row| {
        let aliases = row.cell("aliases").split('|').filter(|alias| !alias.is_empty());
        let names = [row.cell("name"), row.cell("latin")];
        let aliases = aliases.chain(names).map(key).collect();
        outlets.push(Outlet { domain: row.cell("domain"), name: row.cell("name"), aliases });
    });
    outlets
});

/// The outlet's name by the address of its page.
pub(crate) fn outlet_of_url(url: &str) -> Option<&'static str> {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default().to_ascii_lowercase();
    let mut domain = host.as_str();
    loop {
        if let Some(outlet) = OUTLETS.iter().find(|outlet| outlet.domain == domain) {
            return Some(outlet.name);
        }
        domain = domain.split_once('.')?.1;
    }
}

/// Folded names of outlets, each with the numbers of the outlets that bear it.
static OUTLET_NAMES: LazyLock<HashMap<String, Vec<usize>>> = LazyLock::new(|| {
    let mut names: HashMap<String, Vec<usize>> = HashMap::new();
    for (number, outlet) in OUTLETS.iter().enumerate() {
        for alias in &outlet.aliases {
            names.entry(alias.clone()).or_default().push(number);
        }
    }
    names
});

/// Whether folded `name` is a name of `outlet`, which may itself be given by any of its names.
pub(crate) fn names_outlet(name: &str, outlet: &str) -> bool {
    let outlet = key(outlet);
    if outlet.is_empty() || name.is_empty() {
        return false;
    }
    let bearers = |name: &str| OUTLET_NAMES.get(name).map(Vec::as_slice).unwrap_or_default();
    name == outlet || bearers(&outlet).iter().any(|number| bearers(name).contains(number))
}

/// A field that page metadata may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    /// Headline.
    Title,
    /// Outlet.
    Outlet,
    /// Author.
    Author,
    /// Publication date.
    Published,
    /// Language.
    Language,
    /// Address.
    Url,
    /// No field: a name that stands for no author.
    Nobody,
}

static METADATA: LazyLock<BTreeMap<&'static str, (Field, usize)>> = LazyLock::new(|| {
    let mut names = BTreeMap::new();
    let mut rank = 0;
    Table::new(include_str!("../../../data/extract/metadata.tsv")).for_each(|row| {
        let field = match row.cell("field") {
            "title" => Field::Title,
            "outlet" => Field::Outlet,
            "author" => Field::Author,
            "published" => Field::Published,
            "language" => Field::Language,
            "url" => Field::Url,
            "nobody" => Field::Nobody,
            _ => return,
        };
        rank += 1;
        names.insert(row.cell("name"), (field, rank));
    });
    names
});

/// The field of a metadata name in lower case, with its rank: lower is better.
pub(crate) fn metadata(name: &str) -> Option<(Field, usize)> {
    METADATA.get(name).copied().filter(|(field, _)| *field != Field::Nobody)
}

static NOBODY: LazyLock<Vec<String>> = LazyLock::new(|| {
    let names = METADATA.iter().filter(|(_, (field, _))| *field == Field::Nobody);
    names.map(|(name, _)| key(name)).collect()
});

/// Whether folded `name` stands where an author should and names none.
pub(crate) fn names_nobody(name: &str) -> bool {
    name.is_empty() || NOBODY.iter().any(|nobody| nobody == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIDDLE: Edge = Edge { first: false, last: false };
    const LAST: Edge = Edge { first: false, last: true };

    #[test]
    fn knows_comment_forms_whatever_the_spelling() {
        assert_eq!(judge("اترك تعليقاً", MIDDLE), Verdict::Section);
        let notice = "لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *";
        assert_eq!(judge(notice, MIDDLE), Verdict::Furniture);
        assert_eq!(judge("ترك الوزير تعليقا على القرار", MIDDLE), Verdict::Text);
    }

    #[test]
    fn cuts_what_is_glued_to_a_paragraph() {
        let line = "وتستمر الأعمال حتى المساء. سمات بلدية حديقة";
        assert_eq!(judge(line, LAST), Verdict::Tail(line.find("سمات").unwrap()));
        assert_eq!(judge(line, MIDDLE), Verdict::Text);
        let gallery = "Next Previous عين اليوم – الرياض";
        assert_eq!(judge(gallery, MIDDLE), Verdict::Prefix("Next Previous".len()));
    }

    #[test]
    fn ambiguous_words_need_an_edge_and_a_mark() {
        assert_eq!(judge("المصدر: وكالات", LAST), Verdict::Furniture);
        assert_eq!(judge("المصدر الأمني نفى الخبر", LAST), Verdict::Text);
        assert_eq!(judge("المصدر: وكالات", MIDDLE), Verdict::Text);
    }

    #[test]
    fn long_lines_are_judged_from_both_ends() {
        let line = format!("{}. رابط الخبر بصحيفة كذا: عنوان", "كلمة ".repeat(400).trim_end());
        assert_eq!(judge(&line, MIDDLE), Verdict::Tail(line.find("رابط").unwrap()));
        let line = format!("{} اترك تعليقا {}", "كلمة ".repeat(200), "كلمة ".repeat(200));
        assert_eq!(judge(&line, MIDDLE), Verdict::Text);
    }

    #[test]
    fn cuts_element_names_into_words() {
        let mut kinds = Vec::new();
        markup("relatedPosts td-post-content", &mut kinds);
        assert_eq!(kinds, [Markup::Related, Markup::Content]);
        kinds.clear();
        markup("shareholders-meeting", &mut kinds);
        assert!(kinds.is_empty());
    }

    #[test]
    fn finds_outlets_by_domain_and_name() {
        assert_eq!(outlet_of_url("https://www.aljazeera.net/news/1"), Some("الجزيرة نت"));
        assert_eq!(outlet_of_url("https://notaljazeera.net/"), None);
        assert!(names_outlet(&key("عين اليوم"), "3alyoum"));
        assert!(!names_outlet(&key("الرياض اليوم"), "3alyoum"));
    }

    #[test]
    fn tables_are_well_formed() {
        for (name, text) in [
            ("furniture", include_str!("../../../data/extract/furniture.tsv")),
            ("markup", include_str!("../../../data/extract/markup.tsv")),
            ("outlets", include_str!("../../../data/extract/outlets.tsv")),
            ("metadata", include_str!("../../../data/extract/metadata.tsv")),
            ("languages", include_str!("../../../data/extract/languages.tsv")),
            ("dates", include_str!("../../../data/extract/dates.tsv")),
        ] {
            assert_eq!(text.lines().next(), Some(format!("#! isnad-extract {name}").as_str()));
            let rows: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).collect();
            let columns = rows[0].split('\t').count();
            let mut seen = std::collections::BTreeSet::new();
            for row in &rows {
                assert!(row.split('\t').count() <= columns, "{name}: {row}");
                assert!(seen.insert(*row), "{name}: twice {row}");
            }
        }
        let rules = PHRASES.values().map(Vec::len).sum::<usize>();
        let rows = include_str!("../../../data/extract/furniture.tsv").lines();
        assert_eq!(rules, rows.filter(|line| !line.starts_with('#')).count() - 1);
    }
}
