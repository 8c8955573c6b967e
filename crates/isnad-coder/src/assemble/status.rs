//! Status, condition and content of a claim, with their stretches of text.

use std::ops::Range;

use isnad_model::{Evidence, Status};

use crate::clause::Rank;
use crate::frame::Frame;
use crate::phrase::Kind;
use crate::tag::{Tag, Unit};

use super::*;

impl<'l> Work<'_, '_, '_, 'l> {
    pub(super) fn status(&self, frame: &Frame<'l>) -> (Status, Option<Evidence>) {
        let p = self.p;
        let condition = self.condition(frame.clause);
        let negated = frame.negated || self.negated_noun(frame.node);
        let ahead = frame.whens.iter().any(|&n| {
            let u = p.unit(n);
            let from = self
                .reading
                .times
                .get(u.expression)
                .filter(|_| u.tag == Tag::When)
                .and_then(|t| t.from);
            from.zip(self.a.article.published_date())
                .is_some_and(|(from, published)| from > published)
        });
        // What a perfect tells has happened, whatever day stands beside it.
        let done = p.unit(frame.node).readings.first().is_some_and(|r| {
            p.nodes[frame.node].kind == Kind::Verb
                && r.features.part == isnad_lexicon::inflect::Part::Perfect
        });
        let ahead = ahead && !done;
        let status = if negated {
            Status::Negated
        } else if condition.is_some() {
            Status::Conditional
        } else if frame.event.is_verbal() {
            let said_later = frame.future && p.nodes[frame.node].kind == Kind::Verb;
            if said_later { Status::Future } else { Status::Occurred }
        } else if self.is_historical(frame) {
            Status::Historical
        } else if frame.future || ahead {
            Status::Future
        } else {
            Status::Occurred
        };
        (status, condition)
    }

    /// عدم استهداف المدنيين.
    pub(super) fn negated_noun(&self, node: usize) -> bool {
        let n = &self.p.nodes[node];
        self.p.units[n.units.start..n.head].iter().any(|u| u.is("negnoun"))
    }

    pub(super) fn is_historical(&self, frame: &Frame<'l>) -> bool {
        let p = self.p;
        // تقاتل منذ أكثر من عام: what an imperfect says of a time since then still goes on.
        let goes_on =
            p.unit(frame.node)
                .readings
                .first()
                .is_some_and(|r| r.features.part == isnad_lexicon::inflect::Part::Imperfect)
                || p.clauses[frame.clause].verb.is_some_and(|v| {
                    !frame.helpers.is_empty()
                        && p.unit(v).readings.first().is_some_and(|r| {
                            r.features.part == isnad_lexicon::inflect::Part::Imperfect
                        })
                });
        let past = !goes_on
            && frame.whens.iter().any(|&n| {
                let u = p.unit(n);
                u.tag == Tag::When && self.reading.times.get(u.expression).is_some_and(|t| t.past)
            });
        past || p.clauses[frame.clause]
            .nodes
            .iter()
            .any(|&n| p.nodes[n].kind == Kind::Other && p.unit(n).is("hist"))
    }

    /// The clause that says on which condition another one holds.
    pub(super) fn condition_clause(&self, clause: usize) -> Option<&crate::clause::Clause<'l>> {
        self.p
            .clauses
            .iter()
            .find(|c| c.rank == Rank::Sub && c.sub == "condition" && c.parent == Some(clause))
            .or_else(|| self.condition_before(clause))
    }

    /// The condition on which a clause depends.
    pub(super) fn condition(&self, clause: usize) -> Option<Evidence> {
        let p = self.p;
        if let Some(sub) = self.condition_clause(clause) {
            return self.span_of(sub.opener..sub.end);
        }
        // في حالة …, بشرط …
        let node = p.clauses[clause]
            .nodes
            .iter()
            .copied()
            .find(|&n| p.nodes[n].prep.as_ref().is_some_and(|q| q.value == "condition"))?;
        self.span_of(node..node + 1)
    }

    /// إذا قبلت …، فإننا سنسحب …: the condition that ف answers.
    pub(super) fn condition_before(&self, clause: usize) -> Option<&crate::clause::Clause<'l>> {
        let p = self.p;
        let c = &p.clauses[clause];
        let answers = p.unit(c.opener).clitics.conj == Some(crate::morph::Conj::Fa);
        let parent = c.parent.filter(|_| answers)?;
        p.clauses.iter().rfind(|s| {
            s.rank == Rank::Sub
                && s.sub == "condition"
                && s.parent == Some(parent)
                && s.opener < c.opener
        })
    }

    /// The text of a run of nodes, without marks at its edges.
    pub(super) fn span_of(&self, nodes: Range<usize>) -> Option<Evidence> {
        let p = self.p;
        let mut units = p.nodes.get(nodes.start)?.units.start
            ..p.nodes.get(nodes.end.min(p.nodes.len()).checked_sub(1)?)?.units.end;
        while units.start < units.end && self.is_edge(&p.units[units.start]) {
            units.start += 1;
        }
        while units.start < units.end && self.is_edge(&p.units[units.end - 1]) {
            units.end -= 1;
        }
        if units.is_empty() {
            return None;
        }
        let first = &p.units[units.start];
        let tokens = first.tokens.start..p.units[units.end - 1].tokens.end;
        Some(self.a.evidence(self.a.bytes(tokens, usize::from(first.clitics.conj.is_some()))))
    }

    pub(super) fn is_edge(&self, unit: &Unit<'l>) -> bool {
        unit.tag == Tag::Punct
    }

    /// The text of a content, without أن, the preposition and what reports after it.
    pub(super) fn content(&self, nodes: Range<usize>) -> Option<Evidence> {
        let p = self.p;
        let mut end = nodes.end.min(p.nodes.len());
        // A phrase like بحسب at the end is not part of what is said.
        if let Some(cue) = (nodes.start + 1..end).find(|&n| p.nodes[n].kind == Kind::Cue) {
            end = cue;
        }
        let first = p.nodes.get(nodes.start)?;
        let mut unit = first.start;
        if matches!(first.kind, Kind::Comp) {
            unit = first.units.end;
        }
        let mut last = p.nodes.get(end.checked_sub(1)?)?.units.end;
        while unit < last && self.is_edge(&p.units[unit]) {
            unit += 1;
        }
        while unit < last && (self.is_edge(&p.units[last - 1]) && !self.closes_quote(unit..last)) {
            last -= 1;
        }
        if unit >= last {
            return None;
        }
        let lead = &p.units[unit];
        let skip = if matches!(first.kind, Kind::Comp) {
            usize::from(lead.clitics.conj.is_some())
        } else {
            self.skip(lead)
        };
        let tokens = lead.tokens.start..p.units[last - 1].tokens.end;
        Some(self.a.evidence(self.a.bytes(tokens, skip)))
    }

    /// Whether the last mark closes a bracket or quotation opened inside.
    pub(super) fn closes_quote(&self, units: Range<usize>) -> bool {
        let key = |u: &Unit<'l>| self.a.document.tokens[u.tokens.start].key.as_str();
        let p = self.p;
        let last = &p.units[units.end - 1];
        let opener = match key(last) {
            "»" => "«",
            "”" => "“",
            ")" => "(",
            _ => return false,
        };
        let opened = p.units[units.clone()].iter().filter(|u| key(u) == opener).count();
        let closed = p.units[units].iter().filter(|u| key(u) == key(last)).count();
        opened >= closed && opened > 0
    }
}
