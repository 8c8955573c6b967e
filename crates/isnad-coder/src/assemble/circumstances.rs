//! Figures, places and dates, read off the nodes they stand at.

use isnad_lexicon::Target;
use isnad_lexicon::entry::{Flags, HeadClass, How};
use isnad_lexicon::inflect::Number;
use isnad_model::{Event, Figure, FigureKind, Place, Sector, When};

use crate::attribution::Report;
use crate::clause::Rank;
use crate::frame::{Filler, Frame};
use crate::mention::{Who, is_supranational};
use crate::phrase::Kind;
use crate::tag::Tag;

use super::*;

impl<'l> Work<'_, '_, '_, 'l> {
    pub(super) fn figures(&self, frame: &Frame<'l>) -> Vec<Figure> {
        let p = self.p;
        let mut out: Vec<Figure> = Vec::new();
        for (node, flags) in &frame.counted {
            let Some(kind) = self.figure_kind(*node, *flags) else { continue };
            if let Some(figure) = self.figure(*node, kind) {
                push_figure(&mut out, figure);
            }
        }
        for node in std::iter::once(frame.node).chain(frame.others.iter().copied()) {
            let n = &p.nodes[node];
            if n.kind != Kind::Event {
                continue;
            }
            let verbal_noun = p.units[n.head]
                .readings
                .iter()
                .any(|r| r.features.part == isnad_lexicon::inflect::Part::VerbalNoun);
            let kind = self.counted_noun(n.head).filter(|_| !verbal_noun).or_else(|| {
                let counts = n.quantity.is_some() || p.units[n.head].number == Number::Dual;
                // سيارتين مفخختين, التفجيران: what blew up is no number of strikes.
                let blast = self
                    .p
                    .unit(node)
                    .lexemes()
                    .flat_map(|(i, _)| &self.a.lexicon.lexeme(i).events)
                    .any(|&e| {
                        self.a.lexicon.event(e).modes.contains(&isnad_model::Mode::Explosives)
                    });
                (counts && frame.event == Event::Assault && !blast).then_some(FigureKind::Strikes)
            });
            let Some(kind) = kind else { continue };
            let victims = !matches!(kind, FigureKind::Strikes | FigureKind::Other);
            if (victims || n.quantity.is_some() || p.units[n.head].number == Number::Dual)
                && let Some(figure) = self.figure(node, kind)
            {
                push_figure(&mut out, figure);
            }
        }
        for filler in &frame.actors {
            if let Filler::Node(node) = filler
                && p.nodes[*node].quantity.is_some()
                && p.who(*node).is_some_and(Who::is_human)
                && frame.counted.iter().all(|(n, _)| n != node)
                && let Some(figure) = self.figure(*node, FigureKind::Participants)
            {
                push_figure(&mut out, figure);
            }
        }
        // سقط قتلى … 12 قتيلا: the number outweighs the plural without one.
        let counted: Vec<FigureKind> =
            out.iter().filter(|f| f.low.is_some() || f.high.is_some()).map(|f| f.kind).collect();
        out.retain(|f| f.low.is_some() || f.high.is_some() || !counted.contains(&f.kind));
        out
    }

    pub(super) fn counted_noun(&self, unit: usize) -> Option<FigureKind> {
        self.p.units[unit].readings.iter().find_map(|r| match r.target {
            Target::Figure(index) => Some(self.a.lexicon.figure(index).kind),
            _ => None,
        })
    }

    pub(super) fn figure_kind(&self, node: usize, flags: Flags) -> Option<FigureKind> {
        if let Some(kind) = self.counted_noun(self.p.nodes[node].head)
            && !matches!(kind, FigureKind::Other | FigureKind::Participants)
        {
            return Some(kind);
        }
        let killed = flags.has(Flags::KILL);
        let injured = flags.has(Flags::INJURE);
        match (killed, injured) {
            (true, true) => Some(FigureKind::KilledOrInjured),
            (true, false) => Some(FigureKind::Killed),
            (false, true) => Some(FigureKind::Injured),
            _ if flags.has(Flags::CAPTURE) => Some(FigureKind::Captured),
            _ if flags.has(Flags::ARREST) => Some(FigureKind::Arrested),
            _ if flags.has(Flags::DISPLACE) => Some(FigureKind::Displaced),
            _ if flags.has(Flags::DESTROY) => {
                self.p.nodes[node].quantity.map(|_| FigureKind::Destroyed)
            }
            _ => None,
        }
    }

    /// The count at a node: a number, a dual, one, or a plural without number.
    pub(super) fn figure(&self, node: usize, kind: FigureKind) -> Option<Figure> {
        let p = self.p;
        let n = &p.nodes[node];
        let head = &p.units[n.head];
        let who = p.who(node);
        let (low, high, approximate) = match n.quantity {
            Some(unit) => {
                let q = self.reading.quantities.get(p.units[unit].expression)?;
                (q.low, q.high, q.approximate)
            }
            None => {
                let counts_people = who.is_some_and(|w| {
                    matches!(
                        w.class,
                        Some(HeadClass::Person | HeadClass::Office | HeadClass::Source)
                    ) || w.kind == Some(isnad_lexicon::entry::ActorKind::Person)
                }) || p.nodes[node].kind == Kind::Event;
                if !counts_people {
                    return None;
                }
                match head.number {
                    Number::Dual => (Some(2), Some(2), false),
                    Number::Singular
                        if !head.definite
                            || who.is_some_and(|w| !w.names.is_empty() || w.id.is_some()) =>
                    {
                        let many = p.units[n.start..n.head].iter().any(|u| u.is("quant"));
                        if many { (None, None, false) } else { (Some(1), Some(1), false) }
                    }
                    Number::Singular => return None,
                    Number::Plural => (None, None, false),
                }
            }
        };
        let start = n.quantity.map_or(n.start, |q| q.max(n.start).min(n.head));
        let first = &p.units[start.min(n.head)];
        let tokens = first.tokens.start..head.tokens.end.max(first.tokens.end);
        Some(Figure {
            kind,
            low,
            high,
            approximate,
            span: self.a.evidence(self.a.bytes(tokens, self.skip(first))),
        })
    }

    pub(super) fn places(&self, frame: &Frame<'l>) -> Vec<Place> {
        let p = self.p;
        let mut nodes = frame.places.clone();
        // زار القاهرة, زيارة إلى القاهرة: where one goes is where one meets.
        if frame.modes.contains(&isnad_model::Mode::Visit) {
            nodes.extend(frame.recipients.iter().filter_map(|f| match f {
                Filler::Node(n) => Some(*n),
                _ => None,
            }));
        }
        nodes.sort_unstable();
        nodes.dedup();
        let mut out: Vec<Place> = Vec::new();
        for node in nodes {
            // الحدود مع إريتريا: with what it borders on, not where.
            let where_to = p.nodes[node]
                .prep
                .as_ref()
                .is_none_or(|q| !matches!(q.key.as_str(), "مع" | "عن" | "ك"));
            if p.nodes[node].kind != Kind::Phrase || !where_to {
                continue;
            }
            if let Some(place) = self.place(node)
                && !out.iter().any(|o| o.span == place.span)
            {
                out.push(place);
            }
        }
        out
    }

    /// The country of the place where the sentence says that something happened, if it names one: في مقديشو.
    pub(super) fn country_of_sentence(&self) -> Option<String> {
        let p = self.p;
        (0..p.nodes.len()).find_map(|n| {
            let node = &p.nodes[n];
            let inside = node.prep.as_ref().is_some_and(|q| matches!(q.key.as_str(), "في" | "ب"));
            let place = p.who(n).is_some_and(|w| w.place);
            (node.kind == Kind::Phrase && inside && place)
                .then(|| self.place(n))
                .flatten()
                .and_then(|found| found.country)
        })
    }

    /// The place a phrase names.
    pub(super) fn place(&self, node: usize) -> Option<Place> {
        let p = self.p;
        let n = &p.nodes[node];
        let units = &p.units[n.start..n.units.end];
        let who = p.who(node)?;
        let head = &p.units[n.head];
        let noun = head.has(|t| matches!(t, Target::PlaceNoun(_)));
        let site = who.class == Some(HeadClass::Site);
        let named = units.iter().filter(|u| u.tag == Tag::Noun).find_map(|u| self.context.place(u));
        let country_unit = units.iter().find_map(|u| {
            u.countries()
                .find(|(_, how)| *how != How::Palace)
                .map(|(c, how)| (self.a.lexicon.country(c), how))
        });
        let bare_country = head.countries().any(|(_, how)| matches!(how, How::Name | How::Capital));
        let head_place = self.context.place(head).is_some();
        if !(noun || site || bare_country || head_place) || who.is_human() && !noun {
            return None;
        }
        if !(named.is_some() || country_unit.is_some() || noun || site) {
            return None;
        }
        // An unnamed place must at least be a particular one.
        let vague = p.units[n.start..n.head].iter().any(|u| u.is("quant"))
            || !head.definite && n.units.len() == 1;
        if named.is_none() && country_unit.is_none() && vague {
            return None;
        }
        let mut country = named
            .and_then(|pl| pl.country.clone())
            .or_else(|| country_unit.map(|(c, _)| c.code.clone()))
            .or_else(|| who.country.clone());
        if country.is_none() && (noun || site) {
            country = self.context.main_country().map(str::to_owned);
        }
        // مواقع للتنظيم: whose a site is does not tell where it is.
        let owned = named.is_none() && country_unit.is_none() && who.sectors.contains(&Sector::Reb);
        if country.as_deref().is_some_and(is_supranational) || owned {
            return None;
        }
        let found = self.at_node(node)?;
        Some(Place {
            span: self.a.evidence(self.a.bytes(found.tokens, found.skip)),
            name: named.map(|pl| pl.name.clone()).or_else(|| {
                bare_country.then(|| country_unit.map(|(c, _)| c.name.clone())).flatten()
            }),
            country,
            lat: named.and_then(|pl| pl.lat),
            lon: named.and_then(|pl| pl.lon),
            geonameid: named.and_then(|pl| pl.geonameid),
        })
    }

    pub(super) fn date(&self, frame: &Frame<'l>) -> Option<When> {
        let p = self.p;
        let points = |node: &usize| -> Option<usize> {
            let u = p.unit(*node);
            (u.tag == Tag::When).then_some(u.expression)
        };
        let usable = |i: &usize| self.reading.times.get(*i).is_some_and(|t| t.from.is_some());
        let mut own: Vec<usize> = frame.whens.iter().filter_map(points).collect();
        own.sort_unstable();
        let chosen = own.iter().copied().find(|i| usable(i)).or_else(|| own.first().copied());
        let chosen = chosen.or_else(|| {
            // The only time of the sentence that is not the announcement's.
            let announced = |n: usize| {
                self.reports.iter().any(|r| {
                    r.clausal && r.holds(frame.node) && !r.holds(n) && p.clause_of[n] == r.clause
                })
            };
            let mut all: Vec<usize> = (0..p.nodes.len())
                .filter(|&n| !announced(n))
                .filter_map(|n| points(&n))
                .filter(|i| usable(i))
                .collect();
            all.dedup();
            (all.len() == 1).then(|| all[0])
        })?;
        self.when(chosen)
    }

    /// A time as the record has it.
    pub(super) fn when(&self, time: usize) -> Option<When> {
        let time = self.reading.times.get(time)?;
        Some(When {
            span: self.a.evidence(self.a.bytes(time.tokens.clone(), 0)),
            from: time.from,
            to: time.to,
            precision: time.precision,
        })
    }

    /// When a report was made: a time in its clause that is not part of what it says.
    pub(super) fn date_of_report(&self, report: &Report<'l>) -> Option<When> {
        let p = self.p;
        let host = p.clauses[report.clause]
            .joined
            .filter(|_| p.clauses[report.clause].rank == Rank::Circumstance);
        let nodes = std::iter::once(report.clause).chain(host).flat_map(|c| &p.clauses[c].nodes);
        let time = nodes.copied().find_map(|n| {
            let u = p.unit(n);
            let own = u.tag == Tag::When && (!report.holds(n) || !report.clausal);
            let dated = self.reading.times.get(u.expression).is_some_and(|t| t.from.is_some());
            (own && dated).then_some(u.expression)
        })?;
        self.when(time)
    }
}

pub(super) fn push_figure(list: &mut Vec<Figure>, figure: Figure) {
    if !list.iter().any(|f| f.span == figure.span && f.kind == figure.kind) {
        list.push(figure);
    }
}
