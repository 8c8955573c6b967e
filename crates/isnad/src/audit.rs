//! What Isnad promises of every article, as functions that find where it does not hold.
//!
//! In come an article and what was made of it, out goes a list of [`Fault`]s, empty where all is well. Offsets are
//! characters of the article's text. Property tests and fuzz targets use these functions; so may whoever gets claims
//! from elsewhere and wants to know whether they go with their articles. What a claim should say is no matter here,
//! only that what it says can be looked up in the text and does not contradict itself.

use std::collections::HashSet;
use std::fmt;

use isnad_coder::Coding;
use isnad_lexicon::normalise::{fold, normalise};
use isnad_model::{
    Article, CharIndex, CharSpan, Claim, Evidence, Figure, Hop, Mention, Note, Place, Precision,
    When,
};

use crate::Pipeline;

/// A promise that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What it concerns: `block 3`, `claim 0 trigger`.
    pub at: String,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.message)
    }
}

/// Blocks are ordered, disjoint, not empty and inside the text.
pub fn blocks(article: &Article) -> Vec<Fault> {
    let mut faults = Faults::default();
    let chars = article.text.chars().count();
    let mut before = 0;
    for (number, block) in article.blocks.iter().enumerate() {
        let good = before <= block.start && block.start < block.end && block.end as usize <= chars;
        faults.unless(
            good,
            || format!("block {number}"),
            || format!("{}..{} after {before} in a text of {chars}", block.start, block.end),
        );
        before = block.end;
    }
    faults.found
}

/// Claims and notes go with the article and with themselves.
pub fn coding(article: &Article, coding: &Coding) -> Vec<Fault> {
    let mut found = claims(article, &coding.claims);
    found.extend(notes(article, &coding.notes));
    found
}

/// Notes point into the text and have a kind that programs can tell apart.
fn notes(article: &Article, notes: &[Note]) -> Vec<Fault> {
    let mut faults = Faults::default();
    let chars = article.text.chars().count();
    for (number, note) in notes.iter().enumerate() {
        let at = || format!("note {number}");
        let inside = note.start <= note.end && note.end as usize <= chars;
        faults.unless(inside, at, || format!("{}..{} in a text of {chars}", note.start, note.end));
        let plain = note.kind.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        faults.unless(plain && !note.kind.is_empty(), at, || format!("kind {:?}", note.kind));
    }
    faults.found
}

/// Every span is an exact slice; trigger, content, condition and figures lie in the claim's sentence (places and dates may
/// have been told elsewhere in the article); claims stand in text order with ids of their own; codes belong together;
/// bounds are no contradiction; and the JSON form gives the same claim back.
pub fn claims(article: &Article, claims: &[Claim]) -> Vec<Fault> {
    let mut check = Check {
        text: &article.text,
        index: CharIndex::new(&article.text),
        claim: 0,
        faults: Faults::default(),
    };
    let mut ids = HashSet::new();
    for (number, claim) in claims.iter().enumerate() {
        check.claim = number;
        check.claim(claim);
        check.unless(ids.insert(&claim.id), "id", || format!("{} occurs twice", claim.id));
        check.unless(claim.article == article.id, "article", || {
            format!("{:?} is not {:?}", claim.article, article.id)
        });
        let Some(before) = number.checked_sub(1).and_then(|n| claims.get(n)) else { continue };
        let (old, new) = (&before.sentence, &claim.sentence);
        let order = (old.start, old.end) == (new.start, new.end) || old.end <= new.start;
        check.unless(order, "sentence", || format!("{} after {}", show(new), show(old)));
        let order = old.start < new.start || before.trigger.start <= claim.trigger.start;
        check.unless(order, "trigger", || {
            format!("{} after {}", show(&claim.trigger), show(&before.trigger))
        });
    }
    check.faults.found
}

/// Coding is the same again, with a coder that has seen another article, and on two threads at once. Returns the
/// faults found in doing so and in the coding itself.
pub fn repeats(pipeline: &Pipeline, article: &Article, neighbour: &Article) -> Vec<Fault> {
    let once = pipeline.code(article);
    let mut found = blocks(article);
    found.extend(coding(article, &once));
    let mut faults = Faults::default();
    let mut coder = pipeline.coder();
    coder.code(neighbour);
    faults.unless(
        coder.code(article) == once,
        || "coding".into(),
        || "another article coded before changes it".into(),
    );
    faults.unless(
        coder.code(article) == once,
        || "coding".into(),
        || "it is not the same the second time".into(),
    );
    let both = std::thread::scope(|scope| {
        let other = scope.spawn(|| pipeline.code(article));
        (pipeline.code(article), other.join().ok())
    });
    faults.unless(
        both.0 == once && both.1.as_ref() == Some(&once),
        || "coding".into(),
        || "it is not the same on two threads".into(),
    );
    found.extend(faults.found);
    found
}

/// Folding is idempotent, and every character of the key leads back to characters of the text that fold to it.
pub fn folding(text: &str) -> Vec<Fault> {
    let mut faults = Faults::default();
    let folded = normalise(text);
    let at = || "folding".to_string();
    faults.unless(fold(text) == folded.text, at, || "with and without offsets it differs".into());
    faults.unless(fold(&folded.text) == folded.text, at, || {
        format!("{:?} folds further", folded.text)
    });
    let mut last = 0..0;
    for (start, c) in folded.text.char_indices() {
        let end = start + c.len_utf8();
        let range = folded.map.to_original(start..end);
        let part = text.get(range.clone());
        faults.unless(part.is_some_and(|part| fold(part).contains(c)), at, || {
            format!("{c:?} at {start} leads to {range:?}")
        });
        faults.unless(last.start <= range.start && last.end <= range.end, at, || {
            format!("{range:?} after {last:?}")
        });
        last = range;
    }
    faults.found
}

/// The faults of one look.
#[derive(Default)]
struct Faults {
    found: Vec<Fault>,
}

impl Faults {
    fn unless(&mut self, good: bool, at: impl Fn() -> String, message: impl FnOnce() -> String) {
        if !good {
            self.found.push(Fault { at: at(), message: message() });
        }
    }
}

/// The claims of one article under examination.
struct Check<'a> {
    text: &'a str,
    index: CharIndex<'a>,
    claim: usize,
    faults: Faults,
}

impl Check<'_> {
    fn unless(&mut self, good: bool, field: &str, message: impl FnOnce() -> String) {
        let claim = self.claim;
        self.faults.unless(good, || format!("claim {claim} {field}"), message);
    }

    fn claim(&mut self, claim: &Claim) {
        self.span("sentence", &claim.sentence);
        self.inside("trigger", &claim.trigger, &claim.sentence);
        for (field, span) in [("content", &claim.content), ("condition", &claim.condition)] {
            if let Some(span) = span {
                self.inside(field, span, &claim.sentence);
            }
        }
        claim.actors.iter().for_each(|mention| self.mention("actors", mention));
        claim.recipients.iter().for_each(|mention| self.mention("recipients", mention));
        claim.attribution.iter().for_each(|hop| self.hop(hop));
        for figure in &claim.figures {
            self.inside("figures", &figure.span, &claim.sentence);
            self.figure(figure);
        }
        for place in &claim.places {
            self.span("places", &place.span);
            self.place(place);
        }
        if let Some(date) = &claim.date {
            self.when(date);
        }
        let allowed = claim.event.modes();
        let modes = claim.modes.iter().all(|mode| allowed.contains(mode)) && distinct(&claim.modes);
        self.unless(modes, "modes", || format!("{:?} of {}", claim.modes, claim.event));
        self.unless(distinct(&claim.contexts), "contexts", || format!("{:?}", claim.contexts));
        self.unless((0.0..=1.0).contains(&claim.confidence), "confidence", || {
            claim.confidence.to_string()
        });
        self.unless(!claim.id.is_empty(), "id", || "is empty".into());
        self.unless(!claim.rule.is_empty(), "rule", || "is empty".into());
        self.json(claim);
    }

    /// The JSON form read again is the same claim, and written again the same text.
    fn json(&mut self, claim: &Claim) {
        let text = match serde_json::to_string(claim) {
            Ok(text) => text,
            Err(error) => return self.unless(false, "json", || error.to_string()),
        };
        match serde_json::from_str::<Claim>(&text) {
            Ok(again) => {
                let same =
                    again == *claim && serde_json::to_string(&again).is_ok_and(|t| t == text);
                self.unless(same, "json", || format!("is another claim when read: {text}"));
            }
            Err(error) => self.unless(false, "json", || format!("{error}: {text}")),
        }
    }

    /// A span is not empty and its text exactly the slice.
    fn span(&mut self, field: &str, span: &Evidence) {
        let bytes =
            self.index.byte_span(CharSpan { start: span.start, end: span.end.max(span.start) });
        let good = span.start < span.end && bytes.slice(self.text) == span.text;
        let exact =
            good && self.index.char_span(bytes) == CharSpan { start: span.start, end: span.end };
        self.unless(exact, field, || format!("{} is not what stands there", show(span)));
    }

    fn inside(&mut self, field: &str, span: &Evidence, sentence: &Evidence) {
        self.span(field, span);
        let good = sentence.start <= span.start && span.end <= sentence.end;
        self.unless(good, field, || format!("{} lies outside {}", show(span), show(sentence)));
    }

    fn mention(&mut self, field: &str, mention: &Mention) {
        self.span(field, &mention.span);
        let countries =
            mention.members.iter().map(|m| &m.country).chain([&mention.country]).flatten();
        for country in countries {
            let good = country.len() == 3 && country.bytes().all(|b| b.is_ascii_uppercase());
            self.unless(good, field, || format!("country {country:?}"));
        }
        let sectors = mention.members.iter().map(|m| &m.sectors).chain([&mention.sectors]);
        let good = sectors.clone().all(|sectors| distinct(sectors));
        self.unless(good, field, || format!("sectors {:?}", sectors.collect::<Vec<_>>()));
    }

    fn hop(&mut self, hop: &Hop) {
        self.span("cue", &hop.cue);
        hop.speaker.iter().for_each(|speaker| self.mention("speaker", speaker));
        hop.via.iter().for_each(|via| self.mention("via", via));
        hop.quote.iter().for_each(|quote| self.span("quote", quote));
    }

    fn figure(&mut self, figure: &Figure) {
        let good = figure.low.zip(figure.high).is_none_or(|(low, high)| low <= high);
        self.unless(good, "figures", || format!("{:?} to {:?}", figure.low, figure.high));
    }

    fn place(&mut self, place: &Place) {
        let range = |degrees: Option<f64>, most: f64| degrees.is_none_or(|d| d.abs() <= most);
        let good = range(place.lat, 90.0) && range(place.lon, 180.0);
        self.unless(good && place.lat.is_some() == place.lon.is_some(), "places", || {
            format!("at {:?}, {:?}", place.lat, place.lon)
        });
    }

    fn when(&mut self, when: &When) {
        self.span("date", &when.span);
        let good = match (when.from, when.to) {
            (Some(from), Some(to)) => from <= to && when.precision != Precision::Unknown,
            (None, None) => when.precision == Precision::Unknown,
            _ => false,
        };
        self.unless(good, "date", || {
            format!("{:?} to {:?}, precision {:?}", when.from, when.to, when.precision)
        });
    }
}

fn distinct<T: PartialEq>(items: &[T]) -> bool {
    items.iter().enumerate().all(|(i, item)| !items[..i].contains(item))
}

fn show(span: &Evidence) -> String {
    format!("{:?} at {}..{}", span.text, span.start, span.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article() -> (Article, Claim) {
        let text = "قصف الجيش السوري بلدة دوما. نفت دمشق.".to_string();
        let article = Article { id: "x".into(), text, ..Article::default() };
        let evidence = |text: &str, start: u32| Evidence {
            text: text.into(),
            start,
            end: start + text.chars().count() as u32,
        };
        let claim = Claim {
            id: "a".into(),
            article: article.id.clone(),
            event: isnad_model::Event::Assault,
            modes: vec![isnad_model::Mode::HeavyWeapons],
            contexts: Vec::new(),
            trigger: evidence("قصف", 0),
            actors: vec![Mention {
                span: evidence("الجيش السوري", 4), ..Mention::default()
            }],
            recipients: Vec::new(),
            content: None,
            attribution: Vec::new(),
            status: isnad_model::Status::Occurred,
            condition: None,
            figures: Vec::new(),
            places: Vec::new(),
            date: None,
            sentence: evidence("قصف الجيش السوري بلدة دوما.", 0),
            confidence: 0.5,
            rule: "verb:قصف".into(),
        };
        (article, claim)
    }

    #[test]
    fn a_claim_that_holds_has_no_fault() {
        let (article, claim) = article();
        assert_eq!(claims(&article, &[claim]), []);
    }

    #[test]
    fn each_broken_promise_is_a_fault() {
        let (article, claim) = article();
        let broken = |break_it: fn(&mut Claim)| {
            let mut claim = claim.clone();
            break_it(&mut claim);
            let faults = claims(&article, &[claim]);
            assert_eq!(faults.len(), 1, "{faults:?}");
            faults[0].at.clone()
        };
        assert_eq!(broken(|c| c.trigger.text = "قصفت".into()), "claim 0 trigger");
        assert_eq!(broken(|c| c.actors[0].span.end += 1), "claim 0 actors");
        assert_eq!(broken(|c| c.actors[0].span.start = u32::MAX), "claim 0 actors");
        assert_eq!(broken(|c| c.modes = vec![isnad_model::Mode::Visit]), "claim 0 modes");
        assert_eq!(broken(|c| c.confidence = 1.5), "claim 0 confidence");
        assert_eq!(broken(|c| c.article = "other".into()), "claim 0 article");
        assert_eq!(broken(|c| c.actors[0].country = Some("Syria".into())), "claim 0 actors");
        let faults = claims(&article, &[claim.clone(), claim]);
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert_eq!(faults[0].to_string(), "claim 1 id: a occurs twice");
    }

    #[test]
    fn blocks_that_overlap_or_leave_the_text_are_faults() {
        let (mut article, _) = article();
        let block =
            |start, end| isnad_model::Block { kind: isnad_model::BlockKind::Paragraph, start, end };
        article.blocks = vec![block(0, 5), block(5, 9)];
        assert_eq!(blocks(&article), []);
        article.blocks = vec![block(0, 5), block(4, 9), block(9, 900)];
        assert_eq!(blocks(&article).len(), 2);
    }
}
