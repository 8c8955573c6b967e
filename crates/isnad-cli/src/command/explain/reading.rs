//! The coder's account of how it read each sentence. The one place that knows the form of [`Coder::trace`]: a line
//! with the sentence, then indented lines with its phrases and clauses.

use isnad::{Article, Coder, Evidence};

/// How one sentence was read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// The sentence.
    pub(super) text: String,
    /// Its phrases and clauses, one a line.
    pub(super) lines: Vec<String>,
}

/// The readings of an article's sentences, in text order.
pub(super) fn of(coder: &mut Coder<'_>, article: &Article) -> Vec<Reading> {
    parse(&coder.trace(article))
}

impl Reading {
    /// Whether `sentence` is this one; a sentence that stands twice is the earlier one.
    pub(super) fn is_of(&self, sentence: &Evidence) -> bool {
        self.text == sentence.text
    }
}

fn parse(trace: &str) -> Vec<Reading> {
    let mut out: Vec<Reading> = Vec::new();
    for line in trace.lines() {
        match (line.strip_prefix("  "), out.last_mut()) {
            (Some(detail), Some(reading)) => reading.lines.push(detail.to_owned()),
            _ => out.push(Reading { text: line.to_owned(), lines: Vec::new() }),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indented_lines_belong_to_the_sentence_before_them() {
        let readings = parse("جملة\n  0 c0 Verb [قصف]\n  c0 Main\nأخرى\n");
        assert_eq!(readings.len(), 2);
        assert_eq!(readings[0].lines, ["0 c0 Verb [قصف]", "c0 Main"]);
        assert_eq!(readings[1].text, "أخرى");
    }
}
