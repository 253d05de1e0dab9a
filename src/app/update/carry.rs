//! A revised standard: what was put in for the older one is carried over when somebody says so, after a look.

use super::fill::apply;
use super::save;
use crate::app::carrying::Carrying;
use crate::app::effect::{Effect, Stamp};
use crate::app::model::{Model, Notice};
use crate::app::msg::CarryMsg;
use crate::app::store::{Stored, restore_by};
use crate::domain::ItemId;

/// A standard has just been opened: is there a sheet of another edition of it?
pub(super) fn look(model: &Model) -> Option<Effect> {
    let fresh = model.filling.as_ref().filter(|filling| filling.saver.stored().is_none())?;
    let wanted = &fresh.sheet.template().id;
    let Some(heads) = &model.heads else { return Some(Effect::LoadHeads) };
    // The newest comes first.
    let older = heads.as_ref().ok()?.iter().find(|head| head.template == *wanted)?;
    Some(Effect::LoadOlder(older.id.clone()))
}

pub(super) fn update(stamp: &Stamp, model: &mut Model, msg: CarryMsg) -> Vec<Effect> {
    match msg {
        CarryMsg::OlderLoaded(stored) => {
            model.carrying = stored.and_then(|stored| offer(model, &stored));
            vec![]
        }
        CarryMsg::Answered(false) => {
            model.carrying = None;
            vec![Effect::Focus("main".to_owned())]
        }
        CarryMsg::Answered(true) => carry(stamp, model),
    }
}

/// There is something to carry over, and the standard is another.
fn offer(model: &Model, stored: &Stored) -> Option<Carrying> {
    let sheet = &model.filling.as_ref()?.sheet;
    let older = restore_by(model.judge, stored).ok()?;
    let is_other = older.template().id == sheet.template().id && older.template() != sheet.template();
    let carrying = is_other.then(|| Carrying::new(older, sheet))?;
    carrying.is_worth_it().then_some(carrying)
}

fn carry(stamp: &Stamp, model: &mut Model) -> Vec<Effect> {
    let Some((carrying, filling)) = model.carrying.take().zip(model.filling.as_ref()) else { return vec![] };
    if !carrying.is_for(&filling.sheet) {
        return vec![];
    }
    // What was put in since stays.
    let carried = Carrying::new(carrying.older, &filling.sheet).carried;
    let count = carried.same + carried.changed.len();
    let number = |id: &ItemId| filling.sheet.find(id.as_str()).map(|row| row.item.number.clone());
    let check = carried.changed.iter().filter_map(number).collect();
    let mut effects = Vec::new();
    for edit in carried.edits {
        effects.extend(apply(stamp, model, edit, true));
    }
    effects.extend(save::begin(stamp, model));
    model.notice = Some(Notice::Carried { count, check });
    effects.push(Effect::ToTop);
    effects
}
