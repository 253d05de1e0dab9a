//! What was written down, for paper: fields, rows of a ledger, matters.

use super::quantity;
use crate::app::words::{Word, fill, word};
use crate::domain::rule::{Field, FieldKind, FieldValue, FieldValues, Labelled, Ledger, LedgerRow, NO, Rule, YES};
use crate::domain::{Answer, FieldId, Lang, Row};

/// One line for each field of an info item and each matter; a ledger has a table of its own.
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
        (Rule::Ledger(_), Some(Answer::Rows(rows))) => {
            let blanks = [("rows", &*rows.len().to_string()), ("number", &row.item.number)];
            vec![fill(lang, Word::PaperSeeAnnex, &blanks)]
        }
        _ => Vec::new(),
    }
}

/// The states that a row of a ledger went through, one after the other.
pub fn trail(lang: Lang, ledger: &Ledger, row: &LedgerRow) -> String {
    let mut told = String::new();
    for step in &row.trail {
        if !told.is_empty() {
            told.push_str(" \u{2192} ");
        }
        told.push_str(&step.on.to_string());
        told.push(' ');
        told.push_str(ledger.state_name(&step.state).map_or("", |label| label.get(lang)));
    }
    told
}

/// A ledger on paper.
pub struct Annex {
    /// What it is called.
    pub title: String,
    /// Its columns. One that need not be filled and is empty in every row takes no room.
    pub head: Vec<String>,
    /// Its lines; one with a single text goes across: what belongs to the row above, what is computed.
    pub lines: Vec<Vec<String>>,
}

/// Columns that a page has room for; what stands in the others is told across, below the row.
const MOST_COLUMNS: usize = 12;

/// The table of a ledger that has rows.
pub fn annex(lang: Lang, row: &Row) -> Option<Annex> {
    let (Rule::Ledger(ledger), Some(Answer::Rows(rows))) = (&row.item.rule, &row.entry.answer) else { return None };
    if rows.is_empty() {
        return None;
    }
    let title = fill(lang, Word::PaperAnnex, &[("number", &row.item.number), ("text", row.item.text.get(lang))]);
    let (mut head, mut columns, mut lines) = (vec![String::new()], Vec::new(), Vec::new());
    if ledger.states.is_some() {
        head.push(word(lang, Word::ColumnStage).to_owned());
    }
    let (wide, rest) = ledger.columns.split_at(ledger.columns.len().min(MOST_COLUMNS));
    for field in wide {
        if field.required || rows.iter().any(|row| row.fields.contains_key(&field.id)) {
            head.push(field.label.get(lang).to_owned());
            columns.push(field);
        }
    }
    for (n, row) in rows.iter().enumerate() {
        let mut line = vec![(n + 1).to_string()];
        if let Some(state) = ledger.state(row) {
            line.push(ledger.state_name(state).map_or("", |label| label.get(lang)).to_owned());
        }
        for field in &columns {
            line.push(row.fields.get(&field.id).map_or_else(String::new, |one| value(lang, field, one)));
        }
        lines.push(line);
        let told = fields(lang, rest, &row.fields);
        if !told.is_empty() {
            lines.push(vec![told.join(word(lang, Word::RuleJoin))]);
        }
        if let Some(children) = &ledger.children {
            for child in &row.children {
                let told = fields(lang, &children.columns, &child.fields).join(word(lang, Word::RuleJoin));
                lines.push(vec![labelled(lang, children.title.get(lang), &told)]);
            }
        }
        if !row.trail.is_empty() {
            lines.push(vec![trail(lang, ledger, row)]);
        }
    }
    let mut figures = Vec::new();
    for (id, value) in &row.line.figures {
        if let Some(figure) = ledger.figures.iter().find(|figure| figure.id() == id) {
            figures.push(labelled(lang, figure.label().get(lang), &quantity(*value)));
        }
    }
    if !figures.is_empty() {
        lines.push(vec![figures.join(word(lang, Word::RuleJoin))]);
    }
    Some(Annex { title, head, lines })
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
