//! The rule specs of `testdata/rules`: sentences with the claims that must come of them.
//!
//! A spec is a fenced block of a Markdown page, its form told in `testdata/rules/README.md`. Blocks marked `claims` must
//! hold. Blocks marked `wrong-today` say what is right, why the coder does not give it yet, and must fail, so that they
//! are moved when it does.

#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use isnad::{
    Article, Claim, Evidence, Figure, Hop, HopMode, Mention, Pipeline, Place, Sector, Stance,
};

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::new().expect("the lexicon was compiled with this version"));

/// A block of a page.
struct Spec {
    page: String,
    line: usize,
    /// Why it fails today, if it does.
    because: Option<String>,
    article: Article,
    expected: Vec<Line>,
}

/// An expected claim: what the line names, each key with its value.
struct Line {
    source: String,
    cells: Vec<(String, String)>,
}

#[test]
fn sentences_give_the_claims_that_the_pages_say() {
    let specs = specs();
    assert!(!specs.is_empty());
    let mut report = String::new();
    let (mut held, mut wrong) = (0, 0);
    for spec in &specs {
        let coding = PIPELINE.code(&spec.article);
        let differences = differences(spec, &coding.claims);
        match (&spec.because, differences) {
            (None, None) => held += 1,
            (Some(_), Some(difference)) => {
                wrong += 1;
                if std::env::var_os("ISNAD_SHOW_WRONG").is_some() {
                    let _ = writeln!(report, "{difference}");
                }
            }
            (None, Some(difference)) => report.push_str(&difference),
            (Some(_), None) => {
                let at = format!("{}:{}", spec.page, spec.line);
                let _ = writeln!(report, "{at}\n  holds now: mark it `claims`\n");
            }
        }
    }
    assert!(report.is_empty(), "\n{report}{held} hold, {wrong} are wrong as said\n");
}

fn specs() -> Vec<Spec> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/rules/ar");
    let mut pages: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder is part of the repository")
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    pages.sort();
    pages.iter().flat_map(|page| blocks(page)).collect()
}

/// The specs of one page.
fn blocks(path: &Path) -> Vec<Spec> {
    let text = std::fs::read_to_string(path).unwrap();
    let page = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut out = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let Some(mark) = line.strip_prefix("```") else { continue };
        let inner: Vec<&str> =
            lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```").collect();
        let at = format!("{page}:{}", number + 1);
        match mark {
            "claims" | "wrong-today" => {
                let mut spec = block(&inner, &at);
                assert!(
                    (mark == "wrong-today") == spec.because.is_some(),
                    "{at}: `because:` belongs to `wrong-today`, and only there"
                );
                (spec.page, spec.line) = (page.clone(), number + 1);
                out.push(spec);
            }
            _ => panic!("{at}: a block marked {mark:?}"),
        }
    }
    out
}

fn block(lines: &[&str], at: &str) -> Spec {
    let mut spec = Spec {
        page: String::new(),
        line: 0,
        because: None,
        article: Article {
            id: "spec".into(),
            published: Some("2015-07-21".into()),
            ..Article::default()
        },
        expected: Vec::new(),
    };
    let mut none = false;
    for line in lines {
        if let Some(expected) = line.strip_prefix("=> ") {
            if expected == "none" {
                none = true;
            } else {
                spec.expected.push(expected_line(expected, at));
            }
            continue;
        }
        assert!(spec.expected.is_empty() && !none, "{at}: text after the expected claims");
        match line.split_once(": ") {
            Some(("published", "unknown")) => spec.article.published = None,
            Some(("published", date)) => spec.article.published = Some(date.into()),
            Some(("outlet", outlet)) => spec.article.outlet = outlet.into(),
            Some(("title", title)) => {
                spec.article.title = title.into();
                spec.article.text = format!("{title}\n\n");
            }
            Some(("because", reason)) => spec.because = Some(reason.into()),
            _ => {
                if !spec.article.text.is_empty() && !spec.article.text.ends_with('\n') {
                    spec.article.text.push('\n');
                }
                spec.article.text.push_str(line);
            }
        }
    }
    assert!(none != !spec.expected.is_empty(), "{at}: say `=> none` where nothing is expected");
    spec
}

const KEYS: &[&str] = &[
    "trigger",
    "actors",
    "recipients",
    "content",
    "condition",
    "chain",
    "figures",
    "places",
    "date",
    "contexts",
];

fn expected_line(source: &str, at: &str) -> Line {
    let mut parts = source.split(" | ");
    let mut head = parts.next().unwrap_or_default().split(' ');
    let mut cells = Vec::new();
    let event = head.next().unwrap_or_default();
    let (event, modes) =
        event.split_once('/').map_or((event, None), |(event, modes)| (event, Some(modes)));
    cells.push(("event".to_string(), event.to_string()));
    if let Some(modes) = modes {
        cells.push(("modes".to_string(), modes.to_string()));
    }
    if let Some(status) = head.next() {
        cells.push(("status".to_string(), status.to_string()));
    }
    assert!(head.next().is_none(), "{at}: {source}: more than event and status before `|`");
    for part in parts {
        let (key, value) =
            part.split_once(": ").unwrap_or_else(|| panic!("{at}: {part:?} is not `key: value`"));
        assert!(KEYS.contains(&key), "{at}: unknown key {key:?}");
        cells.push((key.to_string(), value.trim().to_string()));
    }
    Line { source: source.to_string(), cells }
}

/// What is not as expected, to be read by a person; `None` if all is.
fn differences(spec: &Spec, claims: &[Claim]) -> Option<String> {
    let mut out = String::new();
    if claims.len() != spec.expected.len() {
        let _ = writeln!(out, "  {} claims, expected {}", claims.len(), spec.expected.len());
        for line in &spec.expected {
            let _ = writeln!(out, "  expected  {}", line.source);
        }
        for claim in claims {
            let _ = writeln!(out, "  actual    {}", shown(claim));
        }
    } else {
        for (line, claim) in spec.expected.iter().zip(claims) {
            let wrong: Vec<_> = line
                .cells
                .iter()
                .filter_map(|(key, value)| {
                    let actual = cell(claim, key, value);
                    (actual != *value).then_some((key, value, actual))
                })
                .collect();
            if wrong.is_empty() {
                continue;
            }
            let _ = writeln!(out, "  claim     {}", shown(claim));
            for (key, value, actual) in wrong {
                let _ = writeln!(out, "  {key}\n    expected  {value}\n    actual    {actual}");
            }
        }
    }
    if out.is_empty() {
        return None;
    }
    let reason =
        spec.because.as_ref().map_or(String::new(), |reason| format!("  because: {reason}\n"));
    let text = spec.article.text.replace('\n', "\n  ");
    Some(format!("{}:{}\n  {text}\n{reason}{out}\n", spec.page, spec.line))
}

/// The value of a key as the pages write it, as exact as `expected` is: codes and members are left out where it
/// names none.
fn cell(claim: &Claim, key: &str, expected: &str) -> String {
    let span =
        |span: &Option<Evidence>| span.as_ref().map_or("none".to_string(), |s| s.text.clone());
    match key {
        "event" => claim.event.to_string(),
        "modes" => joined(&claim.modes, "+", "-"),
        "contexts" => joined(&claim.contexts, ", ", "none"),
        "status" => name(&claim.status),
        "trigger" => claim.trigger.text.clone(),
        "content" => span(&claim.content),
        "condition" => span(&claim.condition),
        "actors" => several(&claim.actors, "; ", expected, mention),
        "recipients" => several(&claim.recipients, "; ", expected, mention),
        "chain" => {
            let chain = several(&claim.attribution, " > ", expected, hop);
            if chain == "none" { "outlet".into() } else { chain }
        }
        "figures" => several(&claim.figures, ", ", expected, |f, _| figure(f)),
        "places" => several(&claim.places, "; ", expected, place),
        "date" => claim.date.as_ref().map_or("none".into(), |when| match (when.from, when.to) {
            (Some(from), Some(to)) if from == to => from.to_string(),
            (Some(from), Some(to)) => format!("{from}..{to}"),
            _ => "unresolved".into(),
        }),
        _ => unreachable!("keys are checked when the page is read"),
    }
}

/// A claim in full.
fn shown(claim: &Claim) -> String {
    let modes = format!("/{}", cell(claim, "modes", ""));
    let mut out = format!("{}{modes} {}", claim.event, name(&claim.status));
    for key in KEYS {
        let value = cell(claim, key, "()[]via: cue: direct");
        if !matches!(value.as_str(), "none" | "outlet") {
            let _ = write!(out, " | {key}: {value}");
        }
    }
    out
}

fn several<T>(
    items: &[T],
    between: &str,
    expected: &str,
    show: impl Fn(&T, &str) -> String,
) -> String {
    if items.is_empty() {
        return "none".into();
    }
    // Each item is shown as exactly as the expected one in its place.
    let own: Vec<&str> = expected.split(between).collect();
    let all: Vec<String> = items
        .iter()
        .enumerate()
        .map(|(i, item)| show(item, own.get(i).unwrap_or_else(|| own.last().unwrap_or(&""))))
        .collect();
    all.join(between)
}

fn mention(mention: &Mention, expected: &str) -> String {
    let mut out = mention.span.text.clone();
    if expected.contains('(') {
        let country = mention.country.as_deref().unwrap_or("?");
        if expected.contains(" *)") {
            let _ = write!(out, " ({country} *)");
        } else {
            let _ = write!(out, " ({})", codes(country, &mention.sectors));
        }
    }
    if expected.contains('[') && !(mention.members.is_empty() && expected.contains("()")) {
        let members: Vec<String> = mention
            .members
            .iter()
            .map(|m| codes(m.country.as_deref().unwrap_or("?"), &m.sectors))
            .collect();
        let _ = write!(out, " [{}]", members.join(", "));
    }
    out
}

/// `RUS GOV MIL`, sectors in the codebook's order.
fn codes(country: &str, sectors: &[Sector]) -> String {
    let mut sectors = sectors.to_vec();
    sectors.sort();
    let sectors = sectors.iter().map(|sector| sector.code());
    std::iter::once(country).chain(sectors).collect::<Vec<_>>().join(" ")
}

fn hop(hop: &Hop, expected: &str) -> String {
    let mut out =
        hop.speaker.as_ref().map_or("nobody".to_string(), |speaker| mention(speaker, expected));
    let stance = match hop.stance {
        Stance::Assert => "asserts",
        Stance::Deny => "denies",
        Stance::Doubt => "doubts",
        Stance::Confirm => "confirms",
    };
    let _ = write!(out, " {stance}");
    if ["direct", "mixed"].iter().any(|mode| expected.contains(mode))
        || hop.mode != HopMode::Indirect && expected.contains("[]")
    {
        let _ = write!(out, " {}", name(&hop.mode));
    }
    if expected.contains("via: ")
        && let Some(via) = &hop.via
    {
        let _ = write!(out, " via: {}", via.span.text);
    }
    if expected.contains("cue: ") {
        let _ = write!(out, " cue: {}", hop.cue.text);
    }
    out
}

/// `killed=12`, `~20`, `21..` (at least), `..390` (at most), `20..99`, `?` (a plural without number).
fn figure(figure: &Figure) -> String {
    let about = if figure.approximate { "~" } else { "" };
    let count = match (figure.low, figure.high) {
        (None, None) => "?".to_string(),
        (low, high) if low == high => low.map_or(String::new(), |n| n.to_string()),
        (low, high) => {
            let side = |n: Option<u64>| n.map_or(String::new(), |n| n.to_string());
            format!("{}..{}", side(low), side(high))
        }
    };
    format!("{}={about}{count}", name(&figure.kind))
}

fn place(place: &Place, expected: &str) -> String {
    let mut out = place.span.text.clone();
    if expected.contains('(') {
        let _ = write!(out, " ({})", place.country.as_deref().unwrap_or("?"));
    }
    out
}

fn joined<T: ToString>(items: &[T], between: &str, none: &str) -> String {
    if items.is_empty() {
        return none.into();
    }
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(between)
}

/// A code as the record writes it.
fn name(code: &impl serde::Serialize) -> String {
    serde_json::to_value(code).ok().and_then(|v| v.as_str().map(str::to_string)).unwrap_or_default()
}
