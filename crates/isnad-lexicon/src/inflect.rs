//! Generates inflected forms from a lemma's description, so that no form is listed by hand.

mod features;

pub use features::{Features, Gender, Number, Part, Person, Voice};
