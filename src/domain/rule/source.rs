//! Where a number is read instead of being asked for.

use crate::domain::id::{FieldId, ItemId};
use crate::domain::json::Json;

/// Where a number is read instead of being asked for.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged, deny_unknown_fields)]
pub enum Source {
    /// A figure of a ledger.
    Figure {
        /// The ledger.
        item: ItemId,
        /// Its figure.
        figure: FieldId,
    },
    /// A field of another item.
    Field {
        /// The item.
        item: ItemId,
        /// Its field.
        field: FieldId,
    },
}

impl Source {
    /// Where it is read, and what.
    pub const fn place(&self) -> (&ItemId, &FieldId) {
        match self {
            Source::Figure { item, figure } => (item, figure),
            Source::Field { item, field } => (item, field),
        }
    }
}
