//! What a frame's slots point at, as mentions: phrases, adjectives, subjects left out, pronouns.

use isnad_lexicon::entry::HeadClass;
use isnad_lexicon::inflect::{Gender, Number};
use isnad_model::{Mention, Sector};

use crate::attribution::Manner;
use crate::clause::Rank;
use crate::frame::Filler;
use crate::mention::{Who, read};
use crate::phrase::Kind;
use crate::tag::{Tag, Unit};

use super::*;

/// So many speakers may stand for one another.
const MOST_SPEAKERS: usize = 6;

impl<'l> Work<'_, '_, '_, 'l> {
    /// The node that is the subject of a clause, looked for in the clauses it hangs on.
    pub(super) fn subject_of(&self, clause: usize, depth: usize) -> Option<usize> {
        if depth > 12 {
            return None;
        }
        let p = self.p;
        let c = &p.clauses[clause];
        if let Some(subject) = c.subject {
            return Some(subject);
        }
        match c.rank {
            Rank::Relative if c.resumed => self.resumed_subject(clause),
            Rank::Relative => c.antecedent,
            Rank::Circumstance | Rank::Joined => {
                let host = c.joined.or(c.parent)?;
                self.agreeing(clause, host, depth)
            }
            Rank::Content | Rank::Sub => {
                // وأنها: of what the clause before it spoke of.
                if let (Some(pronoun), Some(sibling)) = (c.pronoun, c.joined)
                    && let Some(subject) = self.subject_of(sibling, depth + 1)
                    && self.stands_for(pronoun, subject)
                {
                    return Some(subject);
                }
                let parent = c.parent?;
                self.agreeing(clause, parent, depth)
            }
            Rank::Main => None,
        }
    }

    /// Whether a pronoun agrees with the noun of a phrase.
    pub(super) fn stands_for(&self, pronoun: crate::morph::Suffix, node: usize) -> bool {
        let noun = self.p.unit(node);
        match pronoun.number {
            Number::Singular => {
                let feminine = noun.gender == Gender::Feminine || noun.number == Number::Plural;
                noun.gender == Gender::Common || pronoun.feminine == feminine
            }
            _ => noun.number != Number::Singular || noun.gender == Gender::Common,
        }
    }

    /// الأسلحة التي استولت عليها: the doer of a relative clause that takes up its noun with a pronoun stands before that
    /// noun.
    pub(super) fn resumed_subject(&self, clause: usize) -> Option<usize> {
        let p = self.p;
        let c = &p.clauses[clause];
        let f = p.unit(c.verb?).readings.first()?.features;
        let agrees = |n: &usize| {
            let Some(w) = p.who(*n).filter(|w| w.is_actor()) else { return false };
            match f.number {
                Number::Singular if w.is_human() && w.number != Number::Singular => false,
                Number::Singular => {
                    let feminine = w.gender == Gender::Feminine
                        || w.number == Number::Plural && !w.is_human()
                        || w.is_state();
                    (f.gender == Gender::Feminine) == feminine || w.gender == Gender::Common
                }
                _ => w.number != Number::Singular,
            }
        };
        let antecedent = c.antecedent?;
        // تبنى التنظيم هجوما نفذه: sooner the subject of the clause around it than whoever stands between.
        let around = c.parent.and_then(|parent| self.subject_of(parent, 1));
        if let Some(subject) = around.filter(|s| *s < antecedent && agrees(s)) {
            return Some(subject);
        }
        (0..antecedent).rev().filter(|&n| p.nodes[n].kind == Kind::Phrase).find(agrees)
    }

    /// The subject of `host` if the verb of `clause` agrees with it.
    pub(super) fn agreeing(&self, clause: usize, host: usize, depth: usize) -> Option<usize> {
        let subject = self.subject_of(host, depth + 1)?;
        let p = self.p;
        let c = &p.clauses[clause];
        let noun = p.unit(subject);
        if let Some(pronoun) = c.pronoun
            && pronoun.number == Number::Singular
        {
            let feminine = noun.gender == Gender::Feminine || noun.number == Number::Plural;
            let fits =
                pronoun.feminine == feminine || noun.gender == Gender::Common || !pronoun.feminine;
            return fits.then_some(subject);
        }
        let Some(reading) = c.verb.and_then(|v| p.unit(v).readings.first().copied()) else {
            return Some(subject);
        };
        let f = reading.features;
        if f.number == Number::Singular && f.gender == Gender::Feminine {
            let who = p.who(subject);
            let masculine = noun.gender == Gender::Masculine
                && noun.number == Number::Singular
                && who.is_some_and(|w| w.is_human());
            if masculine {
                return None;
            }
        }
        Some(subject)
    }

    /// The mention at a phrase node.
    pub(super) fn at_node(&self, node: usize) -> Option<Found> {
        let p = self.p;
        let n = &p.nodes[node];
        let units = &p.units[n.start..n.units.end];
        let first = units.first()?;
        let mut end = units.len();
        let mut start = 0;
        // Marks at the edges are not part of it.
        while end > 1 && self.is_mark(&units[end - 1]) && !self.closes_inside(&units[..end]) {
            end -= 1;
        }
        if self.is_mark(first)
            && units.len() > 1
            && (end < units.len() || !self.closes_inside(&units[..end]))
        {
            start = 1;
        } else if self.is_mark(first) && units.len() > 1 {
            start = 1;
            if self.is_mark(&units[end - 1]) {
                end -= 1;
            }
        }
        let who = p.who(node).cloned().unwrap_or_default();
        let lead = units.get(start)?;
        Some(Found {
            tokens: lead.tokens.start..units[end.max(start + 1) - 1].tokens.end,
            skip: self.skip(lead),
            who,
        })
    }

    /// الطرفان, الجانبان: the sides of the last act that had two, told in this sentence or before it.
    pub(super) fn both_sides(&self, node: usize, who: &Who) -> Option<Who> {
        let dual = who.number == Number::Dual
            && who.bare
            && matches!(who.class, Some(HeadClass::Group | HeadClass::State));
        if !dual || !who.members.is_empty() && who.class == Some(HeadClass::State) {
            return None;
        }
        let side = |m: &isnad_model::Member, o: &isnad_model::Member| {
            m.country == o.country && m.sectors == o.sectors
        };
        let mut here: Vec<isnad_model::Member> = Vec::new();
        for frame in self.frames.iter().rev().filter(|f| f.node < node) {
            here.clear();
            for filler in frame.actors.iter().chain(&frame.recipients) {
                let member = match filler {
                    Filler::Node(n) if *n != node => {
                        self.p.who(*n).filter(|w| w.is_actor() && w.is_known()).map(Who::member)
                    }
                    Filler::Dropped(c) => self
                        .subject_of(*c, 0)
                        .and_then(|n| self.p.who(n))
                        .filter(|w| w.is_known())
                        .map(Who::member),
                    _ => None,
                };
                here.extend(
                    member
                        .filter(|m| !here.iter().any(|o| side(m, o)))
                        .into_iter()
                        .collect::<Vec<_>>(),
                );
            }
            if here.len() >= 2 {
                break;
            }
        }
        if here.len() < 2 {
            here = self.a.claims.iter().rev().take(NEAR_CLAIMS).find_map(|c| {
                let mut all: Vec<isnad_model::Member> = Vec::new();
                for m in c.actors.iter().chain(&c.recipients) {
                    let members =
                        if m.members.is_empty() { vec![as_member(m)] } else { m.members.clone() };
                    for member in members {
                        if member.country.is_some() && !all.iter().any(|o| side(o, &member)) {
                            all.push(member);
                        }
                    }
                }
                (all.len() >= 2).then_some(all)
            })?;
        }
        Some(Who {
            members: here,
            country: None,
            name: None,
            id: None,
            sectors: Vec::new(),
            ..who.clone()
        })
    }

    pub(super) fn is_mark(&self, unit: &Unit<'l>) -> bool {
        unit.tag == Tag::Punct
    }

    /// Whether the last mark closes one that opened inside.
    pub(super) fn closes_inside(&self, units: &[Unit<'l>]) -> bool {
        units.iter().filter(|u| u.tag == Tag::Punct).count() % 2 == 0
    }

    /// The mentions a filler stands for.
    pub(super) fn found(&self, filler: Filler) -> Option<Found> {
        self.found_within(filler, MOST_SPEAKERS)
    }

    /// `left` speakers may still stand for one another: two reports can each leave their subject to the other.
    fn found_within(&self, filler: Filler, left: usize) -> Option<Found> {
        let p = self.p;
        let left = left.checked_sub(1)?;
        match filler {
            Filler::Node(node) => {
                let mut found = self.at_node(node)?;
                if let Some(sides) = self.both_sides(node, &found.who) {
                    found.who = sides;
                }
                Some(found)
            }
            Filler::Adjective(unit) => {
                let u = &p.units[unit];
                let who = read(p.units, unit..unit + 1, unit, self.a.lexicon, self.context);
                Some(Found { tokens: u.tokens.clone(), skip: self.skip(u), who })
            }
            Filler::Dropped(clause) => {
                // نرحب: whoever speaks.
                if let Some(verb) = p.clauses[clause].verb
                    && let Some(reading) = p.unit(verb).readings.first()
                    && reading.features.person == isnad_lexicon::inflect::Person::First
                    && let Some(speaker) = self
                        .reports
                        .iter()
                        .rfind(|r| r.holds(verb) && r.node != verb)
                        .and_then(|r| r.speaker)
                    && speaker != filler
                {
                    return self.found_within(speaker, left);
                }
                if let Some(speaker) = self.speaker_before(clause) {
                    return self.at_node(speaker);
                }
                if let Some(node) = self.subject_of(clause, 0) {
                    if p.nodes[node].kind == Kind::Phrase {
                        return self.at_node(node);
                    }
                    // الغارتان لم تصيبا … وأصابتا: an act, whose doer is told elsewhere.
                    if p.nodes[node].kind == Kind::Event
                        && self.frames.iter().any(|f| f.node == node || f.others.contains(&node))
                    {
                        return None;
                    }
                }
                let verb = p.clauses[clause].verb?;
                let reading = p.unit(verb).readings.first()?;
                let f = reading.features;
                if let Some(official) = self.official_speaker(clause, filler, left) {
                    return Some(official);
                }
                let reports = self.reports.iter().any(|r| r.node == verb);
                let entity = if reports
                    || f.part != isnad_lexicon::inflect::Part::Perfect
                        && f.person == isnad_lexicon::inflect::Person::First
                {
                    self.context.last_speaker(f.gender, f.number)
                } else if f.person == isnad_lexicon::inflect::Person::First {
                    self.context.last_speaker(Gender::Common, Number::Singular)
                } else {
                    let token = p.unit(verb).tokens.start;
                    self.context.last_mention(token, |w| {
                        w.is_actor()
                            && w.is_known()
                            && match f.number {
                                Number::Singular => {
                                    let feminine = w.gender == Gender::Feminine
                                        || w.number == Number::Plural && !w.is_human();
                                    (f.gender == Gender::Feminine) == feminine
                                        || w.gender == Gender::Common
                                }
                                _ => {
                                    w.number != Number::Singular
                                        || w.kind.is_some() && !w.is_human()
                                }
                            }
                    })
                }?;
                Some(Found {
                    tokens: entity.tokens.clone(),
                    skip: entity.skip,
                    who: entity.who.clone(),
                })
            }
            Filler::Pronoun(node) => self.pronoun(node),
        }
    }

    /// قال الوزير إن … ستواصل دعمها: where what an official says leaves its subject out, his side.
    pub(super) fn official_speaker(
        &self,
        clause: usize,
        filler: Filler,
        left: usize,
    ) -> Option<Found> {
        let p = self.p;
        let c = &p.clauses[clause];
        let verb = c.verb?;
        if c.rank != Rank::Content || c.pronoun.is_some() {
            return None;
        }
        let report = self.reports.iter().rfind(|r| r.holds(verb) && r.node != verb && r.clausal)?;
        let speaker = report.speaker.filter(|s| *s != filler)?;
        let found = self.found_within(speaker, left)?;
        let official =
            found.who.sectors.iter().any(|s| matches!(s, Sector::Gov | Sector::Mil | Sector::Cop));
        (official && found.who.is_human()).then_some(found)
    }

    /// Of a reporting verb without subject: who reported before it in the sentence.
    pub(super) fn speaker_before(&self, clause: usize) -> Option<usize> {
        let p = self.p;
        let c = &p.clauses[clause];
        let verb = c.verb?;
        if c.subject.is_some()
            || !self.reports.iter().any(|r| r.node == verb && r.manner == Manner::Verb)
        {
            return None;
        }
        let feminine = p.unit(verb).readings.first().map(|r| r.features.gender == Gender::Feminine);
        self.reports.iter().filter(|r| r.node < verb && r.manner == Manner::Verb).find_map(|r| {
            match r.speaker {
                Some(Filler::Node(node)) => {
                    let g = p.unit(node).gender;
                    let agrees = feminine.is_none_or(|f| {
                        g == Gender::Common
                            || f == (g == Gender::Feminine || p.unit(node).number == Number::Plural)
                    });
                    agrees.then_some(node)
                }
                _ => None,
            }
        })
    }

    /// Whom the pronoun on a node's head stands for.
    pub(super) fn pronoun(&self, node: usize) -> Option<Found> {
        let p = self.p;
        let unit = p.unit(node);
        let suffix = unit.clitics.suffix?;
        let clause = p.clause_of[node];
        let agrees = |w: &Who| match suffix.number {
            Number::Singular if w.is_human() && w.number != Number::Singular => false,
            Number::Singular => {
                let feminine = w.gender == Gender::Feminine
                    || w.number == Number::Plural && !w.is_human()
                    || w.is_state();
                suffix.feminine == feminine || w.gender == Gender::Common
            }
            Number::Dual => w.number == Number::Dual || w.members.len() == 2,
            Number::Plural => {
                w.number == Number::Plural
                    || w.kind.is_some() && !w.is_human()
                    || !w.members.is_empty()
            }
        };
        let is_verb = p.nodes[node].kind == Kind::Verb;
        let own_subject = p.clauses[clause].subject;
        let subject = self.subject_of(clause, 0).filter(|&s| s != node && !is_verb);
        if let Some(subject) = subject
            && p.who(subject).is_some_and(agrees)
        {
            return self.at_node(subject);
        }
        let near = (0..node).rev().filter(|&n| Some(n) != own_subject || !is_verb).find(|&n| {
            p.who(n).is_some_and(|w| w.is_actor() && (w.is_known() || w.is_human()) && agrees(w))
        });
        if let Some(near) = near {
            return self.at_node(near);
        }
        let entity = self
            .context
            .last_mention(unit.tokens.start, |w| w.is_actor() && w.is_known() && agrees(w))?;
        Some(Found { tokens: entity.tokens.clone(), skip: entity.skip, who: entity.who.clone() })
    }

    /// Fills in the country of a generic mention.
    pub(super) fn fill(&self, who: &mut Who, place: Option<&str>) {
        if who.is_known() {
            return;
        }
        let fillable = match who.class {
            Some(HeadClass::Source) => {
                let outside = who.sectors.is_empty()
                    || who.sectors.iter().all(|s| matches!(s, Sector::Jrn | Sector::Unk));
                !outside
            }
            Some(HeadClass::Medium | HeadClass::Quality | HeadClass::State) | None => false,
            Some(HeadClass::Person) => !who.sectors.contains(&Sector::Jrn),
            Some(HeadClass::Group) => {
                who.bare && (!who.sectors.is_empty() || who.number == Number::Dual)
            }
            Some(_) => true,
        };
        if fillable {
            who.country =
                place.map(str::to_owned).or_else(|| self.context.main_country().map(str::to_owned));
        }
    }

    pub(super) fn mention(&self, found: &Found, place: Option<&str>) -> Mention {
        let mut who = found.who.clone();
        self.fill(&mut who, place);
        Mention {
            span: self.a.evidence(self.a.bytes(found.tokens.clone(), found.skip)),
            name: who.name,
            id: who.id,
            country: who.country,
            sectors: who.sectors,
            members: who.members,
        }
    }

    /// Mentions of several fillers, each stretch of text once.
    pub(super) fn mentions(
        &self,
        fillers: &[Filler],
        place: Option<&str>,
        test: impl Fn(&Who) -> bool,
    ) -> Vec<Mention> {
        let mut out: Vec<Mention> = Vec::new();
        for filler in fillers {
            let Some(found) = self.found(*filler) else { continue };
            if !test(&found.who) {
                continue;
            }
            let mention = self.mention(&found, place);
            if !out.iter().any(|m| m.span == mention.span) {
                out.push(mention);
            }
        }
        out
    }
}

pub(super) fn as_member(m: &Mention) -> isnad_model::Member {
    isnad_model::Member {
        name: m.name.clone(),
        id: m.id.clone(),
        country: m.country.clone(),
        sectors: m.sectors.clone(),
    }
}
