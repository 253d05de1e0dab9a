//! Rows that people add: matters here, ledgers in [`super::ledger`].

use super::Scope;
use crate::app::{Word, fill, word};
use crate::domain::Answer;
use crate::domain::rule::{AddRows, Class, Matter};
use crate::web::sheet::text::{LINE, full};
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
            .with("maxlength", LINE.to_string())
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
        let named = named.add(full(lang, &matter.what, LINE));
        let number = self.row_number(n);
        of("div", "matter")
            .with("data-row", n.to_string())
            .with("role", "group")
            .with("aria-label", number.clone())
            .add(of("p", "matter__title").text(number))
            .add(named)
            .all(rule.classes.iter().map(class))
            .add(self.remove(n, None))
    }

    /// What a row is called.
    pub(super) fn row_number(&self, n: usize) -> String {
        fill(self.lang, Word::RowNumber, &[("n", &(n + 1).to_string())])
    }

    /// Takes a row away; asks once more first, since what was typed in it goes too.
    pub(super) fn remove(&self, row: usize, child: Option<usize>) -> Element {
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
