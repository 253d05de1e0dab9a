//! What stands in a document, as plain data: made anew from the model by pure functions, compared with
//! what stood there before, and written where the two differ.
//!
//! Yew draws the screens around; a sheet of thousands of items is written with this, since its rows are
//! copies of each other: one is built, the others are cloned and differ in a few texts.

mod dom;
mod html;

use std::borrow::Cow;

use crate::app::shown;

pub(super) use dom::{Copies, build, build_like, patch};
pub(super) use html::html;

/// A text of the page or of the model.
pub(super) type Text = Cow<'static, str>;

/// One place among the children of an element.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Tree {
    /// Empty now; what may stand here later does not move its neighbours.
    Nothing,
    /// A text.
    Text(Text),
    /// An element.
    Element(Element),
}

/// An element and what is in it; behind a pointer, since it is handed from one function to the next while it
/// is put together.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Element(Box<Contents>);

#[derive(Clone, PartialEq, Eq)]
struct Contents {
    tag: &'static str,
    /// In the order they were named. One without a value is not there, but keeps its place.
    attributes: Vec<(&'static str, Option<Text>)>,
    state: State,
    children: Vec<Tree>,
}

/// What the browser keeps of a field beside its attributes.
#[derive(Clone, PartialEq, Eq)]
enum State {
    None,
    /// Whether it is ticked.
    Checked(bool),
    /// Its value; left alone while the focus is on it.
    Value(Text),
}

/// A new element.
pub(super) fn el(tag: &'static str) -> Element {
    Element(Box::new(Contents { tag, attributes: Vec::new(), state: State::None, children: Vec::new() }))
}

/// A new element of a class.
pub(super) fn of(tag: &'static str, class: &'static str) -> Element {
    el(tag).with("class", class)
}

/// A button that does what its `data-do` says.
pub(super) fn button(class: Option<&'static str>, does: &'static str, label: impl Into<Text>) -> Element {
    el("button").with("type", "button").maybe("class", class).with("data-do", does).text(label)
}

impl Element {
    /// Sets an attribute.
    pub(super) fn with(self, name: &'static str, value: impl Into<Text>) -> Element {
        self.put(name, Some(value.into()))
    }

    /// Sets an attribute if it has a value.
    pub(super) fn maybe(self, name: &'static str, value: Option<impl Into<Text>>) -> Element {
        self.put(name, value.map(Into::into))
    }

    fn put(mut self, name: &'static str, value: Option<Text>) -> Element {
        self.0.attributes.push((name, value));
        self
    }

    /// Ticks it or not.
    pub(super) fn checked(mut self, checked: bool) -> Element {
        self.0.state = State::Checked(checked);
        self
    }

    /// Gives it a value.
    pub(super) fn value(mut self, value: impl Into<Text>) -> Element {
        self.0.state = State::Value(value.into());
        self
    }

    /// Adds a text.
    pub(super) fn text(self, text: impl Into<Text>) -> Element {
        self.add(Tree::Text(shown(text.into())))
    }

    /// Adds a child, or an empty place.
    pub(super) fn add(mut self, child: impl Into<Tree>) -> Element {
        self.0.children.push(child.into());
        self
    }

    /// Adds many.
    pub(super) fn all(mut self, children: impl IntoIterator<Item = impl Into<Tree>>) -> Element {
        self.0.children.extend(children.into_iter().map(Into::into));
        self
    }
}

impl From<Element> for Tree {
    fn from(element: Element) -> Tree {
        Tree::Element(element)
    }
}

impl From<Option<Element>> for Tree {
    fn from(element: Option<Element>) -> Tree {
        element.map_or(Tree::Nothing, Tree::from)
    }
}

/// Whether one can become the other.
fn same_kind(one: &Element, other: &Element) -> bool {
    one.0.tag == other.0.tag
        && one.0.attributes.len() == other.0.attributes.len()
        && one.0.attributes.iter().zip(&other.0.attributes).all(|(one, other)| one.0 == other.0)
}

/// Whether one can become the other by setting texts and attributes, here and below.
fn alike(one: &Element, other: &Element) -> bool {
    same_kind(one, other)
        && one.0.children.len() == other.0.children.len()
        && one.0.children.iter().zip(&other.0.children).all(|pair| match pair {
            (Tree::Nothing, Tree::Nothing) | (Tree::Text(_), Tree::Text(_)) => true,
            (Tree::Element(one), Tree::Element(other)) => alike(one, other),
            _ => false,
        })
}
