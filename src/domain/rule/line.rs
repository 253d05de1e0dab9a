//! What one item scores.

use serde::Serialize;

use super::Reason;
use crate::domain::id::FieldId;
use crate::domain::points::Points;
use crate::domain::quantity::Quantity;

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
    /// Its points left the sheet.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub dropped: bool,
    /// What a ledger computes from its rows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<(FieldId, Quantity)>,
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
    /// Its condition is not fulfilled, so it is not asked.
    NotAsked,
}

impl Line {
    fn new(state: LineState, obtained: Points, obtainable: Points, reasons: Vec<Reason>) -> Line {
        Line { obtained, obtainable, state, reasons, dropped: false, figures: Vec::new() }
    }

    pub(in crate::domain) fn unanswered(full: Points, open: Option<Reason>) -> Line {
        let reasons = std::iter::once(Reason::Unanswered).chain(open).collect();
        Line::new(LineState::Unanswered, Points::ZERO, full, reasons)
    }

    pub(super) fn invalid(full: Points, reason: Reason) -> Line {
        Line::new(LineState::Invalid, Points::ZERO, full, vec![reason])
    }

    pub(super) fn scored(obtained: Points, full: Points, reasons: Vec<Reason>) -> Line {
        Line::new(LineState::Scored, obtained, full, reasons)
    }

    /// Points that are given without an answer.
    pub(super) fn given(state: LineState, obtained: Points, full: Points, reason: Reason) -> Line {
        Line::new(state, obtained, full, vec![reason])
    }

    pub(super) fn dropped(state: LineState, reason: Reason) -> Line {
        Line { dropped: true, ..Line::new(state, Points::ZERO, Points::ZERO, vec![reason]) }
    }

    /// Points that could have been had and were not.
    pub fn lost(&self) -> Points {
        self.obtainable - self.obtained
    }

    /// It has an answer, or is marked as not applicable.
    pub fn is_done(&self) -> bool {
        matches!(self.state, LineState::Scored | LineState::NotApplicable)
    }
}
