use isnad_model::Article;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::segment::{Document, Sites, WordList, segment};

/// A Thursday.
const PUBLISHED: Date = date(2015, 7, 23);

fn document(text: &str, words: &WordList) -> Document {
    segment(&Article { text: text.into(), ..Article::default() }, words)
}

/// The times of a text, each as its words and what they say.
fn read(text: &str, words: &WordList, published: Option<Date>) -> Vec<String> {
    let document = document(text, words);
    let mut out = Vec::new();
    for sentence in &document.sentences {
        let tokens = &document.tokens[sentence.tokens.clone()];
        let sites = Sites::new(tokens, words);
        for t in times(tokens, sentence.tokens.start, &sites, published) {
            let first = document.tokens[t.tokens.start].span;
            let span = first.cover(&document.tokens[t.tokens.end - 1].span);
            let dates = match (t.from, t.to) {
                (Some(from), Some(to)) if from == to => format!(" {from}"),
                (Some(from), Some(to)) => format!(" {from}..{to}"),
                _ => String::new(),
            };
            let precision = format!("{:?}", t.precision).to_lowercase();
            let past = if t.past { " past" } else { "" };
            out.push(format!("{} = {:?}{dates} {precision}{past}", span.slice(text), t.kind));
        }
    }
    out
}

/// A few words, enough for the grammar of times.
fn few() -> WordList {
    WordList::new([
        ("الاثنين", "weekday", "1"),
        ("الخميس", "weekday", "4"),
        ("السبت", "weekday", "6"),
        ("الأحد", "weekday", "7"),
        ("مارس", "month-weak", "3"),
        ("آذار", "month", "3"),
        ("يوليو", "month", "7"),
        ("أغسطس", "month", "8"),
        ("ديسمبر", "month", "12"),
        ("شوال", "hijri", "10"),
        ("اليوم", "dayrel", "0"),
        ("أمس", "dayrel", "-1"),
        ("غدا", "dayrel", "1"),
        ("وطني", "notday", ""),
        ("ليل", "daypart", ""),
        ("فجر", "daypart", ""),
        ("يوم", "daypart", ""),
        ("يومي", "daylist", ""),
        ("أيام", "daylist", ""),
        ("صباحا", "dayadv", ""),
        ("ساعة", "clock", ""),
        ("ساعة", "unit", "hour"),
        ("يوم", "unit", "day"),
        ("يومين", "unit2", "day"),
        ("أيام", "units", "day"),
        ("أسبوع", "unit", "week"),
        ("شهر", "unit", "month"),
        ("أشهر", "units", "month"),
        ("عام", "unit", "year"),
        ("سنوات", "units", "year"),
        ("قرن", "unit", "century"),
        ("منذ", "since", ""),
        ("قبل", "ago", ""),
        ("لمدة", "durprep", ""),
        ("خلال", "durprep", ""),
        ("ماضي", "last", ""),
        ("ماضية", "last", ""),
        ("مقبل", "next", ""),
        ("جاري", "this", ""),
        ("تالي", "anaph", ""),
        ("هذا", "nowdem", ""),
        ("قليلة", "some-after", ""),
        ("نهاية", "datepart", "end"),
        ("مطلع", "datepart", "start"),
        ("نصف", "half", "2"),
        ("نصف", "part", "2"),
        ("ثمانينات", "decade", "80"),
        ("في", "timeprep", "in"),
        ("من", "adinfix", ""),
        ("من", "from", ""),
        ("من", "offset", ""),
        ("شهر", "monthword", ""),
        ("عام", "yearmark", "one"),
        ("عامي", "yearmark", "many"),
        ("هـ", "hijrimark", ""),
        ("الموافق", "corresponds", ""),
        ("أمين", "general", ""),
        ("ثورة", "datename", ""),
        ("روسيا اليوم", "notime", ""),
        ("نحو", "approx", ""),
        ("أكثر من", "over", ""),
        ("أول", "ord", "1"),
        ("رابع", "ord", "4"),
        ("عاشرة", "ord", "10"),
        ("تاسع", "ord", "9"),
        ("عشر", "num", "10"),
        ("ستة", "num", "6"),
        ("أربعة", "num", "4"),
        ("عشرين", "num", "20"),
    ])
}

#[track_caller]
fn reads(text: &str, expected: &[&str]) {
    assert_eq!(read(text, &few(), Some(PUBLISHED)), expected, "{text}");
}

#[test]
fn weekdays_are_the_nearest_past_ones() {
    reads("الخميس", &["الخميس = Point 2015-07-23 day"]);
    reads("الخميس الماضي", &["الخميس الماضي = Point 2015-07-16 day"]);
    reads("يوم الاثنين", &["يوم الاثنين = Point 2015-07-20 day"]);
    reads("السبت المقبل", &["السبت المقبل = Point 2015-07-25 day"]);
    reads("للسبت", &["للسبت = Point 2015-07-18 day"]);
    reads("الخميس التالي", &["الخميس التالي = Point unknown"]);
    reads("الأحد عشر لاعبا", &[]);
}

#[test]
fn a_weekday_wins_over_a_relative_word() {
    reads("اليوم الخميس", &["اليوم الخميس = Point 2015-07-23 day"]);
    reads("اليوم الاثنين", &["اليوم الاثنين = Point 2015-07-20 day"]);
    reads("غدا السبت", &["غدا السبت = Point 2015-07-25 day"]);
    reads("غدا الخميس", &["غدا الخميس = Point 2015-07-23 day"]);
    reads("فجر اليوم (الخميس)", &["فجر اليوم (الخميس) = Point 2015-07-23 day"]);
}

#[test]
fn a_night_between_two_days_is_both() {
    reads("ليل السبت الأحد", &["ليل السبت الأحد = Point 2015-07-18..2015-07-19 day"]);
    reads("ليل السبت ـ الأحد", &["ليل السبت ـ الأحد = Point 2015-07-18..2015-07-19 day"]);
    reads("ليل السبت - الأحد", &["ليل السبت - الأحد = Point 2015-07-18..2015-07-19 day"]);
    reads("يومي السبت والأحد", &["يومي السبت والأحد = Span 2015-07-18..2015-07-19 day"]);
    reads("أيام الأحد", &["أيام الأحد = Point unknown"]);
}

#[test]
fn not_every_day_is_today() {
    reads("اليوم", &["اليوم = Point 2015-07-23 day"]);
    reads("اليوم التالي", &["اليوم التالي = Point unknown"]);
    reads("اليوم الوطني", &[]);
    reads("اليوم الرابع", &[]);
    reads("روسيا اليوم", &[]);
    reads("مرة في اليوم", &[]);
}

#[test]
fn dates_in_words() {
    reads("14 يوليو", &["14 يوليو = Point 2015-07-14 day"]);
    reads("الرابع عشر من يوليو", &["الرابع عشر من يوليو = Point 2015-07-14 day"]);
    reads("20 ديسمبر الماضي", &["20 ديسمبر الماضي = Point 2014-12-20 day past"]);
    reads("في الـ14 من الشهر الجاري", &["الـ14 من الشهر الجاري = Point 2015-07-14 day"]);
    reads("في 14 من هذا الشهر", &["14 من هذا الشهر = Point 2015-07-14 day"]);
    reads("في 20 الجاري", &["20 الجاري = Point 2015-07-20 day"]);
    reads("14 و15 أغسطس", &["14 و15 أغسطس = Span 2015-08-14..2015-08-15 day"]);
    reads("الخميس 16 يوليو", &["الخميس 16 يوليو = Point 2015-07-16 day"]);
    reads("الخميس، 16 يوليو 2015", &["الخميس، 16 يوليو 2015 = Point 2015-07-16 day"]);
    reads("ثورة 23 يوليو", &[]);
    reads("31 من الشهر", &[]);
}

#[test]
fn a_date_without_year_is_near() {
    reads("3 أغسطس", &["3 أغسطس = Point 2015-08-03 day"]);
    reads("منذ 3 أغسطس", &["منذ 3 أغسطس = Since 2014-08-03 day past"]);
    reads("3 ديسمبر", &["3 ديسمبر = Point 2014-12-03 day past"]);
    reads("15 شوال", &["15 شوال = Point 2015-07-30..2015-08-02 week"]);
}

#[test]
fn dates_in_figures() {
    reads("12/7/2015", &["12/7/2015 = Point 2015-07-12 day"]);
    reads("2015-07-12", &["2015-07-12 = Point 2015-07-12 day"]);
    reads("7/30/2015", &["7/30/2015 = Point 2015-07-30 day"]);
    reads("12.7.2015", &["12.7.2015 = Point 2015-07-12 day"]);
    reads("32/7/2015", &[]);
    reads("1/2", &[]);
}

#[test]
fn islamic_dates_are_known_to_some_days() {
    reads("1436/10/5 هـ", &["1436/10/5 هـ = Point 2015-07-20..2015-07-23 week"]);
    reads("الخميس 7 شوال 1436هـ", &["الخميس 7 شوال 1436هـ = Point 2015-07-23 day"]);
    reads("5 شوال الموافق 21 يوليو 2015", &["5 شوال الموافق 21 يوليو 2015 = Point 2015-07-21 day"]);
    reads("عام 1436", &["عام 1436 = Point unknown"]);
    reads("شوال", &[]);
}

#[test]
fn months_need_to_be_clear() {
    reads("مارس (آذار) 2014", &["مارس (آذار) 2014 = Point 2014-03-01..2014-03-31 month past"]);
    reads("في مارس", &["مارس = Point 2015-03-01..2015-03-31 month"]);
    reads("مارس الضغط", &[]);
    reads("نهاية شهر مارس", &["نهاية شهر مارس = Point 2015-03-01..2015-03-31 month"]);
    reads("ديسمبر الماضي", &["ديسمبر الماضي = Point 2014-12-01..2014-12-31 month past"]);
}

#[test]
fn periods_of_the_calendar() {
    reads("الأسبوع الماضي", &["الأسبوع الماضي = Point 2015-07-12..2015-07-18 week"]);
    reads("هذا الشهر", &["هذا الشهر = Point 2015-07-01..2015-07-31 month"]);
    reads("مطلع الشهر الجاري", &["مطلع الشهر الجاري = Point 2015-07-01..2015-07-31 month"]);
    reads("نهاية العام الماضي", &["نهاية العام الماضي = Point 2014-12-01..2014-12-31 month past"]);
    reads("مطلع العام", &["مطلع العام = Point 2015-01-01..2015-01-31 month"]);
    reads("مطلع العام الدراسي", &[]);
    reads("الأمين العام الجاري", &[]);
    reads("العام الماضي 2014", &["العام الماضي 2014 = Point 2014-01-01..2014-12-31 year past"]);
    reads(
        "النصف الأول من العام 2015",
        &["النصف الأول من العام 2015 = Point 2015-01-01..2015-06-30 year"],
    );
    reads("القرن التاسع عشر", &["القرن التاسع عشر = Point 1801-01-01..1900-12-31 year past"]);
    reads("الثمانينات", &["الثمانينات = Point 1980-01-01..1989-12-31 year past"]);
}

#[test]
fn years() {
    reads("عام 2015", &["عام 2015 = Point 2015-01-01..2015-12-31 year"]);
    reads("عامي 2013 و2014", &["عامي 2013 و2014 = Span 2013-01-01..2014-12-31 year past"]);
    reads("في 2011", &["2011 = Point 2011-01-01..2011-12-31 year past"]);
    reads("في 2000 قرية", &[]);
    reads("أكثر من 2011", &[]);
    reads("عام 67", &["عام 67 = Point unknown past"]);
}

#[test]
fn ago_and_since_count_back() {
    reads("قبل يومين", &["قبل يومين = Point 2015-07-21 day"]);
    reads("قبل نحو شهر", &["قبل نحو شهر = Point 2015-06-01..2015-06-30 month"]);
    reads("قبل عام", &["قبل عام = Point 2014-01-01..2014-12-31 year past"]);
    reads("قبل سنوات", &["قبل سنوات = Point unknown past"]);
    reads("قبل يومين من الانتخابات", &["قبل يومين = Point unknown"]);
    reads("منذ أربعة أيام", &["منذ أربعة أيام = Since 2015-07-19 day"]);
    reads("منذ الخميس", &["منذ الخميس = Since 2015-07-23 day"]);
    reads("منذ يوم العيد", &[]);
}

#[test]
fn lengths_have_no_date() {
    reads("لمدة 5 أيام", &["لمدة 5 أيام = Duration unknown"]);
    reads("خلال يومين", &["خلال يومين = Duration unknown"]);
    reads("خلال يوم أمس", &["يوم أمس = Point 2015-07-22 day"]);
    reads("20 عام", &["20 عام = Duration unknown"]);
    reads("خلال الأيام القليلة الماضية", &["الأيام القليلة الماضية = Span unknown"]);
    reads("الأشهر الستة الماضية", &["الأشهر الستة الماضية = Span 2015-01-23..2015-07-23 month"]);
    reads("الـ24 ساعة الماضية", &["الـ24 ساعة الماضية = Span 2015-07-22..2015-07-23 day"]);
}

#[test]
fn hours_have_no_date() {
    reads("الساعة العاشرة والنصف صباحا", &["الساعة العاشرة والنصف صباحا = Clock unknown"]);
    reads("10:30 صباحا", &["10:30 صباحا = Clock unknown"]);
    reads("صباحا", &["صباحا = Clock unknown"]);
}

#[test]
fn nothing_relative_is_resolved_without_publication() {
    let words = few();
    for text in ["اليوم", "الخميس", "14 يوليو", "الشهر الماضي", "قبل يومين", "منذ عام", "هذا العام"]
    {
        let document = document(text, &words);
        let sites = Sites::new(&document.tokens, &words);
        let found = times(&document.tokens, 0, &sites, None);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(
            (found[0].from, found[0].to, found[0].precision),
            (None, None, Precision::Unknown)
        );
        assert!(found[0].relative, "{text}");
    }
    assert_eq!(read("14 يوليو 2014", &words, None), ["14 يوليو 2014 = Point 2014-07-14 day"]);
}

#[test]
fn proclitics_are_told() {
    let words = few();
    let document = document("ولعام 2015", &words);
    let sites = Sites::new(&document.tokens, &words);
    let found = times(&document.tokens, 3, &sites, None);
    assert_eq!(
        (found[0].tokens.clone(), found[0].conjunction, found[0].letter),
        (3..5, true, Some('ل'))
    );
}

/// What the lexicon's own words are good for.
mod lexicon_coverage {
    use super::*;

    fn lexicon() -> WordList {
        WordList::of_files(&[
            include_str!("../../../../data/lexicon/ar/numerals.tsv"),
            include_str!("../../../../data/lexicon/ar/calendar.tsv"),
        ])
    }

    #[test]
    fn ways_to_give_a_time() {
        let words = lexicon();
        for (text, says) in [
            ("أمس الأربعاء", "Point 2015-07-22 day"),
            ("أول من أمس", "Point 2015-07-21 day"),
            ("أمس الأول", "Point 2015-07-21 day"),
            ("مساء الثلاثاء", "Point 2015-07-21 day"),
            ("منتصف ليل الجمعة", "Point 2015-07-17 day"),
            ("بعد ظهر أمس", "Point 2015-07-22 day"),
            ("غد الأحد", "Point 2015-07-26 day"),
            ("11 يوليو/ تموز", "Point 2015-07-11 day"),
            ("26 كانون الثاني (يناير) 2015", "Point 2015-01-26 day"),
            ("الأول من تشرين الثاني المقبل", "Point 2015-11-01 day"),
            ("نهاية أيار/ مايو", "Point 2015-05-01..2015-05-31 month"),
            ("أواخر أبريل الماضي", "Point 2015-04-01..2015-04-30 month"),
            ("صيف 2014", "Point 2014-01-01..2014-12-31 year past"),
            ("الربع الثاني من العام الجاري", "Point 2015-04-01..2015-06-30 year"),
            ("العام قبل الماضي", "Point 2013-01-01..2013-12-31 year past"),
            ("ستينيات القرن الماضي", "Point 1960-01-01..1969-12-31 year past"),
            ("شهر رمضان الماضي", "Point 2015-06-16..2015-07-18 month"),
            ("بضعة أيام", "Duration unknown"),
            ("على مدى ثلاث سنوات", "Duration unknown"),
            ("السنوات الخمس الأخيرة", "Span 2010-07-23..2015-07-23 year"),
            ("الساعة 0600 بتوقيت غرينتش", "Clock unknown"),
        ] {
            assert_eq!(read(text, &words, Some(PUBLISHED)), [format!("{text} = {says}")], "{text}");
        }
    }

    proptest! {
        #[test]
        fn times_are_ordered_and_disjoint(
            picks in prop::collection::vec((any::<prop::sample::Index>(), 0..6u8), 0..40),
            day in -20_000..20_000i32,
        ) {
            let words = lexicon();
            let phrases = words.phrases();
            let text: Vec<String> = picks.iter().map(|(index, kind)| match kind {
                0 => format!("{}", index.index(3000)),
                1 => ["،", "-", "/", "(", ")", ":", "و", "بـ", "الـ", "1.7.2015", "30"][index.index(11)].to_string(),
                2 => format!("ال{}", phrases[index.index(phrases.len())]),
                _ => phrases[index.index(phrases.len())].clone(),
            }).collect();
            let published = PUBLISHED.checked_add(jiff::Span::new().days(day)).unwrap();
            let document = document(&text.join(" "), &words);
            for sentence in &document.sentences {
                let tokens = &document.tokens[sentence.tokens.clone()];
                let sites = Sites::new(tokens, &words);
                let mut end = sentence.tokens.start;
                let found = times(tokens, sentence.tokens.start, &sites, Some(published));
                for t in &found {
                    prop_assert!(t.tokens.start >= end && t.tokens.end > t.tokens.start);
                    end = t.tokens.end;
                    prop_assert_eq!(t.from.is_some(), t.to.is_some());
                    prop_assert_eq!(t.from.is_none(), t.precision == Precision::Unknown);
                    prop_assert!(t.from <= t.to);
                }
                prop_assert!(end <= sentence.tokens.end);
                // The day of publication resolves times and does not find them.
                let unresolved = times(tokens, sentence.tokens.start, &sites, None);
                let spans = |times: &[Time]| times.iter().map(|t| t.tokens.clone()).collect::<Vec<_>>();
                prop_assert_eq!(spans(&found), spans(&unresolved));
                prop_assert!(unresolved.iter().all(|t| !t.relative || t.from.is_none()));
            }
        }
    }
}
