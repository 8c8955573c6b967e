//! Months, years, weeks and other periods, and lengths of time.

use super::calendar::{self, Stretch, Unit};
use super::day::{Month, Year};
use super::{Mark, Reader, Sense, TimeKind};
use crate::segment::TokenKind;

/// A length of time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Length {
    unit: Unit,
    /// Lowest and highest count; `None` for some days and half an hour.
    count: Option<(i64, i64)>,
    /// More than, less than, about.
    bounded: bool,
    approximate: bool,
}

impl Length {
    fn new(unit: Unit, count: Option<(i64, i64)>) -> Self {
        Self { unit, count, bounded: false, approximate: false }
    }
}

/// Years that may be listed.
const MAX_LIST: usize = 8;
/// Words that say how exact a length is.
const OPERATORS: [&str; 5] = ["approx", "over", "atleast", "under", "upto"];

impl Reader<'_, '_> {
    /// A week, month, year or longer, or several of them.
    pub(super) fn period(&self, at: usize) -> Option<(usize, Sense)> {
        let (part, next) = self.date_part(at);
        let (end, sense) = self
            .named_month(next, part)
            .or_else(|| self.calendar_unit(next, part))
            .or_else(|| self.years(next, part))
            .or_else(|| self.decade(next))
            .or_else(|| self.islamic_period(next))?;
        let stretch = match (sense.stretch, part) {
            (Some(stretch), Some(part)) => narrow(stretch, part),
            (stretch, _) => stretch,
        };
        Some((end, Sense { stretch, ..sense }))
    }

    /// مطلع, نهاية, النصف الأول من
    fn date_part(&self, at: usize) -> (Option<Part>, usize) {
        let line = &self.line;
        if let Some(hit) = line.get(at, "datepart").filter(|hit| !hit.before.article) {
            let part = match hit.value {
                "start" => Part::Start,
                "end" => Part::End,
                "season" => Part::Season,
                _ => Part::Within,
            };
            return (Some(part), at + hit.len);
        }
        if let Some(half) = line.get(at, "half").filter(|hit| hit.before.article)
            && let Some(of) = half.number()
            && let Some(number) = line.ordinal(at + half.len)
            && let Some(value) = number.value()
        {
            return (Some(Part::Share(value, of)), line.past(number.end, "from"));
        }
        (None, at)
    }

    /// يوليو (تموز) الماضي, شهر مارس 2014
    fn named_month(&self, at: usize, part: Option<Part>) -> Option<(usize, Sense)> {
        let line = &self.line;
        let word = line.get(at, "monthword").filter(|hit| !hit.before.article);
        let name_at = at + word.map_or(0, |hit| hit.len);
        let (end, month) = self.month(name_at)?;
        let islamic = matches!(month, Month::Islamic(_));
        if matches!(month, Month::Relative(_)) || part == Some(Part::Season) {
            return None;
        }
        let mut last = month;
        let mut end = end;
        if word.is_some()
            && let Some(next) = line.joined(end)
            && let Some((after, other)) = (Self { line: line.from(next), ..*self }).month(next)
        {
            (end, last) = (after, other);
        }
        let twin = self.month_name(name_at).is_some_and(|(single, _)| single < end);
        let (after, year) = self.year_after(end, month);
        let prep = at > 0 && line.sites.get(at - 1, "timeprep").is_some();
        let clear = word.is_some() || part.is_some() || after > end || twin || prep;
        if (islamic || line.get(name_at, "month").is_none()) && !clear {
            return None;
        }
        let stretch = self.month_stretch(month, year);
        let stretch = match self.month_stretch(last, year) {
            Some(to) if last != month => {
                stretch.and_then(|from| Stretch::new(from.from, to.to, from.precision))
            }
            _ => stretch,
        };
        let kind = if last == month { TimeKind::Point } else { TimeKind::Span };
        Some((after, Sense::of(kind, stretch, !matches!(year, Year::Named(_)))))
    }

    fn month_stretch(&self, month: Month, year: Year) -> Option<Stretch> {
        let month = match month {
            Month::Named(month) => month,
            Month::Relative(_) => return None,
            Month::Islamic(month) => {
                let in_year = |year| calendar::islamic_period(year, Some(month));
                return self.islamic_of_year(year, in_year);
            }
        };
        match year {
            Year::Named(year) => Stretch::month(i16::try_from(year).ok()?, month),
            Year::Relative(years) => {
                let there = calendar::period_at(self.published?, Unit::Year, years)?;
                Stretch::month(there.from.year(), month)
            }
            Year::Other => None,
            Year::Open(toward) => {
                calendar::of_year(self.published?, toward, |year| Stretch::month(year, month))
            }
        }
    }

    /// One past a noun for a unit of time, and the unit.
    pub(super) fn unit(&self, at: usize, classes: &[&str]) -> Option<(usize, Unit)> {
        let hit = classes.iter().find_map(|class| self.line.get(at, class))?;
        Some((at + hit.len, Unit::named(hit.value)?))
    }

    /// العام الماضي, هذا الأسبوع, مطلع الشهر, الأشهر الستة الماضية, القرن التاسع عشر
    fn calendar_unit(&self, at: usize, part: Option<Part>) -> Option<(usize, Sense)> {
        let line = &self.line;
        let now = line.get(at, "nowdem");
        let noun = at + now.map_or(0, |hit| hit.len);
        let hit = ["unit", "unit2", "units"].iter().find_map(|class| line.get(noun, class))?;
        if !hit.before.article {
            return None;
        }
        let (mut end, unit) = (noun + hit.len, Unit::named(hit.value)?);
        if hit.class != "unit" {
            let count = if hit.class == "unit2" { Some(2) } else { None };
            return self.several(end, unit, count, now.is_some());
        }
        if unit == Unit::Century
            && let Some(number) = line.ordinal(end)
        {
            let first = i16::try_from(number.value()?).ok()?.checked_mul(100)?.checked_sub(99)?;
            let stretch = Stretch::years(first, first.checked_add(99)?);
            return Some((number.end, Sense::of(TimeKind::Point, stretch, false)));
        }
        if unit == Unit::Week
            && let Some(number) = line.ordinal(end)
        {
            // الأسبوع الثاني من يوليو
            let of = line.get(number.end, "from")?;
            return self.named_month(number.end + of.len, Some(Part::Within));
        }
        let general = unit == Unit::Year
            && now.is_none()
            && part.is_none()
            && noun > 0
            && line.sites.get(noun - 1, "general").is_some();
        if unit < Unit::Day || general {
            return None;
        }
        let mark = match self.mark(end) {
            // النظام العام الذي: the general system which
            Some((_, Mark::Which)) if noun > 0 && line.sites.at(noun - 1).is_empty() => {
                return None;
            }
            Some((after, mark)) => {
                end = after;
                mark
            }
            None if now.is_some() => Mark::This,
            // مطلع العام, but not بداية العام الدراسي
            None if part.is_some() && !self.definite(end) && self.year(end).is_none() => Mark::This,
            None => return None,
        };
        let periods = match mark {
            Mark::Last => -1,
            Mark::LastButOne => -2,
            Mark::Next => 1,
            Mark::NextButOne => 2,
            Mark::This => 0,
            Mark::Latest | Mark::Other | Mark::Which => {
                return Some((end, Sense::unresolved(TimeKind::Point)));
            }
        };
        let long_ago = unit >= Unit::Year && periods < 0;
        if unit == Unit::Year
            && let Some((end, year)) = self.year(end)
        {
            // العام الماضي 2014
            let stretch = i16::try_from(year).ok().and_then(|year| Stretch::years(year, year));
            return Some((end, Sense { long_ago, ..Sense::of(TimeKind::Point, stretch, false) }));
        }
        let stretch = self.published.and_then(|day| calendar::period_at(day, unit, periods));
        Some((end, Sense { long_ago, ..Sense::of(TimeKind::Point, stretch, true) }))
    }

    /// Whether a word begins with the article and so may be an adjective of the noun before it.
    fn definite(&self, at: usize) -> bool {
        self.line.is(at, TokenKind::Word) && self.line.key(at).starts_with("ال")
    }

    /// What follows the definite plural or dual of a unit.
    fn several(
        &self,
        at: usize,
        unit: Unit,
        count: Option<i64>,
        now: bool,
    ) -> Option<(usize, Sense)> {
        let line = &self.line;
        let mut end = line.past(at, "some-after");
        let mut count = count;
        if count.is_none()
            && let Some(number) = line.cardinal(end)
        {
            count = Some(i64::try_from(number.value()?).ok()?);
            end = number.end;
        }
        let length = Length::new(unit, count.map(|n| (n, n)));
        match self.mark(end) {
            Some((end, mark)) => Some((end, self.window(length, mark))),
            None if now => Some((end, Sense::unresolved(TimeKind::Span))),
            None => None,
        }
    }

    /// The last or next days, weeks, …
    pub(super) fn window(&self, length: Length, mark: Mark) -> Sense {
        let sign = match mark {
            Mark::Last | Mark::Latest => -1,
            Mark::Next => 1,
            Mark::This | Mark::LastButOne | Mark::NextButOne | Mark::Other | Mark::Which => 0,
        };
        let count = length.count.filter(|_| sign != 0 && !length.bounded).map(|(_, high)| high);
        let stretch = self
            .published
            .zip(count)
            .and_then(|(day, count)| calendar::window(day, length.unit, count.checked_mul(sign)?));
        Sense::of(TimeKind::Span, stretch, true)
    }

    /// So long before publication.
    pub(super) fn back(&self, length: Length) -> Sense {
        let stretch = self.published.zip(length.count.filter(|_| !length.bounded)).and_then(
            |(day, (low, high))| {
                let unit = match length.unit {
                    Unit::Day if length.approximate && low > 7 => Unit::Week,
                    unit => unit,
                };
                let there = |count: i64| {
                    let there = calendar::shift(day, length.unit, count.checked_neg()?)?;
                    calendar::period_at(there, unit, 0)
                };
                let (from, to) = (there(high)?, there(low)?);
                Stretch::new(from.from, to.to, from.precision)
            },
        );
        let long_ago = length.unit >= Unit::Year;
        Sense { long_ago, ..Sense::of(TimeKind::Point, stretch, true) }
    }

    /// عام 2015, عامي 2013 و2014, 2007-2008, في 2011
    fn years(&self, at: usize, part: Option<Part>) -> Option<(usize, Sense)> {
        let line = &self.line;
        let mark = line.get(at, "yearmark");
        let first_at = at + mark.map_or(0, |hit| hit.len);
        let open = usize::from(mark.is_some() && line.key(first_at) == "(");
        let first_at = first_at + open;
        let sense = |kind, stretch| Sense::of(kind, stretch, false);
        if mark.is_some()
            && let Some((end, stretch)) = self.old_year(first_at)
        {
            return Some((end, sense(TimeKind::Point, stretch)));
        }
        if mark.is_some()
            && let Some((end, year)) = self.islamic_year(first_at, Month::Named(1))
        {
            return Some((end, sense(TimeKind::Point, calendar::islamic_period(year, None))));
        }
        let Some((mut end, first)) =
            self.year(first_at).or_else(|| self.year_in_words(first_at, mark.is_some()))
        else {
            // عام 67: which century is not said.
            let short = line.plain(first_at).is_some_and(|n| (10..100).contains(&n));
            return (short && mark.is_some_and(|m| m.value == "one"))
                .then(|| (first_at + 1, Sense { long_ago: true, ..sense(TimeKind::Point, None) }));
        };
        let mut last = first;
        for _ in 1..MAX_LIST {
            let listed = mark.is_some() || at > 0 && line.sites.get(at - 1, "between").is_some();
            let next = if line.dash(end) || line.key(end) == "/" {
                Some(end + 1)
            } else if let Some(to) = line.get(end, "to") {
                Some(end + to.len)
            } else {
                line.joined(end).filter(|_| listed)
            };
            let Some(next) = next else { break };
            let reader = Self { line: line.from(next), ..*self };
            let next = next + reader.line.opening(next).1;
            let next = reader.line.past(next, "yearmark");
            let Some((after, year)) = reader.year(next).filter(|(_, year)| *year > last) else {
                break;
            };
            (end, last) = (after, year);
        }
        if mark.is_none() && part.is_none() && !self.bare_year(at, first_at, end) {
            return None;
        }
        end += usize::from(open == 1 && line.key(end) == ")");
        let stretch = Stretch::years(i16::try_from(first).ok()?, i16::try_from(last).ok()?);
        Some((end, sense(if first == last { TimeKind::Point } else { TimeKind::Span }, stretch)))
    }

    /// Years that need a mark: عام 1854; which calendar 1436 goes by is not said.
    fn old_year(&self, at: usize) -> Option<(usize, Option<Stretch>)> {
        let line = &self.line;
        let year = line.plain(at).filter(|year| (100..1900).contains(year))?;
        if line.get(at + 1, "hijrimark").is_some() {
            return None;
        }
        let end = line.past(at + 1, "eramark");
        let clear = end > at + 1 || !super::day::ISLAMIC_YEARS.contains(&year);
        let year = i16::try_from(year).ok()?;
        Some((end, if clear { Stretch::years(year, year) } else { None }))
    }

    /// عام ألفين وأحد عشر
    fn year_in_words(&self, at: usize, marked: bool) -> Option<(usize, i64)> {
        if !marked || self.line.is(at, TokenKind::Number) {
            return None;
        }
        let number = self.line.cardinal(at)?;
        let value = number.value().filter(|value| super::day::YEARS.contains(value))?;
        Some((number.end, value.cast_signed()))
    }

    /// Whether four digits without any word for a year are one and count nothing: after a noun or
    /// preposition, with no number's words before them and no counted noun after them.
    fn bare_year(&self, at: usize, digits: usize, end: usize) -> bool {
        let line = &self.line;
        if at == 0 || line.touches(at) && self.line.key(at - 1) != "(" {
            return false;
        }
        let era = end > digits + 1;
        let before = at - 1;
        let labelled = (1..=2.min(at)).any(|len| {
            line.sites.at(at - len).iter().any(|hit| {
                let numbers = hit.class == "label" || OPERATORS.contains(&hit.class);
                // حتى is "up to" and "until".
                numbers && hit.len == len && line.sites.get(at - len, "timeprep").is_none()
            })
        });
        let word = line.is(before, TokenKind::Word) || line.key(before) == "(";
        if era {
            return !labelled;
        }
        let noun = end + usize::from(line.key(before) == "(" && line.key(end) == ")");
        let year = line.plain(digits).unwrap_or(0);
        // في 2000 قرية, but منذ 2011 أزمة
        let prep = line.sites.get(before, "timeprep").is_some() && !year.is_multiple_of(100);
        !labelled && word && (prep || !self.counted(noun, year))
    }

    /// Whether the word after `number` looks like what it counts: an indefinite noun, in the accusative
    /// after 11 to 99 (Ryding ch. 15 §1).
    fn counted(&self, at: usize, number: u64) -> bool {
        let line = &self.line;
        let key = line.key(at);
        if !line.is(at, TokenKind::Word) || self.definite(at) || !line.sites.at(at).is_empty() {
            return false;
        }
        number.is_multiple_of(100)
            || number % 100 > 10 && (key.ends_with('ا') || key.ends_with('ه'))
    }

    /// ثمانينات القرن الماضي
    fn decade(&self, at: usize) -> Option<(usize, Sense)> {
        let line = &self.line;
        let hit = line.get(at, "decade")?;
        let mut end = at + hit.len;
        let of = line.past(end, "from");
        let century = self.unit(of, &["unit"]).filter(|(_, unit)| *unit == Unit::Century);
        if let Some((after, _)) = century {
            let (after, mark) = self.mark(after)?;
            if mark != Mark::Last {
                return None;
            }
            end = after;
        } else if of > end {
            // في الثمانينات من عمره: in his eighties.
            return None;
        }
        let decade: i16 = hit.value.parse().ok()?;
        let sure = century.is_some() || decade >= 30;
        let stretch = sure.then(|| Stretch::years(1900 + decade, 1909 + decade)).flatten();
        Some((end, Sense { long_ago: true, ..Sense::of(TimeKind::Point, stretch, false) }))
    }

    /// 1436هـ
    fn islamic_period(&self, at: usize) -> Option<(usize, Sense)> {
        let (end, year) = self.islamic_year(at, Month::Named(1))?;
        Some((end, Sense::of(TimeKind::Point, calendar::islamic_period(year, None), false)))
    }

    /// A length of time; the bare noun of a unit is one if `bare`.
    pub(super) fn length(&self, at: usize, bare: bool) -> Option<(usize, Length)> {
        let line = &self.line;
        let mut next = at;
        let (mut bounded, mut approximate) = (false, false);
        for _ in 0..2 {
            let sites = line.sites.at(next);
            let Some(hit) = sites.iter().find(|hit| {
                OPERATORS.contains(&hit.class) && (next == line.start || !hit.before.conjunction)
            }) else {
                break;
            };
            approximate |= hit.class == "approx";
            bounded |= hit.class != "approx";
            next += hit.len;
        }
        let told = next > at;
        let line = if told { line.from(next) } else { *line };
        let reader = Self { line, ..*self };
        let (end, length) = reader
            .counted_length(next)
            .or_else(|| reader.some_length(next))
            .or_else(|| if bare || told { reader.bare_length(next) } else { None })?;
        // عامان ونصف
        let end = match line.joined(end) {
            Some(half) if line.from(half).get(half, "part").is_some() => {
                let end = line.from(half).past(half, "part");
                let again = reader.unit(end, &["unit"]).filter(|(_, again)| *again == length.unit);
                again.map_or(end, |(end, _)| end)
            }
            _ => end,
        };
        Some((end, Length { bounded, approximate, ..length }))
    }

    /// يومين, خمسة أيام, 20 إلى 30 عاما, الـ24 ساعة
    fn counted_length(&self, at: usize) -> Option<(usize, Length)> {
        let line = &self.line;
        if let Some(dual) = line.get(at, "unit2").filter(|hit| !hit.before.article) {
            return Some((at + dual.len, Length::new(Unit::named(dual.value)?, Some((2, 2)))));
        }
        let between = line.get(at, "between");
        let low = line.cardinal(at + between.map_or(0, |hit| hit.len))?;
        let mut high = low;
        let next = line
            .get(low.end, "to")
            .or_else(|| line.get(low.end, "or"))
            .map(|hit| low.end + hit.len)
            .or_else(|| line.dash(low.end).then_some(low.end + 1))
            .or_else(|| between.and_then(|_| line.joined(low.end)));
        if let Some(number) = next.and_then(|next| line.from(next).cardinal(next)) {
            high = number;
        }
        if self.definite(high.end) {
            return None;
        }
        let (end, unit) = self.unit(high.end, &["unit", "units"])?;
        let whole = |value: Option<u64>| value.and_then(|v| i64::try_from(v).ok());
        let count = whole(low.value()).zip(whole(high.value())).filter(|(low, high)| low <= high);
        Some((end, Length::new(unit, count)))
    }

    /// عدة أيام, بضعة أشهر, أيام قليلة, نصف ساعة, آلاف السنين
    fn some_length(&self, at: usize) -> Option<(usize, Length)> {
        let line = &self.line;
        for class in ["some", "few", "part", "plural"] {
            if let Some(hit) = line.get(at, class)
                && let Some((end, unit)) = self.unit(at + hit.len, &["unit", "units"])
            {
                return Some((end, Length::new(unit, None)));
            }
        }
        let units = line.get(at, "units").filter(|hit| !hit.before.article)?;
        let end = at + units.len;
        let some = line.get(end, "some-after").or_else(|| line.get(end, "some"))?;
        Some((end + some.len, Length::new(Unit::named(units.value)?, None)))
    }

    /// شهر, يوم واحد, سنوات
    fn bare_length(&self, at: usize) -> Option<(usize, Length)> {
        let line = &self.line;
        let hit = line.get(at, "unit").or_else(|| line.get(at, "units"))?;
        let end = at + hit.len;
        let dated = self.year(end).is_some() || self.month(end).is_some() || self.day(at).is_some();
        if hit.before.article || dated {
            return None;
        }
        // عقد is a contract and the holding of a meeting, too.
        let unit =
            Unit::named(hit.value).filter(|unit| *unit <= Unit::Year || hit.class == "units")?;
        if hit.class == "units" {
            return Some((end, Length::new(unit, None)));
        }
        let one = line.get(end, "num").filter(|one| one.value == "1" && !one.before.article);
        if one.is_none() && self.definite(end) {
            // منذ يوم العيد: since the day of the feast
            return None;
        }
        Some((end + one.map_or(0, |one| one.len), Length::new(unit, Some((1, 1)))))
    }
}

/// Part of a month or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Start,
    End,
    Season,
    Within,
    /// Its number, and into how many the whole is cut.
    Share(u64, u64),
}

/// The end of a year is its last month; of other parts the limits are not known.
fn narrow(stretch: Stretch, part: Part) -> Option<Stretch> {
    let year = stretch.precision == isnad_model::Precision::Year
        && stretch.from.year() == stretch.to.year();
    match part {
        Part::Start if year => Stretch::month(stretch.from.year(), 1),
        Part::End if year => Stretch::month(stretch.to.year(), 12),
        Part::Share(number, of) => Some(stretch.part(number, of).unwrap_or(stretch)),
        _ => Some(stretch),
    }
}
