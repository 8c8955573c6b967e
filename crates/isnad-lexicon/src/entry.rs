//! The entries of a compiled lexicon, one type per kind of source file.

use isnad_model::{Context, Event, FigureKind, Mode, Sector, Stance};
use serde::{Deserialize, Serialize};

/// Where an entry stands in the sources, so that a person can find and change it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Index into the layer's list of source files.
    pub file: u16,
    /// Line, counted from 1.
    pub line: u32,
}

/// A syntactic slot through which a role comes. Prepositions are folded keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Slot {
    /// The verb's subject.
    Subject,
    /// The verb's object, or of a verbal noun its genitive where that is the object.
    Object,
    /// A second object.
    Object2,
    /// The genitive after a noun (إضافة).
    Genitive,
    /// An adjective of nationality or group on a noun.
    Adjective,
    /// A clause after أن or إن.
    Clause,
    /// What follows a cue phrase.
    Next,
    /// What follows this preposition.
    Prep(String),
}

/// What a slot's filler is to the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// Who does it.
    Actor,
    /// To whom.
    Recipient,
    /// What is asked, promised, refused, said.
    Content,
    /// Where.
    Place,
    /// The event noun of a light verb.
    Event,
    /// Who says it (cue phrases).
    Speaker,
    /// Through which medium.
    Via,
    /// From whom the speaker has it (نقل عن).
    Source,
}

/// The frame of a verb, noun or cue: which slot gives which role.
pub type Frame = Vec<(Slot, Role)>;

/// What an event entry names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Names {
    /// A PLOVER event.
    Event(Event),
    /// Nothing of its own: it lends its slots to an event noun (شن، نفذ).
    Light,
    /// A sense that is no event and blocks the others.
    Nothing,
}

/// Flags of entries, as bits; the spelling in the sources is that of [`Flags::NAMES`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flags(pub u64);

macro_rules! flags {
    ($($name:ident = $bit:literal, $text:literal;)+) => {
        impl Flags {
            $(#[doc = concat!("`", $text, "`; see docs/lexicon-format.md.")]
              pub const $name: Flags = Flags(1 << $bit);)+
            /// Every flag with its spelling.
            pub const NAMES: &[(&str, Flags)] = &[$(($text, Flags::$name)),+];
        }
    };
}

flags! {
    KILL = 0, "kill"; INJURE = 1, "injure"; ARREST = 2, "arrest"; CAPTURE = 3, "capture";
    DESTROY = 4, "destroy"; DISPLACE = 5, "displace"; GENERAL = 6, "general"; MEANS = 7, "means";
    HUMAN_OBJ = 8, "human-obj"; FORCE_SUBJ = 9, "force-subj"; RESULT = 10, "result";
    UNDERGO = 11, "undergo"; OCCUR = 12, "occur"; FUTURE = 13, "future"; STOP = 14, "stop";
    CLAIM = 15, "claim"; WEAK = 16, "weak"; TOPIC = 17, "topic"; WARN = 18, "warn";
    QUOTE = 19, "quote"; NOUN = 20, "noun"; HONORIFIC = 21, "honorific"; FORMER = 22, "former";
    PART = 23, "part"; DEPUTY = 24, "deputy"; ANAPHOR = 25, "anaphor"; AMBIGUOUS = 26, "ambiguous";
    MODAL = 27, "modal"; RECIPROCAL = 28, "reciprocal"; STATE = 29, "state";
    HELD = 30, "held"; GO_ON = 31, "go-on";
}

impl Flags {
    /// Whether every bit of `other` is set.
    pub fn has(self, other: Flags) -> bool {
        self.0 & other.0 == other.0
    }

    /// Reads blank-separated names; the first unknown name is the error.
    pub fn parse(cell: &str) -> Result<Self, String> {
        let mut bits = 0;
        for word in cell.split([' ', '|']).filter(|w| !w.is_empty()) {
            let (_, flag) = Self::NAMES
                .iter()
                .find(|(name, _)| *name == word)
                .ok_or_else(|| word.to_string())?;
            bits |= flag.0;
        }
        Ok(Self(bits))
    }
}

/// One sense of an event verb or noun.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EventEntry {
    /// `verbs:قصف`, `nouns:غارة`; appears in a claim's `rule`.
    pub id: String,
    /// Where it stands.
    pub origin: Origin,
    /// The event.
    pub names: Names,
    /// Modes.
    pub modes: Vec<Mode>,
    /// Contexts.
    pub contexts: Vec<Context>,
    /// Folded words, one of which must follow; empty for the plain sense.
    pub complement: Vec<String>,
    /// Slots of the active verb, or of the noun.
    pub frame: Frame,
    /// Slots of the passive, where not the default.
    pub passive: Frame,
    /// Flags.
    pub flags: Flags,
    /// English.
    pub gloss: String,
}

/// A word or phrase that reports.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CueEntry {
    /// `cues:أعلن`.
    pub id: String,
    /// Where it stands.
    pub origin: Origin,
    /// Stance it gives the speaker.
    pub stance: Stance,
    /// Slots through which content, speaker or medium come.
    pub frame: Frame,
    /// Flags.
    pub flags: Flags,
    /// English.
    pub gloss: String,
}

/// A paradigm with its senses: all inflected forms lead here.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Lexeme {
    /// Dictionary form.
    pub lemma: String,
    /// Indexes of event entries; those with a complement first.
    pub events: Vec<u32>,
    /// Indexes of cue entries.
    pub cues: Vec<u32>,
    /// Whether verbal nouns of this lexeme may be triggers.
    pub masdar: bool,
    /// Whether it is a verb (else a noun).
    pub verb: bool,
}

/// What kind of thing a head noun names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum HeadClass {
    /// A person in an office.
    Office,
    /// A person.
    Person,
    /// An armed body.
    Force,
    /// A body of state or society.
    Institution,
    /// A group or party.
    Group,
    /// A people or population.
    People,
    /// A state.
    State,
    /// A source of news.
    Source,
    /// A medium of news.
    Medium,
    /// A thing that belongs to a side.
    Asset,
    /// A civilian place or thing that can be hit.
    Site,
    /// An adjective that gives its noun sectors.
    Quality,
}

/// A noun that heads a mention.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct HeadEntry {
    /// `heads:وزير الدفاع`.
    pub id: String,
    /// Where it stands.
    pub origin: Origin,
    /// Class.
    pub class: HeadClass,
    /// Sectors.
    pub sectors: Vec<Sector>,
    /// PLOVER country, where the word implies one.
    pub country: Option<String>,
    /// Flags.
    pub flags: Flags,
    /// English.
    pub gloss: String,
}

/// What kind of actor a known actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ActorKind {
    /// Armed or political group.
    Group,
    /// Armed body of a state or alliance.
    Force,
    /// Organisation.
    Org,
    /// Bloc of states.
    Bloc,
    /// Political party.
    Party,
    /// Person.
    Person,
    /// News medium.
    Medium,
    /// Office or institution.
    Office,
}

/// A known actor.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ActorEntry {
    /// Stable id, `grp:houthis`.
    pub id: String,
    /// Where it stands.
    pub origin: Origin,
    /// Canonical English name.
    pub name: String,
    /// Kind.
    pub kind: ActorKind,
    /// PLOVER country.
    pub country: Option<String>,
    /// Sectors.
    pub sectors: Vec<Sector>,
    /// Country codes or actor ids of a bloc.
    pub members: Vec<String>,
    /// First day of validity, ISO.
    pub from: Option<String>,
    /// Last day of validity, ISO.
    pub to: Option<String>,
    /// Countries, one of which the article must speak of.
    pub near: Vec<String>,
    /// Flags.
    pub flags: Flags,
}

/// A country.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CountryEntry {
    /// PLOVER code.
    pub code: String,
    /// Where it stands.
    pub origin: Origin,
    /// English name.
    pub name: String,
    /// Sectors that the name itself implies (PRE for unrecognised states).
    pub sectors: Vec<Sector>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Flags.
    pub flags: Flags,
}

/// How a form names its entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum How {
    /// By its name, or a plain word.
    #[default]
    Name,
    /// By its capital.
    Capital,
    /// By its adjective or people.
    Adjective,
    /// By a palace or other metonym.
    Palace,
}

/// A place of the gazetteer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PlaceEntry {
    /// Latin name.
    pub name: String,
    /// Where it stands.
    pub origin: Origin,
    /// `city`, `admin1`, …
    pub kind: String,
    /// PLOVER country, `None` for international waters and regions.
    pub country: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// GeoNames id.
    pub geonameid: Option<u32>,
    /// Inhabitants, 0 where unknown.
    pub population: u32,
    /// Flags.
    pub flags: Flags,
}

/// A noun that introduces a place name.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PlaceNounEntry {
    /// `city`, `direction`, …
    pub kind: String,
    /// Flags.
    pub flags: Flags,
}

/// A noun that is counted and tells the kind of figure.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FigureNounEntry {
    /// Kind.
    pub kind: FigureKind,
}

/// A word that tells what something is about.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TopicEntry {
    /// A mode, a context, or `off:…` for matter that is no event.
    pub topic: String,
}

/// What part of a personal name a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NameKind {
    /// Given name.
    Given,
    /// Given name that is an ordinary word too.
    GivenAmbiguous,
    /// Family name.
    Family,
    /// Stands before a name: عبد، أبو، بن.
    Prefix,
}

/// A part of a personal name.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NameEntry {
    /// Kind.
    pub kind: NameKind,
}

/// A word of a closed class.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WordEntry {
    /// Class, documented at the head of its file.
    pub class: String,
    /// Value.
    pub value: String,
}
