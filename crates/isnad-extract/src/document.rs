//! One document in, one article out.

use isnad_model::Article;

use crate::error::ExtractError;
use crate::limits::MAX_DOCUMENT_BYTES;
use crate::{charset, date, html, language, lines, sniff};

/// What kind of document the bytes are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum InputKind {
    /// To be told from the bytes.
    #[default]
    Auto,
    /// A web page.
    Html,
    /// Plain text, usually with the headline on its first line.
    Text,
    /// One JSON object a line, each an article.
    Jsonl,
}

/// One document as it was fetched or read, with what is known of it besides. What is given here wins
/// over what the document says of itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct RawDocument<'a> {
    /// The document.
    pub bytes: &'a [u8],
    /// Its kind.
    pub kind: InputKind,
    /// How messages name it: a path, an address.
    pub name: &'a str,
    /// Character encoding by the HTTP header or the user.
    pub declared_charset: Option<&'a str>,
    /// Address it was fetched from.
    pub url: Option<&'a str>,
    /// Publishing outlet.
    pub outlet: Option<&'a str>,
    /// Publication date, in any form that pages use.
    pub published: Option<&'a str>,
}

/// The article of an HTML page or a plain text.
///
/// A plain text in UTF-8 is the article's text byte for byte, a byte order mark included; in other
/// encodings it is converted. Its first line is the headline if an empty line follows it.
///
/// # Errors
/// [`ExtractError::ManyArticles`] for JSONL, else what each variant of [`ExtractError`] says. The work
/// is linear in the size of the document, with the limits named in this crate.
pub fn extract(document: &RawDocument<'_>) -> Result<Article, ExtractError> {
    let name = document.name;
    if document.bytes.len() > MAX_DOCUMENT_BYTES {
        return Err(ExtractError::DocumentTooLarge {
            name: name.to_owned(),
            bytes: document.bytes.len(),
            limit: MAX_DOCUMENT_BYTES,
        });
    }
    if let Some(what) = sniff::unsupported(document.bytes) {
        return Err(ExtractError::Unsupported { name: name.to_owned(), what });
    }
    let published = document.published.filter(|value| !value.trim().is_empty());
    let published = match published {
        Some(value) => Some(date::parse(value).map(|date| date.iso).ok_or_else(|| {
            ExtractError::PublishedUnreadable { name: name.to_owned(), value: value.to_owned() }
        })?),
        None => None,
    };
    let text = charset::decode(document.bytes, document.declared_charset, name)?;
    if let Some(what) = sniff::unsupported_text(&text) {
        return Err(ExtractError::Unsupported { name: name.to_owned(), what });
    }
    let kind = match document.kind {
        InputKind::Auto => sniff::kind_of_text(&text),
        kind => kind,
    };
    let mut article = match kind {
        InputKind::Html => html::extract(&text, document)?,
        InputKind::Text | InputKind::Auto => {
            Article { text: text.into_owned(), ..Article::default() }
        }
        InputKind::Jsonl => return Err(ExtractError::ManyArticles { name: name.to_owned() }),
    };
    if !article.text.contains(char::is_alphanumeric) {
        return Err(ExtractError::NoText { name: name.to_owned() });
    }
    check_length(&article.text, name)?;
    article.published = published.or(article.published);
    if let Some(outlet) = document.outlet {
        outlet.clone_into(&mut article.outlet);
    }
    if article.url.is_empty() {
        document.url.unwrap_or_default().clone_into(&mut article.url);
    }
    complete(&mut article);
    Ok(article)
}

/// Fails on a text longer than later stages take.
pub(crate) fn check_length(text: &str, name: &str) -> Result<(), ExtractError> {
    use crate::limits::MAX_TEXT_CHARS;
    if text.len() <= MAX_TEXT_CHARS {
        return Ok(());
    }
    let chars = text.chars().count();
    if chars <= MAX_TEXT_CHARS {
        return Ok(());
    }
    Err(ExtractError::TextTooLong { name: name.to_owned(), chars, limit: MAX_TEXT_CHARS })
}

/// Fills what follows from the text: blocks, headline, language, id.
pub(crate) fn complete(article: &mut Article) {
    if article.blocks.is_empty() {
        article.blocks = lines::blocks(&article.text, &article.title, &article.outlet);
    }
    if article.title.is_empty() {
        article.title = lines::headline(&article.text, &article.blocks).unwrap_or_default();
    }
    if article.outlet.is_empty()
        && let Some(outlet) = crate::vocabulary::outlet_of_url(&article.url)
    {
        outlet.clone_into(&mut article.outlet);
    }
    if article.language.is_none() {
        article.language = language::identify(&article.text).map(str::to_owned);
    }
    if article.id.is_empty() {
        article.id = Article::derive_id(&article.text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html><head><title>هدنة في المدينة</title><meta property='og:site_name' \
        content='المثال'><meta name='date' content='2020-10-01'></head><body><h1>هدنة في المدينة</h1><p>اتفق \
        الطرفان على هدنة تبدأ مساء اليوم وتستمر ثلاثة أيام، بحسب ما أعلنه الوسيط في بيان.</p></body></html>";

    fn read(bytes: &[u8]) -> Article {
        extract(&RawDocument { bytes, name: "t", ..RawDocument::default() }).unwrap()
    }

    #[test]
    fn a_page_is_the_same_in_every_encoding() {
        let page = read(PAGE.as_bytes());
        assert_eq!(page.outlet, "المثال");
        for encoding in [encoding_rs::WINDOWS_1256, encoding_rs::ISO_8859_6] {
            assert_eq!(read(&encoding.encode(PAGE).0), page, "{}", encoding.name());
        }
        let utf16: Vec<u8> = PAGE.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&utf16), page);
        let marked: Vec<u8> = [0xFE, 0xFF]
            .into_iter()
            .chain(PAGE.encode_utf16().flat_map(u16::to_be_bytes))
            .collect();
        assert_eq!(read(&marked), page);
    }

    #[test]
    fn what_the_caller_gives_wins() {
        let document = RawDocument {
            bytes: PAGE.as_bytes(),
            outlet: Some("صحيفة أخرى"),
            published: Some("2 تشرين الأول 2020"),
            url: Some("https://x.example/1"),
            ..RawDocument::default()
        };
        let article = extract(&document).unwrap();
        assert_eq!(article.outlet, "صحيفة أخرى");
        assert_eq!(article.published.as_deref(), Some("2020-10-02"));
        assert_eq!(article.url, "https://x.example/1");
        let document = RawDocument { published: Some("أمس"), ..document };
        assert!(matches!(extract(&document), Err(ExtractError::PublishedUnreadable { .. })));
    }

    #[test]
    fn plain_text_stays_with_its_mark_and_line_ends() {
        let text = "\u{FEFF}عنوان\r\n\r\nنص الخبر\r\n";
        let article = read(text.as_bytes());
        assert_eq!((article.text.as_str(), article.title.as_str()), (text, "عنوان"));
        assert_eq!(article.blocks[0].start, 1);
    }

    #[test]
    fn jsonl_is_sent_elsewhere() {
        let document = RawDocument { bytes: b"{\"text\":\"x\"}\n", ..RawDocument::default() };
        assert!(matches!(extract(&document), Err(ExtractError::ManyArticles { .. })));
    }
}
