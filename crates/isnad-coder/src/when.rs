use std::ops::Range;
use isnad_model::Precision;
use jiff::civil::Date;
use crate::segment::{Sites, Token};
#[derive(Clone, Debug)]
pub(crate) struct Time { pub(crate) tokens: Range<usize>, pub(crate) from: Option<Date>, pub(crate) to: Option<Date>, pub(crate) precision: Precision, pub(crate) conjunction: bool, pub(crate) letter: Option<char>, pub(crate) past: bool }
pub(crate) fn times(_tokens: &[Token], _base: usize, _sites: &Sites<'_>, _published: Option<Date>) -> Vec<Time> { Vec::new() }
