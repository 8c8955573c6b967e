//! The command as a user or a script calls it: exit codes, what goes where, what is the same whatever the threads.
//! Nothing here depends on which claims the coder finds.

#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
    command.args(args).env("COLUMNS", "80").env_remove("NO_COLOR").current_dir(tests());
    command
}

fn run_with(args: &[&str], input: &[u8]) -> Ran {
    let mut child = command(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // The command may end before it has read everything.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Ran {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn run(args: &[&str]) -> Ran {
    run_with(args, b"")
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// Articles that differ, one a line.
fn articles(count: usize) -> String {
    (0..count)
        .map(|n| {
            let text = format!(
                "قصف الجيش السوري بلدة دوما\\n\\nقالت وزارة الدفاع السورية إن {n} جنود قتلوا في هجوم شنه مسلحون."
            );
            format!("{{\"id\":\"a{n}\",\"outlet\":\"المثال\",\"published\":\"2024-03-05\",\"text\":\"{text}\"}}\n")
        })
        .collect()
}

#[test]
fn help_goes_to_standard_output_and_a_wrong_option_to_standard_error() {
    let help = run(&["code", "--help"]);
    assert_eq!((help.code, help.err.as_str()), (Some(0), ""));
    assert!(help.out.contains("--published <DATE>"));
    let wrong = run(&["code", "--colour"]);
    assert_eq!((wrong.code, wrong.out.as_str()), (Some(2), ""));
    assert!(wrong.err.contains("--colour"));
}

#[test]
fn what_cannot_run_says_why_and_what_to_do() {
    for (args, message) in [
        (&["code", "none.jsonl"][..], "isnad: cannot find none.jsonl; check the path\n"),
        (
            &["code", "--from", "warc", "-"],
            "isnad: WARC input is not supported yet; convert to HTML or JSONL\n",
        ),
        (
            &["code", "--published", "غدا", "-"],
            "isnad: --published: cannot read the publication date \"غدا\"; write it as 2020-10-01 or 2020-10-01T08:00:00+03:00\n",
        ),
        (
            &["score", "--gold", "../src/render", "x"],
            "isnad: no annotated articles found; --gold takes a folder of *.json files\n",
        ),
    ] {
        let ran = run(args);
        assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (Some(2), "", message));
    }
}

#[test]
fn bad_lines_are_reported_and_the_rest_is_coded() {
    let input =
        format!("{}[1]\n{{\"text\":5}}\n{{\n{}", articles(1), articles(1).replace("a0", "b0"));
    for command in ["code", "extract"] {
        let format: &[&str] = if command == "code" { &["--format", "jsonl"] } else { &[] };
        let ran = run_with(&[&[command], format].concat(), input.as_bytes());
        assert_eq!(ran.code, Some(1));
        assert!(ran.out.contains("\"a0\"") && ran.out.contains("\"b0\""));
        assert_eq!(
            ran.err,
            "isnad: stdin:2:0: this is a list; each line must be one JSON object in UTF-8\n\
             isnad: stdin:3: field \"text\" is a number, expected a string\n\
             isnad: stdin:4:1: EOF while parsing an object; each line must be one JSON object in UTF-8\n"
        );
    }
}

#[test]
fn a_missing_file_among_others_is_a_problem_of_that_input() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("in.ndjson");
    std::fs::write(&file, articles(2)).unwrap();
    let ran = run(&["code", "--format", "jsonl", "none.txt", file.to_str().unwrap()]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err.starts_with("isnad: none.txt: cannot read: ")
            && ran.err.ends_with("; check the path\n")
    );
    assert!(!ran.out.is_empty());
}

#[test]
fn every_form_is_the_same_for_any_number_of_threads() {
    let input = articles(150);
    for format in ["pretty", "jsonl", "plover", "csv"] {
        let code = |threads: &str| {
            let ran =
                run_with(&["code", "--format", format, "--threads", threads], input.as_bytes());
            assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
            ran.out
        };
        let one = code("1");
        assert!(one.lines().count() > 150, "{format}");
        assert!(one == code("2") && one == code("7"), "{format}");
    }
}

#[test]
fn every_claim_is_in_every_form() {
    let input = articles(5);
    let lines = |format: &str| {
        run_with(&["code", "--format", format], input.as_bytes()).out.lines().count()
    };
    let claims = lines("jsonl");
    assert!(claims > 0);
    assert_eq!((lines("plover"), lines("csv")), (claims, claims + 1));
}

#[test]
fn a_closed_pipe_is_no_error() {
    for args in [&["code", "--format", "jsonl"][..], &["extract"], &["code"]] {
        let mut child = command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut stdin = child.stdin.take().unwrap();
        let writer = std::thread::spawn(move || drop(stdin.write_all(articles(3000).as_bytes())));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }
}

#[test]
fn an_extracted_text_has_its_language_and_blocks() {
    let text = "عنوان الخبر\n\nقالت الوزارة إن قواتها أسقطت مروحية.\n";
    let ran = run_with(
        &["extract", "--outlet", "المثال", "--published", "1/10/2020", "-"],
        text.as_bytes(),
    );
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    insta::assert_snapshot!(ran.out);
}

#[test]
fn extracted_articles_can_be_read_again() {
    let once = run_with(&["extract"], articles(3).as_bytes()).out;
    assert_eq!(run_with(&["extract", "--from", "jsonl"], once.as_bytes()).out, once);
}

#[test]
fn low_confidence_is_left_out() {
    let all = run_with(&["code", "--format", "jsonl"], articles(1).as_bytes());
    let none =
        run_with(&["code", "--format", "jsonl", "--min-confidence", "1"], articles(1).as_bytes());
    assert!(!all.out.is_empty());
    assert_eq!((none.code, none.out.as_str()), (Some(0), ""));
}

#[test]
fn stats_go_to_standard_error() {
    let ran = run_with(&["code", "--format", "jsonl", "--stats"], articles(3).as_bytes());
    assert_eq!(ran.code, Some(0));
    assert!(ran.err.starts_with("isnad: 3 articles, "), "{}", ran.err);
    assert!(ran.err.ends_with(" words/s\n"));
}

#[test]
fn colours_are_for_terminals_or_on_demand() {
    let plain = run_with(&["code"], articles(1).as_bytes());
    let colored = run_with(&["code", "--color", "always"], articles(1).as_bytes());
    assert!(!plain.out.contains('\u{1b}'));
    assert!(colored.out.contains("\u{1b}["));
}

#[test]
fn claims_are_explained_down_to_the_lexicon_line() {
    let claims = run_with(&["code", "--format", "jsonl"], articles(1).as_bytes()).out;
    let claim: serde_json::Value = serde_json::from_str(claims.lines().next().unwrap()).unwrap();
    let id = claim["id"].as_str().unwrap();
    let ran = run_with(&["explain", "--claim", &id[..8], "-"], articles(1).as_bytes());
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    assert!(ran.out.contains(&id[..8]) && ran.out.contains("data/lexicon/ar/"), "{}", ran.out);

    let unknown = run_with(&["explain", "--claim", "zz", "-"], articles(1).as_bytes());
    assert_eq!((unknown.code, unknown.out.as_str()), (Some(1), ""));
    assert!(unknown.err.contains("no claim has the id zz"));
    let sentence = run_with(&["explain", "--sentence", "2", "-"], articles(1).as_bytes());
    assert!(sentence.out.contains("sentence 2") && !sentence.out.contains("sentence 1"));
    assert_eq!(
        run_with(&["explain", "--sentence", "9", "-"], articles(1).as_bytes()).code,
        Some(1)
    );
}

#[test]
fn the_scores_of_given_claims_are_printed() {
    let ran = run(&["score", "--gold", "gold", "gold-claims.jsonl", "--verbose"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    assert!(ran.out.starts_with("WRONG   a THREATEN"));
    assert!(ran.out.contains("\nattributed claim       0.250     0.500     0.333      2     4\n"));
    let json = run(&["score", "--gold", "gold", "gold-claims.jsonl", "--json"]);
    assert!(json.out.starts_with('{') && json.out.contains("\"attribution\":0.6"));
}

#[test]
fn without_claims_the_articles_are_coded_and_scored() {
    let coded = run(&["code", "--format", "jsonl", "gold/articles.jsonl"]).out;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("claims.jsonl");
    std::fs::write(&file, coded).unwrap();
    let given = run(&["score", "--gold", "gold", file.to_str().unwrap()]);
    let own = run(&["score", "--gold", "gold"]);
    assert_eq!(own.code, Some(0));
    assert_eq!(own.out, given.out);
}

#[test]
fn a_wrong_lexicon_file_is_told_line_by_line() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("mine.tsv"),
        "#! isnad-lexicon actors\nid\tname\tkind\tsectors\taliases\ngrp:x\tX\tgroup\tREB\tجماعة المثال\ngrp:y\tY\tcrowd\tREBEL\tكذا\n",
    )
    .unwrap();
    let checked =
        command(&["lexicon", "check", "mine.tsv"]).current_dir(folder.path()).output().unwrap();
    assert_eq!(checked.status.code(), Some(1));
    let problems = String::from_utf8(checked.stdout).unwrap();
    assert!(problems.lines().count() > 0);
    assert!(problems.lines().all(|line| line.starts_with("mine.tsv:4: ")), "{problems}");
    // The same file cannot be coded with.
    let file = folder.path().join("mine.tsv");
    let ran = run_with(&["code", "--lexicon", file.to_str().unwrap()], articles(1).as_bytes());
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains("mine.tsv:4: "));
    // Outside the repository there is nothing else to check.
    let nothing = command(&["lexicon", "check"]).current_dir(folder.path()).output().unwrap();
    assert_eq!(nothing.status.code(), Some(0));
}

#[test]
fn own_words_are_read_on_top_and_shown() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.tsv");
    std::fs::write(
        &file,
        "#! isnad-lexicon actors\nid\tname\tkind\tcountry\tsectors\taliases\ngrp:x\tExample Group\tgroup\tSYR\tREB\tجماعة المثال الغريب\n",
    )
    .unwrap();
    let file = file.to_str().unwrap();
    let ran = run(&["lexicon", "show", "--lexicon", file, "جماعة المثال الغريب"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    insta::assert_snapshot!(ran.out.replace(file, "mine.tsv"));
    let unknown = run(&["lexicon", "show", "جماعة المثال الغريب"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (Some(1), ""));
}

#[test]
fn the_lexicon_is_counted() {
    let ran = run(&["lexicon", "stats"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.out.lines().any(|line| line.ends_with("  actors")));
}

#[test]
fn the_demo_runs_in_both_languages() {
    for lang in ["en", "ar"] {
        let ran = run(&["demo", "--lang", lang]);
        assert_eq!(ran.code, Some(0));
        assert!(ran.out.contains("zalambessa-01") && ran.out.contains("isnad explain"));
    }
    assert!(run(&["demo", "--format", "csv"]).out.starts_with("id,article,outlet,"));
}
