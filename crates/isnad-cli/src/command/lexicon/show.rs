//! Every reading of a word: which entries a form leads to, how it is inflected, and where each entry stands.

use isnad::lexicon::entry::{CueEntry, EventEntry, Flags, Frame, How, Names, Origin, Role, Slot};
use isnad::lexicon::inflect::{Features, Gender, Number, Part, Person, Voice};
use isnad::lexicon::normalise::fold;
use isnad::lexicon::{Form, Lexicon, Target};

use crate::render::{GLUE, Ink, Screen, Text};

/// Cells before the name of an entry, of its senses, and of what is told of them.
const ENTRY: usize = 2;
const SENSE: usize = 4;
const DETAIL: usize = 6;

/// What is shown, and which words have no reading.
pub(super) struct Shown {
    pub(super) out: Vec<u8>,
    pub(super) unknown: Vec<String>,
    screen: Screen,
}

/// Shows words; several words are looked up one by one and, where the lexicon has it, as a phrase.
pub(super) fn words(lexicon: &Lexicon, words: &[String], screen: Screen) -> Shown {
    let mut shown = Shown { out: Vec::new(), unknown: Vec::new(), screen };
    let phrase = words.join(" ");
    if words.len() > 1 && !readings(lexicon, &phrase).is_empty() {
        shown.word(lexicon, &phrase);
    }
    for word in words {
        shown.word(lexicon, word);
    }
    shown
}

impl Shown {
    fn word(&mut self, lexicon: &Lexicon, word: &str) {
        let entries = readings(lexicon, word);
        if entries.is_empty() {
            self.unknown.push(word.to_owned());
            return;
        }
        let mut title = Text::new(Ink::Strong, word);
        let key = key(word);
        if key != word {
            title.push(Ink::Faint, "  matched as ");
            title.push(Ink::Faint, &key);
        }
        self.screen.block(0, &title, &mut self.out);
        for (target, forms) in entries {
            self.entry(lexicon, target, &forms);
        }
    }

    fn line(&mut self, indent: usize, line: Line) {
        if !line.text.is_empty() {
            self.screen.block(indent, &line.text, &mut self.out);
        }
    }

    /// The line that names an entry, and the ways in which the form is inflected.
    fn named(&mut self, line: Line, forms: &[String]) {
        self.line(ENTRY, line);
        for form in forms {
            self.line(DETAIL, Line::default().faint("form: ").faint(form));
        }
    }

    /// An entry: a line that names it, and the lines of its senses.
    fn entry(&mut self, lexicon: &Lexicon, target: Target, forms: &[String]) {
        match target {
            Target::Lexeme(index) => {
                let lexeme = lexicon.lexeme(index);
                let kind = if lexeme.verb { "verb" } else { "noun" };
                let mut line = Line::new(kind, &lexeme.lemma);
                if lexeme.verb && !lexeme.masdar {
                    line = line.plain("its verbal noun is no trigger");
                }
                self.named(line, forms);
                for event in &lexeme.events {
                    self.event(lexicon, lexicon.event(*event));
                }
                for cue in &lexeme.cues {
                    self.cue(lexicon, lexicon.cue(*cue));
                }
            }
            Target::Head(index) => {
                let head = lexicon.head(index);
                let line = Line::new("head", &head.id)
                    .plain(&spelling(&format!("{:?}", head.class)))
                    .code(head.country.as_deref().unwrap_or_default())
                    .codes(head.sectors.iter().map(|sector| sector.code()))
                    .plain(&flags(head.flags))
                    .gloss(&head.gloss);
                self.named(line, forms);
                self.origin(lexicon, &head.origin);
            }
            Target::Actor(index) => {
                let actor = lexicon.actor(index);
                let line = Line::new("actor", &actor.id)
                    .plain(&spelling(&format!("{:?}", actor.kind)))
                    .code(actor.country.as_deref().unwrap_or_default())
                    .codes(actor.sectors.iter().map(|sector| sector.code()))
                    .plain(&period(actor.from.as_deref(), actor.to.as_deref()))
                    .plain(&flags(actor.flags))
                    .gloss(&actor.name);
                self.named(line, forms);
                self.line(DETAIL, Line::default().list("members:", &actor.members));
                self.line(DETAIL, Line::default().list("near:", &actor.near));
                self.origin(lexicon, &actor.origin);
            }
            Target::Country(index) => {
                let country = lexicon.country(index);
                let line = Line::new("country", &country.code)
                    .codes(country.sectors.iter().map(|sector| sector.code()))
                    .plain(&flags(country.flags))
                    .gloss(&country.name);
                self.named(line, forms);
                self.origin(lexicon, &country.origin);
            }
            Target::Place(index) => {
                let place = lexicon.place(index);
                let mut line = Line::new("place", &place.name)
                    .plain(&place.kind)
                    .code(place.country.as_deref().unwrap_or_default());
                if let (Some(lat), Some(lon)) = (place.lat, place.lon) {
                    line = line.plain(&format!("{lat:.2},{lon:.2}"));
                }
                if let Some(id) = place.geonameid {
                    line = line.plain(&format!("geonames:{id}"));
                }
                if place.population > 0 {
                    line = line.plain(&format!("population {}", place.population));
                }
                self.named(line.plain(&flags(place.flags)), forms);
                self.origin(lexicon, &place.origin);
            }
            Target::PlaceNoun(index) => {
                let noun = lexicon.place_noun(index);
                self.named(Line::new("place noun", &noun.kind).plain(&flags(noun.flags)), forms);
            }
            Target::Figure(index) => {
                let kind = code(&lexicon.figure(index).kind);
                self.named(Line::new("counted noun", &kind), forms);
            }
            Target::Topic(index) => {
                self.named(Line::new("topic", &lexicon.topic(index).topic), forms);
            }
            Target::Name(index) => {
                let kind = spelling(&format!("{:?}", lexicon.name(index).kind));
                self.named(Line::new("personal name", &kind), forms);
            }
            Target::Word(index) => {
                let word = lexicon.word(index);
                self.named(Line::new("word", &word.class).plain(&word.value), forms);
            }
        }
    }

    fn event(&mut self, lexicon: &Lexicon, event: &EventEntry) {
        let names = match event.names {
            Names::Event(code) => {
                let modes: Vec<_> = event.modes.iter().map(|mode| mode.code()).collect();
                let gap = if modes.is_empty() { "" } else { "/" };
                format!("{code}{gap}{}", modes.join(","))
            }
            Names::Light => "LIGHT".to_owned(),
            Names::Nothing => "NONE".to_owned(),
        };
        let line = Line::new("event", &event.id)
            .code(&names)
            .codes(event.contexts.iter().map(|context| context.code()))
            .plain(&flags(event.flags))
            .gloss(&event.gloss);
        self.line(SENSE, line);
        self.line(DETAIL, Line::default().frame("frame:", &event.frame));
        self.line(DETAIL, Line::default().frame("passive:", &event.passive));
        self.line(DETAIL, Line::default().list("with:", &event.complement));
        self.origin(lexicon, &event.origin);
    }

    fn cue(&mut self, lexicon: &Lexicon, cue: &CueEntry) {
        let line = Line::new("cue", &cue.id)
            .code(&code(&cue.stance))
            .plain(&flags(cue.flags))
            .gloss(&cue.gloss);
        self.line(SENSE, line);
        self.line(DETAIL, Line::default().frame("frame:", &cue.frame));
        self.origin(lexicon, &cue.origin);
    }

    fn origin(&mut self, lexicon: &Lexicon, origin: &Origin) {
        self.line(DETAIL, Line::default().faint(&lexicon.origin(origin)));
    }
}

/// The entries that a key leads to, each once, with the ways in which the form may be inflected.
fn readings(lexicon: &Lexicon, word: &str) -> Vec<(Target, Vec<String>)> {
    let mut out: Vec<(Target, Vec<String>)> = Vec::new();
    for form in lexicon.readings(&key(word)) {
        let told = inflection(lexicon, &form);
        match out.iter_mut().find(|(target, _)| *target == form.target) {
            Some((_, forms)) if forms.contains(&told) => {}
            Some((_, forms)) => forms.push(told),
            None => out.push((form.target, vec![told])),
        }
    }
    out
}

fn key(word: &str) -> String {
    fold(word).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line of parts with two blanks between them; an empty part is left out.
#[derive(Default)]
struct Line {
    text: Text,
}

impl Line {
    fn new(kind: &str, name: &str) -> Self {
        Self::default().part(Ink::Faint, kind).part(Ink::Strong, name)
    }

    fn part(mut self, ink: Ink, part: &str) -> Self {
        if !part.is_empty() {
            if !self.text.is_empty() {
                self.text.push(Ink::Plain, "  ");
            }
            self.text.push(ink, part);
        }
        self
    }

    fn plain(self, part: &str) -> Self {
        self.part(Ink::Plain, part)
    }

    fn code(self, part: &str) -> Self {
        self.part(Ink::Code, part)
    }

    fn codes(self, codes: impl Iterator<Item = &'static str>) -> Self {
        self.code(&codes.collect::<Vec<_>>().join(" "))
    }

    fn gloss(self, gloss: &str) -> Self {
        if gloss.is_empty() { self } else { self.plain(&format!("“{gloss}”")) }
    }

    /// Continues the line without a gap.
    fn faint(mut self, part: &str) -> Self {
        self.text.push(Ink::Faint, part);
        self
    }

    /// `name: a | b`, each value by itself, so that each keeps its place.
    fn list(mut self, name: &str, values: &[String]) -> Self {
        for (number, value) in values.iter().enumerate() {
            self.text.push(Ink::Faint, if number == 0 { name } else { " |" });
            self.text.push(Ink::Faint, &GLUE.to_string());
            self.text.push(Ink::Plain, value);
        }
        self
    }

    /// `frame: subj=actor على=recipient`.
    fn frame(mut self, name: &str, frame: &Frame) -> Self {
        for (number, (slot, role)) in frame.iter().enumerate() {
            self.text.push(Ink::Faint, if number == 0 { name } else { "" });
            self.text.push(Ink::Plain, " ");
            self.text.push(Ink::Plain, slot_name(slot));
            self.text.push(Ink::Plain, &format!("={}", role_name(*role)));
        }
        self
    }
}

fn period(from: Option<&str>, to: Option<&str>) -> String {
    match (from, to) {
        (None, None) => String::new(),
        (from, to) => format!("{}..{}", from.unwrap_or_default(), to.unwrap_or_default()),
    }
}

/// A slot as it is written in the sources.
fn slot_name(slot: &Slot) -> &str {
    match slot {
        Slot::Subject => "subj",
        Slot::Object => "obj",
        Slot::Object2 => "obj2",
        Slot::Genitive => "idafa",
        Slot::Adjective => "adj",
        Slot::Clause => "clause",
        Slot::Next => "next",
        Slot::Prep(preposition) => preposition,
    }
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Actor => "actor",
        Role::Recipient => "recipient",
        Role::Content => "content",
        Role::Place => "place",
        Role::Event => "event",
        Role::Speaker => "speaker",
        Role::Via => "via",
        Role::Source => "source",
    }
}

fn flags(flags: Flags) -> String {
    let names = Flags::NAMES.iter().filter(|(_, flag)| flags.has(*flag));
    let names: Vec<&str> = names.map(|(name, _)| *name).collect();
    if names.is_empty() { String::new() } else { format!("[{}]", names.join(" ")) }
}

/// How a form names its entry and is inflected.
fn inflection(lexicon: &Lexicon, form: &Form) -> String {
    let Features { part, voice, person, gender, number, construct, before_suffix, accusative } =
        form.features;
    let mut words = Vec::new();
    words.push(match form.how {
        How::Name => "",
        How::Capital => "capital",
        How::Adjective => "adjective or people",
        How::Palace => "metonym",
    });
    words.push(match part {
        Part::Base => "base",
        Part::Perfect => "perfect",
        Part::Imperfect => "imperfect",
        Part::Imperative => "imperative",
        Part::ActiveParticiple => "active participle",
        Part::PassiveParticiple => "passive participle",
        Part::VerbalNoun => "verbal noun",
    });
    let verbal = matches!(part, Part::Perfect | Part::Imperfect | Part::Imperative)
        && matches!(form.target, Target::Lexeme(i) if lexicon.lexeme(i).verb);
    if verbal {
        words.push(match voice {
            Voice::Active => "active",
            Voice::Passive => "passive",
            Voice::Either => "active or passive",
        });
        words.push(match person {
            Person::First => "first person",
            Person::Second => "second person",
            Person::Third => "third person",
        });
    }
    words.push(match gender {
        Gender::Masculine => "masculine",
        Gender::Feminine => "feminine",
        Gender::Common => "either gender",
    });
    words.push(match number {
        Number::Singular => "singular",
        Number::Dual => "dual",
        Number::Plural => "plural",
    });
    words.extend(construct.then_some("construct"));
    words.extend(before_suffix.then_some("before a pronoun"));
    words.extend(accusative.then_some("accusative"));
    words.retain(|word| !word.is_empty());
    words.join(", ")
}

/// The spelling of a code in the claim record.
fn code(code: &impl serde::Serialize) -> String {
    serde_json::to_value(code).ok().and_then(|v| Some(v.as_str()?.to_owned())).unwrap_or_default()
}

/// A class in the spelling of the sources: `GivenAmbiguous` is `given-ambiguous`.
fn spelling(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.extend(c.to_lowercase());
    }
    out
}
