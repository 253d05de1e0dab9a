//! Text fields.

use crate::app::{Word, fill};
use crate::domain::{ItemId, Lang};
use crate::web::tree::{Element, el, of};

/// A line of text has room for so many signs, counted as browsers do, in UTF-16.
pub(super) const LINE: usize = 100;
/// The same for a text of several lines.
const LINES: usize = 2000;

/// What is said when a field is full: browsers drop what is pasted beyond without a word.
pub(super) fn full(lang: Lang, value: &str, most: usize) -> Option<Element> {
    let said = || fill(lang, Word::FieldFull, &[("most", &most.to_string())]);
    (value.encode_utf16().count() >= most).then(|| of("p", "field__full").with("role", "status").text(said()))
}

/// A field for text: two lines where it belongs to an item, one in the head.
pub(super) struct TextField<'a> {
    /// The language around it.
    pub(super) lang: Lang,
    /// What is typed in it, the value of `data-text`.
    pub(super) what: &'static str,
    /// The item it belongs to.
    pub(super) item: Option<&'a ItemId>,
    /// What belongs in it.
    pub(super) label: &'static str,
    /// How to fill it; may be empty.
    pub(super) hint: String,
    /// Whether the text is still missing.
    pub(super) missing: bool,
    /// The text.
    pub(super) value: String,
}

impl TextField<'_> {
    /// Draws it.
    pub(super) fn view(self) -> Element {
        let id = match self.item {
            Some(item) => [self.what, "-", item.as_str()].concat(),
            None => ["unit-", self.what].concat(),
        };
        let hint = (!self.hint.is_empty()).then(|| [&id, "-hint"].concat());
        let (most, field) = match self.item {
            Some(item) => (LINES, el("textarea").with("name", item.as_str().to_owned()).with("rows", "2")),
            None => (LINE, el("input").with("type", "text").with("name", id.clone()).with("autocomplete", "off")),
        };
        let full = full(self.lang, &self.value, most);
        of("div", "field")
            .add(el("label").with("for", id.clone()).text(self.label))
            .add(hint.clone().map(|hint| of("p", "field__hint").with("id", hint).text(self.hint)))
            .add(
                field
                    .with("id", id)
                    .with("data-text", self.what)
                    .with("maxlength", most.to_string())
                    .maybe("aria-describedby", hint)
                    .maybe("aria-invalid", self.missing.then_some("true"))
                    .value(self.value),
            )
            .add(full)
    }
}
