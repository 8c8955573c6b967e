//! Who did it to whom where the sentence leaves it out: from the speaker, the accused, the condition, the act told before.

use isnad_lexicon::entry::{Flags, HeadClass, How};
use isnad_model::{Event, Hop, Mention, Sector, Stance};

use crate::attribution::{Manner, content_range};
use crate::clause::Rank;
use crate::frame::{Filler, Frame};
use crate::mention::Who;
use crate::phrase::Kind;

use super::*;
use crate::segment::SentenceKind;

impl<'l> Work<'_, '_, '_, 'l> {
    /// لدينا, أرضنا: whether a clause speaks of "us".
    pub(super) fn in_first_person(&self, clause: usize) -> bool {
        let p = self.p;
        p.clauses[clause].nodes.iter().any(|&n| {
            p.units[p.nodes[n].units.clone()].iter().any(|u| {
                u.clitics.suffix.is_some_and(|s| s.person == isnad_lexicon::inflect::Person::First)
            })
        })
    }

    /// Whom a party last fought, as the article told it.
    pub(super) fn opponents(&self, party: &Mention) -> Vec<Mention> {
        self.a
            .claims
            .iter()
            .rev()
            .take(NEAR_CLAIMS)
            .filter(|c| c.event == Event::Assault)
            .find_map(|c| {
                let takes_part = c.actors.iter().any(|a| same_side(a, party));
                let others: Vec<Mention> = c
                    .actors
                    .iter()
                    .chain(&c.recipients)
                    .filter(|m| m.country.is_some() && !same_side(m, party))
                    .cloned()
                    .collect();
                (takes_part && !others.is_empty()).then_some(others)
            })
            .unwrap_or_default()
    }

    /// The subject of the condition on which a clause depends.
    pub(super) fn bound_by_condition(&self, clause: usize) -> Vec<Mention> {
        let p = self.p;
        let subject = self
            .condition_clause(clause)
            .and_then(|c| c.subject)
            .filter(|&s| p.who(s).is_some_and(|w| w.is_actor() && w.is_known()));
        subject.map_or_else(Vec::new, |s| self.mentions(&[Filler::Node(s)], None, |_| true))
    }

    /// Whether somebody or something can be the recipient of an event: not a bare number, nor a mere thing.
    pub(super) fn may_receive(&self, frame: &Frame<'l>, who: &Who) -> bool {
        if who.is_mere_number() {
            return false;
        }
        let bare_site = who.class == Some(HeadClass::Site)
            && who.sectors.is_empty()
            && frame.event == Event::Coerce;
        if who.place && who.class.is_none() || bare_site {
            return frame.event.is_verbal() || frame.event == Event::Consult;
        }
        who.class.is_some() || who.kind.is_some() || who.is_known() || !who.names.is_empty()
    }

    /// Whom the accusation blames that holds an event without a doer: اتهمت الجيش بقصف البلدة.
    pub(super) fn accused(&self, frame: &Frame<'l>) -> Option<Vec<Mention>> {
        if frame.event.is_verbal() {
            return None;
        }
        let accusation = self.frames.iter().find(|f| {
            f.event == Event::Accuse
                && f.node != frame.node
                && f.content
                    .is_some_and(|c| content_range(self.p, f.clause, c).contains(&frame.node))
        })?;
        let accused = self.mentions(&accusation.recipients, None, Who::is_actor);
        (!accused.is_empty()).then_some(accused)
    }

    /// What a deed said of the time ahead is, in the mouth of the one who will do it: a promised visit or help is an
    /// agreement, a promised withdrawal a concession, "will not" a refusal (`docs/record.md` §3).
    pub(super) fn turned(
        &self,
        frame: &Frame<'l>,
        actors: &[Mention],
        attribution: &[Hop],
    ) -> Option<Turned> {
        use isnad_model::Mode;
        let p = self.p;
        let clause = &p.clauses[frame.clause];
        let verb = clause.verb == Some(frame.node)
            || clause
                .verb
                .is_some_and(|v| p.nodes[v].kind == Kind::Verb && !frame.helpers.is_empty());
        let own = attribution.is_empty()
            || actors.is_empty()
            || attribution
                .iter()
                .filter_map(|h| h.speaker.as_ref())
                .any(|s| actors.iter().any(|a| same_mention(a, s) || same_side(a, s)));
        let bargaining = matches!(
            frame.event,
            Event::Retreat
                | Event::Consult
                | Event::Concede
                | Event::Agree
                | Event::Cooperate
                | Event::Aid
                | Event::Support
        );
        // لا هدنة قبل …
        let no = frame.node > 0
            && p.nodes[frame.node - 1].kind == Kind::Neg
            && p.unit(frame.node - 1).value() == "now"
            && p.nodes[frame.node].kind == Kind::Event;
        if bargaining && own && (no || verb && clause.negation == Some("future")) {
            let modes = match frame.event {
                Event::Consult => vec![Mode::Meet],
                Event::Retreat | Event::Concede => vec![Mode::Yield],
                Event::Aid => vec![Mode::Assist],
                _ => Vec::new(),
            };
            return Some(Turned { event: Event::Reject, modes });
        }
        if frame.stopped {
            return (self.condition(frame.clause).is_some() || frame.future)
                .then_some(Turned { event: Event::Concede, modes: Vec::new() });
        }
        if !(frame.future && own && verb) || frame.negated {
            return None;
        }
        match frame.event {
            Event::Consult if frame.sense.reading.clitics.future || !frame.helpers.is_empty() => {
                Some(Turned { event: Event::Agree, modes: Vec::new() })
            }
            Event::Support | Event::Aid | Event::Cooperate => {
                Some(Turned { event: Event::Agree, modes: Vec::new() })
            }
            Event::Retreat => Some(Turned { event: Event::Concede, modes: Vec::new() }),
            _ => None,
        }
    }

    /// خلال زيارة إلى …، قال الرئيس: the visitor is the subject of the clause.
    pub(super) fn visitor(&self, frame: &Frame<'l>) -> Vec<Mention> {
        let p = self.p;
        let node = &p.nodes[frame.node];
        let during = node.kind == Kind::Event
            && !p.unit(frame.node).clitics.article
            && frame.helpers.is_empty()
            && node.prep.as_ref().is_some_and(|q| {
                matches!(q.value, "during" | "time")
                    || matches!(q.key.as_str(), "في" | "خلال" | "اثناء" | "لدي")
            });
        if !during {
            return Vec::new();
        }
        let subject = self
            .subject_of(frame.clause, 0)
            .filter(|&n| p.who(n).is_some_and(|w| w.is_actor() && (w.is_known() || w.is_human())));
        subject.map_or_else(Vec::new, |n| self.mentions(&[Filler::Node(n)], None, Who::is_actor))
    }

    /// Whom blame or praise is for, where nobody is named as such: the doers of what is blamed, else the first party named
    /// in it (القرار الإسرائيلي).
    pub(super) fn answerable(&self, frame: &Frame<'l>) -> Vec<Mention> {
        let p = self.p;
        let Some(start) = frame.content else { return Vec::new() };
        let range = content_range(p, frame.clause, start);
        for other in self.frames {
            if range.contains(&other.node) && other.node != frame.node {
                let mut doers = self.mentions(&other.actors, None, Who::is_actor);
                if doers.is_empty() && other.node == start {
                    self.refer_back(other, &mut doers, &mut Vec::new());
                }
                if !doers.is_empty() {
                    return doers;
                }
            }
        }
        let reach = if frame.event == Event::Accuse { 8 } else { 3 };
        for node in range.take(reach) {
            let Some(who) = p.who(node) else { continue };
            let n = &p.nodes[node];
            if who.thing {
                let adjective = (n.start..n.units.end)
                    .find(|&u| p.units[u].countries().any(|(_, how)| how == How::Adjective));
                if let Some(adjective) = adjective {
                    return self.mentions(&[Filler::Adjective(adjective)], None, |_| true);
                }
            } else if who.is_known() && who.is_actor() {
                return self.mentions(&[Filler::Node(node)], None, |_| true);
            }
        }
        Vec::new()
    }

    /// Of a deed told without doer: whoever announces that it was done (أعلن الجيش قتل خمسة مسلحين), the subject of a verb
    /// that aims at it (أطلقت الحكومة حملة لقصف …), of a sentence without verb (القوات على أهبة الاستعداد).
    pub(super) fn own_deed(&self, frame: &Frame<'l>, recipients: &[Mention]) -> Vec<Mention> {
        let p = self.p;
        let node = &p.nodes[frame.node];
        if node.kind != Kind::Event || frame.event.is_verbal() {
            return Vec::new();
        }
        let clause = &p.clauses[frame.clause];
        let known = |w: &Who| w.is_actor() && (w.is_known() || w.is_armed());
        let aimed = node.prep.as_ref().is_some_and(|q| q.key == "ل") && clause.verb.is_some();
        let verbless = frame.event == Event::Mobilize && clause.verb.is_none();
        if (aimed || verbless)
            && let Some(subject) = clause.subject.filter(|&s| s != frame.node)
        {
            return self.mentions(&[Filler::Node(subject)], None, known);
        }
        let report = self.reports.iter().rfind(|r| r.holds(frame.node) && r.manner == Manner::Verb);
        let Some(report) = report.filter(|r| !r.clausal && r.stance != Stance::Deny) else {
            return Vec::new();
        };
        let first = report.start();
        let held =
            first <= frame.node && p.nodes[first + 1..=frame.node].iter().all(|n| n.genitive);
        let Some(speaker) = report
            .speaker
            .and_then(|s| self.found(s))
            .filter(|_| held && frame.sense.verbal_noun && !recipients.is_empty())
        else {
            return Vec::new();
        };
        let armed = speaker.who.sectors.iter().any(|s| {
            matches!(s, Sector::Mil | Sector::Reb | Sector::Prm | Sector::Cop | Sector::Spy)
        });
        let mention = self.mention(&speaker, None);
        let own = recipients.iter().any(|r| same_side(r, &mention));
        if armed && !own { vec![mention] } else { Vec::new() }
    }

    /// Actors and recipients of an event that only refers back to one told before: الهجوم.
    pub(super) fn refer_back(
        &self,
        frame: &Frame<'l>,
        actors: &mut Vec<Mention>,
        recipients: &mut Vec<Mention>,
    ) {
        let unit = self.p.unit(frame.node);
        let event_noun = self.p.nodes[frame.node].kind == Kind::Event;
        // العنف الذي يحدث …: what follows says which one it is.
        let told_apart = self
            .p
            .clauses
            .iter()
            .any(|c| c.rank == Rank::Relative && c.antecedent == Some(frame.node));
        let definite = event_noun && unit.definite && !told_apart;
        let meeting = frame.event == Event::Consult;
        let killed = frame.passive && self.killed_in_the_same(frame, recipients);
        if !(definite && frame.event == Event::Assault
            || killed
            || meeting && (event_noun || frame.passive))
        {
            self.same_incident(frame, actors, recipients);
            return;
        }
        let side = |a: &Mention, b: &Mention| {
            a.country.is_some()
                && a.country == b.country
                && a.sectors.iter().any(|s| b.sectors.contains(s))
        };
        let earlier = self.a.past.iter().rev().take(if killed { 3 } else { 6 }).find(|past| {
            let claim = &self.a.claims[past.claim];
            let other_victims = killed
                && !claim.recipients.is_empty()
                && claim.recipients.iter().all(|m| m.country.is_some())
                && !claim.recipients.iter().any(|m| recipients.iter().any(|r| same_side(m, r)));
            past.event == frame.event
                && !other_victims
                && claim.actors.len() > usize::from(meeting)
                && !(killed && claim.actors.iter().any(|a| recipients.iter().any(|r| side(a, r))))
        });
        let Some(earlier) = earlier else { return };
        let claim = &self.a.claims[earlier.claim];
        let other = |m: &&Mention| {
            !recipients.iter().any(|r| {
                same_mention(r, m)
                    || r.country.is_some() && r.country == m.country && r.sectors == m.sectors
            })
        };
        actors.extend(claim.actors.iter().filter(other).cloned());
        if recipients.is_empty() && !actors.is_empty() {
            recipients.clone_from(&claim.recipients);
        }
    }

    /// An act told again in the sentence after, or in the text under the headline: غارتان … after a headline that says whose.
    fn same_incident(&self, frame: &Frame<'l>, actors: &mut Vec<Mention>, recipients: &[Mention]) {
        let event_noun = self.p.nodes[frame.node].kind == Kind::Event;
        let headline = self.sentence.kind == SentenceKind::Headline;
        if frame.event != Event::Assault || headline || !(event_noun || frame.passive) {
            return;
        }
        let first = self.a.claims.first().map_or(0, |c| c.sentence.start);
        let last = self.a.claims.last().map_or(0, |c| c.sentence.start);
        let country = |m: &Mention, o: &Mention| m.country.is_some() && m.country == o.country;
        let found = self.a.claims.iter().rev().take(NEAR_CLAIMS).find(|c| {
            let near = c.sentence.start == last || c.sentence.start == first;
            near && c.event == frame.event
                && !c.actors.is_empty()
                && c.modes.iter().any(|m| frame.modes.contains(m))
                && !recipients.is_empty()
                && c.recipients.iter().any(|r| recipients.iter().any(|o| country(r, o)))
                && !c.actors.iter().any(|a| recipients.iter().any(|r| same_side(a, r)))
        });
        if let Some(found) = found {
            actors.extend(found.actors.iter().cloned());
        }
    }

    /// Whether people said to have been killed or wounded, by no word of an act, may be victims of the act told before.
    pub(super) fn killed_in_the_same(&self, frame: &Frame<'l>, recipients: &[Mention]) -> bool {
        let flags = frame.sense.entry.flags;
        let p = self.p;
        // في اشتباكات: an act of its own; في الاشتباكات: the one told.
        let own_act =
            frame.others.iter().any(|&o| p.nodes[o].kind == Kind::Event && !p.unit(o).definite);
        frame.event == Event::Assault
            && (flags.has(Flags::KILL) || flags.has(Flags::INJURE))
            && !own_act
            && !recipients.is_empty()
    }
}

/// Whether a party may be the doer of the fight it says goes on.
pub(super) fn may_vow(m: &Mention) -> bool {
    m.country.is_some()
        && m.sectors.iter().all(|s| {
            matches!(
                s,
                Sector::Gov | Sector::Mil | Sector::Reb | Sector::Prm | Sector::Pre | Sector::Pty
            )
        })
}
