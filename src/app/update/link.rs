//! The result of another sheet, out of its file.

use super::fill::apply;
use crate::app::effect::{Effect, Stamp};
use crate::app::model::{Misfit, Model, Notice};
use crate::app::msg::Picked;
use crate::domain::rule::{Linked, Rule};
use crate::domain::{Answer, Edit, ItemId, LinkedValue, Quantity, Sheet, Stage};
use crate::format::open_submission_by;

/// Puts the result into an item when the file is one of the same unit for the right period; else says why not.
pub(super) fn taken(stamp: &Stamp, model: &mut Model, item: &ItemId, files: Vec<Picked>) -> Vec<Effect> {
    let Some(Picked { name, contents }) = files.into_iter().next() else { return vec![] };
    model.notice = None;
    let Some(filling) = &model.filling else { return vec![] };
    let Some(row) = filling.sheet.find(item.as_str()) else { return vec![] };
    let Rule::Linked(linked) = &row.item.rule else { return vec![] };
    let found = match contents.and_then(|bytes| open_submission_by(model.judge, &bytes)) {
        Ok(submission) => {
            let found = value(linked, &filling.sheet, &Sheet::open(submission));
            found.map_err(|misfit| Notice::Misfit { name, misfit })
        }
        Err(error) => Err(Notice::Unreadable { name, error }),
    };
    match found {
        Ok(value) => {
            let mut entry = row.entry.clone();
            entry.answer = Some(Answer::Linked(value));
            apply(stamp, model, Edit::Entry(item.clone(), entry), false)
        }
        Err(notice) => {
            model.notice = Some(notice);
            vec![Effect::Focus("main".to_owned())]
        }
    }
}

fn value(linked: &Linked, here: &Sheet, there: &Sheet) -> Result<LinkedValue, Misfit> {
    if there.template().id != linked.template {
        let found = there.template().title.clone();
        return Err(Misfit::Standard { found, wanted: linked.template.clone() });
    }
    let (found, wanted) = (there.unit().name.trim(), here.unit().name.trim());
    if found != wanted {
        return Err(Misfit::Unit { found: found.to_owned(), wanted: wanted.to_owned() });
    }
    let wanted = here.period().and_then(|period| linked.period.of(period)).ok_or(Misfit::NoPeriod)?;
    if there.period() != Some(wanted) {
        return Err(Misfit::Period { found: there.period(), wanted });
    }
    if there.stage() == Stage::Draft {
        return Err(Misfit::Draft);
    }
    if linked.takes_total() {
        return Ok(LinkedValue::Value { value: there.totals().total });
    }
    let mut figures = there.rows().flat_map(|row| &row.line.figures);
    match figures.find(|(id, _)| *id == linked.take) {
        Some(&(_, Quantity::Amount { value })) => Ok(LinkedValue::Value { value }),
        Some(&(_, Quantity::Ratio { part, whole })) => Ok(LinkedValue::Ratio { part, whole }),
        _ => Err(Misfit::Nothing),
    }
}
