//! From the outline of a stem to its sounds, by the class of the root.
//!
//! Doubled roots: Wright I §§120–127. Hollow ones: §§149–163. Defective ones: §§164–170. Both weak:
//! §§172–181. Ryding ch. 21 §§2–4 and under each form.

use super::root::is_weak;
use crate::inflect::phonology::lengthen;

/// How the root's peculiarities act on the stem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Middle {
    /// A weak middle radical becomes a long vowel, equal radicals contract.
    Yields,
    /// It is kept as it is: استجوب, ازدوج; quadriliterals.
    Kept,
    /// It is lost: يرى from رءي (Wright I §176).
    Lost,
}

/// A stem before the rules of its root class: `head`, `inner` vowel, `middle` radical, `vowel`,
/// `last` radical.
#[derive(Clone, Debug)]
pub(super) struct Outline {
    /// Sounds before the vowel that precedes the middle radical.
    pub(super) head: String,
    /// That vowel, short or long; `None` where the middle radical follows a consonant.
    pub(super) inner: Option<char>,
    /// Last radical but one.
    pub(super) middle: char,
    /// Whether the pattern doubles it (forms 2 and 5).
    pub(super) doubles: bool,
    /// Short vowel after it.
    pub(super) vowel: char,
    /// Last radical.
    pub(super) last: char,
    /// What becomes of the middle radical.
    pub(super) rule: Middle,
    /// Short vowel of a hollow stem before consonants (قلت, خفت).
    pub(super) shortened: char,
    /// Whether a weak last radical keeps its و (دعوت), else it counts as ي (أعطيت).
    pub(super) keeps_waw: bool,
}

/// How a stem ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// In a consonant.
    Consonant,
    /// In this vowel and a weak radical, both left off the stem's sounds.
    Weak { vowel: char, waw: bool },
}

/// A stem in sounds.
#[derive(Clone, Debug)]
pub(super) struct Stem {
    /// Before a vowel, and before nothing.
    pub(super) vocalic: String,
    /// Before a consonant, and in the jussive.
    pub(super) consonantal: String,
    /// How it ends.
    pub(super) ending: Ending,
}

impl Outline {
    /// Whether the middle radical is lost in a long vowel.
    pub(super) fn is_hollow(&self) -> bool {
        self.rule == Middle::Yields
            && is_weak(self.middle)
            && !is_weak(self.last)
            && !self.doubles
            && !matches!(self.inner, Some('A' | 'I' | 'U'))
    }

    /// Whether the last two radicals contract.
    pub(super) fn is_doubled(&self) -> bool {
        self.rule == Middle::Yields
            && self.middle == self.last
            && !is_weak(self.last)
            && !self.doubles
    }

    /// Applies the rules of the root class.
    pub(super) fn stem(&self) -> Stem {
        let Outline { head, middle, vowel, last, .. } = self;
        let inner = self.inner.map(String::from).unwrap_or_default();
        let twice = if self.doubles { "~" } else { "" };
        if self.rule == Middle::Lost {
            return self.weak(head.clone());
        }
        if is_weak(*last) {
            return self.weak(format!("{head}{inner}{middle}{twice}"));
        }
        let full = format!("{head}{inner}{middle}{twice}{vowel}{last}");
        if self.is_hollow() {
            let long = match (self.inner, vowel) {
                (None, _) => lengthen(*vowel),
                (Some('u'), 'i') => 'I',
                (Some(_), _) => 'A',
            };
            let short = self.shortened;
            return Stem {
                vocalic: format!("{head}{long}{last}"),
                consonantal: format!("{head}{short}{last}"),
                ending: Ending::Consonant,
            };
        }
        if self.is_doubled() {
            let before = self.inner.unwrap_or(*vowel);
            let vocalic = format!("{head}{before}{last}~");
            return Stem { vocalic, consonantal: full, ending: Ending::Consonant };
        }
        Stem { vocalic: full.clone(), consonantal: full, ending: Ending::Consonant }
    }

    fn weak(&self, sounds: String) -> Stem {
        let waw = self.keeps_waw && self.last == 'و';
        Stem {
            vocalic: sounds.clone(),
            consonantal: sounds,
            ending: Ending::Weak { vowel: self.vowel, waw },
        }
    }
}
