//! Endings of nouns and adjectives on a stem given in sounds.
//!
//! Wright I §§299–309 (sound plurals, dual), §§316–317 (before a genitive or pronoun), §311 (accusative);
//! Ryding ch. 7 §§3–5.

use super::features::{Features, Gender, Number};
use super::phonology::join;

/// How a stem ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// In a consonant (مسلح).
    Sound,
    /// In long i that is lost when indefinite (داع, الداعي).
    Defective,
    /// In ى (مستدعى).
    Maqsur,
}

/// Collects forms in sounds.
pub(super) type Forms = Vec<(String, Features)>;

/// A stem with what is said of its forms.
pub(super) struct Stem<'a> {
    pub(super) sounds: &'a str,
    pub(super) shape: Shape,
    pub(super) features: Features,
}

impl Stem<'_> {
    fn push(&self, out: &mut Forms, ending: &str, features: Features) {
        out.push((join(self.sounds, ending), features));
    }

    /// The singular without ending for the feminine.
    pub(super) fn singular(&self, out: &mut Forms) {
        let f = Features { number: Number::Singular, ..self.features };
        let accusative = Features { accusative: true, ..f };
        let suffixed = Features { before_suffix: true, ..f };
        match self.shape {
            Shape::Sound => {
                self.push(out, "", f);
                self.push(out, "N", accusative);
                self.seats(out, f);
            }
            Shape::Defective => {
                self.push(out, "I", f);
                self.push(out, "", f);
                self.push(out, "iyN", accusative);
            }
            Shape::Maqsur => {
                self.push(out, "Y", f);
                self.push(out, "A", suffixed);
            }
        }
    }

    /// Before a pronoun, hamza takes the seat of the case vowel: وزراؤه, وزرائه.
    pub(super) fn seats(&self, out: &mut Forms, features: Features) {
        if self.sounds.ends_with('ء') {
            for vowel in ["u", "i", "a"] {
                self.push(out, vowel, Features { before_suffix: true, ..features });
            }
        }
    }

    /// The singular in taa marbuta, and its dual.
    pub(super) fn feminine(&self, out: &mut Forms) {
        let f = Features { gender: Gender::Feminine, number: Number::Singular, ..self.features };
        let vowel = match self.shape {
            Shape::Sound => "a",
            Shape::Defective => "iya",
            Shape::Maqsur => "A",
        };
        self.push(out, &format!("{vowel}T"), f);
        self.push(out, &format!("{vowel}t"), Features { before_suffix: true, ..f });
        dual(&join(self.sounds, &format!("{vowel}t")), f, out);
    }

    /// The dual of the form without feminine ending.
    pub(super) fn dual(&self, out: &mut Forms) {
        dual(&join(self.sounds, self.glide()), self.features, out);
    }

    /// The plural in ون.
    pub(super) fn masculine_plural(&self, out: &mut Forms) {
        let f = Features { gender: Gender::Masculine, number: Number::Plural, ..self.features };
        let construct = Features { construct: true, ..f };
        let [nominative, oblique] = match self.shape {
            Shape::Maqsur => ["aw", "ay"],
            Shape::Sound | Shape::Defective => ["U", "I"],
        };
        for ending in [nominative, oblique] {
            self.push(out, &format!("{ending}n"), f);
            self.push(out, ending, construct);
        }
    }

    /// The plural in ات.
    pub(super) fn feminine_plural(&self, out: &mut Forms) {
        let f = Features { gender: Gender::Feminine, number: Number::Plural, ..self.features };
        self.push(out, &format!("{}At", self.glide()), f);
    }

    /// Everything an adjective or participle has.
    pub(super) fn adjective(&self, out: &mut Forms) {
        self.singular(out);
        self.feminine(out);
        self.dual(out);
        self.masculine_plural(out);
        self.feminine_plural(out);
    }

    fn glide(&self) -> &'static str {
        match self.shape {
            Shape::Sound => "",
            Shape::Defective => "iy",
            Shape::Maqsur => "ay",
        }
    }
}

fn dual(stem: &str, features: Features, out: &mut Forms) {
    let f = Features { number: Number::Dual, ..features };
    for ending in ["A", "ay"] {
        out.push((join(stem, &format!("{ending}n")), f));
        out.push((join(stem, ending), Features { construct: true, ..f }));
    }
}
