//! How much one document may hold. Past a limit the caller gets a typed error that names it, never a
//! silently shortened article; only nesting and attributes are cut, and that changes no text.

/// Bytes of one document. News pages stay under 5 MB.
pub const MAX_DOCUMENT_BYTES: usize = 64 << 20;

/// Bytes of one JSONL line.
pub const MAX_LINE_BYTES: usize = 64 << 20;

/// Characters of one article's text, far above a book; keeps offsets and later stages small.
pub const MAX_TEXT_CHARS: usize = 4_000_000;

/// Elements and texts of one HTML page. A page of 50 MB holds about a million.
pub const MAX_NODES: usize = 2_000_000;

/// Depth to which elements nest; the content of deeper ones is attached at this depth, as browsers do
/// (theirs is 512).
pub const MAX_DEPTH: usize = 256;

/// Attributes kept of one element; further ones are dropped.
pub const MAX_ATTRIBUTES: usize = 64;
