//! Nouns and adjectives of relation, from their dictionary forms.

use super::features::{Features, Gender, Number};
use super::nominal::{Forms, Shape, Stem};
use super::phonology::sounds_of;
use super::{Inflected, finish};

/// A noun as the dictionary gives it.
#[derive(Clone, Copy, Debug)]
pub struct NounSpec<'a> {
    /// Singular, indefinite; several words are allowed, the first is inflected (`إطلاق النار`). A noun
    /// that loses its ي when indefinite is written with its sign: `قاضٍ`, and so is such a plural.
    pub lemma: &'a str,
    /// Plurals: words, or `+ات`, `+ون` for the sound ones.
    pub plurals: &'a [&'a str],
    /// Gender of the singular.
    pub gender: Gender,
}

/// The sign of a noun that loses its ي (kasratan).
const TANWIN: char = '\u{64d}';

/// The forms of a noun: `هجوم` (attack) gives هجوم، هجوما، هجومان، هجومين, its plurals, and the
/// forms before a genitive or a pronoun.
///
/// Of a noun before a definite genitive only the forms that can stand there are given (حكما الإعدام);
/// before anything else but an adjective all are, for it may be a phrase (ناطقون باسم). A second word
/// in ة or ي that has the noun's gender is taken for an adjective and agrees with its dual and
/// accusative (غارتان جويتان); after a plural it is feminine singular. The accusative alef is left out
/// for the broken plurals مفاعل and مفاعيل (Wright I §309 a).
pub fn inflect_noun(spec: &NounSpec<'_>) -> Vec<Inflected> {
    let features = Features { gender: spec.gender, ..Features::default() };
    let mut out = Vec::new();
    let (head, rest) = split(spec.lemma);
    let mut forms = Forms::new();
    singular_and_dual(head, features, &mut forms);
    out.extend(with_rest(finish(forms), rest, spec.gender));
    for plural in spec.plurals {
        let mut forms = Forms::new();
        match *plural {
            "+ات" => sound_feminine(head, features, &mut forms),
            "+ون" => sound_masculine(head, features, &mut forms),
            words => {
                let (head, own_rest) = split(words);
                broken(head, features, &mut forms);
                if !own_rest.is_empty() {
                    out.extend(with_rest(finish(forms), own_rest, spec.gender));
                    continue;
                }
            }
        }
        out.extend(with_rest(finish(forms), &plural_rest(rest, spec.gender), Gender::Feminine));
    }
    super::dedup(&mut out);
    out
}

/// The forms of an adjective of relation with its irregular plurals: `تركي` with `أتراك` (Turkish,
/// Turks). Wright I §§249–267 on the ending.
pub fn inflect_nisba(adj: &str, people: &[&str]) -> Vec<Inflected> {
    let mut forms = Forms::new();
    let features = Features::default();
    Stem { sounds: &sounds_of(adj), shape: Shape::Sound, features }.adjective(&mut forms);
    for plural in people {
        broken(plural, features, &mut forms);
    }
    finish(forms)
}

/// Singular, accusative, duals and forms before a pronoun of a spelled word.
pub(super) fn singular_and_dual(word: &str, features: Features, out: &mut Forms) {
    if let Some(base) = word.strip_suffix(TANWIN) {
        let stem = Stem { sounds: base, shape: Shape::Defective, features };
        stem.singular(out);
        stem.dual(out);
    } else if let Some(base) = word.strip_suffix('ة') {
        // The taa is spoken only here; `feminine` gives the singular and its dual.
        let at = out.len();
        Stem { sounds: &sounds_of(base), shape: Shape::Sound, features }.feminine(out);
        for (_, f) in &mut out[at..] {
            f.gender = features.gender;
        }
    } else if let Some(base) = word.strip_suffix('ى') {
        let stem = Stem { sounds: base, shape: Shape::Maqsur, features };
        stem.singular(out);
        stem.dual(out);
    } else if word.ends_with('ا') {
        out.push((word.to_owned(), features));
    } else {
        let stem = Stem { sounds: &sounds_of(word), shape: Shape::Sound, features };
        stem.singular(out);
        stem.dual(out);
    }
}

/// The plural in ات of a spelled singular: غارة, مباراة, مستشفى, إجراء.
pub(super) fn sound_feminine(word: &str, features: Features, out: &mut Forms) {
    let (base, shape) = if let Some(base) = word.strip_suffix("اة").filter(|b| !b.is_empty()) {
        (base, Shape::Maqsur)
    } else if let Some(base) = word.strip_suffix('ى') {
        (base, Shape::Maqsur)
    } else if let Some(base) = word.strip_suffix(TANWIN) {
        (base, Shape::Defective)
    } else {
        (word.strip_suffix(['ة', 'ا']).unwrap_or(word), Shape::Sound)
    };
    Stem { sounds: &sounds_of(base), shape, features }.feminine_plural(out);
}

fn sound_masculine(word: &str, features: Features, out: &mut Forms) {
    match word.strip_suffix('ى') {
        Some(base) => {
            Stem { sounds: base, shape: Shape::Maqsur, features }.masculine_plural(out);
        }
        None => {
            let base = word.strip_suffix(['ة', TANWIN]).unwrap_or(word);
            Stem { sounds: &sounds_of(base), shape: Shape::Sound, features }.masculine_plural(out);
        }
    }
}

/// A plural given as a word.
fn broken(word: &str, features: Features, out: &mut Forms) {
    let f = Features { number: Number::Plural, ..features };
    let long_enough = word.chars().count() > 4;
    if let Some(base) = word.strip_suffix("ون").filter(|_| long_enough) {
        sound_masculine(base, features, out);
    } else if let Some(base) = word.strip_suffix('ة') {
        let sounds = sounds_of(base);
        out.push((format!("{sounds}aT"), f));
        out.push((format!("{sounds}aت"), Features { before_suffix: true, ..f }));
    } else if let Some(base) = word.strip_suffix(TANWIN) {
        out.push((base.to_owned(), f));
        out.push((format!("{base}I"), f));
    } else if let Some(base) = word.strip_suffix('ى') {
        out.push((format!("{base}Y"), f));
        out.push((format!("{base}A"), Features { before_suffix: true, ..f }));
    } else if word.ends_with('ا') || no_accusative_alef(word) {
        out.push((word.to_owned(), f));
    } else {
        let sounds = sounds_of(word);
        let stem = Stem { sounds: &sounds, shape: Shape::Sound, features: f };
        out.push((sounds.clone(), f));
        stem.seats(out, f);
        out.push((format!("{sounds}N"), Features { accusative: true, ..f }));
    }
}

/// Plurals without nunation (مدارس, صواريخ) or with it on ت (سيارات, but أصوات has the alef).
fn no_accusative_alef(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    match letters.as_slice() {
        ['أ', _, _, 'ا', 'ت'] => false,
        [.., 'ا', 'ت'] | [_, _, 'ا', _, _] | [_, _, 'ا', _, 'ي', _] => true,
        _ => false,
    }
}

fn split(lemma: &str) -> (&str, &str) {
    let lemma = lemma.trim();
    lemma.split_once(' ').map_or((lemma, ""), |(head, rest)| (head, rest.trim()))
}

/// Puts the other words of a lemma after the forms of its first word.
fn with_rest(forms: Vec<Inflected>, rest: &str, gender: Gender) -> Vec<Inflected> {
    if rest.is_empty() {
        return forms;
    }
    let adjective = is_adjective(rest, gender);
    let definite = rest.starts_with("ال");
    let mut out = Vec::new();
    for mut form in forms {
        let f = form.features;
        let bare = f.number != Number::Singular && !f.construct && ends_in_nun(&form.text);
        let fits = if adjective { !f.construct } else { !(definite && (bare || f.accusative)) };
        if f.before_suffix || !fits {
            continue;
        }
        let rest = if adjective { agree(rest, &form) } else { rest.to_owned() };
        form.text = format!("{} {rest}", form.text);
        form.features.construct = false;
        out.push(form);
    }
    out
}

/// Whether the rest of a lemma is one indefinite adjective in the gender of its noun, not a genitive.
fn is_adjective(rest: &str, gender: Gender) -> bool {
    let ending = if gender == Gender::Feminine { 'ة' } else { 'ي' };
    !rest.contains(' ') && !rest.starts_with("ال") && rest.ends_with(ending)
}

/// Endings of the dual and the plural that go before a genitive.
fn ends_in_nun(text: &str) -> bool {
    ["ان", "ين", "ون"].iter().any(|ending| text.ends_with(ending))
}

/// An adjective in the dual or accusative of its noun.
fn agree(rest: &str, noun: &Inflected) -> String {
    let f = noun.features;
    let stem = rest.strip_suffix('ة').map_or_else(|| rest.to_owned(), |b| format!("{b}ت"));
    match (f.number, f.accusative) {
        (Number::Dual, _) if noun.text.ends_with("ان") => format!("{stem}ان"),
        (Number::Dual, _) if noun.text.ends_with("ين") => format!("{stem}ين"),
        (Number::Singular, true) if stem == rest => format!("{rest}ا"),
        _ => rest.to_owned(),
    }
}

/// The adjective after a plural, as after things and not persons.
fn plural_rest(rest: &str, gender: Gender) -> String {
    if gender != Gender::Feminine && is_adjective(rest, gender) {
        format!("{rest}ة")
    } else {
        rest.to_owned()
    }
}
