//! A procedure is a way of steps: a later one is not dated before an earlier one. It is only told, since
//! what is written on paper may be so.

use crate::domain::rule::{FieldKind, FieldValue, Rule};
use crate::domain::{Answer, ItemId, Mode, Row, Sheet};

/// Steps that are dated before an earlier one, each with the number of the latest of these.
pub fn early_steps(sheet: &Sheet) -> Vec<(ItemId, String)> {
    let mut early = Vec::new();
    let mut latest: Option<(&str, &Row)> = None;
    if sheet.template().mode != Mode::Procedure {
        return early;
    }
    for row in sheet.rows() {
        let Some(day) = day(row) else { continue };
        match latest {
            Some((before, step)) if day < before => early.push((row.item.id.clone(), step.item.number.clone())),
            _ => latest = Some((day, row)),
        }
    }
    early
}

/// The day on which a step was done: the last one that is asked for. Days are written so that they sort.
fn day(row: &Row) -> Option<&str> {
    let (Rule::Info(info), Some(Answer::Fields(values))) = (&row.item.rule, &row.entry.answer) else { return None };
    let field = info.fields.iter().rfind(|field| field.kind == FieldKind::Date)?;
    match values.get(&field.id) {
        Some(FieldValue::Text(day)) => Some(day),
        _ => None,
    }
}
