//! `isnad explain`: how claims came about.
//!
//! Of each sentence its reading, as the coder tells it, then each claim as in the readable output with what produced
//! it: the entries of the lexicon with file and line, the construction, and where each part stands in the text.

mod reading;

use std::io::{self, Write};

use anyhow::{Context, Result};
use isnad::lexicon::Lexicon;
use isnad::{Article, Claim, Evidence, Pipeline};

use crate::args::Explain;
use crate::input::Inputs;
use crate::render::{Ink, Pretty, Text};
use crate::{Outcome, report, rule};
use reading::Reading;

/// Lines that a list of spans may take.
const LINES: usize = 8;

pub(crate) fn run(args: &Explain) -> Result<Outcome> {
    let inputs = Inputs::new(&args.input)?;
    let pipeline = super::pipeline(&args.lexicon)?;
    let pretty = Pretty::new(&args.display, false)?;
    let mut out = io::stdout().lock();
    let mut problems = 0;
    let mut found = false;
    for unit in inputs.units() {
        let article = match inputs.article(unit) {
            Ok(article) => article,
            Err(message) => {
                problems += 1;
                report(&message);
                continue;
            }
        };
        let explained = explain(&pipeline, &article, args);
        if explained.is_empty() {
            continue;
        }
        found = true;
        let mut bytes = Vec::new();
        pretty.head(&article, true, &mut bytes);
        for sentence in &explained {
            write(&pretty, pipeline.lexicon(), &article, sentence, &mut bytes);
        }
        out.write_all(&bytes).context("cannot write the explanation")?;
    }
    if !found {
        problems += 1;
        if let Some(id) = &args.claim {
            report(&format!("no claim has the id {id}; `isnad code` shows the ids"));
        } else if let Some(number) = args.sentence {
            report(&format!("no article has a sentence {number}; sentences are counted from 1"));
        }
    }
    Ok(Outcome::of(problems))
}

/// A sentence with its claims.
struct Explained {
    /// Counted from 1.
    number: usize,
    reading: Reading,
    /// Claims with their number in the article.
    claims: Vec<(usize, Claim)>,
    sentence: Evidence,
}

/// The sentences that were asked for, each with the claims that were asked for.
fn explain(pipeline: &Pipeline, article: &Article, args: &Explain) -> Vec<Explained> {
    let mut coder = pipeline.coder();
    let claims = coder.code(article).claims;
    let readings = reading::of(&mut coder, article);
    let mut numbered: Vec<(usize, Claim)> = (1..).zip(claims).collect();
    if let Some(id) = &args.claim {
        numbered.retain(|(_, claim)| claim.id.starts_with(id.as_str()));
    }
    let mut out = Vec::new();
    for (number, reading) in (1..).zip(readings) {
        let (own, others): (Vec<_>, Vec<_>) =
            numbered.into_iter().partition(|(_, claim)| reading.is_of(&claim.sentence));
        numbered = others;
        let wanted = match (args.sentence, &args.claim) {
            (Some(wanted), _) => number == wanted as usize,
            (None, Some(_)) => !own.is_empty(),
            (None, None) => true,
        };
        if wanted {
            let sentence = own.first().map_or_else(
                || Evidence { text: reading.text.clone(), start: 0, end: 0 },
                |(_, claim)| claim.sentence.clone(),
            );
            out.push(Explained { number, reading, claims: own, sentence });
        }
    }
    out
}

fn write(
    pretty: &Pretty,
    lexicon: &Lexicon,
    article: &Article,
    explained: &Explained,
    out: &mut Vec<u8>,
) {
    let label = &pretty.pieces.messages.label;
    pretty.screen.blank(out);
    let mut title = Text::new(Ink::Strong, &label.sentence);
    title.push(Ink::Strong, &format!(" {}", explained.number));
    pretty.screen.block(0, &title, out);
    let first = explained.claims.first().map_or(1, |(number, _)| *number);
    let claims: Vec<Claim> = explained.claims.iter().map(|(_, claim)| claim.clone()).collect();
    pretty.sentence(&explained.sentence, &claims, first, false, out);
    pretty.screen.block(2, &Text::new(Ink::Faint, &label.reading), out);
    for line in &explained.reading.lines {
        pretty.screen.block(4, &Text::new(Ink::Faint, line), out);
    }
    for (number, claim) in &explained.claims {
        pretty.screen.blank(out);
        pretty.claim(article, claim, *number, out);
        for (number, part) in rule::parts(&claim.rule, lexicon).iter().enumerate() {
            let mut text = Text::new(Ink::Plain, &part.id);
            text.push(Ink::Plain, "  ");
            text.push(Ink::Faint, part.origin.as_deref().unwrap_or(&label.construction));
            pretty.field(if number == 0 { &label.rule } else { "" }, &text, LINES, out);
        }
        pretty.field(&label.spans, &spans(claim), LINES, out);
    }
}

/// Where each part of a claim stands, in characters of the article's text.
fn spans(claim: &Claim) -> Text {
    let mut parts: Vec<(&str, &Evidence)> =
        vec![("sentence", &claim.sentence), ("trigger", &claim.trigger)];
    parts.extend(claim.actors.iter().map(|m| ("actor", &m.span)));
    parts.extend(claim.recipients.iter().map(|m| ("recipient", &m.span)));
    parts.extend(claim.content.iter().map(|e| ("content", e)));
    parts.extend(claim.condition.iter().map(|e| ("condition", e)));
    for hop in &claim.attribution {
        parts.push(("cue", &hop.cue));
        parts.extend(hop.via.iter().map(|m| ("via", &m.span)));
        parts.extend(hop.speaker.iter().map(|m| ("speaker", &m.span)));
        parts.extend(hop.quote.iter().map(|e| ("quote", e)));
    }
    parts.extend(claim.figures.iter().map(|f| ("figure", &f.span)));
    parts.extend(claim.places.iter().map(|p| ("place", &p.span)));
    parts.extend(claim.date.iter().map(|d| ("date", &d.span)));
    let mut text = Text::default();
    for (number, (name, span)) in parts.into_iter().enumerate() {
        if number > 0 {
            text.push(Ink::Faint, " · ");
        }
        text.push(
            Ink::Plain,
            &format!("{name} {}-{}", span.start, span.end).replace(' ', "\u{a0}"),
        );
    }
    text
}
