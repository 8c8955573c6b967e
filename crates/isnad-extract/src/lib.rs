//! Bytes (an HTML page, plain text, a line of JSONL) to [`isnad_model::Article`]. The only place that
//! knows HTML and character encodings. No file, network or clock; the same bytes give the same article.
//!
//! In comes a [`RawDocument`], out goes an article whose `text` is final and whose `blocks` (ordered,
//! disjoint, counted in characters of `text`) say what its parts are. Plain text and JSONL texts stay
//! byte for byte as they were; what is not article in them is marked as a block of kind furniture.
//! From
//!
//! ```text
//! عودة التيار إلى أحياء المدينة          (power is back in the city's quarters)
//!
//! سمر العلي – متابعات                     (byline)
//! أعلنت شركة الكهرباء عودة التيار.        (the company announced that power is back)
//! اترك تعليقاً                            (leave a comment)
//! ```
//!
//! come a headline at characters 0..29, furniture at 31..50, a paragraph at 51..83 and furniture at
//! 84..96.
//! An HTML page gives a text made of its article alone, headline first, blocks parted by an empty line.
//! Reading meaning is left to the coder.
//!
//! Phrases, class names, outlets, months and letters stand in `data/extract/*.tsv` (months and weekdays
//! in `data/lexicon/*/calendar.tsv`) and are compiled in.

mod charset;
mod date;
mod document;
mod error;
mod fold;
mod html;
mod jsonl;
mod language;
mod limits;
mod lines;
mod sniff;
mod table;
mod vocabulary;

pub use date::iso_date;
pub use document::{InputKind, RawDocument, extract};
pub use error::ExtractError;
pub use jsonl::{ArticlesOfJsonl, articles_of_jsonl};
pub use limits::{
    MAX_ATTRIBUTES, MAX_DEPTH, MAX_DOCUMENT_BYTES, MAX_LINE_BYTES, MAX_NODES, MAX_TEXT_CHARS,
};
pub use sniff::kind_of;
