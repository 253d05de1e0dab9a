//! Points that somebody gives: by judgement, or from another body.

use super::input::{Found, Input, Outcome, in_range, reach};
use super::{POINTS, Reason};
use crate::domain::answer::Answer;
use crate::domain::json::{Json, Write};
use crate::domain::points::Points;
use crate::domain::text::Texts;

/// Points by judgement.
#[derive(Clone, PartialEq, Eq, Debug, Json, Write)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Manual {
    /// The lowest points that may be given; 0 when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lowest: Option<Points>,
    /// From there in steps of this; 1 when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Points>,
}

/// A score that another body gives.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct External {
    /// The body.
    pub by: Texts,
    /// The scale it scores on; without it, it gives the points themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub out_of: Option<Points>,
}

fn given(input: Input<'_>) -> Found<Points> {
    match input.answer {
        Some(Answer::Numbers(numbers)) => numbers.get(POINTS).copied().ok_or(Outcome::Unfinished(None)),
        other => Err(super::input::unfit(other)),
    }
}

impl Manual {
    /// The lowest points and the step.
    pub fn scale(&self) -> (Points, Points) {
        (self.lowest.unwrap_or_default(), self.step.unwrap_or(Points::whole(1)))
    }

    pub(super) fn outcome(&self, input: Input<'_>) -> Found<Outcome> {
        let points = given(input)?;
        let (lowest, step) = self.scale();
        in_range(points, Some(lowest), Some(input.full))?;
        if (points - lowest).units().checked_rem(step.units()) != Some(0) {
            return Err(Outcome::Invalid(Reason::OffStep { lowest, step }));
        }
        Ok(Outcome::Points(points, vec![Reason::Given { points }]))
    }
}

impl External {
    pub(super) fn outcome(&self, input: Input<'_>) -> Found<Outcome> {
        let (value, full) = (given(input)?, input.full);
        in_range(value, Some(Points::ZERO), Some(self.out_of.unwrap_or(full)))?;
        let Some(out_of) = self.out_of else {
            return Ok(Outcome::Points(value, vec![Reason::Given { points: value }]));
        };
        let points = reach(full.share(value, out_of, input.decimals()))?;
        Ok(Outcome::Points(points, vec![Reason::OutOf { value, out_of, full, points }]))
    }
}
