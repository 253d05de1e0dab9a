//! What is wrong with a value, and where.

use std::fmt;

/// What is wrong with a value, and where.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
pub struct Problem {
    /// Its place.
    pub at: String,
    /// What is wrong.
    #[serde(flatten)]
    pub kind: ProblemKind,
}

/// What is wrong with a value.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum ProblemKind {
    /// A member that must be there is not.
    Missing {
        /// Its name.
        name: String,
    },
    /// A member that nobody knows, perhaps misspelt.
    Unknown {
        /// Its name.
        name: String,
    },
    /// A word that is none of those that may stand there.
    Unlisted {
        /// The word.
        found: String,
        /// What may stand there.
        known: Vec<String>,
    },
    /// Another kind of value.
    Other {
        /// What should be there.
        wanted: Shape,
    },
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.at)?;
        match &self.kind {
            ProblemKind::Missing { name } => write!(f, "{name} is missing"),
            ProblemKind::Unknown { name } => write!(f, "{name} is unknown"),
            ProblemKind::Unlisted { found, known } => write!(f, "{found} is none of {}", known.join(", ")),
            ProblemKind::Other { wanted } => write!(f, "should be {wanted:?}"),
        }
    }
}

/// What kind of value should stand somewhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// A text.
    Text,
    /// An amount as text: `"2.5"`.
    Decimal,
    /// A period as text: `"2026-Q3"`.
    Period,
    /// A day as text: `"2026-03-01"`.
    Date,
    /// A whole number.
    Whole,
    /// `true` or `false`.
    Truth,
    /// `[ ]`
    List,
    /// `{ }`
    Object,
    /// Nothing more.
    Nothing,
}
