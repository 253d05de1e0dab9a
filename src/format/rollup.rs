//! Roll-ups as files.

use serde::Serialize;

use super::digest::check_code;
use super::envelope::{Kind, seal};
use super::submission::Written;
use crate::domain::Standard;
use crate::domain::rollup::{Rollup, RollupSummary};

/// The body of a roll-up file.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Body {
    /// The standard.
    template: Standard,
    /// Units, items, award.
    #[serde(flatten)]
    summary: RollupSummary,
}

/// Writes a roll-up. Its id is drawn from the digests of its sources, so the same files give the
/// same bytes.
///
/// # Panics
/// Never: every part of a roll-up has a JSON shape.
pub fn write_rollup(rollup: &Rollup) -> Written {
    let sources: Vec<&str> = rollup.units.iter().map(|unit| unit.digest.as_str()).collect();
    let id = super::sha256(&sources.join("\n"))[..16].to_owned();
    let body = Body { template: rollup.template.standard().clone(), summary: rollup.summary() };
    let body = serde_json::to_value(body).expect("a roll-up has a JSON shape");
    let (text, digest) = seal(Kind::Rollup, &id, body);
    Written { text, check_code: check_code(&digest), digest }
}
