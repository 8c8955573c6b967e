//! The stages put together: one article in, its claims out.

use std::collections::BTreeMap;

use isnad_lexicon::inflect::Number;
use isnad_lexicon::{Lexicon, Target};
use isnad_model::{Article, Claim, Note};

use crate::assemble::Assembler;
use crate::attribution::reports;
use crate::clause::clauses;
use crate::context::Context;
use crate::frame::{Parsed, frames};
use crate::gate::off_topic;
use crate::mention::{Who, is_supranational, read};
use crate::morph::{Clitics, Conj, Letter, Morph, Word};
use crate::phrase::{Kind, Node, nodes};
use crate::quantity::{Quantity, bounds, quantities};
use crate::segment::{Document, Sentence, SentenceKind, Sites, Token, WordMatch, Words, segment};
use crate::tag::{Expression, ExpressionKind, Tag, Unit, tag};
use crate::when::{Time, times};

/// Version of the coder, part of every claim's id. Raised when the claims of some text change.
pub const CODER_VERSION: &str = env!("CARGO_PKG_VERSION");

/// What coding an article gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coding {
    /// Claims, in text order.
    pub claims: Vec<Claim>,
    /// What was skipped or cut, and why.
    pub notes: Vec<Note>,
}

/// Codes articles with one lexicon. It remembers words it has taken apart, which makes it faster and changes no
/// result; each thread has its own.
pub struct Coder<'l> {
    lexicon: &'l Lexicon,
    morph: Morph<'l>,
}

impl Words for Lexicon {
    fn words_at(&self, keys: &[&str]) -> Vec<WordMatch<'_>> {
        let Some((first, rest)) = keys.split_first() else { return Vec::new() };
        let mut out = Vec::new();
        self.phrases(first, rest, false, |len, form| {
            if let Target::Word(index) = form.target {
                let entry = self.word(index);
                out.push(WordMatch { len, class: &entry.class, value: &entry.value });
            }
        });
        out.sort_by_key(|m| std::cmp::Reverse(m.len));
        out
    }
}

/// Everything found in one sentence; kept for explanations.
pub(crate) struct Reading<'l> {
    pub(crate) units: Vec<Unit<'l>>,
    pub(crate) nodes: Vec<Node<'l>>,
    pub(crate) quantities: Vec<Quantity>,
    pub(crate) times: Vec<Time>,
}

impl<'l> Coder<'l> {
    /// A coder that reads with `lexicon`.
    pub fn new(lexicon: &'l Lexicon) -> Self {
        Self { lexicon, morph: Morph::new(lexicon) }
    }

    /// The claims of an article. Any text gives a result.
    pub fn code(&mut self, article: &Article) -> Coding {
        let document = segment(article, self.lexicon);
        let words: Vec<Vec<Word>> = document
            .sentences
            .iter()
            .map(|s| {
                if s.kind == SentenceKind::Furniture {
                    return Vec::new();
                }
                self.morph.words(&article.text, &document.tokens[s.tokens.clone()])
            })
            .collect();
        let published = article.published_date();
        let marks = marks(&document);
        let counted = document
            .sentences
            .iter()
            .zip(&words)
            .map(|(s, w)| (w.as_slice(), s.kind == SentenceKind::Headline));
        let mut context = Context::new(self.lexicon, published, counted);
        let mut assembler = Assembler::new(article, &document, self.lexicon);
        let off = off_topic(&words, self.lexicon);
        for ((sentence, words), off) in document.sentences.iter().zip(&words).zip(off) {
            if sentence.kind == SentenceKind::Furniture {
                continue;
            }
            if let Some(subject) = off {
                assembler.set_aside(sentence, subject);
                continue;
            }
            let reading = self.read(&document, sentence, words, &marks, published);
            self.sentence(&document, sentence, &reading, &mut context, &mut assembler);
        }
        assembler.finish(document.notes.clone())
    }

    /// How each sentence was read, for people: its nodes with their clauses.
    pub fn trace(&mut self, article: &Article) -> String {
        use std::fmt::Write as _;
        let document = segment(article, self.lexicon);
        let published = article.published_date();
        let marks = marks(&document);
        let mut out = String::new();
        let words: Vec<Vec<Word>> = document
            .sentences
            .iter()
            .map(|s| self.morph.words(&article.text, &document.tokens[s.tokens.clone()]))
            .collect();
        let counted = document
            .sentences
            .iter()
            .zip(&words)
            .map(|(s, w)| (w.as_slice(), s.kind == SentenceKind::Headline));
        let mut context = Context::new(self.lexicon, published, counted);
        let mut assembler = Assembler::new(article, &document, self.lexicon);
        for sentence in &document.sentences {
            let tokens = &document.tokens[sentence.tokens.clone()];
            let words = self.morph.words(&article.text, tokens);
            let reading = self.read(&document, sentence, &words, &marks, published);
            let clauses = clauses(
                &reading.nodes,
                &reading.units,
                &document.tokens,
                sentence.kind,
                false,
                self.lexicon,
            );
            let _ = writeln!(out, "{}", sentence.span.slice(&article.text));
            for (i, node) in reading.nodes.iter().enumerate() {
                let text: Vec<&str> = reading.units[node.units.clone()]
                    .iter()
                    .flat_map(|u| document.tokens[u.tokens.clone()].iter())
                    .map(|t| t.span.slice(&article.text))
                    .collect();
                let clause =
                    clauses.iter().position(|c| c.nodes.contains(&i)).unwrap_or(usize::MAX);
                let _ = writeln!(
                    out,
                    "  {i:3} c{clause:<2} {:?}{}{}{} [{}]",
                    node.kind,
                    node.prep
                        .as_ref()
                        .map_or(String::new(), |p| format!(" prep={}/{}", p.key, p.value)),
                    if node.conj { " و" } else { "" },
                    if node.genitive { " gen" } else { "" },
                    text.join(" ")
                );
            }
            for (i, c) in clauses.iter().enumerate() {
                let _ = writeln!(
                    out,
                    "  c{i} {:?} parent={:?} joined={:?} sub={} verb={:?} subj={:?} obj={:?} ante={:?} neg={:?} end={}",
                    c.rank,
                    c.parent,
                    c.joined,
                    c.sub,
                    c.verb,
                    c.subject,
                    c.object,
                    c.antecedent,
                    c.negation,
                    c.end
                );
            }
            let before = assembler.dropped.len();
            self.sentence(&document, sentence, &reading, &mut context, &mut assembler);
            for (tokens, entry, reason) in &assembler.dropped[before..] {
                let text = document.tokens[tokens.start].span.slice(&article.text);
                let _ = writeln!(out, "  DROPPED {text} {entry}: {reason}");
            }
        }
        out
    }

    /// Units and nodes of a sentence.
    fn read(
        &self,
        document: &Document,
        sentence: &Sentence,
        words: &[Word],
        marks: &BTreeMap<usize, bool>,
        published: Option<jiff::civil::Date>,
    ) -> Reading<'l> {
        let base = sentence.tokens.start;
        let tokens = &document.tokens[sentence.tokens.clone()];
        let sites = Sites::new(tokens, self.lexicon);
        let times = times(tokens, base, &sites, published);
        let mut quantities = quantities(tokens, base, &sites);
        quantities.retain(|q| {
            !q.ordinal
                && !times
                    .iter()
                    .any(|t| t.tokens.start < q.tokens.end && q.tokens.start < t.tokens.end)
        });
        let bounds = bounds(tokens, base, &sites);
        for bound in &bounds {
            // على الأقل after the counted noun.
            let near = quantities.iter_mut().rev().find(|q| {
                q.tokens.end <= bound.tokens.start && bound.tokens.start <= q.tokens.end + 5
            });
            if let Some(q) = near {
                if bound.at_least {
                    q.high = None;
                } else if bound.at_most {
                    q.low = None;
                }
                q.approximate |= bound.approximate;
            }
        }
        let clitics = |conjunction: bool, letter: Option<char>| Clitics {
            conj: conjunction.then_some(Conj::Waw),
            letter: match letter {
                Some('ب') => Some(Letter::Ba),
                Some('ل') => Some(Letter::Lam),
                Some('ك') => Some(Letter::Kaf),
                _ => None,
            },
            ..Clitics::default()
        };
        let mut expressions: Vec<Expression> = quantities
            .iter()
            .enumerate()
            .map(|(index, q)| Expression {
                tokens: q.tokens.clone(),
                kind: ExpressionKind::Number,
                index,
                clitics: clitics(q.conjunction, q.letter),
                number: match (q.low, q.high) {
                    (Some(1), Some(1)) => Number::Singular,
                    (Some(2), Some(2)) => Number::Dual,
                    _ => Number::Plural,
                },
            })
            .chain(times.iter().enumerate().map(|(index, t)| Expression {
                tokens: t.tokens.clone(),
                kind: ExpressionKind::When,
                index,
                clitics: clitics(t.conjunction, t.letter),
                number: Number::Plural,
            }))
            .chain(bounds.iter().map(|b| Expression {
                tokens: b.tokens.clone(),
                kind: ExpressionKind::Bound,
                index: 0,
                clitics: Clitics::default(),
                number: Number::Plural,
            }))
            .collect();
        expressions.sort_by_key(|e| e.tokens.start);
        let mut units = tag(tokens, base, words, &expressions, sentence.kind, self.lexicon);
        for unit in units.iter_mut().filter(|u| u.tag == Tag::Punct) {
            unit.opens = marks.get(&unit.tokens.start).copied();
        }
        // Nodes look at the document's tokens, as units do.
        let nodes = nodes(&units, &document.tokens, self.lexicon);
        Reading { units, nodes, quantities, times }
    }

    /// Frames, reports and claims of a sentence.
    fn sentence(
        &self,
        document: &Document,
        sentence: &Sentence,
        reading: &Reading<'l>,
        context: &mut Context<'l>,
        assembler: &mut Assembler<'_, 'l>,
    ) {
        let Reading { units, nodes, .. } = reading;
        let whos = name(units, nodes, &document.tokens, self.lexicon, context);
        let continues = document
            .quotes
            .iter()
            .any(|q| q.inner.start < sentence.tokens.start && q.inner.end > sentence.tokens.start);
        let clauses =
            clauses(nodes, units, &document.tokens, sentence.kind, continues, self.lexicon);
        let mut clause_of = vec![0; nodes.len()];
        for (index, clause) in clauses.iter().enumerate() {
            for &node in &clause.nodes {
                clause_of[node] = index;
            }
        }
        let parsed = Parsed {
            units,
            nodes,
            clauses: &clauses,
            whos: &whos,
            clause_of: &clause_of,
            lexicon: self.lexicon,
            headline: sentence.kind == SentenceKind::Headline,
        };
        let frames = frames(&parsed);
        let reports = reports(&parsed, &frames, sentence.kind);
        assembler.sentence(sentence, &parsed, reading, &frames, &reports, context, continues);
    }
}

/// Which side of a quotation each of its marks is, by token.
fn marks(document: &Document) -> BTreeMap<usize, bool> {
    let opens = document.quotes.iter().filter_map(|q| q.open.map(|at| (at, true)));
    let closes = document.quotes.iter().filter_map(|q| q.close.map(|at| (at, false)));
    closes.chain(opens).collect()
}

/// Says what each phrase of a sentence names, in text order, keeping them in mind.
fn name<'l>(
    units: &[Unit<'l>],
    nodes: &[Node<'l>],
    tokens_of: &[Token],
    lexicon: &'l Lexicon,
    context: &mut Context<'l>,
) -> Vec<Option<Who>> {
    let mut out: Vec<Option<Who>> = Vec::with_capacity(nodes.len());
    let sentence = units.first().map_or(0, |u| u.tokens.start);
    for node in nodes {
        if node.kind != Kind::Phrase {
            out.push(None);
            continue;
        }
        let mut who = read(units, node.start..node.units.end, node.head, lexicon, context);
        let tokens = units[node.start].tokens.start..units[node.units.end - 1].tokens.end;
        let inner = whole_of(units, node, lexicon, context, &who, sentence, tokens.start);
        if units[node.head].is("other") && !who.is_known() {
            // 18 آخرون: of those counted before.
            another(&mut who, &out, context, tokens.start);
        } else if let Some(suffixed) = owned(&who, units, node, lexicon) {
            owner(&mut who, suffixed, &out, tokens.start, context);
        } else if let Some(inner) = inner {
            who.country = inner.country;
            who.members = inner.members;
            if !inner.sectors.is_empty() {
                who.sectors = inner.sectors;
            }
            who.bare = false;
        } else if let Some(found) = context.resolve(&who, sentence, tokens.start) {
            let (bare, gender, number, names) = (who.bare, who.gender, who.number, who.names);
            who = Who { bare, gender, number, ..found };
            if who.names.is_empty() {
                who.names = names;
            }
        }
        // السوداني after أبو خليل السوداني: an adjective that was somebody's name.
        let alone = node.units.end - node.start == 1
            && units[node.head].is_adjective(lexicon)
            && units[node.head].definite
            && units[node.head].number == Number::Singular
            && who.class.is_none()
            && who.kind.is_none();
        if alone && let Some(named) = context.surname(&tokens_of[tokens.end - 1].key) {
            let number = who.number;
            who = Who { number, ..named.clone() };
        }
        // قوات الاحتلال ومستوطنين ومتطرفين: people joined to somebody's are theirs.
        if node.conj
            && node.prep.is_none()
            && who.country.is_none()
            && who.members.is_empty()
            && who.class == Some(isnad_lexicon::entry::HeadClass::Person)
            && !units[node.head].definite
            && let Some(Some(before)) = out.last()
            && before.is_actor()
            && !before.place
            && node.quantity.is_none()
            && before.country.as_deref().is_some_and(|c| !is_supranational(c))
        {
            who.country.clone_from(&before.country);
        }
        // في بغداد is where, not who.
        if who.place && node.prep.as_ref().is_some_and(|p| matches!(p.key.as_str(), "في" | "ب"))
        {
            who.sectors.clear();
        }
        let skip = units[node.start].proclitics(tokens_of);
        let last = tokens_of[tokens.end - 1].key.as_str();
        let several = tokens.len() > 1 && last.starts_with("ال");
        context.remember(&who, tokens, skip, several.then_some(last));
        out.push(Some(who));
    }
    out
}

/// The unit whose pronoun says whose an unknown phrase is: قواته, أحد مقاتليها.
fn owned<'u, 'l>(
    who: &Who,
    units: &'u [Unit<'l>],
    node: &Node<'l>,
    lexicon: &'l Lexicon,
) -> Option<&'u Unit<'l>> {
    if who.is_known() || who.flags.has(isnad_lexicon::entry::Flags::HONORIFIC) {
        return None;
    }
    let last = units[node.head..node.units.end]
        .iter()
        .take_while(|u| u.tag == Tag::Noun || u.is("prep"))
        .last()?;
    let heads = [&units[node.head], last];
    heads.into_iter().find(|u| {
        u.clitics.suffix.is_some()
            && (u.head(lexicon).is_some() || std::ptr::eq(*u, &units[node.head]))
    })
}

/// Gives "others" the class and side of the people counted just before.
fn another(who: &mut Who, before: &[Option<Who>], context: &Context<'_>, token: usize) {
    let people = |w: &Who| w.is_human() && w.names.is_empty();
    let found = before.iter().rev().flatten().find(|w| people(w)).cloned();
    let found = found.or_else(|| context.last_mention(token, people).map(|e| e.who.clone()));
    if let Some(found) = found {
        let (gender, number) = (who.gender, who.number);
        *who = Who { gender, number, bare: false, ..found };
    }
}

/// عناصر هذه القوات, قادة التنظيم: what a part belongs to, where that is a bare noun.
fn whole_of<'l>(
    units: &[Unit<'l>],
    node: &Node<'l>,
    lexicon: &'l Lexicon,
    context: &Context<'l>,
    who: &Who,
    sentence: usize,
    token: usize,
) -> Option<Who> {
    use isnad_lexicon::entry::{Flags, HeadClass};
    let passes = who.flags.has(Flags::PART)
        || who.flags.has(Flags::DEPUTY)
        || matches!(who.class, Some(HeadClass::Person | HeadClass::Source | HeadClass::Asset));
    if who.is_known() || !passes {
        return None;
    }
    let start = (node.head + 1..node.units.end).find(|&u| {
        units[u].head(lexicon).is_some_and(|h| h.class != HeadClass::Quality) && units[u].definite
    })?;
    let mut inner = read(units, start..node.units.end, start, lexicon, context);
    if matches!(inner.class, Some(HeadClass::Institution | HeadClass::Force | HeadClass::Group))
        && !inner.is_known()
        && !inner.names.is_empty()
    {
        // المتحدث باسم الوزارة، سالم ناصر: the name is the spokesman's, not the ministry's.
        inner.names.clear();
        inner.bare = true;
    }
    context.resolve(&inner, sentence, token).filter(Who::is_known)
}

/// بلاده, قواته: the country of whoever the pronoun stands for.
fn owner(
    who: &mut Who,
    unit: &Unit<'_>,
    before: &[Option<Who>],
    token: usize,
    context: &Context<'_>,
) {
    let Some(suffix) = unit.clitics.suffix else { return };
    let fits = |w: &Who| {
        use isnad_lexicon::entry::HeadClass;
        use isnad_lexicon::inflect::{Gender, Number};
        w.is_actor()
            && !matches!(w.class, Some(HeadClass::Medium))
            && match suffix.number {
                Number::Singular => {
                    let feminine =
                        w.gender == Gender::Feminine || w.number == Number::Plural || w.is_state();
                    suffix.feminine == feminine || w.gender == Gender::Common
                }
                Number::Dual => true,
                Number::Plural => w.number == Number::Plural || w.kind.is_some() && !w.is_human(),
            }
    };
    let found = before.iter().rev().flatten().find(|w| fits(w)).cloned();
    let found = found.or_else(|| {
        context.last_mention(token, |w| fits(w) && w.country.is_some()).map(|e| e.who.clone())
    });
    if let Some(found) = found {
        who.country = found.country;
        if who.sectors.is_empty() && who.class != Some(isnad_lexicon::entry::HeadClass::State) {
            who.sectors = found.sectors;
        }
        who.bare = false;
    }
}
