//! From sounds to careful unvocalised spelling.
//!
//! A form is built as a string of sounds: consonants as Arabic letters (hamza always `ء`), short
//! vowels `a i u`, long ones `A I U`, and marks: `~` doubled consonant, `E` prosthetic alef (همزة
//! الوصل), `T` taa marbuta, `Y` final long a spelled ى, `N` alef of the indefinite accusative,
//! `W` the silent alef after the plural و. Letters that come from a spelled word stay as they are.
//! `ءaءخuذ` (I take) becomes `آخذ`.
//!
//! Hamza: Wright, A Grammar of the Arabic Language (3rd ed.), vol. I §§14–17 and 131–136; Ryding,
//! A Reference Grammar of Modern Standard Arabic, ch. 2 §3.3. Vowels with و and ي: Wright I §§137–151.

/// Fills a pattern: digits are root letters, `' t n m s y w` stand for ء ت ن م س ي و.
pub(super) fn fill(pattern: &str, root: &[char]) -> String {
    let letter = |c: char| match c {
        '1'..='4' => c.to_digit(10).and_then(|d| root.get(d as usize - 1)).copied().unwrap_or(c),
        '\'' => 'ء',
        't' => 'ت',
        'n' => 'ن',
        'm' => 'م',
        's' => 'س',
        'y' => 'ي',
        'w' => 'و',
        other => other,
    };
    pattern.chars().map(letter).collect()
}

/// Adds an ending, written as in [`fill`]; a consonant that meets itself is doubled (أعلنّا).
pub(super) fn join(stem: &str, ending: &str) -> String {
    let ending = fill(ending, &[]);
    let mut letters = ending.chars();
    let mut out = String::with_capacity(stem.len() + ending.len());
    out.push_str(stem);
    match letters.next() {
        Some(first) if !is_vowel(first) && stem.ends_with(first) => {
            out.push('~');
            out.push_str(letters.as_str());
        }
        _ => out.push_str(&ending),
    }
    out
}

/// Whether the sound is a vowel.
pub(super) fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'i' | 'u' | 'A' | 'I' | 'U')
}

/// Whether the sound is a short vowel.
pub(super) fn is_short(c: char) -> bool {
    matches!(c, 'a' | 'i' | 'u')
}

/// The long vowel of a short one.
pub(super) fn lengthen(c: char) -> char {
    c.to_ascii_uppercase()
}

/// The spellings of a form: the careful one, then one that is also in use for its hamza
/// (بدؤوا, بدأوا; مسؤول, مسئول; أومن, أؤمن), if there is one.
pub(super) fn spellings(sounds: &str) -> Vec<String> {
    let mut all = vec![spell(&contract(sounds, false), false)];
    let other = spell(&contract(sounds, true), true);
    if other != all[0] {
        all.push(other);
    }
    all
}

/// ءaء → ءA before a consonant, iو → I, uي → U. The other spelling keeps ءuء.
fn contract(sounds: &str, other: bool) -> Vec<char> {
    let input: Vec<char> = sounds.chars().collect();
    let mut out = Vec::with_capacity(input.len());
    let mut i = 0;
    while let Some(&c) = input.get(i) {
        let next = input.get(i + 1).copied();
        let closed = input.get(i + 2).is_some_and(|&c| !is_vowel(c) && c != '~' && c != 'Y');
        let lengthens = match (c, next) {
            ('u', Some('ء')) if other => false,
            (_, Some('ء')) if is_short(c) => out.last() == Some(&'ء'),
            ('i', Some('و')) | ('u', Some('ي')) => true,
            _ => false,
        };
        if closed && lengthens {
            out.push(lengthen(c));
            i += 2;
        } else {
            out.push(c);
            i += 1;
        }
    }
    out
}

fn spell(sounds: &[char], other: bool) -> String {
    let mut out = String::with_capacity(sounds.len() * 2);
    let mut i = 0;
    while let Some(&c) = sounds.get(i) {
        match c {
            'a' | 'i' | 'u' | '~' => {}
            'A' | 'E' | 'N' | 'W' => out.push('ا'),
            'I' => out.push('ي'),
            'U' => out.push('و'),
            'T' => out.push('ة'),
            'Y' => out.push(if out.ends_with('ي') { 'ا' } else { 'ى' }),
            'ء' => {
                let (seat, taken) = hamza(sounds, i, other);
                out.push(seat);
                i += taken;
            }
            letter => out.push(letter),
        }
        i += 1;
    }
    out
}

/// The seat of the hamza at `i`, and how many of the following sounds it takes in.
fn hamza(sounds: &[char], i: usize, other: bool) -> (char, usize) {
    let skip = usize::from(sounds.get(i + 1) == Some(&'~'));
    let own = sounds.get(i + 1 + skip).copied();
    let before = sounds[..i].iter().rev().copied().find(|&c| c != '~');
    let after_consonant = |seat: char| match (own, other) {
        // Letters that do not join to the left leave the hamza on the line.
        (Some('U' | 'A'), true) => on_line_or_tooth(before),
        (Some('a'), true) if sounds.get(i + 2 + skip) == Some(&'ي') => on_line_or_tooth(before),
        _ => seat,
    };
    match (before, own) {
        (None, Some('A')) => ('آ', 1 + skip),
        (None, Some('i' | 'I')) => ('إ', 0),
        (None, _) => ('أ', 0),
        // At the end the vowel before decides.
        (Some('a'), None) => ('أ', 0),
        (Some('i'), None) => ('ئ', 0),
        (Some('u'), None) => ('ؤ', 0),
        (Some(_), None) => ('ء', 0),
        // Before the alef of the accusative.
        (Some('A'), Some('N')) => ('ء', 1 + skip),
        (Some('a'), Some('N')) => ('أ', 1 + skip),
        (Some('u'), Some('N')) => ('ؤ', 0),
        (Some('U' | 'و'), Some('N')) => ('ء', 0),
        (Some('i' | 'I' | 'ي'), Some('N')) => ('ئ', 0),
        (Some(_), Some('N')) => (on_line_or_tooth(before), 0),
        // ييأس, also ييئس like هيئة.
        (Some('ي'), Some('a')) if !other => ('أ', 0),
        // Inside, i outweighs u, and u outweighs a.
        (Some('i' | 'I' | 'ي'), _) | (_, Some('i' | 'I')) => ('ئ', 0),
        (Some('A' | 'U'), Some('U')) if other => ('ء', 0),
        (Some('a'), Some('U')) if other => ('أ', 0),
        (Some('u' | 'a' | 'A' | 'U' | 'و'), Some('u' | 'U')) => ('ؤ', 0),
        (Some(_), Some('u' | 'U')) => (after_consonant('ؤ'), 0),
        (Some('u'), _) => ('ؤ', 0),
        (Some('A' | 'U' | 'و'), _) => ('ء', 0),
        (Some('a'), Some('A')) => ('آ', 1 + skip),
        (Some('a'), _) => ('أ', 0),
        (Some(_), Some('A')) if other => (after_consonant('أ'), 0),
        (Some(_), Some('A')) => ('آ', 1 + skip),
        (Some(_), _) => (after_consonant('أ'), 0),
    }
}

fn on_line_or_tooth(before: Option<char>) -> char {
    match before {
        Some('ا' | 'د' | 'ذ' | 'ر' | 'ز' | 'و') => 'ء',
        _ => 'ئ',
    }
}

/// Reads the end of a spelled word as sounds, so that endings can be added: جزء, مبدأ, قارئ.
pub(super) fn sounds_of(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let last = letters.pop();
    match last {
        Some('أ') if !letters.is_empty() => letters.extend(['a', 'ء']),
        Some('ئ') => letters.extend(['i', 'ء']),
        Some('ؤ') => letters.extend(['u', 'ء']),
        Some('ء') => {
            if let Some(vowel) = letters.last_mut() {
                *vowel = match *vowel {
                    'ا' => 'A',
                    'و' => 'U',
                    'ي' => 'I',
                    other => other,
                };
            }
            letters.push('ء');
        }
        Some(other) => letters.push(other),
        None => {}
    }
    letters.into_iter().collect()
}
