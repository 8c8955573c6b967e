//! Articles a second from pages, plain texts and JSONL; each bench asserts what it made.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use isnad_extract::{InputKind, RawDocument, articles_of_jsonl, extract};

fn main() {
    divan::main();
}

const SENTENCE: &str = "أعلنت وزارة الخارجية أن وفدا من الخبراء سيزور المدينة الساحلية للاطلاع على سير \
    العمل، وأضافت أن الزيارة ستستمر ثلاثة أيام وتشمل لقاءات مع المسؤولين المحليين.";

/// A page of about 100 kB: menus, an article of `paragraphs` paragraphs, related articles, comments.
fn page(paragraphs: usize) -> String {
    let menu: String = (0..80)
        .map(|n| format!("<li class=\"menu-item\"><a href=\"/c/{n}\">قسم رقم {n}</a></li>"))
        .collect();
    let body: String = (0..paragraphs).map(|n| format!("<p>{n}. {SENTENCE}</p>\n")).collect();
    let related: String = (0..60)
        .map(|n| {
            format!(
                "<div class=\"item\"><a href=\"/a/{n}\"><img src=\"{n}.jpg\" alt=\"\"><h4>خبر آخر رقم {n} عن \
                 أمور كثيرة في مدن بعيدة</h4></a><span class=\"date\">منذ {n} ساعات</span></div>"
            )
        })
        .collect();
    let script = "window.dataLayer=window.dataLayer||[];".repeat(600);
    format!(
        "<!doctype html><html lang=\"ar\" dir=\"rtl\"><head><meta charset=\"utf-8\"><title>وفد من الخبراء يزور \
         المدينة - صحيفة المثال</title><meta property=\"article:published_time\" \
         content=\"2020-10-01T08:00:00+03:00\"><script>{script}</script></head><body><nav><ul>{menu}</ul></nav>\
         <div class=\"main\"><h1>وفد من الخبراء يزور المدينة</h1><div class=\"entry-content\">{body}</div>\
         <div class=\"related\"><h3>أخبار ذات صلة</h3>{related}</div></div><footer>حقوق</footer></body></html>"
    )
}

fn text(paragraphs: usize) -> String {
    let body: String = (0..paragraphs).map(|_| format!("{SENTENCE}\n\n")).collect();
    format!("وفد من الخبراء يزور المدينة\n\nسمر العلي – متابعات\n\n{body}اترك تعليقاً\n")
}

#[divan::bench(args = [20, 120])]
fn html_page(bencher: Bencher<'_, '_>, paragraphs: usize) {
    let page = page(paragraphs);
    bencher.counter(BytesCount::of_str(&page)).bench(|| {
        let document =
            RawDocument { bytes: page.as_bytes(), kind: InputKind::Html, ..RawDocument::default() };
        let article = extract(&document).expect("an article");
        assert_eq!(article.blocks.len(), paragraphs + 1);
        article
    });
}

#[divan::bench]
fn plain_text(bencher: Bencher<'_, '_>) {
    let text = text(8);
    bencher.counter(BytesCount::of_str(&text)).counter(ItemsCount::new(1usize)).bench(|| {
        let document =
            RawDocument { bytes: text.as_bytes(), kind: InputKind::Text, ..RawDocument::default() };
        let article = extract(&document).expect("an article");
        assert_eq!(article.blocks.len(), 11);
        article
    });
}

#[divan::bench]
fn jsonl(bencher: Bencher<'_, '_>) {
    let line = serde_json::json!({ "id": "a", "outlet": "المثال", "text": text(8) }).to_string();
    let lines = format!("{line}\n").repeat(100);
    bencher.counter(BytesCount::of_str(&lines)).counter(ItemsCount::new(100usize)).bench(|| {
        let articles = articles_of_jsonl(lines.as_bytes(), "bench").filter(Result::is_ok).count();
        assert_eq!(articles, 100);
        articles
    });
}
