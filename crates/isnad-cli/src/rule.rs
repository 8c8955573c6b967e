//! Takes a claim's `rule` apart.
//!
//! A rule is made of ids of lexicon entries and of the name of the construction that put them together, joined by
//! `+`; an id may hold a `+` itself: `verbs:قطع+امداد+subject-verb` (cut off supplies) is the entry `verbs:قطع+امداد`
//! and the construction `subject-verb`.

use isnad::lexicon::Lexicon;

/// One part of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// Id of an entry, or name of a construction.
    pub(crate) id: String,
    /// `file:line` of an entry; `None` for a construction.
    pub(crate) origin: Option<String>,
}

/// The parts of `rule`, in its order. The longest id that the lexicon knows wins.
pub(crate) fn parts(rule: &str, lexicon: &Lexicon) -> Vec<Part> {
    split(rule, |id| lexicon.find(id))
}

fn split(rule: &str, find: impl Fn(&str) -> Option<String>) -> Vec<Part> {
    let pieces: Vec<&str> = rule.split('+').collect();
    let mut parts = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let known = (at + 1..=pieces.len()).rev().find_map(|end| {
            let id = pieces[at..end].join("+");
            find(&id).map(|origin| (end, Part { id, origin: Some(origin) }))
        });
        let (end, part) =
            known.unwrap_or_else(|| (at + 1, Part { id: pieces[at].to_owned(), origin: None }));
        parts.push(part);
        at = end;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_with_a_complement_is_found_whole() {
        let find = |id: &str| match id {
            "verbs:قطع" => Some("v.tsv:1".to_owned()),
            "verbs:قطع+امداد" => Some("v.tsv:2".to_owned()),
            _ => None,
        };
        let parts = split("verbs:قطع+امداد+subject-verb", find);
        let parts: Vec<_> = parts.iter().map(|p| (p.id.as_str(), p.origin.as_deref())).collect();
        assert_eq!(parts, [("verbs:قطع+امداد", Some("v.tsv:2")), ("subject-verb", None)]);
    }

    #[test]
    fn a_rule_that_the_lexicon_does_not_know_comes_in_pieces() {
        assert_eq!(split("a+b", |_| None).len(), 2);
    }
}
