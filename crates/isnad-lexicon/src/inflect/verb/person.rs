//! Persons, moods and the imperative.
//!
//! Wright I §§75–83, 89–99 and the paradigms; of defective verbs §§165–169. Ryding ch. 21, 34, 35.

use super::outline::{Aspect, is_raa, outline};
use super::root::Root;
use super::stem::{Ending, Stem};
use super::{Verb, VerbForm};
use crate::inflect::features::{Features, Gender, Number, Part, Person, Voice};
use crate::inflect::nominal::Forms;
use crate::inflect::phonology::{is_vowel, join};

use Gender::{Common, Feminine, Masculine};
use Number::{Dual, Plural, Singular};
use Person::{First, Second, Third};

type Who = (Person, Gender, Number);

/// Persons whose ending in the perfect begins with a consonant.
const PERFECT_CONSONANTAL: [(&str, Who); 8] = [
    ("na", (Third, Feminine, Plural)),
    ("ta", (Second, Masculine, Singular)),
    ("ti", (Second, Feminine, Singular)),
    ("tumA", (Second, Common, Dual)),
    ("tum", (Second, Masculine, Plural)),
    ("tun~a", (Second, Feminine, Plural)),
    ("tu", (First, Common, Singular)),
    ("nA", (First, Common, Plural)),
];

/// Prefixes of the imperfect, by the ending that follows.
const SINGULAR: [(char, Who); 5] = [
    ('ي', (Third, Masculine, Singular)),
    ('ت', (Third, Feminine, Singular)),
    ('ت', (Second, Masculine, Singular)),
    ('ء', (First, Common, Singular)),
    ('ن', (First, Common, Plural)),
];
const DUAL: [(char, Who); 3] = [
    ('ي', (Third, Masculine, Dual)),
    ('ت', (Third, Feminine, Dual)),
    ('ت', (Second, Common, Dual)),
];
const MEN: [(char, Who); 2] =
    [('ي', (Third, Masculine, Plural)), ('ت', (Second, Masculine, Plural))];
const WOMEN: [(char, Who); 2] =
    [('ي', (Third, Feminine, Plural)), ('ت', (Second, Feminine, Plural))];

/// Endings of the perfect in a vowel, and what comes between the stem and those in a consonant.
struct PerfectEndings {
    he: &'static str,
    she: &'static str,
    dual: &'static str,
    dual_feminine: &'static str,
    plural: &'static str,
    link: &'static str,
}

fn perfect_endings(ending: Ending) -> PerfectEndings {
    let [he, she, dual, dual_feminine, plural, link] = match ending {
        Ending::Consonant => ["", "at", "A", "atA", "U", ""],
        Ending::Weak { vowel: 'a', waw: false } => ["Y", "at", "ayA", "atA", "aw", "ay"],
        Ending::Weak { vowel: 'a', waw: true } => ["A", "at", "awA", "atA", "aw", "aw"],
        Ending::Weak { vowel: 'u', .. } => ["uw", "uwat", "uwA", "uwatA", "U", "U"],
        Ending::Weak { .. } => ["iy", "iyat", "iyA", "iyatA", "U", "I"],
    };
    PerfectEndings { he, she, dual, dual_feminine, plural, link }
}

/// Endings of the imperfect and the imperative without the ن of the indicative.
struct ImperfectEndings {
    singular: &'static str,
    dual: &'static str,
    men: &'static str,
    woman: &'static str,
    women: &'static str,
}

fn imperfect_endings(ending: Ending) -> ImperfectEndings {
    let [singular, dual, men, woman, women] = match ending {
        Ending::Consonant => ["", "A", "U", "I", ""],
        Ending::Weak { vowel: 'a', .. } => ["Y", "ayA", "aw", "ay", "ay"],
        Ending::Weak { vowel: 'u', .. } => ["U", "uwA", "U", "I", "U"],
        Ending::Weak { .. } => ["I", "iyA", "U", "I", "I"],
    };
    ImperfectEndings { singular, dual, men, woman, women }
}

/// Collects the forms of one part and voice; those before a suffix only where active.
struct Paradigm<'a> {
    part: Part,
    voice: Voice,
    out: &'a mut Forms,
}

impl Paradigm<'_> {
    fn features(&self, (person, gender, number): Who) -> Features {
        Features {
            part: self.part,
            voice: self.voice,
            person,
            gender,
            number,
            ..Features::default()
        }
    }

    fn push(&mut self, stem: &str, ending: &str, who: Who) {
        let features = self.features(who);
        self.out.push((join(stem, ending), features));
    }

    fn before_suffix(&mut self, stem: &str, ending: &str, who: Who) {
        if self.voice == Voice::Active {
            let features = Features { before_suffix: true, ..self.features(who) };
            self.out.push((join(stem, ending), features));
        }
    }

    /// The plural in و, which takes an alef at the end of the word only.
    fn plural(&mut self, stem: &str, ending: &str, who: Who) {
        self.push(stem, &format!("{ending}W"), who);
        self.before_suffix(stem, ending, who);
    }
}

fn voice(passive: bool) -> Voice {
    if passive { Voice::Passive } else { Voice::Active }
}

/// The third person masculine singular of a perfect stem.
pub(super) fn citation(stem: &Stem) -> String {
    join(&stem.vocalic, perfect_endings(stem.ending).he)
}

/// All persons of the perfect.
pub(super) fn perfect(stem: &Stem, passive: bool, out: &mut Forms) {
    let mut to = Paradigm { part: Part::Perfect, voice: voice(passive), out };
    let endings = perfect_endings(stem.ending);
    let vocalic = &stem.vocalic;
    let he = (Third, Masculine, Singular);
    to.push(vocalic, endings.he, he);
    if endings.he == "Y" {
        to.before_suffix(vocalic, "A", he);
    }
    to.push(vocalic, endings.she, (Third, Feminine, Singular));
    to.push(vocalic, endings.dual, (Third, Masculine, Dual));
    to.push(vocalic, endings.dual_feminine, (Third, Feminine, Dual));
    to.plural(vocalic, endings.plural, (Third, Masculine, Plural));
    // The weak radical may meet the ending (بقين) but is no consonant that could be doubled with it.
    let consonantal = join(&stem.consonantal, endings.link);
    for (ending, who) in PERFECT_CONSONANTAL {
        to.push(&consonantal, ending, who);
        if ending == "tum" {
            to.before_suffix(&consonantal, "tumU", who);
        }
    }
}

/// All persons of the imperfect: indicative, and subjunctive and jussive where they look different.
pub(super) fn imperfect(stem: &Stem, prefix_vowel: char, passive: bool, out: &mut Forms) {
    let mut to = Paradigm { part: Part::Imperfect, voice: voice(passive), out };
    let endings = imperfect_endings(stem.ending);
    let with = |prefix: char, stem: &str| format!("{prefix}{prefix_vowel}{stem}");
    for (prefix, who) in SINGULAR {
        let vocalic = with(prefix, &stem.vocalic);
        to.push(&vocalic, endings.singular, who);
        to.push(&with(prefix, &stem.consonantal), "", who);
        if endings.singular == "Y" {
            to.before_suffix(&vocalic, "A", who);
        } else if vocalic.ends_with('ء') {
            // Hamza takes the seat of the mood's vowel: يقرؤه, أن يقرأه.
            to.before_suffix(&vocalic, "u", who);
            to.before_suffix(&vocalic, "a", who);
        }
    }
    for (prefix, who) in DUAL {
        let stem = join(&with(prefix, &stem.vocalic), endings.dual);
        to.push(&stem, "n", who);
        to.push(&stem, "", who);
    }
    for (prefix, who) in MEN {
        let stem = with(prefix, &stem.vocalic);
        to.push(&stem, &format!("{}n", endings.men), who);
        to.plural(&stem, endings.men, who);
    }
    let you = (Second, Feminine, Singular);
    let woman = join(&with('ت', &stem.vocalic), endings.woman);
    to.push(&woman, "n", you);
    to.push(&woman, "", you);
    for (prefix, who) in WOMEN {
        let stem = join(&with(prefix, &stem.consonantal), endings.women);
        to.push(&stem, "na", who);
    }
}

/// The imperative, from the imperfect (Wright I §§98–99; of doubled verbs §124).
///
/// That of رأى, a single letter, is not in use.
pub(super) fn imperative(verb: &Verb, out: &mut Forms) {
    if verb.form == VerbForm::I && is_raa(&verb.root) {
        return;
    }
    let mut to = Paradigm { part: Part::Imperative, voice: Voice::Active, out };
    let stem = outline(verb, Aspect::Imperfect, false).stem();
    let endings = imperfect_endings(stem.ending);
    let vocalic = with_onset(verb, &stem.vocalic);
    let consonantal = with_onset(verb, &stem.consonantal);
    let you = (Second, Masculine, Singular);
    if vocalic.ends_with('~') && stem.ending == Ending::Consonant {
        to.push(&vocalic, "", you);
    }
    to.push(&consonantal, "", you);
    to.push(&vocalic, endings.woman, (Second, Feminine, Singular));
    to.push(&vocalic, endings.dual, (Second, Common, Dual));
    to.plural(&vocalic, endings.men, (Second, Masculine, Plural));
    to.push(&join(&consonantal, endings.women), "na", (Second, Feminine, Plural));
}

/// What an imperative begins with: prosthetic alef before two consonants, hamza in form 4.
fn with_onset(verb: &Verb, stem: &str) -> String {
    if verb.form == VerbForm::IV {
        return format!("ءa{stem}");
    }
    if verb.form == VerbForm::I && drops_hamza(&verb.root) {
        return stem.trim_start_matches('ء').to_owned();
    }
    let cluster = stem.chars().nth(1).is_some_and(|c| !is_vowel(c));
    match (verb.form, verb.vowels.1) {
        _ if !cluster => stem.to_owned(),
        (VerbForm::I, 'u') => format!("Eu{stem}"),
        _ => format!("Ei{stem}"),
    }
}

/// خذ, كل and مر (Wright I §137).
fn drops_hamza(root: &Root) -> bool {
    matches!(root.letters(), ['ء', 'خ', 'ذ'] | ['ء', 'ك', 'ل'] | ['ء', 'م', 'ر'])
}
