//! The figures: precision, recall and F1 of what is found, accuracy of what is said of it.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use super::matching::{Pairs, overlap, pairs, same_entities, same_hop};
use super::record::{Figure, Gold, GoldArticle, Record};

/// Counts behind precision and recall.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) right: usize,
    pub(crate) gold: usize,
    pub(crate) system: usize,
}

/// Counts behind an accuracy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Accuracy {
    pub(crate) right: usize,
    pub(crate) of: usize,
}

/// A claim without a partner.
#[derive(Clone, Debug)]
pub(crate) struct Miss {
    /// Whether the program did not find it; else it found what nobody annotated.
    missed: bool,
    article: String,
    event: String,
    trigger: String,
    sentence: String,
}

/// Everything that is reported.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scores {
    pub(crate) event: Found,
    pub(crate) core: Found,
    pub(crate) attributed: Found,
    pub(crate) figures: Found,
    pub(crate) place_country: Found,
    /// By name; a name stands only where it was scored.
    pub(crate) accuracies: BTreeMap<&'static str, Accuracy>,
    pub(crate) by_event: BTreeMap<String, Found>,
    /// How often claims are right in event, by tenths of their confidence.
    pub(crate) by_confidence: BTreeMap<u8, Accuracy>,
    pub(crate) misses: Vec<Miss>,
}

impl Found {
    fn add(&mut self, right: usize, gold: usize, system: usize) {
        self.right += right;
        self.gold += gold;
        self.system += system;
    }

    pub(crate) fn precision(self) -> f64 {
        share(self.right, self.system)
    }

    pub(crate) fn recall(self) -> f64 {
        share(self.right, self.gold)
    }

    pub(crate) fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

impl Accuracy {
    pub(crate) fn value(self) -> f64 {
        share(self.right, self.of)
    }
}

impl Scores {
    /// Scores claims against the annotated articles; claims of other articles are left aside.
    pub(crate) fn of(gold: &Gold, claims: Vec<Record>) -> Self {
        let mut of_article: HashMap<String, Vec<Record>> = HashMap::new();
        for claim in claims {
            of_article.entry(claim.article.clone()).or_default().push(claim);
        }
        let mut scores = Self::default();
        for article in &gold.articles {
            let system = of_article.get(&article.id).map_or(&[][..], Vec::as_slice);
            scores.article(article, system);
        }
        scores
    }

    fn article(&mut self, article: &GoldArticle, system: &[Record]) {
        let gold = &article.claims;
        let pairs = pairs(gold, system);
        // An optional claim counts only where it was found.
        let required: Vec<usize> =
            (0..gold.len()).filter(|g| !gold[*g].optional || pairs.contains_key(g)).collect();
        self.event.add(pairs.len(), required.len(), system.len());
        for g in pairs.keys() {
            self.by_event.entry(gold[*g].event.clone()).or_default().right += 1;
        }
        // Events that stand only in optional claims are listed too, with counts of nought.
        for claim in gold {
            self.by_event.entry(claim.event.clone()).or_default();
        }
        for g in &required {
            self.by_event.entry(gold[*g].event.clone()).or_default().gold += 1;
        }
        for claim in system {
            self.by_event.entry(claim.event.clone()).or_default().system += 1;
        }
        let core = pairs.iter().filter(|(g, s)| self.pair(&gold[**g], &system[**s])).count();
        self.core.add(core, required.len(), system.len());
        self.attribution(gold, system, &pairs, &required);
        self.reliability(system, &pairs);
        self.list_misses(article, system, &pairs);
    }

    /// Scores a matched pair's attributes; whether its core is right.
    fn pair(&mut self, gold: &Record, system: &Record) -> bool {
        let mentions = |list: &Option<Vec<_>>| list.clone().unwrap_or_default();
        let actors = same_entities(&mentions(&gold.actors), &mentions(&system.actors));
        let recipients = same_entities(&mentions(&gold.recipients), &mentions(&system.recipients));
        let attribution = same_hop(gold.last_hop(), system.last_hop());
        self.accuracy("actors", actors);
        self.accuracy("recipients", recipients);
        self.accuracy("attribution", attribution);
        self.accuracy("status", gold.status == system.status);
        if let Some(content) = &gold.content {
            let found = system.content.as_ref().is_some_and(|other| overlap(content, other));
            self.accuracy("content overlap", found);
        }
        let figures = |record: &Record| record.figures.clone().unwrap_or_default();
        let (wanted, found): (Vec<Figure>, Vec<Figure>) = (figures(gold), figures(system));
        let right = wanted.iter().filter(|figure| found.contains(figure)).count();
        self.figures.add(right, wanted.len(), found.len());
        let (wanted, found) = (gold.place_countries(), system.place_countries());
        self.place_country.add(wanted.intersection(&found).count(), wanted.len(), found.len());
        if let Some(day) = gold.date.as_ref().and_then(|date| date.day()) {
            let found = system.date.as_ref().and_then(|date| date.day());
            self.accuracy("date", found.is_some_and(|found| found.starts_with(day)));
        }
        actors && recipients && attribution
    }

    /// Attribution end to end: every annotated claim with a hop, every claim with a hop.
    fn attribution(
        &mut self,
        gold: &[Record],
        system: &[Record],
        pairs: &Pairs,
        required: &[usize],
    ) {
        let wanted: Vec<usize> =
            required.iter().copied().filter(|g| gold[*g].last_hop().is_some()).collect();
        let right = wanted
            .iter()
            .filter(|g| {
                pairs.get(g).is_some_and(|s| same_hop(gold[**g].last_hop(), system[*s].last_hop()))
            })
            .count();
        let found = system.iter().filter(|claim| claim.last_hop().is_some()).count();
        self.attributed.add(right, wanted.len(), found);
    }

    /// Counts claims and right claims by tenths of confidence; 1 belongs to the highest tenth.
    fn reliability(&mut self, system: &[Record], pairs: &Pairs) {
        for (s, claim) in system.iter().enumerate() {
            let Some(confidence) = claim.confidence else { continue };
            // Hundredths first: 0.6 must not fall below itself. Out of range and NaN are cut by the cast.
            let tenth = ((confidence * 100.0).round() as u8 / 10).min(9);
            let entry = self.by_confidence.entry(tenth).or_default();
            entry.right += usize::from(pairs.values().any(|used| *used == s));
            entry.of += 1;
        }
    }

    fn list_misses(&mut self, article: &GoldArticle, system: &[Record], pairs: &Pairs) {
        let mut miss = |missed: bool, claim: &Record| {
            self.misses.push(Miss {
                missed,
                article: article.id.clone(),
                event: claim.event.clone(),
                trigger: claim.trigger.text.clone(),
                sentence: claim.sentence.text.chars().take(150).collect(),
            });
        };
        for (g, claim) in article.claims.iter().enumerate() {
            if !pairs.contains_key(&g) && !claim.optional {
                miss(true, claim);
            }
        }
        for (s, claim) in system.iter().enumerate() {
            if !pairs.values().any(|used| *used == s) {
                miss(false, claim);
            }
        }
    }

    fn accuracy(&mut self, name: &'static str, right: bool) {
        let entry = self.accuracies.entry(name).or_default();
        entry.right += usize::from(right);
        entry.of += 1;
    }
}

impl fmt::Display for Miss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.missed { "MISSED " } else { "WRONG  " };
        let Self { article, event, trigger, sentence, .. } = self;
        write!(f, "{kind} {article} {event:10} {trigger} | {sentence}")
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
