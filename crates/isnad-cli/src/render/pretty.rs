//! Claims for people: each article with its sentences, and under each sentence what was read from it.
//!
//! ```text
//! ── Example · 2020-10-01 ─────────────────────────
//!                      قالت الوزارة إن قواتها [أسقطت]¹ مروحية
//!  1 ASSAULT/destroy  occurred      0.80  1c0ffee5
//!    who     قواتها (forces) ARM MIL → مروحية
//!    source  Example ← الوزارة ARM GOV
//! ```
//!
//! A trigger carries the numbers of its claims. Everything stands in the order of the article.

use std::ops::Range;

use anyhow::Result;
use isnad::{Article, Claim, Evidence, Hop, Stance, Status};

use super::Render;
use super::pieces::{Pieces, event_ink};
use super::screen::Screen;
use super::tally::{Lines, Tally};
use super::text::{GLUE, Ink, Text};
use crate::args::DisplayArgs;
use crate::messages::Messages;

/// Lines that a long content or condition may take; its words stand in the sentence above.
const CONTENT_LINES: usize = 2;
/// Lines of anything else.
const FIELD_LINES: usize = 6;
/// Cells before a claim's fields: the number and a blank on each side.
const INDENT: usize = 4;
/// Figures of one kind in the summary.
const FIGURES_OF_A_KIND: usize = 6;
/// Characters of an id that are shown; enough for `isnad explain --claim`.
const ID_CHARS: usize = 8;

/// Every status, in the order in which the summary counts them.
const STATUSES: [Status; 5] =
    [Status::Occurred, Status::Future, Status::Conditional, Status::Negated, Status::Historical];

/// Writes claims for people.
pub(crate) struct Pretty {
    pub(crate) screen: Screen,
    pub(crate) pieces: Pieces,
    pub(super) demo: bool,
}

impl Pretty {
    /// A renderer for standard output; `demo` says at the beginning what the articles are and at the end what to try
    /// next.
    pub(crate) fn new(display: &DisplayArgs, demo: bool) -> Result<Self> {
        let messages = Messages::load(display.lang)?;
        let pieces = Pieces::new(messages, display.lang);
        Ok(Self { screen: Screen::of_stdout(&display.screen), pieces, demo })
    }

    /// Outlet, date and id of an article, and its headline where no claim shows it.
    pub(crate) fn head(&self, article: &Article, headline: bool, out: &mut Vec<u8>) {
        let mut heading = self.pieces.outlet(&article.outlet);
        let date = article.published.as_deref().map(|date| date.get(..10).unwrap_or(date));
        for part in date.into_iter().chain([article.id.as_str()]) {
            heading.push(Ink::Faint, " · ");
            heading.push(Ink::Plain, part);
        }
        self.screen.heading(&heading, out);
        if headline && !article.title.is_empty() {
            self.screen.paragraph(INDENT, &Text::new(Ink::Strong, &article.title), out);
        }
    }

    /// A sentence in which the triggers of its claims are marked; their numbers begin with `first`.
    pub(crate) fn sentence(
        &self,
        sentence: &Evidence,
        claims: &[Claim],
        first: usize,
        strong: bool,
        out: &mut Vec<u8>,
    ) {
        let (marked, marks) = mark(sentence, claims, first, !self.screen.color);
        let ink = if strong { Ink::Strong } else { Ink::Plain };
        let mut text = Text::default();
        text.push_marked(ink, &marked, &marks);
        self.screen.paragraph(INDENT, &text, out);
    }

    /// One claim under its sentence.
    pub(crate) fn claim(&self, article: &Article, claim: &Claim, number: usize, out: &mut Vec<u8>) {
        let mut left = Text::new(Ink::Strong, &format!("{number:>3} "));
        left.append(&self.pieces.event(claim));
        left.push(Ink::Plain, "  ");
        left.append(&self.pieces.status(claim.status));
        for context in &claim.contexts {
            left.push(Ink::Faint, &format!(" · {}", context.code()));
        }
        let id: String = claim.id.chars().take(ID_CHARS).collect();
        let right = Text::new(Ink::Faint, &format!("{:.2}  {id}", claim.confidence));
        self.screen.ends(&left, &right, out);

        let label = &self.pieces.messages.label;
        if let Some(who) = self.who(claim) {
            self.field(&label.who, &who, FIELD_LINES, out);
        }
        let chain = self.pieces.chain(&article.outlet, &claim.attribution);
        self.field(&label.source, &chain, FIELD_LINES, out);
        if !claim.places.is_empty() {
            self.field(&label.r#where, &self.pieces.places(&claim.places), FIELD_LINES, out);
        }
        if let Some(date) = &claim.date {
            self.field(&label.when, &self.pieces.date(date), FIELD_LINES, out);
        }
        if !claim.figures.is_empty() {
            self.field(&label.figures, &self.pieces.figures(&claim.figures), FIELD_LINES, out);
        }
        for (label, part) in
            [(&label.condition, &claim.condition), (&label.content, &claim.content)]
        {
            if let Some(part) = part {
                self.field(label, &Text::new(Ink::Plain, &part.text), CONTENT_LINES, out);
            }
        }
    }

    /// Actors and recipients, unless they say no more than the chain: who makes a statement is its end.
    fn who(&self, claim: &Claim) -> Option<Text> {
        let speaker = claim.attribution.last().and_then(|hop| hop.speaker.as_ref());
        let told = claim.actors.len() == 1
            && claim.recipients.is_empty()
            && speaker.is_some_and(|speaker| speaker.span == claim.actors[0].span);
        self.pieces.who(claim).filter(|_| !told)
    }

    /// A labelled line under a claim.
    pub(crate) fn field(&self, label: &str, text: &Text, lines: usize, out: &mut Vec<u8>) {
        self.labelled(INDENT, label, text, lines, out);
    }

    fn labelled(&self, indent: usize, label: &str, text: &Text, lines: usize, out: &mut Vec<u8>) {
        let mut start = Text::new(Ink::Plain, &" ".repeat(indent));
        start.push(Ink::Faint, label);
        self.screen.field(&start, indent + self.label_width(), text, lines, out);
    }

    /// Width of the column of labels.
    fn label_width(&self) -> usize {
        let label = &self.pieces.messages.label;
        let labels = [
            &label.who,
            &label.source,
            &label.r#where,
            &label.when,
            &label.figures,
            &label.condition,
            &label.content,
        ];
        labels.map(|label| Text::new(Ink::Plain, label).width()).into_iter().max().unwrap_or(0) + 2
    }

    fn summary(&self, tally: &Tally, out: &mut Vec<u8>) {
        let messages = &self.pieces.messages;
        let label = &messages.label;
        self.screen.heading(&Text::new(Ink::Strong, &label.summary), out);
        let mut counts = Text::default();
        let all = [
            (&label.articles, tally.articles),
            (&label.claims, tally.claims),
            (&label.attributed, tally.attributed),
            (&label.denied, tally.denials.count),
        ];
        for (number, (name, count)) in all.into_iter().enumerate() {
            if number > 0 {
                counts.push(Ink::Faint, " · ");
            }
            counted(&mut counts, Ink::Plain, name, count);
        }
        self.screen.block(INDENT, &counts, out);
        if tally.claims == 0 {
            return;
        }
        let mut events: Vec<_> = tally.events.iter().collect();
        events.sort_by_key(|(event, count)| (std::cmp::Reverse(**count), **event));
        let mut text = Text::default();
        for (number, (event, count)) in events.into_iter().enumerate() {
            if number > 0 {
                text.push(Ink::Faint, " · ");
            }
            counted(&mut text, event_ink(*event), event.code(), *count);
        }
        self.labelled(INDENT, &label.events, &text, FIELD_LINES, out);
        let mut text = Text::default();
        for (status, count) in STATUSES.into_iter().zip(tally.statuses).filter(|(_, n)| *n > 0) {
            if !text.is_empty() {
                text.push(Ink::Faint, " · ");
            }
            text.append(&self.pieces.status(status));
            text.push(Ink::Strong, &format!("{GLUE}{count}"));
        }
        self.labelled(INDENT, &label.status, &text, FIELD_LINES, out);
        self.list(&label.denied, &tally.denials, usize::MAX, 2, out);
        let mut shown = label.figures.as_str();
        for lines in tally.figures.values() {
            self.list(shown, lines, FIGURES_OF_A_KIND, 1, out);
            shown = "";
        }
    }

    /// A line of the summary: who denies what, and where it stands.
    fn denial(&self, article: &Article, claim: &Claim, hop: &Hop) -> Text {
        let mut line = self.pieces.speaker(hop);
        line.push(Ink::Plain, " ");
        line.append(&self.pieces.event(claim));
        if let Some(who) = self.who(claim) {
            line.push(Ink::Plain, " ");
            line.append(&who);
        }
        line.push(Ink::Faint, &format!(" ·{GLUE}"));
        line.append(&self.pieces.outlet(&article.outlet));
        line
    }

    /// A list with one label.
    fn list(&self, label: &str, lines: &Lines, most: usize, each: usize, out: &mut Vec<u8>) {
        for (number, line) in lines.first.iter().take(most).enumerate() {
            self.labelled(INDENT, if number == 0 { label } else { "" }, line, each, out);
        }
        let more = lines.count - lines.first.len().min(most);
        if more > 0 {
            let mut text = Text::new(Ink::Faint, &format!("+{more}{GLUE}"));
            text.push(Ink::Faint, &self.pieces.messages.phrase.more);
            self.labelled(INDENT, "", &text, 1, out);
        }
    }

    fn hints(&self, out: &mut Vec<u8>) {
        let messages = &self.pieces.messages;
        self.screen.heading(&Text::new(Ink::Strong, &messages.label.next), out);
        let hints: Vec<_> = messages
            .hint
            .iter()
            .map(|hint| (Text::new(Ink::Strong, &hint.command), hint))
            .collect();
        let column = INDENT + 2 + hints.iter().map(|(text, _)| text.width()).max().unwrap_or(0);
        for (command, hint) in hints {
            let mut start = Text::new(Ink::Plain, &" ".repeat(INDENT));
            start.append(&command);
            self.screen.field(&start, column, &Text::new(Ink::Faint, &hint.does), 2, out);
        }
    }
}

impl Render for Pretty {
    fn begin(&self, out: &mut Vec<u8>) -> Result<()> {
        if self.demo {
            let note = Text::new(Ink::Strong, &self.pieces.messages.phrase.invented);
            self.screen.paragraph(0, &note, out);
            self.screen.blank(out);
        }
        Ok(())
    }

    fn article(&self, article: &Article, claims: &[Claim], out: &mut Vec<u8>) -> Result<()> {
        let headline = claims.first().is_some_and(|claim| claim.sentence.text == article.title);
        self.head(article, !headline, out);
        if claims.is_empty() {
            let none = Text::new(Ink::Faint, &self.pieces.messages.phrase.no_claims);
            self.screen.block(INDENT, &none, out);
        }
        let mut number = 1;
        for group in claims.chunk_by(|a, b| a.sentence == b.sentence) {
            if number > 1 || !headline {
                self.screen.blank(out);
            }
            self.sentence(&group[0].sentence, group, number, headline && number == 1, out);
            for claim in group {
                self.claim(article, claim, number, out);
                number += 1;
            }
        }
        self.screen.blank(out);
        Ok(())
    }

    fn tally(&self, article: &Article, claims: &[Claim]) -> Tally {
        let mut tally = Tally { articles: 1, claims: claims.len(), ..Tally::default() };
        for claim in claims {
            *tally.events.entry(claim.event).or_default() += 1;
            tally.attributed += usize::from(!claim.attribution.is_empty());
            let status = STATUSES.iter().position(|s| *s == claim.status).unwrap_or(0);
            tally.statuses[status] += 1;
            let against = |stance| matches!(stance, Stance::Deny | Stance::Doubt);
            if let Some(hop) = claim.attribution.iter().find(|hop| against(hop.stance)) {
                tally.denials.push(self.denial(article, claim, hop));
            }
            for figure in claim.figures.iter().filter(|f| f.low.is_some() || f.high.is_some()) {
                let mut line = self.pieces.figure(figure);
                line.push(Ink::Plain, "  ");
                line.append(&self.pieces.chain(&article.outlet, &claim.attribution));
                tally.figures.entry(figure.kind).or_default().push(line);
            }
        }
        tally
    }

    fn end(&self, tally: &Tally, out: &mut Vec<u8>) -> Result<()> {
        if tally.articles > 1 || self.demo {
            self.summary(tally, out);
        }
        if self.demo {
            self.screen.blank(out);
            self.hints(out);
        }
        Ok(())
    }
}

fn counted(text: &mut Text, ink: Ink, name: &str, count: usize) {
    text.push(ink, name);
    text.push(Ink::Strong, &format!("{GLUE}{count}"));
}

/// The sentence with the numbers of the claims behind each trigger, and the triggers' ranges in it, in characters.
/// Triggers that overlap are marked as one.
fn mark(
    sentence: &Evidence,
    claims: &[Claim],
    first: usize,
    brackets: bool,
) -> (String, Vec<(Range<usize>, Ink)>) {
    let length = sentence.text.chars().count();
    let mut triggers: Vec<(Range<usize>, Vec<usize>)> = Vec::new();
    let mut spans: Vec<_> = claims
        .iter()
        .zip(first..)
        .map(|(claim, number)| {
            let place = |at: u32| (at.saturating_sub(sentence.start) as usize).min(length);
            (place(claim.trigger.start)..place(claim.trigger.end), number)
        })
        .filter(|(span, _)| !span.is_empty())
        .collect();
    spans.sort_by_key(|(span, number)| (span.start, span.end, *number));
    for (span, number) in spans {
        match triggers.last_mut() {
            Some((last, numbers)) if span.start < last.end => {
                last.end = last.end.max(span.end);
                numbers.push(number);
            }
            _ => triggers.push((span, vec![number])),
        }
    }
    let chars: Vec<char> = sentence.text.chars().collect();
    let mut out: Vec<char> = Vec::with_capacity(length + 8);
    let mut marks = Vec::new();
    let mut at = 0;
    for (span, numbers) in triggers {
        out.extend(&chars[at..span.start]);
        let begin = out.len();
        out.extend(brackets.then_some('['));
        out.extend(&chars[span.clone()]);
        out.extend(brackets.then_some(']'));
        marks.push((begin..out.len(), Ink::Trigger));
        let numbers: Vec<String> = numbers.into_iter().map(superscript).collect();
        out.extend(numbers.join("⁻").chars());
        at = span.end;
    }
    out.extend(&chars[at..]);
    (out.into_iter().collect(), marks)
}

/// A number in raised digits.
fn superscript(number: usize) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digits = number.to_string();
    digits.chars().filter_map(|c| DIGITS.get(c.to_digit(10)? as usize).copied()).collect()
}
