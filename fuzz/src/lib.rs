//! What the fuzz targets check, and how inputs are changed.
//!
//! In come bytes. [`extract`] holds the extractor to its promises, [`code`] holds the whole way from bytes to claims to
//! [`isnad::audit`]; both panic where one is broken. [`change`] makes new inputs that keep the look of pages and news,
//! so that the rules are reached and not only the decoder. `README.md` says how to run them.

mod change;
mod check;
mod slowest;

pub use change::change;
pub use check::{code, extract};
pub use slowest::Slowest;
