//! PLOVER's exchange format: one JSON object a claim, with the field names of the codebook's chapter on data fields.
//!
//! PLOVER has events and no claims, so this form loses much: who reports an event does not belong to it. What a
//! reader of PLOVER would take for a fact and is none is marked with the codebook's auxiliary modes: `future`,
//! `hypothetical`, `negation` (also where the chain denies the event) and `historical`. STATEMENT, an event of ours,
//! has neither a quad code nor a scale. `date` is required and falls back to the article's; `date_source` says so, and
//! `date` is null where neither is known. Left out are the spans of everything but the sentence, quotes, and places
//! but the first. The fields from `attribution` on are additions.

use anyhow::Result;
use isnad::{
    Article, CODER_VERSION, Claim, Event, FigureKind, Hop, Mention, Mode, Place, Stance, Status,
};
use serde::Serialize;

use super::Render;

pub(super) struct Plover;

impl Render for Plover {
    fn article(&self, article: &Article, claims: &[Claim], out: &mut Vec<u8>) -> Result<()> {
        for claim in claims {
            serde_json::to_writer(&mut *out, &Record::new(article, claim))?;
            out.push(b'\n');
        }
        Ok(())
    }
}

/// One event record.
#[derive(Serialize)]
struct Record<'c> {
    id: &'c str,
    has_event: bool,
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    enddate: Option<String>,
    actor: Vec<Entity<'c>>,
    recipient: Vec<Entity<'c>>,
    event: [&'static str; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    event_loc: Option<Location<'c>>,
    event_text: [&'c str; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    quad_code: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_scale: Option<f64>,
    mode: Vec<&'static str>,
    context: Vec<&'static str>,
    #[serde(skip_serializing_if = "Size::is_empty")]
    size: Size,
    text: &'c str,
    text_info: TextInfo,
    cite_info: CiteInfo<'c>,
    coder: String,
    attribution: Vec<Link<'c>>,
    status: Status,
    content: Option<&'c str>,
    condition: Option<&'c str>,
    figures: &'c [isnad::Figure],
    date_source: Option<&'static str>,
    confidence: f64,
    rule: &'c str,
}

#[derive(Serialize)]
struct Entity<'c> {
    code: Option<&'c str>,
    sector: Vec<&'static str>,
    entity_text: &'c str,
    identifier_text: Option<&'c str>,
    isnad_id: Option<&'c str>,
}

#[derive(Serialize)]
struct Location<'c> {
    extracted_place: &'c str,
    resolved_place: Option<&'c str>,
    geonameid: Option<u32>,
    lat: Option<f64>,
    lon: Option<f64>,
    country_code: Option<&'c str>,
}

/// Lower bounds; the whole figures stand in `figures`.
#[derive(Serialize)]
struct Size {
    #[serde(skip_serializing_if = "Option::is_none")]
    dead: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    injured: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    arrested: Option<u64>,
}

/// Offsets of the sentence, in characters.
#[derive(Serialize)]
struct TextInfo {
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct CiteInfo<'c> {
    citation: &'c str,
    url: &'c str,
    title: &'c str,
    language: Option<&'c str>,
    publication: &'c str,
    date: Option<&'c str>,
    codebook: &'static str,
}

/// One hop of the chain, outermost first.
#[derive(Serialize)]
struct Link<'c> {
    speaker: Option<Entity<'c>>,
    via: Option<Entity<'c>>,
    cue: &'c str,
    stance: Stance,
}

impl<'c> Record<'c> {
    fn new(article: &'c Article, claim: &'c Claim) -> Self {
        let days = claim.date.as_ref().and_then(|date| Some((date.from?, date.to?)));
        let published = article.published_date();
        let least = |kind| {
            let figure = claim.figures.iter().find(|figure| figure.kind == kind)?;
            figure.low
        };
        Self {
            id: &claim.id,
            has_event: true,
            date: days.map(|days| days.0).or(published).map(|date| date.to_string()),
            enddate: days.filter(|(from, to)| from != to).map(|(_, to)| to.to_string()),
            actor: entities(&claim.actors),
            recipient: entities(&claim.recipients),
            event: [claim.event.code()],
            event_loc: claim.places.first().map(location),
            event_text: [&claim.trigger.text],
            quad_code: quad_code(claim.event),
            event_scale: scale(claim),
            mode: modes(claim),
            context: claim.contexts.iter().map(|context| context.code()).collect(),
            size: Size {
                dead: least(FigureKind::Killed),
                injured: least(FigureKind::Injured),
                arrested: least(FigureKind::Arrested),
            },
            text: &claim.sentence.text,
            text_info: TextInfo { start: claim.sentence.start, end: claim.sentence.end },
            cite_info: CiteInfo {
                citation: &claim.article,
                url: &article.url,
                title: &article.title,
                language: article.language.as_deref(),
                publication: &article.outlet,
                date: article.published.as_deref(),
                codebook: "PLOVER",
            },
            coder: format!("isnad {CODER_VERSION}"),
            attribution: claim.attribution.iter().map(link).collect(),
            status: claim.status,
            content: claim.content.as_ref().map(|content| content.text.as_str()),
            condition: claim.condition.as_ref().map(|condition| condition.text.as_str()),
            figures: &claim.figures,
            date_source: days.map(|_| "text").or(published.map(|_| "published")),
            confidence: claim.confidence,
            rule: &claim.rule,
        }
    }
}

impl Size {
    fn is_empty(&self) -> bool {
        self.dead.is_none() && self.injured.is_none() && self.arrested.is_none()
    }
}

/// The entities of mentions; a group gives one for each of its members.
fn entities(mentions: &[Mention]) -> Vec<Entity<'_>> {
    let mut out = Vec::new();
    for mention in mentions {
        if mention.members.is_empty() {
            out.push(entity(mention));
        }
        out.extend(mention.members.iter().map(|member| Entity {
            code: member.country.as_deref(),
            sector: member.sectors.iter().map(|sector| sector.code()).collect(),
            entity_text: &mention.span.text,
            identifier_text: member.name.as_deref(),
            isnad_id: member.id.as_deref(),
        }));
    }
    out
}

fn entity(mention: &Mention) -> Entity<'_> {
    Entity {
        code: mention.country.as_deref(),
        sector: mention.sectors.iter().map(|sector| sector.code()).collect(),
        entity_text: &mention.span.text,
        identifier_text: mention.name.as_deref(),
        isnad_id: mention.id.as_deref(),
    }
}

fn location(place: &Place) -> Location<'_> {
    Location {
        extracted_place: &place.span.text,
        resolved_place: place.name.as_deref(),
        geonameid: place.geonameid,
        lat: place.lat,
        lon: place.lon,
        country_code: place.country.as_deref(),
    }
}

fn link(hop: &Hop) -> Link<'_> {
    Link {
        speaker: hop.speaker.as_ref().map(entity),
        via: hop.via.as_ref().map(entity),
        cue: &hop.cue.text,
        stance: hop.stance,
    }
}

/// The event's modes and the auxiliary ones.
fn modes(claim: &Claim) -> Vec<&'static str> {
    let mut modes: Vec<_> = claim.modes.iter().map(|mode| mode.code()).collect();
    let denied = claim.attribution.iter().any(|hop| hop.stance == Stance::Deny);
    modes.extend(match claim.status {
        Status::Future => Some("future"),
        Status::Conditional => Some("hypothetical"),
        Status::Historical => Some("historical"),
        Status::Occurred | Status::Negated => None,
    });
    if denied != (claim.status == Status::Negated) {
        modes.push("negation");
    }
    modes
}

/// The quad code of PLOVER's table: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material
/// conflict. The codebook puts SANCTION under verbal conflict there and under material conflict elsewhere; the second
/// is what its summary of events says.
fn quad_code(event: Event) -> Option<u8> {
    Some(match event {
        Event::Agree | Event::Consult | Event::Support | Event::Concede => 1,
        Event::Cooperate | Event::Aid | Event::Retreat => 2,
        Event::Request | Event::Accuse | Event::Reject | Event::Threaten => 3,
        Event::Protest | Event::Sanction | Event::Mobilize | Event::Coerce | Event::Assault => 4,
        Event::Statement => return None,
    })
}

/// The score of the codebook, from -10 (conflict) to 10 (cooperation): of several modes the one farthest from 0, else
/// that of the event.
fn scale(claim: &Claim) -> Option<f64> {
    let of_modes = claim.modes.iter().filter_map(|mode| mode_scale(claim.event, *mode));
    of_modes.max_by(|a, b| a.abs().total_cmp(&b.abs())).or_else(|| event_scale(claim.event))
}

/// Scores of events. ACCUSE has none of its own: the codebook prints it without its sign.
fn event_scale(event: Event) -> Option<f64> {
    Some(match event {
        Event::Agree | Event::Consult => 2.5,
        Event::Support => 5.0,
        Event::Concede => 4.5,
        Event::Cooperate => 9.5,
        Event::Aid => 10.0,
        Event::Retreat => 6.5,
        Event::Request => 0.0,
        Event::Reject => -2.0,
        Event::Threaten => -3.5,
        Event::Protest => -5.0,
        Event::Sanction => -6.0,
        Event::Mobilize => -5.5,
        Event::Coerce => -7.0,
        Event::Assault => -9.0,
        Event::Accuse | Event::Statement => return None,
    })
}

/// Scores of modes, which depend on the event.
fn mode_scale(event: Event, mode: Mode) -> Option<f64> {
    Some(match (event, mode) {
        (Event::Consult, Mode::Visit | Mode::Multilateral) => 4.0,
        (Event::Consult, Mode::ThirdParty) => 1.0,
        (Event::Consult, Mode::Phone) => 1.5,
        (Event::Retreat, Mode::Withdraw) => 8.0,
        (Event::Retreat, Mode::Release | Mode::Access) => 6.5,
        (Event::Retreat, Mode::Disarm) => 10.0,
        (Event::Retreat, Mode::Ceasefire) => 7.5,
        (Event::Retreat, Mode::Resign) => 4.5,
        (Event::Request, Mode::Assist) => 0.5,
        (Event::Request, Mode::Change | Mode::Yield) => -1.0,
        (Event::Request, Mode::Meet) => 0.0,
        (Event::Accuse, Mode::Disapprove) => -2.0,
        (Event::Accuse, Mode::Investigate | Mode::Allege) => -3.5,
        (Event::Reject, Mode::Assist) => -1.5,
        (Event::Reject, Mode::Change | Mode::Yield | Mode::Meet) => -2.0,
        (Event::Threaten, Mode::Restrict) => -3.0,
        (Event::Threaten, Mode::Arrest | Mode::Relations | Mode::Expel | Mode::Violence) => -3.5,
        (Event::Threaten, Mode::Territory) => -4.0,
        (Event::Protest, Mode::Demo | Mode::Strike) => -5.0,
        (Event::Protest, Mode::Riot) => -7.0,
        (Event::Protest, Mode::Hunger | Mode::Boycott | Mode::Obstruct) => -4.5,
        (Event::Sanction, Mode::Convict | Mode::Withdraw | Mode::Discontinue) => -6.0,
        (Event::Sanction, Mode::Expel) => -5.5,
        (Event::Mobilize, Mode::Troops | Mode::Weapons) => -6.5,
        (Event::Mobilize, Mode::Police) => -5.5,
        (Event::Mobilize, Mode::Militia) => -6.0,
        (Event::Coerce, Mode::Seize | Mode::Restrict | Mode::Arrest | Mode::Deport) => -7.0,
        (Event::Coerce, Mode::Withhold | Mode::Cyber) => -7.0,
        (Event::Coerce, Mode::Censor | Mode::Curfew | Mode::Misinformation) => -6.5,
        (Event::Coerce, Mode::MartialLaw) => -7.5,
        (Event::Assault, Mode::Beat | Mode::CrowdControl) => -7.5,
        (Event::Assault, Mode::Primitive) => -8.0,
        (Event::Assault, Mode::Abduct | Mode::Torture | Mode::Sexual | Mode::Destroy) => -8.5,
        (Event::Assault, Mode::Firearms | Mode::Explosives) => -9.0,
        (Event::Assault, Mode::Targeted | Mode::SuicideAttack | Mode::Aerial) => -9.5,
        (Event::Assault, Mode::Drone | Mode::HeavyWeapons) => -9.5,
        (Event::Assault, Mode::Unconventional) => -10.0,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mode_but_vandalize_has_a_score() {
        for event in Event::ALL {
            for mode in event.modes() {
                let scored = mode_scale(*event, *mode).is_some();
                assert_eq!(scored, *mode != Mode::Vandalize, "{event} {mode}");
            }
        }
    }
}
