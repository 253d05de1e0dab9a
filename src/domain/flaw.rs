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
    /// A kind of unit that does not exist is named.
    UnknownUnitType {
        /// The name.
        id: String,
    },
    /// A parameter that does not exist is named.
    UnknownParameter {
        /// The name.
        id: String,
    },
    /// A parameter with a count stands where an amount should, or the other way round.
    ParameterKind {
        /// Its name.
        id: String,
    },
    /// A parameter that is named nowhere.
    UnusedParameter,
    /// An item, section, option, field, figure or anything else that does not exist is named.
    NotThere {
        /// The name.
        id: String,
    },
    /// Something that means nothing where it stands, or may not stand there.
    OutOfPlace {
        /// What.
        name: &'static str,
    },
    /// Items look at each other in a circle.
    Circle {
        /// The way round.
        path: String,
    },
    /// Conditions inside conditions, deeper than can be followed.
    TooDeep {
        /// The most there may be.
        most: usize,
    },
    /// No answer leads here.
    Unreachable,
    /// `at_least` and `at_most` in one list of bands.
    MixedBands,
    /// An amount is not above zero where it must be.
    NotPositive,
    /// Something that is never scored has a full score.
    NotScored,
    /// The least is more than the most.
    FloorAboveCap,
    /// An answer is worth less than the item's floor.
    BelowFloor {
        /// What it is worth.
        worst: Points,
        /// The floor.
        floor: Points,
    },
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
