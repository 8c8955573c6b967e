//! What an inflected form says about itself.

use serde::{Deserialize, Serialize};

/// Which part of the paradigm a form belongs to.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub enum Part {
    /// A word without inflection, or a noun's own form.
    #[default]
    Base,
    /// Perfect (الماضي).
    Perfect,
    /// Imperfect, in any mood (المضارع).
    Imperfect,
    /// Imperative (الأمر).
    Imperative,
    /// Active participle (اسم الفاعل).
    ActiveParticiple,
    /// Passive participle (اسم المفعول).
    PassiveParticiple,
    /// Verbal noun (المصدر).
    VerbalNoun,
}

/// Voices that the unvocalised spelling allows.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub enum Voice {
    /// Active only, or no verb.
    #[default]
    Active,
    /// Passive only (قيل، أُطيح is `Either`).
    Passive,
    /// The letters fit both (قتل: he killed, was killed).
    Either,
}

/// Grammatical person.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub enum Person {
    /// Speaker.
    First,
    /// Addressee.
    Second,
    /// Anybody else; also nouns.
    #[default]
    Third,
}

/// Grammatical gender.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub enum Gender {
    /// Masculine.
    #[default]
    Masculine,
    /// Feminine.
    Feminine,
    /// The form serves both.
    Common,
}

/// Grammatical number.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub enum Number {
    /// One.
    #[default]
    Singular,
    /// Two.
    Dual,
    /// More.
    Plural,
}

/// The features of one form. Where one spelling has several analyses, there are several forms.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct Features {
    /// Part of the paradigm.
    pub part: Part,
    /// Possible voices.
    pub voice: Voice,
    /// Person.
    pub person: Person,
    /// Gender.
    pub gender: Gender,
    /// Number.
    pub number: Number,
    /// Only before a genitive or a pronoun (مسلحو، جنديا، and حكومت- before a pronoun).
    pub construct: bool,
    /// Only before a pronoun suffix (حكومت-، قتلو-).
    pub before_suffix: bool,
    /// Only indefinite accusative (هجوما).
    pub accusative: bool,
}
