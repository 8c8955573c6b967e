//! Nodes into clauses: what is main, what is said, what is relative, what is a circumstance.
//!
//! In comes one sentence's nodes, out goes a list of [`Clause`]s in the order in which they begin; each node belongs
//! to one. `وأكد البكري أن [عناصر المقاومة احتجزوا الكثير] في جبهات القتال` has a main clause and, inside it, the
//! clause after أن. Arabic marks most of this with words (أن, الذي, بينما) and the rest by order: a verb right after
//! an indefinite noun qualifies it, a verb with و begins a clause of the same rank, an indefinite participle in
//! the accusative adds what the subject did meanwhile (Ryding ch. 15, 19, 21; Wright II §§ 172–175 on relative
//! clauses without pronoun). What the clauses say is left to [`crate::frame`].

use isnad_lexicon::Lexicon;
use isnad_lexicon::inflect::{Gender, Number, Part};

use crate::morph::Suffix;
use crate::phrase::{Kind, Node};
use crate::segment::{SentenceKind, Token};
use crate::tag::{Tag, Unit};

/// How a clause hangs on what stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rank {
    /// Main clause.
    Main,
    /// Joined to a clause of the same rank.
    Joined,
    /// After أن or إن, a colon or an opening quotation mark.
    Content,
    /// Relative, with or without pronoun.
    Relative,
    /// After a subordinator.
    Sub,
    /// A participle of circumstance.
    Circumstance,
}

/// One clause.
#[derive(Clone, Debug)]
pub(crate) struct Clause<'l> {
    pub(crate) rank: Rank,
    /// The clause it hangs on.
    pub(crate) parent: Option<usize>,
    /// The clause it is joined to.
    pub(crate) joined: Option<usize>,
    /// Value of its subordinator.
    pub(crate) sub: &'l str,
    /// Its nodes, in text order.
    pub(crate) nodes: Vec<usize>,
    /// The node that opens it (أن, الذي, بينما, its verb).
    pub(crate) opener: usize,
    /// One past the last node of it and of the clauses inside it.
    pub(crate) end: usize,
    /// Verb or verbal participle.
    pub(crate) verb: Option<usize>,
    /// Subject before the verb, or after it.
    pub(crate) subject: Option<usize>,
    /// Object without preposition.
    pub(crate) object: Option<usize>,
    /// Second object.
    pub(crate) object2: Option<usize>,
    /// The pronoun on أن: إنها.
    pub(crate) pronoun: Option<Suffix>,
    /// For a relative clause, the noun it qualifies.
    pub(crate) antecedent: Option<usize>,
    /// Value of the particle of negation.
    pub(crate) negation: Option<&'l str>,
    pub(crate) future: bool,
    pub(crate) hedged: bool,
    /// Value of the auxiliary.
    pub(crate) aux: Option<&'l str>,
    /// Of a relative clause: a pronoun takes up its noun, which is then not the subject (الأسلحة التي استولت عليها).
    pub(crate) resumed: bool,
}

/// The clauses of one sentence.
pub(crate) fn clauses<'l>(
    nodes: &[Node<'l>],
    units: &[Unit<'l>],
    tokens: &[Token],
    kind: SentenceKind,
    opens_quoted: bool,
    lexicon: &'l Lexicon,
) -> Vec<Clause<'l>> {
    let mut builder = Builder {
        nodes,
        units,
        tokens,
        kind,
        lexicon,
        clauses: Vec::new(),
        stack: Vec::new(),
        quotes: Vec::new(),
        brackets: Vec::new(),
        quoted: opens_quoted,
        paused: false,
    };
    builder.open(Rank::Main, 0, None);
    for at in 0..nodes.len() {
        builder.node(at);
    }
    builder.finish()
}

/// How many nodes are a dateline (القاهرة - وكالات:), which says nothing of what happened.
pub(crate) fn dateline(nodes: &[Node<'_>]) -> usize {
    let colon = nodes.iter().take(MAX_DATELINE).position(|n| n.kind == Kind::Colon);
    let Some(colon) = colon else { return 0 };
    let plain = nodes[..colon]
        .iter()
        .all(|n| matches!(n.kind, Kind::Phrase | Kind::Mark | Kind::Comma | Kind::When));
    if plain { colon + 1 } else { 0 }
}

/// A dateline has no more nodes.
const MAX_DATELINE: usize = 9;

struct Builder<'a, 'l> {
    nodes: &'a [Node<'l>],
    units: &'a [Unit<'l>],
    tokens: &'a [Token],
    kind: SentenceKind,
    lexicon: &'l Lexicon,
    clauses: Vec<Clause<'l>>,
    /// Open clauses, innermost last.
    stack: Vec<usize>,
    /// Depth of the stack at each open quotation mark.
    quotes: Vec<usize>,
    /// Depth of the stack at each open bracket.
    brackets: Vec<usize>,
    quoted: bool,
    /// A comma stands just before.
    paused: bool,
}

/// How deep clauses may be nested; deeper ones are joined to the innermost.
const MAX_DEPTH: usize = 24;

impl<'l> Builder<'_, 'l> {
    fn open(&mut self, rank: Rank, opener: usize, parent: Option<usize>) -> usize {
        let index = self.clauses.len();
        self.clauses.push(Clause {
            rank,
            parent,
            joined: None,
            sub: "",
            nodes: Vec::new(),
            opener,
            end: self.nodes.len(),
            verb: None,
            subject: None,
            object: None,
            object2: None,
            pronoun: None,
            antecedent: None,
            negation: None,
            future: false,
            hedged: false,
            aux: None,
            resumed: false,
        });
        if self.stack.len() < MAX_DEPTH {
            self.stack.push(index);
        } else if let Some(last) = self.stack.last_mut() {
            *last = index;
        }
        index
    }

    fn top(&self) -> usize {
        self.stack.last().copied().unwrap_or(0)
    }

    /// Closes clauses until `depth` are left, at node `at`.
    fn close_to(&mut self, depth: usize, at: usize) {
        while self.stack.len() > depth.max(1) {
            if let Some(index) = self.stack.pop() {
                self.clauses[index].end = at;
            }
        }
    }

    /// Closes the innermost clauses as long as they are of the ranks named.
    fn close_while(&mut self, at: usize, test: impl Fn(&Clause<'l>) -> bool) {
        while self.stack.len() > 1 && test(&self.clauses[self.top()]) {
            let depth = self.stack.len() - 1;
            self.close_to(depth, at);
        }
    }

    fn add(&mut self, at: usize) {
        let top = self.top();
        self.clauses[top].nodes.push(at);
    }

    fn unit(&self, at: usize) -> &Unit<'l> {
        &self.units[self.nodes[at].head]
    }

    fn node(&mut self, at: usize) {
        let node = &self.nodes[at];
        let pause = std::mem::take(&mut self.paused);
        match node.kind {
            Kind::Comma => {
                self.comma(at);
                self.paused = true;
                self.add(at);
            }
            Kind::Quote => self.quote(at),
            Kind::Colon => self.colon(at),
            Kind::Mark if matches!(self.key(at), "(" | "[" | "{") => self.bracket(at),
            Kind::Mark if matches!(self.key(at), ")" | "]" | "}") => {
                if let Some(depth) = self.brackets.pop() {
                    self.close_to(depth, at);
                }
                self.add(at);
            }
            Kind::Mark => {
                self.add(at);
                self.paused = pause || matches!(self.key(at), "-" | "–" | "—");
            }
            Kind::Comp => self.content(at),
            Kind::Rel => self.relative(at),
            Kind::RelWhat => self.what(at, pause),
            Kind::Sub => self.sub(at),
            Kind::Verb => self.verb(at, pause),
            Kind::Aux => self.auxiliary(at, pause),
            Kind::Participle => self.participle(at, pause),
            Kind::Neg | Kind::Particle => {
                // They belong to the verb after them; see `verb`.
                self.add(at);
            }
            Kind::Join => {
                self.close_while(at, |c| matches!(c.rank, Rank::Relative | Rank::Circumstance));
                self.paused = true;
                self.add(at);
            }
            _ => {
                self.paused = pause && node.kind == Kind::When;
                self.object_of_main(at);
                if self.begins_clause(at) {
                    let sibling = self.top();
                    let parent = self.clauses[sibling].parent;
                    let index = self.open(Rank::Joined, at, parent.or(Some(sibling)));
                    self.clauses[index].joined = Some(sibling);
                }
                self.add(at);
            }
        }
    }

    /// والجامعة العربية تدين: a noun with و and a verb of its own after a clause that has its verb.
    fn begins_clause(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        let top = &self.clauses[self.top()];
        // قتلى في تعز والتحالف يقصف حجة: of a headline the first part may do without a verb.
        let told = top.verb.is_some()
            || self.kind == SentenceKind::Headline
                && top.nodes.iter().any(|&n| self.nodes[n].kind == Kind::Event);
        if self.is_second_side(at)
            || !node.conj
            || !self.is_bare_phrase(at)
            || !told
            || self.indefinite(at)
        {
            return false;
        }
        let next = (at + 1..self.nodes.len()).find(|&i| {
            !matches!(self.nodes[i].kind, Kind::When | Kind::Neg | Kind::Particle)
                && !self.nodes[i].genitive
        });
        next.is_some_and(|v| {
            self.nodes[v].kind == Kind::Verb
                && !self.nodes[v].conj
                && self.unit(v).clitics.suffix.is_none()
                && self.agrees_with(v, at)
                && self.unit(v).readings.iter().any(|r| {
                    r.features.number != Number::Plural || r.features.part == Part::Imperfect
                })
        })
    }

    /// شنت الحركة التي أعلنت مسؤوليتها عن التفجير [هجمات]: a bare noun for which the relative clause has no place left is
    /// the object of the verb before it.
    fn object_of_main(&mut self, at: usize) {
        let node = &self.nodes[at];
        let top = self.top();
        let clause = &self.clauses[top];
        if !self.is_bare_phrase(at)
            || node.genitive
            || node.conj
            || clause.rank != Rank::Relative
            || self.stack.len() < 2
        {
            return;
        }
        let Some(verb) = clause.verb else { return };
        let filled = clause
            .nodes
            .iter()
            .filter(|&&i| i > verb && self.is_bare_phrase(i) && !self.nodes[i].genitive)
            .count();
        let parent = &self.clauses[self.stack[self.stack.len() - 2]];
        let waits = parent.verb.is_some_and(|v| {
            let after = parent
                .nodes
                .iter()
                .filter(|&&i| {
                    i > v
                        && self.is_bare_phrase(i)
                        && !self.nodes[i].genitive
                        && !self.nodes[i].conj
                })
                .count();
            clause.antecedent.is_some_and(|a| a > v) && after <= 1
        });
        // الذين ألقت الشرطة [القبض] عليهم: the pronoun behind it stands for the noun before the clause.
        let resumes = self.nodes.get(at + 1).is_some_and(|n| {
            n.kind == Kind::Pronoun
                && n.prep.is_some()
                && self
                    .unit(at + 1)
                    .clitics
                    .suffix
                    .zip(clause.antecedent)
                    .is_some_and(|(suffix, noun)| self.stands_for(suffix, noun))
        });
        if filled >= 1 && waits && !resumes {
            let depth = self.stack.len() - 1;
            self.close_to(depth, at);
        }
    }

    fn key(&self, at: usize) -> &str {
        self.tokens[self.units[self.nodes[at].head].tokens.start].key.as_str()
    }

    fn comma(&mut self, at: usize) {
        // … الذي تنفذه القوات، والحكومة: a list goes on.
        // …، أمس، …: nor does a day between commas end anything.
        let when = |i: usize| self.nodes.get(i).is_some_and(|n| n.kind == Kind::When);
        let pause = |i: usize| self.nodes.get(i).is_some_and(|n| n.kind == Kind::Comma);
        let aside = when(at + 1) && pause(at + 2) || at > 1 && when(at - 1) && pause(at - 2);
        let listed = self
            .nodes
            .get(at + 1)
            .is_some_and(|n| n.kind == Kind::Phrase && n.conj && n.prep.is_none())
            && at > 0
            && self.is_bare_phrase(at - 1)
            && !self
                .nodes
                .get(at + 2)
                .is_some_and(|n| matches!(n.kind, Kind::Verb | Kind::Aux | Kind::Participle));
        if listed || aside {
            return;
        }
        self.close_while(at, |c| {
            (c.verb.is_some() || c.aux == Some("passive"))
                && (c.rank == Rank::Relative
                    || c.rank == Rank::Sub && !matches!(c.sub, "contrast" | "where" | "aside"))
        });
    }

    fn quote(&mut self, at: usize) {
        let known = self.unit(at).opens;
        let opens = match self.key(at) {
            _ if known.is_some() => known == Some(true),
            "«" | "“" | "‹" | "„" | "‘" => true,
            "»" | "”" | "›" | "’" => false,
            _ => self.quotes.is_empty(),
        };
        if !opens {
            if let Some(depth) = self.quotes.pop() {
                self.close_to(depth, at);
            }
            self.quoted = !self.quotes.is_empty();
            self.add(at);
            return;
        }
        self.add(at);
        let depth = self.stack.len();
        self.quotes.push(depth);
        self.quoted = true;
        // After a reporting verb without أن the quotation is what is said.
        let top = self.top();
        let clause_follows = self.nodes[at + 1..]
            .iter()
            .take(4)
            .take_while(|n| n.kind != Kind::Verb)
            .any(|n| n.kind == Kind::Comp && !n.conj);
        if self.awaits_content(top)
            && !clause_follows
            && !self.quotes_a_name(at)
            && !self.quotes_an_object(at)
        {
            self.open(Rank::Content, at, Some(top));
        }
    }

    /// ونفت “الدفاع الأذربيجانية” إسقاط …: a short quotation of nouns before another noun is a name.
    fn quotes_a_name(&self, at: usize) -> bool {
        let close =
            (at + 1..(at + 6).min(self.nodes.len())).find(|&i| self.nodes[i].kind == Kind::Quote);
        let Some(close) = close else { return false };
        // لـ«داعش»: with the preposition before the mark.
        if self.nodes.get(at + 1).is_some_and(|n| {
            n.kind == Kind::Phrase && n.prep.as_ref().is_some_and(|p| p.key.chars().count() == 1)
        }) {
            return true;
        }
        let nouns =
            self.nodes[at + 1..close].iter().all(|n| matches!(n.kind, Kind::Phrase | Kind::Mark));
        let more = self
            .nodes
            .get(close + 1)
            .is_some_and(|n| matches!(n.kind, Kind::Phrase | Kind::Event | Kind::Comp) && !n.conj);
        nouns && more
    }

    /// ستواصل “دعم الحكومة”: the event that a light verb holds.
    fn quotes_an_object(&self, at: usize) -> bool {
        use isnad_lexicon::entry::{Names, Role};
        let Some(verb) = self.clauses[self.top()].verb else { return false };
        let holds = self.unit(verb).lexemes().any(|(index, _)| {
            self.lexicon.lexeme(index).events.iter().any(|&e| {
                let entry = self.lexicon.event(e);
                entry.names == Names::Light
                    && entry.frame.iter().any(|(_, role)| *role == Role::Event)
            })
        });
        holds
            && self
                .nodes
                .get(at + 1)
                .is_some_and(|n| n.kind == Kind::Event && n.prep.is_none() && !n.conj)
    }

    /// What stands in brackets is a clause of its own, which says nothing of the sentence around it.
    fn bracket(&mut self, at: usize) {
        self.add(at);
        let depth = self.stack.len();
        self.brackets.push(depth);
        let top = self.top();
        let index = self.open(Rank::Sub, at, Some(top));
        self.clauses[index].sub = "aside";
    }

    /// Whether the clause has a reporting verb that nothing has been said with yet.
    fn awaits_content(&self, clause: usize) -> bool {
        let c = &self.clauses[clause];
        let Some(verb) = c.verb else { return false };
        let has_content =
            self.clauses.iter().any(|o| o.parent == Some(clause) && o.rank == Rank::Content);
        !has_content && self.reports(verb)
    }

    /// Whether the verb or participle reports.
    fn reports(&self, at: usize) -> bool {
        self.unit(at).lexemes().any(|(index, _)| !self.lexicon.lexeme(index).cues.is_empty())
    }

    /// Whether the verb or participle is an act of speech: داعيا, متهما.
    fn speaks(&self, at: usize) -> bool {
        use isnad_lexicon::entry::Names;
        self.unit(at).lexemes().any(|(index, _)| {
            self.lexicon.lexeme(index).events.iter().any(|&e| {
                matches!(self.lexicon.event(e).names, Names::Event(event) if event.is_verbal())
            })
        })
    }

    fn colon(&mut self, at: usize) {
        self.add(at);
        let top = self.top();
        let headline = self.kind == SentenceKind::Headline && self.clauses[top].verb.is_none();
        let followed_by_comp = self.nodes.get(at + 1).is_some_and(|n| n.kind == Kind::Comp);
        if headline && top == 0 || self.awaits_content(top) && !followed_by_comp {
            self.open(Rank::Content, at, Some(top));
        }
    }

    fn content(&mut self, at: usize) {
        let node = &self.nodes[at];
        let pronoun = self.unit(at).clitics.suffix;
        if node.conj {
            // وأن: of the same rank as the nearest clause after أن.
            let depth = self.stack.iter().rposition(|&i| self.clauses[i].rank == Rank::Content);
            if let Some(depth) = depth {
                let sibling = self.stack[depth];
                let parent = self.clauses[sibling].parent;
                self.close_to(depth, at);
                let index = self.open(Rank::Content, at, parent);
                self.clauses[index].joined = Some(sibling);
                self.clauses[index].pronoun = pronoun;
                self.add(at);
                return;
            }
        }
        let top = self.top();
        let index = self.open(Rank::Content, at, Some(top));
        self.clauses[index].pronoun = pronoun;
        self.add(at);
    }

    fn relative(&mut self, at: usize) {
        let antecedent = self.antecedent(at);
        let top = self.top();
        let index = self.open(Rank::Relative, at, Some(top));
        self.clauses[index].antecedent = antecedent;
        self.add(at);
    }

    /// The nearest noun phrase before `at` that the relative pronoun agrees with.
    fn antecedent(&self, at: usize) -> Option<usize> {
        let value = self.unit(at).value();
        let noun = |i: &usize| matches!(self.nodes[*i].kind, Kind::Phrase | Kind::Event);
        let agrees = |u: &Unit<'l>| match value {
            "mp" => u.number == Number::Plural,
            "d" => u.number == Number::Dual,
            "ms" => u.number == Number::Singular && u.gender != Gender::Feminine,
            "fs" => u.gender != Gender::Masculine || u.number == Number::Plural,
            _ => true,
        };
        // على طاولة مجلس الأمن الذي …: a noun in the genitive may be meant sooner than a phrase further off.
        let fits = |i: &usize| {
            let node = &self.nodes[*i];
            agrees(self.unit(*i))
                || node.kind == Kind::Phrase
                    && self.units[node.head + 1..node.units.end]
                        .iter()
                        .any(|u| u.tag == Tag::Noun && !u.is_adjective(self.lexicon) && agrees(u))
        };
        let near = (0..at).rev().take(6).filter(noun);
        near.clone().find(fits).or_else(|| near.into_iter().next())
    }

    /// ما and من: ما أدى إلى (which led to) opens a clause about what stands before, بما a phrase.
    fn what(&mut self, at: usize, pause: bool) {
        let verb_follows = self
            .nodes
            .get(at + 1)
            .is_some_and(|n| matches!(n.kind, Kind::Verb | Kind::Aux | Kind::Neg | Kind::Particle));
        if !verb_follows {
            self.add(at);
            return;
        }
        if self.nodes[at].prep.is_none() && pause {
            self.close_while(at, |c| c.rank == Rank::Relative);
        }
        let top = self.top();
        let index = self.open(Rank::Relative, at, Some(top));
        self.clauses[index].sub = "which";
        self.add(at);
    }

    fn sub(&mut self, at: usize) {
        self.close_while(at, |c| c.rank == Rank::Relative && c.verb.is_some());
        let value = self.unit(at).value();
        // …، حيث قال الرئيس إن …: a report of its own.
        let report = value == "where"
            && !self.quoted
            && (at + 1..(at + 3).min(self.nodes.len())).any(|i| {
                self.nodes[i].kind == Kind::Verb && self.reports(i) && self.content_follows(i)
            });
        if report {
            self.close_to(1, at);
        }
        let top = self.top();
        let index = self.open(Rank::Sub, at, Some(top));
        self.clauses[index].sub = value;
        self.add(at);
    }

    fn auxiliary(&mut self, at: usize, pause: bool) {
        self.place_verb(at, pause);
        let value = self.unit(at).value();
        let top = self.top();
        if self.clauses[top].aux.is_none() {
            self.clauses[top].aux = Some(value);
        }
        self.add(at);
    }

    fn verb(&mut self, at: usize, pause: bool) {
        self.place_verb(at, pause);
        let top = self.top();
        self.particles(top, at);
        if self.clauses[top].verb.is_none() {
            self.clauses[top].verb = Some(at);
        }
        if self.unit(at).clitics.future {
            self.clauses[top].future = true;
        }
        self.add(at);
    }

    /// Takes over the particles just before the verb.
    fn particles(&mut self, clause: usize, at: usize) {
        let mut i = at;
        while i > 0 {
            i -= 1;
            let (nodes, units) = (self.nodes, self.units);
            let node = &nodes[i];
            let unit = &units[node.head];
            match node.kind {
                Kind::Neg => {
                    self.clauses[clause].negation = Some(unit.value());
                    if unit.value() == "future" {
                        self.clauses[clause].future = true;
                    }
                }
                Kind::Particle => {
                    let imperfect = self
                        .unit(at)
                        .readings
                        .first()
                        .is_some_and(|r| r.features.part == Part::Imperfect);
                    if unit.is("fut") || unit.is("planned") {
                        self.clauses[clause].future = true;
                    } else if unit.is("maybe") || unit.is("past") && imperfect {
                        self.clauses[clause].hedged = true;
                    }
                }
                Kind::Aux => {}
                _ => break,
            }
        }
    }

    /// Finds or opens the clause that a verb at `at` belongs to.
    fn place_verb(&mut self, at: usize, pause: bool) {
        let node = &self.nodes[at];
        if self.said_without_conjunction(at) {
            return;
        }
        let top = self.top();
        let free = |c: &Clause<'l>| c.verb.is_none() && c.aux.is_none();
        let waiting = |c: &Clause<'l>| c.verb.is_none();
        let previous = self.previous(at);
        // كان … فعل and serial verbs (بدأ يقصف) share a clause.
        // بين حكومتين تتقاتلان: a dual or plural after an indefinite phrase that it agrees with.
        let qualified = previous.filter(|&p| {
            !pause
                && self.nodes[p].kind == Kind::Phrase
                && self.nodes[p].prep.is_some()
                && self.indefinite(p)
                && self.unit(p).number != Number::Singular
                && self
                    .unit(at)
                    .readings
                    .first()
                    .is_some_and(|r| r.features.number != Number::Singular)
                && self.agrees_with(at, p)
        });
        if let Some(noun) = qualified.filter(|_| waiting(&self.clauses[top]) && !node.conj) {
            let index = self.open(Rank::Relative, at, Some(top));
            self.clauses[index].antecedent = Some(noun);
            return;
        }
        if waiting(&self.clauses[top]) && !node.conj {
            return;
        }
        if free(&self.clauses[top]) {
            // The clause has no verb yet: و may still begin it.
            let holds_noun = self.clauses[top]
                .nodes
                .iter()
                .any(|&i| matches!(self.nodes[i].kind, Kind::Phrase | Kind::Event));
            if !holds_noun || !node.conj {
                return;
            }
        }
        if node.conj {
            self.join(at, pause);
            return;
        }
        // A clause further out still waits for its verb: أن الرؤساء الذين يمثلون … يدينون.
        let floor = self.floor();
        let out = (floor..self.stack.len().saturating_sub(1)).rev().find(|&depth| {
            let c = &self.clauses[self.stack[depth]];
            c.verb.is_none()
                && c.nodes.iter().any(|&i| matches!(self.nodes[i].kind, Kind::Phrase | Kind::Event))
        });
        let inner_done = self.clauses[top].verb.is_some();
        if let (Some(depth), true) = (out, inner_done) {
            let relative = matches!(
                self.clauses[top].rank,
                Rank::Relative | Rank::Sub | Rank::Circumstance | Rank::Joined
            );
            let subject_here =
                previous.is_some_and(|p| self.is_bare_phrase(p) && !pause && self.indefinite(p));
            if relative && !subject_here {
                self.close_to(depth + 1, at);
                return;
            }
        }
        // غارة جوية لطيران التحالف استهدفت …: nor is it far from the indefinite event noun it speaks of.
        let event = previous
            .filter(|&p| !pause && self.nodes[p].kind == Kind::Phrase && !self.indefinite(p))
            .and_then(|p| {
                (p.saturating_sub(3)..p).rev().find(|&i| {
                    self.nodes[i].kind == Kind::Event
                        && !self.unit(i).definite
                        && self.clauses[top].nodes.contains(&i)
                        && self.agrees_with(at, i)
                })
            });
        if let Some(event) = event {
            let index = self.open(Rank::Relative, at, Some(top));
            self.clauses[index].antecedent = Some(event);
            return;
        }
        match previous {
            // A verb after an indefinite noun qualifies it.
            Some(p)
                if !pause
                    && matches!(self.nodes[p].kind, Kind::Phrase | Kind::Event)
                    && self.indefinite(p) =>
            {
                let index = self.open(Rank::Relative, at, Some(top));
                self.clauses[index].antecedent = Some(p);
            }
            // في بيان نشرته مواقع: so does one about the statement in which something is said.
            Some(p)
                if !pause
                    && self.nodes[p].kind == Kind::Cue
                    && (self.unit(at).clitics.suffix.is_some() || self.awaits_content(top)) =>
            {
                let resumed = self.unit(at).clitics.suffix.is_some();
                let index = self.open(Rank::Relative, at, Some(top));
                self.clauses[index].resumed = resumed;
                if !resumed {
                    self.clauses[index].sub = "which";
                }
            }
            Some(p) if !pause && self.nodes[p].kind == Kind::Verb => {
                let index = self.open(Rank::Joined, at, self.clauses[top].parent);
                self.clauses[index].joined = Some(top);
            }
            _ => self.join(at, pause),
        }
    }

    /// وقال الجبير إيران تدعم …: a second noun and a verb that agrees with it after a reporting verb are what is said.
    fn said_without_conjunction(&mut self, at: usize) -> bool {
        let top = self.top();
        if self.nodes[at].conj || !self.awaits_content(top) {
            return false;
        }
        let Some(before) = self.previous(at) else { return false };
        let bare: Vec<usize> =
            self.clauses[top].nodes.iter().copied().filter(|&i| self.is_bare_phrase(i)).collect();
        let second =
            bare.len() >= 2 && bare.last() == Some(&before) && !self.nodes[before].genitive;
        if !second
            || self.clauses[top].verb.is_none_or(|v| bare[0] < v)
            || !self.agrees_with(at, before)
            || self.indefinite(before)
        {
            return false;
        }
        let index = self.open(Rank::Content, before, Some(top));
        self.clauses[top].nodes.retain(|&i| i < before);
        self.clauses[index].nodes.extend(before..at);
        true
    }

    /// The node before `at`, particles passed over.
    fn previous(&self, at: usize) -> Option<usize> {
        (0..at)
            .rev()
            .find(|&i| !matches!(self.nodes[i].kind, Kind::Neg | Kind::Particle | Kind::When))
    }

    fn is_bare_phrase(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        matches!(node.kind, Kind::Phrase | Kind::Event) && node.prep.is_none()
    }

    fn indefinite(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        let unit = self.unit(at);
        let last = &self.units[node.units.end - 1];
        !unit.definite && !(node.units.len() > 1 && last.tag == Tag::Noun && last.definite)
            || self.has_genitive_head(at)
    }

    /// An indefinite adjective at the end keeps the phrase indefinite.
    fn has_genitive_head(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        let last = &self.units[node.units.end - 1];
        !self.unit(at).definite && !last.definite
    }

    /// Clauses below this depth lie outside the innermost quotation or bracket.
    fn floor(&self) -> usize {
        self.quotes.last().copied().unwrap_or(0).max(self.brackets.last().copied().unwrap_or(0))
    }

    /// Opens a clause of the same rank as one that is open.
    fn join(&mut self, at: usize, pause: bool) {
        let reporting = self.reports(at) && self.content_follows(at);
        let floor = self.floor().max(1);
        // «…»، ويأتي التصويت بعد …: the outlet goes on after a quotation.
        let outlet = !self.quoted
            && pause
            && at > 1
            && self.nodes[at - 1].kind == Kind::Comma
            && self.nodes[at - 2].kind == Kind::Quote
            && self.unit(at).readings.first().is_some_and(|r| r.features.part == Part::Imperfect);
        if (reporting || outlet) && !self.quoted {
            // A new report: no longer part of what the last one said.
            self.close_to(1, at);
        } else if pause {
            while self.stack.len() > floor
                && matches!(
                    self.clauses[self.top()].rank,
                    Rank::Relative | Rank::Circumstance | Rank::Sub
                )
            {
                let depth = self.stack.len() - 1;
                self.close_to(depth, at);
            }
        }
        let sibling = self.top();
        if self.clauses[sibling].rank == Rank::Joined && self.stack.len() > floor {
            let depth = self.stack.len() - 1;
            self.close_to(depth, at);
        }
        let parent = self.top();
        let index = self.open(Rank::Joined, at, Some(parent));
        self.clauses[index].joined = Some(sibling);
    }

    /// Whether what is said follows: أن, a colon, a quotation mark, before the next verb.
    fn content_follows(&self, at: usize) -> bool {
        self.nodes[at + 1..]
            .iter()
            .take(14)
            .take_while(|n| !matches!(n.kind, Kind::Verb | Kind::Rel))
            .any(|n| matches!(n.kind, Kind::Comp | Kind::Colon | Kind::Quote))
    }

    fn participle(&mut self, at: usize, pause: bool) {
        let unit = self.unit(at);
        let top = self.top();
        let predicative = self.clauses[top].verb.is_none() && !pause && !unit.accusative
            || self.clauses[top].verb.is_none() && self.clauses[top].aux.is_some() && !pause;
        if predicative {
            self.particles(top, at);
            self.clauses[top].verb = Some(at);
            self.add(at);
            return;
        }
        // The circumstance of the report, not of what is reported.
        let reports = self.reports(at) || self.speaks(at);
        let host = if reports && !self.quoted {
            self.stack
                .iter()
                .copied()
                .find(|&i| self.clauses[i].verb.is_some_and(|v| self.reports(v) || self.speaks(v)))
                .or_else(|| self.stack.iter().copied().find(|&i| self.clauses[i].verb.is_some()))
        } else {
            self.stack.iter().rev().copied().find(|&i| self.clauses[i].verb.is_some())
        };
        let host = host.unwrap_or(self.stack[0]);
        let depth = self.stack.iter().position(|&i| i == host).unwrap_or(0);
        self.close_to(depth + 1, at);
        let index = self.open(Rank::Circumstance, at, Some(host));
        self.clauses[index].verb = Some(at);
        self.clauses[index].joined = Some(host);
        self.particles(index, at);
        self.add(at);
    }

    fn finish(mut self) -> Vec<Clause<'l>> {
        let end = self.nodes.len();
        self.close_to(1, end);
        for index in 0..self.clauses.len() {
            self.arguments(index);
        }
        self.clauses
    }

    /// Finds subject and objects among the bare phrases of a clause.
    fn arguments(&mut self, index: usize) {
        let clause = &self.clauses[index];
        // A phrase after بحسب belongs to it.
        // أربعة جنود بينهم ضابط: nor is one of those counted counted again.
        let cited = |i: usize| {
            i > 0
                && (self.names_speaker(i - 1)
                    || self.nodes[i - 1].kind == Kind::Pronoun
                        && self.nodes[i - 1].prep.as_ref().is_some_and(|q| q.value == "subset"))
        };
        let bare: Vec<usize> = clause
            .nodes
            .iter()
            .copied()
            .filter(|&i| {
                self.is_bare_phrase(i)
                    && !self.nodes[i].genitive
                    && !cited(i)
                    && !self.is_adverbial(i)
                    && !self.in_dateline(index, i)
                    && !self.is_second_side(i)
            })
            .collect();
        let Some(verb) = clause.verb else {
            self.clauses[index].subject = bare.first().copied();
            return;
        };
        let participle = self.nodes[verb].kind == Kind::Participle;
        // أنها أسقطت طائرة: the pronoun on أن is the subject if it can be the speaker.
        let own_pronoun = clause.pronoun.is_some_and(|p| {
            // Only أنه may announce a sentence without standing for anybody (ضمير الشأن).
            p.feminine
                || p.number != Number::Singular
                || clause
                    .parent
                    .and_then(|parent| self.clauses[parent].subject)
                    .is_none_or(|s| self.stands_for(p, s))
        });
        let before = bare
            .iter()
            .copied()
            .filter(|&i| i < verb)
            .find(|&i| !self.nodes[i].conj || i == bare[0]);
        let mut after = bare.iter().copied().filter(|&i| i > verb && !self.nodes[i].conj);
        let mut subject = before.filter(|_| clause.rank != Rank::Circumstance);
        // A relative clause without a pronoun that stands for its noun: the noun is the subject.
        let resumed = self.unit(verb).clitics.suffix.is_some()
            || clause.nodes.iter().any(|&n| {
                self.nodes[n].kind == Kind::Pronoun && self.nodes[n].prep.is_some()
                    || self.nodes[n].kind == Kind::Other && self.unit(n).clitics.suffix.is_some()
            });
        let about = clause.rank == Rank::Relative
            && clause.sub != "which"
            && !resumed
            && clause.antecedent.is_some_and(|a| self.agrees_with(verb, a))
            && !self.has_own_subject(verb, &bare);
        let resumed = resumed && clause.rank == Rank::Relative && clause.sub != "which";
        self.clauses[index].resumed |= resumed;
        let clause = &self.clauses[index];
        if about {
            let object = after.next();
            let object2 = after.next();
            let clause = &mut self.clauses[index];
            clause.object = object;
            clause.object2 = object2;
            return;
        }
        let mut object = None;
        if subject.is_none()
            && !participle
            && !own_pronoun
            && let Some(first) = after.next()
        {
            // وإنما أصابت مواقع: where a doer was named before, what cannot act is what is hit.
            let hit = self.is_site(first)
                && matches!(clause.rank, Rank::Joined | Rank::Content | Rank::Circumstance)
                && self.takes_object(verb);
            // أكدت «مواصلة العمليات»: nor does an act report anything.
            let hit = hit
                || self.nodes[first].kind == Kind::Event
                    && self.unit(verb).clitics.suffix.is_none()
                    && self.reports(verb)
                    && clause.rank != Rank::Main;
            if self.may_be_subject(verb, first) && !hit {
                subject = Some(first)
            } else {
                object = Some(first)
            }
        }
        let object = object.or_else(|| after.next());
        let object2 = after.next();
        let clause = &mut self.clauses[index];
        clause.subject = subject;
        clause.object = object;
        clause.object2 = object2;
    }

    /// التي أطلقت الجزائر سراح …: a name that the verb agrees with, before a further noun.
    fn has_own_subject(&self, verb: usize, bare: &[usize]) -> bool {
        let after: Vec<usize> =
            bare.iter().copied().filter(|&i| i > verb && !self.nodes[i].conj).collect();
        after.len() > 1
            && after[0] == verb + 1
            && self.unit(after[0]).is_name()
            && self.nodes[after[0]].kind == Kind::Phrase
            && self.may_be_subject(verb, after[0])
    }

    /// بين أرمينيا وأذربيجان: the second of two sides is nobody's subject.
    fn is_second_side(&self, at: usize) -> bool {
        self.nodes[at].conj
            && at > 0
            && self.nodes[at - 1].prep.as_ref().is_some_and(|q| q.key == "بين")
    }

    /// Whether a phrase like بحسب stands at `at`, which is followed by whoever says it; after يذكر أن the sentence goes on.
    fn names_speaker(&self, at: usize) -> bool {
        let last = self.unit(at).tail.rsplit(' ').next().unwrap_or_default();
        let opens = !last.is_empty()
            && self.lexicon.readings(last).iter().any(|f| {
                matches!(f.target, isnad_lexicon::Target::Word(i)
                    if self.lexicon.word(i).class == "comp")
            });
        self.nodes[at].kind == Kind::Cue && !opens
    }

    /// Whether a phrase is a place that can be attacked and cannot act.
    fn is_site(&self, at: usize) -> bool {
        use isnad_lexicon::entry::HeadClass;
        self.unit(at).has(|t| {
            matches!(t, isnad_lexicon::Target::Head(i)
                if self.lexicon.head(*i).class == HeadClass::Site)
        })
    }

    /// Whether the verb has a sense with an object.
    fn takes_object(&self, verb: usize) -> bool {
        use isnad_lexicon::entry::Slot;
        self.unit(verb).lexemes().any(|(index, _)| {
            self.lexicon
                .lexeme(index)
                .events
                .iter()
                .any(|&e| self.lexicon.event(e).frame.iter().any(|(slot, _)| *slot == Slot::Object))
        })
    }

    /// القاهرة - وكالات: what stands before the colon of a dateline.
    fn in_dateline(&self, clause: usize, at: usize) -> bool {
        clause == 0 && at < dateline(self.nodes)
    }

    /// Adverbial accusatives of place: شرقي البلاد.
    fn is_adverbial(&self, at: usize) -> bool {
        let unit = self.unit(at);
        !unit.definite
            && unit.has(|t| {
                matches!(t, isnad_lexicon::Target::PlaceNoun(i)
                    if matches!(self.lexicon.place_noun(*i).kind.as_str(), "direction" | "proximity"))
            })
    }

    /// Whether a pronoun may stand for the noun at `noun`.
    fn stands_for(&self, pronoun: Suffix, noun: usize) -> bool {
        let noun = self.unit(noun);
        match pronoun.number {
            Number::Singular => {
                let feminine = noun.gender == Gender::Feminine || noun.number == Number::Plural;
                noun.gender == Gender::Common || pronoun.feminine == feminine
            }
            Number::Dual => noun.number != Number::Singular,
            Number::Plural => noun.number != Number::Singular || noun.gender == Gender::Common,
        }
    }

    /// Whether a verb may have the noun before it as its subject.
    fn agrees_with(&self, verb: usize, noun: usize) -> bool {
        let Some(reading) = self.unit(verb).readings.first() else { return true };
        let f = reading.features;
        let noun = self.unit(noun);
        let feminine = f.gender == Gender::Feminine;
        match (f.number, noun.number) {
            (Number::Singular, Number::Singular) => {
                noun.gender == Gender::Common || feminine == (noun.gender == Gender::Feminine)
            }
            (Number::Singular, Number::Plural) => feminine,
            (Number::Plural, n) => n != Number::Singular || noun.gender == Gender::Common,
            (Number::Dual, Number::Dual) => true,
            _ => false,
        }
    }

    /// Whether a phrase after the verb agrees with it as its subject does: the verb is singular, and
    /// feminine if the noun after it is.
    fn may_be_subject(&self, verb: usize, phrase: usize) -> bool {
        let Some(reading) = self.unit(verb).readings.first() else {
            return !self.unit(verb).stem.ends_with("وا");
        };
        let f = reading.features;
        if f.person != isnad_lexicon::inflect::Person::Third || f.number != Number::Singular {
            return false;
        }
        let noun = self.unit(phrase);
        // قتل 38 سائحًا: what is counted stands in the accusative without being an object.
        if noun.accusative && self.nodes[phrase].quantity.is_none() {
            return false;
        }
        // دعت المتمردين: plurals and duals in ين are no subjects (Ryding ch. 6 §3).
        let oblique = noun.number != Number::Singular
            && noun.stem.ends_with("ين")
            && !noun.unknown
            && noun.clitics.suffix.is_none()
            && noun.tokens.len() == 1
            && self.nodes[phrase].quantity.is_none()
            && !noun.is_name();
        if oblique {
            return false;
        }
        match f.gender {
            Gender::Feminine => match noun.number {
                Number::Singular => noun.gender != Gender::Masculine,
                _ => true,
            },
            _ => {
                let counted = self.nodes[phrase].quantity.is_some();
                counted || noun.number != Number::Singular || noun.gender != Gender::Feminine
            }
        }
    }
}
