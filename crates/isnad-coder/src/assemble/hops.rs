//! The chain of attribution of a claim, from the reports that cover its trigger.

use std::ops::Range;

use isnad_lexicon::entry::HeadClass;
use isnad_lexicon::inflect::{Gender, Number};
use isnad_model::{Evidence, Hop, HopMode, Stance};

use crate::attribution::{Manner, Report};

use super::*;

impl<'l> Work<'_, '_, '_, 'l> {
    pub(super) fn speaker(&self, report: &Report<'l>) -> Option<Found> {
        let mut found = self.found(report.speaker?)?;
        if found.who.bare && found.who.class == Some(HeadClass::Medium) && !found.who.is_known() {
            // البيان, التقرير: whoever spoke last.
            if let Some(last) = self.context.last_speaker(Gender::Common, Number::Singular) {
                found.who = last.who.clone();
            }
        }
        Some(found)
    }

    /// The chain of reports that cover a node, outermost first.
    pub(super) fn hops(
        &self,
        node: usize,
        speakers: &[Option<Found>],
        continues: bool,
    ) -> Vec<Hop> {
        let mut hops: Vec<Hop> = Vec::new();
        if continues
            && let Some(cue) = self.a.last_cue.clone()
            && self.reports.iter().all(|r| !r.holds(node))
            && let Some(last) = self.context.last_speaker(Gender::Common, Number::Singular)
            && self.in_first_quote(node)
        {
            let found =
                Found { tokens: last.tokens.clone(), skip: last.skip, who: last.who.clone() };
            hops.push(Hop {
                speaker: Some(self.mention(&found, None)),
                cue: self.a.evidence(self.a.bytes(cue, 0)),
                stance: Stance::Assert,
                mode: HopMode::Direct,
                via: None,
                quote: None,
            });
        }
        for (report, speaker) in self.reports.iter().zip(speakers) {
            if !report.holds(node) || report.node == node || !self.stands(report) {
                continue;
            }
            let speaker_mention = speaker.as_ref().map(|s| self.mention(s, None));
            let hop = Hop {
                speaker: speaker_mention,
                cue: self.cue(report),
                stance: report.stance,
                mode: self.mode(report),
                via: report.via.and_then(|v| self.at_node(v)).map(|f| self.mention(&f, None)),
                quote: self.quote(report),
            };
            // The same speaker twice is one hop: the inner word is the one that reports.
            if let Some(last) = hops.last_mut()
                && last.speaker.is_some()
                && same_speaker(last, &hop)
            {
                *last = hop;
            } else {
                hops.push(hop);
            }
        }
        hops
    }

    /// Whether the event of speech a report rests on is a claim itself.
    pub(super) fn stands(&self, report: &Report<'l>) -> bool {
        report.manner != Manner::Event
            || self
                .frames
                .iter()
                .position(|f| f.node == report.node)
                .is_some_and(|i| self.dropped(i).is_none())
    }

    pub(super) fn in_first_quote(&self, node: usize) -> bool {
        let token = self.p.unit(node).tokens.start;
        self.a
            .document
            .quotes
            .iter()
            .any(|q| q.inner.start < self.sentence.tokens.start && q.inner.contains(&token))
    }

    pub(super) fn cue(&self, report: &Report<'l>) -> Evidence {
        let unit = self.p.unit(report.node);
        let skip = usize::from(unit.clitics.conj.is_some());
        self.a.evidence(self.a.bytes(unit.tokens.clone(), skip))
    }

    /// The quotation inside what a report covers.
    pub(super) fn quote(&self, report: &Report<'l>) -> Option<Evidence> {
        let tokens = self.covered_tokens(report)?;
        let quote = self.a.document.quotes.iter().find(|q| {
            q.inner.start >= tokens.start.saturating_sub(1)
                && q.inner.start < tokens.end
                && q.inner.len() > 2
        })?;
        let end = quote.inner.end.min(self.sentence.tokens.end);
        (quote.inner.start < end).then(|| self.a.evidence(self.a.bytes(quote.inner.start..end, 0)))
    }

    pub(super) fn covered_tokens(&self, report: &Report<'l>) -> Option<Range<usize>> {
        let first = report.covers.first()?;
        let last = report.covers.last()?;
        let nodes = &self.p.nodes;
        if first.start >= nodes.len() || last.end == 0 || first.start >= last.end {
            return None;
        }
        let start = self.p.units[nodes[first.start].units.start].tokens.start;
        let end = self.p.units[nodes[last.end.min(nodes.len()) - 1].units.end - 1].tokens.end;
        Some(start..end)
    }

    pub(super) fn mode(&self, report: &Report<'l>) -> HopMode {
        let (Some(tokens), Some(_)) = (self.covered_tokens(report), self.quote(report)) else {
            return HopMode::Indirect;
        };
        let direct = self
            .a
            .document
            .quotes
            .iter()
            .any(|q| q.inner.start <= tokens.start + 2 && q.inner.end + 2 >= tokens.end);
        if direct { HopMode::Direct } else { HopMode::Mixed }
    }
}

pub(super) fn same_speaker(a: &Hop, b: &Hop) -> bool {
    match (&a.speaker, &b.speaker) {
        (Some(a), Some(b)) => same_mention(a, b),
        _ => false,
    }
}
