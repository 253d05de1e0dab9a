//! How an answer becomes points: one file a rule.
//!
//! Order inside an item: the rule, then the item's floor and cap, then what brings nothing or the
//! full score whatever was answered, then not-applicable. Everything after that is
//! [`crate::domain::Totals`].

mod add_per;
mod add_rows;
mod band;
mod deadline;
mod deduct_list;
mod deduct_per;
mod due;
mod field;
mod given;
mod info;
mod input;
mod ledger;
mod line;
mod linked;
mod look;
mod options;
mod parts;
mod ratio;
mod reason;
mod score;
mod source;
mod survey;
mod target_steps;

use crate::domain::json::{Json, Write};

pub use add_per::{AddPer, AddedCount};
pub use add_rows::{AddRows, Class, MOST_MATTER, Matter};
pub use band::{Band, Measured, NOfM};
pub use deadline::Deadline;
pub use deduct_list::{DeductList, Element};
pub use deduct_per::{DeductPer, DeductedCount};
pub use due::Due;
pub use field::{CountField, DateField, Labelled, NumberField};
pub use given::{External, Manual};
pub use info::{Field, FieldKind, FieldValue, FieldValues, Info, MOST_TEXT};
pub use ledger::{
    ChildRow, Children, Days, DueDone, Figure, Ledger, LedgerRow, MOST_ROWS, Move, RowCondition, State, States, Step,
};
pub use line::{Line, LineState};
pub use linked::{Linked, LinkedPeriod};
pub(super) use look::number;
pub use options::{ChoiceOption, NO, Options, YES};
pub use parts::{PartRule, Parts};
pub use ratio::{Over, RateTimes, RatioBand};
pub use reason::Reason;
pub(super) use score::score;
pub use source::Source;
pub use survey::{Channel, Survey, SurveyOption};
pub use target_steps::{StepUnit, Steps, TargetSteps};

/// The choice that says that something was not done at all.
pub const NOT_DONE: &str = "not_done";
/// The number in which points are given.
pub const POINTS: &str = "points";

/// The rule of an item.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Rule {
    /// Everything met: full score; anything missing: nothing.
    AllOrNothing(AllOrNothing),
    /// Labelled levels with their points.
    Options(Options),
    /// So much off for each occurrence or each one short.
    DeductPer(DeductPer),
    /// So much off for each listed element that is missing.
    DeductList(DeductList),
    /// So much for each count.
    AddPer(AddPer),
    /// Points by the band a ratio of two counts falls into.
    RatioBand(RatioBand),
    /// A ratio of two counts times the full score.
    RateTimes(RateTimes),
    /// The best of one matter.
    AddRows(AddRows),
    /// Points by the band a measured number falls into.
    Band(Measured),
    /// Points by how many of the listed elements are there.
    NOfM(NOfM),
    /// A target and what was reached, in steps.
    TargetSteps(TargetSteps),
    /// How late something was done.
    Date(Deadline),
    /// Points by judgement.
    Manual(Manual),
    /// A score that another body gives.
    External(External),
    /// The result of another sheet.
    Linked(Linked),
    /// Written down, never scored.
    Info(Info),
    /// Several scales under one number.
    Parts(Parts),
    /// A table with rows.
    Ledger(Ledger),
    /// Satisfaction: weighted answers of a survey times the full score.
    Survey(Survey),
}

/// Everything met or nothing.
#[derive(Clone, PartialEq, Eq, Debug, Json, Write)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AllOrNothing {}
