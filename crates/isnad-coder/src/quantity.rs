use std::ops::Range;
use crate::segment::{Sites, Token, TokenKind};
#[derive(Clone, Debug)]
pub(crate) struct Quantity { pub(crate) tokens: Range<usize>, pub(crate) low: Option<u64>, pub(crate) high: Option<u64>, pub(crate) approximate: bool, pub(crate) conjunction: bool, pub(crate) letter: Option<char>, pub(crate) ordinal: bool }
pub(crate) fn quantities(tokens: &[Token], base: usize, _sites: &Sites<'_>) -> Vec<Quantity> {
    tokens.iter().enumerate().filter(|(_, t)| t.kind == TokenKind::Number).filter_map(|(i, t)| t.key.parse().ok().map(|n: u64| Quantity { tokens: base + i..base + i + 1, low: Some(n), high: Some(n), approximate: false, conjunction: false, letter: None, ordinal: false })).collect()
}
#[derive(Clone, Debug)]
pub(crate) struct Bound { pub(crate) tokens: Range<usize>, pub(crate) at_least: bool, pub(crate) at_most: bool, pub(crate) approximate: bool }
pub(crate) fn bounds(_tokens: &[Token], _base: usize, _sites: &Sites<'_>) -> Vec<Bound> { Vec::new() }
