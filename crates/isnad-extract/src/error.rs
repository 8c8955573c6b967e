//! What can go wrong, named after what the caller can do about it.

/// Why a document gave no article.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExtractError {
    /// The document is longer than [`MAX_DOCUMENT_BYTES`](crate::MAX_DOCUMENT_BYTES).
    #[error(
        "{name}: {bytes} bytes, at most {limit} are read; split it into one document an article"
    )]
    DocumentTooLarge {
        /// The input as the caller named it.
        name: String,
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// The page has more elements and texts than [`MAX_NODES`](crate::MAX_NODES).
    #[error("{name}: more than {limit} elements; give the page of one article")]
    PageTooComplex {
        /// The input as the caller named it.
        name: String,
        /// The limit.
        limit: usize,
    },
    /// The article is longer than [`MAX_TEXT_CHARS`](crate::MAX_TEXT_CHARS).
    #[error(
        "{name}: a text of {chars} characters, at most {limit} are read; split it into articles"
    )]
    TextTooLong {
        /// The input as the caller named it.
        name: String,
        /// Length of the text.
        chars: usize,
        /// The limit.
        limit: usize,
    },
    /// The document is of a kind that is not read.
    #[error("{name}: {what} is not read; convert it to HTML, plain text or JSONL first")]
    Unsupported {
        /// The input as the caller named it.
        name: String,
        /// What it looks like.
        what: &'static str,
    },
    /// The declared character encoding does not exist.
    #[error("{name}: unknown character encoding {charset:?}; leave it out to have it detected")]
    UnknownCharset {
        /// The input as the caller named it.
        name: String,
        /// What was declared.
        charset: String,
    },
    /// There is no article text in the document.
    #[error(
        "{name}: no article text found; check that the page is an article and not a list or a shell filled by scripts"
    )]
    NoText {
        /// The input as the caller named it.
        name: String,
    },
    /// The document is JSONL: many articles, to be read with [`articles_of_jsonl`](crate::articles_of_jsonl).
    #[error("{name}: JSONL holds many articles; read it as JSONL")]
    ManyArticles {
        /// The input as the caller named it.
        name: String,
    },
    /// The publication date given with the input cannot be read.
    #[error(
        "{name}: cannot read the publication date {value:?}; write it as 2020-10-01 or 2020-10-01T08:00:00+03:00"
    )]
    PublishedUnreadable {
        /// The input as the caller named it.
        name: String,
        /// What was given.
        value: String,
    },
    /// A JSONL line is no JSON object in UTF-8.
    #[error("{name}:{line}:{column}: {message}; each line must be one JSON object in UTF-8")]
    LineUnreadable {
        /// The input as the caller named it.
        name: String,
        /// Line, counted from 1.
        line: u64,
        /// Byte in the line, counted from 1; 0 where it concerns the whole line.
        column: usize,
        /// What was found.
        message: String,
    },
    /// A JSONL line is longer than [`MAX_LINE_BYTES`](crate::MAX_LINE_BYTES); it was passed over.
    #[error("{name}:{line}: a line of more than {limit} bytes; put one article on a line")]
    LineTooLong {
        /// The input as the caller named it.
        name: String,
        /// Line, counted from 1.
        line: u64,
        /// The limit.
        limit: usize,
    },
    /// A JSONL line lacks a field that is required.
    #[error("{name}:{line}: no field {field:?}; only that one is required")]
    FieldMissing {
        /// The input as the caller named it.
        name: String,
        /// Line, counted from 1.
        line: u64,
        /// The field.
        field: &'static str,
    },
    /// A field of a JSONL line has another type than it should.
    #[error("{name}:{line}: field {field:?} is {found}, expected {expected}")]
    FieldType {
        /// The input as the caller named it.
        name: String,
        /// Line, counted from 1.
        line: u64,
        /// The field.
        field: &'static str,
        /// What it should be.
        expected: &'static str,
        /// What it is.
        found: &'static str,
    },
    /// The `blocks` of a JSONL line overlap, run backwards or leave the text.
    #[error(
        "{name}:{line}: block {block} does not lie in the text after the block before it; leave `blocks` out to have them made anew"
    )]
    BlockOutOfPlace {
        /// The input as the caller named it.
        name: String,
        /// Line, counted from 1.
        line: u64,
        /// Number of the block, counted from 0.
        block: usize,
    },
    /// Reading failed; nothing more can be read from this input.
    #[error("{name}:{line}: reading failed")]
    Read {
        /// The input as the caller named it.
        name: String,
        /// Line, counted from 1.
        line: u64,
        /// Why.
        source: std::io::Error,
    },
}
