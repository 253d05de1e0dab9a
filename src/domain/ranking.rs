//! What is made of the ranks over many units: shares from the top, totals on a common scale. Never
//! part of one unit's own file.

use crate::domain::json::{Json, Write};

use super::grade::{Normalise, Tier};
use super::id::{SubmissionId, TierId};
use super::points::Points;
use super::rollup::RankedUnit;

/// Who is in a share of the ranked units.
#[derive(Clone, PartialEq, Eq, Debug, Json, Write)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TierPlaces {
    /// The share.
    pub tier: TierId,
    /// How many places it has.
    pub places: u32,
    /// Units that have one.
    pub units: Vec<SubmissionId>,
    /// Units with equal totals at the last place: more of them than places, so the committee decides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tied: Vec<SubmissionId>,
}

/// Places by share, rounded down, from the top. `ranked` stand best first.
pub(super) fn tiers(tiers: &[Tier], ranked: &[&RankedUnit]) -> Vec<TierPlaces> {
    let all = u32::try_from(ranked.len()).unwrap_or(u32::MAX);
    let total = |n: usize| ranked[n].sheet.totals().total;
    let id = |n: usize| ranked[n].sheet.id().clone();
    let (mut found, mut start, mut undecided) = (Vec::new(), 0_usize, Vec::new());
    for tier in tiers {
        let whole = Points::whole(100).units();
        let places = u32::try_from(tier.share.units() * i128::from(all) / whole).unwrap_or(all).min(all);
        let end = ranked.len().min(start + places as usize);
        let border = (end > start && end < ranked.len() && total(end) == total(end - 1)).then(|| total(end));
        let tied: Vec<usize> = (0..ranked.len()).filter(|&n| border == Some(total(n))).collect();
        undecided.extend(tied.iter().copied());
        let units = (start..end).filter(|n| !undecided.contains(n)).map(id).collect();
        let tied = tied.into_iter().map(id).collect();
        found.push(TierPlaces { tier: tier.id.clone(), places, units, tied });
        start = end;
    }
    found
}

/// A total between the lowest and the highest, on the common scale.
pub(super) fn normalised(
    scale: &Normalise,
    total: Points,
    least: Points,
    most: Points,
    decimals: u8,
) -> Option<Points> {
    let span = (most - least).units();
    if span == 0 {
        return Some(scale.high);
    }
    let stretched = (total - least).units() * (scale.high - scale.low).units() + scale.low.units() * span;
    Points::quotient(stretched, span, decimals)
}
