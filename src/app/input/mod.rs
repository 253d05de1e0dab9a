//! What a person does to a field, and the edit it makes.

mod answer;
mod rows;
pub mod typed;

use crate::domain::rule::{FieldValue, Rule};
use crate::domain::{Date, Edit, Evidence, FieldId, ItemId, Points, Row};

/// A field of the head.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UnitField {
    /// The unit's name.
    Name,
    /// Its code.
    Code,
    /// The unit it reports to.
    Superior,
}

/// A field of an info item, or a cell of a ledger.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// The row, counted from 0; an info item has none.
    pub row: Option<usize>,
    /// The row under that row.
    pub child: Option<usize>,
    /// The field or column.
    pub field: FieldId,
}

/// Something done to one item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Input {
    /// An option was chosen.
    Chosen(FieldId),
    /// A count was typed, or emptied.
    Counted(FieldId, Option<u32>),
    /// A number was typed, or emptied.
    Numbered(FieldId, Option<Points>),
    /// A day was chosen, or emptied.
    Dated(FieldId, Option<Date>),
    /// An element was ticked or unticked.
    Ticked(FieldId, bool),
    /// "None of them" was ticked or unticked: no element, no row.
    NoneTicked(bool),
    /// An element was excused or not.
    Exempted(FieldId, bool),
    /// A field was filled, or emptied.
    Recorded(Cell, Option<FieldValue>),
    /// An option of a field was ticked or unticked.
    CellTicked(Cell, FieldId, bool),
    /// A row was added; with a row, one under it.
    RowAdded(Option<usize>),
    /// A row was taken away; or one under it.
    RowRemoved(usize, Option<usize>),
    /// A row went into a state on a day.
    RowMoved(usize, FieldId, Date),
    /// A matter was named.
    Named(usize, String),
    /// A matter reached a class or not.
    Classed(usize, FieldId, bool),
    /// Something was done to one of several scales.
    Part(FieldId, Box<Input>),
    /// The item was marked as not applicable or not.
    NotApplicable(bool),
    /// The body that confirmed it was typed.
    Confirmed(String),
    /// The remark was typed.
    Remarked(String),
    /// The evidence was typed, one name a line.
    Evidenced(String),
    /// The answer was taken back.
    Cleared,
    /// What a local item is was typed.
    Worded(String),
    /// What a local item is worth was typed.
    Worth(Points),
    /// A local item was taken away.
    TakenAway,
}

impl Input {
    /// The edit that this makes of a row.
    pub fn edit(self, row: &Row) -> Edit {
        let mut entry = row.entry.clone();
        match self {
            Input::NotApplicable(ticked) => entry.not_applicable = ticked,
            Input::Confirmed(text) => entry.confirmed_by = text,
            Input::Remarked(text) => entry.remark = text,
            Input::Evidenced(text) => {
                let names = text.lines().map(str::trim).filter(|name| !name.is_empty());
                let known = |name: &str| row.entry.evidence.iter().find(|one| one.name == name).cloned();
                let new = |name: &str| Evidence { name: name.to_owned(), ..Evidence::default() };
                entry.evidence = names.map(|name| known(name).unwrap_or_else(|| new(name))).collect();
            }
            Input::Cleared => {
                entry.answer = None;
                entry.not_applicable = false;
            }
            other => entry.answer = other.answer(&row.item.rule, entry.answer),
        }
        Edit::Entry(row.item.id.clone(), entry)
    }

    /// Whether this is typing, which pauses before it is worth a save.
    pub fn is_typing(&self) -> bool {
        match self {
            Input::Remarked(_) | Input::Evidenced(_) | Input::Confirmed(_) | Input::Named(..) | Input::Worded(_) => {
                true
            }
            Input::Recorded(_, value) => matches!(value, None | Some(FieldValue::Text(_))),
            Input::Part(_, input) => input.is_typing(),
            _ => false,
        }
    }

    /// What a native field of an item did, by the hooks that fields carry: its role (or type), its
    /// value and whether it is checked.
    pub fn of_field(row: &Row, role: &str, value: &str, checked: bool) -> Option<Input> {
        if role == "applies" {
            return Some(Input::NotApplicable(checked));
        }
        Input::of_rule(&row.item.rule, role, value, checked)
    }

    /// The same for the rule of an item or of one of its parts.
    pub fn of_rule(rule: &Rule, hook: &str, value: &str, checked: bool) -> Option<Input> {
        let field = || FieldId::from(value);
        match (hook, rule) {
            ("exempt", Rule::DeductList(_)) => Some(Input::Exempted(field(), checked)),
            ("none", Rule::DeductList(_) | Rule::NOfM(_) | Rule::AddRows(_) | Rule::Ledger(_)) => {
                Some(Input::NoneTicked(checked))
            }
            ("checkbox", Rule::DeductList(_) | Rule::NOfM(_)) => Some(Input::Ticked(field(), checked)),
            // Every day of a deadline can be taken back by "not done", and the other way round.
            ("checkbox", Rule::Date(_)) => {
                Some(if checked { Input::Chosen(field()) } else { Input::NoneTicked(false) })
            }
            ("radio", Rule::AllOrNothing(_) | Rule::Options(_)) => Some(Input::Chosen(field())),
            _ => None,
        }
    }
}

/// The field that takes the file of another sheet.
pub fn link_element(item: &ItemId) -> String {
    ["link-", item.as_str()].concat()
}

/// The name of an item's fieldset and of its native fields.
pub fn item_element(item: &ItemId) -> String {
    ["item-", item.as_str()].concat()
}
