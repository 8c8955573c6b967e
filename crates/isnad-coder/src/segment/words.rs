//! What these stages ask of the lexicon's closed classes.

use super::{Token, TokenKind};

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

/// The longest entry of the closed classes that is looked for, in tokens.
const MAX_ENTRY_TOKENS: usize = 4;

/// Little words written together with the word after them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Proclitics {
    /// و or ف
    pub(crate) conjunction: bool,
    /// ب, ل or ك
    pub(crate) letter: Option<char>,
    /// ال
    pub(crate) article: bool,
}

impl Proclitics {
    /// Whether there is none but the article.
    pub(crate) fn bare(self) -> bool {
        !self.conjunction && self.letter.is_none()
    }

    /// The proclitics that make up the whole of `key`, as before digits: `وبال` in `وبالـ20`.
    pub(crate) fn only(key: &str) -> Option<Self> {
        let (conjunction, rest) = split(key, ['و', 'ف']);
        let (letter, rest) = split(rest, ['ب', 'ل', 'ك']);
        let article = rest == "ال" || rest == "ل" && letter == Some('ل');
        let found = Self { conjunction: conjunction.is_some(), letter, article };
        (found != Self::default() && (article || rest.is_empty())).then_some(found)
    }
}

/// The first letter of `key` where it is one of `letters`, and the rest.
fn split<const N: usize>(key: &str, letters: [char; N]) -> (Option<char>, &str) {
    let first = key.chars().next().filter(|c| letters.contains(c));
    (first, &key[first.map_or(0, char::len_utf8)..])
}

/// An entry found at a token, with the proclitics taken off its first word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit<'l> {
    pub(crate) len: usize,
    pub(crate) class: &'l str,
    pub(crate) value: &'l str,
    /// What stands before it; the article only where the entry has none itself.
    pub(crate) before: Proclitics,
}

impl Hit<'_> {
    pub(crate) fn number(&self) -> Option<u64> {
        self.value.parse().ok()
    }
}

/// The closed-class entries at each token of one sentence, looked up once.
pub(crate) struct Sites<'l> {
    hits: Vec<Hit<'l>>,
    starts: Vec<usize>,
}

impl<'l> Sites<'l> {
    pub(crate) fn new(tokens: &[Token], words: &'l impl Words) -> Self {
        let mut sites = Self { hits: Vec::new(), starts: Vec::with_capacity(tokens.len() + 1) };
        for at in 0..tokens.len() {
            sites.starts.push(sites.hits.len());
            let token = &tokens[at];
            let marks = matches!(token.key.as_str(), "%" | "٪");
            if token.kind != TokenKind::Word && !marks {
                continue;
            }
            let mut keys = [""; MAX_ENTRY_TOKENS];
            let window = &tokens[at..(at + MAX_ENTRY_TOKENS).min(tokens.len())];
            for (slot, token) in keys.iter_mut().zip(window) {
                *slot = &token.key;
            }
            let restored = restore_article(&token.key);
            for form in forms(&token.key, restored.as_ref()).into_iter().flatten() {
                let mut keys = keys;
                keys[0] = form.rest;
                let found = words.words_at(&keys[..window.len()]);
                sites.hits.extend(found.iter().map(|found| Hit {
                    len: found.len.clamp(1, window.len()),
                    class: found.class,
                    value: found.value,
                    before: form.before,
                }));
                if !found.is_empty() {
                    break;
                }
            }
        }
        sites.starts.push(sites.hits.len());
        sites
    }

    pub(crate) fn at(&self, token: usize) -> &[Hit<'l>] {
        match (self.starts.get(token), self.starts.get(token + 1)) {
            (Some(from), Some(to)) => &self.hits[*from..*to],
            _ => &[],
        }
    }

    /// The longest entry of `class` at `token`.
    pub(crate) fn get(&self, token: usize, class: &str) -> Option<Hit<'l>> {
        self.at(token).iter().find(|hit| hit.class == class).copied()
    }

    /// Like [`Sites::get`], without proclitics other than the article.
    pub(crate) fn bare(&self, token: usize, class: &str) -> Option<Hit<'l>> {
        self.get(token, class).filter(|hit| hit.before.bare())
    }
}

#[derive(Clone, Copy)]
struct Form<'k> {
    rest: &'k str,
    before: Proclitics,
}

/// للأحد (for Sunday) is ل before الأحد, whose alef is not written: what stands before the word, and
/// the word with its alef.
fn restore_article(key: &str) -> Option<(Proclitics, String)> {
    let (conjunction, rest) = split(key, ['و', 'ف']);
    let word = rest.strip_prefix('ل').filter(|word| word.starts_with('ل') && word.len() >= 6)?;
    let before =
        Proclitics { conjunction: conjunction.is_some(), letter: Some('ل'), article: false };
    Some((before, format!("ا{word}")))
}

/// Ways to take proclitics off a folded word, the fewest first; at least two letters remain.
fn forms<'k>(key: &'k str, restored: Option<&'k (Proclitics, String)>) -> [Option<Form<'k>>; 8] {
    let plain = Form { rest: key, before: Proclitics::default() };
    let (conjunction, rest) = split(key, ['و', 'ف']);
    let joined = conjunction
        .filter(|_| rest.len() >= 4)
        .map(|_| Form { rest, before: Proclitics { conjunction: true, ..Proclitics::default() } });
    let letter = take_letter(plain);
    let joined_letter = joined.and_then(take_letter);
    [
        Some(plain),
        take_article(plain),
        joined,
        joined.and_then(take_article),
        letter,
        restored.map(|(before, word)| Form { rest: word, before: *before }),
        letter.and_then(take_article).or(joined_letter.filter(|_| letter.is_none())),
        joined_letter.and_then(take_article),
    ]
}

fn take_article(form: Form<'_>) -> Option<Form<'_>> {
    let rest = form.rest.strip_prefix("ال").filter(|rest| rest.len() >= 4)?;
    Some(Form { rest, before: Proclitics { article: true, ..form.before } })
}

fn take_letter(form: Form<'_>) -> Option<Form<'_>> {
    let (letter, rest) = split(form.rest, ['ب', 'ل', 'ك']);
    let before = Proclitics { letter: Some(letter?), ..form.before };
    if form.rest.len() >= 8 && form.rest.starts_with("لل") {
        // للـ is ل before ال, whose alef is not written.
        let before = Proclitics { article: true, ..before };
        return Some(Form { rest: &form.rest["لل".len()..], before });
    }
    (rest.len() >= 4).then_some(Form { rest, before })
}

#[cfg(test)]
pub(crate) mod tests;
