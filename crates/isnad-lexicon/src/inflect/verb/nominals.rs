//! Participles and verbal nouns.
//!
//! Participles: Wright I §§229–230, 236–241; Ryding ch. 6. Verbal nouns of the derived forms: Wright I
//! §§202–209; Ryding ch. 5 §1 and under each form. Their plural in ات: Wright I §301.

use super::outline::{Aspect, outline};
use super::root::is_weak;
use super::stem::{Ending, Middle, Outline};
use super::{Verb, VerbForm, has_passive, is_sign};
use crate::inflect::features::{Features, Gender, Part, Voice};
use crate::inflect::nominal::{Forms, Shape, Stem};
use crate::inflect::noun::{singular_and_dual, sound_feminine};
use crate::inflect::phonology::{fill, spellings};

/// The active participle, and the passive one where there is a passive.
///
/// Those of أرى (مر) are not in use.
pub(super) fn participles(verb: &Verb, out: &mut Forms) {
    if verb.variant.middle == Middle::Lost {
        return;
    }
    let (sounds, shape) = match verb.form {
        VerbForm::I => first_active(verb),
        _ => derived(&Outline { vowel: 'i', ..outline(verb, Aspect::Imperfect, false) }),
    };
    let features = Features { part: Part::ActiveParticiple, ..Features::default() };
    Stem { sounds: &sounds, shape, features }.adjective(out);
    if !has_passive(verb) {
        return;
    }
    let (sounds, shape) = match verb.form {
        VerbForm::I => first_passive(verb),
        _ => derived(&outline(verb, Aspect::Imperfect, true)),
    };
    let part = Part::PassiveParticiple;
    let features = Features { part, voice: Voice::Passive, ..Features::default() };
    Stem { sounds: &sounds, shape, features }.adjective(out);
}

fn derived(outline: &Outline) -> (String, Shape) {
    let stem = outline.stem();
    let shape = match stem.ending {
        Ending::Consonant => Shape::Sound,
        Ending::Weak { vowel: 'a', .. } => Shape::Maqsur,
        Ending::Weak { .. } => Shape::Defective,
    };
    (format!("مu{}", stem.vocalic), shape)
}

/// فاعل: قاصف, قائل, شانّ, داع, جاء.
fn first_active(verb: &Verb) -> (String, Shape) {
    let perfect = outline(verb, Aspect::Perfect, false);
    let (pattern, shape) = match perfect.last {
        last if is_weak(last) => ("1A2", Shape::Defective),
        'ء' if perfect.is_hollow() => ("1A'", Shape::Defective),
        _ if perfect.is_hollow() => ("1A'i3", Shape::Sound),
        _ if perfect.is_doubled() => ("1A2~", Shape::Sound),
        _ => ("1A2i3", Shape::Sound),
    };
    (fill(pattern, verb.root.letters()), shape)
}

/// مفعول: مقصوف, مقول, مبيع, مدعوّ, مرميّ.
fn first_passive(verb: &Verb) -> (String, Shape) {
    let hollow = outline(verb, Aspect::Perfect, false).is_hollow();
    let pattern = match (verb.root.radical(2), verb.root.radical(3)) {
        (_, 'و') if verb.vowels.0 == 'a' => "ma12uw~",
        (_, last) if is_weak(last) => "ma12iy~",
        ('ي', _) if hollow => "ma1I3",
        _ if hollow => "ma1U3",
        _ => "ma12U3",
    };
    (fill(pattern, verb.root.letters()), Shape::Sound)
}

/// A verbal noun in sounds, without the taa marbuta it may have.
struct VerbalNoun {
    sounds: String,
    shape: Shape,
    taa: bool,
}

impl VerbalNoun {
    fn inflect(&self, out: &mut Forms) {
        let gender = if self.taa { Gender::Feminine } else { Gender::Masculine };
        let features = Features { part: Part::VerbalNoun, gender, ..Features::default() };
        let stem = Stem { sounds: &self.sounds, shape: self.shape, features };
        if self.taa {
            stem.feminine(out);
        } else {
            stem.singular(out);
            stem.dual(out);
        }
        stem.feminine_plural(out);
    }

    /// Whether the dictionary writes it like this; تخلّ also as تخلي.
    fn is_written(&self, word: &str) -> bool {
        let endings: &[&str] = match (self.taa, self.shape) {
            (true, Shape::Maqsur) => &["AT"],
            (true, _) => &["aT"],
            (false, Shape::Defective) => &["I", ""],
            (false, _) => &[""],
        };
        endings.iter().any(|end| spellings(&format!("{}{end}", self.sounds)).contains(&word.into()))
    }
}

/// The verbal nouns given, or the regular one.
pub(super) fn verbal_nouns(verb: &Verb, given: &[&str], out: &mut Forms) {
    let regular = regular(verb);
    if let (true, Some(noun)) = (given.is_empty(), &regular) {
        noun.inflect(out);
    }
    for word in given {
        let word: String = word.trim().chars().filter(|&c| !is_sign(c)).collect();
        match &regular {
            Some(noun) if noun.is_written(&word) => noun.inflect(out),
            _ => spelled(verb, &word, out),
        }
    }
}

/// A verbal noun given as a word.
///
/// The plural in ات belongs to the longer patterns and to taa marbuta: زيارات, but قطعات and وقفات are
/// plurals of other nouns.
fn spelled(verb: &Verb, word: &str, out: &mut Forms) {
    let taa = word.ends_with('ة');
    let gender = if taa { Gender::Feminine } else { Gender::Masculine };
    let features = Features { part: Part::VerbalNoun, gender, ..Features::default() };
    singular_and_dual(word, features, out);
    let long = word.chars().nth(3).is_some();
    if taa || long && verb.form != VerbForm::I {
        sound_feminine(word, features, out);
    }
}

/// The regular verbal noun of a form above 1.
fn regular(verb: &Verb) -> Option<VerbalNoun> {
    use Shape::{Defective, Maqsur, Sound};
    use VerbForm::{I, II, III, IV, IX, Q1, Q2, Q4, V, VI, VII, VIII, X};
    let perfect = outline(verb, Aspect::Perfect, false);
    let weak = is_weak(perfect.last);
    let (hollow, doubled) = (perfect.is_hollow(), perfect.is_doubled());
    let lost = verb.variant.middle == Middle::Lost;
    let (pattern, shape, taa) = match verb.form {
        I => return None,
        II if weak && perfect.middle == 'ي' => ("ta1iy~", Sound, true),
        II if weak => ("ta12iy", Sound, true),
        II if perfect.last == 'ء' => ("ta12i'", Sound, true),
        II => ("ta12I3", Sound, false),
        III if weak => ("mu1A2", Maqsur, true),
        III if doubled => ("mu1A2~", Sound, true),
        III => ("mu1A2a3", Sound, true),
        IV if lost => ("'i1A'", Sound, true),
        IV if hollow => ("'i1A3", Sound, true),
        IV if weak => ("'i12A'", Sound, false),
        IV => ("'i12A3", Sound, false),
        V if weak => ("ta1a2~", Defective, false),
        V => ("ta1a2~u3", Sound, false),
        VI if weak => ("ta1A2", Defective, false),
        VI if doubled => ("ta1A2~", Sound, false),
        VI => ("ta1A2u3", Sound, false),
        VII if hollow => ("Ein1iyA3", Sound, false),
        VII if weak => ("Ein1i2A'", Sound, false),
        VII => ("Ein1i2A3", Sound, false),
        VIII if hollow => ("Ei8iyA3", Sound, false),
        VIII if weak => ("Ei8i2A'", Sound, false),
        VIII => ("Ei8i2A3", Sound, false),
        IX if weak => ("Ei12i3A'", Sound, false),
        IX => ("Ei12i3A3", Sound, false),
        X if hollow => ("Eisti1A3", Sound, true),
        X if weak => ("Eisti12A'", Sound, false),
        X => ("Eisti12A3", Sound, false),
        Q1 if weak => ("1a23", Maqsur, true),
        Q1 => ("1a23a4", Sound, true),
        Q2 if weak => ("ta1a23", Defective, false),
        Q2 => ("ta1a23u4", Sound, false),
        Q4 => ("Ei12i34A4", Sound, false),
    };
    let sounds = fill(pattern, verb.root.letters()).replace('8', &verb.variant.eighth);
    Some(VerbalNoun { sounds, shape, taa })
}
