//! The patterns of the forms.
//!
//! Wright I §§35–66 and 67–70 with the paradigms at the end of the volume; Ryding ch. 22–33.
//! Form 8 after other consonants than the usual: Wright I §§115–117, hamza and و §§139, 148.

use super::root::{Root, is_weak};
use super::stem::{Middle, Outline};
use super::{Verb, VerbForm};
use crate::inflect::phonology::fill;

/// Which of the two sets of stems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aspect {
    /// الماضي.
    Perfect,
    /// المضارع, also of the imperative and the participles.
    Imperfect,
}

/// What the root leaves open and the lemma decides.
#[derive(Clone, Debug)]
pub(super) struct Variant {
    /// First radical and ت of form 8, in sounds: `قt`, `صط`, `ت~`.
    pub(super) eighth: String,
    /// What becomes of the middle radical.
    pub(super) middle: Middle,
}

/// The variants a root can have, the usual one first.
pub(super) fn variants(root: &Root, form: VerbForm) -> Vec<Variant> {
    let middles: &[Middle] = match form {
        VerbForm::IV if is_raa(root) => &[Middle::Lost, Middle::Kept],
        VerbForm::Q1 | VerbForm::Q2 => &[Middle::Kept],
        VerbForm::Q4 | VerbForm::IX => &[Middle::Yields],
        _ => &[Middle::Yields, Middle::Kept],
    };
    let first = root.radical(1);
    let eighths: &[&str] = match (form, first) {
        (VerbForm::VIII, 'و' | 'ي') => &["ت~"],
        (VerbForm::VIII, 'ء') => &["1ت", "ت~"],
        (VerbForm::VIII, 'ت' | 'ط' | 'د') => &["1~"],
        (VerbForm::VIII, 'ز') => &["1د"],
        (VerbForm::VIII, 'ذ') => &["د~", "1د", "1~"],
        (VerbForm::VIII, 'ص') => &["1ط"],
        (VerbForm::VIII, 'ض') => &["1ط", "1~"],
        (VerbForm::VIII, 'ظ') => &["1~", "1ط"],
        (VerbForm::VIII, 'ث') => &["1~", "1ت"],
        _ => &["1ت"],
    };
    let one = |&middle: &Middle| {
        eighths.iter().map(move |eighth| Variant { eighth: fill(eighth, root.letters()), middle })
    };
    middles.iter().flat_map(one).collect()
}

/// رأى, the one verb that loses its hamza (Wright I §176).
pub(super) fn is_raa(root: &Root) -> bool {
    matches!(root.letters(), ['ر', 'ء', 'ي'])
}

/// The stem of the verb without the prefixes of persons.
pub(super) fn outline(verb: &Verb, aspect: Aspect, passive: bool) -> Outline {
    use Aspect::{Imperfect, Perfect};
    use VerbForm::{I, II, III, IV, IX, Q1, Q2, Q4, V, VI, VII, VIII, X};
    let (perfect_vowel, imperfect_vowel) = verb.vowels;
    let eighth = &verb.variant.eighth;
    // Pattern of the head, vowel before the middle radical, vowel after it.
    let (head, inner, vowel) = match (verb.form, aspect, passive) {
        (I, Perfect, false) => ("1", "a", perfect_vowel),
        (I, Perfect, true) => ("1", "u", 'i'),
        (I, Imperfect, false) => (if drops_waw(verb) { "" } else { "1" }, "", imperfect_vowel),
        (I, Imperfect, true) => ("1", "", 'a'),
        (II, Perfect, false) => ("1", "a", 'a'),
        (II, Perfect, true) => ("1", "u", 'i'),
        (II, Imperfect, false) => ("1", "a", 'i'),
        (II, Imperfect, true) => ("1", "a", 'a'),
        (III, Perfect, false) => ("1", "A", 'a'),
        (III, Perfect, true) => ("1", "U", 'i'),
        (III, Imperfect, false) => ("1", "A", 'i'),
        (III, Imperfect, true) => ("1", "A", 'a'),
        (IV, Perfect, false) => ("'a1", "", 'a'),
        (IV, Perfect, true) => ("'u1", "", 'i'),
        (IV, Imperfect, false) => ("1", "", 'i'),
        (IV, Imperfect, true) => ("1", "", 'a'),
        (V, Perfect, false) | (V, Imperfect, _) => ("ta1", "a", 'a'),
        (V, Perfect, true) => ("tu1", "u", 'i'),
        (VI, Perfect, false) | (VI, Imperfect, _) => ("ta1", "A", 'a'),
        (VI, Perfect, true) => ("tu1", "U", 'i'),
        (VII, Perfect, false) => ("Ein1", "a", 'a'),
        (VII, Perfect, true) => ("Eun1", "u", 'i'),
        (VII, Imperfect, false) => ("n1", "a", 'i'),
        (VII, Imperfect, true) => ("n1", "a", 'a'),
        (VIII, Perfect, false) => ("Ei8", "a", 'a'),
        (VIII, Perfect, true) => ("Eu8", "u", 'i'),
        (VIII, Imperfect, false) => ("8", "a", 'i'),
        (VIII, Imperfect, true) => ("8", "a", 'a'),
        (IX, Perfect, false) => ("Ei12", "a", 'a'),
        (IX, Perfect, true) => ("Eu12", "u", 'i'),
        (IX, Imperfect, false) => ("12", "a", 'i'),
        (IX, Imperfect, true) => ("12", "a", 'a'),
        (X, Perfect, false) => ("Eista1", "", 'a'),
        (X, Perfect, true) => ("Eustu1", "", 'i'),
        (X, Imperfect, false) => ("sta1", "", 'i'),
        (X, Imperfect, true) => ("sta1", "", 'a'),
        (Q1, Perfect, false) => ("1a2", "", 'a'),
        (Q1, Perfect, true) => ("1u2", "", 'i'),
        (Q1, Imperfect, false) => ("1a2", "", 'i'),
        (Q1, Imperfect, true) => ("1a2", "", 'a'),
        (Q2, Perfect, false) | (Q2, Imperfect, _) => ("ta1a2", "", 'a'),
        (Q2, Perfect, true) => ("tu1u2", "", 'i'),
        (Q4, Perfect, false) => ("Ei12a3", "", 'a'),
        (Q4, Perfect, true) => ("Eu12u3", "", 'i'),
        (Q4, Imperfect, false) => ("12a3", "", 'i'),
        (Q4, Imperfect, true) => ("12a3", "", 'a'),
    };
    let (middle, last) = match verb.form {
        Q1 | Q2 => (3, 4),
        Q4 => (4, 4),
        IX => (3, 3),
        _ => (2, 3),
    };
    let perfect_of_first = verb.form == I && aspect == Perfect && !passive;
    let loses = verb.form == I && aspect == Imperfect && is_raa(&verb.root);
    let inner = inner.chars().next();
    Outline {
        head: fill(head, verb.root.letters()).replace('8', eighth),
        inner,
        middle: verb.root.radical(middle),
        doubles: matches!(verb.form, II | V),
        vowel,
        last: verb.root.radical(last),
        rule: if loses { Middle::Lost } else { verb.variant.middle },
        shortened: match inner {
            // كان كنت, باع بعت, خاف خفت (Wright I §§150–153).
            Some(_) if perfect_of_first && perfect_vowel == 'a' => imperfect_vowel,
            Some(_) if perfect_of_first => perfect_vowel,
            Some('a') => 'a',
            _ => vowel,
        },
        keeps_waw: perfect_of_first,
    }
}

/// Whether form 1 loses its first و in the imperfect: before `i` (وصل يصل), before `a` that stands for
/// `i` beside a guttural (وضع يضع), and in two verbs in `i-a` (Wright I §142).
fn drops_waw(verb: &Verb) -> bool {
    let starts_in_waw = verb.root.radical(1) == 'و';
    let doubled = verb.root.radical(2) == verb.root.radical(3);
    let drops = match verb.vowels {
        (_, 'i') | ('a', 'a') => true,
        ('i', 'a') => matches!(verb.root.letters(), ['و', 'س', 'ع'] | ['و', 'ط', 'ء']),
        _ => false,
    };
    starts_in_waw && drops && !doubled && !is_weak(verb.root.radical(2))
}
