//! What a person does on the sheet → messages. Fields and buttons carry hooks that say what they are.
//!
//! The one place where text is typed, and so the one place that knows about input methods: nothing is
//! told, stored or redrawn in the middle of a composition.

use wasm_bindgen::JsCast;
use web_sys::{Element as Node, Event, HtmlInputElement};

use super::Sheet;
use super::slot::Slot;
use crate::app::{Input, Model, Msg, UnitField, typed};
use crate::domain::rule::{Field, FieldKind, FieldValue};
use crate::domain::{Answer, FieldId, ItemId, MAX_COUNT, UnitTypeId, VetoId, signs};
use crate::web::{clock, show};

impl Sheet {
    /// What an event means.
    pub(in crate::web) fn hear(&mut self, model: &Model, kind: &str, event: &Event) -> Option<Msg> {
        // Text areas and lists have the properties of inputs that are asked for here.
        let field: HtmlInputElement = event.target()?.unchecked_into();
        match kind {
            // Buttons hold nothing but text, so that they are always hit themselves.
            "click" => self.clicked(model, event, &field, &field.get_attribute("data-do")?),
            "compositionstart" => {
                self.composing = Some(field.into());
                None
            }
            "compositionend" => {
                self.composing = None;
                self.typed(model, &field)
            }
            "change" => changed(model, &field).or_else(|| self.typed(model, &field)),
            _ => self.typed(model, &field),
        }
    }

    /// Something was typed or chosen from a list; in the middle of a composition it is not yet.
    fn typed(&mut self, model: &Model, field: &HtmlInputElement) -> Option<Msg> {
        // One that was taken away in the middle is heard no more; what is typed elsewhere counts.
        if self.composing.as_deref() == Some(field) {
            return None;
        }
        let (what, typed) = (field.get_attribute("data-text")?, text(field));
        let id = || Some(FieldId::from(field.get_attribute("data-field")?.as_str()));
        Some(match what.as_str() {
            "name" => Msg::UnitTyped(UnitField::Name, typed),
            "code" => Msg::UnitTyped(UnitField::Code, typed),
            "superior" => Msg::UnitTyped(UnitField::Superior, typed),
            "type" => Msg::UnitTypeChosen((!typed.is_empty()).then(|| UnitTypeId::from(typed.as_str()))),
            "period" => Msg::PeriodChosen(typed.parse().ok()),
            "link" if typed.is_empty() => return None,
            "link" => Msg::LinkPicked(Slot::of(field)?.item),
            _ => {
                let slot = Slot::of(field)?;
                let input = match what.as_str() {
                    "count" => Input::Counted(id()?, self.counted(&slot.item, field)),
                    "number" => Input::Numbered(id()?, self.numbered(&slot.item, field)),
                    "day" => Input::Dated(id()?, typed.parse().ok()),
                    "cell" => {
                        let cell = slot.cell(id()?);
                        let value = self.recorded(slot.column(model, &cell)?, &slot.item, field);
                        Input::Recorded(cell, value)
                    }
                    "state" => Input::RowMoved(slot.row?, FieldId::from(typed.as_str()), clock::today()?),
                    "local" => self.worded(model, &slot.item, field)?,
                    "worth" => self.worth(&slot.item, field)?,
                    "what" => Input::Named(slot.row?, typed),
                    "remark" => Input::Remarked(typed),
                    "evidence" => Input::Evidenced(typed),
                    "confirmed" => Input::Confirmed(typed),
                    _ => return None,
                };
                slot.filled(input)
            }
        })
    }

    /// What is no number stays in its field and is said.
    fn counted(&mut self, item: &ItemId, input: &HtmlInputElement) -> Option<u32> {
        let count = typed::count(&input.value());
        self.judged(item, input, count.map(|count| count.map(|count| count.to_string())));
        count.ok().flatten()
    }

    fn numbered(&mut self, item: &ItemId, input: &HtmlInputElement) -> Option<crate::domain::Points> {
        let number = typed::number(&input.value());
        self.judged(item, input, number.map(|_| None));
        number.ok().flatten()
    }

    fn judged(&mut self, item: &ItemId, input: &HtmlInputElement, number: Result<Option<String>, typed::NoNumber>) {
        if let Ok(Some(plain)) = &number
            && *plain != input.value()
        {
            input.set_value(plain);
        }
        self.look(item, |look| match number {
            Ok(_) => drop(look.refused.remove(&input.id())),
            Err(_) => drop(look.refused.insert(input.id(), input.value())),
        });
    }

    /// What cannot be the text of a local item stays in its field.
    fn worded(&mut self, model: &Model, item: &ItemId, input: &HtmlInputElement) -> Option<Input> {
        let sheet = &model.filling.as_ref()?.sheet;
        let text = text(input);
        let fits = sheet.may_word(item, &text);
        self.judged(item, input, if fits { Ok(None) } else { Err(typed::NoNumber) });
        fits.then_some(Input::Worded(text))
    }

    fn worth(&mut self, item: &ItemId, input: &HtmlInputElement) -> Option<Input> {
        let worth = typed::number(&input.value()).ok().flatten().filter(|worth| !worth.is_negative());
        self.judged(item, input, worth.map(|_| None).ok_or(typed::NoNumber));
        worth.map(Input::Worth)
    }

    /// What stands in a field of an info item or a cell of a ledger.
    fn recorded(&mut self, field: &Field, item: &ItemId, input: &HtmlInputElement) -> Option<FieldValue> {
        match field.kind {
            FieldKind::Count => self.counted(item, input).map(FieldValue::Count),
            FieldKind::Number => self.numbered(item, input).map(|number| FieldValue::Text(number.to_string())),
            _ => Some(text(input)).filter(|text| !text.is_empty()).map(FieldValue::Text),
        }
    }

    fn clicked(&mut self, model: &Model, event: &Event, button: &Node, does: &str) -> Option<Msg> {
        let item = || Some(ItemId::from(button.closest("[data-item]").ok()??.get_attribute("data-item")?.as_str()));
        match does {
            "more" => {
                event.prevent_default();
                self.look(&item()?, |look| look.open = !look.open);
                None
            }
            "clear" => {
                self.look(&item()?, |look| look.refused.clear());
                Some(Msg::Filled(item()?, Input::Cleared))
            }
            "add-row" => Some(Slot::of(button)?.filled(Input::RowAdded(None))),
            "add-child" => {
                let slot = Slot::of(button)?;
                Some(slot.filled(Input::RowAdded(slot.row)))
            }
            "remove" => {
                let slot = Slot::of(button)?;
                self.look(&slot.item, |look| look.removing = slot.row.map(|row| (row, slot.child)));
                None
            }
            "add-local" => Some(Msg::LocalAdded),
            "drop" => {
                self.look(&item()?, |look| look.removing = Some((0, None)));
                None
            }
            "drop-sure" => Some(Msg::Filled(item()?, Input::TakenAway)),
            "remove-not" => {
                self.look(&item()?, |look| look.removing = None);
                None
            }
            "remove-sure" => {
                let slot = Slot::of(button)?;
                self.look(&slot.item, |look| look.removing = None);
                Some(slot.filled(Input::RowRemoved(slot.row?, slot.child)))
            }
            "less" => self.stepped(model, button, -1),
            "plus" => self.stepped(model, button, 1),
            "missing" => Some(Msg::MissingToggled),
            "follow" => {
                let place: usize = button.get_attribute("data-at")?.parse().ok()?;
                let missing = model.filling.as_ref()?.sheet.missing();
                missing.into_iter().nth(place).map(Msg::MissingFollowed)
            }
            "export" => Some(Msg::ExportAsked),
            "retry" => Some(Msg::SaveRetried),
            "take-over" => Some(Msg::TakeOverAsked),
            "jump" => {
                event.prevent_default();
                show(button.get_attribute("href")?.trim_start_matches('#'));
                None
            }
            _ => None,
        }
    }

    /// One more or one less.
    fn stepped(&mut self, model: &Model, button: &Node, by: i32) -> Option<Msg> {
        let input: HtmlInputElement = button.parent_element()?.query_selector("input").ok()??.unchecked_into();
        let slot = Slot::of(&input)?;
        let field = FieldId::from(input.get_attribute("data-field")?.as_str());
        let value = match slot.answer(model)? {
            Answer::Counts(counts) => counts.get(&field).copied(),
            _ => None,
        };
        let next = value.unwrap_or(0).saturating_add_signed(by).min(MAX_COUNT);
        // Not every browser moves the focus to a button, and a field with the focus is left alone.
        input.set_value(&next.to_string());
        self.look(&slot.item, |look| drop(look.refused.remove(&input.id())));
        Some(slot.filled(Input::Counted(field, Some(next))))
    }
}

/// What stands in a field, without controls.
fn text(field: &HtmlInputElement) -> String {
    let value = js_sys::JsString::from(field.value()).normalize("NFC");
    signs::typed(&String::from(value))
}

/// What a radio or a checkbox says by its hooks.
fn changed(model: &Model, input: &HtmlInputElement) -> Option<Msg> {
    let role = input.get_attribute("data-role").unwrap_or_else(|| input.type_());
    let value = || FieldId::from(input.value().as_str());
    match role.as_str() {
        "veto" => Some(Msg::VetoAnswered(VetoId::from(input.name().as_str()), input.value() == "yes")),
        "class" => {
            let slot = Slot::of(input)?;
            Some(slot.filled(Input::Classed(slot.row?, value(), input.checked())))
        }
        "cell" => {
            let slot = Slot::of(input)?;
            let cell = slot.cell(FieldId::from(input.get_attribute("data-field")?.as_str()));
            Some(slot.filled(Input::CellTicked(cell, value(), input.checked())))
        }
        "radio" | "checkbox" | "none" | "exempt" | "applies" => {
            let slot = Slot::of(input)?;
            match slot.part {
                None => Some(Msg::FieldChanged(slot.item, role, input.value(), input.checked())),
                Some(_) => {
                    let input = Input::of_rule(slot.rule(model)?, &role, &input.value(), input.checked())?;
                    Some(slot.filled(input))
                }
            }
        }
        _ => None,
    }
}
