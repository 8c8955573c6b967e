//! Which language a text is in, told by its letters and its commonest words.
//!
//! Good enough to keep Arabic apart from Persian, Urdu, Kurdish, Pashto and Uyghur and from other
//! scripts; it does not tell dialects, and mixed pages get the language of most of the text. Texts in
//! Latin letters need a dozen words. Each letter of a row of `data/extract/languages.tsv` counts one,
//! each of its words three; the commonest language of a script (its first row) wins where nothing
//! speaks for another.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use crate::table::Table;

/// Letters and words of one script, each with the languages (by their number) it speaks for.
#[derive(Default)]
struct Script {
    codes: Vec<&'static str>,
    letters: HashMap<char, Vec<usize>>,
    words: HashMap<&'static str, Vec<usize>>,
}

static SCRIPTS: LazyLock<BTreeMap<&'static str, Script>> = LazyLock::new(|| {
    let mut scripts: BTreeMap<&'static str, Script> = BTreeMap::new();
    Table::new(include_str!("../../../data/extract/languages.tsv")).for_each(|row| {
        let script = scripts.entry(row.cell("script")).or_default();
        let number = script.codes.len();
        script.codes.push(row.cell("language"));
        for letter in row.cell("letters").chars() {
            script.letters.entry(letter).or_default().push(number);
        }
        for word in row.cell("words").split(' ').filter(|word| !word.is_empty()) {
            script.words.entry(word).or_default().push(number);
        }
    });
    scripts
});

/// Characters that are looked at.
const LOOK_CHARS: usize = 1_500;
const WORD_WEIGHT: usize = 3;
const LATIN_MIN_SCORE: usize = 9;

/// The language of `text`; `None` where too little tells.
pub(crate) fn identify(text: &str) -> Option<&'static str> {
    let end = text.char_indices().nth(LOOK_CHARS).map_or(text.len(), |(at, _)| at);
    let text = &text[..end];
    let name = main_script(text)?;
    let script = SCRIPTS.get(name)?;
    let mut scores = vec![0; script.codes.len()];
    let count = |numbers: Option<&Vec<usize>>, weight: usize, scores: &mut Vec<usize>| {
        numbers.into_iter().flatten().for_each(|number| scores[*number] += weight);
    };
    for c in text.chars().filter(|c| !c.is_ascii()) {
        count(script.letters.get(&c), 1, &mut scores);
    }
    for word in text.split(|c: char| script_of(c).is_none()).filter(|word| !word.is_empty()) {
        if word.bytes().any(|b| b.is_ascii_uppercase()) {
            count(script.words.get(word.to_lowercase().as_str()), WORD_WEIGHT, &mut scores);
        } else {
            count(script.words.get(word), WORD_WEIGHT, &mut scores);
        }
    }
    // The first of equal scores: rows stand in order of likelihood.
    let most = scores.iter().copied().max()?;
    let best = scores.iter().position(|score| *score == most)?;
    (name != "latin" || most >= LATIN_MIN_SCORE).then_some(script.codes[best])
}

/// Whether `code` is a language this module can tell.
pub(crate) fn knows(code: &str) -> bool {
    SCRIPTS.values().any(|script| script.codes.contains(&code))
}

const SCRIPT_NAMES: [&str; 7] =
    ["arabic", "latin", "cyrillic", "hebrew", "greek", "armenian", "georgian"];

/// Number of the script that letter `c` belongs to.
fn script_of(c: char) -> Option<usize> {
    match c {
        '\u{0610}'..='\u{061A}'
        | '\u{0620}'..='\u{0669}'
        | '\u{066E}'..='\u{06D3}'
        | '\u{06D5}'..='\u{06FF}'
        | '\u{0750}'..='\u{077F}'
        | '\u{FB50}'..='\u{FD3D}'
        | '\u{FD50}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFC}' => Some(0),
        'A'..='Z' | 'a'..='z' | '\u{00C0}'..='\u{024F}' => Some(1),
        '\u{0400}'..='\u{052F}' => Some(2),
        '\u{0590}'..='\u{05F2}' => Some(3),
        '\u{0370}'..='\u{03FF}' => Some(4),
        '\u{0530}'..='\u{0588}' => Some(5),
        '\u{10A0}'..='\u{10FF}' => Some(6),
        _ => None,
    }
}

fn main_script(text: &str) -> Option<&'static str> {
    let mut counts = [0usize; SCRIPT_NAMES.len()];
    for script in text.chars().filter_map(script_of) {
        counts[script] += 1;
    }
    let best = (0..counts.len()).rev().max_by_key(|&at| counts[at])?;
    (counts[best] > 0).then_some(SCRIPT_NAMES[best])
}

#[cfg(test)]
mod tests {
    use super::identify;

    #[test]
    fn tells_arabic_from_its_neighbours() {
        for (code, text) in [
            ("ar", "قالت المتحدثة إن الوفد سيصل إلى المدينة غدا"),
            ("ar", "هدنة جديدة"),
            ("ar", "لجنة الصليب الأحمر تزور كركوك"),
            ("fa", "سخنگوی وزارت گفت که این هیئت فردا به شهر می‌رسد"),
            ("fa", "وزیر امور خارجه از سفر خود به منطقه خبر داد"),
            ("ur", "ترجمان نے کہا ہے کہ وفد کل شہر پہنچے گا"),
            ("ckb", "وتەبێژی وەزارەت ڕایگەیاند کە شاندەکە سبەی دەگاتە شار"),
            ("ps", "وياند وويل چې پلاوی به سبا ښار ته ورسېږي"),
            ("ug", "باياناتچى ۋەكىللەر ئۆمىكىنىڭ ئەتە شەھەرگە كېلىدىغانلىقىنى ئېيتتى"),
            ("en", "The spokeswoman said that the delegation will arrive in the city by noon"),
            ("fr", "La porte-parole a déclaré que la délégation arrivera dans la ville"),
            ("ru", "Представитель заявила, что делегация прибудет в город завтра"),
        ] {
            assert_eq!(identify(text), Some(code), "{text}");
        }
    }

    #[test]
    fn says_nothing_where_nothing_tells() {
        assert_eq!(identify(""), None);
        assert_eq!(identify("2020-10-01 !"), None);
        assert_eq!(identify("Kabul"), None);
    }
}
