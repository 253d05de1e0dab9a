//! Ratios, always from their two counts: a typed percentage is never trusted.

use super::Reason;
use super::Source;
use super::band::{Band, worth};
use super::field::CountField;
use super::input::{Found, Input, Outcome, reach};
use crate::domain::json::Json;
use crate::domain::points::Points;
use crate::domain::quantity::Quantity;

/// What more parts than the whole mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Over {
    /// As good as all of them.
    Full,
}

/// Points by the band that a ratio falls into.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RatioBand {
    /// How many fulfil it.
    pub part: CountField,
    /// How many there are.
    pub whole: CountField,
    /// Bands, best first; the last takes the rest.
    pub bands: Vec<Band>,
    /// More parts than the whole are a contradiction unless this says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<Over>,
    /// Both counts are those of a ratio figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Source>,
}

/// A ratio times the full score.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RateTimes {
    /// How many fulfil it.
    pub part: CountField,
    /// How many there are.
    pub whole: CountField,
    /// More parts than the whole are a contradiction unless this says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<Over>,
    /// Both counts are those of a ratio figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Source>,
}

impl RatioBand {
    pub(super) fn outcome(&self, input: Input<'_>) -> Found<Outcome> {
        let (part, whole, mut reasons) = ratio(&self.part, &self.whole, self.over, self.from.as_ref(), input)?;
        let (points, band) = worth(&self.bands, Quantity::Ratio { part, whole });
        reasons.push(band);
        Ok(Outcome::Points(points, reasons))
    }
}

impl RateTimes {
    pub(super) fn outcome(&self, input: Input<'_>) -> Found<Outcome> {
        let (part, whole, mut reasons) = ratio(&self.part, &self.whole, self.over, self.from.as_ref(), input)?;
        let (full, decimals) = (input.full, input.decimals());
        let percent = Points::percent(part, whole, decimals).unwrap_or_default();
        let points = reach(full.share(Points::count(part), Points::count(whole), decimals))?;
        reasons.push(Reason::RateOf { percent, full, points });
        Ok(Outcome::Points(points, reasons))
    }
}

/// The two counts and the steps that lead to them.
fn ratio(
    part: &CountField,
    whole: &CountField,
    over: Option<Over>,
    from: Option<&Source>,
    input: Input<'_>,
) -> Found<(u32, u32, Vec<Reason>)> {
    let (parts, wholes) = match from.map(|source| input.read(source)).transpose()? {
        Some(None) => return Err(Outcome::Unfinished(None)),
        Some(Some(Quantity::Ratio { part, whole })) => (part, whole),
        Some(Some(_)) => return Err(Outcome::Invalid(Reason::Unfit)),
        None => {
            let found = input.all_counts(&[(&part.id, part.from.as_ref()), (&whole.id, whole.from.as_ref())])?;
            (found[0], found[1])
        }
    };
    let is_read = from.is_some() || whole.from.is_some();
    if wholes == 0 && is_read {
        return Err(Outcome::Void(Reason::NothingToDivide));
    }
    if parts > wholes && over.is_none() {
        return Err(Outcome::Invalid(Reason::PartExceedsWhole { part: parts, whole: wholes }));
    }
    let percent = Points::percent(parts, wholes, input.decimals());
    let percent = percent.ok_or(Outcome::Invalid(Reason::NothingToDivide))?;
    let mut reasons = vec![Reason::Ratio { part: parts, whole: wholes, percent }];
    if parts > wholes {
        reasons.push(Reason::CountsAsFull);
    }
    Ok((parts.min(wholes), wholes, reasons))
}
