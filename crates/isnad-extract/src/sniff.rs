//! What kind of document the bytes are, where the caller does not say.

use crate::document::InputKind;

/// Characters at the head of a text by which its kind is told.
const LOOK_BYTES: usize = 4096;

/// The kind of `text`: JSONL where its first line is a JSON object, HTML where a tag of a page stands
/// near its head, else plain text.
pub(crate) fn kind_of_text(text: &str) -> InputKind {
    let body = text.trim_start_matches('\u{FEFF}').trim_start();
    if body.starts_with('{') {
        let line = body.lines().next().unwrap_or_default();
        // A line that only breaks off is JSON too: a head of the input, or JSON over several lines, for
        // which the reader of JSONL has the better message.
        match serde_json::from_str::<serde::de::IgnoredAny>(line) {
            Ok(_) => return InputKind::Jsonl,
            Err(error) if error.is_eof() => return InputKind::Jsonl,
            Err(_) => {}
        }
    }
    let mut end = LOOK_BYTES.min(body.len());
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    let head = body[..end].to_ascii_lowercase();
    let tags = ["<!doctype html", "<html", "<head", "<body", "<meta", "<article", "<title"];
    let fragments = ["<div", "<p>", "<p ", "<h1", "<table", "<section", "<!--", "<br", "<span"];
    if tags.iter().any(|tag| head.contains(tag))
        || (head.starts_with('<') && fragments.iter().any(|tag| head.contains(tag)))
    {
        InputKind::Html
    } else {
        InputKind::Text
    }
}

/// The kind of a document by its bytes, as [`extract`](crate::extract) takes it with
/// [`InputKind::Auto`]; lets a caller send JSONL to [`articles_of_jsonl`](crate::articles_of_jsonl).
/// A head of some kilobytes is enough, wherever it ends.
pub fn kind_of(bytes: &[u8]) -> InputKind {
    // A head may end inside a letter.
    let bytes = match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => &bytes[..error.valid_up_to()],
        _ => bytes,
    };
    crate::charset::decode(bytes, None, "").map_or(InputKind::Text, |text| kind_of_text(&text))
}

/// What `bytes` look like, if it is nothing that can be read.
pub(crate) fn unsupported(bytes: &[u8]) -> Option<&'static str> {
    let heads: [(&[u8], &str); 13] = [
        (b"%PDF-", "a PDF document"),
        (b"PK\x03\x04", "a zip archive or office document"),
        (b"\x1F\x8B", "gzip-compressed data"),
        (b"\x28\xB5\x2F\xFD", "zstd-compressed data"),
        (b"BZh", "bzip2-compressed data"),
        (b"\xFD7zXZ", "xz-compressed data"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"GIF8", "a picture"),
        (b"\x7FELF", "a program"),
        (b"SQLite format 3", "a database"),
        (b"\xD0\xCF\x11\xE0", "an office document"),
        (b"WARC/", "a WARC archive"),
    ];
    if let Some((_, what)) = heads.iter().find(|(head, _)| bytes.starts_with(head)) {
        return Some(what);
    }
    None
}

/// What decoded `text` looks like, if it is nothing that can be read.
pub(crate) fn unsupported_text(text: &str) -> Option<&'static str> {
    let mut controls = 0;
    let mut chars = 0;
    for c in text.chars().take(LOOK_BYTES) {
        chars += 1;
        let blank = matches!(c, '\t' | '\n' | '\r' | '\u{C}' | '\u{1A}' | '\u{85}');
        controls += usize::from((c.is_control() && !blank) || c == '\u{FFFD}');
    }
    if controls * 10 > chars {
        return Some("binary data");
    }
    let body = text.trim_start_matches('\u{FEFF}').trim_start();
    let mut end = 1024.min(body.len());
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    let head = body[..end].to_ascii_lowercase();
    let feeds = ["<rss", "<feed", "<rdf:rdf", "<urlset", "<sitemapindex"];
    let holds = |tag: &str| head.find(tag).is_some_and(|at| !head[..at].contains("<html"));
    let is_feed = head.starts_with('<') && feeds.into_iter().any(holds);
    is_feed.then_some("a feed or site map")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_kinds_apart() {
        for (kind, text) in [
            (InputKind::Html, "<!DOCTYPE html><html><body>نص"),
            (InputKind::Html, "\u{FEFF}\n<div>نص</div>"),
            (InputKind::Text, "عنوان\n\nنص"),
            (InputKind::Text, "{هكذا} قال"),
            (InputKind::Text, "<قال> نص"),
            (InputKind::Text, ""),
            (InputKind::Jsonl, "{\"text\":\"نص\"}\n{\"text\":\"نص\"}\n"),
            (InputKind::Jsonl, "{\"text\":\"نص"),
            (InputKind::Jsonl, "{\n\"text\":\"نص\"}"),
        ] {
            assert_eq!(kind_of(text.as_bytes()), kind, "{text}");
        }
    }

    #[test]
    fn a_head_may_end_inside_a_letter() {
        let line = "{\"text\":\"نص\"}";
        for end in 1..line.len() {
            assert_eq!(kind_of(&line.as_bytes()[..end]), InputKind::Jsonl, "{end}");
        }
    }

    #[test]
    fn names_what_it_cannot_read() {
        assert_eq!(unsupported(b"%PDF-1.7"), Some("a PDF document"));
        assert_eq!(unsupported("نص".as_bytes()), None);
        assert_eq!(unsupported_text("\0\0\u{1}\u{2}abc"), Some("binary data"));
        let feed = "<?xml version=\"1.0\"?><rss version=\"2.0\">";
        assert_eq!(unsupported_text(feed), Some("a feed or site map"));
        assert_eq!(unsupported_text("نص عادي"), None);
    }
}
