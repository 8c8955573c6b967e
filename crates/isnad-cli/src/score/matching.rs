//! Which claim answers which annotated claim, and when two parts are the same.

use std::collections::{BTreeMap, BTreeSet};

use super::record::{Hop, Mention, Record, Span};

/// For each matched annotated claim, the claim that answers it, by index.
pub(super) type Pairs = BTreeMap<usize, usize>;

/// Matches one to one, in order: first where triggers overlap, then where the claim's trigger lies in the annotated
/// sentence.
pub(super) fn pairs(gold: &[Record], system: &[Record]) -> Pairs {
    let mut pairs = Pairs::new();
    let mut used = BTreeSet::new();
    for strict in [true, false] {
        for (g, wanted) in gold.iter().enumerate() {
            if pairs.contains_key(&g) {
                continue;
            }
            let answers = |claim: &Record| {
                claim.event == wanted.event
                    && (overlap(&wanted.trigger, &claim.trigger)
                        || !strict && overlap(&wanted.sentence, &claim.trigger))
            };
            let found = (0..system.len()).find(|s| !used.contains(s) && answers(&system[*s]));
            if let Some(s) = found {
                pairs.insert(g, s);
                used.insert(s);
            }
        }
    }
    pairs
}

/// Whether two spans share a character.
pub(super) fn overlap(a: &Span, b: &Span) -> bool {
    match ((a.start, a.end), (b.start, b.end)) {
        ((Some(a_start), Some(a_end)), (Some(b_start), Some(b_end))) => {
            a_start < b_end && b_start < a_end
        }
        _ => false,
    }
}

/// Whether mentions name the same: their countries are equal or, where neither side has any, some spans overlap.
pub(super) fn same_entities(gold: &[Mention], system: &[Mention]) -> bool {
    let (g, s) = (countries(gold), countries(system));
    if !g.is_empty() || !s.is_empty() {
        return g == s;
    }
    if gold.is_empty() && system.is_empty() {
        return true;
    }
    gold.iter().any(|a| system.iter().any(|b| overlap(&a.span, &b.span)))
}

/// Whether hops have the same stance and the same speaker: spans overlap, or countries are equal and a sector is
/// shared.
pub(super) fn same_hop(gold: Option<&Hop>, system: Option<&Hop>) -> bool {
    let (Some(gold), Some(system)) = (gold, system) else {
        return gold.is_none() && system.is_none();
    };
    if gold.stance != system.stance {
        return false;
    }
    let (Some(a), Some(b)) = (&gold.speaker, &system.speaker) else {
        return gold.speaker.is_none() && system.speaker.is_none();
    };
    if overlap(&a.span, &b.span) {
        return true;
    }
    let (of_a, of_b) = (countries(std::slice::from_ref(a)), countries(std::slice::from_ref(b)));
    let shared = a.sectors.iter().flatten().any(|x| b.sectors.iter().flatten().any(|y| x == y));
    !of_a.is_empty() && of_a == of_b && shared
}

/// Country codes of mentions and of the members of groups.
fn countries(mentions: &[Mention]) -> BTreeSet<&str> {
    let mut out = BTreeSet::new();
    for mention in mentions {
        match mention.countries.as_deref() {
            Some(several) if !several.is_empty() => out.extend(several.iter().map(String::as_str)),
            _ => out.extend(mention.country.as_deref().filter(|code| !code.is_empty())),
        }
        let members = mention.members.iter().flatten();
        out.extend(members.filter_map(|m| m.country.as_deref()).filter(|code| !code.is_empty()));
    }
    out
}
