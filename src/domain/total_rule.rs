//! How sections become the total.

use crate::domain::json::Json;

use super::points::Points;

/// How sections become the total.
#[derive(Clone, PartialEq, Eq, Debug, Default, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TotalRule {
    /// Where it starts; 0 when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Points>,
    /// The least it may be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<Points>,
    /// The most it may be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<Points>,
    /// The places it is rounded to, when they are not those of divisions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(range(max = 4)))]
    pub decimals: Option<u8>,
    /// What happens when points left the sheet.
    #[serde(default, skip_serializing_if = "Rescale::is_sheet")]
    pub rescale: Rescale,
}

/// What happens when points left the sheet.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Rescale {
    /// All core sections together are re-scaled to the full score.
    #[default]
    Sheet,
    /// Every section is re-scaled by itself.
    Section,
    /// They are simply gone.
    None,
}

impl Rescale {
    /// All core sections together.
    // By reference because serde calls it so.
    #[allow(clippy::trivially_copy_pass_by_ref)]
    pub fn is_sheet(&self) -> bool {
        *self == Rescale::Sheet
    }
}
