use isnad_model::Article;
use proptest::prelude::*;

use super::*;
use crate::segment::{Document, Sites, WordList, segment};

/// One line of text read as one sentence.
fn document(text: &str, words: &WordList) -> Document {
    segment(&Article { text: text.into(), ..Article::default() }, words)
}

/// The quantities of a text, each as its words and what they say.
fn read(text: &str, words: &WordList) -> Vec<String> {
    let document = document(text, words);
    let mut out = Vec::new();
    for sentence in &document.sentences {
        let tokens = &document.tokens[sentence.tokens.clone()];
        let sites = Sites::new(tokens, words);
        for q in quantities(tokens, sentence.tokens.start, &sites) {
            let first = document.tokens[q.tokens.start].span;
            let span = first.cover(&document.tokens[q.tokens.end - 1].span);
            let side = |n: Option<u64>| n.map_or(String::new(), |n| n.to_string());
            let number = match (q.low, q.high) {
                (low, high) if low == high => side(low),
                (low, high) => format!("{}..{}", side(low), side(high)),
            };
            let about = if q.approximate { "~" } else { "" };
            let order = if q.ordinal { "#" } else { "" };
            out.push(format!("{} = {about}{order}{number}", span.slice(text)));
        }
    }
    out
}

/// A few words, enough for the grammar of numbers.
fn few() -> WordList {
    WordList::new([
        ("واحد", "num", "1"),
        ("أحد", "one", "1"),
        ("إحدى", "one", "1"),
        ("اثنا", "teen", "2"),
        ("ثلاثة", "num", "3"),
        ("ثلاث", "num", "3"),
        ("خمسة", "num", "5"),
        ("عشر", "num", "10"),
        ("عشرة", "num", "10"),
        ("عشرون", "num", "20"),
        ("خمسون", "num", "50"),
        ("مئة", "num", "100"),
        ("مئتي", "num", "200"),
        ("ألف", "mag", "1000"),
        ("ألفا", "mag-acc", "1000"),
        ("ألفان", "dual", "1000"),
        ("آلاف", "plural", "1000"),
        ("مليون", "mag", "1000000"),
        ("مليار", "mag", "1000000000"),
        ("عشرات", "plural", "10"),
        ("مئات", "plural", "100"),
        ("بضعة", "few", ""),
        ("نصف", "part", "2"),
        ("نحو", "approx", ""),
        ("يقدر ب", "approx", ""),
        ("أكثر من", "over", ""),
        ("على الأقل", "atleast", ""),
        ("على الأقل", "atleast-after", ""),
        ("لا يقل عن", "atleast", ""),
        ("أقل من", "under", ""),
        ("يصل إلى", "upto", ""),
        ("بين", "between", ""),
        ("من", "from", ""),
        ("إلى", "to", ""),
        ("أو", "or", ""),
        ("في المئة", "percent", ""),
        ("%", "percent", ""),
        ("ثاني", "ord", "2"),
        ("حادي", "ord-one", "1"),
        ("عشرين", "num", "20"),
        ("قرار", "label", ""),
        ("ذكرى", "label", ""),
        ("ارتفع", "change", ""),
        ("لا", "neg", ""),
        ("ر", "point", ""),
        ("يوليو", "month", "7"),
    ])
}

#[track_caller]
fn reads(text: &str, expected: &[&str]) {
    assert_eq!(read(text, &few()), expected, "{text}");
}

#[test]
fn digits_group_thousands_or_hold_fractions() {
    reads("1,500 جندي", &["1,500 = 1500"]);
    reads("1.500 جندي", &["1.500 = 1500"]);
    reads("1.500 مليار", &["1.500 مليار = 1500000000"]);
    reads("3.6 مليار", &["3.6 مليار = 3600000000"]);
    reads("7,4 مليون", &["7,4 مليون = 7400000"]);
    reads("٣٫٥ طن", &["٣٫٥ = "]);
    reads("4ر16 مليار", &["4ر16 مليار = 16400000000"]);
    reads("١٢٬٥٠٠ شخص", &["١٢٬٥٠٠ = 12500"]);
}

#[test]
fn words_add_up() {
    reads("ثلاثة عشر ألفا ومئتي لاجئ", &["ثلاثة عشر ألفا ومئتي = 13200"]);
    reads("خمسة وعشرون", &["خمسة وعشرون = 25"]);
    reads("مئة وخمسون", &["مئة وخمسون = 150"]);
    reads("ثلاث مئة", &["ثلاث مئة = 300"]);
    reads("إحدى عشرة طائرة", &["إحدى عشرة = 11"]);
    reads("اثنا عشر", &["اثنا عشر = 12"]);
    reads("أحد وعشرون", &["أحد وعشرون = 21"]);
    reads("مليون و200 ألف و5 جنود", &["مليون و200 ألف و5 = 1200005"]);
    reads("مليون ونصف المليون", &["مليون ونصف المليون = 1500000"]);
    reads("نصف مليون", &["نصف مليون = 500000"]);
    reads("ألفان ومئة", &["ألفان ومئة = 2100"]);
    reads("ثلاثة وخمسة", &["ثلاثة = 3", "وخمسة = 5"]);
    reads("20 و30", &["20 = 20", "و30 = 30"]);
}

#[test]
fn a_dual_cut_short_stands_before_its_noun() {
    reads("ألفا مقاتل", &["ألفا = 2000"]);
    reads("ألفا ومئة", &["ألفا ومئة = 1100"]);
    reads("ألفا من", &["ألفا = 1000"]);
}

#[test]
fn operators_move_the_bounds() {
    reads("أكثر من 20", &["أكثر من 20 = 21.."]);
    reads("نحو 20", &["نحو 20 = ~20"]);
    reads("لا يقل عن نحو 15", &["لا يقل عن نحو 15 = ~15.."]);
    reads("أقل من 20", &["أقل من 20 = ..19"]);
    reads("يصل إلى 390", &["يصل إلى 390 = ..390"]);
    reads("يصل إلى أكثر من 20", &["يصل إلى أكثر من 20 = 21.."]);
    reads("على الأقل 20", &["على الأقل 20 = 20.."]);
    reads("يقدر بـ20", &["يقدر بـ20 = ~20"]);
    reads("يقدر بنحو 20", &["يقدر بنحو 20 = ~20"]);
    reads("نحو (20) شخصا", &["نحو (20) = ~20"]);
    reads("نحو القرية", &[]);
}

#[test]
fn ranges() {
    reads("بين 3.6 و 3.7 مليار", &["بين 3.6 و 3.7 مليار = 3600000000..3700000000"]);
    reads("بين 500 ومليون", &["بين 500 ومليون = 500..1000000"]);
    reads("من 10 إلى 15", &["من 10 إلى 15 = 10..15"]);
    reads("10-15 طائرة", &["10-15 = 10..15"]);
    reads("ثلاثة أو خمسة", &["ثلاثة أو خمسة = 3..5"]);
    reads("ارتفع العدد من 10 إلى 15", &["10 = 10", "15 = 15"]);
}

#[test]
fn plurals_without_number_are_ranges() {
    reads("عشرات القتلى", &["عشرات = ~20..99"]);
    reads("مئات الآلاف", &["مئات الآلاف = ~200000..999999"]);
    reads("آلاف", &["آلاف = ~2000..9999"]);
    reads("بضعة آلاف", &["بضعة آلاف = ~3000..9999"]);
    reads("بضعة جنود", &["بضعة = ~3..9"]);
    reads("أكثر من مئات", &["أكثر من مئات = ~200.."]);
}

#[test]
fn one_of_several_is_one() {
    reads("أحد الجنود", &["أحد = 1"]);
    reads("لا أحد يعرف", &[]);
    reads("أحد.", &[]);
}

#[test]
fn what_counts_nothing_is_left_out() {
    reads("20 في المئة", &[]);
    reads("20% و%30", &[]);
    reads("القرار 2216", &[]);
    reads("إف-16", &[]);
    reads("مجموعة 5+1", &[]);
    reads("1/4 كوب", &[]);
    reads("3-1", &[]);
    reads("14 يوليو", &[]);
    reads("0501234567", &[]);
    reads("1- البند", &[]);
    reads("في القرار 20 بندا", &["20 = 20"]);
}

#[test]
fn ordinals_are_marked() {
    reads("الثاني", &["الثاني = #2"]);
    reads("الحادي والعشرين", &["الحادي والعشرين = #21"]);
    reads("الذكرى الـ70", &["الـ70 = #70"]);
}

#[test]
fn proclitics_are_told() {
    let words = few();
    let document = document("وبـ2800 جندي", &words);
    let sites = Sites::new(&document.tokens, &words);
    let found = quantities(&document.tokens, 7, &sites);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].tokens.clone(), found[0].conjunction, found[0].letter),
        (7..9, true, Some('ب'))
    );
}

#[test]
fn bounds_stand_after_their_noun() {
    let words = few();
    let bounds = |text: &str| {
        let document = document(text, &words);
        let sites = Sites::new(&document.tokens, &words);
        super::bounds(&document.tokens, 0, &sites)
    };
    let after = bounds("20 جنديا على الأقل");
    assert_eq!(after.len(), 1);
    assert_eq!((after[0].tokens.clone(), after[0].at_least, after[0].at_most), (2..4, true, false));
    assert_eq!(bounds("على الأقل 20 جنديا"), []);
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
    fn numbers_in_every_form() {
        let words = lexicon();
        for (text, value) in [
            ("واحد", 1),
            ("اثنتين", 2),
            ("ثماني", 8),
            ("إحدى عشرة", 11),
            ("اثني عشر", 12),
            ("اثنتا عشرة", 12),
            ("ثماني عشرة", 18),
            ("تسعة عشر", 19),
            ("واحد وعشرين", 21),
            ("تسعة وتسعون", 99),
            ("مائة", 100),
            ("مئة وأربعة عشر", 114),
            ("مائتين وخمسين", 250),
            ("ثلاثمائة", 300),
            ("ثمانمئة وثمانية وثمانين", 888),
            ("ألف وستمئة", 1600),
            ("ألفين", 2000),
            ("أربعة آلاف", 4000),
            ("عشرة آلاف وخمسمائة", 10_500),
            ("أحد عشر ألفا", 11_000),
            ("مئة ألف", 100_000),
            ("مائتي ألف", 200_000),
            ("مليونين ونصف", 2_500_000),
            ("سبعة ملايين", 7_000_000),
            ("عشرين مليونا", 20_000_000),
            ("ملياري", 2_000_000_000),
            ("تريليون", 1_000_000_000_000_u64),
        ] {
            assert_eq!(read(text, &words), [format!("{text} = {value}")], "{text}");
        }
    }

    #[test]
    fn words_before_numbers() {
        let words = lexicon();
        for (text, says) in [
            ("حوالي 20", "~20"),
            ("زهاء 20", "~20"),
            ("ما يقرب من 20", "~20"),
            ("ما لا يقل عن 20", "20.."),
            ("ما يزيد على 20", "21.."),
            ("تجاوز عددهم 20", "21.."),
            ("ما يصل إلى 20", "..20"),
            ("لا يتجاوز عددهم 20", "..20"),
            ("تقل عن 20", "..19"),
            ("عشرات الآلاف", "~20000..99999"),
            ("العشرات", "~20..99"),
            ("عدة مئات", "~200..999"),
        ] {
            assert_eq!(read(text, &words), [format!("{text} = {says}")], "{text}");
        }
    }

    proptest! {
        #[test]
        fn quantities_are_ordered_and_disjoint(picks in prop::collection::vec((any::<prop::sample::Index>(), 0..6u8), 0..40)) {
            let words = lexicon();
            let phrases = words.phrases();
            let text: Vec<String> = picks.iter().map(|(index, kind)| match kind {
                0 => format!("{}", index.index(3000)),
                1 => ["،", "-", "/", "(", ")", ".", "و", "بـ", "%", "5.5", "1,000"][index.index(11)].to_string(),
                2 => format!("و{}", phrases[index.index(phrases.len())]),
                _ => phrases[index.index(phrases.len())].clone(),
            }).collect();
            let document = document(&text.join(" "), &words);
            for sentence in &document.sentences {
                let tokens = &document.tokens[sentence.tokens.clone()];
                let sites = Sites::new(tokens, &words);
                let mut end = sentence.tokens.start;
                for q in quantities(tokens, sentence.tokens.start, &sites) {
                    prop_assert!(q.tokens.start >= end && q.tokens.end > q.tokens.start);
                    end = q.tokens.end;
                    if let (Some(low), Some(high)) = (q.low, q.high) {
                        prop_assert!(low <= high);
                    }
                }
                prop_assert!(end <= sentence.tokens.end);
                let mut end = sentence.tokens.start;
                for bound in bounds(tokens, sentence.tokens.start, &sites) {
                    prop_assert!(bound.tokens.start >= end && bound.tokens.end <= sentence.tokens.end);
                    end = bound.tokens.end;
                }
            }
        }
    }
}
