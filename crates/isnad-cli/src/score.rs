//! Quality figures: claims against the claims that people annotated.
//!
//! A claim of the program matches an annotated one when their events are equal and their triggers overlap or, failing
//! that, when their events are equal and its trigger lies in the annotated sentence; each is matched once, in text
//! order. Annotated claims marked optional count neither as missed nor as wrong. Attributes are scored over matched
//! pairs and, for `core`, end to end: actor countries, recipient countries and the innermost hop are all right.

mod figures;
mod matching;
mod record;
mod report;

#[cfg(test)]
mod tests;

pub(crate) use figures::Scores;
pub(crate) use record::{Gold, Record};
pub(crate) use report::{report_json, report_reliability, report_text};
