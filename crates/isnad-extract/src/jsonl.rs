//! JSONL: one article a line, `{"id","url","outlet","title","author","published","language","text",
//! "blocks","extra"}`, of which only `text` is required. Texts stay as they are. Unknown fields go to
//! `extra`; `null` counts as left out. A date that cannot be read stands in `extra` as
//! `published_text`, so nothing is lost.

use std::io::{BufRead, Read};

use isnad_model::{Article, Block};
use serde_json::{Map, Value};

use crate::document::{check_length, complete};
use crate::error::ExtractError;
use crate::limits::MAX_LINE_BYTES;
use crate::{date, sniff};

/// The articles of a JSONL input, a line at a time; memory holds one line.
///
/// `name` stands in messages. Blank lines are passed over, a byte order mark before the first line
/// too. After a line that gives an error the next line is read; only after [`ExtractError::Read`] does
/// the iterator end.
pub fn articles_of_jsonl<R: BufRead>(reader: R, name: &str) -> ArticlesOfJsonl<R> {
    ArticlesOfJsonl { reader, name: name.to_owned(), line: 0, buffer: Vec::new(), ended: false }
}

/// Iterator made by [`articles_of_jsonl`].
#[derive(Debug)]
pub struct ArticlesOfJsonl<R> {
    reader: R,
    name: String,
    line: u64,
    buffer: Vec<u8>,
    ended: bool,
}

impl<R: BufRead> ArticlesOfJsonl<R> {
    /// Number of the line last read, counted from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Reads the next line into the buffer; `false` at the end.
    fn read_line(&mut self) -> Result<bool, ExtractError> {
        self.buffer.clear();
        self.line += 1;
        let limit = MAX_LINE_BYTES as u64 + 1;
        let read = self.reader.by_ref().take(limit).read_until(b'\n', &mut self.buffer);
        let failed =
            |source| ExtractError::Read { name: self.name.clone(), line: self.line, source };
        if read.map_err(failed)? == 0 {
            return Ok(false);
        }
        if self.buffer.len() > MAX_LINE_BYTES && self.buffer.last() != Some(&b'\n') {
            self.buffer = Vec::new();
            let skipped = self.reader.skip_until(b'\n');
            skipped.map_err(|source| ExtractError::Read {
                name: self.name.clone(),
                line: self.line,
                source,
            })?;
            return Err(ExtractError::LineTooLong {
                name: self.name.clone(),
                line: self.line,
                limit: MAX_LINE_BYTES,
            });
        }
        Ok(true)
    }
}

impl<R: BufRead> Iterator for ArticlesOfJsonl<R> {
    type Item = Result<Article, ExtractError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.read_line() {
                Ok(true) => {}
                Ok(false) => {
                    self.ended = true;
                    break;
                }
                Err(error) => {
                    self.ended = matches!(error, ExtractError::Read { .. });
                    return Some(Err(error));
                }
            }
            let mut bytes = self.buffer.as_slice();
            if self.line == 1 {
                bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
            }
            let bytes = bytes.trim_ascii_end();
            if !bytes.is_empty() {
                return Some(article(bytes, &self.name, self.line));
            }
        }
        None
    }
}

/// The article of one line.
fn article(bytes: &[u8], name: &str, line: u64) -> Result<Article, ExtractError> {
    let unreadable = |column: usize, message: String| ExtractError::LineUnreadable {
        name: name.to_owned(),
        line,
        column,
        message,
    };
    if let Some(what) = sniff::unsupported(bytes) {
        return Err(unreadable(0, format!("this looks like {what}")));
    }
    let value: Value = serde_json::from_slice(bytes).map_err(|error| {
        let text = error.to_string();
        let message = text.rsplit_once(" at line ").map_or(text.as_str(), |(head, _)| head);
        unreadable(error.column(), message.to_owned())
    })?;
    let Value::Object(mut fields) = value else {
        return Err(unreadable(0, format!("this is {}", type_of(&value))));
    };
    let mut take = Fields { fields: &mut fields, name, line };
    let text = take.text("text")?.ok_or_else(|| ExtractError::FieldMissing {
        name: name.to_owned(),
        line,
        field: "text",
    })?;
    check_length(&text, &format!("{name}:{line}"))?;
    let mut article = Article {
        id: take.text("id")?.unwrap_or_default(),
        url: take.text("url")?.unwrap_or_default(),
        outlet: take.text("outlet")?.unwrap_or_default(),
        title: take.text("title")?.unwrap_or_default(),
        author: take.text("author")?.filter(|author| !author.is_empty()),
        published: None,
        language: take.text("language")?.filter(|language| !language.is_empty()),
        blocks: take.blocks(&text)?,
        text,
        extra: Map::new(),
    };
    let published = take.text("published")?.filter(|published| !published.is_empty());
    let mut extra = take.object("extra")?;
    extra.append(&mut fields);
    if let Some(published) = published {
        match date::parse(&published) {
            Some(date) => article.published = Some(date.iso),
            None => {
                extra.insert("published_text".to_owned(), Value::String(published));
            }
        }
    }
    article.extra = extra;
    complete(&mut article);
    Ok(article)
}

/// Takes known fields out of a line's object.
struct Fields<'f> {
    fields: &'f mut Map<String, Value>,
    name: &'f str,
    line: u64,
}

impl Fields<'_> {
    fn wrong(&self, field: &'static str, expected: &'static str, found: &Value) -> ExtractError {
        let (name, line) = (self.name.to_owned(), self.line);
        ExtractError::FieldType { name, line, field, expected, found: type_of(found) }
    }

    fn text(&mut self, field: &'static str) -> Result<Option<String>, ExtractError> {
        match self.fields.remove(field) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(self.wrong(field, "a string", &other)),
        }
    }

    fn object(&mut self, field: &'static str) -> Result<Map<String, Value>, ExtractError> {
        match self.fields.remove(field) {
            None | Some(Value::Null) => Ok(Map::new()),
            Some(Value::Object(map)) => Ok(map),
            Some(other) => Err(self.wrong(field, "an object", &other)),
        }
    }

    /// The blocks of an article that was extracted before, checked against its text.
    fn blocks(&mut self, text: &str) -> Result<Vec<Block>, ExtractError> {
        let given = match self.fields.remove("blocks") {
            None | Some(Value::Null) => return Ok(Vec::new()),
            Some(Value::Array(given)) => given,
            Some(other) => return Err(self.wrong("blocks", "a list", &other)),
        };
        let chars = text.chars().count();
        let mut blocks: Vec<Block> = Vec::with_capacity(given.len());
        for value in given {
            let block: Block = serde_json::from_value(value).map_err(|_| {
                let expected = r#"a list of {"kind","start","end"}"#;
                let (name, line, field) = (self.name.to_owned(), self.line, "blocks");
                let found = "a list of something else";
                ExtractError::FieldType { name, line, field, expected, found }
            })?;
            let before = blocks.last().map_or(0, |block| block.end);
            if block.start < before || block.end < block.start || block.end as usize > chars {
                let (name, line) = (self.name.to_owned(), self.line);
                return Err(ExtractError::BlockOutOfPlace { name, line, block: blocks.len() });
            }
            blocks.push(block);
        }
        Ok(blocks)
    }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(input: &str) -> Vec<Result<Article, ExtractError>> {
        articles_of_jsonl(input.as_bytes(), "in.jsonl").collect()
    }

    #[test]
    fn keeps_texts_and_unknown_fields() {
        let articles =
            read("\u{FEFF}{\"text\":\"\u{FEFF}نص \\r\\n\",\"wire\":[1],\"extra\":{\"a\":1}}\n\n");
        let article = articles[0].as_ref().unwrap();
        assert_eq!(articles.len(), 1);
        assert_eq!(article.text, "\u{FEFF}نص \r\n");
        assert_eq!(serde_json::to_string(&article.extra).unwrap(), r#"{"a":1,"wire":[1]}"#);
        assert_eq!(article.id, Article::derive_id(&article.text));
    }

    #[test]
    fn an_article_written_and_read_again_is_the_same() {
        let line =
            r#"{"id":"a","title":"عنوان","published":"2020-10-01","text":"عنوان\n\nنص","x":{}}"#;
        let article = read(line).remove(0).unwrap();
        let again = read(&serde_json::to_string(&article).unwrap()).remove(0).unwrap();
        assert_eq!(article, again);
    }

    #[test]
    fn reports_each_bad_line_and_reads_on() {
        let lines = "{\n[1]\n{\"title\":\"x\"}\n{\"text\":5}\n{\"text\":\"نص\",\"blocks\":[{\"kind\":\"list\",\"start\":0,\"end\":9}]}\n{\"text\":\"نص\"}";
        let messages: Vec<String> = read(lines)
            .into_iter()
            .map(|result| result.map_or_else(|error| error.to_string(), |article| article.text))
            .collect();
        assert_eq!(
            messages,
            [
                "in.jsonl:1:1: EOF while parsing an object; each line must be one JSON object in UTF-8",
                "in.jsonl:2:0: this is a list; each line must be one JSON object in UTF-8",
                "in.jsonl:3: no field \"text\"; only that one is required",
                "in.jsonl:4: field \"text\" is a number, expected a string",
                "in.jsonl:5: block 0 does not lie in the text after the block before it; leave `blocks` out to have them made anew",
                "نص",
            ]
        );
    }

    #[test]
    fn bytes_that_are_no_utf8_are_reported() {
        let input = b"{\"text\":\"\xC7\xE1\"}\n".as_slice();
        let result = articles_of_jsonl(input, "in").next().unwrap();
        assert!(matches!(result, Err(ExtractError::LineUnreadable { line: 1, .. })));
    }

    #[test]
    fn a_date_that_cannot_be_read_is_kept_aside() {
        let article = read(r#"{"text":"نص","published":"أول من أمس"}"#).remove(0).unwrap();
        assert_eq!(article.published, None);
        assert_eq!(article.extra["published_text"], "أول من أمس");
    }

    #[test]
    fn a_failing_reader_ends_the_articles() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
                Err(std::io::Error::other("gone"))
            }
        }
        let mut articles = articles_of_jsonl(std::io::BufReader::new(Broken), "in");
        assert!(matches!(articles.next(), Some(Err(ExtractError::Read { line: 1, .. }))));
        assert!(articles.next().is_none());
    }
}
