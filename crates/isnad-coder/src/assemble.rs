//! Frames and reports into claim records, with spans in characters of the article's text.
//!
//! In come the frames and reports of each sentence in turn, out go the claims of the article in text order. What a frame's
//! slots point at becomes mentions with their exact slices; bare and generic mentions are filled in from what the
//! article has said; figures, places and dates are read off the nodes they stand at. This is the one place where
//! byte spans become character spans.

use std::ops::Range;

use isnad_lexicon::Lexicon;
use isnad_model::{Article, ByteSpan, CharIndex, Claim, Event, Evidence, Mention, Note, Sector};

use crate::attribution::{Manner, Report};
use crate::coder::{Coding, Reading};
use crate::context::Context;
use crate::dating::{share_dates, share_places};
use crate::frame::{Frame, Parsed};
use crate::mention::{Who, is_supranational};
use crate::segment::{Document, Sentence};
use crate::tag::Unit;

mod circumstances;
mod claim;
mod fillers;
mod hops;
mod kept;
mod parties;
mod statement;
mod status;

/// Gathers the claims of one article.
pub(crate) struct Assembler<'a, 'l> {
    article: &'a Article,
    document: &'a Document,
    lexicon: &'l Lexicon,
    index: CharIndex<'a>,
    /// Of the article's text, which every claim's id hangs on.
    text_hash: blake3::Hash,
    claims: Vec<Claim>,
    notes: Vec<Note>,
    /// The cue of the last report, for quotations that go on.
    last_cue: Option<Range<usize>>,
    /// Past events of the article, to fill in those that refer back to them.
    past: Vec<Past>,
    /// Events that became no claims: their tokens, entry and why.
    pub(crate) dropped: Vec<(Range<usize>, String, &'static str)>,
}

/// So many claims back an act may be told that a later one refers to.
const NEAR_CLAIMS: usize = 60;

/// What is remembered of an event.
struct Past {
    event: Event,
    /// Index of the claim.
    claim: usize,
}

/// What an event becomes in the mouth of its doer.
struct Turned {
    event: Event,
    modes: Vec<isnad_model::Mode>,
}

/// A mention with the tokens it stands at.
#[derive(Clone, Debug)]
struct Found {
    tokens: Range<usize>,
    /// Proclitic letters of the first token that are not part of it.
    skip: usize,
    who: Who,
}

impl<'a, 'l> Assembler<'a, 'l> {
    pub(crate) fn new(article: &'a Article, document: &'a Document, lexicon: &'l Lexicon) -> Self {
        Self {
            article,
            document,
            lexicon,
            index: CharIndex::new(&article.text),
            text_hash: blake3::hash(article.text.as_bytes()),
            claims: Vec::new(),
            notes: Vec::new(),
            last_cue: None,
            past: Vec::new(),
            dropped: Vec::new(),
        }
    }

    /// The claims, numbered, with the notes.
    pub(crate) fn finish(mut self, mut notes: Vec<Note>) -> Coding {
        notes.append(&mut self.notes);
        notes.sort_by_key(|n| (n.start, n.end));
        share_dates(&mut self.claims);
        share_places(&mut self.claims);
        self.drop_private_statements();
        Coding { claims: self.claims, notes }
    }

    /// What studies, firms and private people say is coded only in an article that tells of conflict or diplomacy.
    fn drop_private_statements(&mut self) {
        use Event::{
            Accuse, Assault, Coerce, Concede, Mobilize, Protest, Reject, Retreat, Sanction,
            Threaten,
        };
        let told = |c: &Claim| {
            matches!(
                c.event,
                Accuse
                    | Assault
                    | Coerce
                    | Concede
                    | Mobilize
                    | Protest
                    | Reject
                    | Retreat
                    | Sanction
                    | Threaten
            ) && c.actors.iter().chain(&c.recipients).any(|m| m.country.is_some())
        };
        if self.claims.iter().filter(|c| told(c)).count() >= 2 {
            return;
        }
        self.claims.retain(|c| c.event != Event::Statement || c.actors.iter().any(is_public));
    }

    /// Notes that a sentence was not coded, since it is about something else.
    pub(crate) fn set_aside(&mut self, sentence: &Sentence, subject: &str) {
        let span = self.index.char_span(sentence.span);
        self.notes.push(Note {
            kind: "off-topic".to_owned(),
            message: format!("not coded: its words belong to `{subject}`"),
            start: span.start,
            end: span.end,
        });
    }

    /// Claims of one sentence.
    #[expect(clippy::too_many_arguments, reason = "one call, with what each stage gave")]
    pub(crate) fn sentence(
        &mut self,
        sentence: &Sentence,
        parsed: &Parsed<'_, 'l>,
        reading: &Reading<'l>,
        frames: &[Frame<'l>],
        reports: &[Report<'l>],
        context: &mut Context<'l>,
        continues: bool,
    ) {
        let mut work = Work { a: self, p: parsed, reading, sentence, reports, frames, context };
        work.run(continues);
    }

    fn evidence(&self, span: ByteSpan) -> Evidence {
        let chars = self.index.char_span(span);
        Evidence {
            text: span.slice(&self.article.text).to_owned(),
            start: chars.start,
            end: chars.end,
        }
    }

    /// The bytes of a run of tokens without the first `skip` letters.
    fn bytes(&self, tokens: Range<usize>, skip: usize) -> ByteSpan {
        let Some(last) = tokens.end.checked_sub(1).and_then(|l| self.document.tokens.get(l)) else {
            return ByteSpan::default();
        };
        let Some(first) = self.document.tokens.get(tokens.start) else {
            return ByteSpan::default();
        };
        let raw = first.span.slice(&self.article.text);
        let mut start = first.span.start as usize;
        let mut left = skip;
        for (at, c) in raw.char_indices() {
            let sign = matches!(c, '\u{64b}'..='\u{65f}' | '\u{640}' | '\u{670}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}');
            if left == 0 && !sign {
                start += at;
                break;
            }
            if !sign {
                left -= 1;
            }
        }
        ByteSpan::new(start, last.span.end as usize)
    }
}

/// One sentence at work.
struct Work<'w, 'a, 'p, 'l> {
    a: &'w mut Assembler<'a, 'l>,
    p: &'w Parsed<'p, 'l>,
    reading: &'w Reading<'l>,
    sentence: &'w Sentence,
    reports: &'w [Report<'l>],
    frames: &'w [Frame<'l>],
    context: &'w mut Context<'l>,
}

impl<'l> Work<'_, '_, '_, 'l> {
    /// Letters of a unit's first token that are not part of a mention.
    fn skip(&self, unit: &Unit<'_>) -> usize {
        unit.proclitics(&self.a.document.tokens)
    }

    fn run(&mut self, continues: bool) {
        let speakers: Vec<Option<Found>> = self.reports.iter().map(|r| self.speaker(r)).collect();
        for (report, speaker) in self.reports.iter().zip(&speakers) {
            if report.manner != Manner::Event
                && let Some(speaker) = speaker
            {
                self.context.spoke(&speaker.who, speaker.tokens.clone(), speaker.skip);
            }
        }
        let dropped: Vec<Option<&'static str>> =
            (0..self.frames.len()).map(|i| self.dropped(i)).collect();
        let kept: Vec<bool> = dropped.iter().map(Option::is_none).collect();
        self.a.dropped.extend(self.frames.iter().zip(&dropped).filter_map(|(f, d)| {
            d.map(|reason| (self.p.unit(f.node).tokens.clone(), f.sense.entry.id.clone(), reason))
        }));
        let first_claim = self.a.claims.len();
        for (index, frame) in self.frames.iter().enumerate() {
            if kept[index] {
                let claim = self.claim(frame, &speakers, continues);
                if let Some(claim) = claim {
                    self.a.past.push(Past { event: claim.event, claim: self.a.claims.len() });
                    self.a.claims.push(claim);
                }
            }
        }
        for (index, report) in self.reports.iter().enumerate() {
            if let Some(claim) = self.statement(index, report, &speakers, &kept) {
                self.a.claims.push(claim);
            }
        }
        self.a.claims[first_claim..].sort_by_key(|c| (c.trigger.start, c.trigger.end));
        if let Some(report) = self.reports.iter().rfind(|r| r.manner != Manner::Event) {
            self.a.last_cue = Some(self.tokens_of(report.node));
        }
    }

    fn tokens_of(&self, node: usize) -> Range<usize> {
        let unit = self.p.unit(node);
        unit.tokens.clone()
    }
}

/// Whether somebody speaks for a state, a party, a force or a body of states.
fn is_public(m: &Mention) -> bool {
    let sector = m.sectors.iter().any(|s| {
        matches!(
            s,
            Sector::Gov
                | Sector::Mil
                | Sector::Cop
                | Sector::Spy
                | Sector::Leg
                | Sector::Jud
                | Sector::Pty
                | Sector::Opp
                | Sector::Reb
                | Sector::Prm
                | Sector::Pre
                | Sector::Uaf
        )
    });
    let bare_state = m.sectors.is_empty() && m.country.is_some();
    let bodies = m.country.as_deref().is_some_and(is_supranational);
    sector || bare_state || bodies || !m.members.is_empty()
}

fn same_mention(a: &Mention, b: &Mention) -> bool {
    a.span == b.span
        || a.id.is_some() && a.id == b.id
        || a.name.is_some() && a.name == b.name && a.country == b.country
}

/// Whether two mentions are of one side: a minister and his state.
fn same_side(a: &Mention, b: &Mention) -> bool {
    let against = |m: &Mention| m.sectors.iter().any(|s| matches!(s, Sector::Reb | Sector::Pre));
    a.country.is_some()
        && against(a) == against(b)
        && a.country == b.country
        && !matches!(a.country.as_deref(), Some("IMG" | "IGO"))
}
