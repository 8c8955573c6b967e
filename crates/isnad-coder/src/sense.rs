//! Which sense of an event word is meant, by the words that go with it.
//!
//! In comes a node with the nodes of its clause, out goes at most one entry of the lexicon. A word has as many senses
//! as rows: `أطلق` with `نار` is a shooting, with `سراح` a release, with `قناة` no event at all. A row whose complement
//! stands near the word wins over the row without one.

use isnad_lexicon::Lexicon;
use isnad_lexicon::entry::{EventEntry, Names, Role, Slot};
use isnad_lexicon::inflect::{Gender, Number, Part};

use crate::clause::Clause;
use crate::morph::Reading;
use crate::phrase::{Kind, Node};
use crate::tag::Unit;

/// The sense chosen for a node, with the reading it rests on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sense<'l> {
    pub(crate) entry: &'l EventEntry,
    pub(crate) reading: Reading,
    /// Names an event by itself, else lends its slots to one.
    pub(crate) event: bool,
    /// A verbal noun, whose frame is that of its verb.
    pub(crate) verbal_noun: bool,
}

/// How many nodes after the word may hold its complement.
const REACH: usize = 9;

/// The sense of the event word at `at`, if it has one here.
pub(crate) fn sense<'l>(
    at: usize,
    nodes: &[Node<'l>],
    units: &[Unit<'l>],
    clause: &Clause<'l>,
    lexicon: &'l Lexicon,
) -> Option<Sense<'l>> {
    let node = &nodes[at];
    let unit = &units[node.head];
    let company = company(at, nodes, units, clause);
    // بدأت الحكومة عملية: a subject that is no act asks for the row whose object is one.
    let by_somebody = clause.verb == Some(at)
        && clause.subject.is_some_and(|s| nodes[s].kind == Kind::Phrase)
        && clause.object.is_some_and(|o| nodes[o].kind == Kind::Event);
    let about_act = |entry: &EventEntry| {
        entry.names == Names::Light
            && entry.frame.iter().any(|(s, r)| *s == Slot::Subject && *r == Role::Event)
            && !entry.frame.iter().any(|(s, r)| *s == Slot::Object && *r == Role::Event)
    };
    let mut plain = None;
    let mut blocked = false;
    let mut lexemes: Vec<_> = unit.lexemes().collect();
    if node.kind == Kind::Verb {
        // تقاتل: of two verbs written alike the one that agrees with its subject.
        let subject = clause.subject.or(clause.antecedent).map(|s| &units[nodes[s].head]);
        lexemes.sort_by_key(|(_, r)| subject.is_some_and(|s| !fits_subject(r, s)));
    }
    for (index, reading) in lexemes {
        let lexeme = lexicon.lexeme(index);
        if lexeme.events.is_empty()
            || !suits(node.kind, lexeme.verb, lexeme.masdar, reading.features.part)
        {
            continue;
        }
        let found = |entry: &'l EventEntry| Sense {
            entry,
            reading: *reading,
            event: matches!(entry.names, Names::Event(_)),
            verbal_noun: reading.features.part == Part::VerbalNoun,
        };
        // The row whose complement stands nearest.
        let near = lexeme
            .events
            .iter()
            .map(|&e| lexicon.event(e))
            .filter(|entry| !(by_somebody && about_act(entry)))
            .filter_map(|entry| {
                let place = |c: &String| company.iter().find(|(w, _)| w == c).map(|(_, d)| *d);
                entry.complement.iter().filter_map(place).min().map(|distance| (distance, entry))
            })
            .min_by_key(|(distance, _)| *distance);
        match near {
            Some((_, entry)) if entry.names != Names::Nothing => return Some(found(entry)),
            Some(_) => blocked = true,
            None => {
                let own = lexeme.events.iter().map(|&e| lexicon.event(e));
                let entry = own.into_iter().find(|e| {
                    e.complement.is_empty()
                        && e.names != Names::Nothing
                        && !(by_somebody && about_act(e))
                });
                plain = plain.or(entry.map(found));
            }
        }
    }
    plain.filter(|_| !blocked)
}

/// Whether a verb's gender is that of a singular subject, or the feminine of a plural one.
fn fits_subject(reading: &Reading, subject: &Unit<'_>) -> bool {
    let feminine = reading.features.gender == Gender::Feminine;
    match (subject.number, reading.features.number) {
        (Number::Singular, Number::Singular) => {
            subject.gender == Gender::Common || feminine == (subject.gender == Gender::Feminine)
        }
        (Number::Plural, Number::Singular) => feminine || subject.gender != Gender::Feminine,
        _ => true,
    }
}

/// Whether this part of a paradigm can be an event where it stands.
fn suits(kind: Kind, verb: bool, masdar: bool, part: Part) -> bool {
    match kind {
        Kind::Verb => matches!(part, Part::Perfect | Part::Imperfect),
        Kind::Participle => matches!(part, Part::ActiveParticiple | Part::PassiveParticiple),
        Kind::Event => match part {
            Part::Base => !verb,
            Part::VerbalNoun => masdar,
            _ => false,
        },
        _ => false,
    }
}

/// The folded words and prepositions that stand with the word, with their distance in nodes: its own adjectives and
/// what follows it.
fn company(
    at: usize,
    nodes: &[Node<'_>],
    units: &[Unit<'_>],
    clause: &Clause<'_>,
) -> Vec<(String, usize)> {
    let mut out = Vec::new();
    let node = &nodes[at];
    for unit in &units[node.head + 1..node.units.end] {
        keys(unit, 0, &mut out);
    }
    let mut seen = 0;
    let mut crossed = false;
    for (i, next) in nodes.iter().enumerate().skip(at + 1) {
        let own = clause.nodes.contains(&i);
        if seen >= REACH || next.kind == Kind::Verb && own {
            break;
        }
        if !own {
            // The clause after أن or الذي may hold the complement only right after the word.
            if !crossed && next.kind == Kind::Comp {
                crossed = true;
            } else {
                break;
            }
        }
        if next.kind == Kind::Verb || next.kind == Kind::Participle {
            break;
        }
        if let Some(prep) = &next.prep
            && !prep.key.is_empty()
        {
            out.push((prep.key.clone(), seen + 1));
        }
        seen += 1;
        for unit in &units[next.units.clone()] {
            keys(unit, seen, &mut out);
        }
        // A second event word with an adjective of its own does not lend it.
        if next.kind == Kind::Event && next.conj {
            break;
        }
    }
    // So may the noun a relative clause is about: مسلحين يجري إرسالهم.
    if clause.rank == crate::clause::Rank::Relative
        && let Some(noun) = clause.antecedent
    {
        for unit in &units[nodes[noun].units.clone()] {
            keys(unit, 2, &mut out);
        }
    }
    // The subject before the verb may tell too: سيارة مفخخة انفجرت.
    if node.kind == Kind::Verb
        && let Some(subject) = clause.subject.filter(|&s| s < at)
    {
        for unit in &units[nodes[subject].units.clone()] {
            keys(unit, 1, &mut out);
        }
    }
    out
}

/// The forms under which a word may be listed as a complement.
fn keys(unit: &Unit<'_>, distance: usize, out: &mut Vec<(String, usize)>) {
    let stem = unit.stem.as_str();
    if stem.is_empty() {
        return;
    }
    let mut add = |key: String| out.push((key, distance));
    add(stem.to_owned());
    if unit.clitics.suffix.is_some()
        && let Some(base) = stem.strip_suffix('ت')
    {
        add(format!("{base}ه"));
    }
    if unit.number == Number::Dual
        && let Some(base) = stem.strip_suffix("ين").or_else(|| stem.strip_suffix("ان"))
    {
        add(base.to_owned());
        if let Some(base) = base.strip_suffix('ت') {
            add(format!("{base}ه"));
        }
    }
    if unit.accusative
        && let Some(base) = stem.strip_suffix('ا')
    {
        add(base.to_owned());
    }
}
