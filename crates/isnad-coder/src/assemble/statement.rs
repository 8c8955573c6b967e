//! Sources quoted with nothing codable in what they say.

use isnad_model::{Claim, Event, Hop, Status};

use crate::attribution::{Manner, Report};
use crate::clause::Rank;
use crate::frame::Frame;
use crate::phrase::Kind;

use super::*;

impl<'l> Work<'_, '_, '_, 'l> {
    /// Whether an event is what a report says, not a word of background in it: it is the predicate of a clause, is held by a
    /// light verb, counts victims, or is all there is.
    pub(super) fn asserted(&self, frame: &Frame<'l>, report: &Report<'l>) -> bool {
        let p = self.p;
        let clause = &p.clauses[frame.clause];
        let material = !frame.event.is_verbal()
            && !matches!(frame.event, Event::Consult | Event::Aid | Event::Cooperate);
        if material
            && report.clausal
            && clause.rank == Rank::Relative
            && p.nodes[frame.node].kind != Kind::Event
        {
            return false;
        }
        // الحملة ضد المتمردين منحت الحكومة فرصة: an act that only the sentence's subject names is what it is about.
        let only_named = p.nodes[frame.node].kind == Kind::Event
            && report.clausal
            && frame.helpers.is_empty()
            && frame.others.is_empty()
            && frame.counted.is_empty()
            && !frame.sense.verbal_noun
            && clause.verb.is_some()
            && clause.object.is_some()
            && clause.subject == Some(frame.node);
        if material && only_named {
            return false;
        }
        if material {
            return p.nodes[frame.node].prep.as_ref().is_none_or(|q| q.value != "condition");
        }
        if p.nodes[frame.node].prep.is_some()
            && report.clausal
            && frame.helpers.is_empty()
            && frame.others.is_empty()
        {
            return false;
        }
        if p.nodes[frame.node].kind != Kind::Event {
            return clause.rank != Rank::Relative || !report.clausal;
        }
        if !report.clausal
            || !frame.helpers.is_empty()
            || !frame.others.is_empty()
            || !frame.counted.is_empty()
        {
            return true;
        }
        // Subject or object of a verb that is no event, or inside a prepositional phrase: background.
        clause.verb.is_none() && !matches!(clause.rank, Rank::Relative | Rank::Sub)
    }

    /// A source quoted with nothing codable in what it says.
    pub(super) fn statement(
        &self,
        index: usize,
        report: &Report<'l>,
        speakers: &[Option<Found>],
        kept: &[bool],
    ) -> Option<Claim> {
        if !matches!(report.manner, Manner::Verb | Manner::Colon) {
            return None;
        }
        let holds_event = self
            .frames
            .iter()
            .zip(kept)
            .any(|(f, k)| *k && report.holds(f.node) && self.asserted(f, report));
        let relative = self.p.clauses[report.clause].rank == Rank::Relative;
        if relative && report.manner == Manner::Verb {
            return None;
        }
        let speaker = speakers.get(index)?.as_ref()?;
        if holds_event
            || report.nobody
            || !(speaker.who.is_actor()
                || speaker.who.bare
                || report.clausal && speaker.who.doubtful && !speaker.who.names.is_empty())
        {
            return None;
        }
        // A report of a report: the inner one states.
        let inner = self.reports.iter().enumerate().any(|(i, r)| {
            i != index
                && r.manner == Manner::Verb
                && report.holds(r.node)
                && r.node != report.node
                && r.clausal
        });
        if inner {
            return None;
        }
        let covers = report.covers.first()?.clone();
        let content = self.content(covers)?;
        let actor = self.mention(speaker, None);
        let cue = self.cue(report);
        let mut attribution = self.hops(report.node, speakers, false);
        attribution.push(Hop {
            speaker: Some(actor.clone()),
            cue: cue.clone(),
            stance: report.stance,
            mode: self.mode(report),
            via: report.via.and_then(|v| self.at_node(v)).map(|f| self.mention(&f, None)),
            quote: self.quote(report),
        });
        let condition = self
            .p
            .clauses
            .iter()
            .enumerate()
            .filter(|(_, c)| c.rank == Rank::Content && c.parent == Some(report.clause))
            .find_map(|(i, _)| self.condition(i))
            .or_else(|| self.condition(report.clause));
        let status = if condition.is_some() { Status::Conditional } else { Status::Occurred };
        Some(Claim {
            id: self.id(&cue, Event::Statement),
            article: self.a.article.id.clone(),
            event: Event::Statement,
            modes: Vec::new(),
            contexts: Vec::new(),
            trigger: cue,
            actors: vec![actor],
            recipients: Vec::new(),
            content: Some(content),
            attribution,
            status,
            condition,
            figures: Vec::new(),
            places: Vec::new(),
            date: self.date_of_report(report),
            sentence: self.a.evidence(self.sentence.span),
            // As measured, see `confidence` of claims.
            confidence: 0.57,
            rule: match report.entry {
                Some(entry) => format!("{}+statement", entry.id),
                None => "colon+statement".to_owned(),
            },
        })
    }
}
