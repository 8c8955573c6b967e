//! Verbs, event nouns and cues: paradigms with their senses.

use std::collections::BTreeMap;

use isnad_model::{Event, Stance};

use super::{Builder, key};
use crate::artifact::TargetKind;
use crate::entry::{CueEntry, EventEntry, Flags, Frame, How, Lexeme, Names};
use crate::inflect::{
    Features, Gender, Inflected, NounSpec, Part, VerbForm, VerbSpec, conjugate, inflect_noun,
};
use crate::source::{Row, flags, frame};

/// What makes two rows one paradigm.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct ParadigmKey {
    verb: bool,
    lemma: String,
    root: String,
    form: String,
}

#[derive(Default)]
struct Paradigm {
    /// The lemma as spelled.
    lemma: String,
    vowels: String,
    masdars: Vec<String>,
    no_masdar: bool,
    plurals: Vec<String>,
    feminine: bool,
    /// Some row of it names an event (then verbal nouns are wanted).
    events: Vec<usize>,
    cues: Vec<usize>,
    file: String,
    line: u32,
    /// A phrase or particle: no inflection.
    rigid: bool,
}

/// Paradigms gathered from all files before they are inflected.
#[derive(Default)]
pub(super) struct Lexemes {
    paradigms: BTreeMap<ParadigmKey, Paradigm>,
}

impl Lexemes {
    /// A row of kind `verbs`.
    pub(super) fn verb(&mut self, row: &Row<'_>, builder: &mut Builder) {
        let Some(lemma) = builder.required(row, "lemma") else { return };
        let Some(entry) = event_entry(row, builder, "verbs", lemma) else { return };
        builder.entries.events.push(entry);
        let index = builder.entries.events.len() - 1;
        self.paradigm(row, builder, lemma, true).events.push(index);
    }

    /// A row of kind `nouns`.
    pub(super) fn noun(&mut self, row: &Row<'_>, builder: &mut Builder) {
        let Some(lemma) = builder.required(row, "lemma") else { return };
        let Some(entry) = event_entry(row, builder, "nouns", lemma) else { return };
        builder.entries.events.push(entry);
        let index = builder.entries.events.len() - 1;
        self.paradigm(row, builder, lemma, false).events.push(index);
    }

    /// A row of kind `cues`.
    pub(super) fn cue(&mut self, row: &Row<'_>, builder: &mut Builder) {
        let Some(lemma) = builder.required(row, "lemma") else { return };
        let stance = match row.cell("stance") {
            "assert" | "" => Stance::Assert,
            "deny" => Stance::Deny,
            "doubt" => Stance::Doubt,
            "confirm" => Stance::Confirm,
            other => {
                builder.problem(format!("unknown stance `{other}`"));
                return;
            }
        };
        let Some(frame) = builder.take(frame(row.cell("frame"))) else { return };
        let Some(flags) = builder.take(flags(row.cell("flags"))) else { return };
        builder.entries.cues.push(CueEntry {
            id: format!("cues:{lemma}"),
            origin: builder.origin.clone(),
            stance,
            frame,
            flags,
            gloss: row.cell("gloss").to_owned(),
        });
        let index = builder.entries.cues.len() - 1;
        let verb = !row.cell("root").is_empty();
        let noun = flags.has(Flags::NOUN);
        let paradigm = self.paradigm(row, builder, lemma, verb);
        paradigm.cues.push(index);
        paradigm.rigid = !verb && !noun;
    }

    fn paradigm(
        &mut self,
        row: &Row<'_>,
        builder: &Builder,
        lemma: &str,
        verb: bool,
    ) -> &mut Paradigm {
        let form = row.cell("form");
        let id = ParadigmKey {
            verb,
            lemma: key(lemma),
            root: if verb { row.cell("root").to_owned() } else { String::new() },
            form: if verb { form.to_owned() } else { String::new() },
        };
        let paradigm = self.paradigms.entry(id).or_insert_with(|| Paradigm {
            lemma: lemma.to_owned(),
            file: builder.file.clone(),
            line: row.line,
            no_masdar: true,
            ..Paradigm::default()
        });
        // A masdar is no trigger only if no row of the paradigm wants it.
        paradigm.no_masdar &= row.cell("masdar") == "-";
        if paradigm.vowels.is_empty() {
            paradigm.vowels = row.cell("vowels").to_owned();
        }
        for masdar in row.list("masdar") {
            if masdar != "-" && !paradigm.masdars.iter().any(|m| m == masdar) {
                paradigm.masdars.push(masdar.to_owned());
            }
        }
        for plural in row.list("plural") {
            if !paradigm.plurals.iter().any(|p| p == plural) {
                paradigm.plurals.push(plural.to_owned());
            }
        }
        paradigm.feminine |= row.cell("gender") == "f";
        paradigm
    }

    /// Inflects all paradigms.
    pub(super) fn finish(self, builder: &mut Builder) {
        for (id, mut paradigm) in self.paradigms {
            builder.file = paradigm.file.clone();
            builder.origin.line = paradigm.line;
            let forms = match id.verb {
                _ if paradigm.rigid => rigid(&paradigm.lemma),
                true => verb_forms(&id, &paradigm),
                false => Ok(noun_forms(&paradigm)),
            };
            let Some(forms) = builder.take(forms) else { continue };
            // Senses that name a complement come first, then the plain one, in file order.
            let entries = &builder.entries.events;
            paradigm.events.sort_by_key(|&i| (entries[i].complement.is_empty(), i));
            let index = builder.entries.lexemes.len();
            builder.entries.lexemes.push(Lexeme {
                lemma: id.lemma.clone(),
                events: numbers(&paradigm.events),
                cues: numbers(&paradigm.cues),
                masdar: !paradigm.no_masdar || !paradigm.masdars.is_empty(),
                verb: id.verb,
            });
            builder.forms(&forms, TargetKind::Lexeme, index, How::Name);
        }
    }
}

fn numbers(indexes: &[usize]) -> Vec<u32> {
    indexes.iter().map(|&i| u32::try_from(i).unwrap_or(u32::MAX)).collect()
}

fn rigid(lemma: &str) -> Result<Vec<Inflected>, String> {
    Ok(vec![Inflected { text: lemma.to_owned(), features: Features::default() }])
}

fn verb_forms(id: &ParadigmKey, paradigm: &Paradigm) -> Result<Vec<Inflected>, String> {
    let form: VerbForm = id.form.parse()?;
    let vowels = match paradigm.vowels.split_once('-') {
        Some((perfect, imperfect)) => match (perfect.chars().next(), imperfect.chars().next()) {
            (Some(perfect), Some(imperfect)) => Some((perfect, imperfect)),
            _ => return Err(format!("vowels: `{}` is not like `a-u`", paradigm.vowels)),
        },
        None if paradigm.vowels.is_empty() => None,
        None => return Err(format!("vowels: `{}` is not like `a-u`", paradigm.vowels)),
    };
    let masdars: Vec<&str> = paradigm.masdars.iter().map(String::as_str).collect();
    let spec = VerbSpec { lemma: &paradigm.lemma, root: &id.root, form, vowels, masdars: &masdars };
    let mut forms = conjugate(&spec)?;
    if paradigm.no_masdar && paradigm.masdars.is_empty() {
        forms.retain(|f| f.features.part != Part::VerbalNoun);
    }
    Ok(forms)
}

fn noun_forms(paradigm: &Paradigm) -> Vec<Inflected> {
    let plurals: Vec<&str> = paradigm.plurals.iter().map(String::as_str).collect();
    let gender = if paradigm.feminine { Gender::Feminine } else { Gender::Masculine };
    inflect_noun(&NounSpec { lemma: &paradigm.lemma, plurals: &plurals, gender })
}

fn event_entry(
    row: &Row<'_>,
    builder: &mut Builder,
    kind: &str,
    lemma: &str,
) -> Option<EventEntry> {
    let names = match row.cell("event") {
        "LIGHT" => Names::Light,
        "NONE" => Names::Nothing,
        code => Names::Event(builder.take(code.parse::<Event>().map_err(|e| e.to_string()))?),
    };
    let modes = builder.codes(row, "modes");
    if let Names::Event(event) = names {
        for mode in &modes {
            if !event.modes().contains(mode) {
                builder.problem(format!("{event} has no mode `{mode}`"));
            }
        }
    }
    let complement: Vec<String> = row.list("complement").into_iter().map(key).collect();
    let id = match complement.first() {
        Some(first) => format!("{kind}:{lemma}+{first}"),
        None => format!("{kind}:{lemma}"),
    };
    let active = builder.take(frame(row.cell("frame")))?;
    let passive: Frame = builder.take(frame(row.cell("passive")))?;
    let flags = builder.take(flags(row.cell("flags")))?;
    Some(EventEntry {
        id,
        origin: builder.origin.clone(),
        names,
        modes,
        contexts: builder.codes(row, "contexts"),
        complement,
        frame: active,
        passive,
        flags,
        gloss: row.cell("gloss").to_owned(),
    })
}
