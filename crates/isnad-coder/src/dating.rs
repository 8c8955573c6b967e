//! Days and places that one sentence gives and another sentence of the article means.
//!
//! In come the claims of an article in text order, with the dates and places of their own sentences; out they go with those
//! of the same act told elsewhere in the article (`docs/record.md` §3.16): a headline takes its day from the text below,
//! `الهجوم` from the sentence that told the attack, what a speaker goes on saying from where he began. What is not
//! clearly the same act stays without.

use isnad_model::{Claim, Event, Mention, Precision, Status, When};

/// Gives undated claims the date of the same act told elsewhere.
pub(crate) fn share_dates(claims: &mut [Claim]) {
    let own: Vec<Option<When>> = claims.iter().map(|c| c.date.clone()).collect();
    // قبل أربع سنوات, الشهر الماضي: years and months are no day on which anything else of the article happened.
    let dated: Vec<usize> = (0..claims.len())
        .filter(|&i| {
            own[i].as_ref().is_some_and(|d| d.from.is_some() && d.precision == Precision::Day)
        })
        .collect();
    for at in 0..claims.len() {
        if claims[at].date.as_ref().is_some_and(|d| d.from.is_some()) || ahead(&claims[at]) {
            continue;
        }
        // Nearest before it, else nearest after it.
        let here = dated.partition_point(|&i| i < at);
        let before = dated[..here].iter().rev().take(MOST_DATED);
        let after = dated[here..].iter().take(MOST_DATED);
        let found = before
            .chain(after)
            .copied()
            .find(|&other| other != at && one_act(&claims[at], &claims[other]));
        if let Some(found) = found {
            claims[at].date.clone_from(&own[found]);
        }
    }
}

/// Gives acts of force without a place that of the same act told just before.
pub(crate) fn share_places(claims: &mut [Claim]) {
    let own: Vec<bool> =
        claims.iter().map(|c| c.places.iter().any(|p| p.country.is_some())).collect();
    for at in 0..claims.len() {
        if own[at] || !claims[at].places.is_empty() || claims[at].event != Event::Assault {
            continue;
        }
        let found = (0..at).rev().take(NEAR).find(|&other| {
            own[other]
                && one_act(&claims[at], &claims[other])
                && same_day(&claims[at], &claims[other])
        });
        if let Some(found) = found {
            claims[at].places = claims[found].places.clone();
        }
    }
}

/// So many dated claims before and after are looked at; no news article has more.
const MOST_DATED: usize = 60;

/// So many claims back the place of an act may have been told.
const NEAR: usize = 3;

fn same_day(a: &Claim, b: &Claim) -> bool {
    match (&a.date, &b.date) {
        (Some(a), Some(b)) => a.from == b.from,
        _ => true,
    }
}

/// What lies ahead or hangs on a condition has a date of its own or none.
fn ahead(claim: &Claim) -> bool {
    !claim.event.is_verbal() && matches!(claim.status, Status::Future | Status::Conditional)
}

/// Whether two claims of an article are told of one act, as far as its day is concerned.
fn one_act(claim: &Claim, other: &Claim) -> bool {
    if (claim.status == Status::Historical) != (other.status == Status::Historical) || ahead(other)
    {
        return false;
    }
    let said = |c: &Claim| c.event.is_verbal() || c.event == Event::Statement;
    if said(claim) || said(other) {
        return said(claim)
            && said(other)
            && claim.actors.iter().any(|a| other.actors.iter().any(|b| same(a, b)));
    }
    let (actors, other_actors) = (countries(&claim.actors), countries(&other.actors));
    let (recipients, other_recipients) =
        (countries(&claim.recipients), countries(&other.recipients));
    if claim.event != other.event {
        // غنموا أسلحة ثم انسحبوا: one tale in one sentence.
        return claim.sentence.start == other.sentence.start
            && !actors.is_empty()
            && actors == other_actors;
    }
    let places = |c: &Claim| {
        let mut out: Vec<String> = c.places.iter().filter_map(|p| p.country.clone()).collect();
        out.sort();
        out.dedup();
        out
    };
    let shared = meet(&actors, &other_actors)
        || meet(&recipients, &other_recipients)
        || meet(&recipients, &other_actors) && meet(&actors, &other_recipients);
    shared
        && fit(&actors, &other_actors)
        && fit(&recipients, &other_recipients)
        && fit(&places(claim), &places(other))
}

/// Whether nothing that both say differs.
fn fit(a: &[String], b: &[String]) -> bool {
    a.is_empty() || b.is_empty() || meet(a, b)
}

fn meet(a: &[String], b: &[String]) -> bool {
    a.iter().any(|x| b.contains(x))
}

fn countries(mentions: &[Mention]) -> Vec<String> {
    let mut out: Vec<String> = mentions
        .iter()
        .flat_map(|m| {
            m.country.iter().chain(m.members.iter().filter_map(|member| member.country.as_ref()))
        })
        .cloned()
        .collect();
    out.sort();
    out.dedup();
    out
}

/// Whether two mentions name the same speaker: by name, or by country and office.
fn same(a: &Mention, b: &Mention) -> bool {
    a.span == b.span
        || a.id.is_some() && a.id == b.id
        || a.country.is_some() && a.country == b.country && a.sectors == b.sectors
}
