use super::*;

fn noun(lemma: &str, plurals: &[&str], gender: Gender) -> Vec<Inflected> {
    inflect_noun(&NounSpec { lemma, plurals, gender })
}

fn feminine(lemma: &str, plurals: &[&str]) -> Vec<Inflected> {
    noun(lemma, plurals, Gender::Feminine)
}

fn masculine(lemma: &str, plurals: &[&str]) -> Vec<Inflected> {
    noun(lemma, plurals, Gender::Masculine)
}

fn free(f: &Features) -> bool {
    !f.construct && !f.before_suffix && !f.accusative
}

#[test]
fn a_noun_in_taa_marbuta_opens_it_before_a_suffix() {
    let forms = feminine("غارة", &["+ات"]);
    assert_eq!(texts(&forms, free), "غارة غارتان غارتين غارات");
    assert_eq!(texts(&forms, |f| f.before_suffix), "غارت");
    assert_eq!(texts(&forms, |f| f.construct), "غارتا غارتي");
    assert_eq!(texts(&forms, |f| f.accusative), "");
    assert_eq!(texts(&forms, |f| f.number == Number::Plural), "غارات");
}

#[test]
fn a_broken_plural_is_given_as_a_word() {
    let forms = masculine("هجوم", &["هجمات"]);
    assert_eq!(texts(&forms, free), "هجوم هجومان هجومين هجمات");
    assert_eq!(texts(&forms, |f| f.accusative), "هجوما");
    let forms = masculine("قتيل", &["قتلى"]);
    assert_eq!(texts(&forms, |f| f.number == Number::Plural && free(f)), "قتلى");
    assert_eq!(texts(&forms, |f| f.number == Number::Plural && f.before_suffix), "قتلا");
    let forms = masculine("صاروخ", &["صواريخ"]);
    assert_eq!(texts(&forms, |f| f.number == Number::Plural), "صواريخ");
    let forms = masculine("قائد", &["قادة"]);
    assert_eq!(texts(&forms, |f| f.number == Number::Plural), "قادة قادت");
}

#[test]
fn a_sound_plural_loses_its_nun_before_a_genitive() {
    let forms = masculine("مسلح", &["+ون"]);
    assert_eq!(texts(&forms, |f| f.number == Number::Plural && free(f)), "مسلحون مسلحين");
    assert_eq!(texts(&forms, |f| f.number == Number::Plural && f.construct), "مسلحو مسلحي");
    assert_eq!(texts(&forms, |f| f.number == Number::Dual && f.construct), "مسلحا مسلحي");
}

#[test]
fn final_alef_changes_before_endings() {
    let forms = masculine("مستشفى", &["+ات"]);
    assert_eq!(texts(&forms, free), "مستشفى مستشفيان مستشفيين مستشفيات");
    assert_eq!(texts(&forms, |f| f.before_suffix), "مستشفا");
    let forms = feminine("مباراة", &["+ات"]);
    assert_eq!(texts(&forms, |f| f.number == Number::Plural), "مباريات");
}

#[test]
fn hamza_takes_the_seat_of_its_vowels() {
    let forms = masculine("وزير", &["وزراء"]);
    assert_eq!(texts(&forms, |f| f.number == Number::Plural), "وزراء وزراؤ وزرائ");
    let forms = masculine("عبء", &["أعباء"]);
    assert_eq!(texts(&forms, |f| f.accusative && f.number == Number::Singular), "عبئا");
    let forms = masculine("جزء", &["أجزاء"]);
    assert_eq!(texts(&forms, |f| f.accusative && f.number == Number::Singular), "جزءا");
    assert_eq!(texts(&feminine("منشأة", &["+ات"]), |f| f.number == Number::Plural), "منشآت");
    assert_eq!(texts(&feminine("هيئة", &["+ات"]), |f| f.number == Number::Plural), "هيئات");
    let forms = masculine("لاجئ", &["+ون"]);
    assert_eq!(texts(&forms, |f| f.number == Number::Plural && free(f)), "لاجئون لاجئين");
}

#[test]
fn kasratan_marks_a_lost_yaa() {
    let forms = masculine("محامٍ", &["+ون"]);
    assert_eq!(texts(&forms, |f| f.number == Number::Singular), "محامي محام محاميا");
    assert_eq!(texts(&forms, |f| f.number == Number::Plural && free(f)), "محامون محامين");
    let forms = masculine("مبنى", &["مبانٍ"]);
    assert_eq!(texts(&forms, |f| f.number == Number::Plural), "مبان مباني");
}

#[test]
fn before_a_definite_genitive_the_noun_is_in_the_construct() {
    let all = |_: &Features| true;
    let forms = masculine("إطلاق النار", &[]);
    assert_eq!(texts(&forms, all), "إطلاق النار إطلاقا النار إطلاقي النار");
    let forms = masculine("حكم الإعدام", &["أحكام الإعدام"]);
    assert_eq!(texts(&forms, |f| f.number == Number::Plural), "أحكام الإعدام");
    let forms = masculine("ناطق باسم", &["+ون"]);
    let plural = texts(&forms, |f| f.number == Number::Plural);
    assert_eq!(plural, "ناطقون باسم ناطقو باسم ناطقين باسم ناطقي باسم");
}

#[test]
fn an_adjective_agrees_with_its_noun() {
    let all = |_: &Features| true;
    let forms = feminine("طائرة مسيرة", &["+ات"]);
    let expected = "طائرة مسيرة طائرتان مسيرتان طائرتين مسيرتين طائرات مسيرة";
    assert_eq!(texts(&forms, all), expected);
    let forms = masculine("هجوم صاروخي", &["هجمات"]);
    let expected = "هجوم صاروخي هجوما صاروخيا هجومان صاروخيان هجومين صاروخيين هجمات صاروخية";
    assert_eq!(texts(&forms, all), expected);
}

#[test]
fn an_adjective_of_relation_has_two_genders_and_its_own_plural() {
    let forms = inflect_nisba("تركي", &["أتراك"]);
    assert_eq!(texts(&forms, |f| f.number == Number::Singular && free(f)), "تركي تركية");
    let plural = texts(&forms, |f| f.number == Number::Plural && free(f));
    assert_eq!(plural, "تركيون تركيين تركيات أتراك");
}
