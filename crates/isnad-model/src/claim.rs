//! The claim record: one reported event with who reports it. See `docs/record.md`.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Context, Event, Mode, Sector};

/// A slice of the article's text: `text` is exactly the characters `start..end`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The slice.
    pub text: String,
    /// First character (Unicode scalar values from the start of the article's text).
    pub start: u32,
    /// One past the last character.
    pub end: u32,
}

/// Somebody or something named in the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The noun phrase as written, without a preposition.
    #[serde(flatten)]
    pub span: Evidence,
    /// Canonical name, where known.
    pub name: Option<String>,
    /// Stable actor id, where the lexicon knows the actor.
    pub id: Option<String>,
    /// PLOVER country code.
    pub country: Option<String>,
    /// PLOVER sectors.
    #[serde(default)]
    pub sectors: Vec<Sector>,
    /// The actors that a group resolves to ("the three presidents").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Member>,
}

/// One actor of a group: a mention without a span of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Canonical name, where known.
    pub name: Option<String>,
    /// Stable actor id, where known.
    pub id: Option<String>,
    /// PLOVER country code.
    pub country: Option<String>,
    /// PLOVER sectors.
    #[serde(default)]
    pub sectors: Vec<Sector>,
}

/// What a speaker says of the event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// That it is so.
    #[default]
    Assert,
    /// That it is not so.
    Deny,
    /// That it may not be so.
    Doubt,
    /// That it is so, after somebody else said it.
    Confirm,
}

/// How a hop renders the words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HopMode {
    /// In quotation marks.
    Direct,
    /// In the reporter's words.
    #[default]
    Indirect,
    /// Partly quoted.
    Mixed,
}

/// One link of the chain of attribution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hop {
    /// Who speaks; `None` where the text says only that it is said.
    pub speaker: Option<Mention>,
    /// The word that reports.
    pub cue: Evidence,
    /// What the speaker says of the event.
    pub stance: Stance,
    /// How the words are rendered.
    pub mode: HopMode,
    /// The medium: a statement, an agency, an interview.
    pub via: Option<Mention>,
    /// The quoted words, where there are any.
    pub quote: Option<Evidence>,
}

/// Whether the event is said to have happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It happened or is going on.
    #[default]
    Occurred,
    /// Planned, promised, ordered or asked for.
    Future,
    /// Depends on a condition.
    Conditional,
    /// Said not to have happened or not to happen.
    Negated,
    /// Background: over a year before the article, or explicitly of an earlier time.
    Historical,
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureKind {
    /// Deaths.
    Killed,
    /// Wounded.
    Injured,
    /// Killed and wounded counted together.
    KilledOrInjured,
    /// Combatants captured.
    Captured,
    /// Missing.
    Missing,
    /// Displaced.
    Displaced,
    /// Arrested or detained.
    Arrested,
    /// People taking part.
    Participants,
    /// Strikes, raids, rockets.
    Strikes,
    /// Things destroyed.
    Destroyed,
    /// Anything else counted.
    Other,
}

/// A count that belongs to an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// What is counted.
    pub kind: FigureKind,
    /// Lowest count; `None` where the text gives no lower bound.
    pub low: Option<u64>,
    /// Highest count; `None` where the text gives no upper bound.
    pub high: Option<u64>,
    /// Whether the text says "about".
    pub approximate: bool,
    /// The words.
    #[serde(flatten)]
    pub span: Evidence,
}

/// Where it happened.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The words.
    #[serde(flatten)]
    pub span: Evidence,
    /// Canonical name, where the gazetteer knows it.
    pub name: Option<String>,
    /// PLOVER country code.
    pub country: Option<String>,
    /// Degrees north (WGS 84).
    pub lat: Option<f64>,
    /// Degrees east (WGS 84).
    pub lon: Option<f64>,
    /// GeoNames id.
    pub geonameid: Option<u32>,
}

/// How exactly a date is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// One day, or a few named days.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
    /// Not resolved.
    #[default]
    Unknown,
}

/// When it happened, resolved against the article's date.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// The words.
    #[serde(flatten)]
    pub span: Evidence,
    /// First day, `None` where unresolved.
    pub from: Option<Date>,
    /// Last day, inclusive.
    pub to: Option<Date>,
    /// How exactly it is known.
    pub precision: Precision,
}

/// One reported event, with who reports it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Stable: the same article text and the same coder version give the same id.
    pub id: String,
    /// The article's id.
    pub article: String,
    /// PLOVER event type, or STATEMENT.
    pub event: Event,
    /// PLOVER modes of that event.
    pub modes: Vec<Mode>,
    /// PLOVER contexts.
    pub contexts: Vec<Context>,
    /// The words that name the event.
    pub trigger: Evidence,
    /// Who does it.
    pub actors: Vec<Mention>,
    /// To whom.
    pub recipients: Vec<Mention>,
    /// What is asked, promised, refused, threatened, alleged or said.
    pub content: Option<Evidence>,
    /// The chain of reporting, outermost first; empty where the outlet says it in its own voice.
    pub attribution: Vec<Hop>,
    /// Whether it is said to have happened.
    pub status: Status,
    /// The clause on which it depends.
    pub condition: Option<Evidence>,
    /// Counts that belong to this event.
    pub figures: Vec<Figure>,
    /// Where it happened.
    pub places: Vec<Place>,
    /// When it happened.
    pub date: Option<When>,
    /// The sentence it was read from.
    pub sentence: Evidence,
    /// 0..1; an estimate by rule: how often claims of each level are right is measured in `docs/quality.md`.
    pub confidence: f64,
    /// What produced the record: the id of the lexicon entry and of the rule, joined by `+`.
    pub rule: String,
}
