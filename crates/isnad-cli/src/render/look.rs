//! How each kind of text looks in colour. Only the sixteen colours of the terminal's own theme are used, and nothing
//! is told by colour alone.

use anstyle::{AnsiColor, Style};

use super::text::Ink;

pub(super) const fn style(ink: Ink) -> Style {
    let style = Style::new();
    match ink {
        Ink::Plain => style,
        Ink::Faint => style.dimmed(),
        Ink::Strong => style.bold(),
        Ink::Trigger => style.bold().underline(),
        Ink::Code => color(AnsiColor::Cyan),
        Ink::Cooperation => color(AnsiColor::Green).bold(),
        Ink::VerbalConflict => color(AnsiColor::Yellow).bold(),
        Ink::MaterialConflict => color(AnsiColor::Red).bold(),
        Ink::No => color(AnsiColor::Red),
        Ink::Perhaps => color(AnsiColor::Yellow),
        Ink::Yes => color(AnsiColor::Green),
    }
}

const fn color(color: AnsiColor) -> Style {
    Style::new().fg_color(Some(anstyle::Color::Ansi(color)))
}
