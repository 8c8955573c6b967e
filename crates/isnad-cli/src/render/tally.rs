//! What a summary needs of the articles, without keeping their claims.

use std::collections::BTreeMap;

use isnad::{Event, FigureKind};

use super::text::Text;

/// How many lines of each list are kept; the rest is counted.
const KEPT: usize = 20;

/// Counts and the lines of the summary's lists.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) articles: usize,
    pub(crate) claims: usize,
    /// Claims with a chain of reporting.
    pub(crate) attributed: usize,
    pub(crate) events: BTreeMap<Event, usize>,
    /// Claims that are not said to have occurred, by the index of their status.
    pub(crate) statuses: [usize; 5],
    /// Denied and doubted claims.
    pub(crate) denials: Lines,
    /// Figures by kind.
    pub(crate) figures: BTreeMap<FigureKind, Lines>,
}

/// The first lines of a list, and how many there are in all.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines {
    pub(crate) first: Vec<Text>,
    pub(crate) count: usize,
}

impl Lines {
    pub(crate) fn push(&mut self, line: Text) {
        self.count += 1;
        if self.first.len() < KEPT {
            self.first.push(line);
        }
    }

    fn add(&mut self, other: Self) {
        self.count += other.count;
        let room = KEPT - self.first.len();
        self.first.extend(other.first.into_iter().take(room));
    }
}

impl Tally {
    /// Adds what a later article gave.
    pub(crate) fn add(&mut self, other: Self) {
        self.articles += other.articles;
        self.claims += other.claims;
        self.attributed += other.attributed;
        for (event, count) in other.events {
            *self.events.entry(event).or_default() += count;
        }
        for (own, count) in self.statuses.iter_mut().zip(other.statuses) {
            *own += count;
        }
        self.denials.add(other.denials);
        for (kind, lines) in other.figures {
            self.figures.entry(kind).or_default().add(lines);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_cut_and_counted() {
        let mut all = Tally::default();
        for _ in 0..3 {
            let mut one = Tally { articles: 1, ..Tally::default() };
            (0..15).for_each(|_| one.denials.push(Text::default()));
            all.add(one);
        }
        assert_eq!((all.articles, all.denials.count, all.denials.first.len()), (3, 45, KEPT));
    }
}
