//! Ratios, always from their two counts: a typed percentage is never trusted.

use crate::domain::json::Json;
use litemap::LiteMap;

use super::{CountField, Outcome, Reason, counts_of};
use crate::domain::id::FieldId;
use crate::domain::points::Points;

/// Points by the band that a ratio falls into.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RatioBand {
    /// How many fulfil it.
    pub part: CountField,
    /// How many there are.
    pub whole: CountField,
    /// Bands, best first; the last has no `at_least` and takes the rest.
    pub bands: Vec<Band>,
}

/// A half-open band: a ratio equal to `at_least` is in.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Where it begins, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Points>,
    /// What it is worth.
    pub points: Points,
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
}

impl RatioBand {
    pub(super) fn outcome(&self, counts: &LiteMap<FieldId, u32>, decimals: u8) -> Outcome {
        let (part, whole, ratio) = match ratio(&self.part, &self.whole, counts, decimals) {
            Ok(found) => found,
            Err(outcome) => return outcome,
        };
        let reached =
            self.bands.iter().find(|band| band.at_least.is_none_or(|percent| percent.is_reached_by(part, whole)));
        let (at_least, points) = reached.map_or((None, Points::ZERO), |band| (band.at_least, band.points));
        Outcome::Points(points, vec![ratio, Reason::InBand { at_least, points }])
    }
}

impl RateTimes {
    pub(super) fn outcome(&self, counts: &LiteMap<FieldId, u32>, full: Points, decimals: u8) -> Outcome {
        let (part, whole, _) = match ratio(&self.part, &self.whole, counts, decimals) {
            Ok(found) => found,
            Err(outcome) => return outcome,
        };
        let percent = Points::percent(part, whole, decimals).unwrap_or_default();
        let points = full.share(Points::count(part), Points::count(whole), decimals).unwrap_or_default();
        Outcome::Points(points, vec![Reason::Ratio { part, whole, percent }, Reason::RateOf { percent, full, points }])
    }
}

/// The two counts and the line that states their ratio.
fn ratio(
    part: &CountField,
    whole: &CountField,
    counts: &LiteMap<FieldId, u32>,
    decimals: u8,
) -> Result<(u32, u32, Reason), Outcome> {
    let found = counts_of(counts, [&part.id, &whole.id].into_iter())?;
    let (part_count, whole_count) = (found[0], found[1]);
    if part_count > whole_count {
        return Err(Outcome::Invalid(Reason::PartExceedsWhole { part: part_count, whole: whole_count }));
    }
    match Points::percent(part_count, whole_count, decimals) {
        Some(percent) => Ok((part_count, whole_count, Reason::Ratio { part: part_count, whole: whole_count, percent })),
        None => Err(Outcome::Invalid(Reason::NothingToDivide)),
    }
}
