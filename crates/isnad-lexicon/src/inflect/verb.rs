//! Conjugates a verb from its root and form, with its participles and verbal nouns.
//!
//! Each stem is outlined in [`outline`] by the pattern of its form, turned into sounds by the class
//! of its root in [`stem`], given its persons in [`person`]; [`nominals`] makes what is inflected like
//! a noun. استعاد (he regained): outline `Eista-ع-و-a-د`, hollow, hence `EistaعAد` and before a
//! consonant `Eistaعaد`: استعاد, استعدت.

mod nominals;
mod outline;
mod person;
mod root;
mod stem;

use std::str::FromStr;

use super::nominal::Forms;
use super::phonology::spellings;
use super::{Inflected, finish};
use outline::{Aspect, Variant};
use root::Root;

/// The derived forms of the verb by their usual numbers (Wright I §§33–70; Ryding ch. 20, 22–33).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum VerbForm {
    /// فعل.
    I,
    /// فعّل.
    II,
    /// فاعل.
    III,
    /// أفعل.
    IV,
    /// تفعّل.
    V,
    /// تفاعل.
    VI,
    /// انفعل.
    VII,
    /// افتعل.
    VIII,
    /// افعلّ.
    IX,
    /// استفعل.
    X,
    /// فعلل (سيطر).
    Q1,
    /// تفعلل (تدهور).
    Q2,
    /// افعللّ (اطمأن).
    Q4,
}

impl VerbForm {
    /// The forms as the sources write them.
    const NAMES: [(&str, VerbForm); 13] = [
        ("1", VerbForm::I),
        ("2", VerbForm::II),
        ("3", VerbForm::III),
        ("4", VerbForm::IV),
        ("5", VerbForm::V),
        ("6", VerbForm::VI),
        ("7", VerbForm::VII),
        ("8", VerbForm::VIII),
        ("9", VerbForm::IX),
        ("10", VerbForm::X),
        ("q1", VerbForm::Q1),
        ("q2", VerbForm::Q2),
        ("q4", VerbForm::Q4),
    ];

    /// Whether roots of this form have four radicals.
    fn is_quadriliteral(self) -> bool {
        matches!(self, VerbForm::Q1 | VerbForm::Q2 | VerbForm::Q4)
    }
}

impl FromStr for VerbForm {
    type Err = String;

    /// Reads `1` to `10`, `q1`, `q2`, `q4`.
    fn from_str(cell: &str) -> Result<Self, String> {
        Self::NAMES
            .iter()
            .find(|(name, _)| *name == cell)
            .map(|&(_, form)| form)
            .ok_or_else(|| format!("form `{cell}` is none of 1 to 10, q1, q2, q4"))
    }
}

/// A verb as the dictionary gives it.
#[derive(Clone, Copy, Debug)]
pub struct VerbSpec<'a> {
    /// Third person masculine singular perfect; signs such as shadda are not read.
    pub lemma: &'a str,
    /// Radicals without separators, hamza as `ء`, weak ones as `و` or `ي`: `قول`, `ءخذ`, `رءي`.
    pub root: &'a str,
    /// Form.
    pub form: VerbForm,
    /// Of form 1, the vowels after the middle radical in the perfect and the imperfect, each `a`,
    /// `i` or `u`; of other forms `None`.
    pub vowels: Option<(char, char)>,
    /// Verbal nouns; where empty, the regular one of a form above 1 is taken.
    pub masdars: &'a [&'a str],
}

/// The verb with everything decided that its forms depend on.
struct Verb {
    root: Root,
    form: VerbForm,
    /// `('a', 'a')` for forms above 1, where it means nothing.
    vowels: (char, char),
    variant: Variant,
}

/// All forms of a verb: perfect, imperfect and imperative in all persons, active and passive, the
/// participles and the verbal nouns with their noun endings.
///
/// Moods are not told apart: يقول and the jussive يقل are both [`super::Part::Imperfect`]. Where active
/// and passive share their letters there is one form of [`super::Voice::Either`]. Forms before a
/// suffix are active, for a passive seldom has an object. A passive participle is
/// [`super::Voice::Passive`]. Forms of a single letter (قِ, protect) are left out.
///
/// Wright I §§73–181 (verbs), 195–212 (verbal nouns), 229–241 (participles); Ryding ch. 20–35, 38.
///
/// # Errors
///
/// Says, for the person who wrote the row, which cell cannot be or that the lemma is not what root,
/// form and vowels give.
pub fn conjugate(spec: &VerbSpec<'_>) -> Result<Vec<Inflected>, String> {
    let root = Root::parse(spec.root, spec.form.is_quadriliteral())?;
    let vowels = check_vowels(spec)?;
    let lemma: String = spec.lemma.trim().chars().filter(|&c| !is_sign(c)).collect();
    if let Some(masdar) = spec.masdars.iter().find(|m| m.split_whitespace().count() != 1) {
        return Err(format!("verbal noun `{masdar}` is not one word"));
    }
    let mut given = Vec::new();
    for variant in outline::variants(&root, spec.form) {
        let verb = Verb { root: root.clone(), form: spec.form, vowels, variant };
        let made = citation(&verb);
        if made.contains(&lemma) {
            return Ok(forms(&verb, spec.masdars));
        }
        given.extend(made.into_iter().take(1));
    }
    given.dedup();
    Err(format!("lemma `{lemma}`, but root, form and vowels give `{}`", given.join("` or `")))
}

fn check_vowels(spec: &VerbSpec<'_>) -> Result<(char, char), String> {
    let short = |c: char| matches!(c, 'a' | 'i' | 'u');
    match (spec.form, spec.vowels) {
        (VerbForm::I, Some((perfect, imperfect))) if short(perfect) && short(imperfect) => {
            Ok((perfect, imperfect))
        }
        (VerbForm::I, Some((perfect, imperfect))) => {
            Err(format!("vowels `{perfect}-{imperfect}` are not two of a, i, u"))
        }
        (VerbForm::I, None) => Err("vowels are missing, as in `a-u`".to_owned()),
        (_, Some(_)) => Err("vowels belong to form 1 only".to_owned()),
        (_, None) => Ok(('a', 'a')),
    }
}

/// Vowel signs, shadda and tatweel (The Unicode Standard, ch. 9.2).
fn is_sign(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{64b}'..='\u{652}' | '\u{670}')
}

/// The spellings of the third person masculine singular perfect.
fn citation(verb: &Verb) -> Vec<String> {
    let stem = outline::outline(verb, Aspect::Perfect, false).stem();
    spellings(&person::citation(&stem))
}

fn forms(verb: &Verb, masdars: &[&str]) -> Vec<Inflected> {
    let mut out = Forms::new();
    for passive in [false, true] {
        if passive && !has_passive(verb) {
            continue;
        }
        let perfect = outline::outline(verb, Aspect::Perfect, passive).stem();
        person::perfect(&perfect, passive, &mut out);
        let imperfect = outline::outline(verb, Aspect::Imperfect, passive).stem();
        person::imperfect(&imperfect, prefix_vowel(verb, passive), passive, &mut out);
    }
    person::imperative(verb, &mut out);
    nominals::participles(verb, &mut out);
    nominals::verbal_nouns(verb, masdars, &mut out);
    let mut out = finish(out);
    out.retain(|form| form.text.chars().nth(1).is_some());
    out
}

/// Forms 7 and 9, the derived quadriliterals and form 1 in `u` have no personal passive
/// (Wright I §§73–74).
fn has_passive(verb: &Verb) -> bool {
    use VerbForm::{I, IX, Q2, Q4, VII};
    !matches!((verb.form, verb.vowels), (VII | IX | Q2 | Q4, _) | (I, ('u', _)))
}

/// The vowel of the prefixes ي ت أ ن (Wright I §§77, 94; Ryding ch. 21 §1).
fn prefix_vowel(verb: &Verb, passive: bool) -> char {
    match verb.form {
        VerbForm::II | VerbForm::III | VerbForm::IV | VerbForm::Q1 => 'u',
        _ if passive => 'u',
        _ => 'a',
    }
}
