//! One frame into one claim.

use isnad_lexicon::Target;
use isnad_lexicon::entry::{Flags, HeadClass};
use isnad_lexicon::inflect::Number;
use isnad_model::{Claim, Event, Evidence, Mention, Sector, Stance, Status};

use crate::attribution::content_range;
use crate::clause::Rank;
use crate::coder::CODER_VERSION;
use crate::frame::{Filler, Frame, Parsed};
use crate::mention::{Who, is_supranational};
use crate::phrase::Kind;

use super::parties::may_vow;
use super::*;

impl<'l> Work<'_, '_, '_, 'l> {
    pub(super) fn claim(
        &mut self,
        frame: &Frame<'l>,
        speakers: &[Option<Found>],
        continues: bool,
    ) -> Option<Claim> {
        let p = self.p;
        // Where something is said is not where what is said happens.
        let verbal = frame.event.is_verbal();
        let places = if verbal { Vec::new() } else { self.places(frame) };
        let place = places.iter().find_map(|pl| pl.country.clone());
        let place = place.or_else(|| self.country_of_sentence());
        let place_code = place.as_deref();
        let mut actors =
            self.mentions(&frame.actors, None, |w| w.is_actor() && !w.is_mere_number());
        // Who speaks, asks or refuses is whoever the subject names, known or not.
        let antecedent = p.clauses[frame.clause]
            .antecedent
            .filter(|_| p.clauses[frame.clause].rank == Rank::Relative);
        let subject = p.clauses[frame.clause].subject.or(antecedent).filter(|&s| {
            p.clauses[frame.clause].verb == Some(frame.node)
                && p.nodes[frame.node].kind == Kind::Verb
                && p.nodes[s].kind == Kind::Phrase
                && frame.actors.contains(&Filler::Node(s))
        });
        if verbal
            && actors.is_empty()
            && let Some(subject) = subject
        {
            actors = self.mentions(&[Filler::Node(subject)], None, |_| true);
        }
        let mut attribution = self.hops(frame.node, speakers, continues);
        // قالت الشرطة إن الشبان رشقوا رجالها: police and soldiers without a side are the official speaker's.
        let side = attribution
            .last()
            .and_then(|h| h.speaker.as_ref())
            .filter(|s| s.sectors.iter().any(|x| is_uniformed(*x)))
            .and_then(|s| s.country.clone())
            .filter(|c| !is_supranational(c));
        let mut recipients =
            self.mentions(&frame.recipients, place_code, |w| self.may_receive(frame, w));
        if let Some(side) = &side {
            for filler in &frame.recipients {
                let Some(found) = self.found(*filler) else { continue };
                let uniformed = !found.who.is_known()
                    && !found.who.sectors.is_empty()
                    && found.who.sectors.iter().all(|x| is_uniformed(*x));
                let span = self.mention(&found, None).span;
                for m in recipients.iter_mut().filter(|m| uniformed && m.span == span) {
                    m.country = Some(side.clone());
                }
            }
        }
        // قصف بلدة, حاصر مدينة: where nobody is named as hit, the place is.
        // انفجار في فندق: nor does a blast hit anything but what it happens in.
        let blast = frame.modes.contains(&isnad_model::Mode::Explosives)
            && p.nodes[frame.node].kind == Kind::Event;
        if recipients.is_empty() && blast {
            let sites: Vec<Filler> = frame
                .places
                .iter()
                .filter(|&&n| p.who(n).is_some_and(|w| w.class == Some(HeadClass::Site)))
                .map(|&n| Filler::Node(n))
                .collect();
            recipients = self.mentions(&sites, place_code, |_| true);
        }
        if recipients.is_empty()
            && (frame.event == Event::Assault
                && (!frame.modes.is_empty() || frame.sense.entry.flags.has(Flags::MEANS))
                || frame.modes.contains(&isnad_model::Mode::Restrict))
        {
            recipients =
                self.mentions(&frame.recipients, place_code, |w| w.place && w.country.is_some());
        }
        if actors.is_empty()
            && let Some(accused) = self.accused(frame)
        {
            actors = accused;
        }
        recipients.retain(|r| !actors.iter().any(|a| a.span == r.span));
        // The speaker of "our forces" and of a deed without doer that its own side announces.
        // What one announces is what one does: أعلنت التعبئة العامة.
        let performed = frame.event == Event::Mobilize
            || frame
                .modes
                .iter()
                .any(|m| matches!(m, isnad_model::Mode::MartialLaw | isnad_model::Mode::Curfew));
        if actors.is_empty()
            && performed
            && p.nodes[frame.node].kind == Kind::Event
            && let Some(speaker) = attribution.last().and_then(|h| h.speaker.clone())
            && self.reports.iter().rfind(|r| r.holds(frame.node)).is_some_and(|r| {
                !p.clauses.iter().any(|c| {
                    c.rank == Rank::Content
                        && c.parent == Some(r.clause)
                        && c.opener > r.node
                        && p.nodes[c.opener].kind == Kind::Comp
                })
            })
        {
            actors.push(speaker);
            attribution.pop();
        }
        if actors.is_empty()
            && (verbal || frame.helpers.iter().any(|_| frame.sense.verbal_noun))
            && let Some(speaker) = attribution.last().and_then(|h| h.speaker.clone())
            && (frame.event != Event::Request
                || frame.sense.entry.flags.has(Flags::MODAL)
                || self.in_first_person(frame.clause))
        {
            actors.push(speaker);
        }
        let vow = frame.vow
            && frame.event == Event::Assault
            && attribution.last().and_then(|h| h.speaker.as_ref()).is_some_and(may_vow)
            && (actors.is_empty()
                || attribution
                    .last()
                    .and_then(|h| h.speaker.as_ref())
                    .is_some_and(|s| actors.iter().any(|a| same_side(a, s))));
        if vow && let Some(speaker) = attribution.last().and_then(|h| h.speaker.clone()) {
            if recipients.is_empty() {
                recipients = self.opponents(&speaker);
            }
            if actors.is_empty() {
                actors.push(speaker);
            }
        }
        if verbal {
            // Of one's own act of speech one is not the reporter.
            while let Some(last) = attribution.last() {
                let own = last
                    .speaker
                    .as_ref()
                    .is_some_and(|s| actors.iter().any(|a| same_mention(a, s)));
                if !own {
                    break;
                }
                attribution.pop();
            }
        }
        if actors.is_empty()
            && frame.event == Event::Assault
            && p.nodes[frame.node].kind == Kind::Event
            && let Some(hop) = attribution.last().filter(|h| h.stance == Stance::Deny)
            && let Some(denier) = hop.speaker.clone()
        {
            // نفت الوزارة إسقاط المروحية: an act told before, else one's own, unless it was suffered.
            let told =
                self.a.past.iter().rev().take(6).map(|past| &self.a.claims[past.claim]).find(|c| {
                    c.event == frame.event
                        && c.modes == frame.modes
                        && !c.actors.is_empty()
                        && !c.actors.iter().any(|a| same_side(a, &denier))
                });
            let suffered = recipients.iter().any(|r| same_side(r, &denier));
            match told {
                Some(claim) => actors.clone_from(&claim.actors),
                None if !suffered => actors.push(denier),
                None => {}
            }
        }
        if actors.is_empty() && frame.event == Event::Consult {
            actors = self.visitor(frame);
            recipients.retain(|r| !actors.iter().any(|a| a.span == r.span));
        }
        // Clashes with one side named in the words of the other: المعارك مع القوات الأرمينية.
        let clash = frame.event == Event::Assault
            && frame.sense.entry.frame.iter().any(|(s, r)| {
                *r == isnad_lexicon::entry::Role::Actor
                    && matches!(s, isnad_lexicon::entry::Slot::Prep(k) if k == "مع" || k == "بين")
            });
        // إصابة 43 من المتمردين و7 من الجيش: both sides of a clash.
        if clash && actors.is_empty() && recipients.len() > 1 {
            let armed = |m: &Mention| {
                m.sectors
                    .iter()
                    .any(|s| matches!(s, Sector::Mil | Sector::Reb | Sector::Prm | Sector::Cop))
            };
            let against = |m: &Mention| m.sectors.contains(&Sector::Reb);
            let first = against(&recipients[0]);
            if recipients.iter().all(armed) && recipients.iter().any(|m| against(m) != first) {
                actors = std::mem::take(&mut recipients);
            }
        }
        if actors.is_empty() {
            actors = self.own_deed(frame, &recipients);
        }
        if actors.is_empty() {
            self.refer_back(frame, &mut actors, &mut recipients);
        }
        // بالتعاون مع الجيش: with whom the subject does it.
        if frame.sides
            && actors.len() == 1
            && matches!(frame.event, Event::Cooperate | Event::Consult)
            && p.nodes[frame.node].kind == Kind::Event
            && p.nodes[frame.node].prep.is_some()
            && let Some(subject) = self.subject_of(frame.clause, 0)
        {
            let more = self.mentions(&[Filler::Node(subject)], None, |w| {
                w.is_actor() && (w.is_known() || w.is_human())
            });
            let others: Vec<Mention> =
                more.into_iter().filter(|m| !same_mention(m, &actors[0])).collect();
            actors.extend(others);
        }
        if recipients.is_empty() && matches!(frame.event, Event::Accuse | Event::Support) {
            recipients = self.answerable(frame);
            recipients.retain(|r| !actors.iter().any(|a| a.span == r.span));
        }
        // Armed victims of a fight with named others are a side of it themselves.
        if frame.sides && frame.event == Event::Assault {
            let armed = |m: &Mention| {
                m.sectors
                    .iter()
                    .any(|s| matches!(s, Sector::Mil | Sector::Reb | Sector::Prm | Sector::Cop))
            };
            let (fighters, rest): (Vec<Mention>, Vec<Mention>) =
                recipients.into_iter().partition(|m| armed(m));
            recipients = rest;
            for fighter in fighters {
                let side = |a: &Mention| {
                    a.span == fighter.span
                        || a.country.is_some()
                            && a.country == fighter.country
                            && a.sectors == fighter.sectors
                };
                if !actors.iter().any(side) {
                    actors.push(fighter);
                }
            }
        }
        if clash {
            let with = frame.actors.iter().any(|f| matches!(f, Filler::Node(n) if p.nodes[*n].prep.as_ref().is_some_and(|q| q.key == "مع")));
            if actors.len() == 1
                && with
                && let Some(side) = attribution.last().and_then(|h| h.speaker.clone())
                && side.country.is_some()
                && side.country != actors[0].country
            {
                actors.insert(0, side);
            }
            let side = |m: &Mention| {
                actors.iter().any(|a| {
                    a.country.is_some()
                        && a.country == m.country
                        && a.sectors.iter().any(|s| m.sectors.contains(s))
                })
            };
            recipients.retain(|r| !side(r));
        }
        // مئات المعتقلين: prisoners are themselves who was taken.
        let taken = frame.sense.entry.flags.has(Flags::ARREST)
            || frame.sense.entry.flags.has(Flags::CAPTURE);
        if recipients.is_empty()
            && taken
            && p.nodes[frame.node].kind == Kind::Event
            && !frame.sense.verbal_noun
            && let Some(mut found) = self.at_node(frame.node)
        {
            found.who = Who {
                class: Some(HeadClass::Person),
                number: Number::Plural,
                sectors: vec![Sector::Unk],
                ..Who::default()
            };
            recipients.push(self.mention(&found, place_code));
        }
        // An execution by a body that is no court is a killing.
        let lynching = frame.event == Event::Sanction
            && frame.modes.contains(&isnad_model::Mode::Convict)
            && !actors.is_empty()
            && actors
                .iter()
                .all(|a| a.sectors.iter().any(|s| matches!(s, Sector::Reb | Sector::Uaf)));
        let turned = self.turned(frame, &actors, &attribution);
        // Of a fight that is to end the speaker says what he offers.
        let offers = turned.is_some() && frame.stopped;
        if let Some(Turned { event: Event::Concede | Event::Reject | Event::Agree, .. }) = &turned
            && (actors.is_empty() || offers)
            && let Some(speaker) = attribution.last().and_then(|h| h.speaker.clone())
        {
            actors = vec![speaker];
        }
        let concedes = matches!(&turned, Some(Turned { event: Event::Concede, .. }))
            || frame.event == Event::Concede;
        if concedes && (recipients.is_empty() || offers) {
            // إذا قبلت إثيوبيا … سنسحب: to whoever is to fulfil the condition.
            let side = self.bound_by_condition(frame.clause);
            if !side.is_empty() {
                recipients = side;
            }
        }
        if turned.is_some() {
            while let Some(last) = attribution.last() {
                let own = last
                    .speaker
                    .as_ref()
                    .is_some_and(|s| actors.iter().any(|a| same_mention(a, s) || same_side(a, s)));
                if !own {
                    break;
                }
                attribution.pop();
            }
        }
        let content = frame.content.and_then(|c| self.content(content_range(p, frame.clause, c)));
        let content = content.or_else(|| {
            turned
                .is_some()
                .then(|| self.content(content_range(p, frame.clause, frame.node)))
                .flatten()
        });
        let (mut status, condition) = self.status(frame);
        if vow && status == Status::Occurred {
            status = Status::Future;
        }
        if turned.is_some() && matches!(status, Status::Future | Status::Negated) {
            status = if condition.is_some() { Status::Conditional } else { Status::Occurred };
        }
        let trigger = self.trigger(frame);
        let figures = self.figures(frame);
        let date = self.date(frame);
        let mut contexts = frame.sense.entry.contexts.clone();
        for topic in self.topics(frame) {
            if let Ok(context) = topic.parse()
                && !contexts.contains(&context)
            {
                contexts.push(context);
            }
        }
        let mut rule = frame.sense.entry.id.clone();
        for helper in &frame.helpers {
            rule.push('+');
            rule.push_str(helper);
        }
        let construction = construction(frame, p);
        rule.push('+');
        rule.push_str(construction);
        let known = Known {
            actors: !actors.is_empty(),
            recipients: !recipients.is_empty(),
            figures: !figures.is_empty(),
            places: !places.is_empty(),
        };
        let confidence = confidence(frame, construction, known);
        Some(Claim {
            id: self.id(&trigger, frame.event),
            article: self.a.article.id.clone(),
            event: match () {
                () if let Some(turned) = &turned => turned.event,
                () if lynching => Event::Assault,
                () => frame.event,
            },
            modes: match () {
                () if let Some(turned) = &turned => turned.modes.clone(),
                () if lynching => vec![isnad_model::Mode::Targeted],
                () => self.modes(frame),
            },
            contexts,
            trigger,
            actors,
            recipients,
            content,
            attribution,
            status,
            condition,
            figures,
            places,
            date,
            sentence: self.a.evidence(self.sentence.span),
            confidence,
            rule,
        })
    }

    /// Stable: hangs on the text, the place in it, the event and the coder's version.
    pub(super) fn id(&self, trigger: &Evidence, event: Event) -> String {
        let mut hasher = blake3::Hasher::new();
        for part in [
            CODER_VERSION,
            &self.a.article.id,
            event.code(),
            &trigger.start.to_string(),
            &trigger.end.to_string(),
        ] {
            hasher.update(part.as_bytes());
            hasher.update(&[0]);
        }
        hasher.update(self.a.text_hash.as_bytes());
        hasher.finalize().to_hex()[..16].to_string()
    }

    pub(super) fn trigger(&self, frame: &Frame<'l>) -> Evidence {
        let p = self.p;
        let node = &p.nodes[frame.node];
        let unit = &p.units[node.head];
        let c = unit.clitics;
        let mut skip = usize::from(c.conj.is_some()) + usize::from(c.letter.is_some());
        if c.future {
            skip = usize::from(c.conj.is_some());
        }
        self.a.evidence(self.a.bytes(unit.tokens.clone(), skip))
    }

    /// Topics of what is asked, refused or threatened, and of the clause, nearest first.
    pub(super) fn topics(&self, frame: &Frame<'l>) -> Vec<&'l str> {
        let p = self.p;
        let range = match frame.content {
            Some(start) => content_range(p, frame.clause, start),
            None => {
                frame.node..(frame.node + 6).min(p.clauses[frame.clause].end.max(frame.node + 1))
            }
        };
        let mut out: Vec<&'l str> = Vec::new();
        for node in range.take(12) {
            let Some(node) = p.nodes.get(node) else { break };
            for unit in &p.units[node.units.clone()] {
                for r in &unit.readings {
                    if let Target::Topic(index) = r.target {
                        let topic = self.a.lexicon.topic(index).topic.as_str();
                        if !out.contains(&topic) {
                            out.push(topic);
                        }
                    }
                }
            }
        }
        out
    }

    /// Modes of the entry; of a request, refusal or threat without one, those of what it is about.
    pub(super) fn modes(&self, frame: &Frame<'l>) -> Vec<isnad_model::Mode> {
        let mut modes = frame.modes.clone();
        if modes.is_empty()
            && matches!(frame.event, Event::Request | Event::Reject | Event::Threaten)
        {
            for topic in self.topics(frame) {
                if let Ok(mode) = topic.parse()
                    && frame.event.modes().contains(&mode)
                    && !modes.contains(&mode)
                {
                    modes.push(mode);
                }
            }
            modes.truncate(2);
        }
        modes
    }
}

/// What a claim holds besides its event.
#[derive(Clone, Copy)]
pub(super) struct Known {
    actors: bool,
    recipients: bool,
    figures: bool,
    places: bool,
}

/// Whether a sector is a state's own: its soldiers, police and officials.
fn is_uniformed(sector: Sector) -> bool {
    matches!(sector, Sector::Mil | Sector::Cop | Sector::Gov)
}

/// The construction that gave the frame, for the rule.
pub(super) fn construction(frame: &Frame<'_>, p: &Parsed<'_, '_>) -> &'static str {
    match p.nodes[frame.node].kind {
        Kind::Verb if frame.passive => "passive",
        Kind::Verb if p.clauses[frame.clause].subject.is_some_and(|s| s < frame.node) => {
            "subject-verb"
        }
        Kind::Verb if p.clauses[frame.clause].rank == Rank::Relative => "relative",
        Kind::Verb => "verb-subject",
        Kind::Participle => "participle",
        _ if frame.sense.verbal_noun => "verbal-noun",
        _ => "noun",
    }
}

/// How surely a claim is an event of its kind, 0..1.
///
/// Each thing that is known of the claim adds or takes away points. The points were fitted by least squares on the
/// annotated articles of July 2015 (claims right in event, by what is known of them) and rounded; `docs/quality.md`
/// shows how often claims of each level are right.
pub(super) fn confidence(frame: &Frame<'_>, construction: &str, known: Known) -> f64 {
    let entry = frame.sense.entry;
    let own_sense = !entry.complement.is_empty() || entry.flags.has(Flags::MEANS);
    let percent = 60
        + 13 * i32::from(known.actors)
        + 11 * i32::from(known.recipients)
        + 11 * i32::from(known.figures)
        + 6 * i32::from(known.places)
        + 3 * i32::from(own_sense)
        - 14 * i32::from(entry.flags.has(Flags::WEAK))
        + match construction {
            "verbal-noun" => -16,
            "relative" => -15,
            "passive" | "subject-verb" | "verb-subject" => 6,
            _ => 0,
        };
    f64::from(percent.clamp(5, 95)) / 100.0
}
