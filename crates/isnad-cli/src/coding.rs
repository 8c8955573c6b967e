//! Codes many articles on several threads, in the order of the inputs.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread::available_parallelism;
use std::time::{Duration, Instant};

use anyhow::Result;
use isnad::{Article, Claim, Note, Pipeline, in_order};

use crate::input::{Inputs, Unit};

/// One article coded; `text` is what the work made of it.
pub(crate) struct Coded<T> {
    /// Id of the article.
    pub(crate) article: String,
    /// Words of the article, as parted by white space.
    pub(crate) words: usize,
    /// How many claims it gave.
    pub(crate) claims: usize,
    /// What was skipped.
    pub(crate) notes: Vec<Note>,
    /// The result of the work.
    pub(crate) result: T,
}

/// What was done, and how fast.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Totals {
    pub(crate) articles: usize,
    pub(crate) words: usize,
    pub(crate) claims: usize,
    /// Inputs that gave no article.
    pub(crate) problems: usize,
    pub(crate) elapsed: Duration,
}

/// More threads than any machine that codes news has cores.
const MOST_THREADS: usize = 512;

/// The number of threads for a number given by the user, where 0 stands for one a core.
pub(crate) fn threads(given: usize) -> usize {
    let wanted = if given > 0 { given } else { available_parallelism().map_or(1, usize::from) };
    wanted.min(MOST_THREADS)
}

/// Codes the articles of `inputs`. `work` runs on the threads, `sink` gets its results in the order of the inputs and
/// may fail; `failed` gets the message of each input that gave no article.
///
/// # Errors
/// The first error of `sink`.
pub(crate) fn code<T: Send>(
    pipeline: &Pipeline,
    inputs: &Inputs,
    threads: usize,
    min_confidence: Option<f64>,
    work: impl Fn(&Article, &[Claim]) -> Result<T> + Sync,
    mut failed: impl FnMut(&str),
    mut sink: impl FnMut(Coded<T>) -> Result<()>,
) -> Result<Totals> {
    let begin = Instant::now();
    let mut totals = Totals::default();
    in_order(
        inputs.units(),
        threads,
        || pipeline.coder(),
        |coder, unit: Unit| -> Result<Coded<T>, String> {
            let article = inputs.article(unit)?;
            // A fault of the coder costs its article, not the run; a worker that died would be waited for.
            let coding = catch_unwind(AssertUnwindSafe(|| coder.code(&article)));
            let Ok(mut coding) = coding else {
                *coder = pipeline.coder();
                return Err(format!(
                    "article {}: the coder failed, which is a fault of the program; please report it with the text",
                    article.id
                ));
            };
            if let Some(least) = min_confidence {
                coding.claims.retain(|claim| claim.confidence >= least);
            }
            Ok(Coded {
                words: article.text.split_whitespace().count(),
                claims: coding.claims.len(),
                notes: coding.notes,
                result: work(&article, &coding.claims)
                    .map_err(|error| format!("article {}: {error:#}", article.id))?,
                article: article.id,
            })
        },
        |outcome| -> Result<()> {
            match outcome {
                Ok(coded) => {
                    totals.articles += 1;
                    totals.words += coded.words;
                    totals.claims += coded.claims;
                    sink(coded)
                }
                Err(message) => {
                    totals.problems += 1;
                    failed(&message);
                    Ok(())
                }
            }
        },
    )?;
    totals.elapsed = begin.elapsed();
    Ok(totals)
}

impl std::fmt::Display for Totals {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let seconds = self.elapsed.as_secs_f64();
        let a_second = |n: usize| if seconds > 0.0 { n as f64 / seconds } else { 0.0 };
        write!(
            f,
            "{} articles, {} words, {} claims in {seconds:.2} s: {:.0} articles/s, {:.0} words/s",
            self.articles,
            self.words,
            self.claims,
            a_second(self.articles),
            a_second(self.words)
        )
    }
}
