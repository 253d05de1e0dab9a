//! When something is due.

use super::field::DateField;
use crate::domain::date::{Date, MonthDay};
use crate::domain::json::Json;

/// When something is due.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged, deny_unknown_fields)]
pub enum Due {
    /// On this day of the period's year.
    Day {
        /// The day.
        day: MonthDay,
    },
    /// On this day.
    On {
        /// The day.
        on: Date,
    },
    /// A term after a day that the unit types.
    Term {
        /// The day.
        field: DateField,
        /// Years after it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        plus_years: Option<u32>,
        /// Months after it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        plus_months: Option<u32>,
    },
}
