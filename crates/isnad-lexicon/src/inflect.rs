//! Generates inflected forms from a lemma's description, so that no form is listed by hand.
//!
//! In goes what a row of the sources says of a word, out come its forms in careful spelling
//! without vowels, each with its [`Features`]. `أعلن` (he announced; root `علن`, form 4) gives among
//! others أعلنت (she announced), يعلنون (they announce), معلن (announcing; announced) and إعلانات
//! (announcements). The order is that of the paradigm and the same on every run; a pair of text
//! and features appears once. Forms carry no proclitics and no pronoun suffixes; what stands only
//! before a suffix is marked [`Features::before_suffix`]. Folding spellings together is left to
//! [`crate::normalise`]; the alternatives of ؤ, ئ and ء (مسؤول, مسئول) are given as forms of their own.
//!
//! # Adding a verb
//!
//! A verb is a row of a `verbs` or `cues` file (`docs/lexicon-format.md`). No form is ever listed:
//!
//! 1. `lemma`: he-did form with its hamzas: `استأنف`. Shadda and vowels may be written and are not read.
//! 2. `root`: three radicals, four for `q1`, `q2`, `q4`. Hamza is always `ء` (`ءنف`, `سءل`, `بدء`); a weak
//!    radical is the و or ي of the dictionary, never an alef (`قول`, `بيع`, `دعو`, `رمي`); the doubled one
//!    is written twice (`شنن`). A quadriliteral from a noun takes all its letters (تمركز: `مركز`).
//! 3. `form`: `1` to `10`; `q1` سيطر, `q2` تدهور, `q4` اطمأن.
//! 4. `vowels`: form 1 only, of the middle radical in perfect and imperfect: كتب يكتب is `a-u`, بقي يبقى
//!    `i-a`. They decide letters in weak verbs: قال يقول `a-u`, باع يبيع `a-i`, خاف يخاف `i-a`; وصل يصل `a-i`;
//!    فرّ يفرّ `a-i`. A few verbs in و that lose it although they are `i-a` are known (وسع يسع).
//! 5. `masdar`: of form 1 all verbal nouns in use. Other forms need them only where they are not
//!    the regular ones (قاتل: `قتال|مقاتلة`, for only مقاتلة is generated).
//!
//! The checker generates the perfect from this and compares it with the lemma; where they differ
//! it shows both. Then the root, the form or a hamza of the lemma is wrong. Where a root leaves a
//! choice, the lemma makes it: استجوب keeps its و, استعاد does not; اتخذ (`ءخذ`, form 8) has taken its
//! hamza into the ت, ائتمن (`ءمن`) has not.
//!
//! Every verb gets a passive (an intransitive one too: عُثر على), except where the pattern has none:
//! forms 7 and 9, `q2`, `q4`, and form 1 in `u-u`. The verb ليس and the short يك of كان are not
//! described by a root and stand among the `words`.

mod features;
mod nominal;
mod noun;
mod phonology;
mod verb;

use std::collections::BTreeMap;

pub use features::{Features, Gender, Number, Part, Person, Voice};
pub use noun::{NounSpec, inflect_nisba, inflect_noun};
pub use verb::{VerbForm, VerbSpec, conjugate};

/// One form of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inflected {
    /// Careful spelling with hamzas, taa marbuta and final yaa told apart, without vowels.
    pub text: String,
    /// What the form says about itself.
    pub features: Features,
}

/// Spells forms given in sounds, in their order.
fn finish(forms: nominal::Forms) -> Vec<Inflected> {
    let mut out = Vec::with_capacity(forms.len());
    for (sounds, features) in forms {
        for text in phonology::spellings(&sounds) {
            out.push(Inflected { text, features });
        }
    }
    dedup(&mut out);
    out
}

/// Keeps the first of equal forms. Two that differ in voice become one of either voice, and a form
/// before a suffix goes where the free form has the same letters.
fn dedup(forms: &mut Vec<Inflected>) {
    let mut places: BTreeMap<(String, Features), usize> = BTreeMap::new();
    let mut kept: Vec<Inflected> = Vec::with_capacity(forms.len());
    for form in forms.drain(..) {
        let key = (form.text.clone(), Features { voice: Voice::Active, ..form.features });
        match places.get(&key).and_then(|&at| kept.get_mut(at)) {
            Some(first) if first.features.voice != form.features.voice => {
                first.features.voice = Voice::Either;
            }
            Some(_) => {}
            None => {
                places.insert(key, kept.len());
                kept.push(form);
            }
        }
    }
    kept.retain(|form| {
        let free = Features { voice: Voice::Active, before_suffix: false, ..form.features };
        !form.features.before_suffix || !places.contains_key(&(form.text.clone(), free))
    });
    *forms = kept;
}

#[cfg(test)]
mod tests;
