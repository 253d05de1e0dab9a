//! Trees → document.

use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{Element as Node, HtmlInputElement};

use super::{Element, State, Tree, alike, same_kind};
use crate::web::world::document;

/// How many shapes of elements are kept to be cloned.
const MOST_COPIES: usize = 24;

/// Elements that stand nowhere, to be cloned.
#[derive(Default)]
pub(in crate::web) struct Copies(Vec<(Element, Node)>);

/// Builds an element, node by node.
pub(in crate::web) fn build(new: &Element) -> Node {
    let node = document().create_element(new.0.tag).unwrap_throw();
    for (name, value) in &new.0.attributes {
        if value.is_some() {
            set(&node, name, value.as_deref());
        }
    }
    for child in &new.0.children {
        put(&node, child, None);
    }
    match &new.0.state {
        State::Checked(true) => field(&node).set_checked(true),
        State::Value(value) if !value.is_empty() => field(&node).set_value(value),
        _ => {}
    }
    node
}

/// Builds an element from a clone of one of its shape; the first of a shape is kept for the others.
pub(in crate::web) fn build_like(new: &Element, copies: &mut Copies) -> Node {
    let known = copies.0.iter().position(|(known, _)| alike(known, new)).unwrap_or(copies.0.len());
    if known == MOST_COPIES {
        return build(new);
    }
    if known == copies.0.len() {
        copies.0.push((new.clone(), build(new)));
    }
    let (old, model) = &copies.0[known];
    let node: Node = model.clone_node_with_deep(true).unwrap_throw().unchecked_into();
    patch(&node, old, new);
    node
}

/// Writes what is new into an element that shows what is old.
pub(in crate::web) fn patch(node: &Node, old: &Element, new: &Element) {
    for (n, (name, new)) in new.0.attributes.iter().enumerate() {
        if old.0.attributes.get(n).and_then(|(_, old)| old.as_ref()) != new.as_ref() {
            set(node, name, new.as_deref());
        }
    }
    children(node, &old.0.children, &new.0.children);
    match (&old.0.state, &new.0.state) {
        (State::Checked(old), State::Checked(new)) if old != new => field(node).set_checked(*new),
        (State::Value(old), State::Value(new)) if old != new && !has_focus(node) && field(node).value() != **new => {
            field(node).set_value(new);
        }
        _ => {}
    }
}

/// Goes along both lists.
fn children(parent: &Node, old: &[Tree], new: &[Tree]) {
    let mut cursor = Cursor { parent, node: None, begun: false, ahead: 0 };
    for n in 0..old.len().max(new.len()) {
        let (old, new) = (old.get(n).unwrap_or(&Tree::Nothing), new.get(n).unwrap_or(&Tree::Nothing));
        match (old, new) {
            (Tree::Nothing, Tree::Nothing) => {}
            (old, new) if old == new => cursor.skip(),
            (Tree::Text(_), Tree::Text(text)) => {
                if let Some(node) = cursor.node() {
                    node.set_node_value(Some(text));
                }
                cursor.skip();
            }
            (Tree::Element(old), Tree::Element(new)) if same_kind(old, new) => {
                if let Some(node) = cursor.node() {
                    patch(node.unchecked_ref(), old, new);
                }
                cursor.skip();
            }
            (old, new) => {
                if *new != Tree::Nothing {
                    put(parent, new, cursor.node());
                }
                if *old != Tree::Nothing {
                    cursor.remove();
                }
            }
        }
    }
}

/// A place among the children of an element. Nodes are only asked for where something differs.
struct Cursor<'a> {
    parent: &'a Node,
    node: Option<web_sys::Node>,
    begun: bool,
    /// Steps from `node` to the place.
    ahead: u32,
}

impl Cursor<'_> {
    fn skip(&mut self) {
        self.ahead += 1;
    }

    /// The node at the place.
    fn node(&mut self) -> Option<&web_sys::Node> {
        if !std::mem::replace(&mut self.begun, true) {
            self.node = self.parent.first_child();
        }
        for _ in 0..std::mem::take(&mut self.ahead) {
            self.node = self.node.take().and_then(|node| node.next_sibling());
        }
        self.node.as_ref()
    }

    /// Removes it; the place is then that of its neighbour.
    fn remove(&mut self) {
        if let Some(gone) = self.node().cloned() {
            self.node = gone.next_sibling();
            // A field that loses the focus may have had itself removed already.
            let _ = self.parent.remove_child(&gone);
        }
    }
}

fn put(parent: &Node, new: &Tree, before: Option<&web_sys::Node>) {
    let node: web_sys::Node = match new {
        Tree::Nothing => return,
        Tree::Text(text) => document().create_text_node(text).into(),
        Tree::Element(new) => build(new).into(),
    };
    let _ = parent.insert_before(&node, before);
}

fn set(node: &Node, name: &str, value: Option<&str>) {
    // What every row has of its own goes the short way: each text that crosses over costs.
    // The others fail only for names that no attribute can have.
    let _ = match (name, value) {
        ("id", Some(value)) => return node.set_id(value),
        ("name", Some(value)) => return field(node).set_name(value),
        (_, Some(value)) => node.set_attribute(name, value),
        (_, None) => node.remove_attribute(name),
    };
}

/// Text areas and lists have the same properties as inputs.
fn field(node: &Node) -> &HtmlInputElement {
    node.unchecked_ref()
}

fn has_focus(node: &Node) -> bool {
    document().active_element().as_ref() == Some(node)
}
