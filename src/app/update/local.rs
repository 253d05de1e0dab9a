//! Items that a unit adds by itself.

use super::fill::apply;
use crate::app::effect::{Effect, Stamp};
use crate::app::input::Input;
use crate::app::model::Model;
use crate::app::words::{Word, fill};
use crate::domain::{Edit, Entry, Item, ItemId};

/// Adds one.
pub(super) fn add(stamp: &Stamp, model: &mut Model) -> Vec<Effect> {
    let Some(filling) = &model.filling else { return vec![] };
    let mut items = filling.sheet.submission().local_items.clone();
    let is_free = |n: &usize| filling.sheet.place(&id(*n)).is_none();
    let Some(n) = (items.len() + 1..usize::MAX).find(is_free) else { return vec![] };
    let text = fill(model.lang, Word::LocalNew, &[("n", &n.to_string())]);
    items.extend(Item::local(&id(n), &text));
    let mut effects = apply(stamp, model, Edit::LocalItems(items), false);
    effects.push(Effect::Focus(["local-", &id(n)].concat()));
    effects
}

fn id(n: usize) -> String {
    ["local", &n.to_string()].concat()
}

/// Changes one of them, or takes it away with its answer.
pub(super) fn change(stamp: &Stamp, model: &mut Model, id: &ItemId, input: Input) -> Vec<Effect> {
    let Some(filling) = &model.filling else { return vec![] };
    let mut items = filling.sheet.submission().local_items.clone();
    let Some(n) = items.iter().position(|item| item.id == *id) else { return vec![] };
    let typing = input.is_typing();
    let mut effects = Vec::new();
    match input {
        Input::Worded(text) => items[n] = items[n].worded(&text).unwrap_or(items[n].clone()),
        Input::Worth(points) => items[n] = items[n].worth(points).unwrap_or(items[n].clone()),
        _ => {
            items.remove(n);
            effects = apply(stamp, model, Edit::Entry(id.clone(), Entry::default()), true);
        }
    }
    effects.extend(apply(stamp, model, Edit::LocalItems(items), typing));
    effects
}
