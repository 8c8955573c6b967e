//! The command line, as values.

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

/// Reads conflict and diplomacy news into attributed claims: who says that who did what to whom.
#[derive(Debug, Parser)]
#[command(name = "isnad", version, max_term_width = 100)]
#[command(after_help = "Example:\n  isnad demo\n  isnad code article.html\n\n\
    Exit codes: 0 done, 1 some inputs had problems and the rest was done, 2 could not run.")]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Take the articles out of pages and texts, as JSONL.
    #[command(after_help = "Example:\n  isnad extract --outlet Example page.html > articles.jsonl")]
    Extract(Extract),
    /// Code articles into claims.
    #[command(after_help = "Examples:\n  isnad code article.html\n  \
        isnad code --format jsonl articles.jsonl > claims.jsonl\n\n\
        `pretty` is for people and is the default, on a terminal and in a pipe; `jsonl` holds everything.\n\
        `plover` and `csv` leave out spans, quotes and further places, and fold the chain into a few fields.")]
    Code(Code),
    /// Show how claims came about: how each sentence was read, and by which entries and rules.
    #[command(after_help = "Examples:\n  isnad explain article.html\n  \
        isnad explain --claim 078b48ab articles.jsonl\n  isnad explain --sentence 2 article.txt")]
    Explain(Explain),
    /// Score claims against annotated articles.
    #[command(after_help = "Examples:\n  isnad score --gold gold/dev\n  \
        isnad score --gold gold/dev claims.jsonl --verbose\n\n\
        DIR holds one JSON file of claims an article, and `articles.jsonl` with the texts.")]
    Score(Score),
    /// Check and look up the language data.
    #[command(subcommand_required = true, arg_required_else_help = true)]
    Lexicon(Lexicon),
    /// Code the sample dossier that the program carries.
    #[command(after_help = "Example:\n  isnad demo --lang ar")]
    Demo(Demo),
}

/// Where articles come from.
#[derive(Debug, Args)]
pub(crate) struct InputArgs {
    /// Kind of the inputs; `auto` tells it from each input.
    #[arg(long, value_name = "KIND", value_enum, default_value_t)]
    pub(crate) from: SourceKind,
    /// Publication date of the inputs, as 2020-10-01 (for JSONL: of articles without one).
    #[arg(long, value_name = "DATE")]
    pub(crate) published: Option<String>,
    /// Outlet of the inputs (for JSONL: of articles without one).
    #[arg(long, value_name = "NAME")]
    pub(crate) outlet: Option<String>,
    /// Files to read, `-` for standard input; without any, standard input.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
}

/// Kinds of inputs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum SourceKind {
    /// Told from each input.
    #[default]
    Auto,
    /// A web page.
    Html,
    /// Plain text, the headline on its first line.
    Text,
    /// One JSON object a line, each an article.
    Jsonl,
    /// A web archive; not supported yet.
    Warc,
}

/// The user's own language data.
#[derive(Debug, Args)]
pub(crate) struct LexiconArgs {
    /// Lexicon file of your own, read on top of the built-in one (may be repeated).
    #[arg(long, value_name = "FILE", action = ArgAction::Append)]
    pub(crate) lexicon: Vec<PathBuf>,
}

/// What the terminal can do.
#[derive(Debug, Args)]
pub(crate) struct ScreenArgs {
    /// Colours: where the terminal has them, always or never.
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    pub(crate) color: When,
    /// Arabic text: `auto` isolates it for terminals that order it, `on` puts it in visual order for
    /// those that do not, `off` writes it as it is.
    #[arg(long, value_name = "HOW", value_enum, default_value_t)]
    pub(crate) bidi: Bidi,
}

/// How people see claims.
#[derive(Debug, Args)]
pub(crate) struct DisplayArgs {
    #[command(flatten)]
    pub(crate) screen: ScreenArgs,
    /// Language of the labels.
    #[arg(long, value_name = "LANG", value_enum, default_value_t)]
    pub(crate) lang: Lang,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Bidi {
    #[default]
    Auto,
    On,
    Off,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    #[default]
    En,
    Ar,
}

/// Forms in which claims are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    #[default]
    Pretty,
    /// The claim record, one JSON object a line.
    Jsonl,
    /// PLOVER's exchange format, one JSON object a line.
    Plover,
    /// A table with one row a claim.
    Csv,
}

#[derive(Debug, Args)]
pub(crate) struct Extract {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Number of threads; 0 takes one for each core.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) threads: usize,
}

#[derive(Debug, Args)]
pub(crate) struct Code {
    /// Form of the claims.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(crate) format: Format,
    /// Leave out claims of lower confidence (0 to 1).
    #[arg(long, value_name = "X", value_parser = share)]
    pub(crate) min_confidence: Option<f64>,
    /// Report what was skipped or cut in each article, on standard error.
    #[arg(long)]
    pub(crate) notes: bool,
    /// Report counts and speed at the end, on standard error.
    #[arg(long)]
    pub(crate) stats: bool,
    /// Number of threads; 0 takes one for each core, and the result is the same for any.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) threads: usize,
    #[command(flatten)]
    pub(crate) lexicon: LexiconArgs,
    #[command(flatten)]
    pub(crate) display: DisplayArgs,
    #[command(flatten)]
    pub(crate) input: InputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// Only the claim with this id, or the claims whose ids begin so.
    #[arg(long, value_name = "ID", conflicts_with = "sentence")]
    pub(crate) claim: Option<String>,
    /// Only the N-th sentence of each article, counted from 1.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) sentence: Option<u32>,
    #[command(flatten)]
    pub(crate) lexicon: LexiconArgs,
    #[command(flatten)]
    pub(crate) display: DisplayArgs,
    #[command(flatten)]
    pub(crate) input: InputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct Score {
    /// Folder of annotated articles (may be repeated).
    #[arg(long, value_name = "DIR", required = true, action = ArgAction::Append)]
    pub(crate) gold: Vec<PathBuf>,
    /// List each claim that was missed and each that is wrong.
    #[arg(long)]
    pub(crate) verbose: bool,
    /// Figures as one JSON object.
    #[arg(long)]
    pub(crate) json: bool,
    /// How often claims of each level of confidence are right, as a table.
    #[arg(long, conflicts_with = "json")]
    pub(crate) reliability: bool,
    #[command(flatten)]
    pub(crate) lexicon: LexiconArgs,
    /// Claims to score, as `isnad code --format jsonl` writes them; without it DIR/articles.jsonl is coded.
    #[arg(value_name = "CLAIMS.jsonl")]
    pub(crate) claims: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Lexicon {
    #[command(subcommand)]
    pub(crate) command: LexiconCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LexiconCommand {
    /// Check lexicon files and print every problem as FILE:LINE: MESSAGE.
    #[command(after_help = "Example:\n  isnad lexicon check my-actors.tsv\n\n\
        Without FILE the sources in data/ are checked, found from the current folder upward.")]
    Check {
        /// Files, or folders of *.tsv files, checked together.
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Show every reading of words or phrases, with the line where each entry stands.
    #[command(
        after_help = "Examples:\n  isnad lexicon show قصف\n  isnad lexicon show \"وزير الدفاع\""
    )]
    Show {
        #[command(flatten)]
        lexicon: LexiconArgs,
        #[command(flatten)]
        screen: ScreenArgs,
        /// Words without proclitics; quote a phrase.
        #[arg(value_name = "WORD", required = true)]
        words: Vec<String>,
    },
    /// Count the entries of the lexicon.
    #[command(after_help = "Example:\n  isnad lexicon stats")]
    Stats {
        #[command(flatten)]
        lexicon: LexiconArgs,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Form of the claims.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) display: DisplayArgs,
}

/// A number from 0 to 1.
fn share(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|value| (0.0..=1.0).contains(value))
        .ok_or_else(|| "expected a number from 0 to 1".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_lexicon_option_takes_one_file() {
        let cli =
            Cli::try_parse_from(["isnad", "code", "--lexicon", "a.tsv", "page.html"]).unwrap();
        let Command::Code(code) = cli.command else { panic!("another command") };
        assert_eq!(code.lexicon.lexicon, [PathBuf::from("a.tsv")]);
        assert_eq!(code.input.files, [PathBuf::from("page.html")]);
    }

    #[test]
    fn a_share_lies_between_nought_and_one() {
        assert_eq!(share("0.5"), Ok(0.5));
        for wrong in ["1.5", "-1", "NaN", "x"] {
            assert!(share(wrong).is_err(), "{wrong}");
        }
    }
}
