//! What a person does to a field, and the edit it makes.

use std::collections::BTreeSet;

use litemap::LiteMap;

use crate::domain::rule::Rule;
use crate::domain::{Answer, Edit, Evidence, FieldId, ItemId, Row};

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

/// Something done to one item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Input {
    /// An option was chosen.
    Chosen(FieldId),
    /// A count was typed, or emptied.
    Counted(FieldId, Option<u32>),
    /// An element was ticked or unticked.
    Ticked(FieldId, bool),
    /// "None of them" was ticked or unticked.
    NoneTicked(bool),
    /// An element was excused or not.
    Exempted(FieldId, bool),
    /// The item was marked as not applicable or not.
    NotApplicable(bool),
    /// The remark was typed.
    Remarked(String),
    /// The evidence was typed, one name a line.
    Evidenced(String),
    /// The answer was taken back.
    Cleared,
}

impl Input {
    /// The edit that this makes of a row.
    pub fn edit(self, row: &Row) -> Edit {
        let mut entry = row.entry.clone();
        match self {
            Input::Chosen(option) => entry.answer = Some(Answer::Choice(option)),
            Input::Counted(field, count) => entry.answer = counted(entry.answer, field, count),
            Input::Ticked(element, ticked) => {
                let (mut have, exempt) = elements(entry.answer);
                put(&mut have, element, ticked);
                // The last tick taken away leaves the item open: "none" has a box of its own.
                let open = have.is_empty() && exempt.is_empty();
                entry.answer = (!open).then_some(Answer::Elements { have, exempt });
            }
            Input::NoneTicked(ticked) => {
                let (_, exempt) = elements(entry.answer);
                let none = Answer::Elements { have: BTreeSet::new(), exempt };
                entry.answer = ticked.then_some(none);
            }
            Input::Exempted(element, ticked) => {
                let (have, mut exempt) = elements(entry.answer);
                put(&mut exempt, element, ticked);
                entry.answer = Some(Answer::Elements { have, exempt });
            }
            Input::NotApplicable(ticked) => entry.not_applicable = ticked,
            Input::Remarked(text) => entry.remark = text,
            Input::Evidenced(text) => {
                let names = text.lines().map(str::trim).filter(|name| !name.is_empty());
                entry.evidence = names.map(|name| Evidence { name: name.to_owned() }).collect();
            }
            Input::Cleared => {
                entry.answer = None;
                entry.not_applicable = false;
            }
        }
        Edit::Entry(row.item.id.clone(), entry)
    }

    /// Whether this is typing, which pauses before it is worth a save.
    pub const fn is_typing(&self) -> bool {
        matches!(self, Input::Remarked(_) | Input::Evidenced(_))
    }

    /// What a native field of an item did, by the hooks that fields carry: its role (or type), its
    /// value and whether it is checked.
    pub fn of_field(row: &Row, role: &str, value: &str, checked: bool) -> Option<Input> {
        let field = || FieldId::from(value);
        match (role, &row.item.rule) {
            ("applies", _) => Some(Input::NotApplicable(checked)),
            ("exempt", Rule::DeductList(_)) => Some(Input::Exempted(field(), checked)),
            ("none", Rule::DeductList(_)) => Some(Input::NoneTicked(checked)),
            ("checkbox", Rule::DeductList(_)) => Some(Input::Ticked(field(), checked)),
            ("radio", Rule::AllOrNothing(_) | Rule::Options(_)) => Some(Input::Chosen(field())),
            _ => None,
        }
    }
}

fn counted(answer: Option<Answer>, field: FieldId, count: Option<u32>) -> Option<Answer> {
    let mut counts = match answer {
        Some(Answer::Counts(counts)) => counts,
        _ => LiteMap::new(),
    };
    match count {
        Some(count) => counts.insert(field, count),
        None => counts.remove(&field),
    };
    (!counts.is_empty()).then_some(Answer::Counts(counts))
}

fn elements(answer: Option<Answer>) -> (BTreeSet<FieldId>, BTreeSet<FieldId>) {
    match answer {
        Some(Answer::Elements { have, exempt }) => (have, exempt),
        _ => Default::default(),
    }
}

fn put(set: &mut BTreeSet<FieldId>, element: FieldId, there: bool) {
    if there {
        set.insert(element);
    } else {
        set.remove(&element);
    }
}

/// The name of an item's fieldset and of its native fields.
pub fn item_element(item: &ItemId) -> String {
    ["item-", item.as_str()].concat()
}
