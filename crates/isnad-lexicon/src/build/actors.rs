//! Known actors and countries.

use std::collections::BTreeSet;

use super::Builder;
use crate::artifact::TargetKind;
use crate::entry::{ActorEntry, ActorKind, CountryEntry, How};
use crate::inflect::{Features, Inflected, inflect_nisba};
use crate::source::{Row, flags};

/// A row of kind `actors`.
pub(super) fn actor(row: &Row<'_>, builder: &mut Builder) {
    let Some(id) = builder.required(row, "id") else { return };
    let kind = match row.cell("kind") {
        "group" => ActorKind::Group,
        "force" => ActorKind::Force,
        "org" => ActorKind::Org,
        "bloc" => ActorKind::Bloc,
        "party" => ActorKind::Party,
        "person" => ActorKind::Person,
        "medium" => ActorKind::Medium,
        "office" => ActorKind::Office,
        other => return builder.problem(format!("unknown kind of actor `{other}`")),
    };
    let Some(flags) = builder.take(flags(row.cell("flags"))) else { return };
    let text = |column: &str| Some(row.cell(column)).filter(|c| !c.is_empty()).map(str::to_owned);
    for column in ["from", "to"] {
        if let Some(date) = text(column)
            && !is_iso_date(&date)
        {
            builder.problem(format!("{column}: `{date}` is not a date like 2014-09-21"));
        }
    }
    let list = |column: &str| row.list(column).into_iter().map(str::to_owned).collect();
    let entry = ActorEntry {
        id: id.to_owned(),
        origin: builder.origin.clone(),
        name: row.cell("name").to_owned(),
        kind,
        country: text("country"),
        sectors: builder.codes(row, "sectors"),
        members: list("members"),
        from: text("from"),
        to: text("to"),
        near: list("near"),
        flags,
    };
    let index = builder.entries.actors.len();
    builder.entries.actors.push(entry);
    for alias in row.list("aliases") {
        builder.form(alias, TargetKind::Actor, index, How::Name, Features::default());
        if let Some(oblique) = oblique(alias) {
            builder.form(&oblique, TargetKind::Actor, index, How::Name, Features::default());
        }
    }
    for adjective in row.list("adj") {
        builder.forms(&inflect_nisba(adjective, &[]), TargetKind::Actor, index, How::Adjective);
    }
}

/// الحوثيون → الحوثيين, in each word of the name.
fn oblique(alias: &str) -> Option<String> {
    let changed: Vec<String> = alias
        .split_whitespace()
        .map(|word| match word.strip_suffix("ون") {
            Some(stem) if stem.chars().count() >= 4 && word.starts_with("ال") => {
                format!("{stem}ين")
            }
            _ => word.to_owned(),
        })
        .collect();
    let changed = changed.join(" ");
    (changed != alias).then_some(changed)
}

fn is_iso_date(cell: &str) -> bool {
    let bytes = cell.as_bytes();
    bytes.len() == 10
        && bytes.iter().enumerate().all(|(i, b)| match i {
            4 | 7 => *b == b'-',
            _ => b.is_ascii_digit(),
        })
}

/// Members name known actors or countries.
pub(super) fn check_members(builder: &mut Builder) {
    let known: BTreeSet<String> = builder
        .entries
        .actors
        .iter()
        .map(|a| a.id.clone())
        .chain(builder.entries.countries.iter().map(|c| c.code.clone()))
        .collect();
    // A user's extra file may name countries of the base lexicon, which are not here.
    let is_code = |m: &str| m.len() == 3 && m.bytes().all(|b| b.is_ascii_uppercase());
    let mut found = Vec::new();
    for actor in &builder.entries.actors {
        for member in actor.members.iter().chain(&actor.near) {
            if !known.contains(member) && !is_code(member) {
                found.push((actor.origin.clone(), member.clone()));
            }
        }
    }
    for (origin, member) in found {
        builder.file = builder.entries.files[origin.file as usize].clone();
        builder.origin = origin;
        builder.problem(format!("member `{member}` is no known actor and no country code"));
    }
}

/// A row of kind `countries`.
pub(super) fn country(row: &Row<'_>, builder: &mut Builder) {
    let Some(code) = builder.required(row, "code") else { return };
    if code.len() != 3 || !code.bytes().all(|b| b.is_ascii_uppercase()) {
        builder.problem(format!("code: `{code}` is not three capital letters"));
        return;
    }
    let Some(flags) = builder.take(flags(row.cell("flags"))) else { return };
    let entry = CountryEntry {
        code: code.to_owned(),
        origin: builder.origin.clone(),
        name: row.cell("name").to_owned(),
        sectors: builder.codes(row, "sectors"),
        lat: builder.number(row, "lat"),
        lon: builder.number(row, "lon"),
        flags,
    };
    let index = builder.entries.countries.len();
    builder.entries.countries.push(entry);
    for (column, how) in
        [("aliases", How::Name), ("capital", How::Capital), ("palace", How::Palace)]
    {
        for alias in row.list(column) {
            builder.form(alias, TargetKind::Country, index, how, Features::default());
        }
    }
    let people = row.list("people");
    for (i, adjective) in row.list("adj").into_iter().enumerate() {
        let people = if i == 0 { people.as_slice() } else { &[] };
        builder.forms(&nisba(adjective, people), TargetKind::Country, index, How::Adjective);
    }
}

/// Of an adjective of several words (جنوب سوداني) the last one is inflected.
fn nisba(adjective: &str, people: &[&str]) -> Vec<Inflected> {
    let Some((first, last)) = adjective.rsplit_once(' ') else {
        return inflect_nisba(adjective, people);
    };
    let mut forms = inflect_nisba(last, &[]);
    for form in &mut forms {
        form.text = format!("{first} {}", form.text);
    }
    forms
}
