//! From files to articles.
//!
//! [`Inputs::units`] walks over the inputs on one thread and gives units of work: an article of a JSONL line, or a
//! document that is still to be read. [`Inputs::article`] makes the article of a unit on whatever thread has it, so
//! that pages are extracted in parallel. Memory holds the units under way, never a whole JSONL file. Messages name
//! the input, the line where there is one, and what to do about it.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, IsTerminal, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use isnad::Article;
use isnad::extract::{
    ExtractError, InputKind, MAX_DOCUMENT_BYTES, MAX_LINE_BYTES, RawDocument, articles_of_jsonl,
    extract, kind_of,
};

use crate::args::{InputArgs, SourceKind};

/// How messages call standard input.
const STDIN: &str = "stdin";

/// Buffer of a file that is read line by line.
const BUFFER_BYTES: usize = 1 << 18;

/// What is to be read, and what is known of it besides.
#[derive(Debug)]
pub(crate) struct Inputs {
    sources: Vec<Source>,
    kind: InputKind,
    published: Option<String>,
    outlet: Option<String>,
}

/// Where an input comes from.
#[derive(Clone, Debug)]
enum Source {
    Stdin,
    File(PathBuf),
    /// Bytes that the program carries.
    Embedded(&'static str, &'static [u8]),
}

/// A unit of work: what becomes one article.
pub(crate) enum Unit {
    /// An article of a JSONL line.
    Article(Box<Article>),
    /// A document whose bytes have been read.
    Document { name: String, kind: InputKind, bytes: Vec<u8> },
    /// A document in a file, to be read by whoever extracts it.
    File { path: PathBuf, kind: InputKind },
    /// An input that could not be read, with the message.
    Failed(String),
}

type Reader = Box<dyn BufRead + Send>;

impl Inputs {
    /// The inputs that the command line names.
    ///
    /// # Errors
    /// A kind that is not supported, a date that cannot be read, a terminal as input, or that none of the files is
    /// there.
    pub(crate) fn new(args: &InputArgs) -> Result<Self> {
        let kind = match args.from {
            SourceKind::Auto => InputKind::Auto,
            SourceKind::Html => InputKind::Html,
            SourceKind::Text => InputKind::Text,
            SourceKind::Jsonl => InputKind::Jsonl,
            SourceKind::Warc => {
                bail!("WARC input is not supported yet; convert to HTML or JSONL")
            }
        };
        let published = args.published.as_deref().map(iso_date).transpose()?;
        let sources: Vec<Source> = if args.files.is_empty() {
            if io::stdin().is_terminal() {
                bail!("no input; name a FILE, or `-` to type or paste a text");
            }
            vec![Source::Stdin]
        } else {
            args.files.iter().map(|file| Source::of(file)).collect()
        };
        if sources.iter().all(|s| matches!(s, Source::File(path) if path.metadata().is_err())) {
            let names: Vec<String> = args.files.iter().map(|f| f.display().to_string()).collect();
            bail!("cannot find {}; check the path", names.join(", "));
        }
        Ok(Self { sources, kind, published, outlet: args.outlet.clone() })
    }

    /// The articles of one JSONL file.
    pub(crate) fn of_jsonl(path: &Path) -> Self {
        Self {
            sources: vec![Source::of(path)],
            kind: InputKind::Jsonl,
            published: None,
            outlet: None,
        }
    }

    /// Documents that the program carries, by name.
    pub(crate) fn embedded(files: &[(&'static str, &'static [u8])]) -> Self {
        let sources = files.iter().map(|(name, bytes)| Source::Embedded(name, bytes)).collect();
        Self { sources, kind: InputKind::Auto, published: None, outlet: None }
    }

    /// The units of all inputs, in their order.
    pub(crate) fn units(&self) -> impl Iterator<Item = Unit> + Send + use<> {
        let kind = self.kind;
        self.sources.clone().into_iter().flat_map(move |source| source.units(kind))
    }

    /// The article of a unit.
    ///
    /// # Errors
    /// The message for people.
    pub(crate) fn article(&self, unit: Unit) -> Result<Article, String> {
        let document = |bytes: &[u8], kind, name: &str| {
            extract(&RawDocument {
                bytes,
                kind,
                name,
                declared_charset: None,
                url: None,
                outlet: self.outlet.as_deref(),
                published: self.published.as_deref(),
            })
            .map_err(message)
        };
        match unit {
            Unit::Article(mut article) => {
                if article.published.is_none() {
                    article.published.clone_from(&self.published);
                }
                if article.outlet.is_empty() {
                    self.outlet.as_deref().unwrap_or_default().clone_into(&mut article.outlet);
                }
                Ok(*article)
            }
            Unit::Document { name, kind, bytes } => document(&bytes, kind, &name),
            Unit::File { path, kind } => {
                let name = path.display().to_string();
                let bytes = File::open(&path).and_then(whole).map_err(|e| unreadable(&name, &e))?;
                document(&bytes, kind, &name)
            }
            Unit::Failed(message) => Err(message),
        }
    }
}

impl Source {
    fn of(path: &Path) -> Self {
        if path.as_os_str() == "-" { Self::Stdin } else { Self::File(path.to_owned()) }
    }

    fn name(&self) -> String {
        match self {
            Self::Stdin => STDIN.to_owned(),
            Self::File(path) => path.display().to_string(),
            Self::Embedded(name, _) => (*name).to_owned(),
        }
    }

    fn open(&self) -> io::Result<Reader> {
        Ok(match self {
            Self::Stdin => Box::new(BufReader::with_capacity(BUFFER_BYTES, io::stdin())),
            Self::File(path) => Box::new(BufReader::with_capacity(BUFFER_BYTES, File::open(path)?)),
            Self::Embedded(_, bytes) => Box::new(*bytes),
        })
    }

    /// Whether the file can be opened again and read from its beginning.
    fn regular(&self) -> Option<&Path> {
        match self {
            Self::File(path) if path.metadata().is_ok_and(|m| m.is_file()) => Some(path),
            _ => None,
        }
    }

    fn units(self, kind: InputKind) -> Box<dyn Iterator<Item = Unit> + Send> {
        let name = self.name();
        let units = self.try_units(kind, &name);
        units.unwrap_or_else(|e| Box::new(std::iter::once(Unit::Failed(unreadable(&name, &e)))))
    }

    fn try_units(
        self,
        kind: InputKind,
        name: &str,
    ) -> io::Result<Box<dyn Iterator<Item = Unit> + Send>> {
        let mut reader = self.open()?;
        let mut head = Vec::new();
        let kind = if kind == InputKind::Auto && has_suffix(name, &["jsonl", "ndjson"]) {
            InputKind::Jsonl
        } else if kind == InputKind::Auto {
            head = first_line(&mut reader)?;
            if is_jsonl(&head) { InputKind::Jsonl } else { InputKind::Auto }
        } else {
            kind
        };
        if kind == InputKind::Jsonl {
            let articles = articles_of_jsonl(Cursor::new(head).chain(reader), name);
            return Ok(Box::new(articles.map(|article| match article {
                Ok(article) => Unit::Article(Box::new(article)),
                Err(error) => Unit::Failed(message(error)),
            })));
        }
        let unit = match self.regular() {
            Some(path) => Unit::File { path: path.to_owned(), kind },
            None => {
                let bytes = whole(Cursor::new(head).chain(reader))?;
                Unit::Document { name: name.to_owned(), kind, bytes }
            }
        };
        Ok(Box::new(std::iter::once(unit)))
    }
}

/// A document's bytes; one byte past the limit is enough for the extractor to refuse it.
fn whole(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(MAX_DOCUMENT_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The input up to the end of its first line that is not blank.
fn first_line(reader: &mut Reader) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    loop {
        let limit = (MAX_LINE_BYTES as u64).saturating_sub(head.len() as u64);
        let read = reader.by_ref().take(limit).read_until(b'\n', &mut head)?;
        if read == 0 || !head.trim_ascii().is_empty() {
            return Ok(head);
        }
    }
}

/// Whether an input that begins so holds JSON objects. One that is broken in its first line still does: its lines
/// are reported rather than read as a text.
fn is_jsonl(head: &[u8]) -> bool {
    let body = head.strip_prefix("\u{feff}".as_bytes()).unwrap_or(head).trim_ascii();
    let inside = body.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    inside.is_some_and(|rest| rest.is_empty() || rest.starts_with(b"\"") || rest == b"}")
        || kind_of(head) == InputKind::Jsonl
}

fn has_suffix(name: &str, suffixes: &[&str]) -> bool {
    let suffix = Path::new(name).extension().and_then(|s| s.to_str());
    suffix.is_some_and(|s| suffixes.iter().any(|known| s.eq_ignore_ascii_case(known)))
}

/// A date in the form that articles carry.
fn iso_date(date: &str) -> Result<String> {
    // The extractor knows every way in which dates are written; a text of its own makes it read this one.
    let probe = RawDocument {
        bytes: b"text",
        kind: InputKind::Text,
        name: "--published",
        published: Some(date),
        ..RawDocument::default()
    };
    extract(&probe)?.published.context("--published: the date is empty; write it as 2020-10-01")
}

fn unreadable(name: &str, error: &io::Error) -> String {
    let remedy = match error.kind() {
        io::ErrorKind::NotFound => "check the path",
        io::ErrorKind::PermissionDenied => "make it readable",
        io::ErrorKind::IsADirectory => "name the files in it",
        _ => "check that it is a readable file",
    };
    format!("{name}: cannot read: {error}; {remedy}")
}

/// An extractor's error with its cause.
fn message(error: ExtractError) -> String {
    format!("{:#}", anyhow::Error::from(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn articles(inputs: &Inputs) -> Vec<Result<Article, String>> {
        inputs.units().map(|unit| inputs.article(unit)).collect()
    }

    #[test]
    fn tells_jsonl_from_texts() {
        for jsonl in ["{\"text\":\"نص\"}\n", "\u{feff}{\"text\":", "{\n", "\n {}\n"] {
            let head =
                first_line(&mut (Box::new(Cursor::new(jsonl.to_owned())) as Reader)).unwrap();
            assert!(is_jsonl(&head), "{jsonl}");
        }
        for other in ["{هكذا} قال", "عنوان", "<html>", ""] {
            assert!(!is_jsonl(other.as_bytes()), "{other}");
        }
    }

    #[test]
    fn what_is_known_besides_fills_gaps_of_jsonl() {
        let mut inputs = Inputs::embedded(&[(
            "in",
            "{\"text\":\"نص\"}\n{\"text\":\"نص\",\"outlet\":\"أ\",\"published\":\"2020-01-02\"}"
                .as_bytes(),
        )]);
        inputs.outlet = Some("ب".into());
        inputs.published = Some(iso_date("1 October 2020").unwrap());
        let articles: Vec<Article> = articles(&inputs).into_iter().map(Result::unwrap).collect();
        assert_eq!((articles[0].outlet.as_str(), articles[1].outlet.as_str()), ("ب", "أ"));
        assert_eq!(articles[0].published.as_deref(), Some("2020-10-01"));
        assert_eq!(articles[1].published.as_deref(), Some("2020-01-02"));
    }

    #[test]
    fn each_input_that_fails_is_reported_and_the_rest_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let text = folder.path().join("a.txt");
        std::fs::write(&text, "عنوان\n\nنص الخبر").unwrap();
        let inputs = Inputs {
            sources: vec![
                Source::File(folder.path().join("none")),
                Source::File(folder.path().to_owned()),
                Source::File(text),
            ],
            kind: InputKind::Auto,
            published: None,
            outlet: None,
        };
        let read = articles(&inputs);
        assert!(read[0].as_ref().is_err_and(|m| m.ends_with("check the path")));
        assert!(read[1].as_ref().is_err_and(|m| m.ends_with("name the files in it")));
        assert_eq!(read[2].as_ref().unwrap().title, "عنوان");
    }

    #[test]
    fn a_date_that_cannot_be_read_is_an_error() {
        assert!(iso_date("بعد غد").unwrap_err().to_string().contains("2020-10-01"));
    }
}
