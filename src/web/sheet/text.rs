//! Text fields.

use crate::domain::ItemId;
use crate::web::tree::{Element, el, of};

/// A field for text: two lines where it belongs to an item, one in the head.
pub(super) struct TextField<'a> {
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
        let field = match self.item {
            Some(item) => {
                el("textarea").with("name", item.as_str().to_owned()).with("rows", "2").with("maxlength", "2000")
            }
            None => el("input")
                .with("type", "text")
                .with("name", id.clone())
                .with("maxlength", "100")
                .with("autocomplete", "off"),
        };
        of("div", "field")
            .add(el("label").with("for", id.clone()).text(self.label))
            .add(hint.clone().map(|hint| of("p", "field__hint").with("id", hint).text(self.hint)))
            .add(
                field
                    .with("id", id)
                    .with("data-text", self.what)
                    .maybe("aria-describedby", hint)
                    .maybe("aria-invalid", self.missing.then_some("true"))
                    .value(self.value),
            )
    }
}
