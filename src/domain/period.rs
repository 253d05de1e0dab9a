//! The span of time a submission speaks of.

use std::fmt;
use std::str::FromStr;

use super::json::{Filled, Json, Node, Shape, Write};
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
    /// The first or the second half of a month.
    HalfMonth,
    /// A stage of a campaign.
    Stage,
    /// No period at all.
    Once,
}

impl PeriodKind {
    /// How many of them a year has.
    pub const fn parts(self) -> u8 {
        match self {
            PeriodKind::Year => 1,
            PeriodKind::Half => 2,
            PeriodKind::Quarter => 4,
            PeriodKind::Month => 12,
            PeriodKind::HalfMonth => 24,
            PeriodKind::Stage => 9,
            PeriodKind::Once => 1,
        }
    }
}

/// One period. In files: `2026`, `2026-H1`, `2026-Q3`, `2026-04`, `2026-04-A`, `2026-S2`, `once`.
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
        // What is filled only once belongs to no year.
        let year = if kind == PeriodKind::Once { 0 } else { year };
        known.then_some(Period { kind, year, part })
    }

    /// Its length.
    pub const fn kind(self) -> PeriodKind {
        self.kind
    }

    /// Its year; 0 for what is filled only once.
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
            PeriodKind::HalfMonth => {
                let half = if self.part % 2 == 1 { 'A' } else { 'B' };
                write!(f, "{}-{:02}-{half}", self.year, self.part.div_ceil(2))
            }
            PeriodKind::Stage => write!(f, "{}-S{}", self.year, self.part),
            PeriodKind::Once => f.write_str("once"),
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
            [] if year == "once" => (PeriodKind::Once, "1"),
            [] => (PeriodKind::Year, "1"),
            [b'H', _] => (PeriodKind::Half, &rest[1..]),
            [b'Q', _] => (PeriodKind::Quarter, &rest[1..]),
            [b'S', _] => (PeriodKind::Stage, &rest[1..]),
            [_, _, b'-', b'A' | b'B'] => (PeriodKind::HalfMonth, &rest[..2]),
            [_, _] => (PeriodKind::Month, rest),
            _ => (PeriodKind::Month, ""),
        };
        let year = if kind == PeriodKind::Once { Ok(1949) } else { year.parse() };
        let period = match (year, part.parse::<u8>()) {
            (Ok(year), Ok(month @ 1..=12)) if kind == PeriodKind::HalfMonth => {
                Period::new(kind, year, 2 * month - u8::from(rest.ends_with('A')))
            }
            (Ok(year), Ok(part)) => Period::new(kind, year, part),
            _ => None,
        };
        // One spelling each: what it prints is what was read.
        period.filter(|period| period.to_string() == text).ok_or_else(|| NotAPeriod(text.chars().take(24).collect()))
    }
}

impl Json for Period {
    fn blank() -> Period {
        Period { kind: PeriodKind::Once, year: 0, part: 0 }
    }
    fn fill(&mut self, node: &Node<'_>) -> Filled {
        *self = node.text()?.parse().map_err(|_| node.other(Shape::Period))?;
        Ok(())
    }
}

impl Write for Period {
    fn write(&self) -> Value {
        self.to_string().into()
    }
}
