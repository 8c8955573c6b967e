//! Whole outputs of every form, of claims made by hand.

use super::pieces::Pieces;
use super::screen::Screen;
use super::*;
use crate::args::{Bidi, Lang};
use crate::messages::Messages;

fn pretty(lang: Lang, width: usize, bidi: Bidi, color: bool) -> Pretty {
    let pieces = Pieces::new(Messages::load(lang).unwrap(), lang);
    Pretty { screen: Screen { width, color, bidi }, pieces, demo: true }
}

fn whole(renderer: &dyn Render) -> String {
    let (article, claims) = samples::article();
    let nothing = Article { outlet: String::new(), id: "sample-2".into(), ..article.clone() };
    let mut tally = renderer.tally(&article, &claims);
    tally.add(renderer.tally(&nothing, &[]));
    let mut out = Vec::new();
    renderer.begin(&mut out).unwrap();
    renderer.article(&article, &claims, &mut out).unwrap();
    renderer.article(&nothing, &[], &mut out).unwrap();
    renderer.end(&tally, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Isolates made visible, so that a snapshot shows where they stand.
fn visible(text: &str) -> String {
    text.replace('\u{2066}', "‹L:").replace('\u{2067}', "‹R:").replace('\u{2069}', "›")
}

#[test]
fn pretty_in_80_columns() {
    insta::assert_snapshot!(visible(&whole(&pretty(Lang::En, 80, Bidi::Auto, false))));
}

#[test]
fn pretty_in_120_columns_as_it_is() {
    insta::assert_snapshot!(whole(&pretty(Lang::En, 120, Bidi::Off, false)));
}

#[test]
fn pretty_in_visual_order() {
    insta::assert_snapshot!(whole(&pretty(Lang::En, 80, Bidi::On, false)));
}

#[test]
fn pretty_in_arabic_with_colours() {
    let text = whole(&pretty(Lang::Ar, 80, Bidi::Off, true));
    insta::assert_snapshot!(text.replace('\u{1b}', "␛"));
}

#[test]
fn jsonl_is_the_record() {
    let text = whole(&jsonl::Jsonl);
    let read: Vec<Claim> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(read, samples::article().1);
    assert_eq!(text.lines().count(), 4);
}

#[test]
fn plover_records() {
    insta::assert_snapshot!(whole(&plover::Plover).replace(isnad::CODER_VERSION, "VERSION"));
}

#[test]
fn csv_table() {
    insta::assert_snapshot!(whole(&csv::Csv));
}

#[test]
fn no_line_is_wider_than_the_screen() {
    for width in [40, 61, 80, 132] {
        let text = whole(&pretty(Lang::En, width, Bidi::Off, false));
        for line in text.lines() {
            assert!(Text::new(Ink::Plain, line).width() <= width, "{width}: {line}");
        }
    }
}

#[test]
fn isolated_lines_are_ordered_as_lines_in_visual_order_are() {
    let isolated = whole(&pretty(Lang::En, 80, Bidi::Auto, false));
    let ordered = whole(&pretty(Lang::En, 80, Bidi::On, false));
    for (line, expected) in isolated.lines().zip(ordered.lines()) {
        let level = unicode_bidi::Level::ltr();
        let info = unicode_bidi::BidiInfo::new(line, Some(level));
        let seen = info.paragraphs.first().map_or_else(String::new, |paragraph| {
            info.reorder_line(paragraph, paragraph.range.clone()).into_owned()
        });
        let seen: String =
            seen.chars().filter(|c| !('\u{2066}'..='\u{2069}').contains(c)).collect();
        // Brackets are mirrored and vowels kept behind their letters only by ours.
        let plain = |text: &str| {
            let text = text.replace(['(', ')', '[', ']', '«', '»'], "|");
            text.replace(|c| ('\u{64b}'..='\u{652}').contains(&c), "")
        };
        assert_eq!(plain(&seen), plain(expected));
    }
}
