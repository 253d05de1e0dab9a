//! Filling: every change goes through the sheet, then to the saver.

use std::sync::Arc;

use crate::app::effect::{Effect, Stamp};
use crate::app::input::{Input, UnitField, item_element};
use crate::app::model::Model;
use crate::app::update::{local, save};
use crate::domain::{Edit, ItemId, Missing, Period, UnitTypeId, VetoId};

/// Applies an edit, unless another window fills the record. Choices are saved at once; typing when it pauses.
pub(super) fn apply(stamp: &Stamp, model: &mut Model, edit: Edit, typing: bool) -> Vec<Effect> {
    let Some(filling) = model.filling.as_mut().filter(|filling| filling.holder.is_here()) else { return vec![] };
    let sheet = &mut filling.sheet;
    if !sheet.apply(edit.clone()) {
        return vec![];
    }
    // What is overdue in a table is so on the day of the last change.
    if sheet.submission().as_of != stamp.today && sheet.form().uses_day() {
        let day = Edit::AsOf(stamp.today);
        sheet.apply(day.clone());
        filling.saver.edited(day);
    }
    filling.saver.edited(edit);
    let mut effects = save::tail(filling);
    effects.extend(if typing { vec![Effect::SaveSoon] } else { save::begin(stamp, model) });
    effects
}

pub(super) fn filled(stamp: &Stamp, model: &mut Model, item: &ItemId, input: Input) -> Vec<Effect> {
    if matches!(input, Input::Worded(_) | Input::Worth(_) | Input::TakenAway) {
        return local::change(stamp, model, item, input);
    }
    let row = model.filling.as_ref().and_then(|filling| filling.sheet.find(item.as_str()));
    let Some(row) = row else { return vec![] };
    let typing = input.is_typing();
    let edit = input.edit(row);
    apply(stamp, model, edit, typing)
}

pub(super) fn field(
    stamp: &Stamp,
    model: &mut Model,
    item: &ItemId,
    role: &str,
    value: &str,
    checked: bool,
) -> Vec<Effect> {
    let row = model.filling.as_ref().and_then(|filling| filling.sheet.find(item.as_str()));
    match row.and_then(|row| Input::of_field(row, role, value, checked)) {
        Some(input) => filled(stamp, model, item, input),
        None => vec![],
    }
}

pub(super) fn veto(stamp: &Stamp, model: &mut Model, veto: VetoId, applies: bool) -> Vec<Effect> {
    apply(stamp, model, Edit::Veto(veto, Some(applies)), false)
}

pub(super) fn unit(stamp: &Stamp, model: &mut Model, field: UnitField, text: String) -> Vec<Effect> {
    let Some(filling) = &model.filling else { return vec![] };
    let mut unit = filling.sheet.unit().clone();
    match field {
        UnitField::Name => unit.name = text,
        UnitField::Code => unit.code = text,
        UnitField::Superior => unit.superior = text,
    }
    apply(stamp, model, Edit::Unit(unit), true)
}

/// Another kind of unit may have another sheet: what is drawn of it begins anew.
pub(super) fn unit_type(stamp: &Stamp, model: &mut Model, chosen: Option<UnitTypeId>) -> Vec<Effect> {
    let Some(filling) = &model.filling else { return vec![] };
    let (mut unit, before) = (filling.sheet.unit().clone(), filling.sheet.form().clone());
    unit.unit_type = chosen;
    let mut effects = apply(stamp, model, Edit::Unit(unit), false);
    let Some(filling) = &mut model.filling else { return effects };
    if !Arc::ptr_eq(&before, filling.sheet.form()) {
        filling.drawn = filling.sheet.parts().len().min(1);
        effects.push(Effect::Focus("unit-type".to_owned()));
        if !filling.is_drawn() {
            effects.push(Effect::DrawSoon);
        }
    }
    effects
}

pub(super) fn period(stamp: &Stamp, model: &mut Model, period: Option<Period>) -> Vec<Effect> {
    apply(stamp, model, Edit::Period(period), false)
}

pub(super) fn draw(model: &mut Model, sections: usize) -> Vec<Effect> {
    let Some(filling) = &mut model.filling else { return vec![] };
    filling.drawn = filling.drawn.saturating_add(sections).min(filling.sheet.parts().len());
    if filling.is_drawn() { vec![] } else { vec![Effect::DrawSoon] }
}

pub(super) fn toggle_missing(model: &mut Model) -> Vec<Effect> {
    let Some(filling) = &mut model.filling else { return vec![] };
    filling.missing_open = !filling.missing_open;
    if filling.missing_open { vec![Effect::Focus("missing".to_owned())] } else { vec![] }
}

/// Leads to the place; everything is drawn first, since the place may not be there yet.
pub(super) fn follow(model: &mut Model, missing: &Missing) -> Vec<Effect> {
    if let Some(filling) = &mut model.filling {
        filling.drawn = filling.sheet.parts().len();
        filling.missing_open = false;
    }
    vec![Effect::Focus(element(missing))]
}

/// The element where something missing is put in.
fn element(missing: &Missing) -> String {
    match missing {
        Missing::UnitName => "unit-name".to_owned(),
        Missing::UnitType => "unit-type".to_owned(),
        Missing::Period => "period".to_owned(),
        Missing::Answer(item) | Missing::Mend(item) => item_element(item),
        Missing::Remark(item) => format!("remark-{item}"),
        Missing::Evidence(item, _) => format!("evidence-{item}"),
        Missing::ConfirmedBy(item) => format!("confirmed-{item}"),
        Missing::Veto(veto) => format!("veto-{veto}"),
    }
}
