//! The span of time a submission speaks of.

use std::fmt;
use std::str::FromStr;

use super::json::{Json, Node, Problem, Shape};
use serde_json::Value;

/// How long a period is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PeriodKind {
    /// A calendar year.
    Year,
    /// January to June or July to December.
    Half,
    /// Three months.
    Quarter,
    /// A calendar month.
    Month,
}

impl PeriodKind {
    /// How many of them a year has.
    pub const fn parts(self) -> u8 {
        match self {
            PeriodKind::Year => 1,
            PeriodKind::Half => 2,
            PeriodKind::Quarter => 4,
            PeriodKind::Month => 12,
        }
    }
}

/// One period. In files: `2026`, `2026-H1`, `2026-Q3`, `2026-04`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Period {
    kind: PeriodKind,
    year: u16,
    part: u8,
}

impl Period {
    /// The `part`-th period of its kind in `year`, counted from 1; `None` when there is no such.
    pub fn new(kind: PeriodKind, year: u16, part: u8) -> Option<Period> {
        let known = (1949..=2199).contains(&year) && (1..=kind.parts()).contains(&part);
        known.then_some(Period { kind, year, part })
    }

    /// Its length.
    pub const fn kind(self) -> PeriodKind {
        self.kind
    }

    /// Its year.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// Which one within the year, from 1.
    pub const fn part(self) -> u8 {
        self.part
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            PeriodKind::Year => write!(f, "{}", self.year),
            PeriodKind::Half => write!(f, "{}-H{}", self.year, self.part),
            PeriodKind::Quarter => write!(f, "{}-Q{}", self.year, self.part),
            PeriodKind::Month => write!(f, "{}-{:02}", self.year, self.part),
        }
    }
}

/// Why a text is not a [`Period`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a period such as 2026, 2026-H1, 2026-Q3 or 2026-04: {0}")]
pub struct NotAPeriod(String);

impl FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Period, NotAPeriod> {
        let (year, rest) = text.split_once('-').unwrap_or((text, ""));
        let (kind, part) = match rest.as_bytes() {
            [] => (PeriodKind::Year, "1"),
            [b'H', _] => (PeriodKind::Half, &rest[1..]),
            [b'Q', _] => (PeriodKind::Quarter, &rest[1..]),
            [_, _] => (PeriodKind::Month, rest),
            _ => (PeriodKind::Month, ""),
        };
        let period = match (year.parse(), part.parse()) {
            (Ok(year), Ok(part)) => Period::new(kind, year, part),
            _ => None,
        };
        // One spelling each: what it prints is what was read.
        period.filter(|period| period.to_string() == text).ok_or_else(|| NotAPeriod(text.chars().take(24).collect()))
    }
}

impl Json for Period {
    fn read(node: Node<'_>) -> Result<Period, Problem> {
        node.text()?.parse().map_err(|_| node.other(Shape::Period))
    }
    fn write(&self) -> Value {
        self.to_string().into()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Period {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Period".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": "^(19[4-9][0-9]|2[01][0-9]{2})(-H[12]|-Q[1-4]|-(0[1-9]|1[0-2]))?$",
            "description": "A year, half, quarter or month: 2026, 2026-H1, 2026-Q3, 2026-04."
        })
    }
}
