use proptest::prelude::*;

use super::*;

mod nouns;
mod verbs;

/// Reads `lemma root form vowels masdars`, `-` for an empty cell, `/` between verbal nouns.
fn conjugated(row: &str) -> Result<Vec<Inflected>, String> {
    let cells: Vec<&str> = row.split_whitespace().map(|c| if c == "-" { "" } else { c }).collect();
    let &[lemma, root, form, vowels, masdars] = cells.as_slice() else {
        return Err(format!("`{row}` has not five cells"));
    };
    let masdars: Vec<&str> = masdars.split('/').filter(|m| !m.is_empty()).collect();
    let vowels = vowels.split_once('-').map(|(p, i)| (one(p), one(i)));
    conjugate(&VerbSpec { lemma, root, form: form.parse()?, vowels, masdars: &masdars })
}

fn one(text: &str) -> char {
    text.chars().next().unwrap()
}

/// The letters of the forms that fit, without repetition, separated by blanks.
fn texts(forms: &[Inflected], fits: impl Fn(&Features) -> bool) -> String {
    let mut out: Vec<&str> = Vec::new();
    for form in forms.iter().filter(|f| fits(&f.features)) {
        if !out.contains(&form.text.as_str()) {
            out.push(&form.text);
        }
    }
    out.join(" ")
}

fn is_well_formed(forms: &[Inflected]) -> Result<(), TestCaseError> {
    for (i, form) in forms.iter().enumerate() {
        prop_assert!(!forms[..i].contains(form), "{form:?} twice");
        prop_assert!(!form.text.is_empty());
        let sounds = form.text.chars().find(char::is_ascii_graphic);
        prop_assert_eq!(sounds, None, "a sound is left in {}", form.text);
    }
    Ok(())
}

fn radicals(count: usize) -> impl Strategy<Value = String> {
    let letter =
        proptest::sample::select("ءبتثجحخدذرزسشصضطظعغفقكلمنهوي".chars().collect::<Vec<_>>());
    proptest::collection::vec(letter, count).prop_map(|letters| letters.into_iter().collect())
}

fn form() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(
        &["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "q1", "q2", "q4"][..],
    )
}

fn vowel() -> impl Strategy<Value = char> {
    proptest::sample::select(&['a', 'i', 'u'][..])
}

proptest! {
    /// Whatever the root, the lemma that the checker proposes is one it accepts, and its forms are
    /// well formed and the same every time.
    #[test]
    fn every_root_has_a_paradigm(
        three in radicals(3),
        four in radicals(4),
        form in form(),
        (perfect, imperfect) in (vowel(), vowel()),
        masdar in "[ء-ي]{1,6}",
    ) {
        let root = if form.starts_with('q') { four } else { three };
        let vowels = (form == "1").then_some((perfect, imperfect));
        let form: VerbForm = form.parse().unwrap();
        let masdars = [masdar.as_str()];
        let spec = VerbSpec { lemma: "-", root: &root, form, vowels, masdars: &masdars };
        let refused = conjugate(&spec).unwrap_err();
        let lemma = refused.rsplit('`').nth(1).unwrap();
        let first = conjugate(&VerbSpec { lemma, ..spec });
        prop_assert!(first.is_ok(), "{refused}: {first:?}");
        let first = first.unwrap();
        is_well_formed(&first)?;
        prop_assert_eq!(Ok(first), conjugate(&VerbSpec { lemma, ..spec }));
    }

    #[test]
    fn no_description_of_a_verb_panics(
        lemma in any::<String>(),
        root in "\\PC{0,5}",
        form in form(),
        vowels in proptest::option::of((any::<char>(), any::<char>())),
        masdar in any::<String>(),
    ) {
        let form = form.parse().unwrap();
        let masdars = [masdar.as_str()];
        let spec = VerbSpec { lemma: &lemma, root: &root, form, vowels, masdars: &masdars };
        prop_assert!(conjugate(&spec).is_err() || root.trim().chars().count() > 2);
    }

    #[test]
    fn no_description_of_a_noun_panics(
        lemma in any::<String>(),
        arabic in "[ء-ي ~aiuAIUENTWY]{0,8}",
        plural in any::<String>(),
        feminine in any::<bool>(),
    ) {
        let gender = if feminine { Gender::Feminine } else { Gender::Masculine };
        for lemma in [lemma, arabic] {
            let plurals = [plural.as_str(), lemma.as_str(), "+ات", "+ون"];
            let forms = inflect_noun(&NounSpec { lemma: &lemma, plurals: &plurals, gender });
            prop_assert!(lemma.trim().is_empty() || !forms.is_empty());
            inflect_nisba(&lemma, &plurals);
        }
    }

    #[test]
    fn nouns_are_well_formed(lemma in "[ء-غف-ي]{2,7}", plural in "[ء-غف-ي]{2,7}") {
        let plurals = [plural.as_str(), "+ات", "+ون"];
        let spec = NounSpec { lemma: &lemma, plurals: &plurals, gender: Gender::Masculine };
        is_well_formed(&inflect_noun(&spec))?;
    }
}
