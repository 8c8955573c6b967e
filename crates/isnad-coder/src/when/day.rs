//! Days: weekdays, today and yesterday, dates in words and figures, and several of these for one day.

use jiff::civil::Date;

use super::calendar::{self, Stretch, Toward, Unit};
use super::{Mark, Reader, Sense, TimeKind};
use crate::segment::TokenKind;

/// Parts of a day that may stand before it: منتصف ليل يوم الخميس.
const MAX_PARTS: usize = 3;
/// Days that may be listed: أيام 5 و6 و7 يوليو.
const MAX_LIST: usize = 7;

/// Years that are read as such, here and before a mark of the Islamic era.
pub(super) const YEARS: std::ops::RangeInclusive<u64> = 1900..=2100;
pub(super) const ISLAMIC_YEARS: std::ops::RangeInclusive<u64> = 1300..=1500;

/// The ways in which a text gives one day.
#[derive(Clone, Copy, Debug, Default)]
struct Given {
    parts: usize,
    weekday: Option<Weekday>,
    /// Days from publication.
    relative: Option<i64>,
    date: Option<DayOfMonth>,
    islamic: Option<DayOfMonth>,
    /// The day is counted from another time.
    other: bool,
}

#[derive(Clone, Copy, Debug)]
struct Weekday {
    first: i8,
    last: i8,
    toward: Toward,
}

/// A month, by name or from publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Month {
    Named(i8),
    Islamic(i64),
    /// Months from publication.
    Relative(i64),
}

/// What follows a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    Open(Toward),
    Named(i64),
    /// Years from publication.
    Relative(i64),
    /// Counted from another time.
    Other,
}

#[derive(Clone, Copy, Debug)]
struct DayOfMonth {
    first: i8,
    last: i8,
    month: Month,
    year: Year,
}

impl Given {
    fn is_known(&self) -> bool {
        self.weekday.is_some()
            || self.relative.is_some()
            || self.date.is_some()
            || self.islamic.is_some()
            || self.other
    }
}

impl Reader<'_, '_> {
    /// A day, in all the ways in which the text gives it.
    pub(super) fn day(&self, at: usize) -> Option<(usize, Sense)> {
        let mut given = Given::default();
        let mut end = at;
        loop {
            if let Some(next) = self.piece(end, &mut given) {
                end = next;
                continue;
            }
            if !given.is_known() {
                return None;
            }
            let Some((next, bracket, loose)) = self.joint(end) else { break };
            let mut more = given;
            let Some(mut next) = self.piece(next, &mut more) else { break };
            while let Some(after) = self.piece(next, &mut more) {
                next = after;
            }
            // After a comma only what makes the day before it plainer: الخميس، 23 يوليو
            let plainer = more.parts == given.parts
                && !more.other
                && given.date.is_none()
                && given.islamic.is_none()
                && more.relative == given.relative;
            if loose && !plainer {
                break;
            }
            if bracket {
                if self.line.key(next) != ")" {
                    break;
                }
                next += 1;
            }
            (given, end) = (more, next);
        }
        Some((self.line.past(end, "dayadv"), self.resolve(&given)))
    }

    /// One past what may stand between two ways to give a day, whether it is a bracket and whether it
    /// may as well stand between two days.
    fn joint(&self, at: usize) -> Option<(usize, bool, bool)> {
        let line = &self.line;
        if let Some(hit) = line.get(at, "corresponds") {
            return Some((at + hit.len, false, false));
        }
        let key = line.key(at);
        let mark = key == "(" || key == "،" || key == "/" || line.dash(at);
        let next = line.past(at + 1, "corresponds");
        mark.then_some((next, key == "(", key != "(" && next == at + 1))
    }

    /// One way to give a day that `given` does not have yet.
    fn piece(&self, at: usize, given: &mut Given) -> Option<usize> {
        let line = &self.line;
        if let Some(part) = line.get(at, "daypart").filter(|hit| !hit.before.article)
            && given.parts < MAX_PARTS
        {
            let mut more = Given { parts: given.parts + 1, ..*given };
            if let Some(end) = self.piece(at + part.len, &mut more) {
                *given = more;
                return Some(end);
            }
        }
        if let Some(list) = line.get(at, "daylist")
            && given.weekday.is_none()
            && let Some(end) =
                self.weekdays(at + list.len, given).or_else(|| self.date(at + list.len, given))
        {
            return Some(end);
        }
        if let Some(weekday) = self.weekday(at).filter(|_| given.weekday.is_none() && !given.other)
        {
            return Some(self.after_weekday(weekday, given));
        }
        if given.relative.is_none()
            && !given.other
            && let Some(end) = self.today_or_near(at, given)
        {
            return Some(end);
        }
        self.date(at, given)
    }

    fn weekday(&self, at: usize) -> Option<(usize, i8)> {
        let hit = self.line.get(at, "weekday")?;
        let end = at + hit.len;
        // الأحد عشر is eleven.
        let eleven = self.line.sites.bare(end, "num").and_then(|n| n.number()) == Some(10);
        let number = hit.value.parse().ok().filter(|n| (1..=7).contains(n))?;
        (!eleven).then_some((end, number))
    }

    /// Takes a weekday, the one after it in ليل السبت الأحد, and their adjective.
    fn after_weekday(&self, (mut end, first): (usize, i8), given: &mut Given) -> usize {
        let mut weekday = Weekday { first, last: first, toward: Toward::Open };
        if given.parts > 0 {
            let next = end + usize::from(self.line.dash(end) || self.line.key(end) == "/");
            if let Some((after, last)) =
                self.weekday(next).filter(|(_, last)| *last == first % 7 + 1)
            {
                (end, weekday.last) = (after, last);
            }
        }
        if let Some((after, mark)) = self.mark(end).filter(|(_, mark)| *mark != Mark::Which) {
            match mark {
                Mark::Last | Mark::Latest => weekday.toward = Toward::Past,
                Mark::Next => weekday.toward = Toward::Future,
                Mark::This => {}
                Mark::LastButOne | Mark::NextButOne | Mark::Other | Mark::Which => {
                    given.other = true;
                }
            }
            end = after;
        }
        given.weekday = Some(weekday);
        end
    }

    /// يومي الخميس والجمعة الماضيين; أيام الأحد (on Sundays) is no certain day.
    fn weekdays(&self, at: usize, given: &mut Given) -> Option<usize> {
        let (mut end, first) = self.weekday(at)?;
        let mut last = first;
        for _ in 1..MAX_LIST {
            let Some(next) = self.line.joined(end) else { break };
            let reader = Self { line: self.line.from(next), ..*self };
            let Some((after, number)) = reader.weekday(next) else { break };
            (end, last) = (after, number);
        }
        given.other = last == first;
        let end = self.after_weekday((end, last), given);
        if let Some(weekday) = &mut given.weekday {
            weekday.first = first;
        }
        Some(end)
    }

    /// اليوم, أمس, غدا
    fn today_or_near(&self, at: usize, given: &mut Given) -> Option<usize> {
        let line = &self.line;
        let hit = line.get(at, "dayrel")?;
        let days: i64 = hit.value.parse().ok()?;
        let end = at + hit.len;
        if days == 0 {
            if let Some((end, Mark::Other | Mark::Which)) = self.mark(end) {
                given.other = true;
                return Some(end);
            }
            let qualified = line.sites.bare(end, "notday");
            let named = qualified.is_some_and(|q| q.before.article || q.value == "bare");
            let counted = line.sites.bare(end, "ord").is_some_and(|o| o.before.article);
            // In في اليوم it is any day.
            let any = at > 0
                && line.sites.get(at - 1, "timeprep").is_some_and(|prep| prep.value == "in")
                && hit.len == 1
                && self.weekday(end).is_none();
            if named || counted || any {
                return None;
            }
        }
        given.relative = Some(days);
        Some(end)
    }

    /// A date in figures or with the name of a month.
    fn date(&self, at: usize, given: &mut Given) -> Option<usize> {
        let (end, date) = self.figures(at, given).or_else(|| self.day_of_month(at, given))?;
        let slot = match date.month {
            Month::Islamic(_) => &mut given.islamic,
            Month::Named(_) | Month::Relative(_) => &mut given.date,
        };
        if slot.is_some() {
            return None;
        }
        *slot = Some(date);
        Some(end)
    }

    /// 14 يوليو/تموز 2015, الرابع عشر من شهر شوال, 14 من الشهر الجاري
    fn day_of_month(&self, at: usize, given: &Given) -> Option<(usize, DayOfMonth)> {
        let line = &self.line;
        let (mut end, first) = self.day_number(at)?;
        let mut last = first;
        for _ in 1..MAX_LIST {
            let next = if line.dash(end) {
                Some(end + 1)
            } else {
                line.get(end, "to").map(|to| end + to.len).or_else(|| line.joined(end))
            };
            let Some(next) = next else { break };
            let reader = Self { line: line.from(next), ..*self };
            let Some((after, number)) = reader.day_number(next).filter(|(_, n)| *n > last) else {
                break;
            };
            (end, last) = (after, number);
        }
        let infix = line.past(end, "adinfix");
        let mark = line.key(infix) == "/" || line.dash(infix);
        let infix = infix + usize::from(mark);
        // 1-صفر is a score.
        let score = |month: &Month| mark && matches!(month, Month::Islamic(_));
        if let Some((end, month)) = self.month(infix).filter(|(_, month)| !score(month)) {
            let (end, year) = self.year_after(end, month);
            return Some((end, DayOfMonth { first, last, month, year }));
        }
        // في 14 الجاري
        let dated = given.parts > 0 || at > 0 && line.sites.get(at - 1, "timeprep").is_some();
        let (end, mark) = self.mark(infix).filter(|_| dated && infix == end)?;
        let months = match mark {
            Mark::This => 0,
            Mark::Last => -1,
            Mark::Next => 1,
            Mark::LastButOne | Mark::NextButOne | Mark::Latest | Mark::Other | Mark::Which => {
                return None;
            }
        };
        let month = Month::Relative(months);
        Some((end, DayOfMonth { first, last, month, year: Year::Open(self.open) }))
    }

    fn day_number(&self, at: usize) -> Option<(usize, i8)> {
        let line = &self.line;
        let first = at + line.opening(at).1;
        let (end, number) = match line.plain(first) {
            Some(number) => (first + 1, number),
            None => {
                // Up to the 19th only ordinals: الست من شوال are six days.
                let tens = || line.cardinal(at).filter(|n| n.value() >= Some(20));
                let number = line.ordinal(at).or_else(tens)?;
                (number.end, number.value()?)
            }
        };
        (1..=31).contains(&number).then(|| i8::try_from(number).ok().map(|n| (end, n)))?
    }

    /// The name of a month, with its second name: تموز (يوليو), or a month counted from publication.
    pub(super) fn month(&self, at: usize) -> Option<(usize, Month)> {
        let line = &self.line;
        if let Some((end, number)) = self.month_name(at) {
            let bracket = line.key(end) == "(";
            let next = end + usize::from(bracket || line.key(end) == "/" || line.dash(end));
            let twin = self
                .month_name(next)
                .filter(|(after, other)| *other == number && (!bracket || line.key(*after) == ")"));
            let end = twin.map_or(end, |(after, _)| after + usize::from(bracket));
            return Some((end, Month::Named(number)));
        }
        if let Some(hit) = line.get(at, "hijri") {
            return Some((at + hit.len, Month::Islamic(hit.value.parse().ok()?)));
        }
        let now = line.get(at, "nowdem").map_or(at, |hit| at + hit.len);
        let (end, _) = self.unit(now, &["unit"]).filter(|(_, unit)| *unit == Unit::Month)?;
        let (end, mark) = match self.mark(end) {
            Some(found) => found,
            None if now > at => (end, Mark::This),
            None => return None,
        };
        let months = match mark {
            Mark::Last => -1,
            Mark::LastButOne => -2,
            Mark::Next => 1,
            Mark::NextButOne => 2,
            Mark::This => 0,
            Mark::Latest | Mark::Other | Mark::Which => return None,
        };
        Some((end, Month::Relative(months)))
    }

    pub(super) fn month_name(&self, at: usize) -> Option<(usize, i8)> {
        let hit = self.line.get(at, "month").or_else(|| self.line.get(at, "month-weak"))?;
        Some((at + hit.len, hit.value.parse().ok().filter(|m| (1..=12).contains(m))?))
    }

    /// The year or adjective after a month.
    pub(super) fn year_after(&self, at: usize, month: Month) -> (usize, Year) {
        let line = &self.line;
        if let Some((end, mark)) = self.mark(at).filter(|(_, mark)| *mark != Mark::Which) {
            let year = match mark {
                Mark::Last | Mark::Latest => Year::Open(Toward::Past),
                Mark::Next => Year::Open(Toward::Future),
                Mark::This => Year::Relative(0),
                Mark::LastButOne | Mark::NextButOne | Mark::Other | Mark::Which => Year::Other,
            };
            let relative = matches!(month, Month::Relative(_));
            return if relative { (at, Year::Open(self.open)) } else { (end, year) };
        }
        let comma = usize::from(line.key(at) == "،" && line.is(at + 1, TokenKind::Number));
        let next = line.past(at + comma, "from");
        let named = line.past(next, "yearmark");
        let year = match month {
            Month::Islamic(_) => self.islamic_year(named, month),
            Month::Named(_) | Month::Relative(_) => self.year(named),
        };
        if let Some((end, year)) = year {
            return (end, Year::Named(year));
        }
        // من العام الماضي
        if let Some((end, Unit::Year)) = self.unit(next, &["unit"])
            && let Some((end, mark)) = self.mark(end)
        {
            let year = match mark {
                Mark::Last => Year::Relative(-1),
                Mark::LastButOne => Year::Relative(-2),
                Mark::Next => Year::Relative(1),
                Mark::NextButOne => Year::Relative(2),
                Mark::This => Year::Relative(0),
                Mark::Latest | Mark::Other | Mark::Which => Year::Other,
            };
            return (end, year);
        }
        (at, Year::Open(self.open))
    }

    /// A year in figures, with its era.
    pub(super) fn year(&self, at: usize) -> Option<(usize, i64)> {
        let line = &self.line;
        let year = line.plain(at).filter(|year| YEARS.contains(year))?;
        let bound = line.get(at + 1, "percent").is_some() || line.get(at + 1, "mag").is_some();
        (!bound).then(|| (line.past(at + 1, "eramark"), year.cast_signed()))
    }

    /// A year of the Islamic era, which needs its mark or the name of an Islamic month before it.
    pub(super) fn islamic_year(&self, at: usize, month: Month) -> Option<(usize, i64)> {
        let line = &self.line;
        let year = line.plain(at).filter(|year| ISLAMIC_YEARS.contains(year))?;
        let end = line.past(at + 1, "hijrimark");
        let marked = end > at + 1 || matches!(month, Month::Islamic(_));
        marked.then_some((end, year.cast_signed()))
    }

    /// 12/7/2015, 2015-07-12, 1436/10/5 هـ; without year after a word that announces a date.
    fn figures(&self, at: usize, given: &Given) -> Option<(usize, DayOfMonth)> {
        let line = &self.line;
        let first = at + line.opening(at).1;
        if !line.is(first, TokenKind::Number) {
            return None;
        }
        let dotted: Vec<u64> = line.key(first).split('.').filter_map(|n| n.parse().ok()).collect();
        let mark = |at: usize| line.key(at) == "/" || line.dash(at);
        let (end, parts) = if let [a, b, c] = dotted[..] {
            (first + 1, [a, b, c])
        } else {
            let (a, b) = (line.plain(first)?, line.plain(first + 2).filter(|_| mark(first + 1))?);
            match line.plain(first + 4).filter(|_| line.key(first + 3) == line.key(first + 1)) {
                Some(c) => (first + 5, [a, b, c]),
                None => {
                    let told = given.parts > 0
                        || given.weekday.is_some()
                        || at > 0 && line.sites.get(at - 1, "onday").is_some();
                    (first + 3, [a, b, u64::from(!told)])
                }
            }
        };
        let (year, month, day) = match parts {
            [year, month, day] if year > 1000 => (year, month, day),
            // Month first, where it can be nothing else.
            [month, day, year] if day > 12 => (year, month, day),
            [day, month, year] => (year, month, day),
        };
        let (day, month) = (i8::try_from(day).ok()?, i8::try_from(month).ok()?);
        if !(1..=31).contains(&day) || !(1..=12).contains(&month) {
            return None;
        }
        let marked = line.past(end, "hijrimark");
        let (end, month, year) = if year == 0 {
            // By the common or by the Islamic calendar.
            (end, Month::Named(month), Year::Other)
        } else if ISLAMIC_YEARS.contains(&year) {
            (marked, Month::Islamic(i64::from(month)), Year::Named(year.cast_signed()))
        } else if YEARS.contains(&year) {
            (line.past(end, "eramark"), Month::Named(month), Year::Named(year.cast_signed()))
        } else {
            return None;
        };
        Some((end, DayOfMonth { first: day, last: day, month, year }))
    }

    fn resolve(&self, given: &Given) -> Sense {
        let several = given.parts == 0 && given.weekday.is_some_and(|w| w.first != w.last)
            || given.date.is_some_and(|d| d.first != d.last);
        let kind = if several { TimeKind::Span } else { TimeKind::Point };
        let dated = given.date.or(given.islamic);
        let relative = !dated.is_some_and(|d| matches!(d.year, Year::Named(_)));
        Sense::of(kind, self.stretch(given), relative)
    }

    fn stretch(&self, given: &Given) -> Option<Stretch> {
        if given.other {
            return None;
        }
        // A date without year says nothing that the Islamic one beside it does not.
        let vague = given.islamic.is_some() && given.date.is_some_and(|d| d.year == Year::Other);
        if let Some(date) = given.date.filter(|_| !vague) {
            return self.date_stretch(date, given.weekday);
        }
        if let Some(islamic) = given.islamic {
            let stretch = self.islamic_stretch(islamic)?;
            let day = given.weekday.and_then(|w| calendar::weekday_in(stretch, w.first));
            return Some(day.map_or(stretch, Stretch::day));
        }
        let published = self.published?;
        let relative = given.relative.and_then(|days| calendar::shift(published, Unit::Day, days));
        let Some(weekday) = given.weekday else { return relative.map(Stretch::day) };
        let told = relative.filter(|day| day.weekday().to_monday_one_offset() == weekday.last);
        // A weekday that contradicts a word for a day to come is the one nearest to that day.
        let last = match (told, relative) {
            (Some(day), _) => day,
            (None, Some(day)) if day > published => {
                let limit = calendar::shift(day, Unit::Day, 3)?;
                calendar::weekday(limit, weekday.last, Toward::Open)?
            }
            _ => calendar::weekday(published, weekday.last, weekday.toward)?,
        };
        let first = calendar::weekday(last, weekday.first, Toward::Open)?;
        Some(Stretch { from: first, ..Stretch::day(last) })
    }

    fn date_stretch(&self, date: DayOfMonth, weekday: Option<Weekday>) -> Option<Stretch> {
        let days = |year: i16, month: i8| {
            let first = Date::new(year, month, date.first).ok()?;
            let last = Date::new(year, month, date.last).ok()?;
            Some(Stretch { to: last, ..Stretch::day(first) })
        };
        let month = match date.month {
            Month::Named(month) => month,
            Month::Islamic(_) => return None,
            Month::Relative(months) => {
                let there = calendar::period_at(self.published?, Unit::Month, months)?.from;
                return days(there.year(), there.month());
            }
        };
        match date.year {
            Year::Named(year) => days(i16::try_from(year).ok()?, month),
            Year::Relative(years) => {
                days(calendar::period_at(self.published?, Unit::Year, years)?.from.year(), month)
            }
            Year::Other => None,
            Year::Open(toward) => {
                let published = self.published?;
                // The year in which the day falls on the weekday given, if that is near.
                let matching = weekday.and_then(|weekday| {
                    let near = [0, -1, 1].map(|n| days(published.year() + n, month));
                    near.into_iter().flatten().find(|stretch| {
                        stretch.from.weekday().to_monday_one_offset() == weekday.first
                    })
                });
                matching.or_else(|| calendar::of_year(published, toward, |year| days(year, month)))
            }
        }
    }

    fn islamic_stretch(&self, date: DayOfMonth) -> Option<Stretch> {
        let Month::Islamic(month) = date.month else { return None };
        let day = |year| {
            let first = calendar::islamic_day(year, month, i64::from(date.first))?;
            let last = calendar::islamic_day(year, month, i64::from(date.last))?;
            Some(Stretch { to: last.to, ..first })
        };
        self.islamic_of_year(date.year, day)
    }

    /// Of the same Islamic day or month in several years, the one meant.
    pub(super) fn islamic_of_year(
        &self,
        year: Year,
        in_year: impl Fn(i64) -> Option<Stretch>,
    ) -> Option<Stretch> {
        match year {
            Year::Named(year) => in_year(year),
            Year::Relative(years) => in_year(calendar::islamic_year(self.published?) + years),
            Year::Other => None,
            Year::Open(toward) => {
                let published = self.published?;
                let this = calendar::islamic_year(published);
                // Years of the common era stand for Islamic ones at the same distance.
                calendar::of_year(published, toward, |year| {
                    in_year(this + i64::from(year - published.year()))
                })
            }
        }
    }
}
