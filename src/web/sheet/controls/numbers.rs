//! Fields for counts, measured numbers and days.

use super::Scope;
use crate::app::{Word, fill, word};
use crate::domain::rule::Source;
use crate::domain::{Answer, Date, FieldId, LinkedValue, Points, Texts};
use crate::web::tree::{Element, Tree, button, el, of};

/// A field into which a number is typed, and what is said about it.
pub(super) struct Typed<'a> {
    /// Its element.
    pub(super) id: String,
    /// The item it belongs to.
    pub(super) item: &'a str,
    /// What is typed, the value of `data-text`.
    pub(super) what: &'static str,
    /// Its field, the value of `data-field`.
    pub(super) field: &'a str,
    /// Digits only.
    pub(super) whole: bool,
    /// What was typed and is no number.
    pub(super) refused: Option<&'a String>,
    /// The number.
    pub(super) value: String,
}

impl Typed<'_> {
    /// The field.
    pub(super) fn input(&self) -> Element {
        el("input")
            .with("type", "text")
            .with("inputmode", if self.whole { "numeric" } else { "decimal" })
            .with("autocomplete", "off")
            .with("id", self.id.clone())
            .with("name", self.item.to_owned())
            .with("data-field", self.field.to_owned())
            .with("data-text", self.what)
            .maybe("aria-invalid", self.refused.map(|_| "true"))
            .maybe("aria-describedby", self.refused.map(|_| self.hint()))
            .value(self.refused.cloned().unwrap_or_else(|| self.value.clone()))
    }

    /// What is said when it is no number.
    pub(super) fn bad(&self, lang: crate::domain::Lang) -> Option<Element> {
        let said = if self.whole { Word::CountBad } else { Word::NumberBad };
        let hint = || of("p", "count__bad").with("id", self.hint()).with("role", "alert").text(word(lang, said));
        self.refused.map(|_| hint())
    }

    fn hint(&self) -> String {
        [&self.id, "-bad"].concat()
    }
}

impl Scope<'_> {
    /// A whole number with − and +. What is none stays on screen, is said, and counts as not filled.
    pub(super) fn count(&self, field: &FieldId, label: &str, unit: Option<&Texts>, from: Option<&Source>) -> Tree {
        if from.is_some() {
            return self.read(label, word(self.lang, Word::ReadFromAnother));
        }
        let value = match self.answer {
            Some(Answer::Counts(counts)) => counts.get(field).map(u32::to_string),
            Some(Answer::Linked(LinkedValue::Ratio { part, whole })) => {
                Some(if field.as_str() == "part" { part } else { whole }.to_string())
            }
            _ => None,
        };
        let typed = self.typed("count", field, true, value.unwrap_or_default());
        let said = |said| fill(self.lang, said, &[("name", label)]);
        let step = |does, name, sign| button(None, does, sign).with("aria-label", said(name));
        let steps = of("span", "count__box")
            .add(step("less", Word::CountLess, "\u{2212}"))
            .add(typed.input())
            .add(step("plus", Word::CountMore, "+"));
        self.framed(&typed, label, steps, unit)
    }

    /// A measured number, or points.
    pub(super) fn amount(&self, field: &FieldId, label: &str, unit: Option<&Texts>) -> Tree {
        let value = match self.answer {
            Some(Answer::Numbers(numbers)) => numbers.get(field).map(Points::to_string),
            Some(Answer::Linked(LinkedValue::Value { value })) => Some(value.to_string()),
            _ => None,
        };
        let typed = self.typed("number", field, false, value.unwrap_or_default());
        self.framed(&typed, label, of("span", "count__box").add(typed.input()), unit)
    }

    /// What a local item is worth.
    pub(super) fn worth(&self, worth: Points) -> Tree {
        let field = FieldId::from("worth");
        let typed = self.typed("worth", &field, false, worth.to_string());
        let input = of("span", "count__box").add(typed.input());
        self.framed(&typed, word(self.lang, Word::LocalWorth), input, None)
    }

    /// A day.
    pub(super) fn day(&self, field: &FieldId, label: &str) -> Tree {
        let value = match self.answer {
            Some(Answer::Dates(days)) => days.get(field).map(Date::to_string),
            _ => None,
        };
        let id = self.id(field.as_str());
        let input = el("input")
            .with("type", "date")
            .with("id", id.clone())
            .with("name", self.row.item.id.to_string())
            .with("data-field", field.to_string())
            .with("data-text", "day")
            .value(value.unwrap_or_default());
        of("div", "count").add(el("label").with("for", id).text(label.to_owned())).add(input).into()
    }

    fn typed<'a>(&'a self, what: &'static str, field: &'a FieldId, whole: bool, value: String) -> Typed<'a> {
        let (id, item) = (self.id(field.as_str()), self.row.item.id.as_str());
        let refused = self.look.refused.get(&id);
        Typed { id, item, what, field: field.as_str(), whole, refused, value }
    }

    fn framed(&self, typed: &Typed<'_>, label: &str, input: Element, unit: Option<&Texts>) -> Tree {
        of("div", "count")
            .add(el("label").with("for", typed.id.clone()).text(label.to_owned()))
            .add(input)
            .add(unit.map(|unit| of("span", "count__unit").text(unit.get(self.lang).to_owned())))
            .add(typed.bad(self.lang))
            .into()
    }
}
