//! Roll-ups as files.

use super::carried::Carried;
use super::check_code::check_code;
use super::envelope::{Kind, seal};
use super::submission::Written;
use crate::domain::json::{Json, Write};
use crate::domain::ranking::TierPlaces;
use crate::domain::rollup::{Awarding, ItemSummary, Rollup, UnitSummary};

/// The body of a roll-up file.
#[derive(Json, Write)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Body {
    /// The standard.
    #[cfg_attr(feature = "schema", schemars(with = "crate::domain::Authored"))]
    template: Carried,
    /// Units, best first.
    units: Vec<UnitSummary>,
    /// Items in the order of the sheet.
    items: Vec<ItemSummary>,
    /// Who gets the award.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    awarding: Option<Awarding>,
    /// Who is in which share from the top.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tiers: Vec<TierPlaces>,
}

/// Writes a roll-up. Its id is drawn from the digests of its sources, so the same files give the
/// same bytes.
pub fn write_rollup(rollup: &Rollup) -> Written {
    let sources: Vec<&str> = rollup.units.iter().map(|unit| unit.digest.as_str()).collect();
    let id = super::sha256(&sources.join("\n"))[..16].to_owned();
    let body = Body {
        template: Carried::from(&rollup.template),
        units: rollup.units.iter().map(UnitSummary::of).collect(),
        items: rollup.items.clone(),
        awarding: rollup.awarding.clone(),
        tiers: rollup.tiers.clone(),
    };
    let (text, digest) = seal(Kind::Rollup, &id, body.write());
    Written { text, check_code: check_code(&digest), digest }
}
