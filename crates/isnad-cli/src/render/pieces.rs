//! The parts of a claim as pieces of text: names, chains, figures, places and dates.

use isnad::{Claim, Event, Figure, Hop, Mention, Place, Precision, Sector, Stance, Status, When};

use super::text::{GLUE, Ink, Text};
use crate::args::Lang;
use crate::messages::Messages;

/// Makes pieces in one language.
pub(crate) struct Pieces {
    pub(crate) messages: Messages,
    lang: Lang,
}

impl Pieces {
    pub(crate) fn new(messages: Messages, lang: Lang) -> Self {
        Self { messages, lang }
    }

    /// `ASSAULT/aerial`, with a gloss where the language has one.
    pub(crate) fn event(&self, claim: &Claim) -> Text {
        let mut code = claim.event.code().to_owned();
        for (number, mode) in claim.modes.iter().enumerate() {
            code.push(if number == 0 { '/' } else { ',' });
            code.push_str(mode.code());
        }
        let mut out = Text::new(event_ink(claim.event), &code);
        if let Some(gloss) = self.messages.event.get(&claim.event) {
            out.push(Ink::Plain, &format!("{GLUE}"));
            out.push(event_ink(claim.event), gloss);
        }
        out
    }

    pub(crate) fn status(&self, status: Status) -> Text {
        let ink = match status {
            Status::Occurred | Status::Historical => Ink::Faint,
            Status::Future | Status::Conditional => Ink::Perhaps,
            Status::Negated => Ink::No,
        };
        Text::new(ink, self.messages.status(status))
    }

    /// Who is named: the canonical name of a known actor, else the words of the text with what they come to.
    pub(crate) fn mention(&self, mention: &Mention) -> Text {
        let name = mention.name.as_deref().filter(|_| self.lang == Lang::En);
        let mut out = match name {
            Some(name) if mention.id.is_some() => Text::new(Ink::Plain, name),
            _ => Text::new(Ink::Plain, &mention.span.text),
        };
        if let Some(name) = name.filter(|_| mention.id.is_none()) {
            // The country stands in the codes.
            let bare = name.strip_suffix(')').and_then(|name| name.rsplit_once(" ("));
            let name = bare.filter(|_| mention.country.is_some()).map_or(name, |(bare, _)| bare);
            out.push(Ink::Faint, &format!("{GLUE}({name})"));
        }
        let codes: Vec<String> = if mention.members.is_empty() {
            vec![codes(mention.country.as_deref(), &mention.sectors)]
        } else {
            mention.members.iter().map(|m| codes(m.country.as_deref(), &m.sectors)).collect()
        };
        let codes: Vec<String> = codes.into_iter().filter(|codes| !codes.is_empty()).collect();
        if !codes.is_empty() {
            out.push(Ink::Code, &format!("{GLUE}{}", codes.join(", ")));
        }
        out
    }

    /// Actors and recipients, if anybody is named.
    pub(crate) fn who(&self, claim: &Claim) -> Option<Text> {
        if claim.actors.is_empty() && claim.recipients.is_empty() {
            return None;
        }
        let mut out = self.mentions(&claim.actors);
        if claim.actors.is_empty() {
            out.push(Ink::Faint, &self.messages.phrase.unnamed);
        }
        if !claim.recipients.is_empty() {
            out.push(Ink::Strong, &format!(" →{GLUE}"));
            out.append(&self.mentions(&claim.recipients));
        }
        Some(out)
    }

    /// The chain of reporting, outermost first: `outlet ← medium ← speaker denies`.
    pub(crate) fn chain(&self, outlet: &str, hops: &[Hop]) -> Text {
        let mut out = self.outlet(outlet);
        if hops.is_empty() {
            out.push(Ink::Faint, ", ");
            out.push(Ink::Faint, &self.messages.phrase.own_voice);
        }
        for hop in hops {
            if let Some(via) = &hop.via {
                arrow(&mut out);
                out.append(&self.mention(via));
            }
            arrow(&mut out);
            out.append(&self.speaker(hop));
        }
        out
    }

    /// The speaker of a hop, with what it does to the claim unless it asserts it.
    pub(crate) fn speaker(&self, hop: &Hop) -> Text {
        let mut out = match &hop.speaker {
            Some(speaker) => self.mention(speaker),
            None => Text::new(Ink::Faint, &self.messages.phrase.unnamed_source),
        };
        let ink = match hop.stance {
            Stance::Assert => return out,
            Stance::Deny => Ink::No,
            Stance::Doubt => Ink::Perhaps,
            Stance::Confirm => Ink::Yes,
        };
        out.push(Ink::Plain, &format!("{GLUE}"));
        out.push(ink, self.messages.stance(hop.stance));
        out
    }

    pub(crate) fn outlet(&self, outlet: &str) -> Text {
        if outlet.is_empty() {
            Text::new(Ink::Faint, &self.messages.phrase.unnamed_outlet)
        } else {
            Text::new(Ink::Plain, outlet)
        }
    }

    pub(crate) fn figures(&self, figures: &[Figure]) -> Text {
        let mut out = Text::default();
        for (number, figure) in figures.iter().enumerate() {
            separate(&mut out, number, " · ");
            out.append(&self.figure(figure));
        }
        out
    }

    /// `killed 3`, `injured at least 21` as `≥21`, `about 20` as `≈20`.
    pub(crate) fn figure(&self, figure: &Figure) -> Text {
        let mut out = Text::new(Ink::Plain, self.messages.figure(figure.kind));
        match count(figure) {
            Some(count) => out.push(Ink::Strong, &format!("{GLUE}{count}")),
            None => {
                out.push(Ink::Faint, &format!("{GLUE}({})", self.messages.phrase.no_number));
            }
        }
        out
    }

    pub(crate) fn places(&self, places: &[Place]) -> Text {
        let mut out = Text::default();
        for (number, place) in places.iter().enumerate() {
            separate(&mut out, number, ", ");
            let name = place.name.as_deref().filter(|_| self.lang == Lang::En);
            out.push(Ink::Plain, name.unwrap_or(&place.span.text));
            if let Some(country) = &place.country {
                out.push(Ink::Code, &format!("{GLUE}{country}"));
            }
        }
        out
    }

    /// The day or the days; the words of the text where they could not be resolved.
    pub(crate) fn date(&self, when: &When) -> Text {
        match days(when) {
            Some(days) => Text::new(Ink::Plain, &days),
            None => {
                let mut out = Text::new(Ink::Plain, &when.span.text);
                out.push(Ink::Faint, &format!("{GLUE}(?)"));
                out
            }
        }
    }

    fn mentions(&self, mentions: &[Mention]) -> Text {
        let mut out = Text::default();
        for (number, mention) in mentions.iter().enumerate() {
            separate(&mut out, number, ", ");
            out.append(&self.mention(mention));
        }
        out
    }
}

/// The ink of an event's quad class.
pub(crate) fn event_ink(event: Event) -> Ink {
    match event {
        Event::Statement => Ink::Strong,
        Event::Agree | Event::Consult | Event::Support | Event::Concede => Ink::Cooperation,
        Event::Cooperate | Event::Aid | Event::Retreat => Ink::Cooperation,
        Event::Request | Event::Accuse | Event::Reject | Event::Threaten => Ink::VerbalConflict,
        Event::Protest | Event::Sanction | Event::Mobilize => Ink::MaterialConflict,
        Event::Coerce | Event::Assault => Ink::MaterialConflict,
    }
}

fn arrow(out: &mut Text) {
    out.push(Ink::Faint, &format!(" ←{GLUE}"));
}

fn separate(out: &mut Text, number: usize, separator: &str) {
    if number > 0 {
        out.push(Ink::Faint, separator);
    }
}

/// `RUS MIL`; `""` where nothing is known.
fn codes(country: Option<&str>, sectors: &[Sector]) -> String {
    let sectors = sectors.iter().map(|sector| sector.code());
    country.into_iter().chain(sectors).collect::<Vec<_>>().join(&GLUE.to_string())
}

/// A count in signs; `None` where the text gives none.
fn count(figure: &Figure) -> Option<String> {
    let about = if figure.approximate { "≈" } else { "" };
    Some(match (figure.low, figure.high) {
        (Some(low), Some(high)) if low == high => format!("{about}{low}"),
        (Some(low), Some(high)) => format!("{about}{low}–{high}"),
        (Some(low), None) => format!("≥{low}"),
        (None, Some(high)) => format!("≤{high}"),
        (None, None) => return None,
    })
}

fn days(when: &When) -> Option<String> {
    let (from, to) = (when.from?, when.to?);
    Some(match when.precision {
        Precision::Year if from.year() == to.year() => from.year().to_string(),
        Precision::Month if (from.year(), from.month()) == (to.year(), to.month()) => {
            from.to_string().get(..7)?.to_owned()
        }
        _ if from == to => from.to_string(),
        _ => format!("{from} – {to}"),
    })
}
