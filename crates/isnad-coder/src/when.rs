//! When: expressions of time, resolved against the day of publication.
//!
//! In comes one sentence, out go its [`Time`]s in text order, disjoint, as indexes into the document's tokens. In `قتل
//! جنديان فجر أمس الأربعاء` (two soldiers were killed at dawn yesterday, Wednesday) the time is `فجر أمس الأربعاء`; published on
//! Thursday 23 July 2015 it is 22 July. A preposition is part of a time only where it changes its kind: `منذ` (since),
//! `قبل` (ago), `لمدة` and `خلال` before a duration.
//!
//! A day of the week is the last one before publication or that day itself, and wins over a relative word that
//! contradicts it (`اليوم الاثنين` published on a Friday: desks date stories late). A day or month without year is the last
//! one, or the coming one where that is clearly nearer. Ages (`30 عاما`) are read as durations. Without a publication date
//! nothing relative is resolved; `التالي` (the next day), `نفسه` (the same month) and the like count from another time
//! and are not resolved either. Holidays are not known.

use std::ops::Range;

use isnad_model::Precision;
use jiff::civil::Date;

use crate::quantity::Line;
use crate::segment::{Sites, Token, TokenKind};

mod calendar;
mod day;
mod period;

use calendar::{Stretch, Toward};

/// What an expression of time says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeKind {
    /// A day, month or year.
    Point,
    /// A stretch of several: الأسابيع الماضية (the last weeks).
    Span,
    /// Its beginning: منذ الخميس (since Thursday); the dates are the beginning's.
    Since,
    /// An hour or part of a day, without date.
    Clock,
    /// A length, without date: لمدة خمسة أيام (for five days); an age too.
    Duration,
}

/// An expression of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Time {
    pub(crate) tokens: Range<usize>,
    /// First day; `None` where it is not resolved.
    pub(crate) from: Option<Date>,
    /// Last day, inclusive.
    pub(crate) to: Option<Date>,
    pub(crate) precision: Precision,
    /// Counted from the day of publication or from another time.
    pub(crate) relative: bool,
    /// و or ف on its first token.
    pub(crate) conjunction: bool,
    /// ب, ل or ك on its first token.
    pub(crate) letter: Option<char>,
    /// Clearly of an earlier time: last year or before, or over half a year ago and in another year.
    pub(crate) past: bool,
    pub(crate) kind: TimeKind,
}

/// The times of one sentence, whose first token is number `base` of the document.
pub(crate) fn times(
    tokens: &[Token],
    base: usize,
    sites: &Sites<'_>,
    published: Option<Date>,
) -> Vec<Time> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let line = Line::new(tokens, sites).from(at);
        if line.is_blank(at) {
            at += 1;
            continue;
        }
        let reader = Reader { line, published, open: Toward::Open };
        let (end, found) = reader.read().unwrap_or((at + 1, None));
        if let Some(found) = found {
            out.push(reader.time(base, end, found));
        }
        at = end;
    }
    out
}

/// What was read, without its tokens.
#[derive(Clone, Copy, Debug)]
struct Sense {
    stretch: Option<Stretch>,
    relative: bool,
    kind: TimeKind,
    /// Of an earlier time, though when is not known: قبل سنوات (years ago).
    long_ago: bool,
}

impl Sense {
    fn of(kind: TimeKind, stretch: Option<Stretch>, relative: bool) -> Self {
        Self { stretch, relative, kind, long_ago: false }
    }

    fn unresolved(kind: TimeKind) -> Self {
        Self::of(kind, None, true)
    }
}

/// Reads at one token.
#[derive(Clone, Copy)]
struct Reader<'a, 'l> {
    line: Line<'a, 'l>,
    published: Option<Date>,
    /// Where a day or month without year lies.
    open: Toward,
}

/// An adjective of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Last,
    LastButOne,
    /// الأخير: the last one, or the final one of something.
    Latest,
    Next,
    NextButOne,
    This,
    /// Counted from another time.
    Other,
    /// The beginning of a clause that says which: العام الذي
    Which,
}

impl Reader<'_, '_> {
    /// One past what is read at the first token, with its sense if it is a time.
    fn read(&self) -> Option<(usize, Option<Sense>)> {
        let at = self.line.start;
        if let Some(end) = self.name(at) {
            return Some((end, None));
        }
        if let Some(percent) = self.line.get(at, "percent") {
            // 14 في المئة عام 2012
            return Some((at + percent.len, None));
        }
        let found = self
            .since(at)
            .or_else(|| self.ago(at))
            .or_else(|| self.clock(at))
            .or_else(|| self.point(at))
            .or_else(|| self.part_of_day(at))
            .or_else(|| self.lasting(at));
        found.map(|(end, sense)| (end, Some(sense)))
    }

    fn time(&self, base: usize, end: usize, sense: Sense) -> Time {
        let (before, _) = self.line.opening(self.line.start);
        let stretch = sense.stretch.filter(|stretch| stretch.from.year() > 0);
        let past = match (stretch, self.published) {
            (Some(stretch), Some(published)) => is_past(stretch, published),
            _ => sense.long_ago,
        };
        Time {
            tokens: base + self.line.start..base + end,
            from: stretch.map(|s| s.from),
            to: stretch.map(|s| s.to),
            precision: stretch.map_or(Precision::Unknown, |s| s.precision),
            relative: sense.relative,
            conjunction: before.conjunction,
            letter: before.letter,
            past,
            kind: sense.kind,
        }
    }

    /// A day or a longer period.
    fn point(&self, at: usize) -> Option<(usize, Sense)> {
        self.day(at).or_else(|| self.period(at))
    }

    /// A name that looks like a time: روسيا اليوم, ثورة 25 يناير.
    fn name(&self, at: usize) -> Option<usize> {
        if let Some(name) = self.line.get(at, "notime") {
            return Some(at + name.len);
        }
        let name = self.line.get(at, "datename").filter(|hit| !hit.before.article)?;
        let next = at + name.len;
        let dated = self.line.plain(next).is_some_and(|day| day <= 31)
            || ["weekday", "month", "month-weak", "ord", "num"]
                .iter()
                .any(|class| self.line.get(next, class).is_some());
        let (end, _) = self.point(next).filter(|_| dated)?;
        Some(end)
    }

    /// منذ and what follows it.
    fn since(&self, at: usize) -> Option<(usize, Sense)> {
        let next = at + self.line.get(at, "since")?.len;
        let reader = Self { open: Toward::Until, ..*self };
        let (end, sense) = match reader.point(next) {
            Some(found) => found,
            None => {
                let (end, length) = self.length(next, true)?;
                (end, self.back(length))
            }
        };
        let kind = if sense.kind == TimeKind::Span { TimeKind::Span } else { TimeKind::Since };
        Some((end, Sense { kind, ..sense }))
    }

    /// قبل before a length: so long ago.
    fn ago(&self, at: usize) -> Option<(usize, Sense)> {
        let next = at + self.line.get(at, "ago")?.len;
        let (end, length) = self.length(next, true)?;
        // قبل يومين من الانتخابات (two days before the elections), but not قبل يومين من قبل (by) or من أجل.
        let longest = self.line.sites.at(end).iter().map(|hit| hit.len).max();
        let other = self.line.sites.bare(end, "offset").filter(|hit| Some(hit.len) == longest);
        if other.is_some_and(|hit| self.line.sites.get(end + hit.len, "ago").is_none()) {
            return Some((end, Sense::unresolved(TimeKind::Point)));
        }
        Some((end, self.back(length)))
    }

    /// A length of time, with the preposition that makes it one.
    fn lasting(&self, at: usize) -> Option<(usize, Sense)> {
        let prefix = self.line.get(at, "durprep");
        let next = at + prefix.map_or(0, |hit| hit.len);
        let (before, _) = self.line.opening(at);
        let after = at > 0 && self.line.sites.get(at - 1, "after").is_some();
        let bare = prefix.is_some() || before.letter == Some('ل') || after;
        let (end, length) = self.length(next, bare)?;
        if let Some((end, mark)) = self.mark(end) {
            // الـ24 ساعة الماضية
            return Some((end, self.window(length, mark)));
        }
        Some((end, Sense::of(TimeKind::Duration, None, false)))
    }

    /// Hours: الساعة العاشرة والنصف صباحا, 10:30 بتوقيت غرينتش
    fn clock(&self, at: usize) -> Option<(usize, Sense)> {
        let line = &self.line;
        let sense = Sense::of(TimeKind::Clock, None, false);
        let end = if let Some(clock) = line.get(at, "clock").filter(|hit| hit.before.article) {
            let next = line.opening(at + clock.len).1 + at + clock.len;
            let open = usize::from(line.key(next) == "(");
            let hour = self.hour(next + open)?;
            hour + usize::from(open == 1 && line.key(hour) == ")")
        } else if let Some(end) = self.digital(at + line.opening(at).1) {
            end
        } else if line.plain(at).is_some() && line.get(at + 1, "zonename").is_some() {
            at + 1
        } else {
            return None;
        };
        let end = line.past(end, "dayadv");
        let end = line.get(end, "zone").map_or(end, |zone| {
            let place = end + zone.len;
            place + usize::from(line.is(place, TokenKind::Word))
        });
        Some((line.past(end, "zonename"), sense))
    }

    /// صباحا, مساء
    fn part_of_day(&self, at: usize) -> Option<(usize, Sense)> {
        let part = self.line.get(at, "dayadv")?;
        Some((at + part.len, Sense::of(TimeKind::Clock, None, false)))
    }

    /// One past `10:30`.
    fn digital(&self, at: usize) -> Option<usize> {
        let line = &self.line;
        let hour = line.plain(at).filter(|hour| *hour <= 24).is_some();
        let tight = line.key(at + 1) == ":" && line.touches(at + 1) && line.touches(at + 2);
        let minute = line.key(at + 2).len() == 2 && line.plain(at + 2).is_some_and(|m| m < 60);
        (hour && tight && minute).then_some(at + 3)
    }

    /// One past an hour with its minutes or its half.
    fn hour(&self, at: usize) -> Option<usize> {
        let line = &self.line;
        if let Some(end) = self.digital(at) {
            return Some(end);
        }
        let mut end = if line.is(at, TokenKind::Number) {
            at + 1
        } else {
            line.ordinal(at).or_else(|| line.cardinal(at))?.end
        };
        while let Some(next) = line.joined(end) {
            let line = line.from(next);
            if let Some(part) = line.get(next, "part") {
                end = next + part.len;
            } else if let Some(minutes) = line.cardinal(next)
                && let Some(unit) = self.unit(minutes.end, &["unit", "units"])
                && unit.1 == calendar::Unit::Minute
            {
                end = unit.0;
            } else {
                break;
            }
        }
        Some(end)
    }

    /// An adjective of time.
    fn mark(&self, at: usize) -> Option<(usize, Mark)> {
        let line = &self.line;
        let marks = [
            ("lastbutone", Mark::LastButOne),
            ("nextbutone", Mark::NextButOne),
            ("last", Mark::Last),
            ("latest", Mark::Latest),
            ("next", Mark::Next),
            ("this", Mark::This),
            ("anaph", Mark::Other),
            ("which", Mark::Which),
        ];
        marks.iter().find_map(|(class, mark)| {
            let hit = line.sites.bare(at, class)?;
            let whole = hit.before.article
                || matches!(mark, Mark::LastButOne | Mark::NextButOne | Mark::Which)
                || hit.value == "bare";
            whole.then_some((at + hit.len, *mark))
        })
    }
}

/// Whether a stretch lies so far before publication that what happened then is history.
fn is_past(stretch: Stretch, published: Date) -> bool {
    let before = |months: i64| {
        calendar::shift(published, calendar::Unit::Month, -months)
            .is_some_and(|day| stretch.to < day)
    };
    let earlier_year = stretch.to.year() < published.year();
    earlier_year && (stretch.precision == Precision::Year || before(6)) || before(12)
}

#[cfg(test)]
mod tests;
