//! Numbers in digits and words, without what is counted.
//!
//! `ثلاثة عشر ألفا ومئتان` (13,200), `3.6 مليار`, `مليون ونصف`, `1,500`, `الثاني والعشرون` (the 22nd). Order and joining:
//! units before tens, else the greater first, joined by و; a magnitude counts what stands before it (Ryding,
//! A Reference Grammar of Modern Standard Arabic, ch. 15).

use crate::segment::{Hit, Proclitics, Sites, Token, TokenKind};

/// One sentence's tokens with their closed-class entries, read from one token on.
#[derive(Clone, Copy)]
pub(crate) struct Line<'a, 'l> {
    pub(crate) tokens: &'a [Token],
    pub(crate) sites: &'a Sites<'l>,
    /// Only here may an entry have proclitics other than the article.
    pub(crate) start: usize,
}

/// A number. Its value is counted in millionths, so that `3.6` keeps its fraction until a magnitude follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// One past its last token.
    pub(crate) end: usize,
    micros: u128,
    /// Its last magnitude, 1 where it has none.
    magnitude: u64,
}

/// The whole in [`Number::micros`].
const ONE: u128 = 1_000_000;
/// Longer runs of digits are telephone and account numbers.
const MAX_DIGITS: usize = 13;

impl Number {
    fn new(end: usize, value: u64) -> Self {
        Self { end, micros: u128::from(value) * ONE, magnitude: 1 }
    }

    /// Its value, where that is a whole number.
    pub(crate) fn value(&self) -> Option<u64> {
        if !self.micros.is_multiple_of(ONE) {
            return None;
        }
        u64::try_from(self.micros / ONE).ok()
    }

    /// The number with the magnitude of the greater `other`, where it has none itself and `other` counts no less
    /// of it: between 3.6 and 3.7 billion.
    pub(crate) fn sharing(self, other: &Self) -> Self {
        let shares = self.magnitude == 1
            && other.magnitude > 1
            && self.micros < ONE * 1000
            && self.micros <= other.micros / u128::from(other.magnitude);
        if !shares {
            return self;
        }
        Self { micros: self.micros.saturating_mul(u128::from(other.magnitude)), ..self }
    }

    fn times(self, end: usize, magnitude: u64) -> Option<Self> {
        let micros = self.micros.checked_mul(u128::from(magnitude))?;
        Some(Self { end, micros, magnitude })
    }

    fn plus(self, other: Self) -> Option<Self> {
        let micros = self.micros.checked_add(other.micros)?;
        Some(Self { end: other.end, micros, magnitude: other.magnitude })
    }
}

impl<'a, 'l> Line<'a, 'l> {
    pub(crate) fn new(tokens: &'a [Token], sites: &'a Sites<'l>) -> Self {
        Self { tokens, sites, start: usize::MAX }
    }

    /// The same line, where an entry at `start` may have proclitics.
    pub(crate) fn from(self, start: usize) -> Self {
        Self { start, ..self }
    }

    pub(crate) fn key(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.key.as_str())
    }

    pub(crate) fn is(&self, at: usize, kind: TokenKind) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == kind)
    }

    /// Whether no number and no entry can begin here.
    pub(crate) fn is_blank(&self, at: usize) -> bool {
        self.sites.at(at).is_empty()
            && match self.tokens[at].kind {
                TokenKind::Number => false,
                TokenKind::Word => !self.is(at + 1, TokenKind::Number),
                TokenKind::Latin | TokenKind::Punct => true,
            }
    }

    /// Whether nothing stands between a token and the one before it.
    pub(crate) fn touches(&self, at: usize) -> bool {
        at > 0
            && self
                .tokens
                .get(at)
                .is_some_and(|token| token.span.start == self.tokens[at - 1].span.end)
    }

    /// A hyphen or dash; a tatweel that stands alone is one too, and folds to nothing.
    pub(crate) fn dash(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            matches!(token.key.as_str(), "-" | "–" | "—" | "−")
                || token.kind == TokenKind::Word && token.key.is_empty()
        })
    }

    /// The entry of `class` at a token.
    pub(crate) fn get(&self, at: usize, class: &str) -> Option<Hit<'l>> {
        if at == self.start { self.sites.get(at, class) } else { self.sites.bare(at, class) }
    }

    /// One past the entry of `class` at a token, or the token itself where there is none.
    pub(crate) fn past(&self, at: usize, class: &str) -> usize {
        self.get(at, class).map_or(at, |hit| at + hit.len)
    }

    /// What is written together with the first word from `at` on, and how many tokens of its own it takes:
    /// `بـ20` is two tokens.
    pub(crate) fn opening(&self, at: usize) -> (Proclitics, usize) {
        if self.is(at, TokenKind::Word)
            && self.is(at + 1, TokenKind::Number)
            && let Some(only) = Proclitics::only(self.key(at))
        {
            return (only, 1);
        }
        let before = self.sites.at(at).first().map_or(Proclitics::default(), |hit| hit.before);
        (before, 0)
    }

    /// Skips proclitics that stand apart before digits; anywhere but at the start only ال may.
    fn skip_opening(&self, at: usize) -> Option<usize> {
        let (before, len) = self.opening(at);
        (len == 0 || at == self.start || before.bare()).then_some(at + len)
    }

    /// The token that و joins to what stands before `at`: with و before it or after a و of its own.
    pub(crate) fn joined(&self, at: usize) -> Option<usize> {
        if self.key(at) == "و" {
            return Some(at + 1);
        }
        let (before, _) = self.opening(at);
        (before.conjunction && before.letter.is_none()).then_some(at)
    }

    /// A cardinal number at `at`.
    pub(crate) fn cardinal(&self, at: usize) -> Option<Number> {
        let mut total = self.part(self.skip_opening(at)?)?;
        while total.magnitude > 1 {
            let Some(next) = self.joined(total.end) else { break };
            let line = self.from(next);
            if let Some(half) = line.get(next, "part") {
                // مليون ونصف المليون
                let end = next + half.len;
                let unit =
                    self.sites.bare(end, "mag").filter(|m| m.number() == Some(total.magnitude));
                let share = u128::from(total.magnitude) * ONE / u128::from(half.number()?.max(1));
                total.micros = total.micros.checked_add(share)?;
                total.end = end + unit.map_or(0, |m| m.len);
                break;
            }
            let Some(start) = line.skip_opening(next) else { break };
            let Some(part) = self.from(start).part(start) else { break };
            if part.micros >= u128::from(total.magnitude) * ONE {
                break;
            }
            total = total.plus(part)?;
        }
        Some(total)
    }

    /// A number with its magnitude.
    fn part(&self, at: usize) -> Option<Number> {
        let mut number = if let Some(group) = self.group(at) {
            self.magnitude(group).unwrap_or(group)
        } else if let Some(mag) = self.get(at, "mag") {
            Number::new(at, 1).times(at + mag.len, mag.number()?)?
        } else if let Some(dual) = self.get(at, "dual") {
            Number::new(at, 2).times(at + dual.len, dual.number()?)?
        } else if let Some(mag) = self.get(at, "mag-acc") {
            // ألفا مقاتل (2,000 fighters) is cut short before its noun; ألفا ومئتين (1,200) is an accusative.
            let end = at + mag.len;
            let noun = self.is(end, TokenKind::Word)
                && self.joined(end).is_none()
                && self.sites.get(end, "from").is_none();
            Number::new(at, if noun { 2 } else { 1 }).times(end, mag.number()?)?
        } else {
            let share = self.get(at, "part")?;
            let mag = self.sites.bare(at + share.len, "mag")?;
            let micros = u128::from(mag.number()?) * ONE / u128::from(share.number()?.max(1));
            Number { end: at + share.len + mag.len, micros, magnitude: mag.number()? }
        };
        // ألف مليون
        while let Some(greater) = self.magnitude(number).filter(|n| n.magnitude > number.magnitude)
        {
            number = greater;
        }
        Some(number)
    }

    /// `number` with the magnitude that follows it.
    fn magnitude(&self, number: Number) -> Option<Number> {
        let bracket =
            number.end >= 2 && self.key(number.end) == ")" && self.key(number.end - 2) == "(";
        let at = number.end + usize::from(bracket);
        let hit =
            ["mag", "mag-acc", "dual", "plural"].iter().find_map(|c| self.sites.bare(at, c))?;
        let magnitude = hit.number().filter(|m| *m >= 1000)?;
        number.times(at + hit.len, magnitude)
    }

    /// A number below a thousand in words, or one in digits.
    fn group(&self, at: usize) -> Option<Number> {
        if let Some((number, thousands)) = self.digits(at) {
            // 1.500 مليار is a fraction, 1.500 جندي is not.
            let scaled = self.magnitude(number).is_some();
            return Some(match thousands {
                Some(value) if !scaled => Number::new(number.end, value),
                _ => number,
            });
        }
        let hundreds = self.hundreds(at);
        let Some(hundreds) = hundreds else { return self.below_hundred(at) };
        let Some(next) = self.joined(hundreds.end) else { return Some(hundreds) };
        let line = self.from(next);
        let rest = line.below_hundred(next).or_else(|| {
            let (small, _) = self.digits(line.skip_opening(next)?)?;
            small.value().filter(|v| *v < 100).map(|_| small)
        });
        Some(rest.and_then(|rest| hundreds.plus(rest)).unwrap_or(hundreds))
    }

    fn num(&self, at: usize) -> Option<(u64, usize)> {
        let hit = self.get(at, "num")?;
        Some((hit.number()?, at + hit.len))
    }

    fn hundreds(&self, at: usize) -> Option<Number> {
        let (value, end) = self.num(at)?;
        if (100..1000).contains(&value) {
            return Some(Number::new(end, value));
        }
        // ثلاث مئة written apart
        let (hundred, end) = self.num(end).filter(|_| (3..10).contains(&value))?;
        (hundred == 100).then(|| Number::new(end, value * 100))
    }

    fn below_hundred(&self, at: usize) -> Option<Number> {
        let (value, end, whole) = match self.num(at) {
            Some((value, end)) => (value, end, true),
            // أحد is a number only before عشر or a ten, اثنا only before عشر.
            None => {
                let part = self.get(at, "one").or_else(|| self.get(at, "teen"))?;
                (part.number()?, at + part.len, false)
            }
        };
        if value < 10 {
            if let Some((10, end)) = self.num(end) {
                return Some(Number::new(end, value + 10));
            }
            let tens = self.joined(end).and_then(|next| self.from(next).num(next));
            if let Some((tens @ 20..=90, end)) = tens {
                return Some(Number::new(end, value + tens));
            }
        }
        (whole && value < 100).then(|| Number::new(end, value))
    }

    /// A token of digits: its value, and its value as a whole number if its point groups thousands (1.500).
    fn digits(&self, at: usize) -> Option<(Number, Option<u64>)> {
        let token = self.tokens.get(at).filter(|token| token.kind == TokenKind::Number)?;
        let key = token.key.as_str();
        if let Some(number) = self.reversed(at) {
            return Some((number, None));
        }
        let count = key.bytes().filter(u8::is_ascii_digit).count();
        if count > MAX_DIGITS || !key.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let is_group = |group: &str| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit());
        let mut groups = key.split(['.', ',', '،']);
        let first = groups.next()?;
        let rest: Vec<&str> = groups.collect();
        let mark = key.chars().find(|c| !c.is_ascii_digit());
        let alike = key.chars().filter(|c| !c.is_ascii_digit()).all(|c| Some(c) == mark);
        if rest.is_empty() {
            if first.len() > 1 && first.starts_with('0') {
                return None;
            }
            return Some((Number::new(at + 1, first.parse().ok()?), None));
        }
        let grouped = alike
            && first.len() <= 3
            && !first.starts_with('0')
            && rest.iter().all(|group| is_group(group));
        if grouped && (rest.len() > 1 || mark != Some('.')) {
            let value =
                key.split(|c: char| !c.is_ascii_digit()).collect::<String>().parse().ok()?;
            return Some((Number::new(at + 1, value), None));
        }
        let (whole, fraction) = fraction(key)?;
        let decimal =
            Number { end: at + 1, micros: u128::from(whole) * ONE + fraction, magnitude: 1 };
        let thousands = grouped.then(|| whole * 1000 + (fraction / 1000) as u64);
        Some((decimal, thousands))
    }

    /// 4ر16, typed in the order in which it is seen: 16.4.
    fn reversed(&self, at: usize) -> Option<Number> {
        self.get(at + 1, "point").filter(|_| self.touches(at + 1) && self.touches(at + 2))?;
        let whole = |at: usize| self.tokens.get(at).and_then(|t| t.key.parse::<u32>().ok());
        let (part, whole) = (whole(at)?, whole(at + 2)?);
        let scale = 10u128.checked_pow(u32::try_from(self.key(at).len()).ok()?)?;
        let micros = u128::from(whole) * ONE + u128::from(part) * ONE / scale;
        Some(Number { end: at + 3, micros, magnitude: 1 })
    }

    /// Digits without any mark between them: a day, a year.
    pub(crate) fn plain(&self, at: usize) -> Option<u64> {
        let token = self.tokens.get(at).filter(|token| token.kind == TokenKind::Number)?;
        (token.key.len() <= 4).then(|| token.key.parse().ok())?
    }

    /// An ordinal number at `at`.
    pub(crate) fn ordinal(&self, at: usize) -> Option<Number> {
        let (hit, whole) = match self.get(at, "ord") {
            Some(hit) => (hit, true),
            None => (self.get(at, "ord-one")?, false),
        };
        let (value, end) = (hit.number()?, at + hit.len);
        if value < 10 {
            if let Some((10, end)) = self.num(end) {
                return Some(Number::new(end, value + 10));
            }
            let tens = self.joined(end).and_then(|next| self.from(next).num(next));
            if let Some((tens @ 20..=90, end)) = tens.filter(|_| hit.before.article) {
                return Some(Number::new(end, value + tens));
            }
        }
        whole.then(|| Number::new(end, value))
    }
}

/// Whole part and millionths of `3.6`, `7,4` or `1,234.56`.
fn fraction(key: &str) -> Option<(u64, u128)> {
    let at = key.rfind(['.', ',', '،'])?;
    let mark = key[at..].chars().next()?;
    let (whole, digits) = (&key[..at], &key[at + mark.len_utf8()..]);
    let groups: Vec<&str> = whole.split(['.', ',', '،']).collect();
    if groups.len() > 1 && (whole.contains(mark) || groups[1..].iter().any(|g| g.len() != 3)) {
        return None;
    }
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let digits = &digits[..digits.len().min(6)];
    let scale = 10u128.pow(6 - u32::try_from(digits.len()).ok()?);
    Some((groups.concat().parse().ok()?, digits.parse::<u128>().ok()? * scale))
}
