//! What is wrong with a template, and how to mend it.

use crate::app::words::{Word, fill, word};
use crate::domain::{Flaw, FlawKind, Lang, Level};

/// The message and the hint of a flaw.
pub fn flaw(lang: Lang, flaw: &Flaw) -> (String, String) {
    let say = |sentence, blanks: &[(&str, &str)]| fill(lang, sentence, blanks);
    let plain = |sentence| word(lang, sentence).to_owned();
    match &flaw.kind {
        FlawKind::BadId { id } => (say(Word::FlawBadId, &[("id", id)]), plain(Word::FlawBadIdHint)),
        FlawKind::RepeatedId { id } => (say(Word::FlawRepeatedId, &[("id", id)]), plain(Word::FlawRepeatedIdHint)),
        FlawKind::Empty => (plain(Word::FlawEmpty), plain(Word::FlawEmptyHint)),
        FlawKind::NoText => (plain(Word::FlawNoText), plain(Word::FlawNoTextHint)),
        FlawKind::NoTranslation { lang: missing } => {
            (say(Word::FlawNoTranslation, &[("lang", missing)]), plain(Word::FlawNoTranslationHint))
        }
        FlawKind::SectionSum { sum, printed } => (
            say(Word::FlawSectionSum, &[("sum", &sum.to_string()), ("printed", &printed.to_string())]),
            plain(Word::FlawSectionSumHint),
        ),
        FlawKind::TotalSum { sum, printed } => (
            say(Word::FlawTotalSum, &[("sum", &sum.to_string()), ("printed", &printed.to_string())]),
            plain(Word::FlawTotalSumHint),
        ),
        FlawKind::Negative => (plain(Word::FlawNegative), plain(Word::FlawNegativeHint)),
        FlawKind::AboveFull { best, full } => (
            say(Word::FlawAboveFull, &[("best", &best.to_string()), ("full", &full.to_string())]),
            plain(Word::FlawAboveFullHint),
        ),
        FlawKind::FullUnreachable { best, full } => (
            say(Word::FlawFullUnreachable, &[("best", &best.to_string()), ("full", &full.to_string())]),
            plain(Word::FlawFullUnreachableHint),
        ),
        FlawKind::BandOrder => (plain(Word::FlawBandOrder), plain(Word::FlawBandOrderHint)),
        FlawKind::BandRest => (plain(Word::FlawBandRest), plain(Word::FlawBandRestHint)),
        FlawKind::UnknownGrade { grade } => {
            (say(Word::FlawUnknownGrade, &[("grade", grade)]), plain(Word::FlawUnknownGradeHint))
        }
        FlawKind::VetoWithoutEffect => (plain(Word::FlawVetoWithoutEffect), plain(Word::FlawVetoWithoutEffectHint)),
        FlawKind::TooManyDecimals => (plain(Word::FlawTooManyDecimals), plain(Word::FlawTooManyDecimalsHint)),
        FlawKind::TooMany { most } => {
            (say(Word::FlawTooMany, &[("most", &most.to_string())]), plain(Word::FlawTooManyHint))
        }
        FlawKind::AsksAboutPerson { word: found } => {
            (say(Word::FlawAsksAboutPerson, &[("word", found)]), plain(Word::FlawAsksAboutPersonHint))
        }
        FlawKind::PersonWord { word: found } => {
            (say(Word::FlawPersonWord, &[("word", found)]), plain(Word::FlawPersonWordHint))
        }
    }
}

/// Where a flaw is and how bad.
pub fn flaw_place(lang: Lang, flaw: &Flaw) -> String {
    let level = word(
        lang,
        match flaw.level {
            Level::Error => Word::FlawError,
            Level::Warning => Word::FlawWarning,
        },
    );
    format!("{level} {}", flaw.at)
}
