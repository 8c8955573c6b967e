//! Claims made by hand, for the tests of the renderers. They say nothing of what the coder finds.

use isnad::{
    Article, Claim, Context, Event, Evidence, Figure, FigureKind, Hop, HopMode, Member, Mention,
    Mode, Place, Precision, Sector, Stance, Status, When,
};

const HEADLINE: &str = "باريس: الرئاسات الثلاث تدين القتال في الإقليم";
const DENIAL: &str = "ونفت وزارة الدفاع الأذربيجانية، في بيان نشرته وكالة المثال (4 تشرين الأول)، أن تكون قواتها أسقطت مروحية أرمينية، وقالت إن القصف أوقع 20 قتيلاً على الأقل ونحو 35 جريحاً.";
const OFFER: &str = "إذا قبل الطرف الآخر الانسحاب فسيتوقف القتال.";

/// An article with four claims in three sentences, the first in its headline.
pub(super) fn article() -> (Article, Vec<Claim>) {
    let text = format!("{HEADLINE}\n\n{DENIAL}\n{OFFER}");
    let article = Article {
        id: "sample-1".into(),
        url: "https://example.org/1".into(),
        outlet: "جريدة المثال".into(),
        title: HEADLINE.into(),
        published: Some("2020-10-05T08:00:00+03:00".into()),
        language: Some("ar".into()),
        text: text.clone(),
        ..Article::default()
    };
    let at = |part: &str| evidence(&text, part);
    let ministry = Mention {
        span: at("وزارة الدفاع الأذربيجانية"),
        name: Some("ministry of defence (Azerbaijan)".into()),
        country: Some("AZE".into()),
        sectors: vec![Sector::Gov, Sector::Mil],
        ..Mention::default()
    };
    let agency = Mention {
        span: at("وكالة المثال"),
        name: Some("Example Agency".into()),
        id: Some("med:example".into()),
        ..Mention::default()
    };
    let hop = |stance, cue| Hop {
        speaker: Some(ministry.clone()),
        cue: at(cue),
        stance,
        mode: HopMode::Indirect,
        via: Some(agency.clone()),
        quote: None,
    };
    let condemn = Claim {
        id: "aaaaaaaa00000001".into(),
        event: Event::Accuse,
        modes: vec![Mode::Disapprove],
        contexts: vec![Context::Diplomatic],
        trigger: at("تدين"),
        actors: vec![Mention {
            span: at("الرئاسات الثلاث"),
            members: ["RUS", "USA", "FRA"].map(presidency).to_vec(),
            ..Mention::default()
        }],
        content: Some(at("القتال في الإقليم")),
        confidence: 0.9,
        rule: "verbs:دان+subject-verb".into(),
        ..claim(at(HEADLINE))
    };
    let downing = Claim {
        id: "bbbbbbbb00000002".into(),
        event: Event::Assault,
        modes: vec![Mode::Destroy],
        contexts: vec![Context::Military],
        trigger: at("أسقطت"),
        actors: vec![Mention {
            span: at("قواتها"),
            name: Some("forces (Azerbaijan)".into()),
            country: Some("AZE".into()),
            sectors: vec![Sector::Mil],
            ..Mention::default()
        }],
        recipients: vec![Mention {
            span: at("مروحية أرمينية"),
            country: Some("ARM".into()),
            sectors: vec![Sector::Mil],
            ..Mention::default()
        }],
        attribution: vec![hop(Stance::Deny, "نفت")],
        confidence: 0.75,
        rule: "verbs:أسقط+verb-subject".into(),
        ..claim(at(DENIAL))
    };
    let shelling = Claim {
        id: "cccccccc00000003".into(),
        event: Event::Assault,
        modes: vec![Mode::HeavyWeapons],
        trigger: at("القصف"),
        attribution: vec![
            hop(Stance::Assert, "قالت"),
            Hop { speaker: None, via: None, ..hop(Stance::Confirm, "قالت") },
        ],
        status: Status::Historical,
        figures: vec![
            figure(FigureKind::Killed, Some(20), None, false, at("20 قتيلاً على الأقل")),
            figure(FigureKind::Injured, Some(35), Some(35), true, at("نحو 35 جريحاً")),
            figure(FigureKind::Missing, None, None, false, at("جريحاً")),
        ],
        places: vec![Place {
            span: at("الإقليم"),
            name: Some("Nagorno-Karabakh".into()),
            country: Some("AZE".into()),
            lat: Some(39.8),
            lon: Some(46.75),
            geonameid: Some(150_736),
        }],
        date: Some(When {
            span: at("4 تشرين الأول"),
            from: "2020-10-04".parse().ok(),
            to: "2020-10-04".parse().ok(),
            precision: Precision::Day,
        }),
        confidence: 0.6,
        rule: "nouns:قصف+noun".into(),
        ..claim(at(DENIAL))
    };
    let stop = Claim {
        id: "dddddddd00000004".into(),
        event: Event::Concede,
        trigger: at("فسيتوقف القتال"),
        recipients: vec![Mention { span: at("الطرف الآخر"), ..Mention::default() }],
        status: Status::Conditional,
        condition: Some(at("إذا قبل الطرف الآخر الانسحاب")),
        date: Some(When { span: at("فسيتوقف"), ..When::default() }),
        confidence: 0.55,
        rule: "verbs:توقّف+verb-subject".into(),
        ..claim(at(OFFER))
    };
    (article, vec![condemn, downing, shelling, stop])
}

fn claim(sentence: Evidence) -> Claim {
    Claim {
        id: String::new(),
        article: "sample-1".into(),
        event: Event::Statement,
        modes: Vec::new(),
        contexts: Vec::new(),
        trigger: Evidence::default(),
        actors: Vec::new(),
        recipients: Vec::new(),
        content: None,
        attribution: Vec::new(),
        status: Status::Occurred,
        condition: None,
        figures: Vec::new(),
        places: Vec::new(),
        date: None,
        sentence,
        confidence: 0.5,
        rule: String::new(),
    }
}

fn presidency(country: &str) -> Member {
    Member { country: Some(country.into()), sectors: vec![Sector::Gov], ..Member::default() }
}

fn figure(
    kind: FigureKind,
    low: Option<u64>,
    high: Option<u64>,
    approximate: bool,
    span: Evidence,
) -> Figure {
    Figure { kind, low, high, approximate, span }
}

/// The first place of `part` in `text`.
fn evidence(text: &str, part: &str) -> Evidence {
    let byte = text.find(part).unwrap();
    let start = text[..byte].chars().count() as u32;
    Evidence { text: part.into(), start, end: start + part.chars().count() as u32 }
}
