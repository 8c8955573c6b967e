//! Which events become claims: not what is merely asked for, promised, supposed, aimed at or referred to.

use isnad_lexicon::entry::Flags;
use isnad_model::{Event, Sector};

use crate::attribution::{Manner, content_range};
use crate::clause::Rank;
use crate::frame::{Filler, Frame};
use crate::mention::Who;
use crate::phrase::Kind;
use crate::segment::SentenceKind;

use super::*;

impl<'l> Work<'_, '_, '_, 'l> {
    /// Why a frame is no claim, if it is none: what is merely asked for, promised, supposed or aimed at.
    pub(super) fn dropped(&self, index: usize) -> Option<&'static str> {
        let frame = &self.frames[index];
        let p = self.p;
        if frame.stopped && self.condition(frame.clause).is_none() && !frame.future {
            return Some("ended by its governing word");
        }
        if p.clauses[frame.clause].hedged && p.clauses[frame.clause].verb == Some(frame.node) {
            return Some("hedged");
        }
        // Inside a condition or a purpose clause.
        let mut at = Some(frame.clause);
        while let Some(c) = at {
            let clause = &p.clauses[c];
            if clause.rank == Rank::Sub
                && matches!(clause.sub, "condition" | "whether" | "purpose" | "until" | "aside")
            {
                return Some("inside a condition or purpose");
            }
            at = clause.parent;
        }
        let node = &p.nodes[frame.node];
        if let Some(prep) = &node.prep {
            if matches!(prep.value, "purpose" | "condition" | "without" | "until" | "except") {
                return Some("in a phrase of purpose or condition");
            }
            let meeting = frame.event == Event::Consult;
            // للتقدم after a verb says what for; after a noun it belongs to that noun (الخطورة القصوى لنقل …).
            let after_noun = frame.node > 0
                && p.nodes[frame.node - 1].kind == Kind::Phrase
                && p.nodes[frame.node - 1].prep.is_some();
            let aim = prep.key == "ل"
                && (frame.sense.verbal_noun || meeting)
                && frame.helpers.is_empty()
                && (p.clauses[frame.clause].verb.is_some() && !after_noun
                    || self.frames.iter().any(|f| f.node < frame.node && f.clause == frame.clause));
            if aim {
                return Some("aimed at");
            }
        }
        // لإجراء محادثات: held by what is aimed at.
        if let Some(holder) = frame.holder
            && p.nodes[holder].prep.as_ref().is_some_and(|q| q.key == "ل" || q.value == "purpose")
            && holder < frame.node
            && p.clauses[p.clause_of[holder]].verb.is_some()
        {
            return Some("held by what is aimed at");
        }
        // Content of a request, refusal, promise or threat is not coded again, unless a finite verb of a
        // relative clause says it.
        let finite_relative = p.clauses[frame.clause].rank == Rank::Relative
            && p.nodes[frame.node].kind == Kind::Verb;
        for (other_index, other) in self.frames.iter().enumerate() {
            if other_index == index || finite_relative {
                continue;
            }
            let closes = matches!(
                other.event,
                Event::Request | Event::Reject | Event::Agree | Event::Concede | Event::Threaten
            );
            if !closes {
                continue;
            }
            if let Some(start) = other.content
                && content_range(p, other.clause, start).contains(&frame.node)
                && other.node < frame.node
            {
                return Some("content of another speech act");
            }
        }
        // The dead and wounded of an act that another word of the sentence names.
        let victims =
            frame.sense.entry.flags.has(Flags::KILL) || frame.sense.entry.flags.has(Flags::INJURE);
        if victims
            && node.kind == Kind::Event
            && !frame.sense.verbal_noun
            && frame.helpers.is_empty()
            && frame.others.is_empty()
        {
            let told = self.reports.iter().any(|r| r.holds(frame.node));
            let other =
                self.frames.iter().any(|f| f.node != frame.node && f.event == Event::Assault);
            let headline = self.sentence.kind == SentenceKind::Headline;
            if other || !told && !headline && frame.actors.is_empty() && frame.recipients.is_empty()
            {
                return Some("victims of an act told elsewhere");
            }
        }
        // أي هجوم: supposed, not told, unless it is denied.
        let any = p.units[node.start..node.head.max(node.start)]
            .iter()
            .any(|u| u.is_value("quant", "none"));
        if any
            && node.kind == Kind::Event
            && p.clauses[frame.clause].negation.is_none()
            && !frame.negated
        {
            return Some("supposed, not told");
        }
        // A meeting or deal only referred to: خلال اللقاء, بعد الاتفاق.
        let referred = frame.sense.reading.features.part == isnad_lexicon::inflect::Part::Base
            || frame.sense.verbal_noun;
        let unit = p.unit(frame.node);
        let held = !frame.helpers.is_empty() || !frame.others.is_empty();
        if node.kind == Kind::Event && referred && unit.clitics.article && !held {
            let bare = frame.actors.iter().all(|f| matches!(f, Filler::Adjective(_)))
                && frame.recipients.is_empty();
            match frame.event {
                Event::Agree if bare || frame.actors.len() < 2 => {
                    return Some("deal only referred to");
                }
                Event::Consult if bare && (frame.content.is_none() || self.governed(frame)) => {
                    return Some("meeting only referred to");
                }
                _ => {}
            }
        }
        // A truce that holds, is broken or was asked for: احترام الهدنة, في إطار هدنة.
        if node.kind == Kind::Event
            && matches!(frame.event, Event::Concede | Event::Retreat)
            && !held
            && !frame.stopped
            && frame.actors.iter().all(|f| matches!(f, Filler::Adjective(_)))
            && !self.reports.iter().any(|r| r.start() == frame.node)
            && (unit.clitics.article || node.prep.is_some() || node.genitive)
        {
            return Some("concession only referred to");
        }
        // An act of no force in the background, without a doer: بعد رفع العقوبات, رغم التهديدات.
        let nobody = frame.actors.iter().all(|f| {
            matches!(f, Filler::Adjective(_)) || !self.found(*f).is_some_and(|w| w.who.is_actor())
        });
        let quiet = !matches!(
            frame.event,
            Event::Assault | Event::Protest | Event::Coerce | Event::Consult
        ) && p.clauses[frame.clause].verb.is_some();
        let inside = node.prep.is_some()
            || node.genitive && frame.node > 0 && p.nodes[frame.node - 1].kind == Kind::Phrase;
        if quiet
            && node.kind == Kind::Event
            && inside
            && !held
            && nobody
            && frame.counted.iter().all(|(n, _)| p.nodes[*n].quantity.is_none())
            && !self.reports.iter().any(|r| r.start() == frame.node)
        {
            return Some("background without a doer");
        }
        // Aid, support and the like as a topic: المساعدات.
        if frame.sense.entry.flags.has(Flags::HELD) && !held {
            let own = frame
                .actors
                .iter()
                .chain(&frame.recipients)
                .any(|f| !matches!(f, Filler::Adjective(_)));
            if !own {
                return Some("topic, held by no word");
            }
        }
        // Must and should, of what the speaker says first.
        if frame.sense.entry.flags.has(Flags::MODAL) {
            let joined = node.conj || p.clauses[frame.clause].rank == Rank::Joined;
            if joined || !self.reports.iter().any(|r| r.holds(frame.node)) {
                return Some("modal without a speaker");
            }
        }
        // What is alleged inside an allegation.
        if frame.event == Event::Accuse
            && !frame.actors.iter().any(|f| matches!(f, Filler::Node(_)))
            && self
                .reports
                .iter()
                .any(|r| r.manner == Manner::Event && r.holds(frame.node) && r.node != frame.node)
        {
            return Some("allegation inside an allegation");
        }
        // Bare general words: رحى الحرب, في كل الهجمات.
        let general = frame.sense.entry.flags.has(Flags::GENERAL);
        let alone = frame.actors.is_empty()
            && frame.recipients.is_empty()
            && frame.helpers.is_empty()
            && frame.others.is_empty()
            && node.quantity.is_none();
        let inside =
            node.genitive && frame.node > 0 && p.nodes[frame.node - 1].kind == Kind::Phrase;
        // The subject of a verb that says nothing of it: يأتي الهجوم بعد …
        let c = &p.clauses[frame.clause];
        let mentioned = unit.clitics.article && c.verb.is_some() && c.subject == Some(frame.node);
        let victims =
            frame.sense.entry.flags.has(Flags::KILL) && !unit.definite && node.kind == Kind::Event;
        if general && alone && !victims && (inside || node.prep.is_some() || mentioned) {
            return Some("general word without participants");
        }
        // Unchanged control is no event: يسيطر على.
        let state = frame.sense.entry.flags.has(Flags::STATE)
            && frame.sense.reading.features.part == isnad_lexicon::inflect::Part::Imperfect
            && !frame.future;
        if state {
            return Some("unchanged state");
        }
        // Joined to what is only aimed at: للتقدم والاستيلاء.
        if node.conj && node.kind == Kind::Event && frame.sense.verbal_noun {
            let before = self.frames.iter().position(|f| {
                f.node < frame.node
                    && f.node + 5 > frame.node
                    && p.nodes[f.node].kind == Kind::Event
                    && f.clause == frame.clause
            });
            if before.is_some_and(|b| b != index && self.dropped(b).is_some()) {
                return Some("joined to what is aimed at");
            }
        }
        (!self.weighs_enough(frame)).then_some("too common a word without a known party")
    }

    /// Whether a verb of the clause has the event noun as its subject or object.
    pub(super) fn governed(&self, frame: &Frame<'l>) -> bool {
        let c = &self.p.clauses[frame.clause];
        c.verb.is_some() && [c.subject, c.object].contains(&Some(frame.node))
    }

    /// Common words need somebody known beside them.
    pub(super) fn weighs_enough(&self, frame: &Frame<'l>) -> bool {
        let flags = frame.sense.entry.flags;
        let known = |f: &Filler| match f {
            Filler::Node(n) => {
                self.p.who(*n).is_some_and(|w| w.is_known() || w.is_armed() || w.is_human())
            }
            Filler::Adjective(_) => true,
            Filler::Dropped(c) => self.subject_of(*c, 0).is_some(),
            Filler::Pronoun(_) => true,
        };
        if flags.has(Flags::FORCE_SUBJ) {
            // An unknown word that has no title may be an ordinary one: قطعت العاصفة الكهرباء.
            let unnamed = |w: &Who| w.bare && !w.doubtful;
            let armed = frame.actors.iter().any(|f| match f {
                Filler::Node(n) => self.p.who(*n).is_some_and(|w| {
                    w.is_armed() || w.is_state() || w.sectors.contains(&Sector::Gov) || unnamed(w)
                }),
                Filler::Dropped(c) => match self.subject_of(*c, 0) {
                    Some(n) => self.p.who(n).is_some_and(|w| w.is_actor() || unnamed(w)),
                    None => self.found(*f).is_some(),
                },
                _ => true,
            });
            if !armed {
                return false;
            }
        }
        if flags.has(Flags::HUMAN_OBJ) {
            let human = frame.recipients.iter().any(|f| match f {
                Filler::Node(n) => {
                    self.p.who(*n).is_some_and(Who::is_actor) || self.p.nodes[*n].quantity.is_some()
                }
                _ => true,
            });
            if !human {
                return false;
            }
        }
        if !flags.has(Flags::WEAK) {
            return true;
        }
        // المنظمات التي تهدد الأمن: what somebody is said to be, not to have done.
        if frame.event == Event::Threaten && self.p.clauses[frame.clause].rank == Rank::Relative {
            return false;
        }
        !frame.helpers.is_empty()
            || frame.event == Event::Request
                && self.in_first_person(frame.clause)
                && self.reports.iter().any(|r| r.holds(frame.node))
            || frame.actors.iter().chain(&frame.recipients).any(known)
            || self.p.nodes[frame.node].quantity.is_some()
    }
}
