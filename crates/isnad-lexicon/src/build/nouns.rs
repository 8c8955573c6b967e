//! Head nouns, counted nouns, place nouns, topics, names and closed classes.

use isnad_model::{Context, FigureKind, Mode};

use super::Builder;
use crate::artifact::TargetKind;
use crate::entry::{
    FigureNounEntry, HeadClass, HeadEntry, How, NameEntry, NameKind, PlaceNounEntry, TopicEntry,
    WordEntry,
};
use crate::inflect::{Features, Gender, Inflected, NounSpec, Number, inflect_nisba, inflect_noun};
use crate::source::{Row, flags};

/// The forms of the row's word, with its plurals.
fn noun(row: &Row<'_>, word: &str) -> Vec<Inflected> {
    let plurals = row.list("plural");
    let gender = if row.cell("gender") == "f" { Gender::Feminine } else { Gender::Masculine };
    inflect_noun(&NounSpec { lemma: word, plurals: &plurals, gender })
}

/// A row of kind `heads`.
pub(super) fn head(row: &Row<'_>, builder: &mut Builder) {
    let Some(word) = builder.required(row, "word") else { return };
    let class = match row.cell("class") {
        "office" => HeadClass::Office,
        "person" => HeadClass::Person,
        "force" => HeadClass::Force,
        "institution" => HeadClass::Institution,
        "group" => HeadClass::Group,
        "people" => HeadClass::People,
        "state" => HeadClass::State,
        "source" => HeadClass::Source,
        "medium" => HeadClass::Medium,
        "asset" => HeadClass::Asset,
        "site" => HeadClass::Site,
        "quality" => HeadClass::Quality,
        other => return builder.problem(format!("unknown class `{other}`")),
    };
    let Some(flags) = builder.take(flags(row.cell("flags"))) else { return };
    let sectors = builder.codes(row, "sectors");
    let country = Some(row.cell("country")).filter(|c| !c.is_empty()).map(str::to_owned);
    let index = builder.entries.heads.len();
    builder.entries.heads.push(HeadEntry {
        id: format!("heads:{word}"),
        origin: builder.origin.clone(),
        class,
        sectors,
        country,
        flags,
        gloss: row.cell("gloss").to_owned(),
    });
    let mut forms = if class == HeadClass::Quality {
        let plurals: Vec<&str> =
            row.list("plural").into_iter().filter(|p| !p.starts_with('+')).collect();
        let mut forms = inflect_nisba(word, &plurals);
        for Inflected { text: form, features } in &mut forms {
            if feminine_of_elative(word, form) {
                features.gender = Gender::Feminine;
                features.number = Number::Singular;
            }
        }
        forms
    } else {
        noun(row, word)
    };
    let people = matches!(class, HeadClass::Office | HeadClass::Person | HeadClass::Source);
    if people && row.cell("gender") != "f" {
        forms.extend(feminine(word));
    }
    builder.forms(&forms, TargetKind::Head, index, How::Name);
}

/// Whether a listed form is the feminine of an elative or colour and no plural: قصوى of أقصى, خضراء of أخضر (Ryding ch. 10
/// §5).
fn feminine_of_elative(word: &str, form: &str) -> bool {
    word.chars().count() == 4
        && word.starts_with('أ')
        && !form.starts_with('أ')
        && (form.ends_with('ى') || form.ends_with("اء"))
}

/// Women hold offices too: وزير الخارجية, وزيرة الخارجية, وزيرات الخارجية.
fn feminine(word: &str) -> Vec<Inflected> {
    let (first, rest) = word.split_once(' ').map_or((word, ""), |(f, r)| (f, r));
    if first.ends_with(['ة', 'ى', 'ا', 'ي', 'ء']) {
        return Vec::new();
    }
    let lemma = format!("{first}ة {rest}");
    inflect_noun(&NounSpec { lemma: lemma.trim(), plurals: &["+ات"], gender: Gender::Feminine })
}

/// A row of kind `figures`.
pub(super) fn figure(row: &Row<'_>, builder: &mut Builder) {
    let Some(word) = builder.required(row, "word") else { return };
    let kind = match row.cell("kind") {
        "killed" => FigureKind::Killed,
        "injured" => FigureKind::Injured,
        "killed_or_injured" => FigureKind::KilledOrInjured,
        "captured" => FigureKind::Captured,
        "missing" => FigureKind::Missing,
        "displaced" => FigureKind::Displaced,
        "arrested" => FigureKind::Arrested,
        "participants" => FigureKind::Participants,
        "strikes" => FigureKind::Strikes,
        "destroyed" => FigureKind::Destroyed,
        "other" => FigureKind::Other,
        other => return builder.problem(format!("unknown figure kind `{other}`")),
    };
    let index = builder.entries.figures.len();
    builder.entries.figures.push(FigureNounEntry { kind });
    builder.forms(&noun(row, word), TargetKind::Figure, index, How::Name);
}

/// A row of kind `placenouns`.
pub(super) fn place_noun(row: &Row<'_>, builder: &mut Builder) {
    let Some(word) = builder.required(row, "word") else { return };
    let Some(kind) = builder.required(row, "kind") else { return };
    let Some(flags) = builder.take(flags(row.cell("flags"))) else { return };
    let index = builder.entries.place_nouns.len();
    builder.entries.place_nouns.push(PlaceNounEntry { kind: kind.to_owned(), flags });
    builder.forms(&noun(row, word), TargetKind::PlaceNoun, index, How::Name);
}

/// A row of kind `topics`.
pub(super) fn topic(row: &Row<'_>, builder: &mut Builder) {
    let Some(word) = builder.required(row, "word") else { return };
    let topic = row.cell("topic");
    let known = topic.starts_with("off:")
        || topic.parse::<Mode>().is_ok()
        || topic.parse::<Context>().is_ok();
    if !known {
        return builder.problem(format!("`{topic}` is no mode, no context and no `off:` topic"));
    }
    let index = builder.entries.topics.len();
    builder.entries.topics.push(TopicEntry { topic: topic.to_owned() });
    builder.forms(&noun(row, word), TargetKind::Topic, index, How::Name);
}

/// A row of kind `names`.
pub(super) fn name(row: &Row<'_>, builder: &mut Builder) {
    let Some(word) = builder.required(row, "word") else { return };
    let kind = match row.cell("kind") {
        "given" => NameKind::Given,
        "given-ambiguous" => NameKind::GivenAmbiguous,
        "family" => NameKind::Family,
        "prefix" => NameKind::Prefix,
        other => return builder.problem(format!("unknown kind of name `{other}`")),
    };
    let index = builder.entries.names.len();
    builder.entries.names.push(NameEntry { kind });
    builder.form(word, TargetKind::Name, index, How::Name, Features::default());
}

/// A row of kind `words`.
pub(super) fn word(row: &Row<'_>, builder: &mut Builder) {
    let Some(word) = builder.required(row, "word") else { return };
    let Some(class) = builder.required(row, "class") else { return };
    let index = builder.entries.words.len();
    builder
        .entries
        .words
        .push(WordEntry { class: class.to_owned(), value: row.cell("value").to_owned() });
    if matches!(word, "%" | "٪") {
        // Marks fold to nothing else, and are looked up as they are.
        builder.form(word, TargetKind::Word, index, How::Name, Features::default());
        return;
    }
    builder.form(word, TargetKind::Word, index, How::Name, Features::default());
}
