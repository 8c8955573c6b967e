//! Claims as a table: one row a claim, one header row, comma-separated, UTF-8, quoted where needed.
//!
//! A column has one meaning; several values in a cell are separated by `; `, and values of parallel columns
//! (`actors`, `actor_countries`, `actor_sectors`) stand in the same order, with nothing between two separators where
//! one has no value. Left out are the spans of everything but the sentence and the trigger, quotes, how each hop
//! renders the words, members of groups but for their codes, and figures of kinds without columns of their own except
//! in `figures`. The README of the crate lists the columns.

use anyhow::{Context as _, Result};
use isnad::{Article, Claim, FigureKind, Hop, Mention, Stance};

use super::Render;

/// The columns, in order.
const COLUMNS: [&str; 41] = [
    "id",
    "article",
    "outlet",
    "published",
    "url",
    "event",
    "modes",
    "contexts",
    "status",
    "actors",
    "actor_countries",
    "actor_sectors",
    "recipients",
    "recipient_countries",
    "recipient_sectors",
    "chain",
    "speaker",
    "speaker_country",
    "speaker_sectors",
    "stance",
    "trigger",
    "trigger_start",
    "trigger_end",
    "content",
    "condition",
    "killed_low",
    "killed_high",
    "injured_low",
    "injured_high",
    "figures",
    "place",
    "place_country",
    "latitude",
    "longitude",
    "date_from",
    "date_to",
    "sentence",
    "sentence_start",
    "sentence_end",
    "confidence",
    "rule",
];

/// Separates the values of a cell.
const AND: &str = "; ";

pub(super) struct Csv;

impl Render for Csv {
    fn begin(&self, out: &mut Vec<u8>) -> Result<()> {
        write(out, [COLUMNS])
    }

    fn article(&self, article: &Article, claims: &[Claim], out: &mut Vec<u8>) -> Result<()> {
        write(out, claims.iter().map(|claim| row(article, claim)))
    }
}

fn write<R: AsRef<[u8]>>(
    out: &mut Vec<u8>,
    rows: impl IntoIterator<Item = [R; COLUMNS.len()]>,
) -> Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    for row in rows {
        writer.write_record(row).context("cannot write a row")?;
    }
    writer.flush().context("cannot write a row")
}

fn row(article: &Article, claim: &Claim) -> [String; COLUMNS.len()] {
    let text =
        |part: &Option<isnad::Evidence>| part.as_ref().map_or_else(String::new, |e| e.text.clone());
    let last = claim.attribution.last();
    let speaker = last.and_then(|hop| hop.speaker.as_ref());
    let bounds = |kind| {
        let figure = claim.figures.iter().find(|figure| figure.kind == kind);
        figure.map_or_else(Default::default, |f| (optional(f.low), optional(f.high)))
    };
    let (killed_low, killed_high) = bounds(FigureKind::Killed);
    let (injured_low, injured_high) = bounds(FigureKind::Injured);
    let place = claim.places.first();
    [
        claim.id.clone(),
        claim.article.clone(),
        article.outlet.clone(),
        article.published.clone().unwrap_or_default(),
        article.url.clone(),
        claim.event.code().to_owned(),
        join(&claim.modes, |mode| mode.code().to_owned()),
        join(&claim.contexts, |context| context.code().to_owned()),
        name(&claim.status),
        join(&claim.actors, named),
        join(&claim.actors, countries),
        join(&claim.actors, sectors),
        join(&claim.recipients, named),
        join(&claim.recipients, countries),
        join(&claim.recipients, sectors),
        join(&claim.attribution, hop),
        speaker.map_or_else(String::new, named),
        speaker.map_or_else(String::new, countries),
        speaker.map_or_else(String::new, sectors),
        last.map_or_else(String::new, |hop| name(&hop.stance)),
        claim.trigger.text.clone(),
        claim.trigger.start.to_string(),
        claim.trigger.end.to_string(),
        text(&claim.content),
        text(&claim.condition),
        killed_low,
        killed_high,
        injured_low,
        injured_high,
        join(&claim.figures, |f| format!("{} {}", name(&f.kind), f.span.text)),
        place.map_or_else(String::new, |p| p.name.clone().unwrap_or_else(|| p.span.text.clone())),
        place.and_then(|p| p.country.clone()).unwrap_or_default(),
        optional(place.and_then(|p| p.lat)),
        optional(place.and_then(|p| p.lon)),
        optional(claim.date.as_ref().and_then(|date| date.from)),
        optional(claim.date.as_ref().and_then(|date| date.to)),
        claim.sentence.text.clone(),
        claim.sentence.start.to_string(),
        claim.sentence.end.to_string(),
        claim.confidence.to_string(),
        claim.rule.clone(),
    ]
}

/// One hop: medium, speaker and stance, as in `state television > ministry of defence (deny)`.
fn hop(hop: &Hop) -> String {
    let mut out = hop.via.as_ref().map_or_else(String::new, |via| format!("{} > ", named(via)));
    out.push_str(&hop.speaker.as_ref().map_or_else(|| "?".to_owned(), named));
    if hop.stance != Stance::Assert {
        out.push_str(&format!(" ({})", name(&hop.stance)));
    }
    out
}

/// The canonical name of a known actor, else the words of the text.
fn named(mention: &Mention) -> String {
    let name = mention.name.clone().filter(|_| mention.id.is_some());
    name.unwrap_or_else(|| mention.span.text.clone())
}

fn countries(mention: &Mention) -> String {
    let members = mention.members.iter().filter_map(|member| member.country.as_deref());
    mention.country.as_deref().into_iter().chain(members).collect::<Vec<_>>().join("+")
}

fn sectors(mention: &Mention) -> String {
    let mut codes: Vec<_> = mention.sectors.iter().map(|sector| sector.code()).collect();
    for member in &mention.members {
        for sector in &member.sectors {
            if !codes.contains(&sector.code()) {
                codes.push(sector.code());
            }
        }
    }
    codes.join("+")
}

fn join<T>(values: &[T], each: impl Fn(&T) -> String) -> String {
    values.iter().map(each).collect::<Vec<_>>().join(AND)
}

fn optional(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// The spelling of a code in the claim record.
fn name(code: &impl serde::Serialize) -> String {
    serde_json::to_value(code).ok().and_then(|v| Some(v.as_str()?.to_owned())).unwrap_or_default()
}
