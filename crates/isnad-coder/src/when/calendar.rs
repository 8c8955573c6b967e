//! Days and periods by arithmetic; no words.
//!
//! A week begins on Sunday. Islamic dates follow the tabular calendar with the epoch of 15 July 622 (Julian)
//! and eleven leap years in thirty (Reingold and Dershowitz, Calendrical Calculations, ch. 7). Calendars in use
//! differ from it: the Umm al-Qura calendar of the years 1344 to 1499 begins a month between one day before and
//! two days after it, so a day known by its Islamic date alone is known to four days.

use isnad_model::Precision;
use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};

/// From one day to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) from: Date,
    pub(super) to: Date,
    pub(super) precision: Precision,
}

/// Which of several days or periods of one name is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Toward {
    /// Not said.
    Open,
    /// Not said, but not after publication.
    Until,
    /// The last one before publication.
    Past,
    /// The next one after publication.
    Future,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// The unit that the lexicon names so.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "minute" => Self::Minute,
            "hour" => Self::Hour,
            "day" => Self::Day,
            "week" => Self::Week,
            "month" => Self::Month,
            "year" => Self::Year,
            "decade" => Self::Decade,
            "century" => Self::Century,
            _ => return None,
        })
    }
}

impl Stretch {
    pub(super) fn new(from: Date, to: Date, precision: Precision) -> Option<Self> {
        (from <= to).then_some(Self { from, to, precision })
    }

    pub(super) fn day(day: Date) -> Self {
        Self { from: day, to: day, precision: Precision::Day }
    }

    pub(super) fn month(year: i16, month: i8) -> Option<Self> {
        let first = Date::new(year, month, 1).ok()?;
        Self::new(first, first.last_of_month(), Precision::Month)
    }

    pub(super) fn years(from: i16, to: i16) -> Option<Self> {
        let (first, last) = (Date::new(from, 1, 1).ok()?, Date::new(to, 12, 31).ok()?);
        Self::new(first, last, Precision::Year)
    }

    /// The part of a month or year that is 1/`of` of it and comes as `number`: the second half.
    pub(super) fn part(self, number: u64, of: u64) -> Option<Self> {
        let (number, of) = (i32::try_from(number).ok()?, i32::try_from(of).ok()?);
        if number < 1 || of < 2 || number > of {
            return None;
        }
        let (first, length) = match self.precision {
            Precision::Year if 12 % of == 0 => (self.from, 12 / of),
            Precision::Month => (self.from, 30 / of),
            _ => return None,
        };
        let months = self.precision == Precision::Year;
        let step = |n: i32| if months { (n * length).months() } else { (n * length).days() };
        let from = first.checked_add(step(number - 1)).ok()?;
        let to = if number == of {
            self.to
        } else {
            first.checked_add(step(number)).ok()?.checked_sub(1.days()).ok()?
        };
        Self::new(from, to, self.precision)
    }
}

/// A day of the week, 1 for Monday, on or before `day`.
fn weekday_until(day: Date, weekday: i8) -> Option<Date> {
    let back = (day.weekday().to_monday_one_offset() - weekday).rem_euclid(7);
    day.checked_sub(i64::from(back).days()).ok()
}

/// The day of the week that a text published on `published` means.
pub(super) fn weekday(published: Date, weekday: i8, toward: Toward) -> Option<Date> {
    match toward {
        Toward::Open | Toward::Until => weekday_until(published, weekday),
        Toward::Past => weekday_until(published.yesterday().ok()?, weekday),
        Toward::Future => weekday_until(published.checked_add(7.days()).ok()?, weekday),
    }
}

/// The period of length `unit`, as the calendar cuts them, that holds `day`.
fn period(day: Date, unit: Unit) -> Option<Stretch> {
    let year = day.year();
    match unit {
        Unit::Minute | Unit::Hour | Unit::Day => Some(Stretch::day(day)),
        Unit::Week => {
            let from = weekday_until(day, 7)?;
            Stretch::new(from, from.checked_add(6.days()).ok()?, Precision::Week)
        }
        Unit::Month => Stretch::month(year, day.month()),
        Unit::Year => Stretch::years(year, year),
        Unit::Decade => Stretch::years(year - year.rem_euclid(10), year - year.rem_euclid(10) + 9),
        Unit::Century => {
            let first = year - (year - 1).rem_euclid(100);
            Stretch::years(first, first + 99)
        }
    }
}

/// `count` units from `day` on, backwards if negative.
pub(super) fn shift(day: Date, unit: Unit, count: i64) -> Option<Date> {
    let span = Span::new();
    let span = match unit {
        Unit::Minute => return None,
        Unit::Hour if count % 24 == 0 => span.try_days(count / 24),
        Unit::Hour => return None,
        Unit::Day => span.try_days(count),
        Unit::Week => span.try_weeks(count),
        Unit::Month => span.try_months(count),
        Unit::Year => span.try_years(count),
        Unit::Decade => span.try_years(count.checked_mul(10)?),
        Unit::Century => span.try_years(count.checked_mul(100)?),
    };
    day.checked_add(span.ok()?).ok()
}

/// The period of the calendar that lies `count` periods from the one that holds `day`: -1 is last month.
pub(super) fn period_at(day: Date, unit: Unit, count: i64) -> Option<Stretch> {
    period(shift(day, unit, count)?, unit)
}

/// The last or next `count` units seen from `day`.
pub(super) fn window(day: Date, unit: Unit, count: i64) -> Option<Stretch> {
    let other = shift(day, unit, count)?;
    let precision = match unit {
        Unit::Minute | Unit::Hour | Unit::Day => Precision::Day,
        Unit::Week => Precision::Week,
        Unit::Month => Precision::Month,
        Unit::Year | Unit::Decade | Unit::Century => Precision::Year,
    };
    Stretch::new(day.min(other), day.max(other), precision)
}

/// Where the year is not said, a day or month up to so many days ahead is the coming one.
const AHEAD_DAYS: i64 = 92;

/// Of the same day or month in several years, ordered, the one that a text published on `published` means.
pub(super) fn of_year(
    published: Date,
    toward: Toward,
    in_year: impl Fn(i16) -> Option<Stretch>,
) -> Option<Stretch> {
    // 29 February may be eight years away.
    let mut near = (-8..=8).filter_map(|n| in_year(published.year().checked_add(n)?));
    let past = near.clone().rfind(|s| s.from <= published);
    let ahead = near.clone().find(|s| s.from > published);
    match toward {
        Toward::Past => near.rfind(|s| s.to < published).or(past),
        Toward::Future => ahead,
        Toward::Until => past,
        Toward::Open => {
            let limit = published.checked_add(AHEAD_DAYS.days()).ok()?;
            let since = published.checked_sub(AHEAD_DAYS.days()).ok()?;
            ahead.filter(|s| s.from <= limit && past.is_none_or(|p| p.to < since)).or(past)
        }
    }
}

/// First day of an Islamic month by the tabular calendar.
fn islamic(year: i64, month: i64, day: i64) -> Option<Date> {
    // The day before 1 Muharram 1 in the Gregorian calendar.
    let before = date(622, 7, 17);
    let days =
        (year - 1) * 354 + (3 + 11 * year).div_euclid(30) + 29 * (month - 1) + month / 2 + day;
    before.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// The days that an Islamic date may be.
pub(super) fn islamic_day(year: i64, month: i64, day: i64) -> Option<Stretch> {
    let middle = islamic(year, month, day)?;
    around(middle, middle, Precision::Week)
}

/// An Islamic month or, without month, year.
pub(super) fn islamic_period(year: i64, month: Option<i64>) -> Option<Stretch> {
    let (next_year, next_month) = match month {
        Some(12) | None => (year + 1, 1),
        Some(month) => (year, month + 1),
    };
    let from = islamic(year, month.unwrap_or(1), 1)?;
    let to = islamic(next_year, next_month, 1)?.yesterday().ok()?;
    around(from, to, if month.is_some() { Precision::Month } else { Precision::Year })
}

fn around(from: Date, to: Date, precision: Precision) -> Option<Stretch> {
    Stretch::new(from.yesterday().ok()?, to.checked_add(2.days()).ok()?, precision)
}

/// The Islamic year that holds `day`, or the next or last one at the turn of the year.
pub(super) fn islamic_year(day: Date) -> i64 {
    let days = i64::from((day - date(622, 7, 18)).get_days());
    (30 * days + 10_646).div_euclid(10_631)
}

/// The day of the week that lies in a stretch of less than a week.
pub(super) fn weekday_in(stretch: Stretch, weekday: i8) -> Option<Date> {
    weekday_until(stretch.to, weekday).filter(|day| *day >= stretch.from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_begin_on_sunday() {
        let week = period_at(date(2015, 7, 22), Unit::Week, -1);
        assert_eq!(week, Stretch::new(date(2015, 7, 12), date(2015, 7, 18), Precision::Week));
    }

    #[test]
    fn islamic_days_lie_in_their_stretch() {
        // Dates of the Umm al-Qura calendar.
        for ((y, m, d), gregorian) in [
            ((1436, 10, 1), date(2015, 7, 17)),
            ((1400, 1, 1), date(1979, 11, 20)),
            ((1445, 9, 1), date(2024, 3, 11)),
        ] {
            let stretch = islamic_day(y, m, d).unwrap();
            assert!(stretch.from <= gregorian && gregorian <= stretch.to, "{y}-{m}-{d}");
            assert!((islamic_year(gregorian) - y).abs() <= 1);
        }
    }

    #[test]
    fn quarters_and_halves() {
        let year = Stretch::years(2015, 2015).unwrap();
        let half = year.part(1, 2).unwrap();
        assert_eq!((half.from, half.to), (date(2015, 1, 1), date(2015, 6, 30)));
        let quarter = year.part(4, 4).unwrap();
        assert_eq!((quarter.from, quarter.to), (date(2015, 10, 1), date(2015, 12, 31)));
        assert_eq!(year.part(3, 2), None);
    }

    #[test]
    fn leap_days_are_found() {
        let day = |year| Date::new(year, 2, 29).ok().map(Stretch::day);
        let found = of_year(date(2015, 7, 1), Toward::Past, day).unwrap();
        assert_eq!(found.from, date(2012, 2, 29));
    }
}
