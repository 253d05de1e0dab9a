//! What is wrong with a template: data with a place, which every language turns into words and a
//! hint.

use serde::Serialize;

use super::points::Points;

/// Something wrong with a template.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Flaw {
    /// Whether the template can be used all the same.
    pub level: Level,
    /// Where: `sections[0].items[2].rule`, or an id.
    pub at: String,
    /// What.
    #[serde(flatten)]
    pub kind: FlawKind,
}

/// How bad a flaw is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Worth a look.
    Warning,
    /// The template is refused.
    Error,
}

/// What is wrong.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "flaw", rename_all = "snake_case")]
pub enum FlawKind {
    /// An id has other characters than letters, digits, `_` and `-`, or is too long.
    BadId {
        /// The id.
        id: String,
    },
    /// Two things have the same id.
    RepeatedId {
        /// The id.
        id: String,
    },
    /// A list that needs at least one entry has none.
    Empty,
    /// A text has no words in Simplified Chinese.
    NoText,
    /// A text is missing in a language that the rest of the template has.
    NoTranslation {
        /// The language.
        lang: &'static str,
    },
    /// The items do not add up to the section's printed score.
    SectionSum {
        /// What the items add up to.
        sum: Points,
        /// What the section says.
        printed: Points,
    },
    /// The core sections do not add up to the full score.
    TotalSum {
        /// What the sections add up to.
        sum: Points,
        /// What the template says.
        printed: Points,
    },
    /// An amount is below zero where it may not be.
    Negative,
    /// An answer can bring more than the item's full score.
    AboveFull {
        /// What it can bring.
        best: Points,
        /// The full score.
        full: Points,
    },
    /// No answer brings the full score.
    FullUnreachable {
        /// The most an answer brings.
        best: Points,
        /// The full score.
        full: Points,
    },
    /// Bands or grades do not fall from best to worst, or repeat a boundary.
    BandOrder,
    /// The last band or grade must take the rest and so have no lower end; no other may.
    BandRest,
    /// A grade that does not exist is named.
    UnknownGrade {
        /// The name.
        grade: String,
    },
    /// A cap on the best grade, or on the lowest, changes nothing.
    VetoWithoutEffect,
    /// More decimals than scores have.
    TooManyDecimals,
    /// More entries than can be dealt with.
    TooMany {
        /// The most there may be.
        most: usize,
    },
    /// A word that asks for facts about a person: refused.
    AsksAboutPerson {
        /// The word.
        word: &'static str,
    },
    /// A word that often goes with lists of persons.
    PersonWord {
        /// The word.
        word: &'static str,
    },
}
