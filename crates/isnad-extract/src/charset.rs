//! Bytes to text: which character encoding a document is in.
//!
//! In this order: a byte order mark; UTF-8 where the bytes are valid UTF-8, whatever was declared
//! (pages in UTF-8 that call themselves windows-1256 are common, the reverse never validates); the
//! encoding given with the input (HTTP header); the XML declaration or `<meta charset>` of a page;
//! UTF-16 without a mark, by its zero or Arabic high bytes; else what the letters suggest
//! (windows-1256, ISO-8859-6, windows-1252, …). Bytes that an encoding cannot hold become U+FFFD.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::ExtractError;

/// Bytes at the head of a page in which its declaration is looked for.
const DECLARATION_BYTES: usize = 4096;
/// Bytes by which an undeclared encoding is judged.
const DETECT_BYTES: usize = 1 << 18;

/// `bytes` as text. A byte order mark of UTF-8 stays in the text, so that plain text is unchanged.
pub(crate) fn decode<'b>(
    bytes: &'b [u8],
    declared: Option<&str>,
    name: &str,
) -> Result<Cow<'b, str>, ExtractError> {
    let declared = declared.map(str::trim).filter(|label| !label.is_empty());
    let declared = match declared {
        Some(label) => Some(Encoding::for_label(label.as_bytes()).ok_or_else(|| {
            ExtractError::UnknownCharset { name: name.to_owned(), charset: label.to_owned() }
        })?),
        None => None,
    };
    if let Some((encoding, mark)) = Encoding::for_bom(bytes)
        && encoding != UTF_8
    {
        return Ok(encoding.decode_without_bom_handling(&bytes[mark..]).0);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Ok(encoding.decode_without_bom_handling(bytes).0);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    let encoding = declared.or_else(|| declared_in_page(bytes)).unwrap_or_else(|| detect(bytes));
    // Declared UTF-8 with a few broken bytes is common; with hardly any whole letter it is a lie.
    if encoding == UTF_8 && mostly_broken(bytes) {
        return Ok(detect(bytes).decode_without_bom_handling(bytes).0);
    }
    Ok(encoding.decode_without_bom_handling(bytes).0)
}

/// UTF-16 by its pattern: of most pairs one fixed byte is 0 (ASCII) or 6 (Arabic).
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(DECLARATION_BYTES) & !1];
    if sample.len() < 4 {
        return None;
    }
    let pairs = sample.len() / 2;
    let high = |at: usize| sample[at..].iter().step_by(2).filter(|b| matches!(b, 0 | 6)).count();
    let (even, odd) = (high(0), high(1));
    let enough = pairs - pairs / 10;
    if odd >= enough && even <= pairs / 4 {
        Some(UTF_16LE)
    } else if even >= enough && odd <= pairs / 4 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The encoding that a page declares of itself.
fn declared_in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(DECLARATION_BYTES)].to_ascii_lowercase();
    let mut rest = head.as_slice();
    while let Some(at) = find(rest, b"<meta").into_iter().chain(find(rest, b"<?xml")).min() {
        rest = &rest[at + 5..];
        let tag = &rest[..find(rest, b">").unwrap_or(rest.len())];
        for word in [b"charset".as_slice(), b"encoding"] {
            if let Some(encoding) =
                find(tag, word).and_then(|at| label_after_sign(&tag[at + word.len()..]))
            {
                // A page that can be searched for ASCII is not in UTF-16, whatever it says.
                let ascii = encoding != UTF_16LE && encoding != UTF_16BE;
                return Some(if ascii { encoding } else { UTF_8 });
            }
        }
    }
    None
}

fn label_after_sign(rest: &[u8]) -> Option<&'static Encoding> {
    let rest = rest.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = rest.iter().position(|b| matches!(b, b'"' | b'\'' | b' ' | b';' | b'/' | b'?'));
    Encoding::for_label(&rest[..end.unwrap_or(rest.len())])
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

fn mostly_broken(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(DETECT_BYTES)];
    let (mut whole, mut broken) = (0usize, 0usize);
    for chunk in sample.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += chunk.invalid().len();
    }
    broken > whole
}

/// What the letters suggest.
fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(DETECT_BYTES)], true);
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "قالت الوزارة في بيان لها إن الوفد سيصل إلى العاصمة يوم الخميس المقبل، وأضافت أن \
        اللقاءات ستتناول سبل التعاون بين البلدين في مجالات الطاقة والمياه والزراعة.";

    fn encoded(encoding: &'static Encoding, text: &str) -> Vec<u8> {
        encoding.encode(text).0.into_owned()
    }

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    }

    #[test]
    fn detects_arabic_encodings_without_any_declaration() {
        for encoding in [encoding_rs::WINDOWS_1256, encoding_rs::ISO_8859_6] {
            let bytes = encoded(encoding, TEXT);
            assert_eq!(decode(&bytes, None, "t").unwrap(), TEXT, "{}", encoding.name());
        }
        assert_eq!(decode(&utf16(TEXT, false), None, "t").unwrap(), TEXT);
        assert_eq!(decode(&utf16(TEXT, true), None, "t").unwrap(), TEXT);
        assert_eq!(decode(TEXT.as_bytes(), None, "t").unwrap(), TEXT);
    }

    #[test]
    fn follows_marks_and_declarations() {
        let mut marked = vec![0xFF, 0xFE];
        marked.extend(utf16(TEXT, false));
        assert_eq!(decode(&marked, Some("utf-8"), "t").unwrap(), TEXT);
        for head in [
            "<meta charset=windows-1256>",
            "<META http-equiv='Content-Type' content='text/html; charset=windows-1256'>",
            "<?xml version=\"1.0\" encoding=\"windows-1256\"?>",
        ] {
            let page = format!("{head}<p>قف");
            let bytes = encoded(encoding_rs::WINDOWS_1256, &page);
            assert_eq!(decode(&bytes, None, "t").unwrap(), page);
        }
        let bytes = encoded(encoding_rs::WINDOWS_1256, "قف");
        assert_eq!(decode(&bytes, Some("windows-1256"), "t").unwrap(), "قف");
    }

    #[test]
    fn wrong_declarations_yield_to_the_bytes() {
        assert_eq!(decode(TEXT.as_bytes(), Some("windows-1256"), "t").unwrap(), TEXT);
        let bytes = encoded(encoding_rs::WINDOWS_1256, TEXT);
        assert_eq!(decode(&bytes, Some("utf-8"), "t").unwrap(), TEXT);
        assert!(matches!(
            decode(b"x", Some("klingon"), "t"),
            Err(ExtractError::UnknownCharset { charset, .. }) if charset == "klingon"
        ));
    }

    #[test]
    fn the_mark_of_utf8_stays() {
        assert_eq!(decode("\u{FEFF}نص".as_bytes(), None, "t").unwrap(), "\u{FEFF}نص");
    }
}
