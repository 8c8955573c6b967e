//! What these stages ask of the lexicon's closed classes.

/// One entry of a closed class that matches at the position asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordMatch<'l> {
    /// How many tokens it takes.
    pub len: usize,
    /// Its class.
    pub class: &'l str,
    /// Its value, `""` where it has none.
    pub value: &'l str,
}

/// A source of closed-class words; the lexicon is one, tests have small ones of their own.
pub trait Words {
    /// The entries that begin at the first of `keys` (the folded forms of consecutive tokens),
    /// longest first.
    fn words_at(&self, keys: &[&str]) -> Vec<WordMatch<'_>>;
}
