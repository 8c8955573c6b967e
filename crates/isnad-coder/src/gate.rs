//! Which sentences are about sport, weather, business, culture and the like, where words of war are figures of speech.
//!
//! In come the words of every sentence of an article, out goes for each sentence the subject that keeps it from being
//! coded, if any. The lexicon's topics `off:sport`, `off:weather`, … are counted: a sentence is set aside when several of
//! its words belong to one such subject, or one does and the whole article is about it. Whoever is under arms in the
//! sentence brings it back, except in an article about sport: `قتل لاعب في قصف للجيش` is no match report.

use isnad_lexicon::entry::{ActorKind, HeadClass, How};
use isnad_lexicon::{Lexicon, Target};
use isnad_model::Sector;

use crate::morph::Word;

/// So many different words of one subject set a sentence aside.
const WORDS_IN_SENTENCE: usize = 3;
/// An article is about a subject when so many of its sentences…
const SENTENCES_IN_ARTICLE: usize = 3;
/// …and at least one in so many have a word of it.
const ONE_IN: usize = 3;

/// For each sentence the subject that sets it aside.
pub(crate) fn off_topic<'l>(sentences: &[Vec<Word>], lexicon: &'l Lexicon) -> Vec<Option<&'l str>> {
    let found: Vec<Vec<&'l str>> = sentences.iter().map(|words| subjects(words, lexicon)).collect();
    let about = |subject: &str| {
        let with = found.iter().filter(|s| s.contains(&subject)).count();
        let all = sentences.iter().filter(|w| w.len() > 4).count();
        with >= SENTENCES_IN_ARTICLE && with * ONE_IN >= all
    };
    let mut names: Vec<&'l str> = found.iter().flatten().copied().collect();
    names.sort_unstable();
    names.dedup();
    let whole: Vec<&'l str> = names.into_iter().filter(|n| about(n)).collect();
    found
        .iter()
        .zip(sentences)
        .map(|(subjects, words)| {
            let subject = subjects.iter().copied().find(|s| {
                let here = subjects.iter().filter(|o| *o == s).count();
                here >= WORDS_IN_SENTENCE || whole.contains(s)
            });
            let sport = whole.iter().copied().find(|s| *s == "off:sport");
            match (sport, subject) {
                // What a match report says without a word of sport is still about the match.
                (Some(sport), _) if !is_armed(words, lexicon) => Some(sport),
                (_, Some(subject)) if !is_armed(words, lexicon) => Some(subject),
                _ => None,
            }
        })
        .collect()
}

/// The subjects of a sentence's words, one entry a word.
fn subjects<'l>(words: &[Word], lexicon: &'l Lexicon) -> Vec<&'l str> {
    let mut out = Vec::new();
    let mut seen: Vec<u32> = Vec::new();
    for word in words {
        for reading in &word.readings {
            if let Target::Topic(index) = reading.target {
                let topic = lexicon.topic(index).topic.as_str();
                // Crime and religion go with violence too often to tell it from what is no event.
                let tells = topic.starts_with("off:")
                    && !matches!(
                        topic,
                        "off:crime" | "off:religion" | "off:accident" | "off:health"
                    );
                if tells && !seen.contains(&index) {
                    seen.push(index);
                    out.push(topic);
                    break;
                }
            }
        }
    }
    out
}

/// Whether somebody under arms is named, by a name or a noun.
fn is_armed(words: &[Word], lexicon: &Lexicon) -> bool {
    let armed = |sectors: &[Sector]| {
        sectors.iter().any(|s| matches!(s, Sector::Mil | Sector::Reb | Sector::Prm | Sector::Uaf))
    };
    words.iter().any(|word| {
        word.readings.iter().any(|r| match r.target {
            Target::Actor(i) if r.how != How::Adjective => {
                let actor = lexicon.actor(i);
                matches!(actor.kind, ActorKind::Group | ActorKind::Force) && armed(&actor.sectors)
            }
            Target::Head(i) => {
                let head = lexicon.head(i);
                matches!(head.class, HeadClass::Force | HeadClass::Person | HeadClass::Asset)
                    && armed(&head.sectors)
            }
            _ => false,
        })
    })
}
