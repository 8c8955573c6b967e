//! One reading for each word: from the readings of [`crate::morph`] to a line of [`Unit`]s.
//!
//! In comes one sentence's words with the numbers and dates found in it, out go units in text order: each takes
//! one or more tokens (`مجلس الأمن` is one), has one [`Tag`] and only the readings that go with it. Unvocalised
//! Arabic leaves verb and noun alike (قصف: he shelled, shelling): the words around decide. The tests they are
//! put to are those a reader applies: a preposition, an article or a vowelled accusative makes a noun; a particle
//! of negation, قد, a relative pronoun or a subordinator makes a verb; at the start of a clause a verb agrees
//! with the noun after it, after a definite noun with that noun (Ryding ch. 3 §2, ch. 21–22).

use std::ops::Range;

use isnad_lexicon::entry::{ActorEntry, HeadClass, HeadEntry, How, Names, PlaceEntry};
use isnad_lexicon::inflect::{Gender, Number, Part, Person};
use isnad_lexicon::{Lexicon, Target};

use crate::morph::{Clitics, Letter, Reading, Word};
use crate::segment::{SentenceKind, Token, TokenKind};

/// What a unit is to the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tag {
    /// Finite verb.
    Verb,
    /// Noun, adjective, participle or name.
    Noun,
    /// Number or numeral phrase.
    Number,
    /// Expression of time.
    When,
    /// Word or phrase of a closed class.
    Function,
    /// Punctuation.
    Punct,
}

/// A word or phrase with one reading.
#[derive(Clone, Debug)]
pub(crate) struct Unit<'l> {
    /// Its tokens, as indexes into the document's tokens.
    pub(crate) tokens: Range<usize>,
    pub(crate) tag: Tag,
    pub(crate) clitics: Clitics,
    /// Readings that go with the tag, best first; empty for unknown words.
    pub(crate) readings: Vec<Reading>,
    /// Class and value of a closed-class word.
    pub(crate) function: Option<(&'l str, &'l str)>,
    /// Index into the sentence's quantities or times, for [`Tag::Number`] and [`Tag::When`].
    pub(crate) expression: usize,
    /// Folded text of its first word without proclitics and suffix.
    pub(crate) stem: String,
    /// Folded words after the first, joined by blanks.
    pub(crate) tail: String,
    pub(crate) gender: Gender,
    pub(crate) number: Number,
    pub(crate) definite: bool,
    /// Ends in an indefinite accusative.
    pub(crate) accusative: bool,
    /// Vowelled as a passive.
    pub(crate) damma: bool,
    /// No entry of the lexicon is known.
    pub(crate) unknown: bool,
    /// Of a quotation mark: whether it opens a quotation, where that is known.
    pub(crate) opens: Option<bool>,
}

impl<'l> Unit<'l> {
    pub(crate) fn is(&self, class: &str) -> bool {
        self.function.is_some_and(|(c, _)| c == class)
    }

    pub(crate) fn is_value(&self, class: &str, value: &str) -> bool {
        self.function.is_some_and(|(c, v)| c == class && v == value)
    }

    pub(crate) fn value(&self) -> &'l str {
        self.function.map_or("", |(_, v)| v)
    }

    /// How many letters of its first token are not part of a mention: و, ف and the preposition; of للحكومة both lams,
    /// since the article has lost its alef.
    pub(crate) fn proclitics(&self, tokens: &[Token]) -> usize {
        let c = self.clitics;
        let key = tokens[self.tokens.start].key.as_str();
        // A و or ل that stands alone is a token of its own.
        let alone =
            self.tokens.start.checked_sub(1).is_some_and(|before| tokens[before].key == "و");
        let joined = c.conj.is_some() && key.starts_with(['و', 'ف']) && key.chars().count() > 1;
        let conj = usize::from(joined && !alone);
        let rest = key.chars().skip(conj).take(2).collect::<String>();
        let letter = match c.letter {
            Some(l) if !rest.starts_with(l.key()) => 0,
            Some(Letter::Lam) if rest == "لل" => 2,
            Some(_) => 1,
            None => 0,
        };
        conj + letter
    }

    /// Whether anything joins it to what stands before.
    pub(crate) fn conj(&self) -> bool {
        self.clitics.conj.is_some()
    }

    /// Paradigms that the readings name, with the reading, best first.
    pub(crate) fn lexemes(&self) -> impl Iterator<Item = (u32, &Reading)> {
        self.readings.iter().filter_map(|r| match r.target {
            Target::Lexeme(index) => Some((index, r)),
            _ => None,
        })
    }

    /// The entry of a head noun; of several, one that is more than an adjective.
    pub(crate) fn head(&self, lexicon: &'l Lexicon) -> Option<&'l HeadEntry> {
        let heads = || {
            self.readings.iter().filter_map(|r| match r.target {
                Target::Head(index) => Some(lexicon.head(index)),
                _ => None,
            })
        };
        heads().find(|h| h.class != HeadClass::Quality).or_else(|| heads().next())
    }

    /// واحد after its noun: شرط واحد.
    pub(crate) fn is_one(&self) -> bool {
        self.tag == Tag::Number
            && self.number == Number::Singular
            && self.clitics == Clitics::default()
            && self.tokens.len() == 1
    }

    pub(crate) fn actors(
        &self,
        lexicon: &'l Lexicon,
    ) -> impl Iterator<Item = (&'l ActorEntry, How)> {
        self.readings.iter().filter_map(move |r| match r.target {
            Target::Actor(index) => Some((lexicon.actor(index), r.how)),
            _ => None,
        })
    }

    pub(crate) fn places(&self, lexicon: &'l Lexicon) -> impl Iterator<Item = &'l PlaceEntry> {
        self.readings.iter().filter_map(move |r| match r.target {
            Target::Place(index) => Some(lexicon.place(index)),
            _ => None,
        })
    }

    /// Country codes named, with how.
    pub(crate) fn countries(&self) -> impl Iterator<Item = (u32, How)> {
        self.readings.iter().filter_map(|r| match r.target {
            Target::Country(index) => Some((index, r.how)),
            _ => None,
        })
    }

    pub(crate) fn has(&self, test: impl Fn(&Target) -> bool) -> bool {
        self.readings.iter().any(|r| test(&r.target))
    }

    /// Whether it is the name of somebody, something or some place (not an adjective).
    pub(crate) fn is_name(&self) -> bool {
        self.readings.iter().any(|r| {
            r.how != How::Adjective
                && matches!(
                    r.target,
                    Target::Actor(_) | Target::Country(_) | Target::Place(_) | Target::Name(_)
                )
        })
    }

    /// Whether it names an event, or lends itself to one, as a noun.
    pub(crate) fn is_event_noun(&self, lexicon: &Lexicon) -> bool {
        self.tag == Tag::Noun
            && self.lexemes().any(|(index, reading)| {
                let lexeme = lexicon.lexeme(index);
                let nominal = match reading.features.part {
                    Part::Base => !lexeme.verb && !lexeme.events.is_empty(),
                    Part::VerbalNoun => lexeme.masdar && !lexeme.events.is_empty(),
                    _ => false,
                };
                nominal && lexeme.events.iter().any(|&e| lexicon.event(e).names != Names::Nothing)
            })
    }

    /// Whether no entry says that it names somebody.
    pub(crate) fn unknown_or_event(&self, lexicon: &Lexicon) -> bool {
        self.head(lexicon).is_none() && !self.is_name()
    }

    /// Whether it is a rigid phrase that reports: كما, بحسب.
    pub(crate) fn is_phrase_cue(&self, lexicon: &Lexicon) -> bool {
        use isnad_lexicon::entry::Flags;
        self.lexemes().any(|(index, reading)| {
            let lexeme = lexicon.lexeme(index);
            !lexeme.verb
                && reading.features.part == Part::Base
                && lexeme.cues.iter().any(|&c| !lexicon.cue(c).flags.has(Flags::NOUN))
        })
    }

    /// Whether it is a participle of a verb that reports or names an event.
    pub(crate) fn participle(&self, lexicon: &Lexicon) -> Option<(u32, Reading)> {
        if self.tag != Tag::Noun {
            return None;
        }
        self.lexemes()
            .find(|(index, reading)| {
                let lexeme = lexicon.lexeme(*index);
                matches!(reading.features.part, Part::ActiveParticiple | Part::PassiveParticiple)
                    && (!lexeme.cues.is_empty()
                        || lexeme.events.iter().any(|&e| {
                            let names = lexicon.event(e).names;
                            names != Names::Nothing
                        }))
            })
            .map(|(index, reading)| (index, *reading))
    }

    /// Whether it is an adjective by its form or entry: relation, quality, participle.
    pub(crate) fn is_adjective(&self, lexicon: &Lexicon) -> bool {
        if self.tag != Tag::Noun || self.clitics.letter.is_some() {
            return false;
        }
        // مواصلة, مقاومة: a verbal noun has the letters of a participle.
        if !self.clitics.article && self.is_event_noun(lexicon) {
            return false;
        }
        let known = self.readings.iter().any(|r| match r.target {
            // المسلحون الحوثيون: the name of the people of a group qualifies too.
            Target::Actor(_) if r.how == How::Name => {
                (self.definite || self.clitics == Clitics::default())
                    && (self.stem.ends_with("ون") || self.stem.ends_with("ين"))
            }
            Target::Country(_) | Target::Actor(_) => r.how == How::Adjective,
            Target::Head(index) => {
                lexicon.head(index).class == isnad_lexicon::entry::HeadClass::Quality
            }
            // هاجم المسلحون المدينة: the city is no participle of دان.
            Target::Lexeme(_) => {
                matches!(r.features.part, Part::ActiveParticiple | Part::PassiveParticiple)
                    && !self.is_place_noun()
            }
            Target::Word(index) => lexicon.word(index).class == "other",
            // المدخل الشمالي
            Target::PlaceNoun(index) => {
                self.clitics.article && lexicon.place_noun(index).kind == "direction"
            }
            _ => false,
        });
        known || self.unknown && relation(&self.stem)
    }

    fn is_place_noun(&self) -> bool {
        self.has(|t| matches!(t, Target::PlaceNoun(_)))
    }

    /// Whether an unknown word looks like an adjective of the noun it would follow: a participle in م, the
    /// pattern فعيل, or with the ending of a feminine after a feminine or plural.
    pub(crate) fn is_shaped_adjective(&self, noun: &Unit<'_>) -> bool {
        if !self.unknown
            || self.clitics.letter.is_some()
            || self.clitics.suffix.is_some()
            || noun.unknown
        {
            return false;
        }
        let letters: Vec<char> = self.stem.chars().collect();
        let feminine = letters.last() == Some(&'ه');
        let base = if feminine { &letters[..letters.len() - 1] } else { &letters[..] };
        let participle = base.len() >= 4 && base[0] == 'م';
        let pattern = base.len() == 4 && base[2] == 'ي';
        let wants_feminine = noun.gender == Gender::Feminine || noun.number == Number::Plural;
        if self.definite {
            return noun.definite && (feminine == wants_feminine || participle);
        }
        (participle || pattern || feminine && noun.number == Number::Plural)
            && feminine == wants_feminine
    }
}

/// Whether an unknown stem looks like an adjective of relation: …ي, …ية.
pub(crate) fn relation(stem: &str) -> bool {
    let letters = stem.chars().count();
    letters >= 4
        && (stem.ends_with("يه")
            || stem.ends_with('ي')
            || letters >= 6
                && (stem.ends_with("يين") || stem.ends_with("يون") || stem.ends_with("يات")))
}

/// What an expression is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExpressionKind {
    Number,
    When,
    /// على الأقل: its meaning has gone into a number.
    Bound,
}

/// An expression found before tagging, with the tokens it takes.
#[derive(Clone, Debug)]
pub(crate) struct Expression {
    pub(crate) tokens: Range<usize>,
    /// What it is.
    pub(crate) kind: ExpressionKind,
    /// Index into the sentence's times or quantities.
    pub(crate) index: usize,
    pub(crate) clitics: Clitics,
    /// How many, where it is one or two.
    pub(crate) number: Number,
}

/// The units of one sentence. `base` is the number of its first token; `words` has one entry a token.
pub(crate) fn tag<'l>(
    tokens: &[Token],
    base: usize,
    words: &[Word],
    expressions: &[Expression],
    kind: SentenceKind,
    lexicon: &'l Lexicon,
) -> Vec<Unit<'l>> {
    let mut tagger = Tagger {
        tokens,
        base,
        words,
        kind,
        lexicon,
        units: Vec::new(),
        joined: false,
        letter: None,
    };
    let mut at = 0;
    let mut expressions = expressions.iter().peekable();
    while at < tokens.len() {
        while expressions.peek().is_some_and(|e| e.tokens.start < base + at) {
            expressions.next();
        }
        let starts = expressions.peek().filter(|e| e.tokens.start == base + at);
        at += match starts {
            Some(expression) => tagger.expression(expression),
            None => tagger.next(at),
        };
    }
    tagger.units
}

struct Tagger<'a, 'l> {
    tokens: &'a [Token],
    base: usize,
    words: &'a [Word],
    kind: SentenceKind,
    lexicon: &'l Lexicon,
    units: Vec<Unit<'l>>,
    /// A و standing alone came just before.
    joined: bool,
    /// A preposition of one letter standing alone came just before.
    letter: Option<crate::morph::Letter>,
}

/// Classes of closed words that this stage heeds; numerals and the calendar are read elsewhere.
const CLASSES: &[&str] = &[
    "prep", "comp", "rel", "relwhat", "sub", "neg", "negnoun", "fut", "past", "maybe", "aux",
    "pron", "dem", "skip", "quant", "ppron", "join", "planned", "self", "other", "copula", "ask",
    "hist",
];

impl<'l> Tagger<'_, 'l> {
    fn blank(&self, at: usize, len: usize, tag: Tag) -> Unit<'l> {
        Unit {
            tokens: self.base + at..self.base + at + len,
            tag,
            clitics: Clitics::default(),
            readings: Vec::new(),
            function: None,
            expression: 0,
            stem: self.words[at].stem.clone(),
            tail: self.tokens[at + 1..at + len]
                .iter()
                .map(|t| t.key.as_str())
                .collect::<Vec<_>>()
                .join(" "),
            gender: Gender::Masculine,
            number: Number::Singular,
            definite: false,
            accusative: false,
            damma: false,
            unknown: false,
            opens: None,
        }
    }

    fn expression(&mut self, expression: &Expression) -> usize {
        let at = expression.tokens.start - self.base;
        let len = expression.tokens.len().max(1);
        let tag = match expression.kind {
            ExpressionKind::When => Tag::When,
            ExpressionKind::Number => Tag::Number,
            ExpressionKind::Bound => Tag::Function,
        };
        let mut unit = self.blank(at, len, tag);
        if expression.kind == ExpressionKind::Bound {
            unit.function = Some(("skip", ""));
            self.units.push(unit);
            return len;
        }
        unit.expression = expression.index;
        unit.clitics = expression.clitics;
        if std::mem::take(&mut self.joined) {
            unit.clitics.conj = Some(crate::morph::Conj::Waw);
        }
        if unit.clitics.letter.is_none() {
            unit.clitics.letter = self.letter.take();
        }
        unit.number = expression.number;
        self.units.push(unit);
        len
    }

    /// Adds the unit that begins at word `at`; returns how many tokens it takes.
    fn next(&mut self, at: usize) -> usize {
        let token = &self.tokens[at];
        let word = &self.words[at];
        // و standing alone belongs to what follows.
        if matches!(token.key.as_str(), "ب" | "ل" | "ك")
            && token.kind == TokenKind::Word
            && at + 1 < self.tokens.len()
        {
            // بـ«…», لـ 20: a letter standing alone belongs to the next word.
            self.letter = match token.key.as_str() {
                "ب" => Some(crate::morph::Letter::Ba),
                "ل" => Some(crate::morph::Letter::Lam),
                _ => Some(crate::morph::Letter::Kaf),
            };
            return 1;
        }
        let before_word = |t: &Token| t.kind != TokenKind::Punct || quotes(&t.key);
        if token.key == "و" && at + 1 < self.tokens.len() && before_word(&self.tokens[at + 1]) {
            self.joined = true;
            return 1;
        }
        if token.kind == TokenKind::Punct {
            self.joined &= quotes(&token.key);
            let unit = self.blank(at, 1, Tag::Punct);
            self.units.push(unit);
            return 1;
        }
        // A topic is only what is spoken of: it takes no words from what they are.
        let longest = word
            .readings
            .iter()
            .filter(|r| !matches!(r.target, Target::Topic(_)))
            .map(|r| r.len)
            .max()
            .unwrap_or(1);
        let longest = longest.min(self.words.len() - at).max(1);
        let tag = self.choose(at, longest);
        let mut unit = self.blank(at, longest, tag);
        let function = self.function(word, longest);
        match tag {
            Tag::Function => {
                if let Some((reading, class, value)) = function {
                    unit.function = Some((class, value));
                    unit.clitics = reading.clitics;
                    unit.readings = vec![reading];
                }
            }
            _ => self.fill(&mut unit, word, longest),
        }
        if std::mem::take(&mut self.joined) {
            unit.clitics.conj = Some(crate::morph::Conj::Waw);
        }
        if unit.clitics.letter.is_none() {
            unit.clitics.letter = self.letter.take();
        }
        self.units.push(unit);
        longest
    }

    /// Keeps the readings that go with the unit's tag and reads its features off them.
    fn fill(&self, unit: &mut Unit<'l>, word: &Word, len: usize) {
        let verb = unit.tag == Tag::Verb;
        let fits = |r: &&Reading| {
            r.len == len
                && r.is_finite() == verb
                && !matches!(r.target, Target::Word(_) | Target::Topic(_))
                || r.len == len && !verb && self.is_other(r)
        };
        let topics = word.readings.iter().filter(|r| matches!(r.target, Target::Topic(_))).copied();
        let best = word.readings.iter().find(fits).map(|r| r.clitics);
        let best = self.adjective_over_name(word, len).or(best);
        // A word of another closed class (a numeral, a weekday) is not cut for the sake of a noun.
        let whole = word.readings.iter().any(|r| {
            r.len == len
                && matches!(r.target, Target::Word(_))
                && best.is_some_and(|b| b.conj.is_some() && r.clitics.conj.is_none())
        });
        let best = best.filter(|_| !whole);
        unit.damma = word.damma;
        let Some(clitics) = best else {
            unit.unknown = true;
            unit.clitics = if whole { Clitics::default() } else { word.guess };
            unit.definite = word.guess.article;
            unit.accusative = word.tanwin;
            shape(unit);
            unit.readings = topics.collect();
            return;
        };
        unit.clitics = clitics;
        unit.readings =
            word.readings.iter().filter(fits).filter(|r| r.clitics == clitics).copied().collect();
        if verb && unit.readings.iter().any(|r| r.features.person == Person::Third) {
            unit.readings.retain(|r| r.features.person == Person::Third);
        }
        // مصر (Egypt) has the letters of a participle too.
        let named = |r: &Reading| {
            r.how != How::Adjective
                && matches!(r.target, Target::Country(_) | Target::Actor(_) | Target::Place(_))
        };
        if unit.readings.iter().any(named) {
            let participle = |r: &Reading| {
                matches!(r.target, Target::Lexeme(_))
                    && matches!(r.features.part, Part::ActiveParticiple | Part::PassiveParticiple)
            };
            unit.readings.retain(|r| !participle(r));
        }
        // شكري, رئيسي: a name sooner than the dual of an act before its genitive.
        let dual = |r: &Reading| {
            matches!(r.target, Target::Lexeme(_))
                && r.features.number == Number::Dual
                && r.features.construct
        };
        if unit.readings.iter().any(|r| {
            r.how != How::Adjective && matches!(r.target, Target::Actor(_) | Target::Name(_))
        }) {
            unit.readings.retain(|r| !dual(r));
        }
        // متهما تركيا: accusing Turkey, sooner than the two accused of Turkey.
        if unit.readings.iter().any(|r| r.features.accusative) {
            unit.readings.retain(|r| !(r.features.number == Number::Dual && r.features.construct));
        }
        // عسكري: military, sooner than two armies of somebody.
        let quality = |r: &Reading| matches!(r.target, Target::Head(i) if self.lexicon.head(i).class == HeadClass::Quality);
        if unit.readings.iter().any(quality) {
            unit.readings.retain(|r| !(r.features.number == Number::Dual && r.features.construct));
        }
        let name = unit.is_name();
        // حوثيون without article is indefinite though it is a name.
        let people = (unit.stem.ends_with("ون") || unit.stem.ends_with("ين"))
            && !unit.stem.starts_with("ال");
        unit.definite = clitics.article || clitics.suffix.is_some() || name && !verb && !people;
        let features = self.features(unit);
        unit.gender = features.0;
        unit.number = features.1;
        // رؤساء is written alike in all cases: only a form that can be nothing else is an accusative.
        let only_accusative = |r: &Reading| {
            r.features.accusative
                && !unit.readings.iter().any(|o| o.target == r.target && !o.features.accusative)
        };
        unit.accusative = word.tanwin || unit.readings.iter().any(only_accusative);
        unit.readings.extend(topics);
    }

    /// التحالف العربي: after a definite noun that is neither name nor title the adjective, though somebody is called العربي.
    fn adjective_over_name(&self, word: &Word, len: usize) -> Option<Clitics> {
        let of_len = || word.readings.iter().filter(|r| r.len == len);
        let named = of_len().any(|r| {
            r.clitics == Clitics::default()
                && matches!(
                    r.target,
                    Target::Actor(_) | Target::Name(_) | Target::Head(_) | Target::Place(_)
                )
                && r.how != How::Adjective
        });
        let noun = self.units.last().is_some_and(|u| {
            u.tag == Tag::Noun
                && u.definite
                && !u.unknown
                && !u.has(|t| matches!(t, Target::Name(_)))
                && u.head(self.lexicon).is_none_or(|h| h.class != HeadClass::Office)
        });
        if len != 1 || !named || !noun {
            return None;
        }
        of_len()
            .find(|r| {
                r.clitics.article
                    && r.clitics.conj.is_none()
                    && match r.target {
                        Target::Head(i) => self.lexicon.head(i).class == HeadClass::Quality,
                        Target::Country(_) => r.how == How::Adjective,
                        _ => false,
                    }
            })
            .map(|r| r.clitics)
    }

    fn is_other(&self, r: &Reading) -> bool {
        matches!(r.target, Target::Word(index) if self.lexicon.word(index).class == "other")
    }

    /// Gender and number by the most telling reading.
    fn features(&self, unit: &Unit<'l>) -> (Gender, Number) {
        // جيبوتي: the name outweighs the adjective written like it.
        let named = unit.is_name()
            && unit.readings.iter().any(|r| {
                r.how != How::Adjective
                    && matches!(r.target, Target::Country(_) | Target::Place(_) | Target::Actor(_))
            });
        let rank = |r: &&Reading| match r.target {
            Target::Head(_) | Target::Figure(_) => Some(0),
            Target::Lexeme(_)
                if matches!(r.features.part, Part::ActiveParticiple | Part::PassiveParticiple) =>
            {
                Some(2)
            }
            Target::Lexeme(_) | Target::PlaceNoun(_) => Some(1),
            _ if r.how == How::Adjective && !named => Some(1),
            _ => None,
        };
        let telling = unit.readings.iter().filter(|r| rank(r).is_some()).min_by_key(rank);
        match telling {
            // …ين is far more often a plural than a dual, where the word allows both.
            Some(r)
                if r.features.number == Number::Dual
                    && unit
                        .readings
                        .iter()
                        .any(|o| o.target == r.target && o.features.number == Number::Plural) =>
            {
                (r.features.gender, Number::Plural)
            }
            Some(r) => (r.features.gender, r.features.number),
            None => {
                // أوباما, نصرالله: a person's name tells its gender by no letter.
                let person = unit.readings.iter().any(|r| match r.target {
                    Target::Actor(i) => {
                        self.lexicon.actor(i).kind == isnad_lexicon::entry::ActorKind::Person
                    }
                    _ => false,
                });
                let feminine =
                    !person && (unit.stem.ends_with(['ه', 'ا']) || unit.stem.ends_with("اء"));
                // الحوثيون: the people of a group are many.
                let people = unit.stem.chars().count() >= 6
                    && (unit.stem.ends_with("ون") || unit.stem.ends_with("ين"))
                    && unit.readings.iter().any(|r| match r.target {
                        Target::Actor(i) => {
                            self.lexicon.actor(i).kind == isnad_lexicon::entry::ActorKind::Group
                        }
                        _ => false,
                    });
                let number = if people { Number::Plural } else { Number::Singular };
                (if feminine { Gender::Feminine } else { Gender::Common }, number)
            }
        }
    }

    /// The best closed-class reading of `len` tokens.
    fn function(&self, word: &Word, len: usize) -> Option<(Reading, &'l str, &'l str)> {
        word.readings.iter().filter(|r| r.len == len).find_map(|r| match r.target {
            Target::Word(index) => {
                let entry = self.lexicon.word(index);
                let heeded = CLASSES.contains(&entry.class.as_str());
                heeded.then_some((*r, entry.class.as_str(), entry.value.as_str()))
            }
            _ => None,
        })
    }

    /// The last unit that has a part in the sentence.
    fn before(&self) -> Option<&Unit<'l>> {
        self.units.iter().rev().find(|u| !u.is("skip") && u.tag != Tag::When)
    }

    /// Whether the last unit is a noun of place that waits for its name, and the verb is listed as no event.
    fn names_place(&self, verb: Reading) -> bool {
        let Some(unit) = self.units.last() else { return false };
        let waits = unit.tag == Tag::Noun
            && !unit.definite
            && !unit.accusative
            && unit.number == Number::Singular
            && unit.has(|t| matches!(t, Target::PlaceNoun(_)));
        let general = match verb.target {
            Target::Lexeme(index) => {
                let lexeme = self.lexicon.lexeme(index);
                lexeme.cues.is_empty()
                    && lexeme.events.iter().all(|&e| self.lexicon.event(e).names == Names::Nothing)
            }
            _ => false,
        };
        waits
            && (general || verb.features.person == Person::First)
            && (verb.clitics == Clitics::default() && verb.features.part == Part::Perfect
                || verb.features.person == Person::First)
    }

    /// Whether the last unit is a preposition or a phrase that ends in one.
    fn governed_by_preposition(&self) -> bool {
        let Some(unit) = self.units.last() else { return false };
        if unit.is("prep") {
            return unit.clitics.suffix.is_none();
        }
        let last = unit.tokens.end - 1 - self.base;
        unit.tokens.len() > 1
            && self.words.get(last).is_some_and(|w| {
                w.readings.iter().any(|r| {
                    r.len == 1
                        && r.clitics == Clitics::default()
                        && matches!(r.target, Target::Word(i) if self.lexicon.word(i).class == "prep" && self.lexicon.word(i).value == "plain")
                })
            })
    }

    fn starts_clause(&self) -> bool {
        match self.units.iter().rev().find(|u| !u.is("skip")) {
            None => true,
            Some(u) => {
                u.tag == Tag::Punct
                    || u.is_phrase_cue(self.lexicon)
                    || u.is("sub")
                    || u.is("join")
                    || u.is("past")
                    || u.is("fut")
            }
        }
    }

    fn choose(&self, at: usize, len: usize) -> Tag {
        let word = &self.words[at];
        let readings = || word.readings.iter().filter(|r| r.len == len);
        let function = self.function(word, len);
        let third = |r: &&Reading| r.features.person == Person::Third;
        let verb = readings()
            .filter(|r| r.is_finite())
            .find(third)
            .or_else(|| readings().find(|r| r.is_finite()));
        let noun = readings()
            .find(|r| !r.is_finite() && !matches!(r.target, Target::Word(_) | Target::Topic(_)));
        if let Some((reading, class, value)) = function {
            // ولاية is no و + ل + أية: only particles may take more clitics than another reading.
            let least = readings()
                .filter(|r| !matches!(r.target, Target::Topic(_)))
                .map(clitic_count)
                .min()
                .unwrap_or(0);
            // بأي (with any) is also a place in Somalia.
            let named =
                noun.is_some_and(|n| matches!(n.target, Target::Place(_) | Target::Name(_)));
            let particle = matches!(
                class,
                "comp" | "prep" | "rel" | "pron" | "neg" | "past" | "aux" | "sub" | "dem"
            ) || class == "quant" && named;
            let heavy = clitic_count(&reading) > least + usize::from(particle);
            // A whole word of a closed class outweighs readings that need more clitics.
            let lighter = |other: Option<&Reading>| {
                other.is_none_or(|o| clitic_count(o) > clitic_count(&reading))
            };
            if len > 1 || !heavy && lighter(verb) && lighter(noun) {
                return Tag::Function;
            }
            if !heavy && self.is_function(at, class, value, verb.is_some(), noun.is_some()) {
                return Tag::Function;
            }
        }
        match (verb, noun) {
            (None, None) => self.unknown(at),
            // التحقق من صحته: after a preposition stands a noun, known or not.
            (Some(_), None) if self.governed_by_preposition() => Tag::Noun,
            // منطقة نقم: a name that has the letters of a verb of no event.
            (Some(verb), None) if self.names_place(*verb) => Tag::Noun,
            (Some(_), None) => Tag::Verb,
            (None, Some(_)) => Tag::Noun,
            (Some(verb), Some(noun)) => {
                if self.is_verb(at, *verb, *noun) {
                    Tag::Verb
                } else {
                    Tag::Noun
                }
            }
        }
    }

    /// A closed-class word that is also a verb or noun.
    fn is_function(&self, at: usize, class: &str, value: &str, verb: bool, noun: bool) -> bool {
        let before = self.before();
        let after_preposition = before.is_some_and(|u| u.is("prep"));
        match class {
            "comp" | "rel" | "neg" | "pron" | "dem" | "past" | "fut" | "sub" => true,
            "aux" => true,
            "prep" if value == "plain" && verb && self.starts_clause() => {
                // بين (between, made clear), من, على: a verb is followed by its subject and a clause.
                !self.clause_follows(at)
            }
            // شرط واحد: a noun with its adjective.
            "prep" if noun && value == "condition" && self.modified(at) => false,
            "prep" => !(noun && after_preposition),
            // 14 عسكريا: counted, not "militarily".
            "skip" if noun && before.is_some_and(|u| u.tag == Tag::Number) => false,
            "quant" => true,
            "negnoun" => true,
            _ => !(verb && self.starts_clause()),
        }
    }

    /// Whether أن or إن follows within a few tokens, before any stop.
    fn clause_follows(&self, at: usize) -> bool {
        (at + 1..(at + 8).min(self.words.len()))
            .take_while(|&i| self.tokens[i].kind != TokenKind::Punct)
            .any(|i| {
                self.words[i].readings.iter().any(
                    |r| matches!(r.target, Target::Word(w) if self.lexicon.word(w).class == "comp"),
                )
            })
    }

    /// A word without entry: a verb by its ending or prefix, else a noun.
    fn unknown(&self, at: usize) -> Tag {
        let word = &self.words[at];
        let token = &self.tokens[at];
        if token.kind != TokenKind::Word || word.guess.article || word.tanwin {
            return Tag::Noun;
        }
        let mut stem = token.key.as_str();
        if let Some(rest) = stem.strip_prefix(['و', 'ف']).filter(|r| r.chars().count() >= 4)
            && (rest.starts_with(['ي', 'ت']) || rest.ends_with("وا"))
        {
            stem = rest;
        }
        let letters = stem.chars().count();
        let after = self.before();
        let governed = after.is_some_and(|u| u.is("prep"));
        if governed || letters < 3 {
            return Tag::Noun;
        }
        let person = stem.starts_with(['ي', 'ت', 'ن', 'ا']);
        let verbal_context = after.is_some_and(|u| {
            u.is("neg") && !u.is_value("neg", "noun") && person
                || u.is("past")
                || u.is("fut")
                || u.is("rel")
                || u.is("sub")
                    && matches!(u.value(), "condition" | "time" | "after" | "before" | "purpose")
                || u.is("comp") && person && !stem.starts_with('ا')
        });
        // أحرزت المقاومة: at the start of a clause, before a feminine or definite noun.
        let feminine_verb = letters >= 4
            && stem.ends_with('ت')
            && !stem.ends_with("ات")
            && self.starts_clause()
            && self.kind != SentenceKind::Headline
            && self.words.get(at + 1).is_some_and(|w| {
                w.readings.first().map_or(w.guess.article, |r| {
                    !r.is_finite()
                        && !matches!(r.target, Target::Word(_))
                        && r.clitics.letter.is_none()
                })
            });
        let plural_verb = letters >= 4 && stem.ends_with("وا");
        let imperfect = letters >= 4
            && (stem.starts_with('ي') || stem.starts_with("سي") || stem.starts_with("ست"));
        // A name may follow a name or a title: يعلون، يوسف.
        let name_like = after.is_some_and(|u| u.tag == Tag::Noun && (u.is_name() || u.unknown));
        if plural_verb
            || feminine_verb
            || verbal_context
            || imperfect && !name_like && self.kind != SentenceKind::Headline
        {
            Tag::Verb
        } else {
            Tag::Noun
        }
    }

    /// Verb or noun, where the letters allow both.
    fn is_verb(&self, at: usize, verb: Reading, noun: Reading) -> bool {
        let word = &self.words[at];
        if word.tanwin || noun.clitics.article || noun.clitics.letter.is_some() {
            return false;
        }
        if verb.clitics.future || word.damma {
            return true;
        }
        // تلقى (he received) is spelled apart from تلقي (receiving).
        let governed = self.units.last().is_some_and(|u| u.is("prep") || u.is("quant"));
        let perfect = word
            .readings
            .iter()
            .any(|r| r.is_finite() && r.len == verb.len && r.features.part == Part::Perfect);
        // وأدى is no valley (وادي): of words that only fold alike the one that is written.
        let valley = matches!(noun.target, Target::PlaceNoun(_)) && verb.clitics.conj.is_some();
        if word.maqsura
            && perfect
            && !governed
            && (valley || matches!(noun.target, Target::Lexeme(_)))
        {
            return true;
        }
        if clitic_count(&verb) != clitic_count(&noun) {
            return clitic_count(&verb) < clitic_count(&noun);
        }
        let f = verb.features;
        // Persons that news prose hardly uses yield to any noun.
        if f.person == Person::Second || f.part == Part::Perfect && f.person == Person::First {
            return false;
        }
        let speaks = self.units.iter().any(|u| u.tag == Tag::Punct);
        if f.person == Person::First && !speaks {
            return false;
        }
        let name = matches!(noun.target, Target::Name(_));
        let before = self.units.last();
        let last = self.before();
        // زهرة آدم: a name after a name.
        if name && f.person == Person::First && last.is_some_and(|u| u.tag == Tag::Noun) {
            return false;
        }
        // A finite verb before it in the clause: what follows is its object (تبنى … قتل 14 جنديا).
        let governed = self
            .units
            .iter()
            .rev()
            .take(12)
            .take_while(|u| {
                !(u.tag == Tag::Punct
                    || u.is("comp")
                    || u.is("sub")
                    || u.is("rel")
                    || u.is("relwhat")
                    || u.is("join")
                    || u.is("neg")
                    || u.is("past")
                    || u.is("aux"))
            })
            .any(|u| u.tag == Tag::Verb);
        if governed
            && f.part == Part::Perfect
            && verb.clitics.conj.is_none()
            && verb.clitics.suffix.is_none()
            && matches!(noun.target, Target::Lexeme(_))
            && last.is_some_and(|u| u.tag == Tag::Noun && u.definite)
        {
            return false;
        }
        if let Some(u) = before {
            // مقتل وجرح: two verbal nouns joined.
            if verb.clitics.conj.is_some()
                && f.part == Part::Perfect
                && u.is_event_noun(self.lexicon)
                && !u.definite
                && matches!(noun.target, Target::Lexeme(_))
            {
                return false;
            }
            // سلامة وأمن المواطنين: nor is what is joined to a noun that waits for its genitive.
            if verb.clitics.conj.is_some()
                && u.tag == Tag::Noun
                && u.conj()
                && !u.definite
                && f.part == Part::Perfect
                && !matches!(noun.target, Target::Name(_))
                && crate::phrase::open_to_genitive(u)
            {
                return false;
            }
            if u.is("prep")
                || u.is("quant")
                || u.is("negnoun")
                || u.is_value("neg", "noun")
                || u.is("dem")
            {
                return false;
            }
            if u.is_value("aux", "passive") {
                return f.part == Part::Imperfect;
            }
            if u.is("past") || u.is("rel") || u.is("fut") || u.is("aux") {
                return true;
            }
            if u.is("neg") {
                return f.part == Part::Imperfect || u.value() == "now";
            }
            if u.is("sub") {
                return !matches!(u.value(), "contrast" | "where" | "cause")
                    || self.agrees_after(at, verb);
            }
            if u.is("comp") {
                return f.part == Part::Imperfect;
            }
            if u.tag == Tag::Number {
                return false;
            }
        }
        if let Some(suffix) = verb.clitics.suffix
            && let Some(u) = before
        {
            // هجوم شنه مسلحون: after an indefinite noun, with a pronoun that stands for it.
            let awaits = u
                .participle(self.lexicon)
                .is_some_and(|(i, _)| !self.lexicon.lexeme(i).cues.is_empty());
            let stands = u.tag == Tag::Noun
                && !u.definite
                && !awaits
                && (suffix.feminine
                    == (u.gender == Gender::Feminine || u.number == Number::Plural)
                    || u.gender == Gender::Common);
            if stands && f.part == Part::Perfect && verb.clitics.conj.is_none() {
                return true;
            }
        }
        if verb.clitics.suffix.is_some() {
            // قتلهم: after a noun they modify or as an object a noun, else a verb.
            return f.part == Part::Imperfect || self.starts_clause();
        }
        // ستواصل “دعم …: what a verb before the quotation mark still waits for is a noun.
        let quoted = before.is_some_and(|u| u.tag == Tag::Punct)
            && self.units.len() >= 2
            && self.units[self.units.len() - 2].tag == Tag::Verb
            && verb.clitics.conj.is_none();
        if quoted {
            return false;
        }
        match last {
            None => self.opens(at, verb, noun),
            Some(u)
                if u.tag == Tag::Punct
                    || verb.clitics.conj.is_some()
                    || u.is_phrase_cue(self.lexicon) =>
            {
                self.opens(at, verb, noun)
            }
            // إن عسكريا قتل: what stands between إن and its verb is the subject, however indefinite.
            Some(u)
                if u.tag == Tag::Noun
                    && !name
                    && f.part == Part::Perfect
                    && self.follows_comp()
                    && agrees(u, verb)
                    && !self.modified(at) =>
            {
                true
            }
            Some(u) if u.tag == Tag::Noun && !name => {
                // Subject first: a definite noun or name that the verb agrees with.
                let subject = u.definite || u.is_adjective(self.lexicon);
                subject && agrees(u, verb) && u.clitics.suffix.is_none() && !self.modified(at)
                    || f.part == Part::Imperfect && f.number != Number::Singular
            }
            Some(u) if u.tag == Tag::Verb => false,
            Some(_) => f.part == Part::Imperfect,
        }
    }

    /// Whether only a noun phrase stands between إن or أن and here, its head with ending or adjective.
    fn follows_comp(&self) -> bool {
        let nouns = self
            .units
            .iter()
            .rev()
            .take_while(|u| u.tag == Tag::Noun && u.clitics.letter.is_none() && !u.conj())
            .count();
        let first = &self.units[self.units.len() - nouns.min(self.units.len())..];
        nouns > 0
            && first.first().is_some_and(|u| {
                u.accusative && !u.is_event_noun(self.lexicon) && u.head(self.lexicon).is_some()
            })
            && self.units.len().checked_sub(nouns + 1).is_some_and(|i| self.units[i].is("comp"))
    }

    /// At the start of a clause: a verb wants a subject or object after it, a noun its genitive, an
    /// adjective or a preposition.
    fn opens(&self, at: usize, verb: Reading, noun: Reading) -> bool {
        let event_noun = matches!(noun.target, Target::Lexeme(_));
        let Some(next) = self.words.get(at + 1) else { return false };
        let token = &self.tokens[at + 1];
        if token.kind == TokenKind::Number {
            return true;
        }
        if token.kind == TokenKind::Punct {
            return verb.features.part == Part::Imperfect
                || !event_noun && verb.clitics.conj.is_some();
        }
        if verb.features.gender == Gender::Feminine || verb.features.number != Number::Singular {
            return true;
        }
        if matches!(noun.target, Target::Name(_)) && self.kind == SentenceKind::Headline {
            return false;
        }
        let numeral = next.readings.iter().any(|r| {
            matches!(r.target, Target::Word(w)
                if matches!(self.lexicon.word(w).class.as_str(), "num" | "over" | "approx" | "atleast" | "few" | "some"))
        });
        if numeral {
            return true;
        }
        let preposition = next.readings.first().is_some_and(
            |r| matches!(r.target, Target::Word(w) if self.lexicon.word(w).class == "prep"),
        );
        if preposition || next.guess.letter.is_some() && !next.guess.article {
            return verb.features.part == Part::Imperfect
                || verb.clitics.conj.is_some() && self.kind == SentenceKind::Body && !event_noun;
        }
        if self.modified(at) {
            return false;
        }
        self.agrees_after(at, verb) && (self.kind == SentenceKind::Body || !event_noun)
    }

    /// Whether an indefinite adjective follows: a noun's (قصف عنيف, دعم أمريكي).
    fn modified(&self, at: usize) -> bool {
        let Some(next) = self.words.get(at + 1) else { return false };
        next.readings.first().is_some_and(|r| {
            !r.clitics.article
                && r.clitics.conj.is_none()
                && r.clitics.letter.is_none()
                && r.clitics.suffix.is_none()
                && r.features.number == Number::Singular
                && match r.target {
                    Target::Head(i) => {
                        self.lexicon.head(i).class == isnad_lexicon::entry::HeadClass::Quality
                    }
                    Target::Country(_) | Target::Actor(_) => r.how == How::Adjective,
                    _ => false,
                }
        })
    }

    /// Whether the noun after the verb may be its subject: a singular masculine verb is not followed by
    /// a feminine noun.
    fn agrees_after(&self, at: usize, verb: Reading) -> bool {
        let Some(next) = self.words.get(at + 1) else { return false };
        // شن المسلحون: a plural in ون is nobody's genitive.
        if self.tokens[at + 1].key.starts_with("ال") && self.tokens[at + 1].key.ends_with("ون")
        {
            return verb.features.number == Number::Singular;
        }
        let feminine = next
            .readings
            .iter()
            .find(|r| !r.is_finite() && !matches!(r.target, Target::Word(_)))
            .map_or_else(
                || self.tokens[at + 1].key.ends_with('ه'),
                |r| {
                    r.features.gender == Gender::Feminine
                        || r.features.number == Number::Plural && is_thing(r, self.lexicon)
                },
            );
        (verb.features.gender == Gender::Feminine) == feminine
            || verb.features.gender == Gender::Masculine && !feminine
    }
}

/// Whether the plural of this noun takes feminine agreement: غارات, قوات, مواقع.
fn is_thing(r: &Reading, lexicon: &Lexicon) -> bool {
    use isnad_lexicon::entry::HeadClass as C;
    match r.target {
        Target::Head(i) => matches!(
            lexicon.head(i).class,
            C::Force | C::Institution | C::Group | C::Asset | C::Site | C::State | C::Medium
        ),
        Target::Lexeme(_) | Target::PlaceNoun(_) => true,
        _ => false,
    }
}

/// Whether a mark may open a quotation.
fn quotes(key: &str) -> bool {
    matches!(key, "«" | "“" | "\"" | "„" | "‹" | "‘")
}

fn clitic_count(r: &Reading) -> usize {
    usize::from(r.clitics.conj.is_some())
        + usize::from(r.clitics.letter.is_some())
        + usize::from(r.clitics.suffix.is_some())
}

/// Whether a verb after its subject agrees with it in gender and number.
fn agrees(subject: &Unit<'_>, verb: Reading) -> bool {
    let f = verb.features;
    match f.number {
        Number::Singular => {
            let feminine = f.gender == Gender::Feminine;
            match (subject.gender, subject.number) {
                (Gender::Feminine, Number::Singular) => feminine,
                (Gender::Masculine, Number::Singular) => !feminine,
                (Gender::Common, Number::Singular) => true,
                (_, Number::Plural) => feminine,
                (_, Number::Dual) => false,
            }
        }
        Number::Dual => subject.number != Number::Singular,
        Number::Plural => true,
    }
}

/// Gender and number of an unknown word by its ending.
fn shape(unit: &mut Unit<'_>) {
    let stem = unit.stem.as_str();
    let long = stem.chars().count() >= 5;
    if long && (stem.ends_with("ون") || stem.ends_with("ين")) {
        unit.number = Number::Plural;
    } else if long && stem.ends_with("ات") {
        unit.number = Number::Plural;
        unit.gender = Gender::Feminine;
    } else if long && stem.ends_with("ان") && !unit.definite {
        unit.number = Number::Dual;
    } else if stem.ends_with('ه') {
        unit.gender = Gender::Feminine;
    } else {
        unit.gender = Gender::Common;
    }
}
