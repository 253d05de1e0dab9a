//! Every step of "why this score": data that every language renders.

use serde::Serialize;

use crate::domain::date::Date;
use crate::domain::id::{FieldId, ItemId};
use crate::domain::points::Points;
use crate::domain::quantity::Quantity;
use crate::domain::take::Take;

/// One step of "why this score".
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// Not answered yet.
    Unanswered,
    /// The answer is of another shape than the rule asks for.
    Unfit,
    /// Marked not applicable although the item may not be skipped.
    MayNotBeSkipped,
    /// Not applicable: its points leave the sheet.
    Dropped {
        /// What it would have been worth.
        full: Points,
    },
    /// Not applicable: full marks.
    FullUnasked {
        /// The marks.
        full: Points,
    },
    /// Everything is met.
    Met {
        /// The full score.
        full: Points,
    },
    /// Something is missing, so nothing counts.
    NotMet,
    /// This option was chosen.
    Chosen {
        /// The option.
        option: FieldId,
        /// What it is worth.
        points: Points,
    },
    /// Nothing had to be deducted.
    NothingDeducted {
        /// The full score.
        full: Points,
    },
    /// Fewer than required.
    Short {
        /// Which count.
        count: FieldId,
        /// How many there should be.
        required: u32,
        /// How many there are.
        actual: u32,
        /// How many are missing.
        short: u32,
        /// Off for each.
        each: Points,
        /// Off in all.
        lost: Points,
    },
    /// So many occurrences.
    Occurred {
        /// Which count.
        count: FieldId,
        /// How often.
        times: u32,
        /// Off for each.
        each: Points,
        /// Off in all.
        lost: Points,
    },
    /// A listed element is missing.
    Missing {
        /// Which one.
        element: FieldId,
        /// Off for it.
        lost: Points,
    },
    /// An element is missing but excused.
    Exempt {
        /// Which one.
        element: FieldId,
    },
    /// Points for counts.
    Added {
        /// Which count.
        count: FieldId,
        /// How many.
        times: u32,
        /// For each.
        each: Points,
        /// In all.
        gained: Points,
    },
    /// A ratio of two counts.
    Ratio {
        /// The part.
        part: u32,
        /// The whole.
        whole: u32,
        /// `part ÷ whole`, rounded for showing.
        percent: Points,
    },
    /// The band the ratio fell into; none given when it reached no band.
    InBand {
        /// Where the band begins; a ratio in percent.
        at_least: Option<Points>,
        /// Where it ends, where less is better.
        #[serde(skip_serializing_if = "Option::is_none")]
        at_most: Option<Points>,
        /// What it is worth.
        points: Points,
    },
    /// A rate times the full score.
    RateOf {
        /// The rate in percent, rounded for showing.
        percent: Points,
        /// The full score.
        full: Points,
        /// The product, rounded as the template says.
        points: Points,
    },
    /// The part is larger than the whole.
    PartExceedsWhole {
        /// The part.
        part: u32,
        /// The whole.
        whole: u32,
    },
    /// The whole is zero, so there is no ratio.
    NothingToDivide,
    /// A count is larger than any real one.
    TooLarge {
        /// Which count.
        count: FieldId,
    },
    /// A survey's weighted answers.
    Surveyed {
        /// Valid answers that count.
        counted: u32,
        /// The weighted rate in percent, rounded for showing.
        percent: Points,
    },
    /// Too few valid answers.
    TooFewAnswers {
        /// How many there are.
        valid: u32,
        /// How many there should be.
        minimum: u32,
    },
    /// More answers came back than sheets were handed out.
    MoreThanIssued {
        /// Handed out.
        issued: u32,
        /// Came back.
        valid: u32,
    },
    /// Deducted until nothing was left: the floor is 0.
    Floor,
    /// Stopped at the cap.
    Cap {
        /// The cap.
        cap: Points,
    },
    /// Its condition is not fulfilled.
    NotAsked {
        /// What it brings all the same; nothing given when its points leave the sheet.
        points: Option<Points>,
    },
    /// Not applicable: these points.
    FixedUnasked {
        /// The points.
        points: Points,
    },
    /// Brings nothing, whatever was answered.
    Zeroed {
        /// Which of the item's `zero_when`.
        ruling: usize,
    },
    /// Brings its full score, whatever was answered.
    Filled {
        /// Which of the item's `full_when`.
        ruling: usize,
        /// The full score.
        full: Points,
    },
    /// A number of this item is read from another one.
    Read {
        /// The other item.
        item: ItemId,
        /// What it says.
        value: Quantity,
    },
    /// Some occurrences cost nothing.
    Spared {
        /// Which count.
        count: FieldId,
        /// How many occurrences.
        times: u32,
        /// How many of them are free.
        free: u32,
    },
    /// Only whole groups count.
    Grouped {
        /// Which count.
        count: FieldId,
        /// How many occurrences.
        times: u32,
        /// How many make a group.
        every: u32,
        /// Whole groups.
        groups: u32,
    },
    /// Only one of several results counts.
    Took {
        /// The best or the worst of them.
        take: Take,
        /// It.
        points: Points,
    },
    /// A matter, at the highest class it reached.
    Matter {
        /// What it is called.
        what: String,
        /// The class.
        class: FieldId,
        /// What that is worth.
        points: Points,
    },
    /// Only so many of the matters count, the best ones.
    MostRows {
        /// How many.
        most: u32,
    },
    /// So many of the listed elements are there.
    There {
        /// How many.
        have: u32,
        /// How many are listed.
        of: u32,
    },
    /// A number that was typed.
    Measured {
        /// Which field.
        field: FieldId,
        /// The number.
        value: Points,
    },
    /// A ratio above 100 % counts as 100 %.
    CountsAsFull,
    /// Neither below nor above the target.
    OnTarget {
        /// The full score.
        full: Points,
    },
    /// Off the target.
    OffTarget {
        /// Below or above.
        below: bool,
        /// How far, rounded for showing.
        gap: Points,
        /// Whether the gap is in percent of the target.
        percent: bool,
        /// The size of a step.
        every: Points,
        /// For each step.
        each: Points,
        /// Taken off or added in all.
        points: Points,
    },
    /// So many days after the due day; negative when early.
    DaysLate {
        /// When it was due.
        due: Date,
        /// When it was done.
        done: Date,
        /// The days between.
        days: i32,
    },
    /// Not done at all.
    NotDone {
        /// What that is worth.
        points: Points,
    },
    /// Points by judgement, or given by another body.
    Given {
        /// The points.
        points: Points,
    },
    /// Not one of the steps that may be given.
    OffStep {
        /// The lowest points.
        lowest: Points,
        /// The step.
        step: Points,
    },
    /// A number outside its limits.
    OutOfRange {
        /// The least it may be.
        least: Option<Points>,
        /// The most it may be.
        most: Option<Points>,
    },
    /// A value out of another scale.
    OutOf {
        /// The value, rounded for showing.
        value: Points,
        /// The scale.
        out_of: Points,
        /// The full score.
        full: Points,
        /// The share, rounded as the template says.
        points: Points,
    },
    /// A channel of a survey.
    Channel {
        /// Which one.
        channel: FieldId,
        /// Valid answers that count.
        counted: u32,
        /// Its rate; none given when it has too few answers and is left out.
        percent: Option<Points>,
    },
    /// One of several scales.
    Part {
        /// Which one.
        part: FieldId,
        /// What it brings.
        points: Points,
        /// How that came about.
        reasons: Vec<Reason>,
    },
    /// Something is wrong with one of several scales, or still open in it.
    InPart {
        /// Which one.
        part: FieldId,
        /// What.
        why: Box<Reason>,
    },
    /// Written down, never scored.
    Recorded,
    /// A table with so many rows.
    Rows {
        /// How many.
        rows: usize,
    },
    /// Computed from the rows of a table.
    Figure {
        /// Which figure.
        figure: FieldId,
        /// What it comes to.
        value: Quantity,
    },
    /// A field is still open.
    OpenField {
        /// Which one.
        field: FieldId,
    },
    /// A field holds what it cannot hold.
    BadField {
        /// Which one.
        field: FieldId,
    },
    /// Something is wrong with a row of a table, or still open in it.
    InRow {
        /// Which row.
        row: String,
        /// What.
        why: Box<Reason>,
    },
    /// More rows than there may be, or two with the same id.
    BadRows,
    /// A state that cannot follow the one before.
    NoSuchMove {
        /// The state.
        to: FieldId,
    },
    /// A state that the row may not be in as it stands.
    MoveNeeds {
        /// The state.
        to: FieldId,
    },
    /// A step or a result beyond one billion.
    BeyondReach,
    /// Not below this.
    FloorAt {
        /// The floor.
        floor: Points,
    },
}
