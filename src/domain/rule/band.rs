//! A measured number, and the band it falls into.

use super::field::NumberField;
use super::input::{Found, Input, Outcome, within};
use super::{Labelled, Reason};
use crate::domain::answer::Answer;
use crate::domain::bounds::Bounds;
use crate::domain::json::Json;
use crate::domain::points::Points;
use crate::domain::quantity::Quantity;

/// A band; its boundary is in.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Where it begins, a ratio in percent; where more is better.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Points>,
    /// Where it ends; where less is better.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Points>,
    /// What it is worth.
    pub points: Points,
}

/// Points by the band that a number falls into.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Measured {
    /// The number.
    pub value: NumberField,
    /// Bands, best first; the last takes the rest.
    pub bands: Vec<Band>,
}

/// Points by how many of the listed elements are there.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NOfM {
    /// What should be there.
    pub elements: Vec<Labelled>,
    /// Bands on how many are, best first; the last takes the rest.
    pub bands: Vec<Band>,
}

/// What the first band that fits is worth.
pub(super) fn worth(bands: &[Band], number: Quantity) -> (Points, Reason) {
    let fits =
        |band: &&Band| Bounds { at_least: band.at_least, at_most: band.at_most, ..Bounds::default() }.hold(number);
    let (at_least, at_most, points) =
        bands.iter().find(fits).map_or_else(Default::default, |band| (band.at_least, band.at_most, band.points));
    (points, Reason::InBand { at_least, at_most, points })
}

impl Measured {
    pub(super) fn outcome(&self, input: Input<'_>) -> Found<Outcome> {
        let value = input.number(&self.value)?.ok_or(Outcome::Unfinished(None))?;
        within(&self.value, value)?;
        let (points, band) = worth(&self.bands, Quantity::amount(value));
        Ok(Outcome::Points(points, vec![Reason::Measured { field: self.value.id.clone(), value }, band]))
    }
}

impl NOfM {
    pub(super) fn outcome(&self, input: Input<'_>) -> Found<Outcome> {
        let have = match input.answer {
            Some(Answer::Elements { have, exempt }) if exempt.is_empty() => have,
            other => return Err(super::input::unfit(other)),
        };
        if !have.iter().all(|id| self.elements.iter().any(|element| element.id == *id)) {
            return Err(Outcome::Invalid(Reason::Unfit));
        }
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (have, of) = (count(have.len()), count(self.elements.len()));
        let (points, band) = worth(&self.bands, Quantity::count(have));
        Ok(Outcome::Points(points, vec![Reason::There { have, of }, band]))
    }
}
