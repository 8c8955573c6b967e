//! Articles and megabytes a second from text to claims, over the articles of the sample dossier; each bench asserts
//! that it made claims.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use isnad::extract::articles_of_jsonl;
use isnad::{Article, Pipeline, in_order};

fn main() {
    divan::main();
}

/// The dossier as JSONL.
fn jsonl() -> Vec<u8> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/dossier/dossier.jsonl");
    std::fs::read(path).expect("the dossier is part of the repository")
}

fn articles() -> Vec<Article> {
    articles_of_jsonl(jsonl().as_slice(), "dossier.jsonl")
        .map(|a| a.expect("a good line"))
        .collect()
}

fn bytes(articles: &[Article]) -> usize {
    articles.iter().map(|article| article.text.len()).sum()
}

/// One thread, its coder kept from article to article.
#[divan::bench]
fn one_thread(bencher: Bencher<'_, '_>) {
    let (pipeline, articles) = (Pipeline::new().expect("a lexicon"), articles());
    let mut coder = pipeline.coder();
    bencher
        .counter(BytesCount::new(bytes(&articles)))
        .counter(ItemsCount::new(articles.len()))
        .bench_local(|| {
            let claims: usize =
                articles.iter().map(|article| coder.code(article).claims.len()).sum();
            assert!(claims > 0);
            claims
        });
}

/// JSONL in, claims in the order of the articles out, as `isnad code` runs it.
#[divan::bench(args = [1, 2, 4])]
fn from_jsonl(bencher: Bencher<'_, '_>, threads: usize) {
    const TIMES: usize = 20;
    let pipeline = Pipeline::new().expect("a lexicon");
    let (input, each) = (jsonl().repeat(TIMES), articles());
    bencher
        .counter(BytesCount::new(bytes(&each) * TIMES))
        .counter(ItemsCount::new(each.len() * TIMES))
        .bench_local(|| {
            let mut claims = 0;
            let done: Result<(), ()> = in_order(
                articles_of_jsonl(input.as_slice(), "dossier.jsonl"),
                threads,
                || pipeline.coder(),
                |coder, article| coder.code(&article.expect("a good line")).claims.len(),
                |coded| {
                    claims += coded;
                    Ok(())
                },
            );
            assert!(done.is_ok() && claims > 0);
            claims
        });
}

/// The lexicon that the program carries, made ready.
#[divan::bench]
fn load(bencher: Bencher<'_, '_>) {
    bencher.bench(|| {
        let pipeline = Pipeline::new().expect("a lexicon");
        assert!(!pipeline.lexicon().countries().is_empty());
        pipeline
    });
}
