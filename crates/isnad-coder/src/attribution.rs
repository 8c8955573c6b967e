//! Who says it: reporting words with their speakers and the stretch of the sentence that is theirs.
//!
//! In come the clauses and frames of a sentence, out goes a list of [`Report`]s. A report covers ranges of nodes: what
//! stands after أن, in the quotation, in the object of the announcement, or the clause that `بحسب` closes. An event
//! belongs to every report that covers it, the widest first: that is the chain. A participle of the same speaker
//! (مضيفا أن) takes over from the verb before it; a new reporting verb with و ends what the last one said.

use std::ops::Range;

use isnad_lexicon::Lexicon;
use isnad_lexicon::entry::{CueEntry, Flags, HeadClass, Role, Slot};
use isnad_lexicon::inflect::{Part, Voice};
use isnad_model::{Event, Stance};

use crate::clause::Rank;
use crate::frame::{Filler, Frame, Parsed};
use crate::mention::Who;
use crate::phrase::Kind;
use crate::segment::SentenceKind;

/// How a report was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// A verb or participle that reports.
    Verb,
    /// A noun that reports.
    Noun,
    /// A phrase: بحسب.
    Phrase,
    /// A colon after a name.
    Colon,
    /// An event of speech whose content is an event: ندد بقصف …
    Event,
}

/// One reporting word with what it covers.
#[derive(Clone, Debug)]
pub(crate) struct Report<'l> {
    pub(crate) manner: Manner,
    pub(crate) entry: Option<&'l CueEntry>,
    /// The node that reports.
    pub(crate) node: usize,
    pub(crate) clause: usize,
    pub(crate) stance: Stance,
    pub(crate) speaker: Option<Filler>,
    pub(crate) via: Option<usize>,
    /// Whether the speaker is known to be nobody in particular.
    pub(crate) nobody: bool,
    /// Nodes it covers.
    pub(crate) covers: Vec<Range<usize>>,
    /// Covers a clause or quotation, not only a phrase.
    pub(crate) clausal: bool,
    /// For a phrase, the reporting verb that is part of it.
    pub(crate) speech: Option<usize>,
}

impl Report<'_> {
    pub(crate) fn holds(&self, node: usize) -> bool {
        self.covers.iter().any(|r| r.contains(&node))
    }

    /// Where what it covers begins.
    pub(crate) fn start(&self) -> usize {
        self.covers.first().map_or(usize::MAX, |r| r.start)
    }
}

/// The reports of a sentence, those that cover most first.
pub(crate) fn reports<'l>(
    parsed: &Parsed<'_, 'l>,
    frames: &[Frame<'l>],
    kind: SentenceKind,
) -> Vec<Report<'l>> {
    let mut finder = Finder { p: parsed, frames, out: Vec::new() };
    for at in 0..parsed.nodes.len() {
        match parsed.nodes[at].kind {
            Kind::Verb | Kind::Participle => finder.verb(at),
            Kind::Cue => finder.phrase(at),
            Kind::Phrase => finder.noun(at),
            Kind::Colon if kind == SentenceKind::Headline => finder.colon(at),
            _ => {}
        }
    }
    finder.speech_events();
    let mut out = finder.out;
    // Phrases like بحسب stand outside whatever else reports.
    // نقلا عن: the source is further in than whoever quotes it.
    let further_in = |r: &Report<'l>| {
        r.manner == Manner::Phrase
            && r.entry.is_some_and(|e| {
                e.frame.iter().any(|(slot, role)| *slot == Slot::Next && *role == Role::Source)
            })
    };
    out.sort_by_key(|r| {
        let place = match r.manner {
            Manner::Phrase if further_in(r) => 2,
            Manner::Phrase => 0,
            _ => 1,
        };
        (place, r.start(), r.node)
    });
    out
}

struct Finder<'a, 'b, 'l> {
    p: &'a Parsed<'b, 'l>,
    frames: &'a [Frame<'l>],
    out: Vec<Report<'l>>,
}

impl<'l> Finder<'_, '_, 'l> {
    fn lexicon(&self) -> &'l Lexicon {
        self.p.lexicon
    }

    /// The cues of a node's word.
    fn cues(&self, at: usize) -> Vec<&'l CueEntry> {
        let lexicon = self.lexicon();
        self.p
            .unit(at)
            .lexemes()
            .flat_map(|(index, _)| lexicon.lexeme(index).cues.iter().map(|&c| lexicon.cue(c)))
            .collect()
    }

    /// The end of a phrase's reach inside its clause: up to a clause that goes its own way.
    fn reach(&self, clause: usize, from: usize) -> usize {
        let p = self.p;
        let end = p.clauses[clause].end;
        p.clauses
            .iter()
            .filter(|c| {
                c.parent == Some(clause)
                    && c.opener > from
                    && (matches!(c.rank, Rank::Joined | Rank::Circumstance)
                        || c.rank == Rank::Sub && matches!(c.sub, "contrast" | "where"))
            })
            .map(|c| c.opener)
            .chain(std::iter::once(end))
            .min()
            .unwrap_or(end)
    }

    fn verb(&mut self, at: usize) {
        let p = self.p;
        let clause = p.clause_of[at];
        let c = &p.clauses[clause];
        if c.verb != Some(at) {
            return;
        }
        // A verb that is an event of its own does not report besides.
        if self.frames.iter().any(|f| f.node == at || f.others.contains(&at)) {
            return;
        }
        let cues = self.cues(at);
        if cues.is_empty()
            || self.out.iter().any(|r| r.manner == Manner::Phrase && r.speech == Some(at))
        {
            return;
        }
        let contents: Vec<&_> = p
            .clauses
            .iter()
            .filter(|o| o.rank == Rank::Content && o.parent == Some(clause) && o.opener > at)
            .collect();
        let mut chosen: Option<(&CueEntry, Vec<Range<usize>>, bool)> = None;
        for cue in cues {
            let takes_clause =
                cue.frame.iter().any(|(s, r)| *s == Slot::Clause && *r == Role::Content)
                    || cue.flags.has(Flags::QUOTE);
            if takes_clause && !contents.is_empty() {
                chosen = Some((cue, contents.iter().map(|o| o.opener..o.end).collect(), true));
                break;
            }
            if chosen.is_some() {
                continue;
            }
            for (slot, role) in &cue.frame {
                if *role != Role::Content {
                    continue;
                }
                if let Some(node) = self.filler(at, clause, slot) {
                    let end = self.reach(clause, node);
                    chosen = Some((cue, one(node..end.max(node + 1)), false));
                    break;
                }
            }
        }
        let Some((cue, covers, clausal)) = chosen else { return };
        // تلته اشتباكات: an act says nothing.
        let act = c.subject.is_some_and(|s| p.nodes[s].kind == Kind::Event);
        if act && !clausal {
            return;
        }
        let impersonal = cue.frame.is_empty();
        let passive = self.is_passive(at, clause, cue);
        let speaker = if passive || impersonal { None } else { Some(self.speaker(at, clause)) };
        if cue.flags.has(Flags::WEAK) && !clausal && !self.has_speaker(at, clause) {
            return;
        }
        if impersonal && !passive {
            return;
        }
        // What is said in the object does not include the subject.
        let covers = covers
            .into_iter()
            .map(|r| match c.subject {
                Some(s) if !clausal && r.start <= s && s > at => s + 1..r.end.max(s + 1),
                _ => r,
            })
            .collect();
        let via = self.via(at, clause, cue);
        let mut stance = cue.stance;
        if c.negation.is_some() {
            stance = match stance {
                Stance::Deny => Stance::Assert,
                _ => return,
            };
        }
        // What will be said is not said yet; and "we believe" is still the speaker of the quotation.
        let first = p.unit(at).readings.first().is_some_and(|r| {
            r.features.person == isnad_lexicon::inflect::Person::First
                && p.nodes[at].kind == Kind::Verb
        });
        if c.future || first {
            return;
        }
        self.out.push(Report {
            manner: Manner::Verb,
            entry: Some(cue),
            node: at,
            clause,
            stance,
            speaker,
            via,
            nobody: passive,
            covers,
            clausal,
            speech: None,
        });
        self.source(at, clause, cue);
    }

    /// نقلت الوكالة عن مصدر: the source is one hop further in.
    fn source(&mut self, at: usize, clause: usize, cue: &'l CueEntry) {
        for (slot, role) in &cue.frame {
            if *role != Role::Source {
                continue;
            }
            if let Some(node) = self.filler(at, clause, slot)
                && self.p.nodes[node].kind == Kind::Phrase
            {
                let Some(outer) = self.out.last() else { return };
                let covers: Vec<Range<usize>> = outer
                    .covers
                    .iter()
                    .map(|r| r.start.max(node + 1)..r.end.max(node + 1))
                    .collect();
                self.out.push(Report {
                    manner: Manner::Verb,
                    entry: Some(cue),
                    node,
                    clause,
                    stance: cue.stance,
                    speaker: Some(Filler::Node(node)),
                    via: None,
                    nobody: false,
                    covers,
                    clausal: true,
                    speech: None,
                });
                return;
            }
        }
    }

    fn is_passive(&self, at: usize, clause: usize, cue: &CueEntry) -> bool {
        let p = self.p;
        let unit = p.unit(at);
        let Some(reading) = unit.readings.first() else { return false };
        match reading.features.part {
            Part::PassiveParticiple => return true,
            Part::ActiveParticiple => return false,
            _ => {}
        }
        let c = &p.clauses[clause];
        match reading.features.voice {
            Voice::Passive => true,
            Voice::Active => false,
            Voice::Either => {
                // يذكر أن, أعلن عن: nobody stands where the speaker should, and nothing goes before.
                let nobody = c.subject.is_none() && c.antecedent.is_none() && c.joined.is_none();
                let next = p.nodes.get(at + 1).map(|n| n.kind);
                unit.damma
                    || nobody
                        && next == Some(Kind::Comp)
                        && reading.features.part == Part::Imperfect
                        && !matches!(cue.stance, Stance::Deny)
            }
        }
    }

    fn has_speaker(&self, at: usize, clause: usize) -> bool {
        let p = self.p;
        match self.speaker(at, clause) {
            Filler::Node(node) => p
                .who(node)
                .is_some_and(|w| w.is_actor() || w.bare || w.doubtful && !w.names.is_empty()),
            _ => p.clauses[clause].joined.is_some() || p.nodes[at].kind == Kind::Participle,
        }
    }

    /// The subject, or the noun a relative clause is about, or whoever the verb leaves out.
    fn speaker(&self, at: usize, clause: usize) -> Filler {
        let c = &self.p.clauses[clause];
        let object = self.p.unit(at).clitics.suffix.is_some();
        match (c.subject, c.antecedent) {
            (Some(node), _) => Filler::Node(node),
            (None, Some(node)) if c.rank == Rank::Relative && !object && c.sub != "which" => {
                Filler::Node(node)
            }
            _ => Filler::Dropped(clause),
        }
    }

    /// The node that fills a slot of the verb.
    fn filler(&self, at: usize, clause: usize, slot: &Slot) -> Option<usize> {
        let p = self.p;
        let c = &p.clauses[clause];
        let is_participle = p.nodes[at].kind == Kind::Participle;
        match slot {
            Slot::Object => c
                .object
                .or(if is_participle { c.subject.filter(|&s| s > at) } else { None })
                .or_else(|| {
                    // هجوم نفته الوزارة: the antecedent is the object.
                    c.antecedent.filter(|_| p.unit(at).clitics.suffix.is_some())
                }),
            Slot::Object2 => c.object2,
            Slot::Prep(key) => c.nodes.iter().copied().filter(|&n| n > at).take(12).find(|&n| {
                matches!(p.nodes[n].kind, Kind::Phrase | Kind::Event)
                    && p.nodes[n].prep.as_ref().is_some_and(|q| q.key == *key)
            }),
            _ => None,
        }
    }

    /// The medium through which it is said.
    fn via(&self, at: usize, clause: usize, cue: &CueEntry) -> Option<usize> {
        let p = self.p;
        let c = &p.clauses[clause];
        c.nodes.iter().copied().filter(|&n| n > at).take(10).find(|&n| {
            let Some(prep) = &p.nodes[n].prep else { return false };
            let medium = p.who(n).is_some_and(|w| {
                w.class == Some(HeadClass::Medium)
                    || w.kind == Some(isnad_lexicon::entry::ActorKind::Medium)
            });
            let listed = cue
                .frame
                .iter()
                .any(|(s, r)| *r == Role::Via && matches!(s, Slot::Prep(k) if *k == prep.key));
            medium && (listed || matches!(prep.key.as_str(), "في" | "علي" | "عبر" | "خلال" | "ل"))
        })
    }

    /// بحسب المرصد, وفق ما ذكرت الوكالة, بحسب قوله.
    fn phrase(&mut self, at: usize) {
        let p = self.p;
        let Some(cue) = self.cues(at).into_iter().find(|c| !c.flags.has(Flags::NOUN)) else {
            return;
        };
        let clause = p.clause_of[at];
        let own_voice = cue.frame.is_empty() && !cue.flags.has(Flags::ANAPHOR);
        if own_voice {
            return;
        }
        let role = cue.frame.iter().find(|(s, _)| *s == Slot::Next).map(|(_, r)| *r);
        let mut speaker = None;
        let mut end = at + 1;
        match role {
            Some(Role::Speaker | Role::Source) => {
                if let Some((node, after)) = self.next_speaker(at) {
                    speaker = Some(Filler::Node(node));
                    end = after;
                } else if cue.flags.has(Flags::ANAPHOR)
                    && (!cue.flags.has(Flags::WEAK) || self.speech_follows(at))
                {
                    speaker = Some(Filler::Dropped(clause));
                } else {
                    return;
                }
            }
            Some(Role::Via) => {
                // في تصريح ل…: the medium of the clause's own reporting verb, which finds it itself.
                return;
            }
            Some(Role::Content) if cue.flags.has(Flags::ANAPHOR) => {
                speaker = Some(Filler::Dropped(clause));
            }
            None if cue.flags.has(Flags::ANAPHOR) => speaker = Some(Filler::Dropped(clause)),
            _ => {}
        }
        let speech = (at + 1..end).find(|&n| p.nodes[n].kind == Kind::Verb);
        let before = self.frames.iter().any(|f| f.node < at);
        let content = matches!(role, Some(Role::Content));
        let covers = if content || !before {
            one(end..p.nodes.len())
        } else {
            // It closes what stands before it, and the clause it stands in.
            vec![0..at, end..p.clauses[clause].end.max(end)]
        };
        self.out.push(Report {
            manner: if content { Manner::Verb } else { Manner::Phrase },
            entry: Some(cue),
            node: at,
            clause,
            stance: cue.stance,
            nobody: speaker.is_none(),
            speaker,
            via: None,
            covers,
            clausal: true,
            speech,
        });
    }

    /// كما قال: a reporting verb right after the phrase, which is no كما تم (and also).
    fn speech_follows(&self, at: usize) -> bool {
        let p = self.p;
        at > 0
            && p.nodes.get(at + 1).is_some_and(|n| n.kind == Kind::Verb)
            && !self.cues(at + 1).is_empty()
            && !self.frames.iter().any(|f| f.node == at + 1)
    }

    /// The speaker after a phrase: the next phrase, or the subject of the verb after ما.
    fn next_speaker(&self, at: usize) -> Option<(usize, usize)> {
        let p = self.p;
        let next = p.nodes.get(at + 1)?;
        if matches!(next.kind, Kind::Phrase | Kind::Event) {
            let who = p.who(at + 1)?;
            if who.is_actor() || who.bare {
                return Some((at + 1, at + 2));
            }
            return None;
        }
        if next.kind == Kind::Quote {
            let node = at + 2;
            let speaks = p.nodes.get(node).is_some_and(|n| n.kind == Kind::Phrase)
                && p.who(node).is_some_and(Who::is_actor);
            return speaks.then_some((node, node + 1));
        }
        if matches!(next.kind, Kind::RelWhat | Kind::Verb) {
            // كما أعلنت السلطات: the first phrase after the verb that can speak, if the verb has nothing else to say.
            let verb =
                (at + 1..(at + 3).min(p.nodes.len())).find(|&n| p.nodes[n].kind == Kind::Verb)?;
            if self.cues(verb).is_empty() || self.frames.iter().any(|f| f.node == verb) {
                return None;
            }
            let rest = &p.nodes[verb + 1..];
            let says = rest
                .iter()
                .take(8)
                .take_while(|n| n.kind != Kind::Comma)
                .any(|n| matches!(n.kind, Kind::Comp | Kind::Quote | Kind::Event));
            let node = (verb + 1..(verb + 4).min(p.nodes.len())).find(|&n| {
                p.nodes[n].kind == Kind::Phrase && p.who(n).is_some_and(|w| w.is_actor() || w.bare)
            })?;
            return (!says).then_some((node, node + 1));
        }
        None
    }

    /// تصريحات الوزير بأن …, أنباء عن …
    fn noun(&mut self, at: usize) {
        let p = self.p;
        let cues: Vec<_> = self.cues(at).into_iter().filter(|c| c.flags.has(Flags::NOUN)).collect();
        let Some(cue) = cues.first().copied() else { return };
        let clause = p.clause_of[at];
        // Beside a reporting verb it adds nothing.
        if self.out.iter().any(|r| r.clause == clause && r.manner == Manner::Verb)
            || p.clauses[clause].verb.is_some_and(|v| !self.cues(v).is_empty())
        {
            return;
        }
        let content = p.clauses.iter().find(|c| {
            c.rank == Rank::Content
                && c.parent == Some(clause)
                && c.opener > at
                && c.opener <= at + 3
        });
        let Some(content) = content else { return };
        let genitive = p.nodes.get(at + 1).filter(|n| n.genitive).map(|_| at + 1);
        let inside = p.who(at).is_some_and(|w| w.is_known());
        let speaker = genitive.or(if inside { Some(at) } else { None }).map(Filler::Node);
        self.out.push(Report {
            manner: Manner::Noun,
            entry: Some(cue),
            node: at,
            clause,
            stance: cue.stance,
            nobody: speaker.is_none(),
            speaker,
            via: None,
            covers: one(content.opener..content.end),
            clausal: true,
            speech: None,
        });
    }

    /// A headline `X: …` whose X can speak.
    fn colon(&mut self, at: usize) {
        let p = self.p;
        let Some(content) = p.clauses.iter().find(|c| c.rank == Rank::Content && c.opener == at)
        else {
            return;
        };
        let speaker = (0..at).rev().find(|&n| p.nodes[n].kind == Kind::Phrase);
        let Some(speaker) = speaker else { return };
        let Some(who) = p.who(speaker) else { return };
        let speaks = who.is_human()
            || who.doubtful && !who.names.is_empty()
            || who.kind.is_some()
            || matches!(
                who.class,
                Some(
                    HeadClass::Institution
                        | HeadClass::Force
                        | HeadClass::Group
                        | HeadClass::Medium
                )
            );
        let first = (0..at)
            .filter(|&n| matches!(p.nodes[n].kind, Kind::Phrase | Kind::Event | Kind::Verb))
            .count()
            <= 2;
        let capital = who.place && who.sectors.contains(&isnad_model::Sector::Gov);
        if !(speaks || capital) || !first || who.place && !capital {
            return;
        }
        let speaker = (0..at).find(|&n| p.nodes[n].kind == Kind::Phrase).unwrap_or(speaker);
        self.out.push(Report {
            manner: Manner::Colon,
            entry: None,
            node: at,
            clause: p.clause_of[at],
            stance: Stance::Assert,
            speaker: Some(Filler::Node(speaker)),
            via: None,
            nobody: false,
            covers: one(content.opener..content.end),
            clausal: true,
            speech: None,
        });
    }

    /// Accusing, condemning, praising: what is accused or praised is reported by the speaker.
    fn speech_events(&mut self) {
        let p = self.p;
        for frame in self.frames {
            let Some(start) = frame.content else { continue };
            // Praise speaks of what is praised with a preposition (أشاد ب); what is signed (توقيع) is not reported.
            let praise = frame.event == Event::Support && p.nodes[start].prep.is_some();
            if frame.event != Event::Accuse && !praise {
                continue;
            }
            let covers = content_range(p, frame.clause, start);
            let speaker = frame.actors.first().copied();
            self.out.push(Report {
                manner: Manner::Event,
                entry: None,
                node: frame.node,
                clause: frame.clause,
                stance: Stance::Assert,
                nobody: speaker.is_none(),
                speaker,
                via: None,
                covers: vec![covers],
                clausal: true,
                speech: None,
            });
        }
    }
}

fn one(range: Range<usize>) -> Vec<Range<usize>> {
    std::iter::once(range).collect()
}

/// The nodes of a content that begins at `start`: its clause if it opens one, else the rest of the clause up to one
/// that goes its own way.
pub(crate) fn content_range(p: &Parsed<'_, '_>, clause: usize, start: usize) -> Range<usize> {
    if let Some(content) = p.clauses.iter().find(|c| c.rank == Rank::Content && c.opener == start) {
        return start..content.end;
    }
    let end = p.clauses[clause].end;
    let cut = p
        .clauses
        .iter()
        .filter(|c| {
            c.parent == Some(clause)
                && c.opener > start
                && (matches!(c.rank, Rank::Joined | Rank::Circumstance)
                    || c.rank == Rank::Sub
                        && matches!(c.sub, "contrast" | "condition" | "where" | "cause"))
        })
        .map(|c| c.opener)
        .min()
        .unwrap_or(end);
    start..cut.min(end).max(start + 1)
}
