//! From a sheet to one of the revised standard: what of it can be carried over. The old sheet stays as it is, so nothing that
//! was put in disappears.

use std::mem::discriminant;

use super::id::{ItemId, VetoId};
use super::rule::LineState;
use super::sheet::Sheet;
use super::submission::{Edit, Entry, Unit};

/// What is carried over.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Carried {
    /// The changes that the new sheet takes, in order.
    pub edits: Vec<Edit>,
    /// So many items are just as they were, and so is what was put in.
    pub same: usize,
    /// What was put in fits, but the item says or counts something else: to be looked at.
    pub changed: Vec<ItemId>,
    /// The item is gone, or takes other answers: what was put in stays in the old sheet only.
    pub left: Vec<ItemId>,
    /// Vetoes that are gone, or ask something else.
    pub left_vetoes: Vec<VetoId>,
}

/// Compares two sheets. What has been put into the new one already is not touched.
pub fn carried(old: &Sheet, new: &Sheet) -> Carried {
    let (mut next, mut carried) = (new.clone(), Carried::default());
    let mut edits = vec![Edit::Unit(unit(old, new))];
    let periods = &new.template().periods;
    let period = old.period().filter(|period| new.period().is_none() && periods.contains(&period.kind()));
    edits.extend(period.map(|period| Edit::Period(Some(period))));
    if new.submission().local_items.is_empty() {
        edits.push(Edit::LocalItems(old.submission().local_items.clone()));
    }
    edits.retain(|edit| next.apply(edit.clone()));
    carried.edits = edits;
    // Whether an answer fits may depend on others: all of them are there before any is judged.
    let mut taken = Vec::new();
    for (id, entry) in old.submission().entries.iter() {
        let (was, is) = (old.find(id.as_str()), next.find(id.as_str()));
        match was.zip(is) {
            Some((_, is)) if !is.entry.is_empty() => {}
            Some((was, is)) if discriminant(&was.item.rule) == discriminant(&is.item.rule) => {
                next.apply(Edit::Entry(id.clone(), entry.clone()));
                taken.push((id, entry, was));
            }
            _ => carried.left.push(id.clone()),
        }
    }
    for (id, entry, was) in taken {
        let Some(is) = next.find(id.as_str()).cloned() else { continue };
        if is.line.state == LineState::Invalid && was.line.state != LineState::Invalid {
            next.apply(Edit::Entry(id.clone(), Entry::default()));
            carried.left.push(id.clone());
            continue;
        }
        carried.edits.push(Edit::Entry(id.clone(), entry.clone()));
        if was.item == is.item {
            carried.same += 1;
        } else {
            carried.changed.push(id.clone());
        }
    }
    for (id, applies) in old.submission().vetoes.iter().filter(|(id, _)| !new.submission().vetoes.contains_key(*id)) {
        let text = |sheet: &Sheet| sheet.form().vetoes.iter().find(|veto| veto.id == *id).map(|veto| veto.text.clone());
        let edit = Edit::Veto(id.clone(), Some(*applies));
        if text(old) == text(&next) && next.apply(edit.clone()) {
            carried.edits.push(edit);
        } else {
            carried.left_vetoes.push(id.clone());
        }
    }
    carried
}

/// The unit, with what has been typed already.
fn unit(old: &Sheet, new: &Sheet) -> Unit {
    let (was, is) = (old.unit(), new.unit());
    let either = |is: &String, was: &String| if is.is_empty() { was.clone() } else { is.clone() };
    let known = |kind: &_| new.template().unit_types.iter().any(|known| known.id == *kind);
    Unit {
        name: either(&is.name, &was.name),
        code: either(&is.code, &was.code),
        superior: either(&is.superior, &was.superior),
        unit_type: is.unit_type.clone().or_else(|| was.unit_type.clone().filter(known)),
    }
}
