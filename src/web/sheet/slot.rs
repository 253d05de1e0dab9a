//! Where in the sheet a field or a button stands, by the hooks around it.

use web_sys::Element as Node;

use crate::app::{Cell, Input, Model, Msg};
use crate::domain::rule::{Field, Rule};
use crate::domain::{Answer, FieldId, ItemId, Row};

/// The elements that say where they are.
const HOOKS: &str = "[data-item],[data-part],[data-row],[data-child]";

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
        let mut slot = Slot { item: ItemId::from(""), part: None, row: None, child: None };
        let mut around = node.closest(HOOKS).ok()??;
        // From the inside out; every place ends at its item.
        loop {
            let hook = |name| around.get_attribute(name);
            if let Some(item) = hook("data-item") {
                slot.item = ItemId::from(item.as_str());
                return Some(slot);
            }
            let number = |name| hook(name)?.parse().ok();
            slot.part = slot.part.or_else(|| Some(FieldId::from(hook("data-part")?.as_str())));
            slot.row = slot.row.or_else(|| number("data-row"));
            slot.child = slot.child.or_else(|| number("data-child"));
            around = around.parent_element()?.closest(HOOKS).ok()??;
        }
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
