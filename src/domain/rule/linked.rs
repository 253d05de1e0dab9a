//! The result of another sheet of the same unit.

use std::str::FromStr;

use super::band::{Band, worth};
use super::input::{Found, Input, Outcome, reach, unfit};
use super::{POINTS, Reason};
use crate::domain::answer::{Answer, LinkedValue};
use crate::domain::id::{FieldId, TemplateId};
use crate::domain::json::{Filled, Json, Node, Shape};
use crate::domain::period::{Period, PeriodKind};
use crate::domain::points::Points;
use crate::domain::quantity::Quantity;

/// The result of another sheet, in bands or out of its own scale.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Linked {
    /// The other sheet's standard.
    pub template: TemplateId,
    /// `total`, or the id of a figure.
    pub take: FieldId,
    /// Points by band…
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<Band>,
    /// …or by share of this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub out_of: Option<Points>,
    /// For which period.
    #[serde(default, skip_serializing_if = "LinkedPeriod::is_same")]
    pub period: LinkedPeriod,
}

/// Which period of the other sheet: the same, or a part of the year.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum LinkedPeriod {
    /// The same.
    #[default]
    Same,
    /// This part of the same year: `Q1`, `H2`, `04`.
    Part(PeriodKind, u8),
}

impl Linked {
    /// Whether it takes the total of the other sheet, and not one of its figures.
    pub fn takes_total(&self) -> bool {
        self.take.as_str() == "total"
    }
}

impl LinkedPeriod {
    // The schema leaves it out. By reference because serde calls it so.
    #[cfg(feature = "schema")]
    #[allow(clippy::trivially_copy_pass_by_ref)]
    fn is_same(&self) -> bool {
        *self == LinkedPeriod::Same
    }

    /// The period that is meant in a sheet for `period`.
    pub fn of(self, period: Period) -> Option<Period> {
        match self {
            LinkedPeriod::Same => Some(period),
            LinkedPeriod::Part(kind, part) => Period::new(kind, period.year(), part),
        }
    }
}

/// Any year: parts are the same in each.
const YEAR: &str = "2000-";

impl Json for LinkedPeriod {
    fn blank() -> LinkedPeriod {
        LinkedPeriod::Same
    }
    fn fill(&mut self, node: &Node<'_>) -> Filled {
        *self = match node.text()? {
            "same" => LinkedPeriod::Same,
            part => match Period::from_str(&[YEAR, part].concat()) {
                Ok(period) => LinkedPeriod::Part(period.kind(), period.part()),
                Err(_) => return Err(node.other(Shape::Period)),
            },
        };
        Ok(())
    }
}

impl Linked {
    pub(super) fn outcome(&self, input: Input<'_>) -> Found<Outcome> {
        let Some(Answer::Linked(answer)) = input.answer else { return Err(unfit(input.answer)) };
        let (full, decimals) = (input.full, input.decimals());
        let (value, stated) = match *answer {
            LinkedValue::Value { value } => {
                (Quantity::amount(value), Reason::Measured { field: FieldId::from(POINTS), value })
            }
            LinkedValue::Ratio { part, whole } => {
                if whole == 0 {
                    return Err(Outcome::Void(Reason::NothingToDivide));
                }
                if part > whole {
                    return Err(Outcome::Invalid(Reason::PartExceedsWhole { part, whole }));
                }
                let percent = Points::percent(part, whole, decimals).unwrap_or_default();
                (Quantity::Ratio { part, whole }, Reason::Ratio { part, whole, percent })
            }
        };
        let Some(out_of) = self.out_of else {
            let (points, band) = worth(&self.bands, value);
            return Ok(Outcome::Points(points, vec![stated, band]));
        };
        let (dividend, divisor) = value.fraction().unwrap_or((0, 1));
        let points = Points::quotient(full.units() * dividend, divisor * out_of.units(), decimals);
        let (points, value) = (reach(points)?, value.rounded(decimals).unwrap_or_default());
        Ok(Outcome::Points(points, vec![stated, Reason::OutOf { value, out_of, full, points }]))
    }
}
