//! The language data loaded, ready to code.

use isnad_coder::{Coder, Coding};
use isnad_lexicon::{ArtifactError, Lexicon, Problem, SourceFile};
use isnad_model::Article;

/// The compiled lexicon of this version, made from `data/` when the program was built.
static EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

/// Why a pipeline could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PipelineError {
    /// The compiled lexicon cannot be used.
    #[error(transparent)]
    Artifact(#[from] ArtifactError),
    /// A user's lexicon files have problems.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Lexicon(Vec<Problem>),
}

/// The language data that coding needs. Immutable; shared between threads by reference.
#[derive(Debug)]
pub struct Pipeline {
    lexicon: Lexicon,
}

impl Pipeline {
    /// A pipeline with the lexicon that the program carries.
    ///
    /// # Errors
    /// [`PipelineError::Artifact`] if the embedded bytes are not what this version reads.
    pub fn new() -> Result<Self, PipelineError> {
        Ok(Self { lexicon: Lexicon::load_static(EMBEDDED)? })
    }

    /// Puts a user's own lexicon files (`docs/lexicon-format.md`) on top; their readings come first.
    ///
    /// # Errors
    /// [`PipelineError::Lexicon`] with every problem, file and line.
    pub fn with_files(self, files: &[SourceFile]) -> Result<Self, PipelineError> {
        if files.is_empty() {
            return Ok(self);
        }
        let bytes = Lexicon::compile(files).map_err(PipelineError::Lexicon)?;
        Ok(Self { lexicon: self.lexicon.with(bytes)? })
    }

    /// The language data.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// A coder for one thread; it remembers words and is faster from article to article.
    pub fn coder(&self) -> Coder<'_> {
        Coder::new(&self.lexicon)
    }

    /// Codes one article.
    pub fn code(&self, article: &Article) -> Coding {
        self.coder().code(article)
    }
}
