//! Units into nodes: noun phrases, event nouns, verbs and what joins them.
//!
//! In comes one sentence's units, out goes a line of [`Node`]s in text order that together hold every unit. A noun
//! phrase takes its genitives (إضافة), adjectives, names, partitives and short appositions: in
//! `قتل [14 جنديا أفغانيا] في [غارة أمريكية] على [حاجز للجيش]` there are three. A noun that names an event ends its
//! phrase, so that what follows can be its argument. Where a phrase ends is told by the grammar of definiteness
//! and agreement: a definite noun closes the chain of genitives, an adjective agrees with a noun of the chain
//! (Ryding ch. 8 §1, ch. 10 §1). Who a phrase names is left to [`crate::mention`].

use std::ops::Range;

use isnad_lexicon::entry::{Flags, HeadClass, How};
use isnad_lexicon::inflect::{Gender, Number, Part};
use isnad_lexicon::{Lexicon, Target};

use crate::segment::Token;
use crate::tag::{Tag, Unit};

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Noun phrase.
    Phrase,
    /// Event noun, or a noun that lends itself to one, with its adjectives.
    Event,
    /// Finite verb.
    Verb,
    /// Participle that reports or names an event: مؤكدا, مستعد.
    Participle,
    /// أن or إن, with the preposition before it.
    Comp,
    /// Relative pronoun.
    Rel,
    /// ما or من as relatives.
    RelWhat,
    /// Subordinator.
    Sub,
    /// Particle of negation.
    Neg,
    /// Auxiliary verb.
    Aux,
    /// قد, سوف, ربما and phrases that put what follows into the future.
    Particle,
    /// Personal pronoun or demonstrative standing alone.
    Pronoun,
    /// Phrase that reports: بحسب, وفقا ل.
    Cue,
    /// Expression of time.
    When,
    /// أو, لكن, ثم.
    Join,
    /// Comma or semicolon.
    Comma,
    /// Colon.
    Colon,
    /// Opening or closing mark of a quotation.
    Quote,
    /// Other punctuation.
    Mark,
    /// A preposition without a phrase, and whatever else is left over.
    Other,
}

/// A preposition as frames know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Prep<'l> {
    /// Folded, as in frames: على, ب; empty for phrases, which frames do not name.
    pub(crate) key: String,
    /// Its value in the closed classes: plain, cause, agent, place, …
    pub(crate) value: &'l str,
}

/// One node.
#[derive(Clone, Debug)]
pub(crate) struct Node<'l> {
    pub(crate) kind: Kind,
    /// All its units, the preposition included.
    pub(crate) units: Range<usize>,
    /// The head unit.
    pub(crate) head: usize,
    pub(crate) prep: Option<Prep<'l>>,
    /// Joined by و or ف to what stands before.
    pub(crate) conj: bool,
    /// Stands in the genitive to the node before.
    pub(crate) genitive: bool,
    /// The number unit in front of the noun.
    pub(crate) quantity: Option<usize>,
    /// First unit after the preposition.
    pub(crate) start: usize,
}

/// The nodes of one sentence.
pub(crate) fn nodes<'l>(
    units: &[Unit<'l>],
    tokens: &[Token],
    lexicon: &'l Lexicon,
) -> Vec<Node<'l>> {
    let mut builder = Builder { units, tokens, lexicon, nodes: Vec::new() };
    let mut at = 0;
    while at < units.len() {
        let end = builder.next(at).max(at + 1);
        at = end;
    }
    builder.nodes
}

/// How many tokens a quotation or parenthesis inside a phrase may have.
const MAX_INNER_TOKENS: usize = 9;
/// How many units a phrase may have; longer ones are cut.
const MAX_PHRASE_UNITS: usize = 40;

struct Builder<'a, 'l> {
    units: &'a [Unit<'l>],
    tokens: &'a [Token],
    lexicon: &'l Lexicon,
    nodes: Vec<Node<'l>>,
}

impl<'l> Builder<'_, 'l> {
    fn key(&self, unit: usize) -> &str {
        self.tokens[self.units[unit].tokens.start].key.as_str()
    }

    fn push(&mut self, kind: Kind, units: Range<usize>) -> usize {
        let end = units.end;
        let head = units.start;
        let conj = self.units[head].conj();
        self.nodes.push(Node {
            kind,
            start: head,
            units,
            head,
            prep: None,
            conj,
            genitive: false,
            quantity: None,
        });
        end
    }

    /// Adds the node that begins at unit `at`; returns the unit after it.
    fn next(&mut self, at: usize) -> usize {
        let unit = &self.units[at];
        match unit.tag {
            // و«حزب الله», لـ«داعش»: a name in quotation marks, with what belongs to it.
            Tag::Punct if self.opens_joined(at) => self.phrase(at, None, at, false),
            Tag::Punct => {
                let kind = match self.key(at) {
                    "،" | "," | "؛" | ";" => Kind::Comma,
                    ":" => Kind::Colon,
                    "«" | "»" | "“" | "”" | "„" | "\"" | "‹" | "›" | "‘" | "’" => {
                        Kind::Quote
                    }
                    _ => Kind::Mark,
                };
                self.push(kind, at..at + 1)
            }
            Tag::When => self.push(Kind::When, at..at + 1),
            Tag::Verb => self.push(Kind::Verb, at..at + 1),
            Tag::Function => self.function(at),
            Tag::Number | Tag::Noun => self.phrase(at, None, at, false),
        }
    }

    fn function(&mut self, at: usize) -> usize {
        let unit = &self.units[at];
        let (class, value) = unit.function.unwrap_or(("", ""));
        match class {
            "prep" => self.preposition(at),
            "comp" => {
                let end = self.push(Kind::Comp, at..at + 1);
                let letter = self.units[at].clitics.letter.map(letter_prep);
                if let Some(node) = self.nodes.last_mut() {
                    node.prep = letter;
                }
                end
            }
            "rel" => self.push(Kind::Rel, at..at + 1),
            "relwhat" => self.push(Kind::RelWhat, at..at + 1),
            "sub" => self.push(Kind::Sub, at..at + 1),
            "neg" if value == "noun" => self.phrase(at, None, at, false),
            "neg" => self.push(Kind::Neg, at..at + 1),
            "negnoun" | "quant" => self.phrase(at, None, at, false),
            "aux" => self.push(Kind::Aux, at..at + 1),
            "fut" | "past" | "maybe" | "planned" => self.push(Kind::Particle, at..at + 1),
            "dem" => self.phrase(at, None, at, false),
            "pron" => self.push(Kind::Pronoun, at..at + 1),
            // به, لهم: a letter and a pronoun.
            "ppron" => {
                let end = self.push(Kind::Pronoun, at..at + 1);
                if let Some(node) = self.nodes.last_mut() {
                    node.prep = Some(Prep { key: value.to_owned(), value: "plain" });
                }
                end
            }
            "join" => self.push(Kind::Join, at..at + 1),
            _ => self.push(Kind::Other, at..at + 1),
        }
    }

    fn preposition(&mut self, at: usize) -> usize {
        let unit = &self.units[at];
        // ما بين stands for بين: its value names the preposition.
        let prep = match unit.value().strip_prefix('=') {
            Some(key) => Prep { key: key.to_owned(), value: "plain" },
            None => Prep { key: self.prep_key(at), value: unit.value() },
        };
        let conj = unit.conj();
        // A pronoun after it ends the phrase: عليهم, منه.
        if unit.clitics.suffix.is_some()
            || unit.is_value("prep", "subset") && self.key_is_pronominal(at)
        {
            let end = self.push(Kind::Pronoun, at..at + 1);
            if let Some(node) = self.nodes.last_mut() {
                node.prep = Some(prep);
            }
            return end;
        }
        let next = self.units.get(at + 1);
        match next {
            Some(n) if n.is("comp") && n.clitics.conj.is_none() => {
                let end = self.push(Kind::Comp, at..at + 2);
                if let Some(node) = self.nodes.last_mut() {
                    node.prep = Some(prep);
                    node.head = at + 1;
                }
                end
            }
            Some(n)
                if n.clitics.conj.is_none()
                    && (matches!(n.tag, Tag::Noun | Tag::Number)
                        || n.is("quant")
                        || n.is("dem")
                        || n.is("negnoun")
                        || n.is_value("neg", "noun")) =>
            {
                self.phrase(at + 1, Some(prep), at, conj)
            }
            // A quotation mark may stand between: في «الشرق الأوسط».
            Some(n) if n.tag == Tag::Punct && self.opens_quote(at + 1) => {
                match self.units.get(at + 2) {
                    Some(inner) if inner.tag == Tag::Noun => {
                        self.phrase(at + 1, Some(prep), at, conj)
                    }
                    _ => self.push_prep(at, prep),
                }
            }
            _ => self.push_prep(at, prep),
        }
    }

    fn push_prep(&mut self, at: usize, prep: Prep<'l>) -> usize {
        let end = self.push(Kind::Other, at..at + 1);
        if let Some(node) = self.nodes.last_mut() {
            node.prep = Some(prep);
        }
        end
    }

    /// The key of a preposition as frames write it, without its proclitics.
    fn prep_key(&self, at: usize) -> String {
        let unit = &self.units[at];
        if unit.tokens.len() == 1 { unit.stem.clone() } else { String::new() }
    }

    fn key_is_pronominal(&self, at: usize) -> bool {
        self.units[at].stem.ends_with(['م', 'ا']) && self.units[at].stem != "لا سيما"
    }

    fn opens_quote(&self, unit: usize) -> bool {
        if let Some(opens) = self.units[unit].opens {
            return opens;
        }
        matches!(self.key(unit), "«" | "“" | "\"" | "‹" | "(" | "{" | "[" | "”" | "»")
    }

    /// A noun phrase or event noun from unit `at`; `first` is the unit its preposition stands at.
    fn phrase(&mut self, at: usize, prep: Option<Prep<'l>>, first: usize, conj: bool) -> usize {
        let mut j = at;
        let mut quantity = None;
        let bare = prep.is_none();
        // An opening mark before the noun.
        let quoted = self.units[j].tag == Tag::Punct;
        if quoted {
            j += 1;
        }
        // Demonstratives, quantifiers and numbers stand before the noun.
        while j < self.units.len() {
            let u = &self.units[j];
            let lead = u.is("quant") || u.is("dem") || u.is("negnoun") || u.is_value("neg", "noun");
            if j > at && u.conj() {
                break;
            }
            if lead {
                j += 1;
            } else if u.tag == Tag::Number && quantity.is_none() {
                quantity = Some(j);
                j += 1;
                // 45 من الجيش: the counted stand after من.
                let partitive = self.units.get(j).is_some_and(|n| {
                    n.is("prep") && n.stem == "من" && n.clitics.suffix.is_none() && !n.conj()
                });
                if partitive
                    && self.units.get(j + 1).is_some_and(|n| n.tag == Tag::Noun || n.is("quant"))
                {
                    j += 1;
                }
            } else {
                break;
            }
        }
        let noun = self.units.get(j).filter(|u| {
            (u.tag == Tag::Noun || u.is("other") && quantity.is_some()) && (j == at || !u.conj())
        });
        let letter = self.units[if quoted { (at + 1).min(self.units.len() - 1) } else { at }]
            .clitics
            .letter
            .map(letter_prep);
        let node = Node {
            kind: Kind::Phrase,
            units: first..j,
            head: j.saturating_sub(1).max(at),
            prep: prep.or(letter),
            conj: if bare {
                self.units[at].conj() || quoted && self.units.get(at + 1).is_some_and(Unit::conj)
            } else {
                conj
            },
            genitive: false,
            quantity,
            start: at,
        };
        let Some(noun) = noun else {
            let lone = self.units[at].is("dem") || self.units[at].is("quant");
            let kind = if quantity.is_some() {
                Kind::Phrase
            } else if lone {
                Kind::Pronoun
            } else {
                Kind::Other
            };
            let end = j.max(at + 1);
            self.nodes.push(Node { kind, units: first..end, ..node });
            return end;
        };
        if self.is_cue_phrase(j) {
            let end = j + 1;
            self.nodes.push(Node { kind: Kind::Cue, units: first..end, head: j, ..node });
            return end;
        }
        let plain = quantity.is_none() && j == at && bare && !quoted;
        if plain && self.is_verbal_participle(j) {
            self.nodes.push(Node { kind: Kind::Participle, units: first..j + 1, head: j, ..node });
            return j + 1;
        }
        if noun.is_event_noun(self.lexicon) && !self.is_mention_head(j) {
            let mut end = self.adjectives(j + 1, j);
            if quoted && self.units.get(end).is_some_and(|u| u.tag == Tag::Punct) {
                end += 1;
            }
            self.nodes.push(Node { kind: Kind::Event, units: first..end, head: j, ..node });
            // ضربة جوية: a name of two words that ends in its adjective.
            let closed = noun.tail.rsplit(' ').next().is_some_and(crate::tag::relation);
            let open = open_to_genitive(noun) && end == j + 1 && !closed;
            return self.genitive(end, open);
        }
        let (mut end, open) = self.extend(j);
        if quoted
            && self.units.get(end).is_some_and(|u| u.tag == Tag::Punct && !self.opens_bracket(end))
        {
            end += 1;
        }
        self.nodes.push(Node { units: first..end, head: j, ..node });
        self.genitive(end, open)
    }

    /// Whether a mark opens the quotation of a noun that has a conjunction or preposition before the mark, and the
    /// quotation is that noun phrase alone.
    fn opens_joined(&self, at: usize) -> bool {
        if self.units[at].opens != Some(true) {
            return false;
        }
        let Some(noun) = self.units.get(at + 1) else { return false };
        let bound = noun.conj() || noun.clitics.letter.is_some();
        let apart = noun.tokens.start > 0 && {
            let before = self.tokens[self.units[at].tokens.start.saturating_sub(1)].key.as_str();
            matches!(before, "و" | "ب" | "ل" | "ك")
        };
        noun.tag == Tag::Noun && bound && apart && self.inner(at, at).is_some()
    }

    fn opens_bracket(&self, unit: usize) -> bool {
        matches!(self.key(unit), "(" | "،" | "," | ":" | "." | ")")
    }

    /// If the chain of genitives is open and goes on with an event noun or phrase, marks it as genitive.
    fn genitive(&mut self, end: usize, open: bool) -> usize {
        let Some(next) = self.units.get(end) else { return end };
        let quote = next.tag == Tag::Punct && self.opens_quote(end);
        let follows = matches!(next.tag, Tag::Noun | Tag::Number)
            || next.is("quant")
            || next.is("dem")
            || quote && self.units.get(end + 1).is_some_and(|u| u.tag == Tag::Noun);
        if !open || !follows || next.conj() || next.clitics.letter.is_some() || next.accusative {
            return end;
        }
        if next.tag == Tag::Noun && self.is_adverbial_place(end) {
            return end;
        }
        let before = self.nodes.len();
        let end = self.phrase(end, None, end, false);
        if let Some(node) = self.nodes.get_mut(before) {
            node.genitive = node.prep.is_none();
        }
        end
    }

    /// A rigid phrase of the cues: بحسب.
    fn is_cue_phrase(&self, j: usize) -> bool {
        self.units[j].is_phrase_cue(self.lexicon)
    }

    /// A participle in adverbial or predicative use.
    fn is_verbal_participle(&self, j: usize) -> bool {
        let unit = &self.units[j];
        if unit.definite || unit.clitics.letter.is_some() || unit.clitics.suffix.is_some() {
            return false;
        }
        let Some((index, reading)) = unit.participle(self.lexicon) else { return false };
        // هاجمت مقرا: a place sooner than a participle.
        let site = unit.has(|t| {
            matches!(t, Target::PlaceNoun(_))
                || matches!(t, Target::Head(i)
                    if matches!(self.lexicon.head(*i).class, HeadClass::Site | HeadClass::Asset))
        });
        let says = self.units.get(j + 1).is_some_and(|n| {
            n.is("comp")
                || n.tag == Tag::Punct
                || n.clitics.letter == Some(crate::morph::Letter::Ba)
        });
        if site && (self.lexicon.lexeme(index).cues.is_empty() || !says) {
            return false;
        }
        let heads_mention = unit.has(
            |t| matches!(t, Target::Head(i) if self.lexicon.head(*i).class != HeadClass::Quality),
        );
        if heads_mention && !unit.accusative || reading.features.construct {
            return false;
        }
        // مواصلة is a verbal noun sooner than a participle.
        let lexeme = self.lexicon.lexeme(index);
        let before = j.checked_sub(1).map(|b| &self.units[b]);
        // …، مطالبة مجلس الأمن بعقد …: after a pause, of a speaker in the feminine.
        let speaks = lexeme.events.iter().any(|&e| {
            matches!(self.lexicon.event(e).names, isnad_lexicon::entry::Names::Event(event) if event.is_verbal())
        });
        let meanwhile = speaks
            && reading.features.gender == Gender::Feminine
            && before.is_some_and(|b| b.tag == Tag::Punct && matches!(self.key(j - 1), "،" | ","))
            && !unit.conj();
        if unit.is_event_noun(self.lexicon) && !unit.accusative && !meanwhile {
            return false;
        }
        let circumstantial = unit.accusative
            || reading.features.gender == Gender::Feminine
            || reading.features.number != Number::Singular
            || !lexeme.cues.is_empty();
        // وتابع قائلا إن: beside the verb that reports.
        let beside = unit.accusative
            && !lexeme.cues.is_empty()
            && before.is_some_and(|b| {
                b.tag == Tag::Verb
                    && b.lexemes().any(|(i, _)| !self.lexicon.lexeme(i).cues.is_empty())
            });
        let after_pause =
            beside || before.is_none_or(|b| b.tag == Tag::Punct || b.tag == Tag::When);
        let after_subject = before.is_some_and(|b| {
            b.tag == Tag::Noun && b.definite
                || b.is("pron")
                || b.is("aux")
                || b.is_value("neg", "be")
        });
        // A participle with a genitive after it is a noun: متمردو طالبان.
        let genitive = self.units.get(j + 1).is_some_and(|n| {
            n.tag == Tag::Noun
                && n.definite
                && !n.conj()
                && n.clitics.letter.is_none()
                && !unit.accusative
                && open_to_genitive(unit)
        });
        if genitive && lexeme.cues.is_empty() {
            return false;
        }
        let active = reading.features.part == Part::ActiveParticiple;
        (active
            || !lexeme.cues.is_empty()
            || before.is_some_and(|b| b.is("aux") || b.is_value("neg", "be")))
            && (circumstantial && after_pause
                || after_subject
                || unit.conj() && circumstantial && unit.accusative)
    }

    /// Event nouns that in fact head a mention: المتظاهرين.
    fn is_mention_head(&self, j: usize) -> bool {
        let unit = &self.units[j];
        unit.head(self.lexicon).is_some_and(|h| {
            matches!(
                h.class,
                HeadClass::Person
                    | HeadClass::Office
                    | HeadClass::Source
                    | HeadClass::Group
                    | HeadClass::Force
                    | HeadClass::Institution
                    | HeadClass::Medium
            )
        }) && (!unit.lexemes().any(|(index, r)| {
            // A noun listed as an event in its own right is one.
            r.features.part == Part::Base && !self.lexicon.lexeme(index).verb
        }) || unit.definite && j > 0 && self.units[j - 1].tag == Tag::Verb)
    }

    /// Adverbial accusatives of place: شمال, وسط, قرب.
    fn is_adverbial_place(&self, j: usize) -> bool {
        let unit = &self.units[j];
        !unit.definite
            && unit.clitics.letter.is_none()
            && unit.has(|t| {
                matches!(t, Target::PlaceNoun(i)
                    if matches!(self.lexicon.place_noun(*i).kind.as_str(), "direction" | "proximity"))
            })
    }

    /// Adjectives from unit `j` on that agree with the noun at `noun`; returns the unit after them.
    fn adjectives(&self, mut j: usize, noun: usize) -> usize {
        while j < self.units.len() && j - noun < MAX_PHRASE_UNITS {
            let unit = &self.units[j];
            if unit.is_one() && j == noun + 1 && !self.counts(j) {
                j += 1;
                continue;
            }
            // أمريكي - سعودي, الفلسطينية - الإسرائيلية: of one and the other.
            let dash = unit.tag == Tag::Punct
                && matches!(self.key(j), "-" | "–" | "—")
                && j > noun + 1
                && self.units.get(j + 1).is_some_and(|n| {
                    n.is_adjective(self.lexicon) && !n.conj() && n.countries().next().is_some()
                })
                && self.units[j - 1].countries().next().is_some();
            if dash {
                j += 2;
                continue;
            }
            let joined =
                unit.conj() && j > noun + 1 && self.units[j - 1].is_adjective(self.lexicon);
            let adjective =
                unit.is_adjective(self.lexicon) || unit.is_shaped_adjective(&self.units[noun]);
            if !adjective || unit.conj() && !joined {
                break;
            }
            // القصف الحوثي: an adjective though there is a family of that name.
            let whose = unit.readings.iter().any(|r| {
                r.how == How::Adjective && matches!(r.target, Target::Actor(_) | Target::Country(_))
            });
            if !self.qualifies(j, noun) || self.is_mention_head(j) && unit.definite && !whose {
                break;
            }
            j += 1;
        }
        j
    }

    /// Whether the number at `j` has its noun after it.
    fn counts(&self, j: usize) -> bool {
        self.units
            .get(j + 1)
            .is_some_and(|n| n.tag == Tag::Noun && !n.conj() || n.is("prep") && n.stem == "من")
    }

    /// Whether the adjective at `j` agrees with the noun at `noun`.
    fn qualifies(&self, j: usize, noun: usize) -> bool {
        let (adjective, noun) = (&self.units[j], &self.units[noun]);
        let definite = noun.definite;
        if adjective.definite != definite && !(noun.is_name() && adjective.definite) {
            return false;
        }
        agree(noun, adjective)
    }

    /// Extends a phrase from its head noun; returns the unit after it and whether a genitive may follow.
    fn extend(&self, head: usize) -> (usize, bool) {
        let units = self.units;
        // Nouns of the chain that an adjective may agree with.
        let mut chain = vec![head];
        let mut open = open_to_genitive(&units[head]);
        let mut j = head + 1;
        while j < units.len() && j - head < MAX_PHRASE_UNITS {
            let unit = &units[j];
            let last = &units[j - 1];
            let dash = unit.tag == Tag::Punct
                && matches!(self.key(j), "-" | "–" | "—")
                && j > head + 1
                && last.is_adjective(self.lexicon)
                && last.countries().next().is_some()
                && units.get(j + 1).is_some_and(|n| {
                    n.is_adjective(self.lexicon) && !n.conj() && n.countries().next().is_some()
                });
            if dash {
                j += 2;
                open = false;
                continue;
            }
            if unit.tag == Tag::Punct {
                // و«حزب الله» begins a phrase of its own.
                if units.get(j + 1).is_some_and(Unit::conj) && unit.opens == Some(true) {
                    break;
                }
                // أهدافا لـ«داعش»
                let letter = unit.opens == Some(true)
                    && units.get(j + 1).is_some_and(|u| u.clitics.letter.is_some());
                let inner = if letter {
                    self.partitive(j + 1, head).map(|end| {
                        let closes = units.get(end).is_some_and(|u| u.opens == Some(false));
                        end + usize::from(closes)
                    })
                } else {
                    self.inner(j, head)
                };
                match inner {
                    Some(end) => {
                        j = end;
                        open = false;
                        continue;
                    }
                    None => break,
                }
            }
            if unit.is("self") || unit.is("other") && !unit.conj() {
                j += 1;
                open = false;
                continue;
            }
            if unit.is("dem") && open && !unit.conj() && unit.clitics.letter.is_none() {
                j += 1;
                continue;
            }
            if unit.is("prep") || unit.clitics.letter.is_some() {
                match self.partitive(j, head) {
                    Some(end) => {
                        j = end;
                        open = false;
                        continue;
                    }
                    None => break,
                }
            }
            if unit.tag == Tag::Number {
                let counted = self.counts(j);
                if (last.definite || unit.is_one())
                    && !counted
                    && unit.clitics == crate::morph::Clitics::default()
                {
                    j += 1;
                    continue;
                }
                break;
            }
            if unit.tag != Tag::Noun {
                break;
            }
            // أضاف فلان موجزا, عن مصدر قوله: what reports does not go on a name.
            let reports =
                unit.lexemes().any(|(index, _)| !self.lexicon.lexeme(index).cues.is_empty())
                    && unit.head(self.lexicon).is_none_or(|h| h.class == HeadClass::Quality);
            if reports
                && !unit.conj()
                && (unit.accusative && !unit.definite || unit.clitics.suffix.is_some())
            {
                break;
            }
            if unit.conj() {
                // رؤساء روسيا وفرنسا: one of each.
                let country = |u: &Unit<'l>| u.countries().any(|(_, how)| matches!(how, How::Name));
                let members = units[head].number != Number::Singular
                    && units[head].head(self.lexicon).is_some()
                    && j - 1 > head
                    && country(unit)
                    && country(last)
                    && unit.clitics.letter.is_none();
                if members {
                    j += 1;
                    // الولايات المتحدة الأمريكية
                    continue;
                }
                let adjectives = unit.is_adjective(self.lexicon)
                    && j - 1 > head
                    && last.is_adjective(self.lexicon)
                    && chain.iter().any(|&n| self.qualifies_loosely(j, n));
                if adjectives {
                    j += 1;
                    continue;
                }
                break;
            }
            // بلدات محاصرة: of the letters shared with a verbal noun, the adjective where no genitive follows.
            let participle = unit.participle(self.lexicon).is_some()
                && unit.is_event_noun(self.lexicon)
                && !unit.definite
                && unit.gender == Gender::Feminine
                && !units.get(j + 1).is_some_and(|n| {
                    n.tag == Tag::Noun && n.definite && !n.conj() && n.clitics.letter.is_none()
                });
            let adjective = unit.is_adjective(self.lexicon)
                || participle
                || !last.has(|t| matches!(t, Target::Name(_)))
                    && unit.is_shaped_adjective(&units[chain[chain.len() - 1]]);
            // مدفعية الجيش التركية: the genitive makes the whole chain definite.
            // طائرات التحالف العربي: it may agree with the last word of a name of several.
            let qualifies = |n: usize| {
                self.qualifies(j, n)
                    || units[n].tokens.len() > 1
                        && units[n].is_name()
                        && unit.definite
                        && unit.number == Number::Singular
                    || last.tag == Tag::Punct && unit.definite && agree(&units[n], unit)
                    || unit.definite
                        && !units[n].definite
                        && chain.iter().any(|&m| m > n && units[m].definite)
                        && agree(&units[n], unit)
            };
            // وجود مسلحين: after a word that says nothing of itself, people rather than an adjective.
            let people = units[head].unknown && !unit.definite && self.names_people(j);
            // طهران الموقف …: a noun of its own after the name of a state.
            let stately = j == head + 1
                && units[head].countries().any(|(_, how)| matches!(how, How::Name | How::Capital))
                && units[head].head(self.lexicon).is_none()
                && unit.definite
                && unit.lexemes().any(|(index, r)| {
                    r.features.part == Part::Base && !self.lexicon.lexeme(index).verb
                });
            if adjective
                && !stately
                && !people
                && chain.iter().any(|&n| qualifies(n))
                && !self.is_verbal_participle(j)
            {
                j += 1;
                // An adjective of an indefinite noun ends the chain; بن after it does not.
                open = false;
                continue;
            }
            if self.is_adverbial_place(j) && !open {
                break;
            }
            if open && !unit.accusative {
                // مدير العمليات الإنسانية, مدفعية الدعم: a field of office or the name of a body, no event.
                let office = last.head(self.lexicon).is_some_and(|h| {
                    matches!(
                        h.class,
                        HeadClass::Office
                            | HeadClass::Institution
                            | HeadClass::Force
                            | HeadClass::Group
                            | HeadClass::Asset
                    )
                }) && unit.definite
                    && unit.clitics.suffix.is_none();
                if unit.is_event_noun(self.lexicon) && !self.is_mention_head(j) && !office {
                    return (j, true);
                }
                let people = self.names_people(j)
                    && (self.is_abstract(head)
                        || units[head].unknown && !unit.definite && unit.number == Number::Plural);
                if j == head + 1 && people {
                    return (j, true);
                }
                chain.push(j);
                open = open_to_genitive(unit);
                j += 1;
                continue;
            }
            // العاصمة صنعاء, المدينة تعز: a place and its name.
            let placed = last.clitics.article
                && last.has(|t| matches!(t, Target::PlaceNoun(_)))
                && !unit.conj()
                && unit.readings.iter().any(|r| {
                    r.how != How::Adjective
                        && matches!(r.target, Target::Country(_) | Target::Place(_))
                });
            if placed {
                j += 1;
                open = false;
                continue;
            }
            if self.names(j, head, &chain) {
                chain.push(j);
                open = unit.head(self.lexicon).is_some() && open_to_genitive(unit);
                j += 1;
                continue;
            }
            break;
        }
        (j, open)
    }

    /// Whether a noun is neither somebody nor a place: وجود, مصالح.
    fn is_abstract(&self, j: usize) -> bool {
        let unit = &self.units[j];
        unit.tag == Tag::Noun
            && !unit.unknown
            && !unit.is_name()
            && unit.head(self.lexicon).is_none()
            && !unit
                .has(|t| matches!(t, Target::PlaceNoun(_) | Target::Figure(_) | Target::Actor(_)))
    }

    /// Whether a noun is people or a body of them, not named by their country alone.
    fn names_people(&self, j: usize) -> bool {
        self.units[j].head(self.lexicon).is_some_and(|h| {
            matches!(
                h.class,
                HeadClass::Person
                    | HeadClass::Group
                    | HeadClass::Force
                    | HeadClass::People
                    | HeadClass::Institution
            )
        })
    }

    /// Of two joined adjectives the second may agree in definiteness only (العربي والإسلامي).
    fn qualifies_loosely(&self, j: usize, noun: usize) -> bool {
        self.units[j].definite == self.units[noun].definite
    }

    /// A personal name after a title, a title after a name, a name after a name.
    fn names(&self, j: usize, head: usize, chain: &[usize]) -> bool {
        let unit = &self.units[j];
        let last = &self.units[j - 1];
        let title = |u: &Unit<'l>| {
            u.head(self.lexicon).is_some_and(|h| {
                matches!(h.class, HeadClass::Office | HeadClass::Person | HeadClass::Source)
            })
        };
        // مسلحون سراح: several people have no name; nor is بحسب one, or a state.
        let several = self.units[head].number == Number::Plural
            && self.units[head].head(self.lexicon).is_some();
        let nameable = |u: &Unit<'l>| {
            !u.accusative
                && !u.is_phrase_cue(self.lexicon)
                && !u.countries().any(|(_, how)| matches!(how, How::Name))
                && (u.unknown && u.number == Number::Singular && !several
                    || u.has(|t| matches!(t, Target::Name(_)))
                    || u.actors(self.lexicon).any(|(a, how)| {
                        how != How::Adjective && a.kind == isnad_lexicon::entry::ActorKind::Person
                    }))
        };
        let titled = title(&self.units[head]) || chain.iter().any(|&n| title(&self.units[n]));
        let named = nameable(&self.units[head]);
        if nameable(unit) {
            // A definite unknown word goes on only a name: نايف البكري.
            if unit.definite && unit.unknown {
                return nameable(last) && (titled || named);
            }
            return titled || nameable(last) && named;
        }
        // أحمد حاكم منطقة …: a title in apposition to a name; honorifics before it.
        let honorific = unit.head(self.lexicon).is_some_and(|h| h.flags.has(Flags::HONORIFIC));
        let before_name = unit.definite && titled && self.units.get(j + 1).is_some_and(nameable);
        unit.clitics.suffix.is_none()
            && title(unit)
            && (honorific && titled || before_name || nameable(last) && (named || titled))
            || unit.head(self.lexicon).is_some_and(|h| h.flags.has(Flags::FORMER))
    }

    /// A quotation, parenthesis or apposition between commas inside a phrase: `تنظيم «داعش»`; returns the
    /// unit after it.
    fn inner(&self, j: usize, head: usize) -> Option<usize> {
        let key = self.key(j);
        if self.units[j].opens == Some(false) {
            return None;
        }
        let close: &[&str] = match key {
            "«" | "‹" => &["»", "›"],
            "“" | "\"" | "”" => &["”", "\"", "“"],
            "(" | "{" => &[")", "}"],
            "»" => &["«", "»"],
            "،" | "," => return self.apposition(j, head),
            _ => return None,
        };
        let to = (j + 1 + MAX_INNER_TOKENS).min(self.units.len());
        let closes = |i: usize| close.contains(&self.key(i)) && self.units[i].opens != Some(true);
        let end = (j + 1..to).find(|&i| self.units[i].tag == Tag::Punct && closes(i))?;
        let inside = &self.units[j + 1..end];
        let nominal = !inside.is_empty()
            && inside.iter().all(|u| {
                matches!(u.tag, Tag::Noun | Tag::Number)
                    || u.tag == Tag::Punct
                    || u.is("prep") && key == "("
                    || u.is("self")
            })
            && (inside[0].clitics.letter.is_none() || j == head);
        let event = inside.first().is_some_and(|u| u.is_event_noun(self.lexicon));
        (nominal && !(event && key != "(")).then_some(end + 1)
    }

    /// `المتحدث باسم الداخلية، محمد العروي، …` and `صالح يوسف، أحد قادة الفرقة، …`.
    fn apposition(&self, comma: usize, head: usize) -> Option<usize> {
        let next = self.units.get(comma + 1)?;
        if next.conj() || next.tag != Tag::Noun || next.clitics.letter.is_some() {
            return None;
        }
        let to = (comma + 12).min(self.units.len());
        let close = (comma + 1..to)
            .find(|&i| self.units[i].tag == Tag::Punct || self.units[i].is("comp"))?;
        if self.units[close].tag == Tag::Punct && !matches!(self.key(close), "،" | "," | ":") {
            return None;
        }
        let inside = &self.units[comma + 1..close];
        if inside.iter().any(|u| u.tag == Tag::Verb || u.is("rel") || u.is("sub")) {
            return None;
        }
        let title = |u: &Unit<'l>| {
            u.head(self.lexicon).is_some_and(|h| {
                matches!(h.class, HeadClass::Office | HeadClass::Source)
                    || h.class == HeadClass::Person && h.flags.has(Flags::PART)
            })
        };
        let name = |u: &Unit<'l>| {
            u.has(|t| matches!(t, Target::Name(_)))
                || u.actors(self.lexicon)
                    .any(|(a, _)| a.kind == isnad_lexicon::entry::ActorKind::Person)
                || u.unknown && !u.accusative && u.number == Number::Singular && !u.definite
        };
        let titled = title(&self.units[head]);
        let named = name(&self.units[head]) && self.units[head].head(self.lexicon).is_none();
        let honorific = next.head(self.lexicon).is_some_and(|h| h.flags.has(Flags::HONORIFIC))
            || title(next) && inside.get(1).is_some_and(name);
        (titled && (name(next) || honorific) || named && title(next)).then_some(close)
    }

    /// The end of what an office's affairs (شؤون) are: nouns and adjectives, joined ones too if the body follows.
    fn affairs(&self, noun: usize) -> usize {
        let plain = self.extend(noun).0;
        let mut j = plain;
        while j < self.units.len() && j - noun < MAX_PHRASE_UNITS {
            let unit = &self.units[j];
            if unit.tag != Tag::Noun {
                break;
            }
            if unit.clitics.letter.is_some() && !unit.conj() {
                let body = unit
                    .actors(self.lexicon)
                    .any(|(a, _)| a.kind != isnad_lexicon::entry::ActorKind::Person)
                    || unit.head(self.lexicon).is_some_and(|h| h.class == HeadClass::Institution);
                return if body { self.extend(j).0 } else { plain };
            }
            if unit.is_event_noun(self.lexicon) {
                break;
            }
            j += 1;
        }
        plain
    }

    /// `عناصر من حزب …`, `مصدر في المقاومة`, `المتحدث باسم …`: a preposition that goes on the phrase; returns the
    /// unit after the phrase it governs.
    fn partitive(&self, j: usize, head: usize) -> Option<usize> {
        let unit = &self.units[j];
        if unit.conj() || unit.clitics.suffix.is_some() && unit.is("prep") {
            return None;
        }
        let (key, noun) = if unit.is("prep") {
            (unit.stem.as_str(), j + 1)
        } else {
            (unit.clitics.letter.map_or("", |l| l.key()), j)
        };
        let target = self.units.get(noun)?;
        if target.tag != Tag::Noun || noun > j && (target.conj() || target.clitics.letter.is_some())
        {
            return None;
        }
        let entry = self.units[head].head(self.lexicon);
        let class = entry.map(|h| h.class);
        let flags = entry.map_or(Flags::default(), |h| h.flags);
        let collective = target
            .actors(self.lexicon)
            .any(|(a, _)| a.kind != isnad_lexicon::entry::ActorKind::Person)
            || target.head(self.lexicon).is_some_and(|h| {
                matches!(
                    h.class,
                    HeadClass::Force
                        | HeadClass::Institution
                        | HeadClass::Group
                        | HeadClass::People
                        | HeadClass::Medium
                        | HeadClass::State
                ) || h.flags.has(Flags::PART)
            });
        let place = target.places(self.lexicon).next().is_some()
            || target.countries().next().is_some()
            || target.has(|t| matches!(t, Target::PlaceNoun(_)));
        let person = matches!(
            class,
            Some(
                HeadClass::Person
                    | HeadClass::Source
                    | HeadClass::Force
                    | HeadClass::Group
                    | HeadClass::Medium
            )
        ) || class == Some(HeadClass::Office) && !self.units[head].definite
            || flags.has(Flags::PART);
        // القوات الموالية للرئيس, مواقع تابعة للجماعة: whose they are follows the adjective.
        let belongs = j > head
            && self.units[j - 1].readings.iter().any(|r| {
                matches!(r.target, Target::Head(i)
                    if self.lexicon.head(i).class == HeadClass::Quality
                        && self.lexicon.head(i).flags.has(Flags::PART))
            });
        let named = target.is_name() || target.head(self.lexicon).is_some();
        if belongs && named && matches!(key, "ل" | "الي" | "من" | "علي" | "تحت") {
            return Some(self.extend(noun).0);
        }
        let fits = match key {
            // مسلحين من سوريا: where they come from.
            "من" => {
                let from = class == Some(HeadClass::Person)
                    && target.countries().any(|(_, how)| how == How::Name);
                person
                    && (collective || target.head(self.lexicon).is_some() && flags.has(Flags::PART))
                    || from
            }
            "في" | "ب" | "لدي" if target.is_event_noun(self.lexicon) => false,
            "في" | "ب" | "لدي" => {
                // الرئيس فلان في المدينة: a place after a name is where it happened.
                let named = self.units[head..j].iter().any(|u| u.is_name());
                class == Some(HeadClass::Office)
                    && (!named && (collective || place)
                        || collective && self.units[j - 1].definite && !self.units[j - 1].is_name())
                    || class == Some(HeadClass::Source) && (collective || place)
                    || matches!(class, Some(HeadClass::Person)) && collective
            }
            // الأمين العام المساعد لشؤون فلسطين والأراضي المحتلة بالجامعة العربية
            "ل" if class == Some(HeadClass::Office) && target.stem == "شؤون" => {
                return Some(self.affairs(noun));
            }
            // السفير فلان لـ«الصحيفة»: to whom he speaks.
            "ل" if (self.units[head..j].iter().any(|u| u.is_name())
                || self.units[head].clitics.article)
                && target
                    .actors(self.lexicon)
                    .any(|(a, _)| a.kind == isnad_lexicon::entry::ActorKind::Medium) =>
            {
                false
            }
            "ل" => {
                matches!(
                    class,
                    Some(
                        HeadClass::Office | HeadClass::Asset | HeadClass::Site | HeadClass::Medium
                    )
                ) && collective
                    || flags.has(Flags::DEPUTY) && (collective || place)
            }
            _ => unit.is_value("prep", "name"),
        };
        if !fits {
            return None;
        }
        Some(self.extend(noun).0)
    }
}

fn letter_prep<'l>(letter: crate::morph::Letter) -> Prep<'l> {
    Prep { key: letter.key().to_owned(), value: "plain" }
}

/// Whether a genitive may follow: an indefinite noun without the endings that drop before one.
pub(crate) fn open_to_genitive(unit: &Unit<'_>) -> bool {
    let nun = unit.number != Number::Singular
        && unit.stem.chars().count() > 3
        && (unit.stem.ends_with("ون") || unit.stem.ends_with("ين") || unit.stem.ends_with("ان"))
        && !unit.readings.iter().any(|r| r.features.construct);
    let name = unit.is_name() && unit.head_like();
    !unit.definite && !unit.accusative && !nun && !name
}

impl Unit<'_> {
    /// Whether every reading is a name.
    fn head_like(&self) -> bool {
        self.readings.iter().all(|r| {
            matches!(
                r.target,
                Target::Actor(_)
                    | Target::Country(_)
                    | Target::Place(_)
                    | Target::Name(_)
                    | Target::Topic(_)
            )
        })
    }
}

/// Whether an adjective agrees with a noun in gender and number; plurals of things take the feminine.
fn agree(noun: &Unit<'_>, adjective: &Unit<'_>) -> bool {
    let feminine = adjective.gender == Gender::Feminine;
    match (noun.number, adjective.number) {
        (n, a) if noun.unknown && noun.gender == Gender::Common => {
            a == Number::Singular || n == a || !noun.definite && !adjective.definite
        }
        (Number::Singular, Number::Singular) => match noun.gender {
            Gender::Feminine => feminine,
            Gender::Masculine => !feminine || adjective.gender == Gender::Common,
            Gender::Common => true,
        },
        (Number::Plural, Number::Singular) => feminine,
        (Number::Plural, Number::Plural) => true,
        (Number::Dual, Number::Dual) => true,
        (Number::Dual, Number::Plural) => true,
        _ => false,
    }
}
