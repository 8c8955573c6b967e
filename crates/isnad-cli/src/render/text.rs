//! Text for a terminal: characters with their looks and direction, and how they break into lines.
//!
//! A [`Text`] is laid out from left to right. A piece with right-to-left letters is a run of its own in it, so that
//! `by الجيش (army)` keeps the order of its three parts whatever stands inside them. Widths count terminal cells.

use std::ops::Range;

use unicode_bidi::{BidiClass, bidi_class};
use unicode_width::UnicodeWidthChar;

/// A blank at which no line is broken; it is written as an ordinary one.
pub(crate) const GLUE: char = '\u{a0}';

/// What a piece of text is, which decides how it looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Ink {
    #[default]
    Plain,
    /// Labels, and what is there to be looked up.
    Faint,
    /// Headings.
    Strong,
    /// A trigger in its sentence.
    Trigger,
    /// A code of an actor: `RUS MIL`.
    Code,
    /// An event of cooperation.
    Cooperation,
    /// An event of verbal conflict.
    VerbalConflict,
    /// An event of material conflict.
    MaterialConflict,
    /// A denial, or that something did not happen.
    No,
    /// A doubt, a condition, the future.
    Perhaps,
    /// A confirmation.
    Yes,
}

/// The run of a character. 0 is the line itself; other even numbers are runs whose first letter goes from left to
/// right, odd ones those whose first letter goes from right to left.
type Run = u32;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) c: char,
    pub(super) ink: Ink,
    pub(super) run: Run,
}

impl Cell {
    fn width(self) -> usize {
        // Lam and alef are counted one by one: terminals give each its cell, although fonts join them.
        self.c.width().unwrap_or(0)
    }

    pub(super) fn is_rtl(self) -> bool {
        self.run % 2 == 1
    }
}

/// A piece of output.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Text {
    cells: Vec<Cell>,
}

impl Text {
    pub(crate) fn new(ink: Ink, text: &str) -> Self {
        let mut out = Self::default();
        out.push(ink, text);
        out
    }

    /// Appends a piece. Line ends, tabs and other controls become blanks; controls of direction are dropped, since
    /// one that is not closed would turn the rest of the line.
    pub(crate) fn push(&mut self, ink: Ink, text: &str) {
        self.push_marked(ink, text, &[]);
    }

    /// Appends a piece in which the marked ranges of characters have another ink. Ranges are ordered and disjoint.
    pub(crate) fn push_marked(&mut self, ink: Ink, text: &str, marks: &[(Range<usize>, Ink)]) {
        let run = self.next_run(text);
        let mut marks = marks.iter().peekable();
        for (at, c) in text.chars().enumerate() {
            while marks.peek().is_some_and(|(range, _)| range.end <= at) {
                marks.next();
            }
            let ink = marks.peek().filter(|(range, _)| range.contains(&at)).map_or(ink, |m| m.1);
            let c = match c {
                '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' => continue,
                '\u{2066}'..='\u{2069}' | '\u{feff}' => continue,
                c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => ' ',
                c => c,
            };
            self.cells.push(Cell { c, ink, run });
        }
    }

    /// Appends another text.
    pub(crate) fn append(&mut self, other: &Self) {
        // Runs keep their parity and stay apart from those already here.
        let base = (self.cells.iter().map(|cell| cell.run).max().unwrap_or(0) + 2) & !1;
        self.cells.extend(
            other
                .cells
                .iter()
                .map(|cell| Cell { run: if cell.run == 0 { 0 } else { cell.run + base }, ..*cell }),
        );
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Width in terminal cells.
    pub(crate) fn width(&self) -> usize {
        self.cells.iter().map(|cell| cell.width()).sum()
    }

    /// Whether the text is one run from right to left.
    pub(crate) fn is_rtl(&self) -> bool {
        self.cells.first().is_some_and(|first| {
            first.is_rtl() && self.cells.iter().all(|cell| cell.run == first.run)
        })
    }

    pub(super) fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// Breaks the text at blanks into lines of at most `width` cells; a longer word is broken inside.
    pub(crate) fn wrap(&self, width: usize) -> Vec<Self> {
        let width = width.max(1);
        let mut lines = Vec::new();
        let mut rest = trim(&self.cells);
        while !rest.is_empty() {
            let (line, after) = break_line(rest, width);
            lines.push(Self { cells: line.to_vec() });
            rest = trim(after);
        }
        lines
    }

    /// The text in at most `lines` lines of `width` cells; what is left out is told by an ellipsis.
    pub(crate) fn clip(&self, width: usize, lines: usize) -> Vec<Self> {
        let mut all = self.wrap(width);
        if all.len() <= lines {
            return all;
        }
        all.truncate(lines);
        if let Some(last) = all.last_mut() {
            if last.width() + 2 > width {
                while last.width() + 2 > width {
                    last.cells.pop();
                }
                // Back to the end of a word, if there is one.
                let blank = last.cells.iter().rposition(|cell| matches!(cell.c, ' ' | GLUE));
                last.cells.truncate(blank.unwrap_or(last.cells.len()));
            }
            let run = last.cells.last().map_or(0, |cell| cell.run);
            last.cells.extend([' ', '…'].map(|c| Cell { c, ink: Ink::Faint, run }));
        }
        all
    }

    fn next_run(&self, text: &str) -> Run {
        let strong = |c: char| match bidi_class(c) {
            BidiClass::R | BidiClass::AL => Some(true),
            BidiClass::L => Some(false),
            _ => None,
        };
        if !text.chars().any(|c| strong(c) == Some(true)) {
            return 0;
        }
        let rtl = text.chars().find_map(strong) == Some(true);
        let last = self.cells.iter().map(|cell| cell.run).max().unwrap_or(0);
        ((last + 2) & !1) + u32::from(rtl)
    }
}

/// Without blanks at the ends.
fn trim(cells: &[Cell]) -> &[Cell] {
    let Some(from) = cells.iter().position(|cell| cell.c != ' ') else { return &[] };
    let to = cells.iter().rposition(|cell| cell.c != ' ').map_or(from, |last| last + 1);
    &cells[from..to]
}

/// Splits off the first line; `cells` does not begin with a blank.
fn break_line(cells: &[Cell], width: usize) -> (&[Cell], &[Cell]) {
    let mut used = 0;
    let mut blank = None;
    for (at, cell) in cells.iter().enumerate() {
        used += cell.width();
        if used > width {
            let at = blank.unwrap_or(at.max(1));
            return (trim(&cells[..at]), &cells[at..]);
        }
        if cell.c == ' ' {
            blank = Some(at);
        }
    }
    (cells, &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &Text, width: usize) -> Vec<String> {
        text.wrap(width).iter().map(|line| line.cells.iter().map(|cell| cell.c).collect()).collect()
    }

    #[test]
    fn lines_break_at_blanks_and_inside_words_that_are_too_long() {
        let text = Text::new(Ink::Plain, "one two  three abcdefghij");
        assert_eq!(lines(&text, 8), ["one two", "three", "abcdefgh", "ij"]);
        assert_eq!(lines(&Text::default(), 8), Vec::<String>::new());
    }

    #[test]
    fn vowels_take_no_cell_and_lam_alef_takes_two() {
        assert_eq!(Text::new(Ink::Plain, "لُبنان").width(), 5);
        assert_eq!(Text::new(Ink::Plain, "لا").width(), 2);
    }

    #[test]
    fn a_glued_blank_breaks_no_line() {
        assert_eq!(lines(&Text::new(Ink::Plain, "ab c\u{a0}d"), 4), ["ab", "c\u{a0}d"]);
    }

    #[test]
    fn each_piece_from_right_to_left_is_a_run_of_its_own() {
        let mut text = Text::new(Ink::Plain, "by ");
        text.push(Ink::Plain, "الجيش");
        text.push(Ink::Plain, ", ");
        text.push(Ink::Plain, "القوات");
        let mut whole = Text::new(Ink::Plain, "قصف");
        whole.append(&text);
        let mut runs: Vec<_> = whole.cells.iter().map(|cell| cell.run).collect();
        runs.dedup();
        assert_eq!(runs.len(), 5);
        assert!(runs.iter().all(|run| *run == 0 || run % 2 == 1));
        assert!(Text::new(Ink::Plain, "قصف 3").is_rtl());
        assert!(!whole.is_rtl());
    }

    #[test]
    fn controls_do_not_reach_the_terminal() {
        let text = Text::new(Ink::Plain, "a\u{1b}[31m\u{202e}b\nc");
        assert_eq!(lines(&text, 80), ["a [31mb c"]);
    }

    #[test]
    fn a_clipped_text_says_so() {
        for (width, expected) in [(9, "one two …"), (8, "one …"), (5, "one …"), (4, "on …")]
        {
            let clipped = Text::new(Ink::Plain, "one two three").clip(width, 1);
            let line: String = clipped[0].cells.iter().map(|cell| cell.c).collect();
            assert_eq!(line, expected);
        }
    }

    #[test]
    fn marks_count_characters_of_the_piece() {
        let mut text = Text::default();
        text.push_marked(Ink::Plain, "a\u{200f}bcd", &[(2..4, Ink::Trigger)]);
        let inks: Vec<_> = text.cells.iter().map(|cell| cell.ink).collect();
        assert_eq!(inks, [Ink::Plain, Ink::Trigger, Ink::Trigger, Ink::Plain]);
    }
}
