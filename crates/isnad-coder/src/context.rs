//! What the article has said so far: countries spoken of, who was named, who spoke last.
//!
//! Sentences are read in order; each stage asks here for what a later mention stands for. `التنظيم` (the organisation)
//! is the last organisation named, `بلاده` (his country) the speaker's, a surname alone the person introduced with
//! it, a generic `مصدر أمني` (a security source) belongs to the country the article is about. What cannot be
//! settled stays unknown.

use std::collections::BTreeMap;
use std::ops::Range;

use isnad_lexicon::entry::{ActorEntry, ActorKind, Flags, HeadClass, How, PlaceEntry};
use isnad_lexicon::inflect::{Gender, Number};
use isnad_lexicon::{Lexicon, Target};
use isnad_model::{Member, Sector};
use jiff::civil::Date;

use crate::mention::{Who, is_supranational};
use crate::morph::Word;
use crate::tag::Unit;

/// Somebody named earlier.
#[derive(Clone, Debug)]
pub(crate) struct Entity {
    pub(crate) who: Who,
    /// Tokens of the mention.
    pub(crate) tokens: Range<usize>,
    /// Letters of the first token that are not part of it.
    pub(crate) skip: usize,
}

/// What is known at one point of the article.
#[derive(Clone, Debug)]
pub(crate) struct Context<'l> {
    lexicon: &'l Lexicon,
    published: Option<Date>,
    /// How often each country is spoken of, by name, adjective or place.
    counts: BTreeMap<String, u32>,
    /// The country the article is about.
    main: Option<String>,
    entities: Vec<Entity>,
    /// People by the last word of their mention.
    surnames: BTreeMap<String, Who>,
    /// Speakers, the last one last.
    speakers: Vec<Entity>,
}

/// The memory of mentions is cut back to this many.
const MAX_ENTITIES: usize = 400;
/// Towns with more people are known without their country.
const LARGE_TOWN: u32 = 200_000;
/// A name in the headline counts as much as so many in the text.
const HEADLINE_WEIGHT: u32 = 3;

impl<'l> Context<'l> {
    /// `words` are the words of the sentences with their weight (headlines count more).
    pub(crate) fn new<'w>(
        lexicon: &'l Lexicon,
        published: Option<Date>,
        sentences: impl Iterator<Item = (&'w [Word], bool)> + Clone,
    ) -> Self {
        let mut context = Self {
            lexicon,
            published,
            counts: BTreeMap::new(),
            main: None,
            entities: Vec::new(),
            surnames: BTreeMap::new(),
            speakers: Vec::new(),
        };
        for (words, headline) in sentences.clone() {
            context.count(words, if headline { HEADLINE_WEIGHT } else { 1 }, false);
        }
        let named = context.counts.clone();
        for (words, headline) in sentences {
            context.count(words, if headline { HEADLINE_WEIGHT } else { 1 }, true);
        }
        let best = |counts: &BTreeMap<String, u32>| {
            counts
                .iter()
                .max_by_key(|(code, n)| (**n, std::cmp::Reverse((*code).clone())))
                .map(|(c, _)| c.clone())
        };
        context.main = best(&context.counts).or_else(|| best(&named));
        context
    }

    /// Counts countries; places only in the second pass, when the countries named can tell them apart.
    fn count(&mut self, words: &[Word], weight: u32, places: bool) {
        let mut skip = 0;
        for word in words {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let Some(best) = word.readings.first() else { continue };
            let len = best.len;
            let readings =
                word.readings.iter().filter(|r| r.len == len && r.clitics == best.clitics);
            let mut code = None;
            for r in readings {
                match r.target {
                    Target::Country(i) if !places => {
                        let country = self.lexicon.country(i);
                        if !country.flags.has(Flags::AMBIGUOUS) {
                            code = Some(country.code.clone());
                        }
                    }
                    Target::Actor(i) if !places => {
                        let actor = self.lexicon.actor(i);
                        if !actor.flags.has(Flags::AMBIGUOUS)
                            && actor.kind != ActorKind::Medium
                            && self.valid(actor)
                        {
                            code = actor.country.clone().filter(|c| !is_supranational(c));
                        }
                    }
                    Target::Place(i) if places => {
                        let place = self.lexicon.place(i);
                        if !place.flags.has(Flags::AMBIGUOUS) {
                            code =
                                self.pick(std::iter::once(place)).and_then(|p| p.country.clone());
                        }
                    }
                    _ => {}
                }
                if code.is_some() {
                    break;
                }
            }
            if let Some(code) = code {
                *self.counts.entry(code).or_default() += weight;
            }
            skip = len - 1;
        }
    }

    /// Whether an actor's entry holds on the article's date; without a date every entry holds.
    pub(crate) fn valid(&self, actor: &ActorEntry) -> bool {
        let Some(day) = self.published else { return actor.to.is_none() || actor.from.is_none() };
        let before = actor
            .from
            .as_deref()
            .and_then(|d| d.parse::<Date>().ok())
            .is_some_and(|from| day < from);
        let after =
            actor.to.as_deref().and_then(|d| d.parse::<Date>().ok()).is_some_and(|to| day > to);
        !before && !after
    }

    /// Sectors of an actor on the article's date.
    pub(crate) fn sectors(&self, actor: &ActorEntry) -> Vec<Sector> {
        actor.sectors.clone()
    }

    /// Whether the article speaks of one of these countries; an empty list asks for nothing.
    pub(crate) fn near(&self, codes: &[String]) -> bool {
        codes.is_empty() || codes.iter().any(|c| self.speaks_of(c))
    }

    pub(crate) fn speaks_of(&self, code: &str) -> bool {
        self.counts.get(code).is_some_and(|n| *n > 0)
    }

    /// Whether one of the last speakers was a medium.
    pub(crate) fn through_medium(&self) -> bool {
        self.speakers.iter().rev().take(4).any(|e| {
            e.who.class == Some(HeadClass::Medium) || e.who.kind == Some(ActorKind::Medium)
        })
    }

    /// Whoever has been mentioned with this word at the end: السوداني after أبو خليل السوداني.
    pub(crate) fn surname(&self, word: &str) -> Option<&Who> {
        self.surnames.get(word)
    }

    /// Whether an actor was named before.
    pub(crate) fn known(&self, id: &str) -> bool {
        self.entities.iter().any(|e| e.who.id.as_deref() == Some(id))
    }

    pub(crate) fn country_name(&self, code: &str) -> &'l str {
        self.lexicon.countries().iter().find(|c| c.code == code).map_or("", |c| c.name.as_str())
    }

    /// The members of a bloc.
    pub(crate) fn members(&self, actor: &ActorEntry) -> Vec<Member> {
        let mut out = Vec::new();
        for member in &actor.members {
            match self.lexicon.actors().iter().find(|a| a.id == *member) {
                Some(a) => out.push(Member {
                    name: Some(a.name.clone()),
                    id: Some(a.id.clone()),
                    country: a.country.clone(),
                    sectors: a.sectors.clone(),
                }),
                None => out.push(Member {
                    name: Some(self.country_name(member).to_owned()).filter(|n| !n.is_empty()),
                    id: None,
                    country: Some(member.clone()),
                    sectors: Vec::new(),
                }),
            }
        }
        out
    }

    /// The country the article is about.
    pub(crate) fn main_country(&self) -> Option<&str> {
        self.main.as_deref()
    }

    /// The place a unit names, if the countries spoken of single one out.
    pub(crate) fn place(&self, unit: &Unit<'l>) -> Option<&'l PlaceEntry> {
        let places = unit.readings.iter().filter_map(|r| match r.target {
            Target::Place(i) if r.how != How::Adjective => Some(self.lexicon.place(i)),
            _ => None,
        });
        // بردة (with a reply) is also a town: a name whose first letter may be a preposition needs its country.
        let doubtful = unit.stem.starts_with(['ب', 'ل', 'ك', 'و', 'ف'])
            && unit.clitics.letter.is_none()
            && unit.tokens.len() == 1
            && !unit.stem.starts_with("ال");
        self.pick(places).filter(|p| {
            !doubtful
                || p.population > LARGE_TOWN
                || p.country.as_ref().is_none_or(|c| self.speaks_of(c))
        })
    }

    /// Of places with one name: the one in a country the article speaks of most, else the only one, else by
    /// far the largest.
    fn pick(&self, places: impl Iterator<Item = &'l PlaceEntry>) -> Option<&'l PlaceEntry> {
        let all: Vec<&PlaceEntry> = places.collect();
        let count = |p: &PlaceEntry| {
            p.country.as_ref().and_then(|c| self.counts.get(c)).copied().unwrap_or(0)
        };
        let best = all
            .iter()
            .copied()
            .max_by_key(|p| (count(p), p.population, std::cmp::Reverse(p.geonameid)))?;
        if count(best) > 0 || all.len() == 1 {
            return Some(best);
        }
        let second = all.iter().filter(|p| p.country != best.country).map(|p| p.population).max();
        match second {
            None => Some(best),
            // Ten times the people: hardly anybody means the other one.
            Some(second) => (best.population / 10 > second).then_some(best),
        }
    }

    /// Keeps somebody in mind.
    ///
    /// `surname` is the folded last word of a mention of several.
    pub(crate) fn remember(
        &mut self,
        who: &Who,
        tokens: Range<usize>,
        skip: usize,
        surname: Option<&str>,
    ) {
        if !who.is_known() && who.names.is_empty() {
            return;
        }
        if let Some(surname) = surname.filter(|_| who.is_human()) {
            self.surnames.insert(surname.to_owned(), who.clone());
        }
        self.entities.push(Entity { who: who.clone(), tokens, skip });
        if self.entities.len() > 2 * MAX_ENTITIES {
            self.entities.drain(..MAX_ENTITIES);
        }
    }

    /// Keeps the last speakers in mind.
    pub(crate) fn spoke(&mut self, who: &Who, tokens: Range<usize>, skip: usize) {
        self.speakers.push(Entity { who: who.clone(), tokens, skip });
        if self.speakers.len() > 32 {
            self.speakers.remove(0);
        }
    }

    /// The last speaker that a verb without subject may go with.
    pub(crate) fn last_speaker(&self, gender: Gender, number: Number) -> Option<&Entity> {
        let agrees = |e: &&Entity| {
            let g = e.who.gender == gender
                || e.who.gender == Gender::Common
                || gender == Gender::Common;
            let n = e.who.number == number
                || e.who.number == Number::Plural && gender == Gender::Feminine;
            g && n
        };
        self.speakers.iter().rev().take(6).find(agrees).or_else(|| self.speakers.last())
    }

    /// The last mention that a pronoun may go with.
    pub(crate) fn last_mention(
        &self,
        token: usize,
        fits: impl Fn(&Who) -> bool,
    ) -> Option<&Entity> {
        self.entities.iter().rev().filter(|e| e.tokens.start < token).find(|e| fits(&e.who))
    }

    /// Whom a bare definite noun, a surname or a generic phrase stands for.
    ///
    /// `sentence` is the first token of the sentence, `token` that of the mention.
    pub(crate) fn resolve(&self, who: &Who, sentence: usize, token: usize) -> Option<Who> {
        if who.is_known() {
            return None;
        }
        let before = || self.entities.iter().rev().filter(move |e| e.tokens.start < token);
        if !who.names.is_empty() {
            // A surname, or the same name again.
            let last = who.names.last();
            let found = before().find(|e| last.is_some_and(|l| e.who.names.contains(l)));
            return found.map(|e| e.who.clone());
        }
        if !who.bare {
            return None;
        }
        let class = who.class?;
        if who.flags.has(Flags::HONORIFIC) {
            // معاليه, سموه: the person last spoken of by name or office.
            let person = |e: &&Entity| {
                e.who.is_human()
                    && (e.who.kind == Some(ActorKind::Person) || !e.who.names.is_empty())
            };
            let spoke = self.speakers.iter().rev().take(3).find(person);
            return spoke.or_else(|| before().find(person)).map(|e| e.who.clone());
        }
        if who.number == Number::Dual {
            return self.pair(token, class);
        }
        // الرؤساء الثلاثة are not the president who was named alone, nor the other way round.
        let many = |w: &Who| w.number == Number::Plural || !w.members.is_empty();
        let persons = matches!(class, HeadClass::Office | HeadClass::Person | HeadClass::Source);
        let alike = move |e: &&Entity| !persons || many(&e.who) == many(who);
        let before = || before().filter(alike);
        let same = |e: &&Entity| {
            e.who.head == who.head && e.who.head.is_some()
                || !who.lead.is_empty()
                    && e.who.lead == who.lead
                    && e.who.kind.is_some_and(|k| k != ActorKind::Person)
        };
        // الجيش: sooner the army that spoke than one only spoken of.
        if matches!(class, HeadClass::Force | HeadClass::Institution)
            && let Some(found) = self.speakers.iter().rev().take(6).find(same)
            && found.who.is_known()
        {
            return Some(found.who.clone());
        }
        if let Some(found) = before().find(same) {
            return Some(found.who.clone());
        }
        // الوزارة after وزارة الإعلام, الوزير after وزير الدفاع.
        let title = |e: &&Entity| {
            !who.lead.is_empty()
                && e.who.lead == who.lead
                && e.who.class == Some(class)
                && e.who.is_known()
        };
        if let Some(found) = before().find(title) {
            return Some(found.who.clone());
        }
        // المهاجمون, المسلحون: of the group under arms that was named last.
        let armed = |s: &Sector| matches!(s, Sector::Uaf);
        if class == HeadClass::Person
            && who.number == Number::Plural
            && !who.sectors.is_empty()
            && who.sectors.iter().all(armed)
        {
            let group = |e: &&Entity| {
                e.who.is_known()
                    && e.who.sectors.contains(&Sector::Reb)
                    && (matches!(e.who.kind, Some(ActorKind::Group | ActorKind::Party))
                        || e.who.class == Some(HeadClass::Person))
            };
            if let Some(found) =
                self.entities.iter().rev().filter(|e| e.tokens.start < token).take(12).find(group)
            {
                return Some(Who {
                    country: found.who.country.clone(),
                    sectors: found.who.sectors.clone(),
                    bare: false,
                    ..who.clone()
                });
            }
        }
        // الجيش in what a ministry says: its own.
        let own = who.sectors.iter().all(|s| {
            matches!(
                s,
                Sector::Gov | Sector::Mil | Sector::Cop | Sector::Jud | Sector::Leg | Sector::Spy
            )
        });
        if matches!(class, HeadClass::Force | HeadClass::Institution) && own {
            let state = |e: &&Entity| {
                e.who.country.is_some()
                    && e.who.is_actor()
                    && (e.who.is_state()
                        || e.who
                            .sectors
                            .iter()
                            .any(|s| matches!(s, Sector::Gov | Sector::Mil | Sector::Cop)))
            };
            let near = before().take_while(|e| e.tokens.start >= sentence).filter(state).last();
            if let Some(near) = near {
                return Some(Who { country: near.who.country.clone(), bare: false, ..who.clone() });
            }
        }
        let kin = |e: &&Entity| match class {
            HeadClass::Group => matches!(e.who.kind, Some(ActorKind::Group | ActorKind::Party)),
            HeadClass::Office => {
                e.who.kind == Some(ActorKind::Person)
                    && e.who.class == Some(HeadClass::Office)
                    && e.who.head == who.head
            }
            HeadClass::Source => e.who.class == Some(HeadClass::Source),
            HeadClass::Medium => e.who.kind == Some(ActorKind::Medium),
            _ => false,
        };
        before().find(kin).map(|e| e.who.clone())
    }

    /// The last two of a kind: البلدان, الجانبان.
    fn pair(&self, token: usize, class: HeadClass) -> Option<Who> {
        let mut members: Vec<Member> = Vec::new();
        for entity in self.entities.iter().rev().filter(|e| e.tokens.start < token) {
            let fits = match class {
                HeadClass::State => entity.who.country.is_some(),
                HeadClass::Office => entity.who.is_human(),
                _ => entity.who.is_actor(),
            };
            let known = entity.who.country.as_deref();
            if !fits || known.is_none() || members.iter().any(|m| m.country.as_deref() == known) {
                continue;
            }
            let mut member = entity.who.member();
            if class == HeadClass::State {
                member = Member {
                    name: known.map(|c| self.country_name(c).to_owned()),
                    country: member.country,
                    ..Member::default()
                };
            }
            members.push(member);
            if members.len() == 2 {
                members.reverse();
                return Some(Who {
                    members,
                    number: Number::Dual,
                    class: Some(class),
                    ..Who::default()
                });
            }
        }
        None
    }
}
