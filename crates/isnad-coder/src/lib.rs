//! From an article to its claims: who says that who did what to whom, where, when, with what figures.
//!
//! [`Coder::code`] is a pure function of the article and the lexicon: no I/O, no clock, no state that is seen outside.
//! Any text gives a result; what was skipped is told in notes. Inside, each sentence goes one way:
//!
//! ```text
//! segment → morph → tag → phrase → clause → frame → attribution → assemble
//! tokens    clitics  one    noun     who is   events  who says     the record
//! sentences readings reading phrases inside whom      it
//! ```
//!
//! `mention` and `context` say whom a phrase names, with what the article has said before.

mod assemble;
mod attribution;
mod clause;
mod coder;
mod context;
mod dating;
mod frame;
mod gate;
mod mention;
mod morph;
mod phrase;
mod quantity;
pub mod segment;
mod sense;
mod tag;
mod when;

pub use coder::{CODER_VERSION, Coder, Coding};
