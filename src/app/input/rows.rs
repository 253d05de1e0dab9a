//! Answers with rows: ledgers, matters, and the fields of info items, which are one row.

use litemap::LiteMap;

use super::Cell;
use crate::domain::rule::{ChildRow, FieldValue, FieldValues, LedgerRow, Matter, Rule, Step};
use crate::domain::{Answer, Date, FieldId, IdSet};

/// Puts a value into a cell. A cell of a row that is not there changes nothing.
pub(super) fn fill(
    rule: &Rule,
    answer: Option<Answer>,
    cell: &Cell,
    value: impl FnOnce(Option<FieldValue>) -> Option<FieldValue>,
) -> Option<Answer> {
    let put = |fields: &mut FieldValues| {
        let before = fields.remove(&cell.field);
        if let Some(value) = value(before) {
            fields.insert(cell.field.clone(), value);
        }
    };
    match (rule, answer) {
        (Rule::Info(_), answer) => {
            let mut fields = if let Some(Answer::Fields(fields)) = answer { fields } else { LiteMap::new() };
            put(&mut fields);
            (!fields.is_empty()).then_some(Answer::Fields(fields))
        }
        (_, Some(Answer::Rows(mut rows))) => {
            let row = cell.row.and_then(|row| rows.get_mut(row));
            let fields = match (row, cell.child) {
                (Some(row), Some(child)) => row.children.get_mut(child).map(|child| &mut child.fields),
                (Some(row), None) => Some(&mut row.fields),
                (None, _) => None,
            };
            if let Some(fields) = fields {
                put(fields);
            }
            Some(Answer::Rows(rows))
        }
        (_, answer) => answer,
    }
}

/// Adds a row; with `under`, one under that row.
pub(super) fn add(rule: &Rule, answer: Option<Answer>, under: Option<usize>) -> Answer {
    if matches!(rule, Rule::AddRows(_)) {
        let mut matters = if let Some(Answer::Matters(matters)) = answer { matters } else { Vec::new() };
        matters.push(Matter { what: String::new(), classes: IdSet::new() });
        return Answer::Matters(matters);
    }
    let mut rows = if let Some(Answer::Rows(rows)) = answer { rows } else { Vec::new() };
    match under {
        None => rows.push(LedgerRow { id: next("r", rows.iter().map(|row| &row.id)), ..LedgerRow::default() }),
        Some(under) => {
            if let Some(row) = rows.get_mut(under) {
                let id = next("c", row.children.iter().map(|child| &child.id));
                row.children.push(ChildRow { id, ..ChildRow::default() });
            }
        }
    }
    Answer::Rows(rows)
}

/// A number that no row had before the last one: ids are never given twice while the last row stays.
fn next<'a>(letter: &str, ids: impl Iterator<Item = &'a String>) -> String {
    let known = ids.filter_map(|id| id.strip_prefix(letter)?.parse::<u32>().ok()).max().unwrap_or(0);
    [letter, &known.saturating_add(1).to_string()].concat()
}

/// Takes a row away. The last one taken away leaves the item open: "none" has a box of its own.
pub(super) fn remove(answer: Option<Answer>, row: usize, child: Option<usize>) -> Option<Answer> {
    match answer? {
        Answer::Rows(mut rows) => {
            match (child, rows.get_mut(row)) {
                (Some(child), Some(row)) if child < row.children.len() => drop(row.children.remove(child)),
                (None, Some(_)) => drop(rows.remove(row)),
                _ => {}
            }
            (!rows.is_empty()).then_some(Answer::Rows(rows))
        }
        Answer::Matters(mut matters) => {
            if row < matters.len() {
                matters.remove(row);
            }
            (!matters.is_empty()).then_some(Answer::Matters(matters))
        }
        other => Some(other),
    }
}

/// Brings a row into a state. Its trail begins with the state where rows start. Where no move leads but the
/// row came from, the last move is taken back.
pub(super) fn go(rule: &Rule, answer: Option<Answer>, row: usize, state: FieldId, on: Date) -> Option<Answer> {
    let Some(Answer::Rows(mut rows)) = answer else { return answer };
    if let (Rule::Ledger(ledger), Some(row)) = (rule, rows.get_mut(row)) {
        if !ledger.may_move(row, &state) && row.came_from() == Some(&state) {
            row.trail.pop();
        } else if ledger.state(row) != Some(&state) {
            if row.trail.is_empty() {
                row.trail.extend(ledger.state(row).cloned().map(|state| Step { state, on }));
            }
            row.trail.push(Step { state, on });
        }
    }
    Some(Answer::Rows(rows))
}

/// Changes a matter.
pub(super) fn matter(answer: Option<Answer>, n: usize, change: impl FnOnce(&mut Matter)) -> Option<Answer> {
    let Some(Answer::Matters(mut matters)) = answer else { return answer };
    if let Some(matter) = matters.get_mut(n) {
        change(matter);
    }
    Some(Answer::Matters(matters))
}
