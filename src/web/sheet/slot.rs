//! Where in the sheet a field or a button stands, by the hooks around it.

use web_sys::Element as Node;

use crate::app::{Cell, Input, Model, Msg};
use crate::domain::rule::{Field, Rule};
use crate::domain::{Answer, FieldId, ItemId, Row};

/// A place in an item.
pub(super) struct Slot {
    /// The item.
    pub(super) item: ItemId,
    /// One of its scales.
    pub(super) part: Option<FieldId>,
    /// A row of it.
    pub(super) row: Option<usize>,
    /// A row under that row.
    pub(super) child: Option<usize>,
}

impl Slot {
    /// The place of a node.
    pub(super) fn of(node: &Node) -> Option<Slot> {
        let around = |hook: &str| node.closest(&["[", hook, "]"].concat()).ok()??.get_attribute(hook);
        let number = |hook: &str| around(hook)?.parse().ok();
        Some(Slot {
            item: ItemId::from(around("data-item")?.as_str()),
            part: around("data-part").map(|part| FieldId::from(part.as_str())),
            row: number("data-row"),
            child: number("data-child"),
        })
    }

    /// What was done here, as a message.
    pub(super) fn filled(&self, input: Input) -> Msg {
        let input = match &self.part {
            Some(part) => Input::Part(part.clone(), Box::new(input)),
            None => input,
        };
        Msg::Filled(self.item.clone(), input)
    }

    /// The cell of a field here.
    pub(super) const fn cell(&self, field: FieldId) -> Cell {
        Cell { row: self.row, child: self.child, field }
    }

    fn line<'a>(&self, model: &'a Model) -> Option<&'a Row> {
        model.filling.as_ref()?.sheet.find(self.item.as_str()).map(AsRef::as_ref)
    }

    /// The rule here.
    pub(super) fn rule<'a>(&self, model: &'a Model) -> Option<&'a Rule> {
        match (&self.part, &self.line(model)?.item.rule) {
            (Some(part), Rule::Parts(parts)) => Some(&parts.parts.iter().find(|one| one.id == *part)?.rule),
            (_, rule) => Some(rule),
        }
    }

    /// What has been answered here; counts that have not been begun are empty.
    pub(super) fn answer(&self, model: &Model) -> Option<Answer> {
        let answer = self.line(model)?.entry.answer.clone();
        let answer = match (&self.part, answer) {
            (Some(part), Some(Answer::Parts(mut answers))) => answers.remove(part),
            (Some(_), _) => None,
            (None, answer) => answer,
        };
        Some(answer.unwrap_or_else(|| Answer::Counts(litemap::LiteMap::new())))
    }

    /// What may stand in a cell here.
    pub(super) fn column<'a>(&self, model: &'a Model, cell: &Cell) -> Option<&'a Field> {
        let fields = match self.rule(model)? {
            Rule::Info(info) => &info.fields,
            Rule::Ledger(ledger) if cell.child.is_some() => &ledger.children.as_ref()?.columns,
            Rule::Ledger(ledger) => &ledger.columns,
            _ => return None,
        };
        fields.iter().find(|field| field.id == cell.field)
    }
}
