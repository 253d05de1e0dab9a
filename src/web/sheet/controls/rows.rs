//! Rows that people add: ledgers and matters.

use super::Scope;
use crate::app::{Word, fill, word, wording};
use crate::domain::Answer;
use crate::domain::rule::{AddRows, Class, Ledger, LedgerRow, Matter};
use crate::web::tree::{Element, Tree, button, el, of};

impl Scope<'_> {
    /// Matters with the classes they reached.
    pub(super) fn matters(&self, rule: &AddRows) -> Vec<Tree> {
        let matters = match self.answer {
            Some(Answer::Matters(matters)) => Some(matters),
            _ => None,
        };
        let rows = matters.into_iter().flatten().enumerate().map(|(n, matter)| self.matter(rule, n, matter).into());
        let none = matters.is_none_or(Vec::is_empty);
        let nothing = if none { self.none(matters.is_some(), Word::RowsNone) } else { Tree::Nothing };
        rows.chain([button(Some("ledger__add"), "add-row", word(self.lang, Word::RowAdd)).into(), nothing]).collect()
    }

    fn matter(&self, rule: &AddRows, n: usize, matter: &Matter) -> Element {
        let lang = self.lang;
        let id = self.id(&["m", &n.to_string()].concat());
        let input = el("input")
            .with("type", "text")
            .with("id", id.clone())
            .with("name", self.row.item.id.to_string())
            .with("maxlength", "100")
            .with("autocomplete", "off")
            .with("data-text", "what")
            .value(matter.what.clone());
        let class = |class: &Class| {
            let field = el("input")
                .with("type", "checkbox")
                .with("name", id.clone())
                .with("value", class.id.to_string())
                .with("data-role", "class");
            let worth = fill(lang, Word::PointsOf, &[("points", &class.points.to_string())]);
            of("label", "choice")
                .with("data-worth", worth)
                .add(field.checked(matter.classes.contains(&class.id)))
                .text(class.label.get(lang).to_owned())
        };
        let named =
            of("div", "cell").add(el("label").with("for", id.clone()).text(word(lang, Word::MatterWhat))).add(input);
        self.framed_row(n, String::new()).add(named).all(rule.classes.iter().map(class)).add(self.remove(n, None))
    }

    /// A ledger: its rows, what is computed from them, a way to add one.
    pub(super) fn ledger(&self, rule: &Ledger) -> Vec<Tree> {
        let lang = self.lang;
        let rows = match self.answer {
            Some(Answer::Rows(rows)) => Some(rows),
            _ => None,
        };
        let mut all: Vec<Tree> =
            rows.into_iter().flatten().enumerate().map(|(n, row)| self.ledger_row(rule, n, row).into()).collect();
        all.push(button(Some("ledger__add"), "add-row", word(lang, Word::RowAdd)).into());
        let none = rows.is_none_or(Vec::is_empty);
        all.push(if none { self.none(rows.is_some(), Word::RowsNone) } else { Tree::Nothing });
        let figures = self.row.line.figures.iter().filter_map(|(id, value)| {
            let figure = rule.figures.iter().find(|figure| figure.id() == id)?;
            let name = el("dt").text(figure.label().get(lang).to_owned());
            Some(el("div").add(name).add(el("dd").text(wording::quantity(*value))))
        });
        let figures: Vec<Element> = figures.collect();
        all.push((!figures.is_empty() && !none).then(|| of("dl", "figures").all(figures)).into());
        all
    }

    fn ledger_row(&self, rule: &Ledger, n: usize, row: &LedgerRow) -> Element {
        let lang = self.lang;
        let state = rule.state(row);
        let name = |id: &crate::domain::FieldId| rule.state_name(id).map_or("", |label| label.get(lang)).to_owned();
        let cells = rule.columns.iter().map(|column| self.cell(&[&row.id, "-"].concat(), column, Some(&row.fields)));
        let moves = rule.states.iter().flat_map(|states| &states.moves).filter(|one| Some(&one.from) == state);
        let moves = moves.map(|one| {
            let label = fill(lang, Word::RowMove, &[("state", &name(&one.to))]);
            button(None, "move", label).with("data-state", one.to.to_string())
        });
        let trail: Vec<String> =
            row.trail.iter().map(|step| [&step.on.to_string(), " ", &name(&step.state)].concat()).collect();
        let trail = trail.join(" \u{2192} ");
        self.framed_row(n, state.map(name).unwrap_or_default())
            .add(of("div", "ledger__cells").all(cells))
            .add(rule.children.as_ref().map(|children| {
                let child = |(m, child): (usize, &crate::domain::rule::ChildRow)| {
                    let place = [&row.id, "-", &child.id, "-"].concat();
                    let cells = children.columns.iter().map(|column| self.cell(&place, column, Some(&child.fields)));
                    of("div", "ledger__child")
                        .with("data-child", m.to_string())
                        .add(of("div", "ledger__cells").all(cells))
                        .add(self.remove(n, Some(m)))
                };
                let title = children.title.get(lang);
                of("div", "ledger__children")
                    .add(of("p", "controls__title").text(title.to_owned()))
                    .all(row.children.iter().enumerate().map(child))
                    .add(button(None, "add-child", fill(lang, Word::RowChildAdd, &[("title", title)])))
            }))
            .add((!trail.is_empty()).then(|| of("p", "ledger__trail").text(trail)))
            .add(of("p", "ledger__moves").all(moves).add(self.remove(n, None)))
    }

    fn framed_row(&self, n: usize, state: String) -> Element {
        let number = fill(self.lang, Word::RowNumber, &[("n", &(n + 1).to_string())]);
        let state = (!state.is_empty()).then(|| of("span", "ledger__state").text(state));
        of("div", "ledger__row")
            .with("data-row", n.to_string())
            .with("role", "group")
            .with("aria-label", number.clone())
            .add(of("p", "ledger__title").text(number).add(state))
    }

    /// Takes a row away; asks once more first, since what was typed in it goes too.
    fn remove(&self, row: usize, child: Option<usize>) -> Element {
        let lang = self.lang;
        let n = (child.unwrap_or(row) + 1).to_string();
        let place = of("span", "ledger__remove");
        if self.look.removing == Some((row, child)) {
            return place
                .add(button(Some("button--danger"), "remove-sure", fill(lang, Word::RowRemoveSure, &[("n", &n)])))
                .add(button(None, "remove-not", word(lang, Word::RowKeep)));
        }
        place.add(button(Some("button--quiet"), "remove", fill(lang, Word::RowRemove, &[("n", &n)])))
    }
}
