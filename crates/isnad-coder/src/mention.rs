//! Who a noun phrase names: known actors, offices and bodies with their country, groups with their members.
//!
//! In comes a phrase's units and what the article has said so far ([`crate::context`]), out goes a [`Who`]. A phrase is
//! composed: `[وزير الدفاع] [الأمريكي] [آشتون كارتر]` has a head that gives sectors, an adjective that gives the
//! country, and a name that is a known actor; `[مسلحي] [الحوثي]` passes to what it is part of. Nothing is guessed: what
//! the words and the lexicon do not give stays empty, and bare or generic phrases are left to `context`.

use std::ops::Range;

use isnad_lexicon::entry::{ActorEntry, ActorKind, Flags, HeadClass, HeadEntry, How};
use isnad_lexicon::inflect::{Gender, Number};
use isnad_lexicon::{Lexicon, Target};
use isnad_model::{Member, Sector};

use crate::context::Context;
use crate::tag::{Tag, Unit};

/// Who or what a phrase names.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Who {
    pub(crate) name: Option<String>,
    pub(crate) id: Option<String>,
    pub(crate) country: Option<String>,
    pub(crate) sectors: Vec<Sector>,
    pub(crate) members: Vec<Member>,
    /// Class of the head noun, where there is one.
    pub(crate) class: Option<HeadClass>,
    /// Kind of the known actor, where there is one.
    pub(crate) kind: Option<ActorKind>,
    /// Index of the head's entry, to find the same head again.
    pub(crate) head: Option<u32>,
    pub(crate) flags: Flags,
    pub(crate) gender: Gender,
    pub(crate) number: Number,
    /// A bare definite noun that may stand for an earlier mention.
    pub(crate) bare: bool,
    /// A place by its name or its noun.
    pub(crate) place: bool,
    /// Words of a personal name that the lexicon does not know as a whole, folded.
    pub(crate) names: Vec<String>,
    /// The name is no known name and has no title: perhaps a surname, perhaps an ordinary word.
    pub(crate) doubtful: bool,
    /// A thing that only has a country: القرار الإسرائيلي.
    pub(crate) thing: bool,
    /// The first word of the head, folded, without article: what a bare noun repeats (الجبهة after جبهة النصرة).
    pub(crate) lead: String,
    /// Only a number.
    pub(crate) mere_number: bool,
}

impl Who {
    /// Whether it is known who is meant.
    pub(crate) fn is_known(&self) -> bool {
        self.country.is_some() || self.id.is_some() || !self.members.is_empty()
    }

    /// Whether it can act: a person, body, group or state.
    pub(crate) fn is_actor(&self) -> bool {
        if self.thing {
            return false;
        }
        if self.kind.is_some() || !self.names.is_empty() && !self.doubtful {
            return true;
        }
        match self.class {
            Some(HeadClass::Asset) => true,
            Some(HeadClass::Site | HeadClass::Quality) => false,
            Some(_) => true,
            None => self.country.is_some() && !self.place || self.is_state(),
        }
    }

    /// Whether it is a body under arms, or a thing of one.
    pub(crate) fn is_armed(&self) -> bool {
        matches!(self.class, Some(HeadClass::Force | HeadClass::Asset))
            || matches!(self.kind, Some(ActorKind::Group | ActorKind::Force))
            || self.sectors.iter().any(|s| {
                matches!(
                    s,
                    Sector::Mil
                        | Sector::Reb
                        | Sector::Prm
                        | Sector::Uaf
                        | Sector::Cop
                        | Sector::Spy
                )
            })
    }

    /// Whether it is a number without what is counted: 13, العشرات.
    pub(crate) fn is_mere_number(&self) -> bool {
        self.mere_number && !self.is_known()
    }

    /// Whether it is a person or people.
    pub(crate) fn is_human(&self) -> bool {
        matches!(
            self.class,
            Some(HeadClass::Person | HeadClass::Office | HeadClass::People | HeadClass::Source)
        ) || self.kind == Some(ActorKind::Person)
            || !self.names.is_empty() && !self.doubtful
    }

    /// Whether it is a state spoken of as such.
    pub(crate) fn is_state(&self) -> bool {
        let settlement = self.place && !self.sectors.contains(&Sector::Gov);
        self.class == Some(HeadClass::State)
            || self.class.is_none()
                && self.kind.is_none()
                && self.country.is_some()
                && self.names.is_empty()
                && !settlement
    }

    /// As a member of a group.
    pub(crate) fn member(&self) -> Member {
        Member {
            name: self.name.clone(),
            id: self.id.clone(),
            country: self.country.clone(),
            sectors: self.sectors.clone(),
        }
    }
}

/// Reads a phrase: the units `range` of `units`, with the head at `head`.
pub(crate) fn read(
    units: &[Unit<'_>],
    range: Range<usize>,
    head: usize,
    lexicon: &Lexicon,
    context: &Context<'_>,
) -> Who {
    let mut reader = Reader { lexicon, context, who: Who::default(), actors: Vec::new() };
    reader.read(&units[range.start..range.end.max(range.start)], head.saturating_sub(range.start));
    reader.who
}

struct Reader<'a, 'l> {
    lexicon: &'l Lexicon,
    context: &'a Context<'l>,
    who: Who,
    actors: Vec<(usize, &'l ActorEntry, How)>,
}

impl<'l> Reader<'_, 'l> {
    fn read(&mut self, units: &[Unit<'l>], head: usize) {
        let Some(first) = units.get(head) else { return };
        self.who.gender = first.gender;
        self.who.number = first.number;
        self.who.mere_number = first.tag == Tag::Number;
        self.who.lead =
            first.stem.split(' ').next().unwrap_or_default().trim_start_matches("ال").to_owned();
        let entry = self.head(first);
        let entry = self.medium_or_position(units, head).or(entry);
        if let Some((index, entry)) = entry {
            self.who.class = Some(entry.class);
            self.who.head = Some(index);
            self.who.flags = entry.flags;
            self.who.country.clone_from(&entry.country);
        }
        if entry.is_none() && self.is_site(first) {
            self.who.class = Some(HeadClass::Site);
        }
        self.collect(units);
        self.bare(units, head);
        // رؤساء روسيا وفرنسا، فلان وفلان: several persons, told apart by their countries.
        let states =
            units.iter().filter(|u| u.countries().any(|(_, how)| how == How::Name)).count();
        let several = first.number != Number::Singular
            && states > 1
            && entry.is_some_and(|(_, e)| e.class == HeadClass::Office);
        if !several && self.person(units, head, entry.map(|e| e.1)) {
            return;
        }
        if self.collective(units, head, entry.map(|e| e.1)) {
            return;
        }
        self.composed(units, head, entry.map(|e| e.1));
    }

    /// The entry of a head noun; of several the one whose class says most.
    fn head(&self, unit: &Unit<'l>) -> Option<(u32, &'l HeadEntry)> {
        let mut best: Option<(u32, &HeadEntry)> = None;
        for r in &unit.readings {
            let Target::Head(index) = r.target else { continue };
            let entry = self.lexicon.head(index);
            let better = best.is_none_or(|(_, b)| {
                b.class == HeadClass::Quality && entry.class != HeadClass::Quality
            });
            if better {
                best = Some((index, entry));
            }
        }
        best
    }

    /// Bases, camps, buildings: places that can themselves be attacked.
    fn is_site(&self, unit: &Unit<'l>) -> bool {
        unit.has(|t| matches!(t, Target::PlaceNoun(i)
            if matches!(self.lexicon.place_noun(*i).kind.as_str(), "base" | "camp" | "building" | "airport" | "port")))
    }

    /// موقع is a website beside the name of a medium, and where somebody just spoke through one, else a position.
    fn medium_or_position(&self, units: &[Unit<'l>], head: usize) -> Option<(u32, &'l HeadEntry)> {
        let unit = &units[head];
        let of = |class: HeadClass| {
            unit.readings.iter().find_map(|r| match r.target {
                Target::Head(index) if self.lexicon.head(index).class == class => {
                    Some((index, self.lexicon.head(index)))
                }
                _ => None,
            })
        };
        let (medium, position) = (of(HeadClass::Medium)?, of(HeadClass::Site)?);
        let rest = &units[head + 1..];
        let named = rest.iter().any(|u| {
            u.unknown && u.tag == Tag::Noun
                || u.actors(self.lexicon).any(|(a, _)| a.kind == ActorKind::Medium)
        });
        let spoke = rest.is_empty()
            && unit.number == Number::Singular
            && unit.definite
            && self.context.through_medium();
        Some(if named && unit.number == Number::Singular || spoke { medium } else { position })
    }

    /// Known actors in the phrase, in text order.
    fn collect(&mut self, units: &[Unit<'l>]) {
        for (i, unit) in units.iter().enumerate() {
            if unit.tag != Tag::Noun {
                continue;
            }
            let mut found: Vec<_> = unit
                .actors(self.lexicon)
                .filter(|(actor, how)| {
                    self.context.valid(actor)
                        && (!actor.flags.has(Flags::AMBIGUOUS)
                            || self.supported(units, i, actor, *how))
                })
                .collect();
            // Of several with one name, the one near whose countries the article speaks of.
            found.sort_by_key(|(actor, _)| !self.context.near(&actor.near));
            if let Some((actor, how)) = found.first() {
                self.actors.push((i, actor, *how));
            }
        }
    }

    /// An ambiguous name needs its country in the article, or a noun of its kind before it.
    fn supported(&self, units: &[Unit<'l>], at: usize, actor: &ActorEntry, how: How) -> bool {
        if how == How::Adjective {
            return true;
        }
        if !actor.near.is_empty() && self.context.near(&actor.near) {
            return true;
        }
        let class = at.checked_sub(1).and_then(|b| {
            let before = &units[b];
            if before.tag == Tag::Punct {
                b.checked_sub(1).and_then(|b| self.head(&units[b]))
            } else {
                self.head(before)
            }
        });
        let class = class.map(|(_, h)| h.class);
        match actor.kind {
            ActorKind::Medium => class == Some(HeadClass::Medium),
            ActorKind::Person => {
                matches!(class, Some(HeadClass::Office | HeadClass::Person))
                    || at > 0 && units[at - 1].is_adjective(self.lexicon)
            }
            ActorKind::Group | ActorKind::Party | ActorKind::Force => {
                // قيادي بالقاعدة: a person belongs to a group sooner than to anything else.
                let member = units[at].clitics.letter.is_some()
                    && matches!(class, Some(HeadClass::Person | HeadClass::Office));
                member
                    || matches!(class, Some(HeadClass::Group | HeadClass::Force))
                    || self.context.known(&actor.id)
            }
            _ => actor.near.is_empty() && class.is_some(),
        }
    }

    /// Whether the phrase is one definite noun, with no more than نفسه or an adjective of quality.
    fn bare(&mut self, units: &[Unit<'l>], head: usize) {
        let unit = &units[head];
        let alone = units.iter().enumerate().all(|(i, u)| {
            i == head
                || u.is("self")
                || u.is("dem")
                || u.is("quant")
                || u.tag == Tag::Punct
                || u.tag == Tag::Number
                || i > head
                    && u.is_adjective(self.lexicon)
                    && u.countries().next().is_none()
                    && self.head(u).is_some()
        });
        let dem = units.iter().any(|u| u.is("dem"));
        self.who.bare = alone
            && (unit.clitics.article || unit.clitics.suffix.is_some() || dem)
            && !unit.is_name();
    }

    /// A person whom the lexicon knows.
    fn person(&mut self, units: &[Unit<'l>], head: usize, entry: Option<&HeadEntry>) -> bool {
        let found = self
            .actors
            .iter()
            .find(|(_, a, how)| a.kind == ActorKind::Person && *how != How::Adjective);
        let Some(&(at, actor, _)) = found else { return false };
        let class = entry.map(|e| e.class);
        let of = at > head
            && matches!(
                class,
                Some(
                    HeadClass::Force
                        | HeadClass::Institution
                        | HeadClass::Group
                        | HeadClass::Asset
                        | HeadClass::Site
                        | HeadClass::People
                        | HeadClass::Medium
                )
            )
            || at > head
                && entry.is_some_and(|e| e.flags.has(Flags::PART) || e.flags.has(Flags::DEPUTY))
                // النائب فلان is a member of parliament, نائب فلان his deputy.
                && !units[head].clitics.article
            || at > head
                && matches!(class, Some(HeadClass::Person))
                && !self.adjacent_name(units, head, at);
        let country = actor.country.clone();
        let sectors = self.context.sectors(actor);
        if of {
            // قوات الأسد, حكومة نتنياهو: the body of that person.
            self.who.country = country;
            let rebel = sectors.contains(&Sector::Reb);
            let own = entry.map_or_else(Vec::new, |e| e.sectors.clone());
            self.who.sectors = if rebel || own.is_empty() { sectors } else { own };
            self.who.name = entry.map(|e| format!("{} of {}", e.gloss, actor.name));
            self.qualities(units, head);
            return true;
        }
        self.who.country = country;
        self.who.sectors = sectors;
        self.who.name = Some(actor.name.clone());
        self.who.id = Some(actor.id.clone());
        self.who.kind = Some(ActorKind::Person);
        let named = &units[at];
        self.who.names = std::iter::once(named.stem.as_str())
            .chain(named.tail.split_whitespace())
            .map(str::to_owned)
            .collect();
        self.who.number = Number::Singular;
        self.who.bare = false;
        true
    }

    /// Whether only titles, adjectives and names stand between the head and the name.
    fn adjacent_name(&self, units: &[Unit<'l>], head: usize, at: usize) -> bool {
        units[head + 1..at].iter().all(|u| {
            u.is_adjective(self.lexicon)
                || u.has(|t| matches!(t, Target::Name(_) | Target::Head(_)))
                || u.unknown
        })
    }

    /// A group, body or bloc that the lexicon knows.
    fn collective(&mut self, units: &[Unit<'l>], head: usize, entry: Option<&HeadEntry>) -> bool {
        let found =
            self.actors.iter().find(|(i, a, _)| a.kind != ActorKind::Person && *i >= head.min(*i));
        let Some(&(at, actor, how)) = found else { return false };
        let class = entry.map(|e| e.class);
        // An adjective of a country right after a body narrows it: مجلس الأمن الروسي.
        let narrowed = units.get(at + 1).and_then(|u| {
            u.countries()
                .find(|(_, how)| *how == How::Adjective)
                .map(|(c, _)| self.lexicon.country(c))
        });
        let mut country = actor.country.clone();
        let mut sectors = self.context.sectors(actor);
        let body = matches!(actor.kind, ActorKind::Org | ActorKind::Office | ActorKind::Bloc);
        let mut same = true;
        if let Some(narrowed) = narrowed.filter(|_| body && how != How::Adjective)
            && country.as_deref() != Some(narrowed.code.as_str())
        {
            country = Some(narrowed.code.clone());
            sectors = vec![Sector::Gov];
            same = false;
        }
        let own = entry.filter(|_| at != head).map_or_else(Vec::new, |e| e.sectors.clone());
        let states =
            at > head && matches!(class, Some(HeadClass::State)) && !actor.members.is_empty();
        if states {
            // دول مجلس التعاون: the members, not the body.
            self.who.members = self.context.members(actor);
            self.who.country = None;
            self.who.name = Some(format!("{} member states", actor.name));
            return true;
        }
        let armed = |s: &Sector| matches!(s, Sector::Reb | Sector::Mil | Sector::Prm | Sector::Uaf);
        let sectors = if own.is_empty()
            || sectors.iter().any(armed)
            || matches!(
                class,
                Some(HeadClass::Office | HeadClass::Person | HeadClass::Source | HeadClass::Group)
            ) && !sectors.is_empty()
        {
            sectors
        } else {
            own
        };
        self.who.country = country;
        self.who.sectors = sectors;
        if at == head
            || matches!(
                class,
                Some(
                    HeadClass::Group
                        | HeadClass::Institution
                        | HeadClass::Medium
                        | HeadClass::Force
                )
            )
            || entry.is_none()
        {
            self.who.kind = Some(actor.kind);
            self.who.bare = false;
            if same {
                self.who.name = Some(actor.name.clone());
                self.who.id = Some(actor.id.clone());
                if actor.country.is_none() {
                    self.who.members = self.context.members(actor);
                }
            }
        } else {
            self.who.name = entry.map(|e| format!("{}, {}", e.gloss, actor.name));
            self.who.bare = false;
        }
        self.names(units, head);
        true
    }

    /// Head, country and qualities, without a known actor.
    fn composed(&mut self, units: &[Unit<'l>], head: usize, entry: Option<&HeadEntry>) {
        let mut countries: Vec<(usize, String, How)> = Vec::new();
        let mut settlement = false;
        let mut sectors = entry.map_or_else(Vec::new, |e| e.sectors.clone());
        for (i, unit) in units.iter().enumerate() {
            if unit.tag != Tag::Noun {
                continue;
            }
            let named = unit.countries().find(|(c, how)| {
                let country = self.lexicon.country(*c);
                !country.flags.has(Flags::AMBIGUOUS)
                    || self.context.speaks_of(&country.code)
                    || *how == How::Adjective && i > head
            });
            if let Some((c, how)) = named {
                let country = self.lexicon.country(c);
                if !countries.iter().any(|(_, code, _)| *code == country.code) {
                    countries.push((i, country.code.clone(), how));
                }
                if how != How::Adjective
                    && units.len() == 1 + usize::from(units.iter().any(|u| u.tag == Tag::Punct)) * 2
                {
                    sectors.extend(country.sectors.iter().copied());
                }
            } else if let Some(place) = self.context.place(unit) {
                if i == head {
                    self.who.place = true;
                    settlement = true;
                }
                if let Some(code) = &place.country
                    && !countries.iter().any(|(_, c, _)| c == code)
                {
                    countries.push((i, code.clone(), How::Name));
                }
            }
        }
        if units[head].has(|t| matches!(t, Target::PlaceNoun(_))) && entry.is_none() {
            self.who.place = true;
        }
        let only = units.iter().filter(|u| u.tag == Tag::Noun).count() == 1;
        // Adjectives first, then genitives, in text order.
        countries.sort_by_key(|(i, _, how)| (*how != How::Adjective, *i));
        if let Some((i, code, how)) = countries.first().cloned() {
            self.who.country = Some(code);
            self.who.thing = entry.is_none()
                && i != head
                && !self.who.place
                && units[head].unknown_or_event(self.lexicon);
            if entry.is_none() && i == head {
                match how {
                    How::Capital | How::Palace => {
                        sectors = vec![Sector::Gov];
                        self.who.place = how == How::Capital;
                    }
                    How::Name if only && !settlement => self.who.place = false,
                    _ => {}
                }
                if how != How::Adjective || only {
                    self.who.bare = false;
                }
            }
            // رؤساء روسيا وفرنسا, ميليشيات عراقية ولبنانية: several countries under one plural head.
            let plural = self.who.number != Number::Singular
                || matches!(
                    self.who.class,
                    Some(HeadClass::Force | HeadClass::Group | HeadClass::People)
                );
            let alike: Vec<_> = countries
                .iter()
                .filter(|(_, _, h)| (*h == How::Adjective) == (how == How::Adjective))
                .collect();
            if plural && alike.len() > 1 && entry.is_some() {
                self.who.members = alike
                    .iter()
                    .map(|(_, code, _)| Member {
                        name: None,
                        id: None,
                        country: Some(code.clone()),
                        sectors: sectors.clone(),
                    })
                    .collect();
                self.who.country = None;
            }
        }
        self.who.sectors = sectors;
        self.qualities(units, head);
        self.names(units, head);
        self.who.name = match (entry, &self.who.country) {
            (Some(entry), Some(code)) => {
                let country = self.context.country_name(code);
                Some(format!("{} ({country})", entry.gloss))
            }
            (Some(entry), None) if self.who.names.is_empty() => Some(entry.gloss.clone()),
            (None, Some(code)) if !self.who.place => {
                Some(self.context.country_name(code).to_owned())
            }
            _ => None,
        };
    }

    /// مصدر أمني: an adjective of quality gives its sectors to a head without a side of its own.
    fn qualities(&mut self, units: &[Unit<'l>], head: usize) {
        let weak = matches!(
            self.who.class,
            Some(
                HeadClass::Source
                    | HeadClass::Person
                    | HeadClass::Office
                    | HeadClass::Asset
                    | HeadClass::Group
                    | HeadClass::Site
                    | HeadClass::Institution
            )
        ) || self.who.sectors.is_empty();
        if !weak {
            return;
        }
        let mut found = Vec::new();
        for unit in units.iter().skip(head + 1) {
            for r in &unit.readings {
                if let Target::Head(index) = r.target
                    && self.lexicon.head(index).class == HeadClass::Quality
                    && unit.is_adjective(self.lexicon)
                {
                    found.extend(self.lexicon.head(index).sectors.iter().copied());
                    break;
                }
            }
        }
        if found.is_empty() {
            return;
        }
        found.dedup();
        let keeps = matches!(
            self.who.class,
            Some(HeadClass::Person | HeadClass::Group | HeadClass::Institution)
        ) && !self.who.sectors.is_empty()
            && self.who.sectors != [Sector::Gov];
        if !keeps {
            self.who.sectors = found;
        }
    }

    /// Words of a personal name.
    fn names(&mut self, units: &[Unit<'l>], head: usize) {
        let title = matches!(
            self.who.class,
            Some(HeadClass::Office | HeadClass::Person | HeadClass::Source)
        );
        let mut names = Vec::new();
        let mut known = false;
        for (i, unit) in units.iter().enumerate() {
            if unit.tag != Tag::Noun || unit.clitics.letter.is_some() && i > 0 {
                continue;
            }
            let name = unit.has(|t| matches!(t, Target::Name(_)));
            let unknown = unit.unknown
                && !unit.accusative
                && unit.number == Number::Singular
                && unit.clitics.suffix.is_none();
            if i == head && self.who.class.is_some() {
                continue;
            }
            if name || unknown && (title || !names.is_empty() || i == head) {
                let mut word = unit.stem.clone();
                if unit.clitics.article && !word.starts_with("ال") {
                    word = format!("ال{word}");
                }
                known |= name;
                names.push(word);
            }
        }
        self.who.doubtful = !known && !title;
        self.who.names = names;
    }
}

/// Whether a code of `docs/record.md` §1 is that of bodies across states, not of a country.
pub(crate) fn is_supranational(code: &str) -> bool {
    matches!(code, "UNO" | "EUR" | "IGO" | "NGO" | "ISM" | "IMG" | "MNC")
}
