//! The fields of info items and the cells of ledgers.

use super::Scope;
use super::numbers::Typed;
use crate::app::{Word, word};
use crate::domain::rule::{Field, FieldKind, FieldValue, FieldValues, MOST_TEXT, NO, YES};
use crate::domain::{Answer, FieldId, Lang};
use crate::web::sheet::text::full;
use crate::web::tree::{Element, Text, Tree, el, of};

/// Texts up to here are typed in one line.
const MOST_SHORT: u32 = 60;

fn most(field: &Field) -> u32 {
    field.most.unwrap_or(MOST_TEXT)
}

impl Scope<'_> {
    /// A field of an info item.
    pub(super) fn info(&self, field: &Field) -> Tree {
        let values = match self.answer {
            Some(Answer::Fields(values)) => Some(values),
            _ => None,
        };
        let label = label(self.lang, field);
        let cell = of("div", "cell").with("data-kind", kind(field));
        let cell = if field.kind == FieldKind::Ticks {
            cell.add(of("p", "cell__label").text(label.clone()))
        } else {
            cell.add(el("label").with("for", self.id(field.id.as_str())).text(label.clone()))
        };
        self.cell(cell, "", &label, field, values)
    }

    /// Puts a field into a cell; `place` tells the rows of a ledger apart, `name` is how it is read out.
    pub(super) fn cell(
        &self,
        cell: Element,
        place: &str,
        name: &str,
        field: &Field,
        values: Option<&FieldValues>,
    ) -> Tree {
        let lang = self.lang;
        let value = values.and_then(|values| values.get(&field.id));
        let id = self.id(&[place, field.id.as_str()].concat());
        if field.kind == FieldKind::Ticks {
            let cell = cell.with("role", "group").with("aria-label", name.to_owned());
            return cell.all(self.ticks_of(&id, field, value)).into();
        }
        let text = match value {
            Some(FieldValue::Text(text)) => text.clone(),
            Some(FieldValue::Count(count)) => count.to_string(),
            _ => String::new(),
        };
        let whole = field.kind == FieldKind::Count;
        let named = |tag: &'static str| {
            el(tag)
                .with("id", id.clone())
                .with("name", self.row.item.id.to_string())
                .with("data-field", field.id.to_string())
                .with("data-text", "cell")
        };
        let typed = Typed {
            id: id.clone(),
            item: self.row.item.id.as_str(),
            what: "cell",
            field: field.id.as_str(),
            whole,
            refused: self.look.refused.get(&id),
            value: text.clone(),
        };
        let room = (field.kind == FieldKind::Text).then(|| most(field) as usize);
        let full = room.and_then(|most| full(lang, &text, most));
        let input = match field.kind {
            FieldKind::Count | FieldKind::Number => typed.input(),
            FieldKind::Date => named("input").with("type", "date").value(text),
            FieldKind::YesNo => {
                let yes_no = [(YES, Word::Yes), (NO, Word::No)];
                list(named("select"), lang, yes_no.map(|(id, label)| (id.to_owned(), word(lang, label).into())), text)
            }
            FieldKind::Choice => {
                let options =
                    field.options.iter().map(|one| (one.id.to_string(), one.label.get(lang).to_owned().into()));
                list(named("select"), lang, options, text)
            }
            FieldKind::Text | FieldKind::Ticks => {
                let most = most(field);
                let wide = most > MOST_SHORT;
                let field = named(if wide { "textarea" } else { "input" }).with("maxlength", most.to_string());
                if wide { field.with("rows", "2") } else { field.with("type", "text").with("autocomplete", "off") }
                    .value(text)
            }
        };
        cell.add(input.maybe("aria-label", (!place.is_empty()).then(|| name.to_owned())))
            .add(field.unit.as_ref().map(|unit| of("span", "count__unit").text(unit.get(lang).to_owned())))
            .add(typed.bad(lang))
            .add(full)
            .into()
    }

    fn ticks_of(&self, id: &str, field: &Field, value: Option<&FieldValue>) -> impl Iterator<Item = Element> {
        let there = move |option: &FieldId| matches!(value, Some(FieldValue::Ticks(ticks)) if ticks.contains(option));
        field.options.iter().map(move |option| {
            let input = el("input")
                .with("type", "checkbox")
                .with("name", id.to_owned())
                .with("value", option.id.to_string())
                .with("data-field", field.id.to_string())
                .with("data-role", "cell");
            let text = option.label.get(self.lang).to_owned();
            of("label", "choice").add(input.checked(there(&option.id))).text(text)
        })
    }
}

/// What a field is called.
pub(super) fn label(lang: Lang, field: &Field) -> String {
    let label = field.label.get(lang);
    if field.required { label.to_owned() } else { [label, word(lang, Word::Optional)].concat() }
}

/// How much room a field takes.
pub(super) fn kind(field: &Field) -> &'static str {
    match field.kind {
        FieldKind::Text if most(field) > MOST_SHORT => "text",
        FieldKind::Ticks => "ticks",
        FieldKind::Date => "date",
        _ => "short",
    }
}

/// A list to choose from, with "please choose" on top.
fn list(select: Element, lang: Lang, options: impl IntoIterator<Item = (String, Text)>, chosen: String) -> Element {
    let option = |(id, label): (String, Text)| {
        let here = id == chosen;
        el("option").with("value", id).maybe("selected", here.then_some("")).text(label)
    };
    let first = option((String::new(), word(lang, Word::Choose).into()));
    let options: Vec<Element> = options.into_iter().map(option).collect();
    select.add(first).all(options).value(chosen)
}
