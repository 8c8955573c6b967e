//! Events of one sentence: which word names each, who does it to whom, where, when and with what figures.
//!
//! In come the nodes and clauses of a sentence with what its phrases name, out goes a list of [`Frame`]s in text
//! order. A frame's slots point at nodes. The work is done in four steps: every verb, event noun and verbal participle
//! gets its sense; every phrase goes to the nearest word whose frame has a slot for it; light verbs (شن غارة) and verbs
//! that speak of an event (هجوم استهدف …) hand their slots to that event; words of one act (مقتل … في غارة) become one
//! frame, named by the word that says most (`docs/record.md`, §3.1). Who said it is left to [`crate::attribution`].

use isnad_lexicon::entry::{Flags, HeadClass, Names, Role, Slot};
use isnad_lexicon::inflect::{Number, Part, Voice};
use isnad_lexicon::{Lexicon, Target};
use isnad_model::{Event, Mode};

use crate::clause::{Clause, Rank};
use crate::mention::Who;
use crate::phrase::{Kind, Node};
use crate::sense::{Sense, sense};
use crate::tag::Unit;

/// What fills a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Filler {
    /// A phrase or an adjective of this node.
    Node(usize),
    /// An adjective of nationality or group, as a unit, on an event noun.
    Adjective(usize),
    /// The subject that the verb of this clause leaves out.
    Dropped(usize),
    /// The pronoun on the head of this node.
    Pronoun(usize),
}

/// One event.
#[derive(Clone, Debug)]
pub(crate) struct Frame<'l> {
    pub(crate) sense: Sense<'l>,
    pub(crate) event: Event,
    pub(crate) modes: Vec<Mode>,
    /// The node whose head is the trigger.
    pub(crate) node: usize,
    pub(crate) clause: usize,
    pub(crate) actors: Vec<Filler>,
    pub(crate) recipients: Vec<Filler>,
    /// Node at which the content begins.
    pub(crate) content: Option<usize>,
    /// Nodes that may tell where.
    pub(crate) places: Vec<usize>,
    /// Nodes that may tell when.
    pub(crate) whens: Vec<usize>,
    /// Nodes of victims and the like with the flags of the word they depend on.
    pub(crate) counted: Vec<(usize, Flags)>,
    pub(crate) negated: bool,
    pub(crate) future: bool,
    /// Ended by the word that governs it: وقف القتال.
    pub(crate) stopped: bool,
    /// The subject of أسفر عن: keeps its place as trigger.
    pub(crate) cause: bool,
    /// Other words of the same act.
    pub(crate) others: Vec<usize>,
    /// Passive, without an agent.
    pub(crate) passive: bool,
    /// Light verbs and other entries that had a part, by id.
    pub(crate) helpers: Vec<&'l str>,
    /// The light noun that holds it: لإجراء محادثات.
    pub(crate) holder: Option<usize>,
    /// Said to go on: مواصلة العمليات, of which whoever says so may be the doer.
    pub(crate) vow: bool,
    /// Fought with or between named sides: مواجهات مع الجيش.
    pub(crate) sides: bool,
}

/// Everything about one sentence that the later stages read.
pub(crate) struct Parsed<'a, 'l> {
    pub(crate) units: &'a [Unit<'l>],
    pub(crate) nodes: &'a [Node<'l>],
    pub(crate) clauses: &'a [Clause<'l>],
    /// What each phrase names, by node.
    pub(crate) whos: &'a [Option<Who>],
    /// The clause each node belongs to.
    pub(crate) clause_of: &'a [usize],
    pub(crate) lexicon: &'l Lexicon,
    /// Whether it is the headline.
    pub(crate) headline: bool,
}

impl<'l> Parsed<'_, 'l> {
    pub(crate) fn unit(&self, node: usize) -> &Unit<'l> {
        &self.units[self.nodes[node].head]
    }

    pub(crate) fn who(&self, node: usize) -> Option<&Who> {
        self.whos.get(node).and_then(Option::as_ref)
    }
}

/// The events of a sentence.
pub(crate) fn frames<'l>(parsed: &Parsed<'_, 'l>) -> Vec<Frame<'l>> {
    let mut builder =
        Builder { p: parsed, senses: Vec::new(), frames: Vec::new(), frame_of: Vec::new() };
    builder.senses();
    builder.arguments();
    builder.joined_harm();
    builder.lights();
    builder.verbs_about_events();
    builder.verbs_of_events();
    builder.causes();
    builder.harm_in_it();
    builder.finish()
}

struct Builder<'a, 'b, 'l> {
    p: &'a Parsed<'b, 'l>,
    /// The sense of each node.
    senses: Vec<Option<Sense<'l>>>,
    frames: Vec<Frame<'l>>,
    /// The frame of each node.
    frame_of: Vec<Option<usize>>,
}

impl<'l> Builder<'_, '_, 'l> {
    fn senses(&mut self) {
        let p = self.p;
        for at in 0..p.nodes.len() {
            let clause = &p.clauses[p.clause_of[at]];
            let sense = sense(at, p.nodes, p.units, clause, p.lexicon);
            self.senses.push(sense);
            self.frame_of.push(None);
            let Some(found) = sense else { continue };
            let Names::Event(event) = found.entry.names else { continue };
            self.frame_of[at] = Some(self.frames.len());
            self.frames.push(Frame {
                sense: found,
                event,
                modes: found.entry.modes.clone(),
                node: at,
                clause: p.clause_of[at],
                actors: Vec::new(),
                recipients: Vec::new(),
                content: None,
                places: Vec::new(),
                whens: Vec::new(),
                counted: Vec::new(),
                negated: false,
                future: false,
                stopped: false,
                cause: false,
                others: Vec::new(),
                passive: false,
                helpers: Vec::new(),
                holder: None,
                vow: false,
                sides: false,
            });
        }
    }

    /// Gives each phrase to the word it depends on.
    fn arguments(&mut self) {
        let p = self.p;
        let dateline = if p.headline { 0 } else { crate::clause::dateline(p.nodes) };
        for index in 0..p.clauses.len() {
            let clause = &p.clauses[index];
            // Words of the clause that may govern, nearest last.
            let mut governors: Vec<usize> = Vec::new();
            // Where the last phrase went, for those joined to it.
            let mut last: Option<(usize, Slot, usize)> = None;
            let mut place_of: Option<usize> = None;
            if let Some(verb) = clause.verb
                && self.senses[verb].is_some()
            {
                self.subject_and_objects(index, verb);
            }
            for &at in clause.nodes.iter().filter(|&&n| n >= dateline) {
                let node = &p.nodes[at];
                let governs = self.senses[at].is_some();
                match node.kind {
                    Kind::Verb | Kind::Participle => {
                        if governs {
                            governors.push(at);
                        }
                        last = None;
                    }
                    Kind::Event | Kind::Phrase => {
                        if node.kind == Kind::Event {
                            self.own_adjectives(at);
                        }
                        // التحالف مستعد للتعاون: the subject of a sentence whose predicate is a noun.
                        if node.kind == Kind::Event
                            && node.prep.is_none()
                            && !node.genitive
                            && clause.verb.is_none()
                            && let Some(subject) = clause.subject.filter(|&s| s < at)
                            && p.nodes[subject].kind == Kind::Phrase
                            && self.role(at, &Slot::Subject).is_some()
                        {
                            self.attach_filler(at, &Slot::Subject, Filler::Node(subject));
                        }
                        let joined = node.conj
                            && (node.prep.is_none() || p.nodes.get(at.wrapping_sub(1)).is_some());
                        let mut slot = None;
                        if joined
                            && node.prep.is_none()
                            && let Some((governor, ref s, previous)) = last
                            && p.nodes[previous].kind == node.kind
                        {
                            slot = Some((governor, s.clone()));
                        }
                        let slot = slot.or_else(|| self.slot(at, index, &governors));
                        // Joined to a place, it is a place: في أحياء … والبريد.
                        if node.conj
                            && node.prep.is_none()
                            && slot.is_none()
                            && let Some(frame) = place_of
                            && !self.is_verb_argument(index, at)
                        {
                            self.frames[frame].places.push(at);
                            continue;
                        }
                        if slot.is_some() || !node.conj {
                            place_of = None;
                        }
                        if let Some((governor, s)) = slot {
                            if !self.is_verb_argument(index, at) {
                                self.attach(governor, &s, at);
                            }
                            last = Some((governor, s, at));
                        } else if self.is_verb_argument(index, at) {
                            last = clause.verb.map(|v| {
                                let s = if clause.subject == Some(at) {
                                    Slot::Subject
                                } else {
                                    Slot::Object
                                };
                                (v, s, at)
                            });
                        } else if node.prep.is_some() || self.is_adverbial(at) {
                            self.circumstance(at, &governors, index);
                            place_of = self.nearest_frame(&governors, index);
                            last = None;
                        }
                        if governs {
                            governors.push(at);
                        }
                    }
                    Kind::When => {
                        if let Some(frame) = self.nearest_frame(&governors, index) {
                            self.frames[frame].whens.push(at);
                        }
                    }
                    Kind::Pronoun => {
                        if let Some((governor, s)) = self.pronoun_slot(at, &governors) {
                            self.attach_filler(governor, &s, Filler::Pronoun(at));
                        }
                    }
                    // هجمات نسبت إلى المتمردين: whom it is ascribed to.
                    Kind::Cue if self.ascribes(at) => {
                        let doer = at + 1;
                        let frame = self.nearest_frame(&governors, index);
                        if let Some(frame) =
                            frame.filter(|_| p.who(doer).is_some_and(Who::is_actor))
                        {
                            self.give(frame, Role::Actor, Filler::Node(doer));
                        }
                    }
                    _ => {}
                }
            }
        }
        // Clauses after أن go to the word before them.
        for index in 0..p.clauses.len() {
            let clause = &p.clauses[index];
            if clause.rank != Rank::Content {
                continue;
            }
            let Some(parent) = clause.parent else { continue };
            let governor = p.clauses[parent]
                .nodes
                .iter()
                .rev()
                .copied()
                .find(|&n| n < clause.opener && self.senses[n].is_some());
            if let Some(governor) = governor
                && let Some(frame) = self.frame_of[governor]
                && self.role(governor, &Slot::Clause) == Some(Role::Content)
            {
                let frame = &mut self.frames[frame];
                frame.content.get_or_insert(clause.opener);
            }
        }
    }

    /// Whether a phrase like نسب إلى stands at `at`.
    fn ascribes(&self, at: usize) -> bool {
        let p = self.p;
        p.unit(at).lexemes().any(|(index, _)| {
            p.lexicon.lexeme(index).cues.iter().any(|&c| {
                p.lexicon
                    .cue(c)
                    .frame
                    .iter()
                    .any(|(slot, role)| *slot == Slot::Next && *role == Role::Actor)
            })
        })
    }

    fn is_verb_argument(&self, clause: usize, at: usize) -> bool {
        let c = &self.p.clauses[clause];
        c.verb.is_some_and(|v| self.senses[v].is_some())
            && (c.subject == Some(at) || c.object == Some(at) || c.object2 == Some(at))
    }

    fn is_adverbial(&self, at: usize) -> bool {
        self.p.who(at).is_some_and(|w| w.place) && !self.p.nodes[at].genitive
    }

    /// The frame's role for a slot of the word at `governor`.
    fn role(&self, governor: usize, slot: &Slot) -> Option<Role> {
        let sense = self.senses[governor].as_ref()?;
        sense.entry.frame.iter().find(|(s, _)| s == slot).map(|(_, role)| *role)
    }

    /// The word and slot a phrase belongs to, genitives and prepositions.
    fn slot(&self, at: usize, _clause: usize, governors: &[usize]) -> Option<(usize, Slot)> {
        let node = &self.p.nodes[at];
        if node.genitive {
            let before = at.checked_sub(1)?;
            return self.senses[before].map(|_| (before, Slot::Genitive));
        }
        let prep = node.prep.as_ref()?;
        let slot = Slot::Prep(prep.key.clone());
        for &governor in governors.iter().rev().take(4) {
            // هجوم لحزب …: whose it is stands right after it.
            let apart = prep.key == "ل"
                && self.role(governor, &slot) == Some(Role::Actor)
                && at != governor + 1;
            if apart {
                continue;
            }
            if self.role(governor, &slot).is_some() {
                return Some((governor, slot));
            }
            // قصف الجيش لمواقع …: ل marks the object of a verbal noun.
            let sense = self.senses[governor]?;
            if prep.key == "ل" && sense.verbal_noun && self.role(governor, &Slot::Object).is_some()
            {
                return Some((governor, Slot::Object));
            }
        }
        None
    }

    fn pronoun_slot(&self, at: usize, governors: &[usize]) -> Option<(usize, Slot)> {
        let prep = self.p.nodes[at].prep.as_ref()?;
        let slot = Slot::Prep(prep.key.clone());
        governors
            .iter()
            .rev()
            .take(2)
            .find(|&&g| matches!(self.role(g, &slot), Some(Role::Recipient | Role::Actor)))
            .map(|&g| (g, slot.clone()))
    }

    fn nearest_frame(&self, governors: &[usize], clause: usize) -> Option<usize> {
        let verb = self.p.clauses[clause].verb.and_then(|v| self.frame_of[v]);
        governors.iter().rev().find_map(|&g| self.frame_of[g]).or(verb)
    }

    /// A phrase without slot: agent, place, cause.
    fn circumstance(&mut self, at: usize, governors: &[usize], clause: usize) {
        let node = &self.p.nodes[at];
        let value = node.prep.as_ref().map_or("place", |p| p.value);
        let Some(frame) = self.nearest_frame(governors, clause) else { return };
        match value {
            "agent" => self.frames[frame].actors.push(Filler::Node(at)),
            "against" => {
                use Event::{Assault, Coerce, Mobilize, Protest, Sanction, Threaten};
                if matches!(
                    self.frames[frame].event,
                    Assault | Coerce | Mobilize | Protest | Sanction | Threaten
                ) {
                    self.give(frame, Role::Recipient, Filler::Node(at));
                }
            }
            "led" | "support" | "exchange" | "list" | "subset" | "manner" | "topic" | "without"
            | "except" => {}
            _ => self.frames[frame].places.push(at),
        }
    }

    /// غارة أمريكية, الغارات التركية: an adjective of nationality or group is who does it.
    fn own_adjectives(&mut self, at: usize) {
        let p = self.p;
        let node = &p.nodes[at];
        let Some(frame) = self.frame_of[at] else { return };
        let role = self
            .role(at, &Slot::Adjective)
            .or_else(|| self.senses[at].filter(|s| s.verbal_noun).map(|_| Role::Actor));
        for i in node.head + 1..node.units.end {
            let unit = &p.units[i];
            let whose = unit.readings.iter().any(|r| {
                r.how == isnad_lexicon::entry::How::Adjective
                    && matches!(
                        r.target,
                        isnad_lexicon::Target::Country(_) | isnad_lexicon::Target::Actor(_)
                    )
            });
            if whose {
                match role {
                    Some(Role::Actor) => self.frames[frame].actors.push(Filler::Adjective(i)),
                    Some(Role::Recipient) => {
                        self.frames[frame].recipients.push(Filler::Adjective(i))
                    }
                    _ => {}
                }
            }
        }
        // لقائه القنصل: whom he meets follows.
        let met = self.frames[frame].event == Event::Consult
            && p.units[node.head].clitics.suffix.is_some();
        if met
            && let Some(next) = p.nodes.get(at + 1)
            && next.kind == Kind::Phrase
            && next.prep.is_none()
            && !next.conj
            && p.clause_of[at + 1] == p.clause_of[at]
            && p.who(at + 1).is_some_and(|w| w.is_actor() && !w.place)
        {
            self.frames[frame].actors.push(Filler::Node(at + 1));
        }
        let suffix = p.units[node.head].clitics.suffix.is_some();
        if suffix && self.hits_next(at, frame) {
            // قصفهم المدينة: theirs is the act, the town is what they hit.
            self.frames[frame].actors.push(Filler::Pronoun(at));
            self.frames[frame].recipients.push(Filler::Node(at + 1));
        } else if suffix {
            match self.pronoun_role(at) {
                Some(Role::Actor) => self.frames[frame].actors.push(Filler::Pronoun(at)),
                Some(Role::Recipient) => self.frames[frame].recipients.push(Filler::Pronoun(at)),
                _ => {}
            }
        }
    }

    /// Whether the phrase after an event noun with a pronoun is the object of the act.
    fn hits_next(&self, at: usize, frame: usize) -> bool {
        let p = self.p;
        let c = &p.clauses[p.clause_of[at]];
        matches!(self.frames[frame].event, Event::Assault | Event::Coerce)
            && p.nodes.get(at + 1).is_some_and(|n| {
                n.kind == Kind::Phrase && n.prep.is_none() && !n.conj && !n.genitive
            })
            && p.clause_of[at + 1] == p.clause_of[at]
            && ![c.subject, c.object].contains(&Some(at + 1))
            && p.who(at + 1).is_some_and(|w| w.is_actor() || w.place || w.class.is_some())
    }

    /// Whose the pronoun on an event noun is: هجومهم (their attack), اعتقالهم (their arrest).
    fn pronoun_role(&self, at: usize) -> Option<Role> {
        self.role(at, &Slot::Genitive).or_else(|| {
            let sense = self.senses[at]?;
            if !sense.verbal_noun {
                return None;
            }
            let suffers = self.suffers(sense.entry.flags);
            if suffers { self.role(at, &Slot::Object) } else { self.role(at, &Slot::Subject) }
        })
    }

    fn suffers(&self, flags: Flags) -> bool {
        [
            Flags::KILL,
            Flags::INJURE,
            Flags::ARREST,
            Flags::CAPTURE,
            Flags::DESTROY,
            Flags::DISPLACE,
            Flags::HUMAN_OBJ,
        ]
        .iter()
        .any(|f| flags.has(*f))
    }

    /// Puts a phrase into a slot of the word at `governor`.
    fn attach(&mut self, governor: usize, slot: &Slot, at: usize) {
        if *slot == Slot::Genitive && self.senses[governor].is_some_and(|s| s.verbal_noun) {
            return self.genitive(governor, at);
        }
        // هجوم المتحف: a place does not attack.
        let hit = *slot == Slot::Genitive
            && self.role(governor, slot) == Some(Role::Actor)
            && self
                .p
                .who(at)
                .is_some_and(|w| !w.is_actor() && (w.place || w.class == Some(HeadClass::Site)));
        if hit
            && let Some(frame) =
                self.frame_of[governor].filter(|&f| self.frames[f].event == Event::Assault)
        {
            return self.give(frame, Role::Recipient, Filler::Node(at));
        }
        // ستواصل دعم الشعب: who is helped, where the verb says who helps.
        let helped = *slot == Slot::Genitive
            && self.role(governor, slot) == Some(Role::Actor)
            && self.is_held(governor)
            && self.senses[governor]
                .is_some_and(|s| s.entry.frame.iter().any(|(_, r)| *r == Role::Recipient));
        if helped && let Some(frame) = self.frame_of[governor] {
            return self.give(frame, Role::Recipient, Filler::Node(at));
        }
        self.attach_filler(governor, slot, Filler::Node(at));
    }

    /// The genitive of a verbal noun: its object or its subject.
    fn genitive(&mut self, governor: usize, at: usize) {
        let Some(sense) = self.senses[governor] else { return };
        let object = self.role(governor, &Slot::Object);
        let subject = self.role(governor, &Slot::Subject);
        let p = self.p;
        let who = p.who(at);
        let armed = who.is_some_and(|w| {
            w.is_armed() && !w.is_human()
                || w.is_state()
                || w.class == Some(HeadClass::Institution) && w.is_actor()
        });
        let counted = p.nodes[at].quantity.is_some();
        // A second phrase after it, or one with ل, is then the object.
        let next = p.nodes.get(at + 1).filter(|n| {
            n.kind == Kind::Phrase
                && !n.conj
                && (n.prep.is_none() && !n.genitive
                    || n.prep.as_ref().is_some_and(|q| q.key == "ل"))
        });
        let suffers = self.suffers(sense.entry.flags);
        let is_subject = match (subject, object) {
            (Some(_), None) => true,
            (None, _) => false,
            // ستواصل دعم الحكومة: whoever goes on with it does it.
            _ if self.is_held(governor) => false,
            // إرسال قوات, مساعدة الحكومة: who is sent or helped.
            _ if matches!(sense.entry.names, Names::Event(Event::Mobilize)) => false,
            _ if matches!(sense.entry.names, Names::Event(Event::Aid | Event::Support))
                && next.is_none() =>
            {
                false
            }
            (Some(_), Some(_)) => {
                armed && !counted && (next.is_some() || !suffers) && who.is_some_and(Who::is_actor)
                    || who.is_some_and(|w| w.is_human() && next.is_some() && !suffers)
            }
        };
        let slot = if is_subject { Slot::Subject } else { Slot::Object };
        self.attach_filler(governor, &slot, Filler::Node(at));
        if is_subject
            && object.is_some()
            && let Some(next) = next
            && next.prep.is_none()
        {
            self.attach_filler(governor, &Slot::Object, Filler::Node(at + 1));
        }
    }

    /// Whether a light verb with a doer of its own holds the event noun at `at`.
    fn is_held(&self, at: usize) -> bool {
        let p = self.p;
        let clause = &p.clauses[p.clause_of[at]];
        let Some(verb) = clause.verb.filter(|&v| v != at) else { return false };
        self.senses[verb].is_some_and(|s| !s.event)
            && self.role(verb, &Slot::Subject) == Some(Role::Actor)
            && self.role(verb, &Slot::Object) == Some(Role::Event)
            && clause.object.is_some_and(|o| self.reaches(o, at))
    }

    /// قام بقصف …: whether the verb of the clause holds the event with ب.
    fn is_done_with(&self, at: usize) -> bool {
        let p = self.p;
        p.clauses[p.clause_of[at]].verb.is_some_and(|v| {
            self.senses[v].is_some_and(|s| !s.event)
                && self.role(v, &Slot::Prep("ب".to_owned())) == Some(Role::Event)
        })
    }

    /// Whether `to` is `from` or stands in the genitive to it.
    fn reaches(&self, from: usize, to: usize) -> bool {
        from <= to && self.p.nodes[from + 1..=to].iter().all(|n| n.genitive)
    }

    fn attach_filler(&mut self, governor: usize, slot: &Slot, filler: Filler) {
        let Some(frame) = self.frame_of[governor] else { return };
        // Of a passive verb what stands as its subject suffers.
        let slot = match slot {
            Slot::Subject if self.frames[frame].passive => &Slot::Object,
            slot => slot,
        };
        let Some(role) = self.role(governor, slot) else { return };
        if role == Role::Actor && matches!(slot, Slot::Prep(k) if k == "مع" || k == "بين") {
            self.frames[frame].sides = true;
            if let (Slot::Prep(key), Filler::Node(at)) = (slot, filler)
                && key == "بين"
                && let Some(second) = self.second_side(at)
            {
                self.give(frame, role, Filler::Node(second));
            }
        }
        self.give(frame, role, filler);
    }

    /// بين القوات … المسنودة بفصائل … وتنظيم …: the second of two sides, where phrases stand between.
    fn second_side(&self, first: usize) -> Option<usize> {
        let p = self.p;
        let many = p.unit(first).number == Number::Dual;
        let clause = p.clause_of[first];
        (first + 1..p.nodes.len())
            .take(8)
            .take_while(|&n| {
                !matches!(p.nodes[n].kind, Kind::Verb | Kind::Comma | Kind::Comp | Kind::Rel)
                    && p.clause_of[n] == clause
            })
            .find(|&n| {
                let node = &p.nodes[n];
                node.kind == Kind::Phrase
                    && node.conj
                    && (node.prep.is_none() || node.prep.as_ref().is_some_and(|q| q.key == "بين"))
                    && p.who(n).is_some_and(Who::is_actor)
            })
            .filter(|_| !many && !p.nodes.get(first + 1).is_some_and(|n| n.conj))
    }

    /// Gives a filler to a role of a frame.
    fn give(&mut self, frame: usize, role: Role, filler: Filler) {
        let p = self.p;
        let flags = self.frames[frame].sense.entry.flags;
        let f = &mut self.frames[frame];
        match role {
            Role::Actor => push(&mut f.actors, filler),
            Role::Recipient => {
                if let Filler::Node(at) = filler {
                    // قتل بالرصاص: what ب marks is a victim only if it is somebody.
                    let means = p.nodes[at].prep.as_ref().is_some_and(|q| q.key == "ب")
                        && f.event == Event::Assault;
                    if means
                        && !p.who(at).is_some_and(|w| {
                            w.is_human() || w.kind.is_some() || w.class == Some(HeadClass::Force)
                        })
                    {
                        return;
                    }
                }
                push(&mut f.recipients, filler);
                if let Filler::Node(at) = filler {
                    f.counted.push((at, flags));
                    if p.who(at).is_some_and(|w| w.place) {
                        f.places.push(at);
                    }
                }
            }
            Role::Content => {
                if let Filler::Node(at) = filler {
                    f.content.get_or_insert(at);
                }
            }
            Role::Place => {
                if let Filler::Node(at) = filler {
                    f.places.push(at);
                }
            }
            Role::Event | Role::Speaker | Role::Via | Role::Source => {}
        }
    }

    /// Subject and objects of a clause's verb, active or passive.
    fn subject_and_objects(&mut self, index: usize, verb: usize) {
        let p = self.p;
        let clause = &p.clauses[index];
        let Some(sense) = self.senses[verb] else { return };
        let Some(frame) = self.frame_of[verb] else { return };
        let unit = p.unit(verb);
        let goes_on = self.goes_on(index, verb);
        let passive = !goes_on && self.is_passive(index, verb, &sense);
        let suffix = unit.clitics.suffix.is_some() && p.nodes[verb].kind == Kind::Verb;
        self.frames[frame].passive = passive;
        self.frames[frame].negated = clause.negation.is_some();
        self.frames[frame].future = clause.future;
        let object_role = self.role(verb, &Slot::Object);
        let subject_role = self.role(verb, &Slot::Subject);
        let give = |b: &mut Self, role: Option<Role>, filler: Filler| {
            if let Some(role) = role {
                b.give(frame, role, filler);
            }
        };
        // A relative clause: the noun it qualifies is its subject, or its object if a pronoun says so.
        let antecedent = clause.antecedent.filter(|_| clause.rank == Rank::Relative);
        let mut subject = clause.subject;
        let mut object = clause.object;
        if goes_on {
            object = subject.take();
        }
        // وتتهم إثيوبيا بمهاجمة …, وحمّلت الحكومة المسؤولية: whom one accuses is never left out, so the only noun names them.
        let blames = !passive
            && self.frames[frame].event == Event::Accuse
            && object_role == Some(Role::Recipient)
            && subject.is_some_and(|s| s > verb)
            && match object {
                None => true,
                Some(o) => sense.entry.complement.contains(&p.unit(o).stem),
            };
        if blames {
            object = subject.take();
            let host = clause.joined.is_some()
                || matches!(clause.rank, Rank::Circumstance | Rank::Content | Rank::Sub);
            if !host {
                give(self, object_role, Filler::Node(object.unwrap_or(verb)));
                self.frames[frame].passive = true;
                return;
            }
        }
        if passive {
            let passive_subject = subject.or(object);
            if subject.is_some() && object.is_some() && subject < Some(verb) {
                object = None;
            }
            let role = sense
                .entry
                .passive
                .iter()
                .find(|(s, _)| *s == Slot::Subject)
                .map(|(_, r)| *r)
                .or(object_role);
            match passive_subject {
                Some(at) => give(self, role, Filler::Node(at)),
                None => match antecedent {
                    Some(at) if !suffix => give(self, role, Filler::Node(at)),
                    _ if p.nodes[verb].kind == Kind::Verb || clause.rank == Rank::Circumstance => {
                        give(self, role, Filler::Dropped(index))
                    }
                    _ => {}
                },
            }
            if let Some(first) = passive_subject {
                for at in joined_to(first, p, index) {
                    give(self, role, Filler::Node(at));
                }
            }
            let _ = (subject, object);
            return;
        }
        if suffix {
            // The pronoun is the object; a phrase after the verb its subject.
            if let Some(at) = antecedent {
                give(self, object_role, Filler::Node(at));
            } else {
                give(self, object_role, Filler::Pronoun(verb));
            }
            if subject.is_none() {
                subject = object.take();
            } else if let Some(extra) = object.take() {
                give(self, self.role(verb, &Slot::Object2), Filler::Node(extra));
            }
        } else if let Some(at) = antecedent {
            let which = clause.sub == "which";
            if subject.is_none() && !which && !clause.resumed {
                give(self, subject_role, Filler::Node(at));
                subject = Some(usize::MAX);
            }
        }
        match subject {
            Some(usize::MAX) => {}
            Some(at) => give(self, subject_role, Filler::Node(at)),
            // Whom one blames stands where the blamer would: who it is, the clause before tells.
            None if blames => {
                let host = clause.joined.or(clause.parent).unwrap_or(index);
                give(self, subject_role, Filler::Dropped(host));
            }
            None => give(self, subject_role, Filler::Dropped(index)),
        }
        if let Some(at) = object {
            give(self, object_role, Filler::Node(at));
        }
        if let Some(at) = clause.object2 {
            let role = self.role(verb, &Slot::Object2);
            give(self, role, Filler::Node(at));
        }
        // Phrases joined to the subject or object.
        for (first, role) in [(subject, subject_role), (object, object_role)] {
            let Some(first) = first.filter(|&f| f != usize::MAX) else { continue };
            for at in joined_to(first, p, index) {
                give(self, role, Filler::Node(at));
            }
        }
    }

    /// القوات حررت المدينة واعتقلت ثلاثة: whether a verb joined to another has its doer too, so that the noun after it is the object.
    fn goes_on(&self, index: usize, verb: usize) -> bool {
        let p = self.p;
        let clause = &p.clauses[index];
        let Some(host) = clause.joined.filter(|_| clause.rank == Rank::Joined) else {
            return false;
        };
        let host = &p.clauses[host];
        let active = host.verb.is_some_and(|v| {
            p.nodes[v].kind == Kind::Verb
                && self.frame_of[v].is_none_or(|f| !self.frames[f].passive)
        });
        // واستولى على البلدة وقتل …: the doer may stand several verbs back.
        let mut doer = host.subject;
        let mut back = host.joined;
        for _ in 0..4 {
            let Some(index) = back.filter(|_| doer.is_none()) else { break };
            doer = p.clauses[index].subject;
            back = p.clauses[index].joined;
        }
        let Some(doer) = doer.filter(|_| active) else { return false };
        let Some(reading) = p.unit(verb).readings.first() else { return false };
        let after = clause.subject.is_some_and(|s| {
            s > verb && p.who(s).is_some_and(|w| w.is_human() || p.nodes[s].quantity.is_some())
        });
        let unit = p.unit(doer);
        // Only a feminine verb tells that it is not the passive of those after it.
        let feminine = reading.features.gender == isnad_lexicon::inflect::Gender::Feminine
            && (unit.gender == isnad_lexicon::inflect::Gender::Feminine
                || unit.number == Number::Plural);
        let victims = clause
            .subject
            .is_some_and(|s| p.unit(s).gender != isnad_lexicon::inflect::Gender::Feminine);
        after
            && clause.object.is_none()
            && feminine
            && victims
            && reading.features.voice != Voice::Passive
            && p.nodes[verb].conj
            && self.role(verb, &Slot::Object).is_some()
            && p.who(doer).is_some_and(|w| w.is_armed() || w.is_actor() && !w.is_human())
    }

    /// Passive by its letters or, where these tell nothing, by who stands where its subject should.
    fn is_passive(&self, index: usize, verb: usize, sense: &Sense<'l>) -> bool {
        let p = self.p;
        let clause = &p.clauses[index];
        let unit = p.unit(verb);
        match sense.reading.features.part {
            Part::PassiveParticiple => return true,
            // مزودين بأسلحة: written like the active; without an object it is the passive.
            Part::ActiveParticiple => {
                let both = unit.lexemes().any(|(index, r)| {
                    r.features.part == Part::PassiveParticiple
                        && Target::Lexeme(index) == sense.reading.target
                });
                let material = matches!(sense.entry.names, Names::Event(e) if !e.is_verbal());
                return both
                    && material
                    && self.role(verb, &Slot::Object).is_some()
                    && clause.object.is_none()
                    && clause.subject.is_none_or(|s| s < verb);
            }
            _ => {}
        }
        match sense.reading.features.voice {
            Voice::Active => return false,
            Voice::Passive => return true,
            Voice::Either => {}
        }
        if unit.damma {
            return true;
        }
        if unit.clitics.suffix.is_some() || self.role(verb, &Slot::Object).is_none() {
            return false;
        }
        // An agent said apart.
        let agent = clause
            .nodes
            .iter()
            .any(|&n| p.nodes[n].prep.as_ref().is_some_and(|q| q.value == "agent"));
        if agent {
            return true;
        }
        let subject = clause.subject;
        let before = subject.is_some_and(|s| s < verb)
            || clause.antecedent.is_some()
            || subject.is_none() && clause.pronoun.is_some();
        let who = subject.and_then(|s| p.who(s));
        let event_subject = subject.is_some_and(|s| p.nodes[s].kind == Kind::Event);
        if event_subject {
            return false;
        }
        let suffers = self.suffers(sense.entry.flags);
        match (before, clause.object) {
            (true, Some(_)) => false,
            (true, None) => {
                // ثمانية أفراد قتلوا: people of whom no victim is named.
                suffers && who.is_none_or(|w| w.is_human() || w.class.is_none())
                    || suffers && subject.is_some_and(|s| p.nodes[s].quantity.is_some())
            }
            // A phrase after the verb that cannot be its subject is its object.
            (false, Some(_)) => false,
            (false, None) if subject.is_none() => {
                // قتلوا او اعتقلوا: passive like the verb it is joined to.
                let host = clause.joined.filter(|_| clause.rank == Rank::Joined && suffers);
                host.and_then(|h| p.clauses[h].verb)
                    .and_then(|v| self.frame_of[v])
                    .is_some_and(|f| self.frames[f].passive)
            }
            (false, None) => {
                let counted = subject.is_some_and(|s| p.nodes[s].quantity.is_some());
                suffers
                    && subject.is_some()
                    && (counted
                        || who.is_none_or(|w| {
                            w.is_human()
                                || w.class.is_none()
                                || w.class == Some(HeadClass::Asset)
                                || w.class == Some(HeadClass::Site)
                        }))
                    || !suffers
                        && matches!(sense.entry.names, Names::Event(event) if !event.is_verbal())
                        && who.is_some_and(|w| w.class == Some(HeadClass::Site) || w.place)
            }
        }
    }

    /// Light verbs and nouns hand their slots to the event they hold.
    fn lights(&mut self) {
        let p = self.p;
        let dateline = if p.headline { 0 } else { crate::clause::dateline(p.nodes) };
        for at in 0..p.nodes.len() {
            let Some(sense) = self.senses[at].filter(|s| !s.event) else { continue };
            let index = p.clause_of[at];
            let clause = &p.clauses[index];
            let flags = sense.entry.flags;
            let fillers = self.light_fillers(at, index);
            let mut events: Vec<usize> = Vec::new();
            for (slot, node) in &fillers {
                let held = self.role(at, slot) == Some(Role::Event);
                if held {
                    for event in self.events_in(*node) {
                        if !events.contains(&event) {
                            events.push(event);
                        }
                    }
                }
            }
            if let Some(frame) = self.content_event(index, at) {
                events.push(frame);
            }
            // The event a relative clause is about: هجوم نفذه الجانبان, هجوم تم تنفيذه.
            let passive = clause.aux == Some("passive")
                && clause.verb.is_none()
                && p.unit(at).clitics.suffix.is_some();
            let antecedent = clause
                .antecedent
                .filter(|_| (clause.verb == Some(at) || passive) && clause.rank == Rank::Relative);
            if events.is_empty()
                && let Some(noun) = antecedent
            {
                events.extend(self.events_in(noun));
            }
            if events.is_empty() {
                continue;
            }
            let negated = clause.verb == Some(at) && clause.negation.is_some();
            let result = flags.has(Flags::RESULT);
            let main = events[0];
            for &event in &events {
                let frame = &mut self.frames[event];
                frame.helpers.push(sense.entry.id.as_str());
                frame.negated |= negated;
                frame.future |=
                    flags.has(Flags::FUTURE) || clause.verb == Some(at) && clause.future;
                frame.stopped |= flags.has(Flags::STOP);
                if sense.verbal_noun {
                    frame.holder = Some(at);
                }
                frame.vow |= flags.has(Flags::GO_ON)
                    && (sense.verbal_noun || clause.verb == Some(at) && clause.future);
            }
            for (slot, node) in &fillers {
                let Some(role) = self.role(at, slot) else { continue };
                if role == Role::Event {
                    continue;
                }
                let sided = matches!(slot, Slot::Prep(k) if k == "بين" || k == "مع");
                for &event in &events {
                    self.give(event, role, Filler::Node(*node));
                    self.frames[event].sides |= sided && role == Role::Actor;
                }
            }
            // The subject left out, or in front of the relative clause.
            let is_verb = clause.verb == Some(at);
            if is_verb
                && clause.subject.is_none()
                && let Some(role) = self.role(at, &Slot::Subject).filter(|r| *r != Role::Event)
            {
                let pronoun_object = p.unit(at).clitics.suffix.is_some();
                match antecedent.filter(|n| !events.iter().any(|e| self.frames[*e].node == *n)) {
                    Some(noun) if !pronoun_object => self.give(main, role, Filler::Node(noun)),
                    _ if p.nodes[at].kind == Kind::Verb => {
                        for &event in &events {
                            self.give(event, role, Filler::Dropped(index));
                        }
                    }
                    _ => {}
                }
            }
            // ما أدى إلى مقتل …: the cause is what was told just before.
            if result && is_verb && clause.subject.is_none() {
                let cause = (0..self.frames.len()).rev().find(|&f| {
                    self.frames[f].node < at
                        && !self.gone(f)
                        && self.frames[f].event == self.frames[main].event
                });
                if let Some(cause) = cause {
                    for &event in &events {
                        self.merge(cause, event);
                    }
                    continue;
                }
            }
            if result && events.len() > 1 {
                self.frames[main].cause = true;
                for &event in &events[1..] {
                    self.merge(main, event);
                }
            }
            // Times and places of the clause belong to the event.
            if is_verb {
                for &node in clause.nodes.iter().filter(|&&n| n >= dateline) {
                    match p.nodes[node].kind {
                        Kind::When => self.frames[main].whens.push(node),
                        Kind::Phrase if p.nodes[node].prep.is_some() || self.is_adverbial(node) => {
                            self.frames[main].places.push(node);
                        }
                        _ => {}
                    }
                }
            }
        }
    }

    /// What stands in the slots of a light verb or noun.
    fn light_fillers(&self, at: usize, index: usize) -> Vec<(Slot, usize)> {
        let p = self.p;
        let clause = &p.clauses[index];
        let mut out = Vec::new();
        let mut add = |slot: Slot, node: usize| {
            out.push((slot.clone(), node));
            for joined in joined_to(node, p, index) {
                out.push((slot.clone(), joined));
            }
        };
        if clause.verb == Some(at) {
            let (mut subject, mut object) = (clause.subject, clause.object);
            // حضر الاجتماع الوزير: the doer after what is done.
            let event = |n: Option<usize>| n.is_some_and(|n| p.nodes[n].kind == Kind::Event);
            if event(subject)
                && object.is_some()
                && !event(object)
                && self.role(at, &Slot::Object) == Some(Role::Event)
            {
                std::mem::swap(&mut subject, &mut object);
            }
            for (slot, node) in
                [(Slot::Subject, subject), (Slot::Object, object), (Slot::Object2, clause.object2)]
            {
                if let Some(node) = node {
                    add(slot, node);
                }
            }
        } else {
            // A light noun: what stands in the genitive is its object.
            if let Some(next) = p.nodes.get(at + 1).filter(|n| n.genitive) {
                let object = self.role(at, &Slot::Object).is_some();
                let slot = if object { Slot::Object } else { Slot::Subject };
                let _ = next;
                add(slot, at + 1);
            }
        }
        let mut seen = 0;
        for &node in clause.nodes.iter().filter(|&&n| n > at) {
            let Some(prep) = &p.nodes[node].prep else { continue };
            let slot = Slot::Prep(prep.key.clone());
            if self.role(at, &slot).is_some()
                && matches!(p.nodes[node].kind, Kind::Phrase | Kind::Event | Kind::Pronoun)
            {
                add(slot, node);
            }
            seen += 1;
            if seen > 6 {
                break;
            }
        }
        out
    }

    /// Event frames that a slot's filler holds: itself, its genitive, what is joined to it.
    fn events_in(&self, node: usize) -> Vec<usize> {
        let p = self.p;
        let mut out = Vec::new();
        let mut at = node;
        loop {
            if let Some(frame) = self.frame_of[at] {
                out.push(frame);
                break;
            }
            // سلسلة من …, مواصلة العمليات: the event stands in the genitive.
            match p.nodes.get(at + 1) {
                Some(next) if next.genitive && out.is_empty() => at += 1,
                _ => break,
            }
        }
        out
    }

    /// The event of the clause after أن that the word at `at` governs.
    fn content_event(&self, index: usize, at: usize) -> Option<usize> {
        let p = self.p;
        if self.role(at, &Slot::Clause) != Some(Role::Event) {
            return None;
        }
        let content = p
            .clauses
            .iter()
            .find(|c| c.rank == Rank::Content && c.parent == Some(index) && c.opener > at)?;
        self.frame_of[content.verb?]
    }

    /// هجوم نفذه …, كمين نصبه …: a verb about the noun before it, with a pronoun for it, is a word of the same act.
    fn verbs_about_events(&mut self) {
        let p = self.p;
        for verb in 0..self.frames.len() {
            let clause = &p.clauses[self.frames[verb].clause];
            let about = clause.rank == Rank::Relative
                && clause.verb == Some(self.frames[verb].node)
                && p.unit(self.frames[verb].node).clitics.suffix.is_some();
            let Some(noun) = clause.antecedent.filter(|_| about) else { continue };
            let Some(&event) = self.events_in(noun).first() else { continue };
            if event != verb && self.frames[event].event == self.frames[verb].event {
                self.merge(event, verb);
            }
        }
    }

    /// Verbs whose doer is itself an event (غارة استهدفت …) are words of that event.
    fn verbs_of_events(&mut self) {
        let p = self.p;
        for verb in 0..self.frames.len() {
            let frame = &self.frames[verb];
            if p.nodes[frame.node].kind == Kind::Event {
                continue;
            }
            // سقط قتلى, لقي مصرعه: so do verbs whose object or victim is one.
            let clause = &p.clauses[frame.clause];
            let of_clause = [clause.subject, clause.object]
                .into_iter()
                .flatten()
                .filter(|_| clause.verb == Some(frame.node));
            let fillers = frame
                .actors
                .iter()
                .chain(&frame.recipients)
                .filter_map(|f| match f {
                    Filler::Node(at) => Some(*at),
                    _ => None,
                })
                .chain(of_clause);
            let same = frame.event;
            let Some(event) = fillers
                .filter_map(|at| self.events_in(at).first().copied())
                .find(|&e| self.frames[e].event == same && !self.gone(e))
            else {
                continue;
            };
            if event == verb || self.frames[event].event != self.frames[verb].event {
                continue;
            }
            let node = self.frames[event].node;
            let other = |f: &Filler| *f != Filler::Node(node);
            self.frames[verb].actors.retain(other);
            self.frames[verb].recipients.retain(other);
            self.frames[verb].counted.retain(|(at, _)| *at != node);
            self.merge(event, verb);
        }
        // Nor is an event its own recipient.
        for index in 0..self.frames.len() {
            let frame_of = &self.frame_of;
            let is_event = |f: &Filler| matches!(f, Filler::Node(at) if frame_of[*at].is_some());
            self.frames[index].actors.retain(|f| !is_event(f));
            if self.frames[index].event == Event::Assault {
                self.frames[index].recipients.retain(|f| !is_event(f));
            }
        }
    }

    /// مقتل … في غارة, قتل … إثر هجوم: one act.
    fn causes(&mut self) {
        let p = self.p;
        for cause in 0..self.frames.len() {
            if self.frames[cause].event != Event::Assault || self.gone(cause) {
                continue;
            }
            let node = self.frames[cause].node;
            let joins = p.nodes[node].prep.as_ref().is_some_and(|q| {
                matches!(q.value, "cause" | "during" | "means" | "after")
                    || matches!(q.key.as_str(), "في" | "ب" | "من")
            });
            if !joins {
                continue;
            }
            let clause = p.clause_of[node];
            let victim = (0..self.frames.len()).rev().find(|&v| {
                let f = &self.frames[v];
                v != cause
                    && f.event == Event::Assault
                    && f.node < node
                    && (p.clause_of[f.node] == clause
                        || f.others
                            .iter()
                            .any(|&o| o < p.clause_of.len() && p.clause_of[o] == clause))
                    && !self.gone(v)
                    && [Flags::KILL, Flags::INJURE, Flags::DESTROY]
                        .iter()
                        .any(|x| f.sense.entry.flags.has(*x))
            });
            let Some(victim) = victim else { continue };
            let own =
                |n: usize| n == self.frames[victim].node || self.frames[victim].others.contains(&n);
            let blocked = (self.frames[victim].node..node)
                .any(|n| p.nodes[n].kind == Kind::Verb && !own(n) && p.clause_of[n] == clause);
            if blocked {
                continue;
            }
            if self.is_means(cause) || self.frames[cause].cause {
                self.merge(cause, victim);
            } else {
                self.merge(victim, cause);
            }
        }
        self.instruments();
    }

    /// مقتل … وإصابة …: joined words of harm are one act.
    fn joined_harm(&mut self) {
        let p = self.p;
        for second in 1..self.frames.len() {
            if self.gone(second) {
                continue;
            }
            let harm = |b: &Self, f: usize| {
                let flags = b.frames[f].sense.entry.flags;
                flags.has(Flags::KILL) || flags.has(Flags::INJURE)
            };
            let node = self.frames[second].node;
            if !p.nodes[node].conj || !harm(self, second) {
                continue;
            }
            let first = (0..second).rev().find(|&f| !self.gone(f) && harm(self, f));
            let Some(first) = first else { continue };
            let near = self.frames[first].node + 12 > node;
            let broken = p.nodes[self.frames[first].node + 1..node]
                .iter()
                .any(|n| matches!(n.kind, Kind::Sub | Kind::Comp | Kind::Rel | Kind::Cue));
            let kinds = self.frames[first].sense.entry.flags.has(Flags::INJURE)
                == self.frames[second].sense.entry.flags.has(Flags::INJURE);
            if near && !broken && (!kinds || p.nodes[node].kind == Kind::Event) {
                // مقتل وإصابة 45: counted together.
                let together =
                    self.frames[first].counted.is_empty() && self.frames[first].node + 1 == node;
                if together {
                    let flags = self.frames[first].sense.entry.flags;
                    for (_, own) in &mut self.frames[second].counted {
                        own.0 |= flags.0;
                    }
                }
                self.merge(first, second);
            }
        }
    }

    /// تفجير سيارة مفخخة, أصيب بصاروخ, تسع ضربات و14 ضربة أخرى: further words of the act before them.
    fn instruments(&mut self) {
        let p = self.p;
        for tool in 1..self.frames.len() {
            if self.gone(tool) || self.frames[tool].event != Event::Assault {
                continue;
            }
            let node = self.frames[tool].node;
            if p.nodes[node].kind != Kind::Event || self.frames[tool].sense.verbal_noun {
                continue;
            }
            let first =
                (0..tool).rev().find(|&f| !self.gone(f) && self.frames[f].event == Event::Assault);
            let Some(first) = first else { continue };
            let before = self.frames[first].node;
            let held = p.nodes[node].genitive && before + 1 == node
                || !self.is_done_with(node)
                    && p.nodes[node]
                        .prep
                        .as_ref()
                        .is_some_and(|q| q.key == "ب" || q.value == "means");
            let again =
                p.nodes[node].conj && p.nodes[node].quantity.is_some() && self.is_means(tool);
            // الغارة after غارة: the same one.
            let unit = p.unit(node);
            let same_word = unit.clitics.article
                && unit.stem == p.unit(before).stem
                && !p.unit(before).definite
                && self.frames[tool].recipients.len() + self.frames[tool].actors.len() <= 1;
            let distance = node - before;
            if held && distance <= 8 || again && distance <= 10 || same_word {
                self.merge(first, tool);
            }
        }
    }

    /// وسقط فيه 20 قتيلا, وتعرض آخرون لإصابات: harm told of what was told just before.
    fn harm_in_it(&mut self) {
        let p = self.p;
        for harm in 1..self.frames.len() {
            let flags = self.frames[harm].sense.entry.flags;
            let harms = flags.has(Flags::KILL) || flags.has(Flags::INJURE);
            let harms = harms || flags.has(Flags::DESTROY);
            if self.gone(harm)
                || !harms
                || self.frames[harm].event != Event::Assault
                || self.is_means(harm)
            {
                continue;
            }
            let clause = p.clause_of[self.frames[harm].node];
            let refers = p.clauses[clause].nodes.iter().any(|&n| {
                p.nodes[n].kind == Kind::Pronoun
                    && p.nodes[n]
                        .prep
                        .as_ref()
                        .is_some_and(|q| q.key == "في" || q.value == "during")
            });
            let listed =
                p.nodes[self.frames[harm].node].prep.as_ref().is_some_and(|q| q.value == "list");
            // شنت غارات ودمرت آليات: what it destroyed, too.
            let wrecks = flags.has(Flags::DESTROY)
                && p.nodes[self.frames[harm].node].kind == Kind::Verb
                && !self.is_means(harm);
            let also = p.clauses[clause].rank == Rank::Joined
                && (flags.has(Flags::INJURE) && self.frames[harm].actors.is_empty() || wrecks)
                && p.clauses[clause].verb.is_some_and(|v| p.nodes[v].conj);
            let before = (0..harm).rev().find(|&f| {
                !self.gone(f)
                    && self.frames[f].event == Event::Assault
                    && (refers || wrecks || self.frames[f].sense.entry.flags.has(Flags::KILL))
            });
            if let Some(before) = before.filter(|_| refers || listed || also) {
                self.merge(before, harm);
            }
        }
    }

    fn is_means(&self, frame: usize) -> bool {
        let f = &self.frames[frame];
        f.sense.entry.flags.has(Flags::MEANS) || !f.modes.is_empty()
    }

    fn gone(&self, frame: usize) -> bool {
        self.frames[frame].others.first() == Some(&usize::MAX)
    }

    /// Makes `from` a further word of `into`.
    fn merge(&mut self, into: usize, from: usize) {
        if into == from || self.gone(from) || self.gone(into) {
            return;
        }
        // A killing outweighs a general word that is not said to have led to it.
        let general = self.frames[into].sense.entry.flags.has(Flags::GENERAL)
            && !self.is_means(into)
            && !self.frames[into].cause;
        let kills = self.frames[from].sense.entry.flags.has(Flags::KILL)
            || self.frames[from].sense.entry.flags.has(Flags::INJURE);
        let (into, from) = if general && kills { (from, into) } else { (into, from) };
        let from_frame = self.frames[from].clone();
        self.frame_of[from_frame.node] = Some(into);
        let target = &mut self.frames[into];
        for (own, other) in [
            (&mut target.actors, from_frame.actors),
            (&mut target.recipients, from_frame.recipients),
        ] {
            for filler in other {
                push(own, filler);
            }
        }
        target.places.extend(from_frame.places);
        target.whens.extend(from_frame.whens);
        target.counted.extend(from_frame.counted);
        target.others.push(from_frame.node);
        target.negated |= from_frame.negated;
        target.future |= from_frame.future;
        target.sides |= from_frame.sides;
        target.helpers.extend(from_frame.helpers);
        for mode in from_frame.modes {
            if !target.modes.contains(&mode) {
                target.modes.push(mode);
            }
        }
        self.frames[from].others = vec![usize::MAX];
    }

    fn finish(self) -> Vec<Frame<'l>> {
        let gone: Vec<bool> = (0..self.frames.len()).map(|i| self.gone(i)).collect();
        self.frames.into_iter().zip(gone).filter(|(_, gone)| !gone).map(|(f, _)| f).collect()
    }
}

fn push(list: &mut Vec<Filler>, filler: Filler) {
    if !list.contains(&filler) {
        list.push(filler);
    }
}

/// Phrases joined by و to the phrase at `first`, in the same clause.
fn joined_to(first: usize, p: &Parsed<'_, '_>, clause: usize) -> Vec<usize> {
    let mut out = Vec::new();
    let mut at = first + 1;
    let kind = p.nodes[first].kind;
    while let Some(node) = p.nodes.get(at) {
        if p.clause_of[at] != clause {
            break;
        }
        match node.kind {
            k if k == kind
                && node.conj
                && (node.prep.is_none() || node.prep == p.nodes[first].prep) =>
            {
                out.push(at)
            }
            Kind::Comma | Kind::When | Kind::Mark | Kind::Quote => {}
            // … شمالي سوريا، ومنظمة …: nor does where one is end the list.
            Kind::Phrase
                if !node.conj
                    && p.who(at).is_some_and(|w| w.place)
                    && p.units[node.head].has(|t| matches!(t, Target::PlaceNoun(_))) => {}
            // مقتله ومقتل ثلاثة آخرين وإصابة …: what is killed stands between the killings.
            Kind::Phrase if kind == Kind::Event && node.prep.is_none() => {}
            Kind::Phrase if node.genitive || node.prep.is_some() && !node.conj => {
                // في … may stand between two joined phrases only if a join follows.
                if node.prep.is_some() {
                    break;
                }
            }
            _ => break,
        }
        at += 1;
    }
    out
}
