//! Claims as scoring sees them: the fields that count, in the forms of both the record and the annotation. An
//! annotated mention may have several `countries`, and an annotated date is a plain day.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use isnad::Claim;
use serde::Deserialize;

/// One annotated article.
#[derive(Debug, Deserialize)]
pub(crate) struct GoldArticle {
    pub(crate) id: String,
    pub(crate) claims: Vec<Record>,
}

/// The annotated articles, in the order of their files.
#[derive(Debug, Default)]
pub(crate) struct Gold {
    pub(crate) articles: Vec<GoldArticle>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Record {
    #[serde(default)]
    pub(crate) article: String,
    pub(crate) event: String,
    pub(crate) trigger: Span,
    #[serde(default)]
    pub(crate) sentence: Span,
    #[serde(default)]
    pub(crate) actors: Option<Vec<Mention>>,
    #[serde(default)]
    pub(crate) recipients: Option<Vec<Mention>>,
    #[serde(default)]
    pub(crate) attribution: Option<Vec<Hop>>,
    #[serde(default)]
    pub(crate) status: Option<String>,
    #[serde(default)]
    pub(crate) content: Option<Span>,
    #[serde(default)]
    pub(crate) figures: Option<Vec<Figure>>,
    #[serde(default)]
    pub(crate) places: Option<Vec<Place>>,
    #[serde(default)]
    pub(crate) date: Option<Date>,
    #[serde(default)]
    pub(crate) confidence: Option<f64>,
    #[serde(default)]
    pub(crate) optional: bool,
}

/// A span that may not say where it is.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Span {
    #[serde(default)]
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) start: Option<u32>,
    #[serde(default)]
    pub(crate) end: Option<u32>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Mention {
    #[serde(flatten)]
    pub(crate) span: Span,
    #[serde(default)]
    pub(crate) country: Option<String>,
    #[serde(default)]
    pub(crate) countries: Option<Vec<String>>,
    #[serde(default)]
    pub(crate) sectors: Option<Vec<String>>,
    #[serde(default)]
    pub(crate) members: Option<Vec<Member>>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Member {
    #[serde(default)]
    pub(crate) country: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Hop {
    #[serde(default)]
    pub(crate) speaker: Option<Mention>,
    #[serde(default = "assert")]
    pub(crate) stance: String,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(crate) struct Figure {
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) low: Option<f64>,
    #[serde(default)]
    pub(crate) high: Option<f64>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Place {
    #[serde(default)]
    pub(crate) country: Option<String>,
}

/// A day, or the record's `when`.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Date {
    Day(String),
    When {
        #[serde(default)]
        from: Option<String>,
    },
}

fn assert() -> String {
    "assert".to_owned()
}

impl Record {
    /// A claim of the program.
    pub(crate) fn of_claim(claim: &Claim) -> Result<Self> {
        Ok(serde_json::from_value(serde_json::to_value(claim)?)?)
    }

    /// The innermost hop.
    pub(super) fn last_hop(&self) -> Option<&Hop> {
        self.attribution.as_ref()?.last()
    }

    /// Countries of the places.
    pub(super) fn place_countries(&self) -> BTreeSet<&str> {
        self.places.iter().flatten().filter_map(|place| place.country.as_deref()).collect()
    }
}

impl Date {
    /// The first day, ISO.
    pub(super) fn day(&self) -> Option<&str> {
        match self {
            Self::Day(day) => Some(day.as_str()),
            Self::When { from } => from.as_deref(),
        }
        .filter(|day| !day.is_empty())
    }
}

impl Gold {
    /// Reads annotations: of a folder every `*.json`, sorted by name. A later article with the same id replaces the
    /// earlier one.
    ///
    /// # Errors
    /// A file that cannot be read or is no annotation, or that there is none.
    pub(crate) fn read(paths: &[PathBuf]) -> Result<Self> {
        let mut gold = Self::default();
        for path in paths {
            for file in files(path)? {
                let name = file.display();
                let text = fs::read(&file)
                    .with_context(|| format!("{name}: cannot read; check the path"))?;
                let article: GoldArticle = serde_json::from_slice(&text)
                    .with_context(|| format!("{name}: not an annotated article"))?;
                match gold.articles.iter_mut().find(|known| known.id == article.id) {
                    Some(known) => *known = article,
                    None => gold.articles.push(article),
                }
            }
        }
        if gold.articles.is_empty() {
            bail!("no annotated articles found; --gold takes a folder of *.json files");
        }
        Ok(gold)
    }
}

fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let unreadable = || format!("{}: cannot read the folder", path.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(path).with_context(unreadable)? {
        let file = entry.with_context(unreadable)?.path();
        if file.extension().is_some_and(|suffix| suffix == "json") {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}
