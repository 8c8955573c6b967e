//! How many: numeral phrases with what the text says about their exactness.
//!
//! In comes one sentence, out go its [`Quantity`]s in text order, disjoint, as indexes into the document's tokens. In
//! `مقتل أكثر من 20 جنديا` (the death of more than 20 soldiers) the quantity is `أكثر من 20`, low 21, without what is
//! counted; in `20 جنديا على الأقل` it is `20`, and `على الأقل` (at least) a [`Bound`]. `عشرات` (tens) is 20 to 99,
//! `آلاف` (thousands) 2,000 to 9,999, `بضعة` (a few) 3 to 9.
//!
//! Not reported: percentages, fractions and scores (`1/4`), numbers that name something (`القرار 2216`, `5+1`, `إف-16`),
//! numbers of lists. Days, hours and years are [`crate::when`]'s; where both find something, the time is right. What is
//! counted, a distance or a sum of money too, is left to the caller.

use std::ops::Range;

use crate::segment::{Sites, Token, TokenKind};

mod number;

pub(crate) use number::{Line, Number};

/// A numeral phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quantity {
    /// Its tokens, without what is counted.
    pub(crate) tokens: Range<usize>,
    /// Lowest count; `None` where there is no lower bound.
    pub(crate) low: Option<u64>,
    /// Highest count; `None` where there is no upper bound.
    pub(crate) high: Option<u64>,
    /// The text says "about", or names no number.
    pub(crate) approximate: bool,
    /// و or ف on its first token.
    pub(crate) conjunction: bool,
    /// ب, ل or ك on its first token.
    pub(crate) letter: Option<char>,
    /// A place in an order: الثالث (the third).
    pub(crate) ordinal: bool,
}

/// Words after a counted noun that say how exact its number is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bound {
    pub(crate) tokens: Range<usize>,
    pub(crate) at_least: bool,
    pub(crate) at_most: bool,
    pub(crate) approximate: bool,
}

/// The quantities of one sentence, whose first token is number `base` of the document.
pub(crate) fn quantities(tokens: &[Token], base: usize, sites: &Sites<'_>) -> Vec<Quantity> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let reader = Reader { line: Line::new(tokens, sites).from(at), base };
        if reader.line.is_blank(at) {
            at += 1;
            continue;
        }
        at = match reader.read() {
            Some(Found { end, quantity }) => {
                out.extend(quantity);
                end
            }
            None => at + 1,
        };
    }
    out
}

/// The bounds of one sentence that stand after their noun.
pub(crate) fn bounds(tokens: &[Token], base: usize, sites: &Sites<'_>) -> Vec<Bound> {
    let line = Line::new(tokens, sites);
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let class = ["atleast-after", "upto-after", "approx-after"];
        let hit = sites
            .at(at)
            .iter()
            .find(|hit| class.contains(&hit.class) && hit.before.letter.is_none());
        let Some(hit) = hit else {
            at += 1;
            continue;
        };
        let end = at + hit.len;
        // على الأقل 20: it belongs to the number after it.
        let before_number =
            sites.at(at).iter().any(|h| operator(h.class).is_some() && h.len == hit.len)
                && line.from(end).cardinal(end).is_some();
        if !before_number {
            out.push(Bound {
                tokens: base + at..base + end,
                at_least: hit.class == "atleast-after",
                at_most: hit.class == "upto-after",
                approximate: hit.class == "approx-after",
            });
        }
        at = end;
    }
    out
}

/// What words before a number say about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    About,
    Over,
    AtLeast,
    Under,
    UpTo,
}

fn operator(class: &str) -> Option<Operator> {
    Some(match class {
        "approx" => Operator::About,
        "over" => Operator::Over,
        "atleast" => Operator::AtLeast,
        "under" => Operator::Under,
        "upto" => Operator::UpTo,
        _ => return None,
    })
}

/// Lowest and highest count.
#[derive(Clone, Copy, Debug)]
struct Amount {
    end: usize,
    low: Option<u64>,
    high: Option<u64>,
    approximate: bool,
}

impl Amount {
    fn exact(number: &Number) -> Self {
        Self { end: number.end, low: number.value(), high: number.value(), approximate: false }
    }

    fn between(low: &Number, high: &Number) -> Option<Self> {
        let from = low.sharing(high);
        let (low, to) = (from.value()?, high.value()?);
        (low < to).then_some(Self {
            end: high.end,
            low: Some(low),
            high: Some(to),
            approximate: false,
        })
    }

    /// What an operator before it makes of it; one that would leave nothing says nothing: تصل إلى أكثر من 20.
    fn with(self, operator: Operator) -> Self {
        let said = match operator {
            Operator::About => Self { approximate: true, ..self },
            Operator::Over => {
                let low = if self.approximate {
                    self.low
                } else {
                    self.low.and_then(|n| n.checked_add(1))
                };
                Self { low, high: None, ..self }
            }
            Operator::AtLeast => Self { high: None, ..self },
            Operator::Under => {
                Self { low: None, high: self.high.and_then(|n| n.checked_sub(1)), ..self }
            }
            Operator::UpTo => Self { low: None, ..self },
        };
        if said.low.is_none() && said.high.is_none() { self } else { said }
    }
}

/// Tokens read, with what they say if that is to be reported.
struct Found {
    end: usize,
    quantity: Option<Quantity>,
}

/// Reads at one token.
struct Reader<'a, 'l> {
    line: Line<'a, 'l>,
    base: usize,
}

/// So many operators may stand before one number: ما لا يقل عن نحو.
const MAX_OPERATORS: usize = 3;

impl Reader<'_, '_> {
    fn read(&self) -> Option<Found> {
        let start = self.line.start;
        if let Some(end) = self.no_count(start) {
            return Some(Found { end, quantity: None });
        }
        let mut operators = Vec::new();
        let mut at = start;
        while operators.len() < MAX_OPERATORS
            && let Some((operator, end)) = self.operator(at)
        {
            operators.push(operator);
            at = end;
        }
        let line = self.line.from(at);
        let amount = if operators.is_empty() {
            self.amount(line).or_else(|| self.one_of(start))
        } else {
            self.bracketed(at).or_else(|| self.amount(line))
        };
        let Some(amount) = amount else {
            return self.ordinal(start).filter(|_| operators.is_empty());
        };
        if let Some(percent) = line.get(amount.end, "percent") {
            return Some(Found { end: amount.end + percent.len, quantity: None });
        }
        if operators.is_empty() && self.labelled(start) && !self.counts(&amount) {
            // القرن الـ21 (the 21st century)
            let definite = self.line.opening(start).0.article;
            let quantity = definite.then(|| self.quantity(amount, true));
            return Some(Found { end: amount.end, quantity });
        }
        let amount = operators.iter().rev().fold(amount, |amount, operator| amount.with(*operator));
        Some(Found { end: amount.end, quantity: Some(self.quantity(amount, false)) })
    }

    fn quantity(&self, amount: Amount, ordinal: bool) -> Quantity {
        let (before, _) = self.line.opening(self.line.start);
        Quantity {
            tokens: self.base + self.line.start..self.base + amount.end,
            low: amount.low,
            high: amount.high,
            approximate: amount.approximate,
            conjunction: before.conjunction,
            letter: before.letter,
            ordinal,
        }
    }

    fn operator(&self, at: usize) -> Option<(Operator, usize)> {
        let first = at == self.line.start;
        let mut hits = self.line.sites.at(at).iter();
        hits.find_map(|hit| Some((operator(hit.class)?, at + hit.len, hit.before.conjunction)))
            .filter(|(_, _, conjunction)| first || !conjunction)
            .map(|(operator, end, _)| (operator, end))
    }

    /// Everything but words that say how exact it is.
    fn amount(&self, line: Line<'_, '_>) -> Option<Amount> {
        let at = line.start;
        if let Some(between) = line.get(at, "between") {
            let low = line.cardinal(at + between.len)?;
            return Amount::between(&low, &self.next_number(line, low.end, true)?);
        }
        if let Some(from) = line.get(at, "from") {
            let low = line.cardinal(at + from.len)?;
            let high = self.next_number(line, low.end, false)?;
            return Amount::between(&low, &high).filter(|_| !self.changes(at));
        }
        if let Some(amount) = indefinite(line) {
            return Some(amount);
        }
        let low = line.cardinal(at)?;
        let high =
            self.next_number(line, low.end, false).or_else(|| self.after_dash(line, low.end));
        let range = high.and_then(|high| Amount::between(&low, &high));
        Some(range.filter(|_| !self.changes(at)).unwrap_or(Amount::exact(&low)))
    }

    /// The upper end of a range after إلى or أو, after و too if `and`.
    fn next_number(&self, line: Line<'_, '_>, at: usize, and: bool) -> Option<Number> {
        let joint = line.get(at, "to").or_else(|| line.get(at, "or"));
        let next = match joint {
            Some(joint) => at + joint.len,
            None if and => line.joined(at)?,
            None => return None,
        };
        line.from(next).cardinal(next)
    }

    /// The upper end of a range written 10-15.
    fn after_dash(&self, line: Line<'_, '_>, at: usize) -> Option<Number> {
        let written = line.dash(at)
            && line.is(at - 1, TokenKind::Number)
            && line.is(at + 1, TokenKind::Number)
            && line.touches(at) == line.touches(at + 1)
            && !(line.dash(at + 2) && line.touches(at + 2));
        if written { line.cardinal(at + 1) } else { None }
    }

    /// Whether a word shortly before says that a number rose or fell: ارتفع من 10 إلى 15 is no range.
    fn changes(&self, at: usize) -> bool {
        let sites = self.line.sites;
        (at.saturating_sub(CHANGE_WINDOW)..at).any(|i| sites.get(i, "change").is_some())
    }

    /// أحد الجنود (one of the soldiers).
    fn one_of(&self, at: usize) -> Option<Amount> {
        let one = self.line.get(at, "one").filter(|hit| !hit.before.article)?;
        let end = at + one.len;
        let negated = at > 0 && self.line.sites.get(at - 1, "neg").is_some();
        let noun = self.line.is(end, TokenKind::Word) && self.line.sites.at(end).is_empty();
        (!negated && noun).then_some(Amount {
            end,
            low: Some(1),
            high: Some(1),
            approximate: false,
        })
    }

    /// نحو (20)
    fn bracketed(&self, at: usize) -> Option<Amount> {
        if self.line.key(at) != "(" {
            return None;
        }
        let number = self.line.cardinal(at + 1)?;
        (self.line.key(number.end) == ")")
            .then(|| Amount { end: number.end + 1, ..Amount::exact(&number) })
    }

    fn ordinal(&self, at: usize) -> Option<Found> {
        let number = self.line.ordinal(at)?;
        let quantity = self.quantity(Amount::exact(&number), true);
        Some(Found { end: number.end, quantity: Some(quantity) })
    }

    /// Whether an accusative follows, as after 11 to 99 (Ryding ch. 15 §1): في المونديال 14 منتخبا.
    fn counts(&self, amount: &Amount) -> bool {
        let line = &self.line;
        amount.low.is_some_and(|number| number % 100 > 10)
            && line.is(amount.end, TokenKind::Word)
            && line.key(amount.end).ends_with('ا')
            && line.sites.at(amount.end).is_empty()
    }

    /// Whether a word right before makes the number a name: القرار 2216, سوخوي - 25.
    fn labelled(&self, at: usize) -> bool {
        let line = &self.line;
        let mut end = at;
        while end > 0 && at - end < 2 && (line.dash(end - 1) || line.key(end - 1) == "(") {
            end -= 1;
        }
        (1..=2.min(end)).any(|len| {
            line.sites
                .at(end - len)
                .iter()
                .any(|hit| matches!(hit.class, "label" | "datename") && hit.len == len)
        })
    }

    /// One past a number that counts nothing: a fraction or score, the number of a list's item, digits
    /// joined to a word by a hyphen, a percentage written `%20`.
    fn no_count(&self, at: usize) -> Option<usize> {
        let line = &self.line;
        if line.get(at, "percent").is_some() && line.is(at + 1, TokenKind::Number) {
            return Some(at + 2);
        }
        if !line.is(at, TokenKind::Number) {
            return None;
        }
        let month = ["month", "month-weak", "hijri"];
        if month.iter().any(|class| line.get(line.past(at + 1, "adinfix"), class).is_some()) {
            return Some(at + 1);
        }
        let (mark, next) = (line.key(at + 1), at + 2);
        let tight = line.touches(at + 1) && line.touches(next) && line.is(next, TokenKind::Number);
        let falls = line.dash(at + 1) && line.plain(at) >= line.plain(next);
        if tight && (mark == "/" || mark == ":" || falls) {
            return Some(next + 1);
        }
        if mark == "+" && line.touches(at + 1) {
            return Some(next);
        }
        if at == 0
            && (line.dash(1) || matches!(mark, ")" | "." | ":"))
            && !line.is(2, TokenKind::Number)
        {
            return Some(1);
        }
        let word = |i: usize| line.is(i, TokenKind::Word) || line.is(i, TokenKind::Latin);
        let joined = at >= 2 && line.touches(at) && line.touches(at - 1) && line.dash(at - 1);
        (joined && word(at - 2)).then_some(at + 1)
    }
}

/// A change of a number is looked for in so many tokens before it.
const CHANGE_WINDOW: usize = 8;

/// عشرات (tens), بضعة آلاف (a few thousand), مئات الآلاف (hundreds of thousands).
fn indefinite(line: Line<'_, '_>) -> Option<Amount> {
    let at = line.start;
    let few = line.get(at, "few");
    let some = few.or_else(|| line.get(at, "some"));
    let plural_at = at + some.map_or(0, |hit| hit.len);
    let plural =
        if some.is_some() { line.sites.bare(plural_at, "plural") } else { line.get(at, "plural") };
    let lowest = if few.is_some() { 3 } else { 2 };
    let Some(plural) = plural else {
        let few = few?;
        return Some(Amount { end: at + few.len, low: Some(3), high: Some(9), approximate: true });
    };
    let unit = plural.number()?;
    let mut end = plural_at + plural.len;
    let greater = ["plural", "mag"].iter().find_map(|class| line.sites.bare(end, class));
    let mut factor = 1;
    if let Some(greater) = greater
        && let Some(value) = greater.number().filter(|value| *value > unit)
    {
        factor = value;
        end += greater.len;
    }
    let low = unit.checked_mul(lowest)?.checked_mul(factor)?;
    let high = unit.checked_mul(10)?.checked_mul(factor)?.checked_sub(1)?;
    Some(Amount { end, low: Some(low), high: Some(high), approximate: true })
}

#[cfg(test)]
mod tests;
