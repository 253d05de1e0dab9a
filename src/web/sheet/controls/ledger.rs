//! Ledgers: a table with a row for each entry, the table of what belongs to it under each row, and what is
//! computed from them. On narrow screens the style sheet makes cards of the rows.

use super::Scope;
use super::cells::{kind, label};
use crate::app::{Word, fill, word, wording};
use crate::domain::Answer;
use crate::domain::rule::{ChildRow, Field, FieldValues, Ledger, LedgerRow, State, States};
use crate::web::tree::{Element, Tree, button, el, of};

impl Scope<'_> {
    /// Its table, a way to add a row, its figures.
    pub(super) fn ledger(&self, rule: &Ledger) -> Vec<Tree> {
        let lang = self.lang;
        let rows = match self.answer {
            Some(Answer::Rows(rows)) => Some(rows),
            _ => None,
        };
        let none = rows.is_none_or(Vec::is_empty);
        let table = rows.filter(|_| !none).map(|rows| {
            let body = |(n, row): (usize, &LedgerRow)| self.ledger_row(rule, n, row);
            of("div", "scroll")
                .with("role", "region")
                .with("tabindex", "0")
                .with("aria-label", self.row.item.text.get(lang).to_owned())
                .add(self.table(&rule.columns, rule.states.is_some()).all(rows.iter().enumerate().map(body)))
        });
        let figures = self.row.line.figures.iter().filter_map(|(id, value)| {
            let figure = rule.figures.iter().find(|figure| figure.id() == id)?;
            let name = el("dt").text(figure.label().get(lang).to_owned());
            Some(el("div").add(name).add(el("dd").text(wording::quantity(*value))))
        });
        let figures: Vec<Element> = figures.collect();
        vec![
            table.into(),
            button(Some("ledger__add"), "add-row", word(lang, Word::RowAdd)).into(),
            if none { self.none(rows.is_some(), Word::RowsNone) } else { Tree::Nothing },
            (!figures.is_empty() && !none).then(|| of("dl", "figures").all(figures)).into(),
        ]
    }

    /// A table with its head and no rows yet.
    fn table(&self, columns: &[Field], states: bool) -> Element {
        let column = |label: String| el("th").with("scope", "col").text(label);
        let state = states.then(|| column(word(self.lang, Word::ColumnStage).to_owned()));
        let head = el("tr").add(el("td")).add(state).all(columns.iter().map(|field| column(label(self.lang, field))));
        of("table", "ledger").add(el("thead").add(head.add(el("td"))))
    }

    /// An entry, and below it what belongs to it and the states it went through.
    fn ledger_row(&self, rule: &Ledger, n: usize, row: &LedgerRow) -> Element {
        let lang = self.lang;
        let place = [&row.id, "-"].concat();
        let trail = wording::trail(lang, rule, row);
        let children = rule.children.as_ref().map(|children| {
            let title = children.title.get(lang);
            let within = [&self.row_number(n), " ", title, " "].concat();
            let child = |(m, child): (usize, &ChildRow)| {
                let place = [&place, &child.id, "-"].concat();
                let line = self.line((n, Some(m)), &within, &place, None, &children.columns, &child.fields);
                line.with("data-child", m.to_string())
            };
            let rows = el("tbody").all(row.children.iter().enumerate().map(child));
            let add = button(None, "add-child", fill(lang, Word::RowChildAdd, &[("title", title)]));
            of("div", "ledger__children")
                .add(el("p").text(title.to_owned()))
                .add((!row.children.is_empty()).then(|| self.table(&children.columns, false).add(rows)))
                .add(add)
        });
        let under = (children.is_some() || !trail.is_empty()).then(|| {
            let span = rule.columns.len() + 2 + usize::from(rule.states.is_some());
            let trail = (!trail.is_empty()).then(|| of("p", "ledger__trail").text(trail));
            el("tr").add(el("td").with("colspan", span.to_string()).add(trail).add(children))
        });
        let state = rule.states.as_ref().map(|states| self.state(rule, states, n, row));
        el("tbody")
            .with("data-row", n.to_string())
            .add(self.line((n, None), "", &place, state, &rule.columns, &row.fields))
            .add(under)
    }

    /// A line of a table: its number, its state, its fields, a way to take it away.
    fn line(
        &self,
        (row, child): (usize, Option<usize>),
        within: &str,
        place: &str,
        state: Option<Element>,
        columns: &[Field],
        fields: &FieldValues,
    ) -> Element {
        let number = self.row_number(child.unwrap_or(row));
        let named = [within, &number, " "].concat();
        let cells = columns.iter().map(|field| {
            let label = label(self.lang, field);
            let name = [&named, label.as_str()].concat();
            let cell = of("td", "cell").with("data-kind", kind(field)).with("data-label", label);
            self.cell(cell, place, &name, field, Some(fields))
        });
        let cells: Vec<Tree> = cells.collect();
        of("tr", "ledger__line")
            .add(el("th").with("scope", "row").text(number))
            .add(state)
            .all(cells)
            .add(el("td").add(self.remove(row, child)))
    }

    /// The state of an entry. Others can be chosen when a move leads there, or when it came from there: so
    /// a move is taken back.
    fn state(&self, rule: &Ledger, states: &States, n: usize, row: &LedgerRow) -> Element {
        let label = word(self.lang, Word::ColumnStage);
        let now = rule.state(row);
        let option = |state: &State| {
            let open = now == Some(&state.id) || rule.may_move(row, &state.id) || row.came_from() == Some(&state.id);
            let text = state.label.get(self.lang).to_owned();
            let option = el("option").with("value", state.id.to_string());
            option
                .maybe("selected", (now == Some(&state.id)).then_some(""))
                .maybe("disabled", (!open).then_some(""))
                .text(text)
        };
        let list = el("select")
            .with("name", self.row.item.id.to_string())
            .with("data-text", "state")
            .with("aria-label", [&self.row_number(n), " ", label].concat())
            .all(states.list.iter().map(option));
        let value = now.map(ToString::to_string).unwrap_or_default();
        of("td", "cell").with("data-kind", "short").with("data-label", label).add(list.value(value))
    }
}
