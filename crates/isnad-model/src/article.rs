//! One news article, as the extractor hands it to the coder.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One article. Offsets of every later stage point into `text`, which never changes after extraction.
///
/// The JSON form is `{"id","url","outlet","title","author","published","language","text","blocks"}`
/// plus whatever other fields the input carried, kept under `extra`. Only `text` is required.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Given with the input, else derived from the text ([`Article::derive_id`]).
    #[serde(default)]
    pub id: String,
    /// Canonical address of the page, `""` where unknown.
    #[serde(default)]
    pub url: String,
    /// Name of the publishing outlet, `""` where unknown.
    #[serde(default)]
    pub outlet: String,
    /// Headline, `""` where unknown. `text` usually begins with it on its own line.
    #[serde(default)]
    pub title: String,
    /// Author line, where found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Publication date as ISO 8601 date or date and time, where known.
    #[serde(default)]
    pub published: Option<String>,
    /// ISO 639-1 code (639-3 where there is none), where identified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The article's text, unchanged for plain text and JSONL inputs.
    pub text: String,
    /// Parts of `text`, ordered and disjoint; empty where the extractor has not looked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
    /// Unknown fields of a JSONL input.
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl Article {
    /// The calendar day of `published`, read from its leading `YYYY-MM-DD`; `None` if there is none.
    pub fn published_date(&self) -> Option<Date> {
        self.published.as_deref()?.get(..10)?.parse().ok()
    }

    /// An id that depends on the text alone: the first 16 hexadecimal digits of its BLAKE3 hash.
    pub fn derive_id(text: &str) -> String {
        blake3::hash(text.as_bytes()).to_hex()[..16].to_string()
    }
}

/// What a block of the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// The article's headline.
    Headline,
    /// A heading inside the article.
    Heading,
    /// Running text.
    Paragraph,
    /// Text under a picture.
    Caption,
    /// A quotation set apart.
    Quote,
    /// An item of a list.
    List,
    /// Text that is not the article's: menus, share buttons, "read also", comment forms. Nothing
    /// is coded from it.
    Furniture,
}

/// One block of an article's text, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// First character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
}

/// Something a stage skipped or could not settle; shown to the user, never an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Stable lower-case kind, such as `sentence-too-long`.
    pub kind: String,
    /// What happened and what to do about it.
    pub message: String,
    /// Where, in characters of the article's text.
    pub start: u32,
    /// One past the last character concerned.
    pub end: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates_with_and_without_time() {
        let mut article =
            Article { published: Some("2020-10-01T08:00:00+03:00".into()), ..Default::default() };
        assert_eq!(article.published_date(), Some(jiff::civil::date(2020, 10, 1)));
        article.published = Some("غدا".into());
        assert_eq!(article.published_date(), None);
    }
}
