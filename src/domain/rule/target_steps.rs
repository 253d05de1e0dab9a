//! A target and what was reached, in steps below and above it.

use super::Reason;
use super::field::NumberField;
use super::input::{Found, Input, Outcome, reach, within};
use crate::domain::json::Json;
use crate::domain::points::Points;

/// The full score at the target, less below it, more above it.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TargetSteps {
    /// The target; fixed where it has a value.
    pub target: NumberField,
    /// What was reached.
    pub actual: NumberField,
    /// What is taken off below the target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<Steps>,
    /// What is added above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above: Option<Steps>,
}

/// What each step off the target is worth.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Steps {
    /// The size of a step.
    pub every: Points,
    /// What a step is measured in.
    pub of: StepUnit,
    /// Points for each step.
    pub each: Points,
    /// Steps that are not whole count in part.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    /// The most it can take off or add.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Points>,
}

/// What a step is measured in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StepUnit {
    /// Percent of the target.
    Percent,
    /// The number's own unit.
    Amount,
}

impl TargetSteps {
    pub(super) fn outcome(&self, input: Input<'_>) -> Found<Outcome> {
        let (target, actual) = (input.number(&self.target)?, input.number(&self.actual)?);
        // What contradicts itself is told even while something is open.
        for (field, number) in [(&self.target, target), (&self.actual, actual)] {
            number.map_or(Ok(()), |number| within(field, number))?;
        }
        if target.is_some_and(Points::is_negative) {
            return Err(Outcome::Invalid(Reason::OutOfRange { least: Some(Points::ZERO), most: None }));
        }
        let (Some(target), Some(actual)) = (target, actual) else { return Err(Outcome::Unfinished(None)) };
        let full = input.full;
        let by_percent = self.below.iter().chain(&self.above).any(|steps| steps.of == StepUnit::Percent);
        if by_percent && target == Points::ZERO {
            let (nothing, is_read) = (Reason::NothingToDivide, self.target.from.is_some());
            return Err(if is_read { Outcome::Void(nothing) } else { Outcome::Invalid(nothing) });
        }
        let (below, gap, steps) = if actual < target {
            (true, target - actual, self.below.as_ref())
        } else {
            (false, actual - target, self.above.as_ref())
        };
        let Some(steps) = steps.filter(|_| gap > Points::ZERO) else {
            return Ok(Outcome::Points(full, vec![Reason::OnTarget { full }]));
        };
        let percent = steps.of == StepUnit::Percent;
        // Steps as a fraction: gap ÷ every, or gap × 100 ÷ target ÷ every.
        let (dividend, divisor) = if percent {
            (gap.units() * Points::whole(100).units(), target.units() * steps.every.units())
        } else {
            (gap.units(), steps.every.units())
        };
        if divisor <= 0 {
            return Err(Outcome::Invalid(Reason::NothingToDivide));
        }
        let points = if steps.partial {
            steps.each.units().checked_mul(dividend).and_then(|all| Points::quotient(all, divisor, input.decimals()))
        } else {
            (dividend / divisor).checked_mul(steps.each.units()).and_then(Points::of_units)
        };
        let points = match (points, steps.cap) {
            (Some(points), Some(cap)) => points.min(cap),
            (None, Some(cap)) => cap,
            (points, None) => reach(points)?,
        };
        let shown = if percent { Points::whole(100).share(gap, target, input.decimals()) } else { Some(gap) };
        let (gap, every, each) = (shown.unwrap_or_default(), steps.every, steps.each);
        let result = if below { full - points } else { full + points };
        Ok(Outcome::Points(result, vec![Reason::OffTarget { below, gap, percent, every, each, points }]))
    }
}
