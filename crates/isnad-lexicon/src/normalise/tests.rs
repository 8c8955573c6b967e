use proptest::prelude::*;

use super::*;

#[test]
fn spellings_of_a_word_share_a_key() {
    for (text, key) in [
        ("أُعلِنَ", "اعلن"),
        ("إِيران", "ايران"),
        ("آخر", "اخر"),
        ("ٱلله", "الله"),
        ("ا\u{653}خر", "اخر"),
        ("ا\u{655}يران", "ايران"),
        ("مستشفى", "مستشفي"),
        ("علی", "علي"),
        ("حکومة", "حكومه"),
        ("غـــارة", "غاره"),
        ("ﷲ", "الله"),
        ("ﻻ", "لا"),
        ("ﺣﻠﺐ", "حلب"),
        ("\u{fef7}", "لا"),
        ("و\u{654}", "ؤ"),
        ("مسو\u{64f}\u{654}ول", "مسؤول"),
        ("هيى\u{654}ة", "هيئه"),
        ("ؤ ئ ء پ چ ڤ گ", "ؤ ئ ء پ چ ڤ گ"),
        ("٢٠١٥ ۲۰ ١٫٥ ١٬٠٠٠", "2015 20 1.5 1,000"),
        ("\u{200f}سوريا\u{200e}\u{feff}", "سوريا"),
        ("a\u{a0}B\u{3000}Ç", "a b ç"),
        ("می\u{200c}خواهد", "ميخواهد"),
        ("هذاً\u{fe70}\u{fc5e}", "هذا"),
    ] {
        assert_eq!(fold(text), key, "{text}");
        assert_eq!(normalise(text).text, key, "{text}");
    }
}

#[test]
fn appending_leaves_what_is_there() {
    let mut out = String::from("و");
    fold_into("\u{654}أ", &mut out);
    assert_eq!(out, "وا");
}

#[test]
fn a_letter_stands_for_its_vowel_signs() {
    let text = "الأُمَمِ\u{200f} في";
    let Normalised { text: key, map } = normalise(text);
    assert_eq!(key, "الامم في");
    assert_eq!(map.to_original(6..8), 8..12);
    assert_eq!(&text[map.to_original(0..10)], "الأُمَمِ");
    assert_eq!(&text[map.to_original(11..15)], "في");
    assert_eq!(map.to_original(99..120), text.len()..text.len());
}

#[test]
fn half_a_ligature_is_the_ligature() {
    let Normalised { map, .. } = normalise("سﻻم");
    assert_eq!(map.to_original(2..4), 2..5);
    assert_eq!(map.to_original(4..8), 2..7);
}

fn arabic() -> impl Strategy<Value = String> {
    let signs =
        "ابتثيوىةهأإآؤئءکی ﻻﷲﷺﷻ١٢،٫aZİ\u{640}\u{64b}\u{651}\u{654}\u{653}\u{200f}\u{feff}\u{a0}";
    let signs: Vec<char> = signs.chars().collect();
    prop_oneof![
        proptest::collection::vec(proptest::sample::select(signs), 0..40)
            .prop_map(|v| v.into_iter().collect()),
        any::<String>(),
    ]
}

fn boundaries(text: &str) -> Vec<usize> {
    (0..=text.len()).filter(|&i| text.is_char_boundary(i)).collect()
}

proptest! {
    #[test]
    fn folding_is_idempotent(text in arabic()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once.clone());
        prop_assert_eq!(normalise(&text).text, once);
    }

    #[test]
    fn offsets_land_on_boundaries_in_order(text in arabic()) {
        let Normalised { text: key, map } = normalise(&text);
        let mut last = 0..0;
        for pair in boundaries(&key).windows(2) {
            let range = map.to_original(pair[0]..pair[1]);
            prop_assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
            prop_assert!(range.start < range.end);
            prop_assert!(last.start <= range.start && last.end <= range.end);
            let part = fold(&text[range.clone()]);
            prop_assert!(part.contains(&key[pair[0]..pair[1]]), "{}", part);
            last = range;
        }
    }

    #[test]
    fn maps_compose(text in arabic(), cut in 0usize..20) {
        let inner = normalise(&text);
        let cut = boundaries(&inner.text).into_iter().nth(cut).unwrap_or(0);
        // An outer text that lacks the first characters of the inner one.
        let mut outer = OffsetMap::default();
        outer.same(0, cut, inner.text.len() - cut);
        let composed = outer.compose(&inner.map);
        for pair in boundaries(&inner.text[cut..]).windows(2) {
            let through = inner.map.to_original(cut + pair[0]..cut + pair[1]);
            prop_assert_eq!(composed.to_original(pair[0]..pair[1]), through);
        }
        let identity = OffsetMap::identity(inner.text.len());
        prop_assert_eq!(identity.compose(&inner.map), inner.map);
    }
}
