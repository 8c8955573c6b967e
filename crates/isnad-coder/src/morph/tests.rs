use isnad_lexicon::SourceFile;
use isnad_model::Article;

use super::*;
use crate::segment::{WordList, segment};

/// A few words of each kind.
const SOURCES: &[(&str, &str)] = &[
    (
        "verbs.tsv",
        "#! isnad-lexicon verbs\n\
         lemma\troot\tform\tvowels\tmasdar\tevent\tframe\n\
         قصف\tقصف\t1\ta-i\tقصف\tASSAULT\tsubj=actor obj=recipient\n\
         دعا\tدعو\t1\ta-u\tدعوة\tREQUEST\tsubj=actor obj=recipient\n\
         ودع\tودع\t1\ta-a\tوداع\tNONE\tsubj=actor\n\
         سلم\tسلم\t2\t\t\tRETREAT\tsubj=actor obj=recipient\n",
    ),
    (
        "heads.tsv",
        "#! isnad-lexicon heads\n\
         word\tplural\tgender\tclass\tsectors\n\
         حكومة\t+ات\tf\tinstitution\tGOV\n\
         قوات\t\tf\tforce\tMIL\n\
         لجنة\tلجان\tf\tinstitution\tGOV\n\
         طائرة مسيرة\tطائرات مسيرة\tf\tasset\t\n\
         وزارة الدفاع\t\tf\tinstitution\tGOV|MIL\n",
    ),
    (
        "actors.tsv",
        "#! isnad-lexicon actors\n\
         id\tname\tkind\tcountry\tsectors\taliases\n\
         grp:base\tThe Base\tgroup\tIMG\tREB\tالقاعدة\n\
         grp:houthis\tHouthis\tgroup\tYEM\tREB\tالحوثيون\n",
    ),
    (
        "countries.tsv",
        "#! isnad-lexicon countries\n\
         code\tname\taliases\tcapital\tadj\n\
         YEM\tYemen\tاليمن\tصنعاء\tيمني\n\
         LBN\tLebanon\tلبنان\tبيروت\tلبناني\n",
    ),
    (
        "places.tsv",
        "#! isnad-lexicon places\n\
         name\tar\tkind\tcountry\tlat\tlon\n\
         Aleppo\tحلب\tcity\tSYR\t36.2\t37.2\n\
         Cairo\tالقاهرة\tcity\tEGY\t30.0\t31.2\n",
    ),
    (
        "words.tsv",
        "#! isnad-lexicon words\n\
         word\tclass\tvalue\n\
         على\tprep\t\n\
         كل\tquant\t\n\
         بناء على\tprep\t\n",
    ),
    (
        "cues.tsv",
        "#! isnad-lexicon cues\n\
         lemma\troot\tform\tvowels\tmasdar\tstance\tframe\n\
         وفقا ل\t\t\t\t\tassert\tnext=speaker\n",
    ),
];

fn lexicon() -> Lexicon {
    let sources: Vec<SourceFile> = SOURCES
        .iter()
        .map(|(name, text)| SourceFile { name: (*name).into(), text: (*text).into() })
        .collect();
    let bytes = Lexicon::compile(&sources).unwrap_or_else(|problems| panic!("{problems:?}"));
    Lexicon::load(bytes).unwrap()
}

/// The words of a text.
fn words(text: &str, lexicon: &Lexicon) -> Vec<Word> {
    let article = Article { text: text.into(), ..Article::default() };
    let document = segment(&article, &WordList::new([]));
    Morph::new(lexicon).words(text, &document.tokens)
}

/// The readings of a text's first word, each as its clitics, its entry and, where it is a phrase, its length.
fn read(text: &str) -> Vec<String> {
    let lexicon = lexicon();
    let first = words(text, &lexicon).swap_remove(0);
    let mut shown: Vec<String> = first.readings.iter().map(|r| show(r, &lexicon)).collect();
    shown.dedup();
    shown
}

fn show(reading: &Reading, lexicon: &Lexicon) -> String {
    let entry = match reading.target {
        Target::Lexeme(_) if reading.features.part == Part::Perfect => "did",
        Target::Lexeme(_) if reading.features.part == Part::Imperfect => "does",
        Target::Lexeme(_) if reading.features.part == Part::VerbalNoun => "doing",
        Target::Lexeme(_) => "cue",
        Target::Head(_) => "head",
        Target::Actor(index) => &lexicon.actor(index).id,
        Target::Country(_) if reading.how == How::Adjective => "nisba",
        Target::Country(index) => &lexicon.country(index).code,
        Target::Place(index) => &lexicon.place(index).name,
        Target::Word(_) => "word",
        _ => "other",
    };
    let clitics = clitics(&reading.clitics);
    let parts = [clitics.0.as_str(), entry, clitics.1.as_str()];
    let mut out = parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ");
    if reading.len > 1 {
        out += &format!(" of {}", reading.len);
    }
    out
}

/// What stands before the stem and what after it.
fn clitics(clitics: &Clitics) -> (String, String) {
    let before = [
        clitics.conj.map(|conj| if conj == Conj::Waw { "و" } else { "ف" }),
        clitics.letter.map(Letter::key),
        clitics.future.then_some("س"),
        clitics.article.then_some("ال"),
    ];
    let suffix = clitics.suffix.map_or("", |suffix| {
        SUFFIXES.iter().find(|(_, known)| *known == suffix).map_or("", |(ending, _)| *ending)
    });
    (before.into_iter().flatten().collect::<Vec<_>>().join(" "), suffix.to_owned())
}

fn guessed(text: &str) -> String {
    let lexicon = lexicon();
    let first = words(text, &lexicon).swap_remove(0);
    assert_eq!(first.readings, [], "{text}");
    clitics(&first.guess).0
}

#[test]
fn conjunction_future_and_pronoun_are_told_apart() {
    assert_eq!(read("قصفت"), ["did"]);
    assert_eq!(read("وقصفت"), ["و did"]);
    assert_eq!(read("فقصفها")[0], "ف did ها");
    assert_eq!(read("سيقصف"), ["س does"]);
    assert_eq!(read("وسيقصفونها"), ["و س does ها"]);
    assert_eq!(read("ستقصفكم"), ["س does كم"]);
}

#[test]
fn what_begins_like_a_future_may_be_a_verb_of_its_own() {
    // سلم (handed over) is no س + لم.
    assert_eq!(read("سلم")[0], "did");
    assert_eq!(read("وسلمها")[0], "و did ها");
    // There is no future of what has happened.
    assert_eq!(read("سقصف"), [] as [&str; 0]);
}

#[test]
fn a_verb_takes_neither_article_nor_preposition_but_lam_of_purpose() {
    assert_eq!(read("ليقصفوا"), ["ل does"]);
    assert_eq!(read("بيقصف"), [] as [&str; 0]);
    // القصف is the noun, and only that.
    assert_eq!(read("القصف"), ["ال doing"]);
    assert_eq!(read("بالقصف"), ["ب ال doing"]);
}

#[test]
fn a_noun_takes_preposition_and_pronoun_where_it_has_no_article() {
    assert_eq!(read("حكومته"), ["head ه"]);
    assert_eq!(read("وبحكومتها"), ["و ب head ها"]);
    assert_eq!(read("قواتنا"), ["head نا"]);
    assert_eq!(read("كحكومة"), ["ك head"]);
    assert_eq!(read("الحكومتها"), [] as [&str; 0]);
    // ني is for verbs, ي for nouns.
    assert!(read("قصفني").contains(&"did ني".to_owned()));
    assert_eq!(read("قواتني"), [] as [&str; 0]);
    // قواتي (my forces) is also spelt as two forces of somebody, and then that is what news means.
    assert_eq!(read("قواتي"), ["head"]);
}

#[test]
fn taa_marbuta_is_no_pronoun() {
    assert_eq!(read("حكومة"), ["head"]);
    // The letters of دعوه (they called him) and دعوة (a call) fold together.
    assert_eq!(read("دعوة"), ["doing"]);
    assert!(read("دعوه").contains(&"did ه".to_owned()));
}

#[test]
fn the_article_loses_its_alef_after_lam() {
    assert_eq!(read("للحكومة"), ["ل ال head"]);
    assert_eq!(read("وللحكومة"), ["و ل ال head"]);
    assert_eq!(read("لحكومة"), ["ل head"]);
    // A stem that begins with ل is written with two of them, not three, with the article and without.
    assert_eq!(read("للجنة"), ["ل head", "ل ال head"]);
    assert_eq!(read("لجنة"), ["head"]);
}

#[test]
fn names_keep_their_own_article_and_take_no_other() {
    assert_eq!(read("القاعدة"), ["grp:base"]);
    assert_eq!(read("والقاعدة"), ["و grp:base"]);
    assert_eq!(read("للقاعدة"), ["ل grp:base"]);
    assert_eq!(read("بالقاهرة"), ["ب Cairo"]);
    assert_eq!(read("لليمن"), ["ل YEM"]);
    assert_eq!(read("بلبنان"), ["ب LBN"]);
    assert_eq!(read("للحوثيين"), ["ل grp:houthis"]);
    // قاعدة is a base or a rule, حلبها is no town of hers, الحلب no town.
    for word in ["قاعدة", "الحلب", "حلبها", "قاعدتهم"] {
        assert_eq!(read(word), [] as [&str; 0], "{word}");
    }
}

#[test]
fn adjectives_of_countries_take_the_article() {
    assert_eq!(read("يمنية"), ["nisba"]);
    assert_eq!(read("اليمنية"), ["ال nisba"]);
    assert_eq!(read("واللبنانيين"), ["و ال nisba"]);
}

#[test]
fn phrases_are_found_behind_clitics_and_come_first() {
    assert_eq!(read("وزارة الدفاع"), ["head of 2"]);
    assert_eq!(read("ووزارة الدفاع"), ["و head of 2"]);
    assert_eq!(read("لوزارة الدفاع"), ["ل head of 2"]);
    assert_eq!(read("طائرة مسيرة"), ["head of 2"]);
    assert_eq!(read("للطائرة المسيرة"), ["ل ال head of 2"]);
    assert_eq!(read("بناء على"), ["word of 2"]);
    // Half a phrase is none, and its first word takes no pronoun.
    assert_eq!(read("وزارة الصحة"), [] as [&str; 0]);
    assert_eq!(read("وزارتها الدفاع"), [] as [&str; 0]);
}

#[test]
fn a_phrase_may_end_in_the_preposition_of_the_next_word() {
    assert_eq!(read("وفقا للحكومة"), ["cue"]);
    assert_eq!(read("ووفقا لمصدر"), ["و cue"]);
    assert_eq!(read("وفقا عليه"), [] as [&str; 0]);
}

#[test]
fn closed_words_take_pronouns_but_no_article() {
    assert_eq!(read("عليها"), ["word ها"]);
    assert_eq!(read("وعلى"), ["و word"]);
    assert_eq!(read("الكل"), [] as [&str; 0]);
}

#[test]
fn a_verb_of_no_event_gives_way_to_one_that_is() {
    // ودعت: and she called (دعا), she bade farewell (ودع).
    assert_eq!(read("ودعت"), ["و did"]);
}

#[test]
fn unknown_words_are_guessed_by_their_letters() {
    assert_eq!(guessed("والمنسقية"), "و ال");
    assert_eq!(guessed("وبالمنسقية"), "و ب ال");
    assert_eq!(guessed("للمنسقية"), "ل ال");
    assert_eq!(guessed("ومنسقية"), "و");
    // Too short to begin with and: وطن, وعد.
    assert_eq!(guessed("وطن"), "");
    assert_eq!(guessed("فريق"), "");
    assert_eq!(guessed("المنسقية"), "ال");
}

#[test]
fn signs_are_seen_in_the_text_and_not_in_the_key() {
    let lexicon = lexicon();
    let word = |text: &str| words(text, &lexicon).swap_remove(0);
    assert!(word("قُصفت").damma);
    assert!(word("وقُصفت").damma);
    assert!(!word("قصفُت").damma);
    assert!(word("قصفاً").tanwin);
    assert!(!word("قصفا").tanwin);
    assert!(word("مستشفى").maqsura);
    assert_eq!(word("قُصِفَت").readings, word("قصفت").readings);
    assert_eq!(word("قصـــفت").readings, word("قصفت").readings);
    assert_eq!(word("\u{200f}القصف\u{200f}").readings, word("القصف").readings);
}

#[test]
fn marks_and_numbers_have_no_readings() {
    let lexicon = lexicon();
    let all = words("، 12 F-16 «", &lexicon);
    assert!(all.iter().all(|word| word.readings.is_empty()));
}

#[test]
fn long_words_are_left_whole() {
    let lexicon = lexicon();
    let long = format!("وسيقصف{}", "و".repeat(MAX_WORD_BYTES));
    let word = words(&long, &lexicon).swap_remove(0);
    assert_eq!(word.readings, []);
    assert_eq!(word.stem, long);
    assert_eq!(word.guess, Clitics::default());
}

#[test]
fn memory_changes_nothing() {
    let lexicon = lexicon();
    let text = "قصفت القاعدة للحكومة قصفت القاعدة للحكومة";
    let article = Article { text: text.into(), ..Article::default() };
    let document = segment(&article, &WordList::new([]));
    let mut morph = Morph::new(&lexicon);
    let first = morph.words(text, &document.tokens);
    let again = morph.words(text, &document.tokens);
    for (one, other) in first.iter().zip(&again) {
        assert_eq!((&one.readings, &one.stem), (&other.readings, &other.stem));
    }
    assert_eq!(first[0].readings, first[3].readings);
}
