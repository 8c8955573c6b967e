//! Frames and reports into claim records, with spans in characters of the article's text.
//!
//! In come the frames and reports of each sentence in turn, out go the claims of the article in text order. What a frame's
//! slots point at becomes mentions with their exact slices; bare and generic mentions are filled in from what the
//! article has said; figures, places and dates are read off the nodes they stand at. This is the one place where
//! byte spans become character spans.

use std::ops::Range;

use isnad_lexicon::entry::{Flags, HeadClass, How};
use isnad_lexicon::inflect::{Gender, Number};
use isnad_lexicon::{Lexicon, Target};
use isnad_model::{
    Article, ByteSpan, CharIndex, Claim, Event, Evidence, Figure, FigureKind, Hop, HopMode,
    Mention, Note, Place, Sector, Stance, Status, When,
};

use crate::attribution::{Manner, Report, content_range};
use crate::clause::Rank;
use crate::coder::{CODER_VERSION, Coding, Reading};
use crate::context::Context;
use crate::dating::{share_dates, share_places};
use crate::frame::{Filler, Frame, Parsed};
use crate::mention::{Who, read};
use crate::phrase::Kind;
use crate::segment::{Document, Sentence, SentenceKind};
use crate::tag::{Tag, Unit};

/// Gathers the claims of one article.
pub(crate) struct Assembler<'a, 'l> {
    article: &'a Article,
    document: &'a Document,
    lexicon: &'l Lexicon,
    index: CharIndex<'a>,
    claims: Vec<Claim>,
    notes: Vec<Note>,
    /// The cue of the last report, for quotations that go on.
    last_cue: Option<Range<usize>>,
    /// Past events of the article, to fill in those that refer back to them.
    past: Vec<Past>,
    /// Events that became no claims: their tokens, entry and why.
    pub(crate) dropped: Vec<(Range<usize>, String, &'static str)>,
}

/// What is remembered of an event.
struct Past {
    event: Event,
    /// Index of the claim.
    claim: usize,
}

/// What an event becomes in the mouth of its doer.
struct Turned {
    event: Event,
    modes: Vec<isnad_model::Mode>,
}

/// A mention with the tokens it stands at.
#[derive(Clone, Debug)]
struct Found {
    tokens: Range<usize>,
    /// Proclitic letters of the first token that are not part of it.
    skip: usize,
    who: Who,
}

impl<'a, 'l> Assembler<'a, 'l> {
    pub(crate) fn new(article: &'a Article, document: &'a Document, lexicon: &'l Lexicon) -> Self {
        Self {
            article,
            document,
            lexicon,
            index: CharIndex::new(&article.text),
            claims: Vec::new(),
            notes: Vec::new(),
            last_cue: None,
            past: Vec::new(),
            dropped: Vec::new(),
        }
    }

    /// The claims, numbered, with the notes.
    pub(crate) fn finish(mut self, mut notes: Vec<Note>) -> Coding {
        notes.append(&mut self.notes);
        notes.sort_by_key(|n| (n.start, n.end));
        share_dates(&mut self.claims);
        share_places(&mut self.claims);
        self.drop_private_statements();
        Coding { claims: self.claims, notes }
    }

    /// What studies, firms and private people say is coded only in an article that tells of conflict or diplomacy.
    fn drop_private_statements(&mut self) {
        use Event::{
            Accuse, Assault, Coerce, Concede, Mobilize, Protest, Reject, Retreat, Sanction,
            Threaten,
        };
        let told = |c: &Claim| {
            matches!(
                c.event,
                Accuse
                    | Assault
                    | Coerce
                    | Concede
                    | Mobilize
                    | Protest
                    | Reject
                    | Retreat
                    | Sanction
                    | Threaten
            ) && c.actors.iter().chain(&c.recipients).any(|m| m.country.is_some())
        };
        if self.claims.iter().filter(|c| told(c)).count() >= 2 {
            return;
        }
        self.claims.retain(|c| c.event != Event::Statement || c.actors.iter().any(is_public));
    }

    /// Notes that a sentence was not coded, since it is about something else.
    pub(crate) fn set_aside(&mut self, sentence: &Sentence, subject: &str) {
        let span = self.index.char_span(sentence.span);
        self.notes.push(Note {
            kind: "off-topic".to_owned(),
            message: format!("not coded: its words belong to `{subject}`"),
            start: span.start,
            end: span.end,
        });
    }

    /// Claims of one sentence.
    #[expect(clippy::too_many_arguments, reason = "one call, with what each stage gave")]
    pub(crate) fn sentence(
        &mut self,
        sentence: &Sentence,
        parsed: &Parsed<'_, 'l>,
        reading: &Reading<'l>,
        frames: &[Frame<'l>],
        reports: &[Report<'l>],
        context: &mut Context<'l>,
        continues: bool,
    ) {
        let mut work = Work { a: self, p: parsed, reading, sentence, reports, frames, context };
        work.run(continues);
    }

    fn evidence(&self, span: ByteSpan) -> Evidence {
        let chars = self.index.char_span(span);
        Evidence {
            text: span.slice(&self.article.text).to_owned(),
            start: chars.start,
            end: chars.end,
        }
    }

    /// The bytes of a run of tokens without the first `skip` letters.
    fn bytes(&self, tokens: Range<usize>, skip: usize) -> ByteSpan {
        let Some(last) = tokens.end.checked_sub(1).and_then(|l| self.document.tokens.get(l)) else {
            return ByteSpan::default();
        };
        let Some(first) = self.document.tokens.get(tokens.start) else {
            return ByteSpan::default();
        };
        let raw = first.span.slice(&self.article.text);
        let mut start = first.span.start as usize;
        let mut left = skip;
        for (at, c) in raw.char_indices() {
            let sign = matches!(c, '\u{64b}'..='\u{65f}' | '\u{640}' | '\u{670}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}');
            if left == 0 && !sign {
                start += at;
                break;
            }
            if !sign {
                left -= 1;
            }
        }
        ByteSpan::new(start, last.span.end as usize)
    }
}

/// One sentence at work.
struct Work<'w, 'a, 'p, 'l> {
    a: &'w mut Assembler<'a, 'l>,
    p: &'w Parsed<'p, 'l>,
    reading: &'w Reading<'l>,
    sentence: &'w Sentence,
    reports: &'w [Report<'l>],
    frames: &'w [Frame<'l>],
    context: &'w mut Context<'l>,
}

impl<'l> Work<'_, '_, '_, 'l> {
    /// Letters of a unit's first token that are not part of a mention.
    fn skip(&self, unit: &Unit<'_>) -> usize {
        unit.proclitics(&self.a.document.tokens)
    }

    fn run(&mut self, continues: bool) {
        let speakers: Vec<Option<Found>> = self.reports.iter().map(|r| self.speaker(r)).collect();
        for (report, speaker) in self.reports.iter().zip(&speakers) {
            if report.manner != Manner::Event
                && let Some(speaker) = speaker
            {
                self.context.spoke(&speaker.who, speaker.tokens.clone(), speaker.skip);
            }
        }
        let dropped: Vec<Option<&'static str>> =
            (0..self.frames.len()).map(|i| self.dropped(i)).collect();
        let kept: Vec<bool> = dropped.iter().map(Option::is_none).collect();
        self.a.dropped.extend(self.frames.iter().zip(&dropped).filter_map(|(f, d)| {
            d.map(|reason| (self.p.unit(f.node).tokens.clone(), f.sense.entry.id.clone(), reason))
        }));
        let first_claim = self.a.claims.len();
        for (index, frame) in self.frames.iter().enumerate() {
            if kept[index] {
                let claim = self.claim(frame, &speakers, continues);
                if let Some(claim) = claim {
                    self.a.past.push(Past { event: claim.event, claim: self.a.claims.len() });
                    self.a.claims.push(claim);
                }
            }
        }
        for (index, report) in self.reports.iter().enumerate() {
            if let Some(claim) = self.statement(index, report, &speakers, &kept) {
                self.a.claims.push(claim);
            }
        }
        self.a.claims[first_claim..].sort_by_key(|c| (c.trigger.start, c.trigger.end));
        if let Some(report) = self.reports.iter().rfind(|r| r.manner != Manner::Event) {
            self.a.last_cue = Some(self.tokens_of(report.node));
        }
    }

    fn tokens_of(&self, node: usize) -> Range<usize> {
        let unit = self.p.unit(node);
        unit.tokens.clone()
    }

    /// Why a frame is no claim, if it is none: what is merely asked for, promised, supposed or aimed at.
    fn dropped(&self, index: usize) -> Option<&'static str> {
        let frame = &self.frames[index];
        let p = self.p;
        if frame.stopped && self.condition(frame.clause).is_none() && !frame.future {
            return Some("ended by its governing word");
        }
        if p.clauses[frame.clause].hedged && p.clauses[frame.clause].verb == Some(frame.node) {
            return Some("hedged");
        }
        // Inside a condition or a purpose clause.
        let mut at = Some(frame.clause);
        while let Some(c) = at {
            let clause = &p.clauses[c];
            if clause.rank == Rank::Sub
                && matches!(clause.sub, "condition" | "whether" | "purpose" | "until" | "aside")
            {
                return Some("inside a condition or purpose");
            }
            at = clause.parent;
        }
        let node = &p.nodes[frame.node];
        if let Some(prep) = &node.prep {
            if matches!(prep.value, "purpose" | "condition" | "without" | "until" | "except") {
                return Some("in a phrase of purpose or condition");
            }
            let meeting = frame.event == Event::Consult;
            // للتقدم after a verb says what for; after a noun it belongs to that noun (الخطورة القصوى لنقل …).
            let after_noun = frame.node > 0
                && p.nodes[frame.node - 1].kind == Kind::Phrase
                && p.nodes[frame.node - 1].prep.is_some();
            let aim = prep.key == "ل"
                && (frame.sense.verbal_noun || meeting)
                && frame.helpers.is_empty()
                && (p.clauses[frame.clause].verb.is_some() && !after_noun
                    || self.frames.iter().any(|f| f.node < frame.node && f.clause == frame.clause));
            if aim {
                return Some("aimed at");
            }
        }
        // لإجراء محادثات: held by what is aimed at.
        if let Some(holder) = frame.holder
            && p.nodes[holder].prep.as_ref().is_some_and(|q| q.key == "ل" || q.value == "purpose")
            && holder < frame.node
            && p.clauses[p.clause_of[holder]].verb.is_some()
        {
            return Some("held by what is aimed at");
        }
        // Content of a request, refusal, promise or threat is not coded again, unless a finite verb of a
        // relative clause says it.
        let finite_relative = p.clauses[frame.clause].rank == Rank::Relative
            && p.nodes[frame.node].kind == Kind::Verb;
        for (other_index, other) in self.frames.iter().enumerate() {
            if other_index == index || finite_relative {
                continue;
            }
            let closes = matches!(
                other.event,
                Event::Request | Event::Reject | Event::Agree | Event::Concede | Event::Threaten
            );
            if !closes {
                continue;
            }
            if let Some(start) = other.content
                && content_range(p, other.clause, start).contains(&frame.node)
                && other.node < frame.node
            {
                return Some("content of another speech act");
            }
        }
        // The dead and wounded of an act that another word of the sentence names.
        let victims =
            frame.sense.entry.flags.has(Flags::KILL) || frame.sense.entry.flags.has(Flags::INJURE);
        if victims
            && node.kind == Kind::Event
            && !frame.sense.verbal_noun
            && frame.helpers.is_empty()
            && frame.others.is_empty()
        {
            let told = self.reports.iter().any(|r| r.holds(frame.node));
            let other =
                self.frames.iter().any(|f| f.node != frame.node && f.event == Event::Assault);
            let headline = self.sentence.kind == SentenceKind::Headline;
            if other || !told && !headline && frame.actors.is_empty() && frame.recipients.is_empty()
            {
                return Some("victims of an act told elsewhere");
            }
        }
        // أي هجوم: supposed, not told, unless it is denied.
        let any = p.units[node.start..node.head.max(node.start)]
            .iter()
            .any(|u| u.is_value("quant", "none"));
        if any
            && node.kind == Kind::Event
            && p.clauses[frame.clause].negation.is_none()
            && !frame.negated
        {
            return Some("supposed, not told");
        }
        // A meeting or deal only referred to: خلال اللقاء, بعد الاتفاق.
        let referred = frame.sense.reading.features.part == isnad_lexicon::inflect::Part::Base
            || frame.sense.verbal_noun;
        let unit = p.unit(frame.node);
        let held = !frame.helpers.is_empty() || !frame.others.is_empty();
        if node.kind == Kind::Event && referred && unit.clitics.article && !held {
            let bare = frame.actors.iter().all(|f| matches!(f, Filler::Adjective(_)))
                && frame.recipients.is_empty();
            match frame.event {
                Event::Agree if bare || frame.actors.len() < 2 => {
                    return Some("deal only referred to");
                }
                Event::Consult if bare && (frame.content.is_none() || self.governed(frame)) => {
                    return Some("meeting only referred to");
                }
                _ => {}
            }
        }
        // A truce that holds, is broken or was asked for: احترام الهدنة, في إطار هدنة.
        if node.kind == Kind::Event
            && matches!(frame.event, Event::Concede | Event::Retreat)
            && !held
            && !frame.stopped
            && frame.actors.iter().all(|f| matches!(f, Filler::Adjective(_)))
            && !self.reports.iter().any(|r| r.start() == frame.node)
            && (unit.clitics.article || node.prep.is_some() || node.genitive)
        {
            return Some("concession only referred to");
        }
        // Aid, support and the like as a topic: المساعدات.
        if frame.sense.entry.flags.has(Flags::HELD) && !held {
            let own = frame
                .actors
                .iter()
                .chain(&frame.recipients)
                .any(|f| !matches!(f, Filler::Adjective(_)));
            if !own {
                return Some("topic, held by no word");
            }
        }
        // Must and should, of what the speaker says first.
        if frame.sense.entry.flags.has(Flags::MODAL) {
            let joined = node.conj || p.clauses[frame.clause].rank == Rank::Joined;
            if joined || !self.reports.iter().any(|r| r.holds(frame.node)) {
                return Some("modal without a speaker");
            }
        }
        // What is alleged inside an allegation.
        if frame.event == Event::Accuse
            && !frame.actors.iter().any(|f| matches!(f, Filler::Node(_)))
            && self
                .reports
                .iter()
                .any(|r| r.manner == Manner::Event && r.holds(frame.node) && r.node != frame.node)
        {
            return Some("allegation inside an allegation");
        }
        // Bare general words: رحى الحرب, في كل الهجمات.
        let general = frame.sense.entry.flags.has(Flags::GENERAL);
        let alone = frame.actors.is_empty()
            && frame.recipients.is_empty()
            && frame.helpers.is_empty()
            && frame.others.is_empty()
            && node.quantity.is_none();
        let inside =
            node.genitive && frame.node > 0 && p.nodes[frame.node - 1].kind == Kind::Phrase;
        // The subject of a verb that says nothing of it: يأتي الهجوم بعد …
        let c = &p.clauses[frame.clause];
        let mentioned = unit.clitics.article && c.verb.is_some() && c.subject == Some(frame.node);
        let victims =
            frame.sense.entry.flags.has(Flags::KILL) && !unit.definite && node.kind == Kind::Event;
        if general && alone && !victims && (inside || node.prep.is_some() || mentioned) {
            return Some("general word without participants");
        }
        // Unchanged control is no event: يسيطر على.
        let state = frame.sense.entry.flags.has(Flags::STATE)
            && frame.sense.reading.features.part == isnad_lexicon::inflect::Part::Imperfect
            && !frame.future;
        if state {
            return Some("unchanged state");
        }
        // Joined to what is only aimed at: للتقدم والاستيلاء.
        if node.conj && node.kind == Kind::Event && frame.sense.verbal_noun {
            let before = self.frames.iter().position(|f| {
                f.node < frame.node
                    && f.node + 5 > frame.node
                    && p.nodes[f.node].kind == Kind::Event
                    && f.clause == frame.clause
            });
            if before.is_some_and(|b| b != index && self.dropped(b).is_some()) {
                return Some("joined to what is aimed at");
            }
        }
        (!self.weighs_enough(frame)).then_some("too common a word without a known party")
    }

    /// Whether a verb of the clause has the event noun as its subject or object.
    fn governed(&self, frame: &Frame<'l>) -> bool {
        let c = &self.p.clauses[frame.clause];
        c.verb.is_some() && [c.subject, c.object].contains(&Some(frame.node))
    }

    /// Common words need somebody known beside them.
    fn weighs_enough(&self, frame: &Frame<'l>) -> bool {
        let flags = frame.sense.entry.flags;
        let known = |f: &Filler| match f {
            Filler::Node(n) => {
                self.p.who(*n).is_some_and(|w| w.is_known() || w.is_armed() || w.is_human())
            }
            Filler::Adjective(_) => true,
            Filler::Dropped(c) => self.subject_of(*c, 0).is_some(),
            Filler::Pronoun(_) => true,
        };
        if flags.has(Flags::FORCE_SUBJ) {
            let armed = frame.actors.iter().any(|f| match f {
                Filler::Node(n) => self.p.who(*n).is_some_and(|w| {
                    w.is_armed() || w.is_state() || w.sectors.contains(&Sector::Gov) || w.bare
                }),
                Filler::Dropped(_) => known(f),
                _ => true,
            });
            if !armed {
                return false;
            }
        }
        if flags.has(Flags::HUMAN_OBJ) {
            let human = frame.recipients.iter().any(|f| match f {
                Filler::Node(n) => {
                    self.p.who(*n).is_some_and(Who::is_actor) || self.p.nodes[*n].quantity.is_some()
                }
                _ => true,
            });
            if !human {
                return false;
            }
        }
        if !flags.has(Flags::WEAK) {
            return true;
        }
        // المنظمات التي تهدد الأمن: what somebody is said to be, not to have done.
        if frame.event == Event::Threaten && self.p.clauses[frame.clause].rank == Rank::Relative {
            return false;
        }
        !frame.helpers.is_empty()
            || frame.event == Event::Request
                && self.in_first_person(frame.clause)
                && self.reports.iter().any(|r| r.holds(frame.node))
            || frame.actors.iter().chain(&frame.recipients).any(known)
            || self.p.nodes[frame.node].quantity.is_some()
    }

    // --- Fillers -------------------------------------------------------------------------------

    /// The node that is the subject of a clause, looked for in the clauses it hangs on.
    fn subject_of(&self, clause: usize, depth: usize) -> Option<usize> {
        if depth > 12 {
            return None;
        }
        let p = self.p;
        let c = &p.clauses[clause];
        if let Some(subject) = c.subject {
            return Some(subject);
        }
        match c.rank {
            Rank::Relative if c.resumed => self.resumed_subject(clause),
            Rank::Relative => c.antecedent,
            Rank::Circumstance | Rank::Joined => {
                let host = c.joined.or(c.parent)?;
                self.agreeing(clause, host, depth)
            }
            Rank::Content | Rank::Sub => {
                // وأنها: of what the clause before it spoke of.
                if let (Some(pronoun), Some(sibling)) = (c.pronoun, c.joined)
                    && let Some(subject) = self.subject_of(sibling, depth + 1)
                    && self.stands_for(pronoun, subject)
                {
                    return Some(subject);
                }
                let parent = c.parent?;
                self.agreeing(clause, parent, depth)
            }
            Rank::Main => None,
        }
    }

    /// Whether a pronoun agrees with the noun of a phrase.
    fn stands_for(&self, pronoun: crate::morph::Suffix, node: usize) -> bool {
        let noun = self.p.unit(node);
        match pronoun.number {
            Number::Singular => {
                let feminine = noun.gender == Gender::Feminine || noun.number == Number::Plural;
                noun.gender == Gender::Common || pronoun.feminine == feminine
            }
            _ => noun.number != Number::Singular || noun.gender == Gender::Common,
        }
    }

    /// الأسلحة التي استولت عليها: the doer of a relative clause that takes up its noun with a pronoun stands before that
    /// noun.
    fn resumed_subject(&self, clause: usize) -> Option<usize> {
        let p = self.p;
        let c = &p.clauses[clause];
        let f = p.unit(c.verb?).readings.first()?.features;
        let agrees = |n: &usize| {
            let Some(w) = p.who(*n).filter(|w| w.is_actor()) else { return false };
            match f.number {
                Number::Singular => {
                    let feminine = w.gender == Gender::Feminine
                        || w.number == Number::Plural && !w.is_human()
                        || w.is_state();
                    (f.gender == Gender::Feminine) == feminine || w.gender == Gender::Common
                }
                _ => w.number != Number::Singular,
            }
        };
        let antecedent = c.antecedent?;
        (0..antecedent).rev().filter(|&n| p.nodes[n].kind == Kind::Phrase).find(agrees)
    }

    /// The subject of `host` if the verb of `clause` agrees with it.
    fn agreeing(&self, clause: usize, host: usize, depth: usize) -> Option<usize> {
        let subject = self.subject_of(host, depth + 1)?;
        let p = self.p;
        let c = &p.clauses[clause];
        let noun = p.unit(subject);
        if let Some(pronoun) = c.pronoun
            && pronoun.number == Number::Singular
        {
            let feminine = noun.gender == Gender::Feminine || noun.number == Number::Plural;
            let fits =
                pronoun.feminine == feminine || noun.gender == Gender::Common || !pronoun.feminine;
            return fits.then_some(subject);
        }
        let Some(reading) = c.verb.and_then(|v| p.unit(v).readings.first().copied()) else {
            return Some(subject);
        };
        let f = reading.features;
        if f.number == Number::Singular && f.gender == Gender::Feminine {
            let who = p.who(subject);
            let masculine = noun.gender == Gender::Masculine
                && noun.number == Number::Singular
                && who.is_some_and(|w| w.is_human());
            if masculine {
                return None;
            }
        }
        Some(subject)
    }

    /// The mention at a phrase node.
    fn at_node(&self, node: usize) -> Option<Found> {
        let p = self.p;
        let n = &p.nodes[node];
        let units = &p.units[n.start..n.units.end];
        let first = units.first()?;
        let mut end = units.len();
        let mut start = 0;
        // Marks at the edges are not part of it.
        while end > 1 && self.is_mark(&units[end - 1]) && !self.closes_inside(&units[..end]) {
            end -= 1;
        }
        if self.is_mark(first)
            && units.len() > 1
            && (end < units.len() || !self.closes_inside(&units[..end]))
        {
            start = 1;
        } else if self.is_mark(first) && units.len() > 1 {
            start = 1;
            if self.is_mark(&units[end - 1]) {
                end -= 1;
            }
        }
        let who = p.who(node).cloned().unwrap_or_default();
        let lead = units.get(start)?;
        Some(Found {
            tokens: lead.tokens.start..units[end.max(start + 1) - 1].tokens.end,
            skip: self.skip(lead),
            who,
        })
    }

    /// الطرفان, الجانبان: the sides of the last act that had two, told in this sentence or before it.
    fn both_sides(&self, node: usize, who: &Who) -> Option<Who> {
        let dual = who.number == Number::Dual
            && who.bare
            && matches!(who.class, Some(HeadClass::Group | HeadClass::State));
        if !dual || !who.members.is_empty() && who.class == Some(HeadClass::State) {
            return None;
        }
        let side = |m: &isnad_model::Member, o: &isnad_model::Member| {
            m.country == o.country && m.sectors == o.sectors
        };
        let mut here: Vec<isnad_model::Member> = Vec::new();
        for frame in self.frames.iter().rev().filter(|f| f.node < node) {
            here.clear();
            for filler in frame.actors.iter().chain(&frame.recipients) {
                let member = match filler {
                    Filler::Node(n) if *n != node => {
                        self.p.who(*n).filter(|w| w.is_actor() && w.is_known()).map(Who::member)
                    }
                    Filler::Dropped(c) => self
                        .subject_of(*c, 0)
                        .and_then(|n| self.p.who(n))
                        .filter(|w| w.is_known())
                        .map(Who::member),
                    _ => None,
                };
                here.extend(
                    member
                        .filter(|m| !here.iter().any(|o| side(m, o)))
                        .into_iter()
                        .collect::<Vec<_>>(),
                );
            }
            if here.len() >= 2 {
                break;
            }
        }
        if here.len() < 2 {
            here = self.a.claims.iter().rev().find_map(|c| {
                let mut all: Vec<isnad_model::Member> = Vec::new();
                for m in c.actors.iter().chain(&c.recipients) {
                    let members =
                        if m.members.is_empty() { vec![as_member(m)] } else { m.members.clone() };
                    for member in members {
                        if member.country.is_some() && !all.iter().any(|o| side(o, &member)) {
                            all.push(member);
                        }
                    }
                }
                (all.len() >= 2).then_some(all)
            })?;
        }
        Some(Who {
            members: here,
            country: None,
            name: None,
            id: None,
            sectors: Vec::new(),
            ..who.clone()
        })
    }

    fn is_mark(&self, unit: &Unit<'l>) -> bool {
        unit.tag == Tag::Punct
    }

    /// Whether the last mark closes one that opened inside.
    fn closes_inside(&self, units: &[Unit<'l>]) -> bool {
        units.iter().filter(|u| u.tag == Tag::Punct).count() % 2 == 0
    }

    /// The mentions a filler stands for.
    fn found(&self, filler: Filler) -> Option<Found> {
        let p = self.p;
        match filler {
            Filler::Node(node) => {
                let mut found = self.at_node(node)?;
                if let Some(sides) = self.both_sides(node, &found.who) {
                    found.who = sides;
                }
                Some(found)
            }
            Filler::Adjective(unit) => {
                let u = &p.units[unit];
                let who = read(p.units, unit..unit + 1, unit, self.a.lexicon, self.context);
                Some(Found { tokens: u.tokens.clone(), skip: self.skip(u), who })
            }
            Filler::Dropped(clause) => {
                // نرحب: whoever speaks.
                if let Some(verb) = p.clauses[clause].verb
                    && let Some(reading) = p.unit(verb).readings.first()
                    && reading.features.person == isnad_lexicon::inflect::Person::First
                    && let Some(speaker) = self
                        .reports
                        .iter()
                        .rfind(|r| r.holds(verb) && r.node != verb)
                        .and_then(|r| r.speaker)
                    && speaker != filler
                {
                    return self.found(speaker);
                }
                if let Some(speaker) = self.speaker_before(clause) {
                    return self.at_node(speaker);
                }
                if let Some(node) = self.subject_of(clause, 0)
                    && p.nodes[node].kind == Kind::Phrase
                {
                    return self.at_node(node);
                }
                let verb = p.clauses[clause].verb?;
                let reading = p.unit(verb).readings.first()?;
                let f = reading.features;
                if let Some(official) = self.official_speaker(clause, filler) {
                    return Some(official);
                }
                let reports = self.reports.iter().any(|r| r.node == verb);
                let entity = if reports
                    || f.part != isnad_lexicon::inflect::Part::Perfect
                        && f.person == isnad_lexicon::inflect::Person::First
                {
                    self.context.last_speaker(f.gender, f.number)
                } else if f.person == isnad_lexicon::inflect::Person::First {
                    self.context.last_speaker(Gender::Common, Number::Singular)
                } else {
                    let token = p.unit(verb).tokens.start;
                    self.context.last_mention(token, |w| {
                        w.is_actor()
                            && w.is_known()
                            && match f.number {
                                Number::Singular => {
                                    let feminine = w.gender == Gender::Feminine
                                        || w.number == Number::Plural && !w.is_human();
                                    (f.gender == Gender::Feminine) == feminine
                                        || w.gender == Gender::Common
                                }
                                _ => {
                                    w.number != Number::Singular
                                        || w.kind.is_some() && !w.is_human()
                                }
                            }
                    })
                }?;
                Some(Found {
                    tokens: entity.tokens.clone(),
                    skip: entity.skip,
                    who: entity.who.clone(),
                })
            }
            Filler::Pronoun(node) => self.pronoun(node),
        }
    }

    /// قال الوزير إن … ستواصل دعمها: where what an official says leaves its subject out, his side.
    fn official_speaker(&self, clause: usize, filler: Filler) -> Option<Found> {
        let p = self.p;
        let c = &p.clauses[clause];
        let verb = c.verb?;
        if c.rank != Rank::Content || c.pronoun.is_some() {
            return None;
        }
        let report = self.reports.iter().rfind(|r| r.holds(verb) && r.node != verb && r.clausal)?;
        let speaker = report.speaker.filter(|s| *s != filler)?;
        let found = self.found(speaker)?;
        let official =
            found.who.sectors.iter().any(|s| matches!(s, Sector::Gov | Sector::Mil | Sector::Cop));
        (official && found.who.is_human()).then_some(found)
    }

    /// Of a reporting verb without subject: who reported before it in the sentence.
    fn speaker_before(&self, clause: usize) -> Option<usize> {
        let p = self.p;
        let c = &p.clauses[clause];
        let verb = c.verb?;
        if c.subject.is_some()
            || !self.reports.iter().any(|r| r.node == verb && r.manner == Manner::Verb)
        {
            return None;
        }
        let feminine = p.unit(verb).readings.first().map(|r| r.features.gender == Gender::Feminine);
        self.reports.iter().filter(|r| r.node < verb && r.manner == Manner::Verb).find_map(|r| {
            match r.speaker {
                Some(Filler::Node(node)) => {
                    let g = p.unit(node).gender;
                    let agrees = feminine.is_none_or(|f| {
                        g == Gender::Common
                            || f == (g == Gender::Feminine || p.unit(node).number == Number::Plural)
                    });
                    agrees.then_some(node)
                }
                _ => None,
            }
        })
    }

    /// Whom the pronoun on a node's head stands for.
    fn pronoun(&self, node: usize) -> Option<Found> {
        let p = self.p;
        let unit = p.unit(node);
        let suffix = unit.clitics.suffix?;
        let clause = p.clause_of[node];
        let agrees = |w: &Who| match suffix.number {
            Number::Singular if w.is_human() && w.number != Number::Singular => false,
            Number::Singular => {
                let feminine = w.gender == Gender::Feminine
                    || w.number == Number::Plural && !w.is_human()
                    || w.is_state();
                suffix.feminine == feminine || w.gender == Gender::Common
            }
            Number::Dual => w.number == Number::Dual || w.members.len() == 2,
            Number::Plural => {
                w.number == Number::Plural
                    || w.kind.is_some() && !w.is_human()
                    || !w.members.is_empty()
            }
        };
        let is_verb = p.nodes[node].kind == Kind::Verb;
        let own_subject = p.clauses[clause].subject;
        let subject = self.subject_of(clause, 0).filter(|&s| s != node && !is_verb);
        if let Some(subject) = subject
            && p.who(subject).is_some_and(agrees)
        {
            return self.with_pronoun(node, self.at_node(subject)?);
        }
        let near = (0..node).rev().filter(|&n| Some(n) != own_subject || !is_verb).find(|&n| {
            p.who(n).is_some_and(|w| w.is_actor() && (w.is_known() || w.is_human()) && agrees(w))
        });
        if let Some(near) = near {
            return self.with_pronoun(node, self.at_node(near)?);
        }
        let entity = self
            .context
            .last_mention(unit.tokens.start, |w| w.is_actor() && w.is_known() && agrees(w))?;
        Some(Found { tokens: entity.tokens.clone(), skip: entity.skip, who: entity.who.clone() })
    }

    fn with_pronoun(&self, _node: usize, found: Found) -> Option<Found> {
        Some(found)
    }

    /// Fills in the country of a generic mention.
    fn fill(&self, who: &mut Who, place: Option<&str>) {
        if who.is_known() {
            return;
        }
        let fillable = match who.class {
            Some(HeadClass::Source) => {
                let outside = who.sectors.is_empty()
                    || who.sectors.iter().all(|s| matches!(s, Sector::Jrn | Sector::Unk));
                !outside
            }
            Some(HeadClass::Medium | HeadClass::Quality | HeadClass::State) | None => false,
            Some(HeadClass::Person) => !who.sectors.contains(&Sector::Jrn),
            Some(HeadClass::Group) => {
                !who.sectors.is_empty() && who.bare || who.bare && who.number == Number::Dual
            }
            Some(_) => true,
        };
        if fillable {
            who.country =
                place.map(str::to_owned).or_else(|| self.context.main_country().map(str::to_owned));
        }
    }

    fn mention(&self, found: &Found, place: Option<&str>) -> Mention {
        let mut who = found.who.clone();
        self.fill(&mut who, place);
        Mention {
            span: self.a.evidence(self.a.bytes(found.tokens.clone(), found.skip)),
            name: who.name,
            id: who.id,
            country: who.country,
            sectors: who.sectors,
            members: who.members,
        }
    }

    /// Mentions of several fillers, each stretch of text once.
    fn mentions(
        &self,
        fillers: &[Filler],
        place: Option<&str>,
        test: impl Fn(&Who) -> bool,
    ) -> Vec<Mention> {
        let mut out: Vec<Mention> = Vec::new();
        for filler in fillers {
            let Some(found) = self.found(*filler) else { continue };
            if !test(&found.who) {
                continue;
            }
            let mention = self.mention(&found, place);
            if !out.iter().any(|m| m.span == mention.span) {
                out.push(mention);
            }
        }
        out
    }

    // --- Reports -------------------------------------------------------------------------------

    fn speaker(&self, report: &Report<'l>) -> Option<Found> {
        let mut found = self.found(report.speaker?)?;
        if found.who.bare && found.who.class == Some(HeadClass::Medium) && !found.who.is_known() {
            // البيان, التقرير: whoever spoke last.
            if let Some(last) = self.context.last_speaker(Gender::Common, Number::Singular) {
                found.who = last.who.clone();
            }
        }
        Some(found)
    }

    /// The chain of reports that cover a node, outermost first.
    fn hops(&self, node: usize, speakers: &[Option<Found>], continues: bool) -> Vec<Hop> {
        let mut hops: Vec<Hop> = Vec::new();
        if continues
            && let Some(cue) = self.a.last_cue.clone()
            && self.reports.iter().all(|r| !r.holds(node))
            && let Some(last) = self.context.last_speaker(Gender::Common, Number::Singular)
            && self.in_first_quote(node)
        {
            let found =
                Found { tokens: last.tokens.clone(), skip: last.skip, who: last.who.clone() };
            hops.push(Hop {
                speaker: Some(self.mention(&found, None)),
                cue: self.a.evidence(self.a.bytes(cue, 0)),
                stance: Stance::Assert,
                mode: HopMode::Direct,
                via: None,
                quote: None,
            });
        }
        for (report, speaker) in self.reports.iter().zip(speakers) {
            if !report.holds(node) || report.node == node || !self.stands(report) {
                continue;
            }
            let speaker_mention = speaker.as_ref().map(|s| self.mention(s, None));
            let hop = Hop {
                speaker: speaker_mention,
                cue: self.cue(report),
                stance: report.stance,
                mode: self.mode(report),
                via: report.via.and_then(|v| self.at_node(v)).map(|f| self.mention(&f, None)),
                quote: self.quote(report),
            };
            // The same speaker twice is one hop: the inner word is the one that reports.
            if let Some(last) = hops.last_mut()
                && last.speaker.is_some()
                && same_speaker(last, &hop)
            {
                *last = hop;
            } else {
                hops.push(hop);
            }
        }
        hops
    }

    /// Whether the event of speech a report rests on is a claim itself.
    fn stands(&self, report: &Report<'l>) -> bool {
        report.manner != Manner::Event
            || self
                .frames
                .iter()
                .position(|f| f.node == report.node)
                .is_some_and(|i| self.dropped(i).is_none())
    }

    fn in_first_quote(&self, node: usize) -> bool {
        let token = self.p.unit(node).tokens.start;
        self.a
            .document
            .quotes
            .iter()
            .any(|q| q.inner.start < self.sentence.tokens.start && q.inner.contains(&token))
    }

    fn cue(&self, report: &Report<'l>) -> Evidence {
        let unit = self.p.unit(report.node);
        let skip = usize::from(unit.clitics.conj.is_some());
        self.a.evidence(self.a.bytes(unit.tokens.clone(), skip))
    }

    /// The quotation inside what a report covers.
    fn quote(&self, report: &Report<'l>) -> Option<Evidence> {
        let tokens = self.covered_tokens(report)?;
        let quote = self.a.document.quotes.iter().find(|q| {
            q.inner.start >= tokens.start.saturating_sub(1)
                && q.inner.start < tokens.end
                && q.inner.len() > 2
        })?;
        let end = quote.inner.end.min(self.sentence.tokens.end);
        (quote.inner.start < end).then(|| self.a.evidence(self.a.bytes(quote.inner.start..end, 0)))
    }

    fn covered_tokens(&self, report: &Report<'l>) -> Option<Range<usize>> {
        let first = report.covers.first()?;
        let last = report.covers.last()?;
        let nodes = &self.p.nodes;
        if first.start >= nodes.len() || last.end == 0 || first.start >= last.end {
            return None;
        }
        let start = self.p.units[nodes[first.start].units.start].tokens.start;
        let end = self.p.units[nodes[last.end.min(nodes.len()) - 1].units.end - 1].tokens.end;
        Some(start..end)
    }

    fn mode(&self, report: &Report<'l>) -> HopMode {
        let (Some(tokens), Some(_)) = (self.covered_tokens(report), self.quote(report)) else {
            return HopMode::Indirect;
        };
        let direct = self
            .a
            .document
            .quotes
            .iter()
            .any(|q| q.inner.start <= tokens.start + 2 && q.inner.end + 2 >= tokens.end);
        if direct { HopMode::Direct } else { HopMode::Mixed }
    }

    // --- Claims --------------------------------------------------------------------------------

    fn claim(
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
        let place_code = place.as_deref();
        let mut actors =
            self.mentions(&frame.actors, None, |w| w.is_actor() && !w.is_mere_number());
        // Who speaks, asks or refuses is whoever the subject names, known or not.
        let subject = p.clauses[frame.clause].subject.filter(|&s| {
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
        let mut recipients =
            self.mentions(&frame.recipients, place_code, |w| self.may_receive(frame, w));
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
        let mut attribution = self.hops(frame.node, speakers, continues);
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
            && (frame.event != Event::Request || self.in_first_person(frame.clause))
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
            let start = if p.clauses[frame.clause].verb == Some(frame.node) {
                frame.node
            } else {
                frame.node
            };
            turned.is_some().then(|| self.content(content_range(p, frame.clause, start))).flatten()
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
        rule.push('+');
        rule.push_str(construction(frame, p));
        let confidence = confidence(&actors, &recipients, frame);
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

    /// لدينا, أرضنا: whether a clause speaks of "us".
    fn in_first_person(&self, clause: usize) -> bool {
        let p = self.p;
        p.clauses[clause].nodes.iter().any(|&n| {
            p.units[p.nodes[n].units.clone()].iter().any(|u| {
                u.clitics.suffix.is_some_and(|s| s.person == isnad_lexicon::inflect::Person::First)
            })
        })
    }

    /// Whom a party last fought, as the article told it.
    fn opponents(&self, party: &Mention) -> Vec<Mention> {
        self.a
            .claims
            .iter()
            .rev()
            .filter(|c| c.event == Event::Assault)
            .find_map(|c| {
                let takes_part = c.actors.iter().any(|a| same_side(a, party));
                let others: Vec<Mention> = c
                    .actors
                    .iter()
                    .chain(&c.recipients)
                    .filter(|m| m.country.is_some() && !same_side(m, party))
                    .cloned()
                    .collect();
                (takes_part && !others.is_empty()).then_some(others)
            })
            .unwrap_or_default()
    }

    /// The subject of the condition on which a clause depends.
    fn bound_by_condition(&self, clause: usize) -> Vec<Mention> {
        let p = self.p;
        let sub = p
            .clauses
            .iter()
            .find(|c| c.rank == Rank::Sub && c.sub == "condition" && c.parent == Some(clause))
            .or_else(|| self.condition_before(clause));
        let subject = sub
            .and_then(|c| c.subject)
            .filter(|&s| p.who(s).is_some_and(|w| w.is_actor() && w.is_known()));
        subject.map_or_else(Vec::new, |s| self.mentions(&[Filler::Node(s)], None, |_| true))
    }

    /// Whether somebody or something can be the recipient of an event: not a bare number, nor a mere thing.
    fn may_receive(&self, frame: &Frame<'l>, who: &Who) -> bool {
        if who.is_mere_number() {
            return false;
        }
        let bare_site = who.class == Some(HeadClass::Site)
            && who.sectors.is_empty()
            && frame.event == Event::Coerce;
        if who.place && who.class.is_none() || bare_site {
            return frame.event.is_verbal() || frame.event == Event::Consult;
        }
        who.class.is_some() || who.kind.is_some() || who.is_known() || !who.names.is_empty()
    }

    /// Whom the accusation blames that holds an event without a doer: اتهمت الجيش بقصف البلدة.
    fn accused(&self, frame: &Frame<'l>) -> Option<Vec<Mention>> {
        if frame.event.is_verbal() {
            return None;
        }
        let accusation = self.frames.iter().find(|f| {
            f.event == Event::Accuse
                && f.node != frame.node
                && f.content
                    .is_some_and(|c| content_range(self.p, f.clause, c).contains(&frame.node))
        })?;
        let accused = self.mentions(&accusation.recipients, None, Who::is_actor);
        (!accused.is_empty()).then_some(accused)
    }

    /// Stable: hangs on the text, the place in it, the event and the coder's version.
    fn id(&self, trigger: &Evidence, event: Event) -> String {
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
        hasher.update(self.a.article.text.as_bytes());
        hasher.finalize().to_hex()[..16].to_string()
    }

    fn trigger(&self, frame: &Frame<'l>) -> Evidence {
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

    /// What a deed said of the time ahead is, in the mouth of the one who will do it: a promised visit or help is an
    /// agreement, a promised withdrawal a concession, "will not" a refusal (`docs/record.md` §3).
    fn turned(&self, frame: &Frame<'l>, actors: &[Mention], attribution: &[Hop]) -> Option<Turned> {
        use isnad_model::Mode;
        let p = self.p;
        let clause = &p.clauses[frame.clause];
        let verb = clause.verb == Some(frame.node)
            || clause
                .verb
                .is_some_and(|v| p.nodes[v].kind == Kind::Verb && !frame.helpers.is_empty());
        let own = attribution.is_empty()
            || actors.is_empty()
            || attribution
                .iter()
                .filter_map(|h| h.speaker.as_ref())
                .any(|s| actors.iter().any(|a| same_mention(a, s) || same_side(a, s)));
        let bargaining = matches!(
            frame.event,
            Event::Retreat
                | Event::Consult
                | Event::Concede
                | Event::Agree
                | Event::Cooperate
                | Event::Aid
                | Event::Support
        );
        // لا هدنة قبل …
        let no = frame.node > 0
            && p.nodes[frame.node - 1].kind == Kind::Neg
            && p.unit(frame.node - 1).value() == "now"
            && p.nodes[frame.node].kind == Kind::Event;
        if bargaining && own && (no || verb && clause.negation == Some("future")) {
            let modes = match frame.event {
                Event::Consult => vec![Mode::Meet],
                Event::Retreat | Event::Concede => vec![Mode::Yield],
                Event::Aid => vec![Mode::Assist],
                _ => Vec::new(),
            };
            return Some(Turned { event: Event::Reject, modes });
        }
        if frame.stopped {
            return (self.condition(frame.clause).is_some() || frame.future)
                .then_some(Turned { event: Event::Concede, modes: Vec::new() });
        }
        if !(frame.future && own && verb) || frame.negated {
            return None;
        }
        match frame.event {
            Event::Consult if frame.sense.reading.clitics.future || !frame.helpers.is_empty() => {
                Some(Turned { event: Event::Agree, modes: Vec::new() })
            }
            Event::Support | Event::Aid | Event::Cooperate => {
                Some(Turned { event: Event::Agree, modes: Vec::new() })
            }
            Event::Retreat => Some(Turned { event: Event::Concede, modes: Vec::new() }),
            _ => None,
        }
    }

    /// خلال زيارة إلى …، قال الرئيس: the visitor is the subject of the clause.
    fn visitor(&self, frame: &Frame<'l>) -> Vec<Mention> {
        let p = self.p;
        let node = &p.nodes[frame.node];
        let during = node.kind == Kind::Event
            && !p.unit(frame.node).clitics.article
            && frame.helpers.is_empty()
            && node.prep.as_ref().is_some_and(|q| {
                matches!(q.value, "during" | "time")
                    || matches!(q.key.as_str(), "في" | "خلال" | "اثناء" | "لدي")
            });
        if !during {
            return Vec::new();
        }
        let subject = self
            .subject_of(frame.clause, 0)
            .filter(|&n| p.who(n).is_some_and(|w| w.is_actor() && (w.is_known() || w.is_human())));
        subject.map_or_else(Vec::new, |n| self.mentions(&[Filler::Node(n)], None, Who::is_actor))
    }

    /// Whom blame or praise is for, where nobody is named as such: the doers of what is blamed, else the first party named
    /// in it (القرار الإسرائيلي).
    fn answerable(&self, frame: &Frame<'l>) -> Vec<Mention> {
        let p = self.p;
        let Some(start) = frame.content else { return Vec::new() };
        let range = content_range(p, frame.clause, start);
        for other in self.frames {
            if range.contains(&other.node) && other.node != frame.node {
                let mut doers = self.mentions(&other.actors, None, Who::is_actor);
                if doers.is_empty() && other.node == start {
                    self.refer_back(other, &mut doers, &mut Vec::new());
                }
                if !doers.is_empty() {
                    return doers;
                }
            }
        }
        if frame.event != Event::Accuse {
            return Vec::new();
        }
        for node in range.take(8) {
            let Some(who) = p.who(node) else { continue };
            let n = &p.nodes[node];
            if who.thing {
                let adjective = (n.start..n.units.end)
                    .find(|&u| p.units[u].countries().any(|(_, how)| how == How::Adjective));
                if let Some(adjective) = adjective {
                    return self.mentions(&[Filler::Adjective(adjective)], None, |_| true);
                }
            } else if who.is_known() && who.is_actor() {
                return self.mentions(&[Filler::Node(node)], None, |_| true);
            }
        }
        Vec::new()
    }

    /// Topics of what is asked, refused or threatened, and of the clause, nearest first.
    fn topics(&self, frame: &Frame<'l>) -> Vec<&'l str> {
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
    fn modes(&self, frame: &Frame<'l>) -> Vec<isnad_model::Mode> {
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

    /// Of a deed told without doer: whoever announces that it was done (أعلن الجيش قتل خمسة مسلحين), the subject of a verb
    /// that aims at it (أطلقت الحكومة حملة لقصف …), of a sentence without verb (القوات على أهبة الاستعداد).
    fn own_deed(&self, frame: &Frame<'l>, recipients: &[Mention]) -> Vec<Mention> {
        let p = self.p;
        let node = &p.nodes[frame.node];
        if node.kind != Kind::Event || frame.event.is_verbal() {
            return Vec::new();
        }
        let clause = &p.clauses[frame.clause];
        let known = |w: &Who| w.is_actor() && (w.is_known() || w.is_armed());
        let aimed = frame.sense.verbal_noun
            && node.prep.as_ref().is_some_and(|q| q.key == "ل")
            && clause.verb.is_some();
        let verbless = frame.event == Event::Mobilize && clause.verb.is_none();
        if (aimed || verbless)
            && let Some(subject) = clause.subject.filter(|&s| s != frame.node)
        {
            return self.mentions(&[Filler::Node(subject)], None, known);
        }
        let report = self.reports.iter().rfind(|r| r.holds(frame.node) && r.manner == Manner::Verb);
        let Some(report) = report.filter(|r| !r.clausal && r.stance != Stance::Deny) else {
            return Vec::new();
        };
        let first = report.start();
        let held =
            first <= frame.node && p.nodes[first + 1..=frame.node].iter().all(|n| n.genitive);
        let Some(speaker) = report
            .speaker
            .and_then(|s| self.found(s))
            .filter(|_| held && frame.sense.verbal_noun && !recipients.is_empty())
        else {
            return Vec::new();
        };
        let armed = speaker.who.sectors.iter().any(|s| {
            matches!(s, Sector::Mil | Sector::Reb | Sector::Prm | Sector::Cop | Sector::Spy)
        });
        let mention = self.mention(&speaker, None);
        let own = recipients.iter().any(|r| same_side(r, &mention));
        if armed && !own { vec![mention] } else { Vec::new() }
    }

    /// Actors and recipients of an event that only refers back to one told before: الهجوم.
    fn refer_back(
        &self,
        frame: &Frame<'l>,
        actors: &mut Vec<Mention>,
        recipients: &mut Vec<Mention>,
    ) {
        let unit = self.p.unit(frame.node);
        let event_noun = self.p.nodes[frame.node].kind == Kind::Event;
        // العنف الذي يحدث …: what follows says which one it is.
        let told_apart = self
            .p
            .clauses
            .iter()
            .any(|c| c.rank == Rank::Relative && c.antecedent == Some(frame.node));
        let definite = event_noun && unit.definite && !told_apart;
        let meeting = frame.event == Event::Consult;
        let killed = frame.passive && self.killed_in_the_same(frame, recipients);
        if !(definite && frame.event == Event::Assault
            || killed
            || meeting && (event_noun || frame.passive))
        {
            return;
        }
        let side = |a: &Mention, b: &Mention| {
            a.country.is_some()
                && a.country == b.country
                && a.sectors.iter().any(|s| b.sectors.contains(s))
        };
        let earlier = self.a.past.iter().rev().take(if killed { 3 } else { 6 }).find(|past| {
            let claim = &self.a.claims[past.claim];
            past.event == frame.event
                && claim.actors.len() > usize::from(meeting)
                && !(killed && claim.actors.iter().any(|a| recipients.iter().any(|r| side(a, r))))
        });
        let Some(earlier) = earlier else { return };
        let claim = &self.a.claims[earlier.claim];
        let other = |m: &&Mention| {
            !recipients.iter().any(|r| {
                same_mention(r, m)
                    || r.country.is_some() && r.country == m.country && r.sectors == m.sectors
            })
        };
        actors.extend(claim.actors.iter().filter(other).cloned());
        if recipients.is_empty() && !actors.is_empty() {
            recipients.clone_from(&claim.recipients);
        }
    }

    /// Whether people said to have been killed or wounded, by no word of an act, may be victims of the act told before.
    fn killed_in_the_same(&self, frame: &Frame<'l>, recipients: &[Mention]) -> bool {
        let flags = frame.sense.entry.flags;
        let p = self.p;
        // في اشتباكات: an act of its own; في الاشتباكات: the one told.
        let own_act =
            frame.others.iter().any(|&o| p.nodes[o].kind == Kind::Event && !p.unit(o).definite);
        frame.event == Event::Assault
            && (flags.has(Flags::KILL) || flags.has(Flags::INJURE))
            && !own_act
            && !recipients.is_empty()
    }

    fn status(&self, frame: &Frame<'l>) -> (Status, Option<Evidence>) {
        let p = self.p;
        let condition = self.condition(frame.clause);
        let negated = frame.negated || self.negated_noun(frame.node);
        let ahead = frame.whens.iter().any(|&n| {
            let u = p.unit(n);
            let from = self
                .reading
                .times
                .get(u.expression)
                .filter(|_| u.tag == Tag::When)
                .and_then(|t| t.from);
            from.zip(self.a.article.published_date())
                .is_some_and(|(from, published)| from > published)
        });
        let status = if negated {
            Status::Negated
        } else if condition.is_some() {
            Status::Conditional
        } else if frame.event.is_verbal() {
            let said_later = frame.future && p.nodes[frame.node].kind == Kind::Verb;
            if said_later { Status::Future } else { Status::Occurred }
        } else if self.is_historical(frame) {
            Status::Historical
        } else if frame.future || ahead {
            Status::Future
        } else {
            Status::Occurred
        };
        (status, condition)
    }

    /// عدم استهداف المدنيين.
    fn negated_noun(&self, node: usize) -> bool {
        let n = &self.p.nodes[node];
        self.p.units[n.units.start..n.head].iter().any(|u| u.is("negnoun"))
    }

    fn is_historical(&self, frame: &Frame<'l>) -> bool {
        let p = self.p;
        let past = frame.whens.iter().any(|&n| {
            let u = p.unit(n);
            u.tag == Tag::When && self.reading.times.get(u.expression).is_some_and(|t| t.past)
        });
        past || p.clauses[frame.clause]
            .nodes
            .iter()
            .any(|&n| p.nodes[n].kind == Kind::Other && p.unit(n).is("hist"))
    }

    /// The condition on which a clause depends.
    fn condition(&self, clause: usize) -> Option<Evidence> {
        let p = self.p;
        let sub = p
            .clauses
            .iter()
            .find(|c| c.rank == Rank::Sub && c.sub == "condition" && c.parent == Some(clause))
            .or_else(|| self.condition_before(clause));
        if let Some(sub) = sub {
            return self.span_of(sub.opener..sub.end);
        }
        // في حالة …, بشرط …
        let node = p.clauses[clause]
            .nodes
            .iter()
            .copied()
            .find(|&n| p.nodes[n].prep.as_ref().is_some_and(|q| q.value == "condition"))?;
        self.span_of(node..node + 1)
    }

    /// إذا قبلت …، فإننا سنسحب …: the condition that ف answers.
    fn condition_before(&self, clause: usize) -> Option<&crate::clause::Clause<'l>> {
        let p = self.p;
        let c = &p.clauses[clause];
        let answers = p.unit(c.opener).clitics.conj == Some(crate::morph::Conj::Fa);
        let parent = c.parent.filter(|_| answers)?;
        p.clauses.iter().rfind(|s| {
            s.rank == Rank::Sub
                && s.sub == "condition"
                && s.parent == Some(parent)
                && s.opener < c.opener
        })
    }

    /// The text of a run of nodes, without marks at its edges.
    fn span_of(&self, nodes: Range<usize>) -> Option<Evidence> {
        let p = self.p;
        let mut units = p.nodes.get(nodes.start)?.units.start
            ..p.nodes.get(nodes.end.min(p.nodes.len()).checked_sub(1)?)?.units.end;
        while units.start < units.end && self.is_edge(&p.units[units.start]) {
            units.start += 1;
        }
        while units.start < units.end && self.is_edge(&p.units[units.end - 1]) {
            units.end -= 1;
        }
        if units.is_empty() {
            return None;
        }
        let first = &p.units[units.start];
        let tokens = first.tokens.start..p.units[units.end - 1].tokens.end;
        Some(self.a.evidence(self.a.bytes(tokens, usize::from(first.clitics.conj.is_some()))))
    }

    fn is_edge(&self, unit: &Unit<'l>) -> bool {
        unit.tag == Tag::Punct
    }

    /// The text of a content, without أن, the preposition and what reports after it.
    fn content(&self, nodes: Range<usize>) -> Option<Evidence> {
        let p = self.p;
        let mut end = nodes.end.min(p.nodes.len());
        // A phrase like بحسب at the end is not part of what is said.
        if let Some(cue) = (nodes.start + 1..end).find(|&n| p.nodes[n].kind == Kind::Cue) {
            end = cue;
        }
        let first = p.nodes.get(nodes.start)?;
        let mut unit = first.start;
        if matches!(first.kind, Kind::Comp) {
            unit = first.units.end;
        }
        let mut last = p.nodes.get(end.checked_sub(1)?)?.units.end;
        while unit < last && self.is_edge(&p.units[unit]) {
            unit += 1;
        }
        while unit < last && (self.is_edge(&p.units[last - 1]) && !self.closes_quote(unit..last)) {
            last -= 1;
        }
        if unit >= last {
            return None;
        }
        let lead = &p.units[unit];
        let skip = if matches!(first.kind, Kind::Comp) {
            usize::from(lead.clitics.conj.is_some())
        } else {
            self.skip(lead)
        };
        let tokens = lead.tokens.start..p.units[last - 1].tokens.end;
        Some(self.a.evidence(self.a.bytes(tokens, skip)))
    }

    /// Whether the last mark closes a bracket or quotation opened inside.
    fn closes_quote(&self, units: Range<usize>) -> bool {
        let key = |u: &Unit<'l>| self.a.document.tokens[u.tokens.start].key.as_str();
        let p = self.p;
        let last = &p.units[units.end - 1];
        let opener = match key(last) {
            "»" => "«",
            "”" => "“",
            ")" => "(",
            _ => return false,
        };
        let opened = p.units[units.clone()].iter().filter(|u| key(u) == opener).count();
        let closed = p.units[units].iter().filter(|u| key(u) == key(last)).count();
        opened >= closed && opened > 0
    }

    // --- Figures, places, dates ------------------------------------------------------------------

    fn figures(&self, frame: &Frame<'l>) -> Vec<Figure> {
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
        out
    }

    fn counted_noun(&self, unit: usize) -> Option<FigureKind> {
        self.p.units[unit].readings.iter().find_map(|r| match r.target {
            Target::Figure(index) => Some(self.a.lexicon.figure(index).kind),
            _ => None,
        })
    }

    fn figure_kind(&self, node: usize, flags: Flags) -> Option<FigureKind> {
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
    fn figure(&self, node: usize, kind: FigureKind) -> Option<Figure> {
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

    fn places(&self, frame: &Frame<'l>) -> Vec<Place> {
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
            if p.nodes[node].kind != Kind::Phrase {
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

    /// The place a phrase names.
    fn place(&self, node: usize) -> Option<Place> {
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
        let body = |c: &String| {
            matches!(c.as_str(), "IMG" | "IGO" | "NGO" | "UNO" | "EUR" | "ISM" | "MNC")
        };
        let owned = named.is_none() && country_unit.is_none() && who.sectors.contains(&Sector::Reb);
        if country.as_ref().is_some_and(body) || owned {
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

    fn date(&self, frame: &Frame<'l>) -> Option<When> {
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
    fn when(&self, time: usize) -> Option<When> {
        let time = self.reading.times.get(time)?;
        Some(When {
            span: self.a.evidence(self.a.bytes(time.tokens.clone(), 0)),
            from: time.from,
            to: time.to,
            precision: time.precision,
        })
    }

    /// When a report was made: a time in its clause that is not part of what it says.
    fn date_of_report(&self, report: &Report<'l>) -> Option<When> {
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

    // --- Statements ------------------------------------------------------------------------------

    /// Whether an event is what a report says, not a word of background in it: it is the predicate of a clause, is held by a
    /// light verb, counts victims, or is all there is.
    fn asserted(&self, frame: &Frame<'l>, report: &Report<'l>) -> bool {
        let p = self.p;
        let clause = &p.clauses[frame.clause];
        let material = !frame.event.is_verbal()
            && !matches!(frame.event, Event::Consult | Event::Aid | Event::Cooperate);
        if material
            && report.clausal
            && clause.rank == Rank::Relative
            && p.nodes[frame.node].kind != Kind::Event
        {
            return false;
        }
        // الحملة ضد المتمردين منحت الحكومة فرصة: an act that only the sentence's subject names is what it is about.
        let only_named = p.nodes[frame.node].kind == Kind::Event
            && report.clausal
            && frame.helpers.is_empty()
            && frame.others.is_empty()
            && frame.counted.is_empty()
            && !frame.sense.verbal_noun
            && clause.verb.is_some()
            && clause.object.is_some()
            && clause.subject == Some(frame.node);
        if material && only_named {
            return false;
        }
        if material {
            return p.nodes[frame.node].prep.as_ref().is_none_or(|q| q.value != "condition");
        }
        if p.nodes[frame.node].prep.is_some()
            && report.clausal
            && frame.helpers.is_empty()
            && frame.others.is_empty()
        {
            return false;
        }
        if p.nodes[frame.node].kind != Kind::Event {
            return clause.rank != Rank::Relative || !report.clausal;
        }
        if !report.clausal
            || !frame.helpers.is_empty()
            || !frame.others.is_empty()
            || !frame.counted.is_empty()
        {
            return true;
        }
        // Subject or object of a verb that is no event, or inside a prepositional phrase: background.
        clause.verb.is_none() && !matches!(clause.rank, Rank::Relative | Rank::Sub)
    }

    /// A source quoted with nothing codable in what it says.
    fn statement(
        &self,
        index: usize,
        report: &Report<'l>,
        speakers: &[Option<Found>],
        kept: &[bool],
    ) -> Option<Claim> {
        if !matches!(report.manner, Manner::Verb | Manner::Colon) {
            return None;
        }
        let holds_event = self
            .frames
            .iter()
            .zip(kept)
            .any(|(f, k)| *k && report.holds(f.node) && self.asserted(f, report));
        let relative = self.p.clauses[report.clause].rank == Rank::Relative;
        if relative && report.manner == Manner::Verb {
            return None;
        }
        let speaker = speakers.get(index)?.as_ref()?;
        if holds_event
            || report.nobody
            || !(speaker.who.is_actor()
                || speaker.who.bare
                || report.clausal && speaker.who.doubtful && !speaker.who.names.is_empty())
        {
            return None;
        }
        // A report of a report: the inner one states.
        let inner = self.reports.iter().enumerate().any(|(i, r)| {
            i != index
                && r.manner == Manner::Verb
                && report.holds(r.node)
                && r.node != report.node
                && r.clausal
        });
        if inner {
            return None;
        }
        let covers = report.covers.first()?.clone();
        let content = self.content(covers)?;
        let actor = self.mention(speaker, None);
        let cue = self.cue(report);
        let mut attribution = self.hops(report.node, speakers, false);
        attribution.push(Hop {
            speaker: Some(actor.clone()),
            cue: cue.clone(),
            stance: report.stance,
            mode: self.mode(report),
            via: report.via.and_then(|v| self.at_node(v)).map(|f| self.mention(&f, None)),
            quote: self.quote(report),
        });
        let condition = self
            .p
            .clauses
            .iter()
            .enumerate()
            .filter(|(_, c)| c.rank == Rank::Content && c.parent == Some(report.clause))
            .find_map(|(i, _)| self.condition(i))
            .or_else(|| self.condition(report.clause));
        let status = if condition.is_some() { Status::Conditional } else { Status::Occurred };
        Some(Claim {
            id: self.id(&cue, Event::Statement),
            article: self.a.article.id.clone(),
            event: Event::Statement,
            modes: Vec::new(),
            contexts: Vec::new(),
            trigger: cue,
            actors: vec![actor],
            recipients: Vec::new(),
            content: Some(content),
            attribution,
            status,
            condition,
            figures: Vec::new(),
            places: Vec::new(),
            date: self.date_of_report(report),
            sentence: self.a.evidence(self.sentence.span),
            confidence: 0.6,
            rule: match report.entry {
                Some(entry) => format!("{}+statement", entry.id),
                None => "colon+statement".to_owned(),
            },
        })
    }
}

fn push_figure(list: &mut Vec<Figure>, figure: Figure) {
    if !list.iter().any(|f| f.span == figure.span && f.kind == figure.kind) {
        list.push(figure);
    }
}

/// Whether somebody speaks for a state, a party, a force or a body of states.
fn is_public(m: &Mention) -> bool {
    let sector = m.sectors.iter().any(|s| {
        matches!(
            s,
            Sector::Gov
                | Sector::Mil
                | Sector::Cop
                | Sector::Spy
                | Sector::Leg
                | Sector::Jud
                | Sector::Pty
                | Sector::Opp
                | Sector::Reb
                | Sector::Prm
                | Sector::Pre
                | Sector::Uaf
        )
    });
    let bare_state = m.sectors.is_empty() && m.country.is_some();
    let bodies =
        m.country.as_deref().is_some_and(|c| matches!(c, "UNO" | "IGO" | "NGO" | "EUR" | "IMG"));
    sector || bare_state || bodies || !m.members.is_empty()
}

/// Whether a party may be the doer of the fight it says goes on.
fn may_vow(m: &Mention) -> bool {
    m.country.is_some()
        && m.sectors.iter().all(|s| {
            matches!(
                s,
                Sector::Gov | Sector::Mil | Sector::Reb | Sector::Prm | Sector::Pre | Sector::Pty
            )
        })
}

fn as_member(m: &Mention) -> isnad_model::Member {
    isnad_model::Member {
        name: m.name.clone(),
        id: m.id.clone(),
        country: m.country.clone(),
        sectors: m.sectors.clone(),
    }
}

fn same_mention(a: &Mention, b: &Mention) -> bool {
    a.span == b.span
        || a.id.is_some() && a.id == b.id
        || a.name.is_some() && a.name == b.name && a.country == b.country
}

/// Whether two mentions are of one side: a minister and his state.
fn same_side(a: &Mention, b: &Mention) -> bool {
    let against = |m: &Mention| m.sectors.iter().any(|s| matches!(s, Sector::Reb | Sector::Pre));
    a.country.is_some()
        && against(a) == against(b)
        && a.country == b.country
        && !matches!(a.country.as_deref(), Some("IMG" | "IGO"))
}

fn same_speaker(a: &Hop, b: &Hop) -> bool {
    match (&a.speaker, &b.speaker) {
        (Some(a), Some(b)) => same_mention(a, b),
        _ => false,
    }
}

/// The construction that gave the frame, for the rule.
fn construction(frame: &Frame<'_>, p: &Parsed<'_, '_>) -> &'static str {
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

/// A first estimate, by what is known of the frame; `docs/quality.md` tells how it is calibrated.
fn confidence(actors: &[Mention], recipients: &[Mention], frame: &Frame<'_>) -> f64 {
    let mut score: f64 = 0.55;
    if !actors.is_empty() {
        score += 0.15;
    }
    if !recipients.is_empty() {
        score += 0.1;
    }
    if !frame.sense.entry.complement.is_empty() || frame.sense.entry.flags.has(Flags::MEANS) {
        score += 0.1;
    }
    if frame.sense.entry.flags.has(Flags::WEAK) {
        score -= 0.15;
    }
    (score.clamp(0.05, 0.95) * 100.0).round() / 100.0
}

impl Sentence {
    /// Whether it is the headline.
    pub(crate) fn is_headline(&self) -> bool {
        self.kind == SentenceKind::Headline
    }
}
