//! Isnad as a library: bytes to articles, articles to attributed claims.
//!
//! [`Pipeline`] holds the language data that the program carries and, on top of it, a user's own files. It is immutable:
//! one pipeline serves any number of threads, and the same input gives the same claims whatever their number.
//!
//! ```
//! let pipeline = isnad::Pipeline::new()?;
//! let article = isnad::Article { text: "قصف الجيش السوري بلدة دوما".into(), ..Default::default() };
//! let coding = pipeline.code(&article);
//! assert_eq!(coding.claims[0].event, isnad::Event::Assault);
//! # Ok::<(), isnad::PipelineError>(())
//! ```

pub mod audit;

mod ordered;
mod pipeline;

pub use isnad_coder::{CODER_VERSION, Coder, Coding};
pub use isnad_extract as extract;
pub use isnad_lexicon as lexicon;
pub use isnad_model::{
    Article, Block, BlockKind, Claim, Context, Event, Evidence, Figure, FigureKind, Hop, HopMode,
    Member, Mention, Mode, Note, Place, Precision, Sector, Stance, Status, When,
};
pub use ordered::in_order;
pub use pipeline::{Pipeline, PipelineError};
