//! A table with rows, the states its rows go through, and what is computed from it.

mod figure;
mod row;
mod row_condition;
mod states;

pub use figure::{Days, Figure};
pub use row::{ChildRow, LedgerRow, Step};
pub use row_condition::{DueDone, RowCondition};
pub use states::{Move, State, States};

use super::Reason;
use super::info::{self, Field, FieldValues};
use super::input::{Found, Input, Outcome, unfit};
use crate::domain::answer::Answer;
use crate::domain::date::Date;
use crate::domain::id::{FieldId, repeated};
use crate::domain::json::Json;
use crate::domain::text::Texts;

/// The most rows where the ledger does not say.
pub const MOST_ROWS: u32 = 1000;

/// A table.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Ledger {
    /// What a row holds.
    pub columns: Vec<Field>,
    /// A second table under every row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub children: Option<Children>,
    /// How rows move on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub states: Option<States>,
    /// The most rows there may be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_rows: Option<u32>,
    /// What is computed from the rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Figure>,
}

/// The second table under every row.
#[derive(Clone, PartialEq, Eq, Debug, Json)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Children {
    /// What it is called.
    pub title: Texts,
    /// What its rows hold.
    pub columns: Vec<Field>,
}

/// A row, or a row under a row, as conditions look at it.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    columns: &'a [Field],
    fields: &'a FieldValues,
    trail: &'a [Step],
    state: Option<&'a FieldId>,
    today: Option<Date>,
}

impl Ledger {
    /// The state a row is in.
    pub fn state<'a>(&'a self, row: &'a LedgerRow) -> Option<&'a FieldId> {
        let first = || self.states.as_ref().and_then(|states| states.list.first()).map(|state| &state.id);
        row.trail.last().map(|step| &step.state).or_else(first)
    }

    /// What a state is called.
    pub fn state_name(&self, id: &FieldId) -> Option<&Texts> {
        let mut states = self.states.iter().flat_map(|states| &states.list);
        states.find(|state| state.id == *id).map(|state| &state.label)
    }

    /// Whether a move leads a row to a state.
    pub fn may_move(&self, row: &LedgerRow, to: &FieldId) -> bool {
        let from = self.state(row);
        let mut moves = self.states.iter().flat_map(|states| &states.moves);
        moves.any(|one| Some(&one.from) == from && one.to == *to)
    }

    fn record<'a>(&'a self, row: &'a LedgerRow, today: Option<Date>) -> Record<'a> {
        let (columns, fields, trail) = (&self.columns, &row.fields, &row.trail);
        Record { columns, fields, trail, state: self.state(row), today }
    }

    fn child<'a>(&'a self, row: &'a ChildRow, today: Option<Date>) -> Record<'a> {
        let columns = self.children.as_ref().map_or(&[][..], |children| &children.columns);
        Record { columns, fields: &row.fields, trail: &[], state: None, today }
    }

    pub(super) fn outcome(&self, input: Input<'_>) -> Found<Outcome> {
        let Some(Answer::Rows(rows)) = input.answer else { return Err(unfit(input.answer)) };
        let most = self.most_rows.unwrap_or(MOST_ROWS) as usize;
        if rows.len() > most || !are_unique(rows.iter().map(|row| &row.id)) {
            return Err(Outcome::Invalid(Reason::BadRows));
        }
        let mut open = None;
        for row in rows {
            let inside = |reason| Reason::InRow { row: row.id.clone(), why: Box::new(reason) };
            match self.check(row, input.scene.as_of) {
                Err(Outcome::Invalid(reason)) => return Err(Outcome::Invalid(inside(reason))),
                Err(Outcome::Unfinished(reason)) => open = open.or(reason.map(inside)),
                _ => {}
            }
        }
        if open.is_some() {
            return Err(Outcome::Unfinished(open));
        }
        let figures = self.figures.iter().map(|figure| (figure.id().clone(), self.compute(figure, rows, input)));
        Ok(Outcome::Table(rows.len(), figures.collect()))
    }

    fn check(&self, row: &LedgerRow, today: Option<Date>) -> Found<()> {
        self.moves(row, today)?;
        if (self.children.is_none() && !row.children.is_empty()) || !are_unique(row.children.iter().map(|row| &row.id))
        {
            return Err(Outcome::Invalid(Reason::BadRows));
        }
        let own = info::check(&self.columns, &row.fields);
        let below = row.children.iter().map(|child| {
            let columns = self.children.as_ref().map_or(&[][..], |children| &children.columns);
            let inside = |reason| Reason::InRow { row: child.id.clone(), why: Box::new(reason) };
            info::check(columns, &child.fields).map_err(|outcome| match outcome {
                Outcome::Invalid(reason) => Outcome::Invalid(inside(reason)),
                Outcome::Unfinished(reason) => Outcome::Unfinished(reason.map(inside)),
                other => other,
            })
        });
        // What is wrong goes before what is open.
        let results: Vec<Found<()>> = std::iter::once(own).chain(below).collect();
        let (wrong, rest): (Vec<_>, Vec<_>) =
            results.into_iter().partition(|result| matches!(result, Err(Outcome::Invalid(_))));
        wrong.into_iter().chain(rest).find(Result::is_err).unwrap_or(Ok(()))
    }

    /// Rows start in the first state; each other one follows by a move that is listed, and what the last
    /// move needs is so.
    fn moves(&self, row: &LedgerRow, today: Option<Date>) -> Found<()> {
        let Some(states) = &self.states else {
            return if row.trail.is_empty() { Ok(()) } else { Err(Outcome::Invalid(Reason::Unfit)) };
        };
        let record = self.record(row, today);
        let first = states.list.first().map(|state| &state.id);
        if let Some(step) = row.trail.first().filter(|step| Some(&step.state) != first) {
            return Err(Outcome::Invalid(Reason::NoSuchMove { to: step.state.clone() }));
        }
        for (n, pair) in (2..).zip(row.trail.windows(2)) {
            let to = &pair[1].state;
            let mut moves = states.moves.iter().filter(|one| one.from == pair[0].state && one.to == *to).peekable();
            if moves.peek().is_none() {
                return Err(Outcome::Invalid(Reason::NoSuchMove { to: to.clone() }));
            }
            let mut fits = moves.map(|one| one.needs.as_ref().is_none_or(|needs| needs.holds(record)));
            if n == row.trail.len() && !fits.any(|fits| fits) {
                return Err(Outcome::Invalid(Reason::MoveNeeds { to: to.clone() }));
            }
        }
        Ok(())
    }
}

fn are_unique<'a>(ids: impl Iterator<Item = &'a String>) -> bool {
    repeated(ids.map(String::as_str)).is_empty()
}
