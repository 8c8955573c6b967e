//! The words of the readable output, from `messages/<language>.toml`.

use std::collections::HashMap;

use anyhow::{Context, Result};
use isnad::{Event, FigureKind, Stance, Status};
use serde::Deserialize;

use crate::args::Lang;

/// Words in one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Messages {
    /// Glosses of event codes, where the language has them.
    pub(crate) event: HashMap<Event, String>,
    pub(crate) label: Label,
    pub(crate) phrase: Phrase,
    /// What a speaker does to the claim; empty for assertions.
    pub(crate) stance: HashMap<Stance, String>,
    pub(crate) status: HashMap<Status, String>,
    pub(crate) figure: HashMap<FigureKind, String>,
    pub(crate) hint: Vec<Hint>,
}

/// Names of what stands beside them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Label {
    pub(crate) who: String,
    pub(crate) source: String,
    pub(crate) r#where: String,
    pub(crate) when: String,
    pub(crate) figures: String,
    pub(crate) condition: String,
    pub(crate) content: String,
    pub(crate) rule: String,
    pub(crate) spans: String,
    pub(crate) reading: String,
    pub(crate) sentence: String,
    pub(crate) construction: String,
    pub(crate) articles: String,
    pub(crate) claims: String,
    pub(crate) events: String,
    pub(crate) attributed: String,
    pub(crate) denied: String,
    pub(crate) status: String,
    pub(crate) summary: String,
    pub(crate) next: String,
}

/// What stands where the text says nothing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Phrase {
    pub(crate) own_voice: String,
    pub(crate) unnamed: String,
    pub(crate) unnamed_source: String,
    pub(crate) unnamed_outlet: String,
    pub(crate) no_claims: String,
    pub(crate) no_number: String,
    pub(crate) more: String,
    /// What the articles of the demo are.
    pub(crate) invented: String,
}

/// Something to try next.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Hint {
    pub(crate) command: String,
    pub(crate) does: String,
}

impl Messages {
    /// The words of a language.
    ///
    /// # Errors
    /// None while the tests pass, which read every file.
    pub(crate) fn load(lang: Lang) -> Result<Self> {
        let (name, text) = match lang {
            Lang::En => ("messages/en.toml", include_str!("../messages/en.toml")),
            Lang::Ar => ("messages/ar.toml", include_str!("../messages/ar.toml")),
        };
        toml::from_str(text).context(name)
    }

    /// The word of a stance, `""` for assertions.
    pub(crate) fn stance(&self, stance: Stance) -> &str {
        self.stance.get(&stance).map_or("", String::as_str)
    }

    pub(crate) fn status(&self, status: Status) -> &str {
        self.status.get(&status).map_or("", String::as_str)
    }

    pub(crate) fn figure(&self, kind: FigureKind) -> &str {
        self.figure.get(&kind).map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_word() {
        for lang in [Lang::En, Lang::Ar] {
            let messages = Messages::load(lang).unwrap();
            assert_eq!(messages.stance.len(), 4);
            assert_eq!(messages.status.len(), 5);
            assert_eq!(messages.figure.len(), 11);
            assert!(messages.event.is_empty() || messages.event.len() == Event::ALL.len());
            assert!(!messages.hint.is_empty());
        }
    }
}
