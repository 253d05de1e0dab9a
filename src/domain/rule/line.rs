//! What one item scores, and why: data that every language renders.

use serde::Serialize;

use crate::domain::id::FieldId;
use crate::domain::points::Points;

/// The score of one item.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Line {
    /// What it brings.
    pub obtained: Points,
    /// What it could have brought; zero when it left the sheet.
    pub obtainable: Points,
    /// How it came about.
    pub state: LineState,
    /// Every step, in order.
    pub reasons: Vec<Reason>,
}

/// How a line came about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LineState {
    /// Nothing, or not everything, has been put in.
    Unanswered,
    /// The answer contradicts itself; it counts as nothing until it is mended.
    Invalid,
    /// Answered and scored.
    Scored,
    /// Does not apply to this unit.
    NotApplicable,
}

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
        /// Where the band begins, in percent.
        at_least: Option<Points>,
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
    /// Deducted until nothing was left.
    Floor,
    /// Stopped at the cap.
    Cap {
        /// The cap.
        cap: Points,
    },
}

impl Line {
    pub(super) fn unanswered(full: Points) -> Line {
        Line {
            obtained: Points::ZERO,
            obtainable: full,
            state: LineState::Unanswered,
            reasons: vec![Reason::Unanswered],
        }
    }

    pub(super) fn invalid(full: Points, reason: Reason) -> Line {
        Line { obtained: Points::ZERO, obtainable: full, state: LineState::Invalid, reasons: vec![reason] }
    }

    pub(super) fn scored(obtained: Points, full: Points, reasons: Vec<Reason>) -> Line {
        Line { obtained, obtainable: full, state: LineState::Scored, reasons }
    }

    pub(super) fn dropped(reason: Reason) -> Line {
        Line {
            obtained: Points::ZERO,
            obtainable: Points::ZERO,
            state: LineState::NotApplicable,
            reasons: vec![reason],
        }
    }

    /// Points that could have been had and were not.
    pub fn lost(&self) -> Points {
        self.obtainable - self.obtained
    }
}
