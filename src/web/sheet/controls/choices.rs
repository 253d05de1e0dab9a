//! Radios and checkboxes, each in its label.

use super::Scope;
use crate::app::{Word, fill, word, wording};
use crate::domain::{Answer, FieldId, IdSet, Texts};
use crate::web::tree::{Element, Text, Tree, el, of};

/// A radio or a checkbox and its label.
fn choice(class: &'static str, worth: Option<String>, field: Element, label: Text) -> Tree {
    of("label", class).maybe("data-worth", worth).add(field).text(label).into()
}

impl Scope<'_> {
    pub(super) fn radio(&self, value: &str, label: Text, worth: Option<String>) -> Tree {
        let field = el("input").with("type", "radio").with("name", self.name.clone());
        choice("choice", worth, field.with("value", value.to_owned()).checked(self.chosen(value)), label)
    }

    pub(super) fn tick(&self, value: &str, role: Option<&'static str>, ticked: bool, label: Text) -> Tree {
        choice("choice", None, self.tick_box(value, role, ticked), label)
    }

    fn tick_box(&self, value: &str, role: Option<&'static str>, ticked: bool) -> Element {
        let field = el("input").with("type", "checkbox").with("name", self.name.clone());
        field.with("value", value.to_owned()).maybe("data-role", role).checked(ticked)
    }

    /// Elements to tick, the excuse for a missing one under it, and "none of them".
    pub(super) fn ticks<'a>(
        &self,
        elements: impl Iterator<Item = (&'a FieldId, &'a Texts, Option<&'a Texts>)>,
    ) -> Vec<Tree> {
        let lang = self.lang;
        let (have, exempt) = match self.answer {
            Some(Answer::Elements { have, exempt }) => (Some(have), Some(exempt)),
            _ => (None, None),
        };
        let ticked = |set: Option<&IdSet>, id| set.is_some_and(|set| set.contains(id));
        let mut boxes = vec![of("p", "controls__hint").text(word(lang, Word::TickWhatIsThere)).into()];
        for (id, label, exempt_when) in elements {
            let there = ticked(have, id);
            boxes.push(self.tick(id.as_str(), None, there, label.get(lang).to_owned().into()));
            boxes.push(exempt_when.filter(|_| !there).map_or(Tree::Nothing, |when| {
                let text = fill(lang, Word::ExemptWhen, &[("when", wording::phrase(when.get(lang)))]);
                let field = self.tick_box(id.as_str(), Some("exempt"), ticked(exempt, id));
                choice("choice choice--under", None, field, text.into())
            }));
        }
        boxes.push(self.none(have.is_some_and(IdSet::is_empty), Word::NoneOfThem));
        boxes
    }

    /// "None": said, so that it is not mistaken for forgotten.
    pub(super) fn none(&self, ticked: bool, label: Word) -> Tree {
        self.tick("none", Some("none"), ticked, word(self.lang, label).into())
    }
}
