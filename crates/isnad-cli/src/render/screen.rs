//! Where text goes: width, colours, and what is done for right-to-left letters.
//!
//! Terminals differ. VTE (GNOME Terminal and its kin), Konsole, mlterm, mintty and Terminal.app order Arabic
//! themselves, line by line; most others (xterm, Alacritty, kitty, Windows Terminal, and whatever runs in tmux in
//! them) draw characters as they come. So with `auto` text stays in the order in which it is read, and each Arabic
//! piece stands between RIGHT-TO-LEFT ISOLATE and POP DIRECTIONAL ISOLATE (Unicode Standard Annex 9): what orders
//! text keeps the order of the pieces of a line, editors and pagers included, and what does not shows nothing for
//! them. `on` does the ordering here, for terminals that do none; `off` writes plain text.

use std::env;
use std::io::{self, IsTerminal};

use unicode_bidi::{BidiInfo, Level};

use super::look::style;
use super::text::{Cell, GLUE, Ink, Text};
use crate::args::{Bidi, ScreenArgs, When};

/// Width where neither the terminal nor `COLUMNS` tells it.
const DEFAULT_WIDTH: usize = 80;
/// Narrower output is not attempted.
const LEAST_WIDTH: usize = 40;
/// Beside a label there is at least this much room; where there is less the text goes below it.
const LEAST_ROOM: usize = 20;
/// Longer lines are hard to read.
const MOST_WIDTH: usize = 132;

const LEFT_TO_RIGHT_ISOLATE: char = '\u{2066}';
const RIGHT_TO_LEFT_ISOLATE: char = '\u{2067}';
const POP_ISOLATE: char = '\u{2069}';

/// A terminal, or what stands for one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Screen {
    pub(crate) width: usize,
    pub(crate) color: bool,
    pub(crate) bidi: Bidi,
}

impl Screen {
    /// Standard output, as the options, the environment and the terminal have it.
    pub(crate) fn of_stdout(args: &ScreenArgs) -> Self {
        let terminal = io::stdout().is_terminal();
        let color = match args.color {
            When::Always => true,
            When::Never => false,
            When::Auto => {
                terminal
                    && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
                    && env::var_os("TERM").is_none_or(|value| value != "dumb")
            }
        };
        let columns = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let width = columns.or_else(|| {
            terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0))
        });
        let width = width.unwrap_or(DEFAULT_WIDTH).clamp(LEAST_WIDTH, MOST_WIDTH);
        Self { width, color, bidi: args.bidi }
    }

    /// Writes one line.
    pub(crate) fn line(&self, text: &Text, out: &mut Vec<u8>) {
        let mut line = String::new();
        let mut ink = Ink::Plain;
        for group in text.cells().chunk_by(|a, b| a.run == b.run) {
            if group[0].run == 0 || self.bidi == Bidi::Off {
                self.cells(group.iter().copied(), &mut ink, &mut line);
            } else if self.bidi == Bidi::On {
                self.cells(visual(group).into_iter(), &mut ink, &mut line);
            } else {
                let rtl = group[0].is_rtl();
                line.push(if rtl { RIGHT_TO_LEFT_ISOLATE } else { LEFT_TO_RIGHT_ISOLATE });
                self.cells(group.iter().copied(), &mut ink, &mut line);
                line.push(POP_ISOLATE);
            }
        }
        self.turn(&mut ink, Ink::Plain, &mut line);
        out.extend_from_slice(line.trim_end_matches(' ').as_bytes());
        out.push(b'\n');
    }

    /// Writes an empty line.
    pub(crate) fn blank(&self, out: &mut Vec<u8>) {
        out.push(b'\n');
    }

    /// Writes a text that may take several lines, `indent` cells from the left.
    pub(crate) fn block(&self, indent: usize, text: &Text, out: &mut Vec<u8>) {
        for line in text.wrap(self.width - indent) {
            self.indented(indent, &line, out);
        }
    }

    /// Writes a right-to-left text as a block that begins at the right edge, another one as [`Self::block`] does.
    pub(crate) fn paragraph(&self, indent: usize, text: &Text, out: &mut Vec<u8>) {
        let room = self.width - indent;
        for line in text.wrap(room) {
            let push = if text.is_rtl() { room.saturating_sub(line.width()) } else { 0 };
            self.indented(indent + push, &line, out);
        }
    }

    /// Writes a label and, beside it from `column` on, a text of at most `lines` lines.
    pub(crate) fn field(
        &self,
        label: &Text,
        column: usize,
        text: &Text,
        lines: usize,
        out: &mut Vec<u8>,
    ) {
        let below = label.width() >= column || column + LEAST_ROOM > self.width;
        let column = if below { self.width - LEAST_ROOM } else { column };
        if below && label.width() <= self.width {
            self.line(label, out);
        } else if below {
            self.block(0, label, out);
        }
        for (number, line) in text.clip(self.width - column, lines).iter().enumerate() {
            if number > 0 || below {
                self.indented(column, line, out);
                continue;
            }
            let mut first = label.clone();
            first.push(Ink::Plain, &" ".repeat(column.saturating_sub(label.width())));
            first.append(line);
            self.line(&first, out);
        }
    }

    /// Writes a line with one text at its left and another at its right end, or below if both do not fit.
    pub(crate) fn ends(&self, left: &Text, right: &Text, out: &mut Vec<u8>) {
        let room = self.width.saturating_sub(left.width() + right.width());
        if room < 2 {
            self.block(0, left, out);
            self.indented(self.width.saturating_sub(right.width()), right, out);
            return;
        }
        let mut line = left.clone();
        line.push(Ink::Plain, &" ".repeat(room));
        line.append(right);
        self.line(&line, out);
    }

    /// Writes a heading over the whole width.
    pub(crate) fn heading(&self, text: &Text, out: &mut Vec<u8>) {
        let mut line = Text::new(Ink::Faint, "── ");
        line.append(&text.clip(self.width - 8, 1).pop().unwrap_or_default());
        let rest = self.width.saturating_sub(line.width() + 1);
        line.push(Ink::Faint, &format!(" {}", "─".repeat(rest)));
        self.line(&line, out);
    }

    fn indented(&self, indent: usize, line: &Text, out: &mut Vec<u8>) {
        let mut whole = Text::new(Ink::Plain, &" ".repeat(indent));
        whole.append(line);
        self.line(&whole, out);
    }

    fn cells(&self, cells: impl Iterator<Item = Cell>, ink: &mut Ink, line: &mut String) {
        for cell in cells {
            self.turn(ink, cell.ink, line);
            line.push(if cell.c == GLUE { ' ' } else { cell.c });
        }
    }

    /// Changes the ink.
    fn turn(&self, ink: &mut Ink, to: Ink, line: &mut String) {
        if !self.color || *ink == to {
            return;
        }
        if style(*ink) != style(Ink::Plain) {
            line.push_str(&style(*ink).render_reset().to_string());
        }
        line.push_str(&style(to).render().to_string());
        *ink = to;
    }
}

/// The characters of one run from left to right, as they are seen.
fn visual(cells: &[Cell]) -> Vec<Cell> {
    let text: String = cells.iter().map(|cell| cell.c).collect();
    let level =
        if cells.first().is_some_and(|cell| cell.is_rtl()) { Level::rtl() } else { Level::ltr() };
    let info = BidiInfo::new(&text, Some(level));
    let mut cell_of = vec![0; text.len() + 1];
    for (number, (byte, _)) in text.char_indices().enumerate() {
        cell_of[byte] = number;
    }
    cell_of[text.len()] = cells.len();
    let mut out = Vec::with_capacity(cells.len());
    // One paragraph, since controls were taken out.
    let Some(paragraph) = info.paragraphs.first() else { return cells.to_vec() };
    let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
    for run in runs {
        let cells = &cells[cell_of[run.start]..cell_of[run.end]];
        if levels[run.start].is_ltr() {
            out.extend_from_slice(cells);
            continue;
        }
        // Signs without width stay behind the letter that carries them.
        for group in
            cells.chunk_by(|_, b| Text::new(Ink::Plain, &b.c.to_string()).width() == 0).rev()
        {
            out.extend(group.iter().map(|cell| Cell { c: mirrored(cell.c), ..*cell }));
        }
    }
    out
}

/// The bracket that stands for a bracket when the direction turns (property Bidi_Mirroring_Glyph, for those that news
/// texts use).
fn mirrored(c: char) -> char {
    const PAIRS: [(char, char); 6] =
        [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>'), ('«', '»'), ('‹', '›')];
    PAIRS
        .iter()
        .find_map(|&(a, b)| if c == a { Some(b) } else { (c == b).then_some(a) })
        .unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(screen: Screen, text: &Text) -> String {
        let mut out = Vec::new();
        screen.line(text, &mut out);
        String::from_utf8(out).unwrap().trim_end_matches('\n').to_owned()
    }

    fn screen(bidi: Bidi) -> Screen {
        Screen { width: 40, color: false, bidi }
    }

    #[test]
    fn arabic_is_isolated_ordered_or_left_alone() {
        let mut text = Text::new(Ink::Plain, "by ");
        text.push(Ink::Plain, "جيش (3) A");
        assert_eq!(shown(screen(Bidi::Auto), &text), "by \u{2067}جيش (3) A\u{2069}");
        assert_eq!(shown(screen(Bidi::Off), &text), "by جيش (3) A");
        assert_eq!(shown(screen(Bidi::On), &text), "by A (3) شيج");
    }

    #[test]
    fn vowels_stay_with_their_letter() {
        assert_eq!(shown(screen(Bidi::On), &Text::new(Ink::Plain, "قُتل")), "لتقُ");
    }

    #[test]
    fn colours_end_with_their_piece() {
        let mut text = Text::new(Ink::Strong, "a");
        text.push(Ink::Plain, "b");
        let screen = Screen { color: true, ..screen(Bidi::Auto) };
        assert_eq!(shown(screen, &text), "\u{1b}[1ma\u{1b}[0mb");
    }

    #[test]
    fn a_paragraph_from_right_to_left_begins_at_the_right() {
        let mut out = Vec::new();
        screen(Bidi::Off).paragraph(2, &Text::new(Ink::Plain, "نص"), &mut out);
        assert_eq!(String::from_utf8(out).unwrap(), format!("{}نص\n", " ".repeat(38)));
    }
}
