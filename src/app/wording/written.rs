//! What was written down, for paper: fields, rows of a ledger, matters.

use crate::app::words::{Word, fill, word};
use crate::domain::rule::{Field, FieldKind, FieldValue, FieldValues, Labelled, NO, Rule, YES};
use crate::domain::{Answer, FieldId, Lang, Row};

/// One line for each field of an info item, each row of a ledger, each matter.
pub fn written(lang: Lang, row: &Row) -> Vec<String> {
    match (&row.item.rule, &row.entry.answer) {
        (Rule::Info(rule), Some(Answer::Fields(values))) => fields(lang, &rule.fields, values),
        (Rule::AddRows(rule), Some(Answer::Matters(matters))) => {
            let name =
                |id: &FieldId| rule.classes.iter().find(|class| class.id == *id).map_or("", |one| one.label.get(lang));
            let line = |matter: &crate::domain::rule::Matter| {
                let classes: Vec<&str> = matter.classes.iter().map(name).collect();
                labelled(lang, &matter.what, &classes.join(word(lang, Word::ListComma)))
            };
            matters.iter().map(line).collect()
        }
        (Rule::Ledger(_), Some(Answer::Rows(rows))) if rows.is_empty() => vec![word(lang, Word::RowsNone).to_owned()],
        (Rule::Ledger(rule), Some(Answer::Rows(rows))) => {
            let state = |id: &FieldId| rule.state_name(id).map_or("", |label| label.get(lang)).to_owned();
            let line = |(n, one): (usize, &crate::domain::rule::LedgerRow)| {
                let number = fill(lang, Word::RowNumber, &[("n", &(n + 1).to_string())]);
                let mut told: Vec<String> = rule.state(one).map(state).into_iter().collect();
                told.extend(fields(lang, &rule.columns, &one.fields));
                let columns = rule.children.as_ref().map_or(&[][..], |children| &children.columns);
                told.extend(one.children.iter().flat_map(|child| fields(lang, columns, &child.fields)));
                labelled(lang, &number, &told.join(word(lang, Word::RuleJoin)))
            };
            rows.iter().enumerate().map(line).collect()
        }
        _ => Vec::new(),
    }
}

fn fields(lang: Lang, fields: &[Field], values: &FieldValues) -> Vec<String> {
    let filled =
        fields.iter().filter_map(|field| Some((field, values.get(&field.id).filter(|value| value.is_filled())?)));
    filled.map(|(field, filled)| labelled(lang, field.label.get(lang), &value(lang, field, filled))).collect()
}

fn labelled(lang: Lang, label: &str, value: &str) -> String {
    [label, word(lang, Word::Colon), value].concat()
}

fn value(lang: Lang, field: &Field, value: &FieldValue) -> String {
    let option = |id: &str| {
        let found = field.options.iter().find(|option: &&Labelled| option.id.as_str() == id);
        found.map_or_else(|| id.to_owned(), |option| option.label.get(lang).to_owned())
    };
    let text = match (field.kind, value) {
        (FieldKind::YesNo, FieldValue::Text(text)) if text == YES => word(lang, Word::Yes).to_owned(),
        (FieldKind::YesNo, FieldValue::Text(text)) if text == NO => word(lang, Word::No).to_owned(),
        (FieldKind::Choice, FieldValue::Text(text)) => option(text),
        (_, FieldValue::Text(text)) => text.clone(),
        (_, FieldValue::Count(count)) => count.to_string(),
        (_, FieldValue::Ticks(ticks)) => {
            let names: Vec<String> = ticks.iter().map(|id| option(id.as_str())).collect();
            names.join(word(lang, Word::ListComma))
        }
    };
    match &field.unit {
        Some(unit) => [&text, unit.get(lang)].concat(),
        None => text,
    }
}
