//! Publication dates as pages write them, to ISO 8601.
//!
//! `الخميس 1 تشرين الأول/أكتوبر 2020 - 14:35 بتوقيت غرينتش` gives `2020-10-01T14:35:00+00:00`,
//! `٢٠٢٠/١٠/٠١` gives `2020-10-01`. A time zone is kept where it is written and never supplied. Numbers
//! alone are read day first, as the Arab world does, unless the year leads; two-digit years, Islamic
//! dates and phrases such as "an hour ago" are no dates here. Month names are those of the language
//! packs' calendars (Levantine, Egyptian and Maghrebi) and of `data/extract/dates.tsv`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;

use crate::fold::{Word, words};
use crate::table::Table;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Month(i8),
    Hijri,
    Morning,
    Evening,
    Zone(i32),
    CommonYear,
    Weekday,
    Noise,
}

struct Entry {
    words: Vec<String>,
    class: Class,
}

static ENTRIES: LazyLock<BTreeMap<String, Vec<Entry>>> = LazyLock::new(|| {
    let mut entries: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for table in [
        include_str!("../../../data/extract/dates.tsv"),
        include_str!("../../../data/lexicon/ar/calendar.tsv"),
    ] {
        Table::new(table).for_each(|row| {
            let value = row.cell("value").parse::<i32>().unwrap_or_default();
            let class = match row.cell("class") {
                "month" | "month-weak" => match i8::try_from(value) {
                    Ok(month @ 1..=12) => Class::Month(month),
                    _ => return,
                },
                "hijri" => Class::Hijri,
                "weekday" => Class::Weekday,
                "am" => Class::Morning,
                "pm" => Class::Evening,
                "zone" => Class::Zone(value),
                "ce" => Class::CommonYear,
                "noise" => Class::Noise,
                _ => return,
            };
            let words: Vec<String> =
                words(row.cell("word"), usize::MAX).into_iter().map(|word| word.key).collect();
            if let Some(head) = words.first().cloned() {
                entries.entry(head).or_default().push(Entry { words, class });
            }
        });
    }
    for list in entries.values_mut() {
        list.sort_by_key(|entry| std::cmp::Reverse(entry.words.len()));
    }
    entries
});

/// Words of a text in which a date is looked for.
const LOOK_WORDS: usize = 40;

/// A date read from a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Published {
    /// ISO 8601 date, or date and time with the time zone as far as it was written.
    pub(crate) iso: String,
}

/// The ISO 8601 form of a publication date as pages and people write it: Arabic month names and digits,
/// RFC 2822, numbers day first. A time zone is kept where it is written; `None` where there is no date.
///
/// `1 تشرين الأول 2020` gives `2020-10-01`.
pub fn iso_date(written: &str) -> Option<String> {
    parse(written).map(|date| date.iso)
}

/// The date written in `text`, a machine-readable one first.
pub(crate) fn parse(text: &str) -> Option<Published> {
    let text = text.trim();
    let digits = ascii_digits(text);
    iso(&digits).or_else(|| compact(&digits)).or_else(|| visible(&digits))
}

/// The date in the path of a page's address (`/2020/10/01/`, `/2020-10-01-`).
pub(crate) fn of_url(url: &str) -> Option<Published> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let numbers: Vec<&str> = path.split(|c: char| !c.is_ascii_digit()).collect();
    let mut offset = 0;
    for (at, number) in numbers.iter().enumerate() {
        let start = offset;
        offset += number.len() + 1;
        let [year, month, day] = [Some(number), numbers.get(at + 1), numbers.get(at + 2)];
        let (Some(year), Some(month), Some(day)) = (year, month, day) else { break };
        let joined = path.as_bytes().get(start + year.len());
        let same = path.as_bytes().get(start + year.len() + 1 + month.len());
        let parted = matches!(joined, Some(b'/' | b'-')) && joined == same;
        if year.len() == 4 && parted && month.len() <= 2 && day.len() <= 2 {
            let date = date(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
            if let Some(date) = date {
                return Some(Published { iso: date.to_string() });
            }
        }
    }
    None
}

/// Whether `line` is a date and hardly anything else.
pub(crate) fn is_date_line(line: &str) -> bool {
    let digits = ascii_digits(line);
    let seen = words(&digits, LOOK_WORDS);
    if seen.len() > 14 || !seen.iter().any(|word| word.key.bytes().any(|b| b.is_ascii_digit())) {
        return false;
    }
    let mut others = 0;
    let mut at = 0;
    while at < seen.len() {
        let of_date = entry(&seen, at).map(|entry| entry.words.len());
        let number = seen[at].key.starts_with(|c: char| c.is_ascii_digit());
        others += usize::from(of_date.is_none() && !number);
        at += of_date.unwrap_or(1);
    }
    let timed = others == 0 && seen.len() <= 4 && clock(&digits, 0).is_some();
    timed || (others <= 1 && parse(line).is_some())
}

fn ascii_digits(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{FEFF}'))
        .map(|c| match c {
            '٠'..='٩' => char::from(b'0' + (c as u32 - '٠' as u32) as u8),
            '۰'..='۹' => char::from(b'0' + (c as u32 - '۰' as u32) as u8),
            c => c,
        })
        .collect()
}

fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    if (1900..=2100).contains(&year) { Date::new(year, month, day).ok() } else { None }
}

/// `2020-10-01`, `2020-10-01T08:00:00.000+0300`, `2020-10-01 08:00:00 UTC`.
fn iso(text: &str) -> Option<Published> {
    let head = text.get(..10)?;
    let bytes = head.as_bytes();
    if bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let date = date(head[..4].parse().ok()?, number(&head[5..7])?, number(&head[8..])?)?;
    let rest = &text[10..];
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let rest = rest.trim_start_matches(['T', 't', ' ', ',']);
    Some(with_time(date, clock(rest, 0).filter(|clock| clock.start == 0), rest))
}

/// `20201001`, `20201001T080000Z`.
fn compact(text: &str) -> Option<Published> {
    let head = text.get(..8)?;
    if !head.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let date = date(head[..4].parse().ok()?, number(&head[4..6])?, number(&head[6..])?)?;
    let rest = &text[8..];
    (!rest.starts_with(|c: char| c.is_ascii_digit())).then(|| Published { iso: date.to_string() })
}

fn number(text: &str) -> Option<i8> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// A time of day found in a text.
struct Clock {
    start: usize,
    end: usize,
    hour: i8,
    minute: i8,
    second: i8,
}

/// The first `8:05`, `08:05:30` at or after byte `from`.
fn clock(text: &str, from: usize) -> Option<Clock> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(colon) = text.get(at..)?.find(':').map(|colon| colon + at) {
        at = colon + 1;
        let start = bytes[..colon].iter().rposition(|b| !b.is_ascii_digit()).map_or(0, |p| p + 1);
        let end = digits_end(bytes, colon + 1);
        if !(1..=2).contains(&(colon - start)) || end - colon != 3 {
            continue;
        }
        let (Some(hour), Some(minute)) = (number(&text[start..colon]), number(&text[at..end]))
        else {
            continue;
        };
        let mut clock = Clock { start, end, hour, minute, second: 0 };
        if bytes.get(end) == Some(&b':') && digits_end(bytes, end + 1) == end + 3 {
            clock.second = number(&text[end + 1..end + 3])?;
            clock.end = end + 3;
            if bytes.get(clock.end) == Some(&b'.') {
                clock.end = digits_end(bytes, clock.end + 1);
            }
        }
        if clock.hour < 24 && clock.minute < 60 && clock.second < 60 {
            return Some(clock);
        }
    }
    None
}

fn digits_end(bytes: &[u8], from: usize) -> usize {
    bytes[from..].iter().position(|b| !b.is_ascii_digit()).map_or(bytes.len(), |p| p + from)
}

/// Writes date, time and, where it follows, time zone.
fn with_time(date: Date, clock: Option<Clock>, text: &str) -> Published {
    let Some(mut clock) = clock else { return Published { iso: date.to_string() } };
    let rest = &text[clock.end..];
    let seen = words(rest, 8);
    for entry in (0..seen.len().min(2)).filter_map(|at| entry(&seen, at)) {
        match entry.class {
            Class::Evening if clock.hour < 12 => clock.hour += 12,
            Class::Morning if clock.hour == 12 => clock.hour = 0,
            Class::Morning | Class::Evening => {}
            _ => continue,
        }
        break;
    }
    let zone = offset(rest, &seen).map(|minutes| {
        let sign = if minutes < 0 { '-' } else { '+' };
        format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
    });
    let Clock { hour, minute, second, .. } = clock;
    let zone = zone.unwrap_or_default();
    Published { iso: format!("{date}T{hour:02}:{minute:02}:{second:02}{zone}") }
}

/// Minutes from UTC as written after a time: `Z`, `+03:00`, `+0300`, `GMT+3`, `بتوقيت غرينتش`.
fn offset(rest: &str, seen: &[Word]) -> Option<i32> {
    let signed = |text: &str| {
        let negative = text.starts_with(['-', '−']);
        let digits = text.strip_prefix(['+', '-', '−'])?;
        let hours_end = digits_end(digits.as_bytes(), 0);
        let (hours, minutes) = match hours_end {
            1 | 2 => {
                let tail = digits[hours_end..].strip_prefix(':').and_then(|tail| tail.get(..2));
                (digits[..hours_end].parse().ok()?, tail.and_then(|t| t.parse().ok()).unwrap_or(0))
            }
            4 => (digits[..2].parse::<i32>().ok()?, digits[2..4].parse::<i32>().ok()?),
            _ => return None,
        };
        let minutes = hours * 60 + minutes;
        (minutes <= 14 * 60).then_some(if negative { -minutes } else { minutes })
    };
    let tight = rest.trim_start();
    if let Some(minutes) = signed(tight) {
        // A dash between blanks parts the time from what follows.
        let apart = tight.len() < rest.len() && tight.starts_with(['-', '−']);
        if !apart || digits_end(&tight.as_bytes()[1..], 0) >= 4 {
            return Some(minutes);
        }
    }
    if tight.starts_with(['Z', 'z']) && !tight[1..].starts_with(char::is_alphanumeric) {
        return Some(0);
    }
    for at in 0..seen.len() {
        if let Some(Entry { class: Class::Zone(minutes), words }) = entry(seen, at) {
            let after = rest[seen[at + words.len() - 1].end..].trim_start();
            return Some(minutes + signed(after).unwrap_or(0));
        }
    }
    None
}

/// The longest entry whose words stand at `at`; a preposition may be glued to the first (`بغرينتش`).
fn entry(seen: &[Word], at: usize) -> Option<&'static Entry> {
    let list = ENTRIES.get(seen[at].key.as_str())?;
    list.iter().find(|entry| {
        seen.len() - at >= entry.words.len()
            && entry.words.iter().zip(&seen[at..]).all(|(word, seen)| *word == seen.key)
    })
}

/// A date written for people.
fn visible(text: &str) -> Option<Published> {
    let seen = words(text, LOOK_WORDS);
    let found = named(&seen).or_else(|| numeric(text, &seen))?;
    let after = seen.get(found.1).map_or(text.len(), |word| word.start);
    // The time stands after the date or, less often, before it.
    let clock = clock(text, after).or_else(|| clock(&text[..after], 0));
    Some(with_time(found.0, clock, text))
}

/// `1 تشرين الأول/أكتوبر 2020`, `October 1, 2020`: the date and the number of the word behind it.
fn named(seen: &[Word]) -> Option<(Date, usize)> {
    let value = |at: usize, digits: std::ops::RangeInclusive<usize>| {
        let key = &seen.get(at)?.key;
        let plain = key.strip_suffix('م').unwrap_or(key);
        (digits.contains(&plain.len()) && plain.bytes().all(|b| b.is_ascii_digit()))
            .then(|| plain.parse::<i16>().ok())
            .flatten()
    };
    for at in 0..seen.len() {
        let Some(Entry { class: Class::Month(month), words }) = entry(seen, at) else { continue };
        let mut next = at + words.len();
        // A second name of the same month, noise and a day after the month.
        while next < seen.len() {
            match entry(seen, next) {
                Some(Entry { class: Class::Month(again), words }) if again == month => {
                    next += words.len();
                }
                Some(Entry { class: Class::Noise, words }) => next += words.len(),
                _ => break,
            }
        }
        let before = (0..at).rev().take(3).find_map(|back| {
            let noise = (back + 1..at).all(|w| {
                entry(seen, w).is_some_and(|e| matches!(e.class, Class::Noise | Class::Month(_)))
            });
            noise.then(|| value(back, 1..=2)).flatten()
        });
        let (day, next) = match (before, value(next, 1..=2)) {
            (Some(day), _) => (day, next),
            (None, Some(day)) => (day, next + 1),
            (None, None) => continue,
        };
        let Some(year) = value(next, 4..=4) else { continue };
        let day = i8::try_from(day).ok()?;
        let hijri = entry_after(seen, next + 1).is_some_and(|class| class == Class::Hijri);
        if let (false, Some(date)) = (hijri, date(year, *month, day)) {
            return Some((date, next + 1));
        }
    }
    None
}

fn entry_after(seen: &[Word], at: usize) -> Option<Class> {
    (at < seen.len()).then(|| entry(seen, at)).flatten().map(|entry| entry.class)
}

/// `1/10/2020`, `2020.10.01`, `01-10-2020`.
fn numeric(text: &str, seen: &[Word]) -> Option<(Date, usize)> {
    for at in 0..seen.len().saturating_sub(2) {
        let [a, b, c] = [&seen[at], &seen[at + 1], &seen[at + 2]];
        let mark = |x: &Word, y: &Word| {
            let between = text[x.end..y.start].trim();
            matches!(between, "/" | "-" | "." | "–" | "\\").then(|| between.to_owned())
        };
        let (Some(first), Some(second)) = (mark(a, b), mark(b, c)) else { continue };
        let year_last = c.key.strip_suffix('م').unwrap_or(&c.key);
        let hijri = entry_after(seen, at + 3) == Some(Class::Hijri);
        if first != second || hijri {
            continue;
        }
        let parsed = |word: &str| word.parse::<i16>().ok();
        let (Some(x), Some(y), Some(z)) = (parsed(&a.key), parsed(&b.key), parsed(year_last))
        else {
            continue;
        };
        let (year, month, day) = if a.key.len() == 4 { (x, y, z) } else { (z, y, x) };
        // Day first, unless that gives no date and month first does.
        let read =
            |month: i16, day: i16| date(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        if let Some(date) = read(month, day).or_else(|| read(day, month)) {
            return Some((date, at + 3));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        parse(text).map(|published| published.iso)
    }

    #[test]
    fn keeps_the_time_zone_of_machine_readable_dates() {
        for (text, iso) in [
            ("2020-10-01", "2020-10-01"),
            ("2020-10-01T08:05:09+03:00", "2020-10-01T08:05:09+03:00"),
            ("2020-10-01T08:05:09.123Z", "2020-10-01T08:05:09+00:00"),
            ("2020-10-01T08:05:09+0300", "2020-10-01T08:05:09+03:00"),
            ("2020-10-01 08:05:09", "2020-10-01T08:05:09"),
            ("2020-10-01T08:05-05:00", "2020-10-01T08:05:00-05:00"),
            ("20201001", "2020-10-01"),
            ("Thu, 01 Oct 2020 14:00:00 +0300", "2020-10-01T14:00:00+03:00"),
            ("Thu, 01 Oct 2020 14:00:00 GMT", "2020-10-01T14:00:00+00:00"),
        ] {
            assert_eq!(read(text).as_deref(), Some(iso), "{text}");
        }
    }

    #[test]
    fn reads_the_month_names_of_the_arab_world() {
        for (text, iso) in [
            ("الخميس 1 تشرين الأول 2020", "2020-10-01"),
            ("الخميس 01 أكتوبر 2020 - 14:35", "2020-10-01T14:35:00"),
            ("١ تشرين الأول/ أكتوبر ٢٠٢٠", "2020-10-01"),
            ("نشر في: 9 أوت 2016 الساعة 08:10 صباحا", "2016-08-09T08:10:00"),
            ("12 يوليوز 2019، 9:30 مساءً", "2019-07-12T21:30:00"),
            ("3 كانون الثاني (يناير) 2018", "2018-01-03"),
            ("آخر تحديث: 5 فيفري 2021 12:15 ص", "2021-02-05T00:15:00"),
            ("October 1, 2020", "2020-10-01"),
            ("الأحد 12 صفر 1442 هـ - 29 سبتمبر 2020 م", "2020-09-29"),
            ("1 أكتوبر 2020 14:35 بتوقيت غرينتش", "2020-10-01T14:35:00+00:00"),
            ("1 أكتوبر 2020 - 14:35 GMT+3", "2020-10-01T14:35:00+03:00"),
        ] {
            assert_eq!(read(text).as_deref(), Some(iso), "{text}");
        }
    }

    #[test]
    fn tells_lines_that_are_only_a_date() {
        assert!(is_date_line("السبت ٢١ آذار ٢٠٢٠، ٠٨:٣٠ م"));
        assert!(is_date_line("15-02-2021 | 10:45"));
        assert!(is_date_line("5:40 مساءً"));
        assert!(!is_date_line("حصيلة هجمات 1 أكتوبر 2020"));
        assert!(!is_date_line("مقتل 15 مسلحا"));
    }

    #[test]
    fn reads_numbers_day_first() {
        assert_eq!(read("تاريخ النشر: 03/10/2020").as_deref(), Some("2020-10-03"));
        assert_eq!(read("٢٠٢٠/١٠/٠٣").as_deref(), Some("2020-10-03"));
        assert_eq!(read("10/23/2020").as_deref(), Some("2020-10-23"));
        assert_eq!(read("03-10-2020 11:00 م").as_deref(), Some("2020-10-03T23:00:00"));
    }

    #[test]
    fn guesses_nothing() {
        for text in [
            "",
            "غدا",
            "منذ ساعتين",
            "12 صفر 1442 هـ",
            "1442/02/12 هـ",
            "3/10/20",
            "مايو",
            "31 شباط 2020",
            "12:30",
            "1999-99-99",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn reads_dates_in_addresses() {
        let of = |url| of_url(url).map(|published| published.iso);
        assert_eq!(of("https://x.example/news/2020/10/1/title").as_deref(), Some("2020-10-01"));
        assert_eq!(of("https://x.example/2020-10-01-title").as_deref(), Some("2020-10-01"));
        assert_eq!(of("https://x.example/article/410826/5/6"), None);
        assert_eq!(of("https://x.example/"), None);
    }
}
