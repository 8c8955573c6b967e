//! A loaded lexicon: from folded words to the entries they may name.

use std::sync::Arc;

use crate::artifact::{
    ArtifactError, Bytes, Entries, FORM_BYTES, Layer, PackedForm, TargetKind, how_of, read,
};
use crate::build::compile;
use crate::entry::{
    ActorEntry, CountryEntry, CueEntry, EventEntry, FigureNounEntry, HeadEntry, How, Lexeme,
    NameEntry, Origin, PlaceEntry, PlaceNounEntry, TopicEntry, WordEntry,
};
use crate::inflect::Features;
use crate::source::{Problem, SourceFile};

/// The entry that a form leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// A verb, event noun or cue; see [`Lexicon::lexeme`].
    Lexeme(u32),
    /// A head noun; see [`Lexicon::head`].
    Head(u32),
    /// A known actor; see [`Lexicon::actor`].
    Actor(u32),
    /// A country; see [`Lexicon::country`].
    Country(u32),
    /// A place; see [`Lexicon::place`].
    Place(u32),
    /// A noun that introduces a place; see [`Lexicon::place_noun`].
    PlaceNoun(u32),
    /// A counted noun; see [`Lexicon::figure`].
    Figure(u32),
    /// A topic word; see [`Lexicon::topic`].
    Topic(u32),
    /// Part of a personal name; see [`Lexicon::name`].
    Name(u32),
    /// A word of a closed class; see [`Lexicon::word`].
    Word(u32),
}

/// One reading of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// The entry.
    pub target: Target,
    /// How the form names the entry.
    pub how: How,
    /// Its inflection.
    pub features: Features,
}

/// A lexicon in memory. Loaded data never changes; look-ups need no lock.
#[derive(Clone, Debug)]
pub struct Lexicon {
    layers: Vec<Layer>,
    /// For each layer and target kind, the number of entries in the layers below it.
    bases: Vec<[u32; 10]>,
    entries: Entries,
}

/// How many words a phrase of the lexicon may have.
pub const MAX_PHRASE_WORDS: usize = 8;

impl Lexicon {
    /// Compiles source files into bytes for [`Lexicon::load`].
    ///
    /// # Errors
    /// Every problem of every file, with file and line.
    pub fn compile(sources: &[SourceFile]) -> Result<Vec<u8>, Vec<Problem>> {
        compile(sources)
    }

    /// Loads bytes that are part of the program. Their checksum is not computed.
    ///
    /// # Errors
    /// Bytes of another version or damaged ones.
    pub fn load_static(bytes: &'static [u8]) -> Result<Self, ArtifactError> {
        Self::from_bytes(Bytes::Static(bytes))
    }

    /// Loads compiled bytes.
    ///
    /// # Errors
    /// Bytes of another version or damaged ones.
    pub fn load(bytes: Vec<u8>) -> Result<Self, ArtifactError> {
        let len = bytes.len();
        Self::from_bytes(Bytes::Shared(Arc::from(bytes), 0..len))
    }

    fn from_bytes(bytes: Bytes) -> Result<Self, ArtifactError> {
        let (layer, entries) = read(bytes)?;
        Ok(Self { layers: vec![layer], bases: vec![[0; 10]], entries })
    }

    /// Puts another compiled set on top: a user's own words. Its readings come before those below.
    ///
    /// # Errors
    /// Bytes of another version or damaged ones.
    pub fn with(mut self, bytes: Vec<u8>) -> Result<Self, ArtifactError> {
        let upper = Self::load(bytes)?;
        let base = self.entries.counts();
        self.entries.append(upper.entries);
        self.layers.extend(upper.layers);
        self.bases.push(base);
        Ok(self)
    }

    /// Every reading of one key (folded word, or words joined by blanks).
    pub fn readings(&self, key: &str) -> Vec<Form> {
        let mut out = Vec::new();
        for (layer, base) in self.layers.iter().zip(&self.bases).rev() {
            if let Some(value) = layer.map.get(key) {
                layer.forms(value, base, |form| out.push(form));
            }
        }
        out
    }

    /// Reports every entry that begins with `first` and goes on with the words of `rest` (all folded):
    /// the number of words it takes and its reading. Words of `rest` are also tried without their
    /// article where `loose` is set: الطائرة المسيرة is found under طائرة مسيرة when `first` is the word
    /// without article.
    pub fn phrases(
        &self,
        first: &str,
        rest: &[&str],
        loose: bool,
        mut found: impl FnMut(usize, Form),
    ) {
        for (layer, base) in self.layers.iter().zip(&self.bases).rev() {
            let fst = layer.map.as_fst();
            let start = (fst.root(), fst::raw::Output::zero());
            let Some(state) = layer.feed(start, first.as_bytes()) else { continue };
            layer.report(state, 1, base, &mut found);
            layer.descend(state, rest, 1, loose, base, &mut found);
        }
    }

    /// Whether some entry of several words begins with this word.
    pub fn continues(&self, first: &str) -> bool {
        self.layers.iter().any(|layer| {
            let start = (layer.map.as_fst().root(), fst::raw::Output::zero());
            layer.feed(start, first.as_bytes()).and_then(|s| layer.feed(s, b" ")).is_some()
        })
    }

    /// A paradigm.
    pub fn lexeme(&self, index: u32) -> &Lexeme {
        &self.entries.lexemes[index as usize]
    }

    /// An event sense.
    pub fn event(&self, index: u32) -> &EventEntry {
        &self.entries.events[index as usize]
    }

    /// A cue.
    pub fn cue(&self, index: u32) -> &CueEntry {
        &self.entries.cues[index as usize]
    }

    /// A head noun.
    pub fn head(&self, index: u32) -> &HeadEntry {
        &self.entries.heads[index as usize]
    }

    /// A known actor.
    pub fn actor(&self, index: u32) -> &ActorEntry {
        &self.entries.actors[index as usize]
    }

    /// A country.
    pub fn country(&self, index: u32) -> &CountryEntry {
        &self.entries.countries[index as usize]
    }

    /// A place.
    pub fn place(&self, index: u32) -> &PlaceEntry {
        &self.entries.places[index as usize]
    }

    /// A place noun.
    pub fn place_noun(&self, index: u32) -> &PlaceNounEntry {
        &self.entries.place_nouns[index as usize]
    }

    /// A counted noun.
    pub fn figure(&self, index: u32) -> &FigureNounEntry {
        &self.entries.figures[index as usize]
    }

    /// A topic word.
    pub fn topic(&self, index: u32) -> &TopicEntry {
        &self.entries.topics[index as usize]
    }

    /// Part of a name.
    pub fn name(&self, index: u32) -> &NameEntry {
        &self.entries.names[index as usize]
    }

    /// A word of a closed class.
    pub fn word(&self, index: u32) -> &WordEntry {
        &self.entries.words[index as usize]
    }

    /// All actors, in the order of the sources.
    pub fn actors(&self) -> &[ActorEntry] {
        &self.entries.actors
    }

    /// All countries, in the order of the sources.
    pub fn countries(&self) -> &[CountryEntry] {
        &self.entries.countries
    }

    /// `file:line` of an entry.
    pub fn origin(&self, origin: &Origin) -> String {
        let file = self.entries.files.get(usize::from(origin.file)).map_or("?", String::as_str);
        format!("{file}:{}", origin.line)
    }

    /// Where the entry with this id (as it stands in a claim's `rule`) was written, if there is one.
    pub fn find(&self, id: &str) -> Option<String> {
        let e = &self.entries;
        let origin = e
            .events
            .iter()
            .find(|x| x.id == id)
            .map(|x| &x.origin)
            .or_else(|| e.cues.iter().find(|x| x.id == id).map(|x| &x.origin))
            .or_else(|| e.heads.iter().find(|x| x.id == id).map(|x| &x.origin))
            .or_else(|| e.actors.iter().find(|x| x.id == id).map(|x| &x.origin))?;
        Some(self.origin(origin))
    }

    /// How many entries of each kind and how many distinct forms there are.
    pub fn stats(&self) -> Vec<(&'static str, usize)> {
        let e = &self.entries;
        vec![
            ("paradigms", e.lexemes.len()),
            ("event senses", e.events.len()),
            ("cues", e.cues.len()),
            ("heads", e.heads.len()),
            ("actors", e.actors.len()),
            ("countries", e.countries.len()),
            ("places", e.places.len()),
            ("place nouns", e.place_nouns.len()),
            ("counted nouns", e.figures.len()),
            ("topics", e.topics.len()),
            ("names", e.names.len()),
            ("closed-class words", e.words.len()),
            ("distinct forms", self.layers.iter().map(|l| l.map.len()).sum()),
        ]
    }
}

type State<'f> = (fst::raw::Node<'f>, fst::raw::Output);

impl Layer {
    fn feed<'f>(&'f self, (mut node, mut out): State<'f>, bytes: &[u8]) -> Option<State<'f>> {
        let fst = self.map.as_fst();
        for &byte in bytes {
            let transition = node.transition(node.find_input(byte)?);
            out = out.cat(transition.out);
            node = fst.node(transition.addr);
        }
        Some((node, out))
    }

    fn report(
        &self,
        (node, out): State<'_>,
        words: usize,
        base: &[u32; 10],
        found: &mut impl FnMut(usize, Form),
    ) {
        if node.is_final() {
            let value = out.cat(node.final_output()).value();
            self.forms(value, base, |form| found(words, form));
        }
    }

    fn descend(
        &self,
        state: State<'_>,
        rest: &[&str],
        words: usize,
        loose: bool,
        base: &[u32; 10],
        found: &mut impl FnMut(usize, Form),
    ) {
        let Some((word, rest)) = rest.split_first() else { return };
        if words >= MAX_PHRASE_WORDS {
            return;
        }
        let Some(state) = self.feed(state, b" ") else { return };
        // An entry that ends in a proclitic (وفقا ل) takes only that letter of the next word.
        if let Some(letter) = word.get(..2).filter(|l| matches!(*l, "ب" | "ل" | "ك"))
            && let Some(next) = self.feed(state, letter.as_bytes())
        {
            self.report(next, words, base, found);
        }
        let bare = word.strip_prefix("ال").filter(|_| loose);
        for word in std::iter::once(*word).chain(bare) {
            if let Some(next) = self.feed(state, word.as_bytes()) {
                self.report(next, words + 1, base, found);
                self.descend(next, rest, words + 1, loose, base, found);
            }
        }
    }

    fn forms(&self, value: u64, base: &[u32; 10], mut each: impl FnMut(Form)) {
        let from = usize::try_from(value >> 16).unwrap_or(usize::MAX).saturating_mul(FORM_BYTES);
        let len = (value & 0xffff) as usize * FORM_BYTES;
        let bytes = self.forms.as_ref().get(from..from.saturating_add(len)).unwrap_or(&[]);
        for form in bytes.chunks_exact(FORM_BYTES).filter_map(PackedForm::read) {
            let index = form.index + base[form.kind as usize];
            let target = match form.kind {
                TargetKind::Lexeme => Target::Lexeme(index),
                TargetKind::Head => Target::Head(index),
                TargetKind::Actor => Target::Actor(index),
                TargetKind::Country => Target::Country(index),
                TargetKind::Place => Target::Place(index),
                TargetKind::PlaceNoun => Target::PlaceNoun(index),
                TargetKind::Figure => Target::Figure(index),
                TargetKind::Topic => Target::Topic(index),
                TargetKind::Name => Target::Name(index),
                TargetKind::Word => Target::Word(index),
            };
            each(Form { target, how: how_of(form.how), features: form.features });
        }
    }
}

impl Entries {
    fn counts(&self) -> [u32; 10] {
        [
            self.lexemes.len(),
            self.heads.len(),
            self.actors.len(),
            self.countries.len(),
            self.places.len(),
            self.place_nouns.len(),
            self.figures.len(),
            self.topics.len(),
            self.names.len(),
            self.words.len(),
        ]
        .map(|n| u32::try_from(n).unwrap_or(u32::MAX))
    }

    /// Adds the entries of another set, moving its indexes up.
    fn append(&mut self, mut other: Entries) {
        let files = u16::try_from(self.files.len()).unwrap_or(u16::MAX);
        let events = u32::try_from(self.events.len()).unwrap_or(u32::MAX);
        let cues = u32::try_from(self.cues.len()).unwrap_or(u32::MAX);
        for lexeme in &mut other.lexemes {
            lexeme.events.iter_mut().for_each(|i| *i += events);
            lexeme.cues.iter_mut().for_each(|i| *i += cues);
        }
        let origins = (other.events.iter_mut().map(|e| &mut e.origin))
            .chain(other.cues.iter_mut().map(|e| &mut e.origin))
            .chain(other.heads.iter_mut().map(|e| &mut e.origin))
            .chain(other.actors.iter_mut().map(|e| &mut e.origin))
            .chain(other.countries.iter_mut().map(|e| &mut e.origin))
            .chain(other.places.iter_mut().map(|e| &mut e.origin));
        for origin in origins {
            origin.file = origin.file.saturating_add(files);
        }
        self.files.append(&mut other.files);
        self.lexemes.append(&mut other.lexemes);
        self.events.append(&mut other.events);
        self.cues.append(&mut other.cues);
        self.heads.append(&mut other.heads);
        self.actors.append(&mut other.actors);
        self.countries.append(&mut other.countries);
        self.places.append(&mut other.places);
        self.place_nouns.append(&mut other.place_nouns);
        self.figures.append(&mut other.figures);
        self.topics.append(&mut other.topics);
        self.names.append(&mut other.names);
        self.words.append(&mut other.words);
    }
}
