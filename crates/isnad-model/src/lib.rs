//! The nouns of Isnad: spans, articles, claims and PLOVER codes. No I/O, no clock, no language.
//!
//! Everything that crosses a stage boundary is defined here once, with its JSON form. The claim
//! record follows `docs/record.md`. Two span types keep units apart: [`ByteSpan`] counts UTF-8
//! bytes and is used inside the coder; [`CharSpan`] counts Unicode scalar values and is what the
//! record publishes. [`CharIndex`] is the one converter between them.

mod article;
mod claim;
mod plover;
mod span;

pub use article::{Article, Block, BlockKind, Note};
pub use claim::{
    Claim, Evidence, Figure, FigureKind, Hop, HopMode, Member, Mention, Place, Precision, Stance,
    Status, When,
};
pub use plover::{Context, Event, Mode, Sector, UnknownCode};
pub use span::{ByteSpan, CharIndex, CharSpan};
