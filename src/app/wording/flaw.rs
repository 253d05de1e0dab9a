//! What is wrong with a template, and how to mend it.

use crate::app::words::{Word, fill, word};
use crate::domain::{Flaw, FlawKind, Lang, Level};

/// The message and the hint of a flaw.
pub fn flaw(lang: Lang, flaw: &Flaw) -> (String, String) {
    let (message, hint, blanks) = match &flaw.kind {
        FlawKind::BadId { id } => (Word::FlawBadId, Word::FlawBadIdHint, vec![("id", id.clone())]),
        FlawKind::RepeatedId { id } => (Word::FlawRepeatedId, Word::FlawRepeatedIdHint, vec![("id", id.clone())]),
        FlawKind::Empty => (Word::FlawEmpty, Word::FlawEmptyHint, vec![]),
        FlawKind::NoText => (Word::FlawNoText, Word::FlawNoTextHint, vec![]),
        FlawKind::NoTranslation { lang: missing } => {
            (Word::FlawNoTranslation, Word::FlawNoTranslationHint, vec![("lang", (*missing).to_owned())])
        }
        FlawKind::SectionSum { sum, printed } => (
            Word::FlawSectionSum,
            Word::FlawSectionSumHint,
            vec![("sum", sum.to_string()), ("printed", printed.to_string())],
        ),
        FlawKind::TotalSum { sum, printed } => (
            Word::FlawTotalSum,
            Word::FlawTotalSumHint,
            vec![("sum", sum.to_string()), ("printed", printed.to_string())],
        ),
        FlawKind::Negative => (Word::FlawNegative, Word::FlawNegativeHint, vec![]),
        FlawKind::AboveFull { best, full } => {
            (Word::FlawAboveFull, Word::FlawAboveFullHint, vec![("best", best.to_string()), ("full", full.to_string())])
        }
        FlawKind::FullUnreachable { best, full } => (
            Word::FlawFullUnreachable,
            Word::FlawFullUnreachableHint,
            vec![("best", best.to_string()), ("full", full.to_string())],
        ),
        FlawKind::BandOrder => (Word::FlawBandOrder, Word::FlawBandOrderHint, vec![]),
        FlawKind::BandRest => (Word::FlawBandRest, Word::FlawBandRestHint, vec![]),
        FlawKind::UnknownGrade { grade } => {
            (Word::FlawUnknownGrade, Word::FlawUnknownGradeHint, vec![("grade", grade.clone())])
        }
        FlawKind::VetoWithoutEffect => (Word::FlawVetoWithoutEffect, Word::FlawVetoWithoutEffectHint, vec![]),
        FlawKind::UnknownUnitType { id } => {
            (Word::FlawUnknownUnitType, Word::FlawUnknownUnitTypeHint, vec![("id", id.clone())])
        }
        FlawKind::UnknownParameter { id } => {
            (Word::FlawUnknownParameter, Word::FlawUnknownParameterHint, vec![("id", id.clone())])
        }
        FlawKind::ParameterKind { id } => {
            (Word::FlawParameterKind, Word::FlawParameterKindHint, vec![("id", id.clone())])
        }
        FlawKind::UnusedParameter => (Word::FlawUnusedParameter, Word::FlawUnusedParameterHint, vec![]),
        FlawKind::NotThere { id } => (Word::FlawNotThere, Word::FlawNotThereHint, vec![("id", id.clone())]),
        FlawKind::OutOfPlace { name } => {
            (Word::FlawOutOfPlace, Word::FlawOutOfPlaceHint, vec![("name", (*name).to_owned())])
        }
        FlawKind::Circle { path } => (Word::FlawCircle, Word::FlawCircleHint, vec![("path", path.clone())]),
        FlawKind::TooDeep { most } => (Word::FlawTooDeep, Word::FlawTooDeepHint, vec![("most", most.to_string())]),
        FlawKind::Unreachable => (Word::FlawUnreachable, Word::FlawUnreachableHint, vec![]),
        FlawKind::MixedBands => (Word::FlawMixedBands, Word::FlawMixedBandsHint, vec![]),
        FlawKind::NotPositive => (Word::FlawNotPositive, Word::FlawNotPositiveHint, vec![]),
        FlawKind::NotScored => (Word::FlawNotScored, Word::FlawNotScoredHint, vec![]),
        FlawKind::FloorAboveCap => (Word::FlawFloorAboveCap, Word::FlawFloorAboveCapHint, vec![]),
        FlawKind::BelowFloor { worst, floor } => (
            Word::FlawBelowFloor,
            Word::FlawBelowFloorHint,
            vec![("worst", worst.to_string()), ("floor", floor.to_string())],
        ),
        FlawKind::TooManyDecimals => (Word::FlawTooManyDecimals, Word::FlawTooManyDecimalsHint, vec![]),
        FlawKind::TooMany { most } => (Word::FlawTooMany, Word::FlawTooManyHint, vec![("most", most.to_string())]),
        FlawKind::AsksAboutPerson { word: found } => {
            (Word::FlawAsksAboutPerson, Word::FlawAsksAboutPersonHint, vec![("word", (*found).to_owned())])
        }
        FlawKind::PersonWord { word: found } => {
            (Word::FlawPersonWord, Word::FlawPersonWordHint, vec![("word", (*found).to_owned())])
        }
    };
    let blanks: Vec<(&str, &str)> = blanks.iter().map(|(name, value)| (*name, value.as_str())).collect();
    (fill(lang, message, &blanks), word(lang, hint).to_owned())
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
