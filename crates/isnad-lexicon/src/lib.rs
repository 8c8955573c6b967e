//! Language data: how words are normalised and inflected, the source files that people edit, the
//! compiled artefact, and look-up.
//!
//! Source files (`docs/lexicon-format.md`) are parsed by [`source`], expanded into inflected forms
//! and compiled by [`Lexicon::compile`] into bytes, and loaded by [`Lexicon::load`]. One normaliser
//! ([`normalise::fold`]) makes both the keys and the text they are matched against. Everything here
//! is pure and deterministic: the same sources give the same bytes.

pub mod entry;
pub mod inflect;
pub mod normalise;

mod artifact;
mod build;
mod lookup;
pub mod source;

pub use artifact::{ArtifactError, FORMAT_VERSION};
pub use lookup::{Form, Lexicon, MAX_PHRASE_WORDS, Target};
pub use source::{Problem, SourceFile};
