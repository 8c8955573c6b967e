//! Words taken apart: clitics off, and every entry of the lexicon that what remains may name.
//!
//! In comes a sentence's tokens, out goes one [`Word`] a token with its [`Reading`]s. In `وسيقصفونها` (and
//! they will shell it) the reading of قصف has the conjunction و, the future س and the pronoun ها. Several
//! readings may stand; choosing among them is left to [`crate::tag`]. Names (actors, countries, places) are
//! matched with their own article only, ordinary nouns with or without one.
//!
//! The order and meaning of the clitics: Ryding, A Reference Grammar of Modern Standard Arabic, ch. 2 §7 and
//! ch. 12; the alef of ال is not written after ل (للحكومة): Wright I §23 b.

use std::collections::HashMap;
use std::rc::Rc;

use isnad_lexicon::entry::{Flags, How, Names};
use isnad_lexicon::inflect::{Features, Number, Part, Person};
use isnad_lexicon::{Form, Lexicon, MAX_PHRASE_WORDS, Target};

use crate::segment::{Token, TokenKind};

/// A conjunction written with the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Conj {
    /// و
    Waw,
    /// ف
    Fa,
}

/// A preposition written with the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Letter {
    /// ب
    Ba,
    /// ل
    Lam,
    /// ك
    Kaf,
}

impl Letter {
    /// The folded letter, as frames name it.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Ba => "ب",
            Self::Lam => "ل",
            Self::Kaf => "ك",
        }
    }
}

/// What is written together with a stem.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Clitics {
    pub(crate) conj: Option<Conj>,
    pub(crate) letter: Option<Letter>,
    pub(crate) article: bool,
    /// س before an imperfect.
    pub(crate) future: bool,
    pub(crate) suffix: Option<Suffix>,
}

impl Clitics {
    fn count(&self) -> usize {
        usize::from(self.conj.is_some())
            + usize::from(self.letter.is_some())
            + usize::from(self.future)
            + usize::from(self.suffix.is_some())
    }
}

/// A pronoun written at the end of the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Suffix {
    pub(crate) person: Person,
    pub(crate) number: Number,
    pub(crate) feminine: bool,
    /// Only on verbs (ني) or only on nouns (ي).
    verb_only: bool,
    noun_only: bool,
}

/// One way to read a word, or a phrase that begins with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) clitics: Clitics,
    pub(crate) target: Target,
    pub(crate) how: How,
    pub(crate) features: Features,
    /// How many tokens it takes.
    pub(crate) len: usize,
    /// Length of the stem's key in bytes: longer stems are better known.
    pub(crate) stem: usize,
}

impl Reading {
    /// Whether it is a finite verb.
    pub(crate) fn is_finite(&self) -> bool {
        matches!(self.features.part, Part::Perfect | Part::Imperfect)
            && matches!(self.target, Target::Lexeme(_))
    }
}

/// A token with its readings; the best known first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Word {
    pub(crate) readings: Vec<Reading>,
    /// The clitics that are likely where no reading is known.
    pub(crate) guess: Clitics,
    /// The stem's key by the best reading, else by the guess.
    pub(crate) stem: String,
    /// Ends in a vowelled accusative (ًا).
    pub(crate) tanwin: bool,
    /// Has a damma on its first letter, as a vowelled passive (قُتل).
    pub(crate) damma: bool,
    /// Ends in ى.
    pub(crate) maqsura: bool,
}

/// One way to cut a token.
#[derive(Clone, Debug)]
struct Cut {
    clitics: Clitics,
    stem: String,
    forms: Vec<Form>,
    /// Phrases of the lexicon begin with this stem.
    continues: bool,
    /// The stem had its article put back after لل.
    restored: bool,
}

/// Takes words apart, remembering those it has seen.
pub(crate) struct Morph<'l> {
    lexicon: &'l Lexicon,
    seen: HashMap<String, Rc<[Cut]>>,
}

/// The memory is emptied when it holds this many distinct words, so that it stays bounded.
const MAX_SEEN: usize = 60_000;
/// Longer words are not taken apart.
const MAX_WORD_BYTES: usize = 60;

impl<'l> Morph<'l> {
    pub(crate) fn new(lexicon: &'l Lexicon) -> Self {
        Self { lexicon, seen: HashMap::new() }
    }

    /// The words of one sentence.
    pub(crate) fn words(&mut self, text: &str, tokens: &[Token]) -> Vec<Word> {
        let keys: Vec<&str> = tokens.iter().map(|t| t.key.as_str()).collect();
        (0..tokens.len())
            .map(|i| {
                let to = (i + MAX_PHRASE_WORDS).min(keys.len());
                self.word(&tokens[i], tokens[i].span.slice(text), &keys[i + 1..to.max(i + 1)])
            })
            .collect()
    }

    fn word(&mut self, token: &Token, raw: &str, rest: &[&str]) -> Word {
        if token.kind == TokenKind::Punct || token.key.len() > MAX_WORD_BYTES {
            return Word { stem: token.key.clone(), ..Word::default() };
        }
        let cuts = self.cuts(&token.key);
        let marbuta = raw.trim_end_matches(is_sign).ends_with('ة');
        let mut readings = Vec::new();
        for cut in cuts.iter() {
            if marbuta && cut.clitics.suffix.is_some() && token.key.ends_with('ه') {
                continue;
            }
            for form in &cut.forms {
                readings.extend(reading(cut, *form, 1));
            }
            if cut.continues {
                self.lexicon.phrases(&cut.stem, rest, cut.clitics.article, |len, form| {
                    // Single words are among the cut's own forms, except those that end in a proclitic.
                    if len > 1 || ends_in_proclitic(&cut.forms, form) {
                        readings.extend(reading(cut, form, len));
                    }
                });
            }
        }
        // Long phrases first, then whole words before cut ones, then long stems.
        readings.sort_by_key(|r| {
            (std::cmp::Reverse(r.len), r.clitics.count(), std::cmp::Reverse(r.stem))
        });
        readings.dedup();
        // شرطي is a policeman, no "condition of mine".
        let whole = readings.iter().any(|r| {
            r.len == 1
                && r.clitics.suffix.is_none()
                && r.clitics.letter.is_none()
                && matches!(r.target, Target::Head(_) | Target::Country(_) | Target::Actor(_))
        });
        if whole {
            readings.retain(|r| !r.clitics.suffix.is_some_and(|s| s.noun_only));
        }
        self.yield_to_events(&mut readings);
        let guess = readings.first().map_or_else(|| guess(&token.key), |r| r.clitics);
        let stem = cuts
            .iter()
            .filter(|c| c.clitics == guess && !c.restored)
            .map(|c| c.stem.clone())
            .next()
            .unwrap_or_else(|| token.key.clone());
        Word {
            readings,
            guess,
            stem,
            tanwin: raw.contains('\u{64b}'),
            damma: has_damma(raw),
            maqsura: raw.ends_with('ى'),
        }
    }

    /// A verb that is listed only because it is no event gives way to one that is (ودعت: and she called, she bade farewell;
    /// تقطع: it cuts, it was torn), unless that one needs و cut off and says little by itself.
    fn yield_to_events(&self, readings: &mut Vec<Reading>) {
        let finite =
            |r: &Reading| r.len == 1 && matches!(r.features.part, Part::Perfect | Part::Imperfect);
        let lexeme = |r: &Reading| match r.target {
            Target::Lexeme(index) if finite(r) => Some(self.lexicon.lexeme(index)),
            _ => None,
        };
        let named = |e: &u32| self.lexicon.event(*e).names != Names::Nothing;
        let weak = |e: &u32| self.lexicon.event(*e).flags.has(Flags::WEAK);
        let mut at_least = None;
        for r in readings.iter() {
            let Some(lexeme) = lexeme(r) else { continue };
            let strong =
                !lexeme.cues.is_empty() || lexeme.events.iter().any(|e| named(e) && !weak(e));
            if strong || lexeme.events.iter().any(named) && r.clitics.conj.is_none() {
                at_least = Some(at_least.unwrap_or(0).max(r.clitics.count()));
            }
        }
        let Some(count) = at_least else { return };
        readings.retain(|r| {
            let own = match r.target {
                Target::Lexeme(index) if r.len == 1 => Some(self.lexicon.lexeme(index)),
                _ => None,
            };
            let general = own.is_some_and(|l| {
                l.verb && l.cues.is_empty() && !l.events.is_empty() && !l.events.iter().any(named)
            });
            !(general && r.clitics.count() <= count)
        });
    }

    fn cuts(&mut self, key: &str) -> Rc<[Cut]> {
        if let Some(cuts) = self.seen.get(key) {
            return Rc::clone(cuts);
        }
        if self.seen.len() >= MAX_SEEN {
            self.seen.clear();
        }
        let cuts: Rc<[Cut]> = cut(key, self.lexicon).into();
        self.seen.insert(key.to_owned(), Rc::clone(&cuts));
        cuts
    }
}

fn ends_in_proclitic(own: &[Form], form: Form) -> bool {
    !own.contains(&form)
}

fn is_sign(c: char) -> bool {
    matches!(c, '\u{64b}'..='\u{65f}' | '\u{640}' | '\u{670}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
}

/// Whether the first letter of the stem (after و or ف) carries a damma.
fn has_damma(raw: &str) -> bool {
    let mut chars = raw.chars();
    matches!(
        (chars.next(), chars.next(), chars.next()),
        (Some(_), Some('\u{64f}'), _) | (Some('و' | 'ف'), Some(_), Some('\u{64f}'))
    )
}

/// Whether the clitics may stand with this form.
fn reading(cut: &Cut, form: Form, len: usize) -> Option<Reading> {
    let c = cut.clitics;
    let f = form.features;
    // News does not command.
    if f.part == Part::Imperative {
        return None;
    }
    let finite = matches!(f.part, Part::Perfect | Part::Imperfect);
    let verb = finite && matches!(form.target, Target::Lexeme(_));
    let name = form.how != How::Adjective
        && matches!(form.target, Target::Actor(_) | Target::Country(_) | Target::Place(_));
    let closed = matches!(form.target, Target::Word(_));
    let fits = if verb {
        !c.article
            && !(c.future && f.part != Part::Imperfect)
            && match c.letter {
                None => true,
                Some(Letter::Lam) => f.part == Part::Imperfect && !c.future,
                Some(_) => false,
            }
            && (c.suffix.is_some() || !f.before_suffix)
            // On a verb the pronoun of the speaker is ني.
            && c.suffix.is_none_or(|s| !s.noun_only)
    } else if c.future {
        false
    } else if name || matches!(form.target, Target::Name(_)) {
        !c.article && c.suffix.is_none()
    } else if closed {
        !cut.restored && !c.article
    } else {
        !(cut.restored
            || c.article && (f.construct || f.accusative || f.before_suffix)
            || c.suffix.is_some_and(|s| f.accusative || s.verb_only)
            || c.suffix.is_none() && f.before_suffix)
    };
    // A phrase takes no pronoun on its first word.
    let fits = fits && (len == 1 || c.suffix.is_none());
    fits.then_some(Reading {
        clitics: c,
        target: form.target,
        how: form.how,
        features: f,
        len,
        stem: cut.stem.len(),
    })
}

/// Every way to take clitics off that leaves a known stem.
fn cut(key: &str, lexicon: &Lexicon) -> Vec<Cut> {
    let mut out = Vec::new();
    let mut add = |clitics: Clitics, stem: &str, restored: bool| {
        let forms = lexicon.readings(stem);
        let continues = clitics.suffix.is_none() && lexicon.continues(stem);
        if !forms.is_empty() || continues {
            out.push(Cut { clitics, stem: stem.to_owned(), forms, continues, restored });
        }
    };
    for (clitics, rest) in prefixes(key) {
        add(clitics, &rest.stem, rest.restored);
        if clitics.article || rest.restored {
            continue;
        }
        for (ending, suffix) in SUFFIXES {
            if let Some(stem) = rest.stem.strip_suffix(ending).filter(|s| s.chars().count() >= 2) {
                add(Clitics { suffix: Some(*suffix), ..clitics }, stem, false);
            }
        }
    }
    out
}

struct Rest {
    stem: String,
    restored: bool,
}

/// The ways to take proclitics off.
fn prefixes(key: &str) -> Vec<(Clitics, Rest)> {
    let mut out = Vec::new();
    let none = Clitics::default();
    let mut heads = vec![(none, key)];
    for (letter, conj) in [("و", Conj::Waw), ("ف", Conj::Fa)] {
        if let Some(rest) = key.strip_prefix(letter).filter(|r| r.chars().count() >= 2) {
            heads.push((Clitics { conj: Some(conj), ..none }, rest));
        }
    }
    for (clitics, rest) in heads {
        let plain = |stem: &str| Rest { stem: stem.to_owned(), restored: false };
        out.push((clitics, plain(rest)));
        let long = |r: &&str| r.chars().count() >= 2;
        if let Some(stem) = rest.strip_prefix("ال").filter(long) {
            out.push((Clitics { article: true, ..clitics }, plain(stem)));
        }
        if let Some(stem) = rest.strip_prefix('س').filter(|s| s.starts_with(['ي', 'ت', 'ن', 'ا']))
        {
            out.push((Clitics { future: true, ..clitics }, plain(stem)));
        }
        for (letter, preposition) in [("ب", Letter::Ba), ("ل", Letter::Lam), ("ك", Letter::Kaf)]
        {
            let Some(after) = rest.strip_prefix(letter).filter(long) else { continue };
            // ك is rare: كامل (whole) is no ك + أمل (hope).
            if preposition == Letter::Kaf && after.chars().count() < 4 {
                continue;
            }
            let clitics = Clitics { letter: Some(preposition), ..clitics };
            out.push((clitics, plain(after)));
            if let Some(stem) = after.strip_prefix("ال").filter(long) {
                out.push((Clitics { article: true, ..clitics }, plain(stem)));
            }
            if preposition == Letter::Lam
                && let Some(stem) = after.strip_prefix('ل').filter(long)
            {
                out.push((Clitics { article: true, ..clitics }, plain(stem)));
                out.push((clitics, Rest { stem: format!("ال{stem}"), restored: true }));
                // A stem that itself begins with ل: لليمن is ل + اليمن, للجنة is ل + اللجنة.
                out.push((Clitics { article: true, ..clitics }, plain(after)));
            }
        }
    }
    out
}

const fn suffix(person: Person, number: Number, feminine: bool) -> Suffix {
    Suffix { person, number, feminine, verb_only: false, noun_only: false }
}

const ME: Suffix = suffix(Person::First, Number::Singular, false);

/// Pronoun endings, longest first.
const SUFFIXES: &[(&str, Suffix)] = &[
    ("هما", suffix(Person::Third, Number::Dual, false)),
    ("كما", suffix(Person::Second, Number::Dual, false)),
    ("هم", suffix(Person::Third, Number::Plural, false)),
    ("هن", suffix(Person::Third, Number::Plural, true)),
    ("كم", suffix(Person::Second, Number::Plural, false)),
    ("نا", suffix(Person::First, Number::Plural, false)),
    ("ها", suffix(Person::Third, Number::Singular, true)),
    ("ني", Suffix { verb_only: true, ..ME }),
    ("ه", suffix(Person::Third, Number::Singular, false)),
    ("ك", suffix(Person::Second, Number::Singular, false)),
    ("ي", Suffix { noun_only: true, ..ME }),
];

/// The clitics of a word the lexicon does not know, by its letters alone: ال and what may stand before it,
/// and و before a word that is long without it.
fn guess(key: &str) -> Clitics {
    let mut clitics = Clitics::default();
    let mut rest = key;
    for (letter, conj) in [("و", Conj::Waw), ("ف", Conj::Fa)] {
        if let Some(after) = key.strip_prefix(letter) {
            let articled = ["ال", "بال", "لل", "كال"].iter().any(|p| after.starts_with(p));
            if articled || conj == Conj::Waw && after.chars().count() >= 4 {
                clitics.conj = Some(conj);
                rest = after;
            }
            break;
        }
    }
    for (start, letter) in [
        ("ال", None),
        ("بال", Some(Letter::Ba)),
        ("لل", Some(Letter::Lam)),
        ("كال", Some(Letter::Kaf)),
    ] {
        if rest.strip_prefix(start).is_some_and(|r| r.chars().count() >= 2) {
            clitics.article = true;
            clitics.letter = letter;
        }
    }
    clitics
}

#[cfg(test)]
mod tests;
