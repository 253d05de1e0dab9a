//! Trees → what Yew draws, so that a sheet can be written natively.

use yew::AttrValue;
use yew::prelude::Html;
use yew::virtual_dom::{VNode, VTag};

use super::{Element, State, Tree};

/// The same element for Yew.
pub(in crate::web) fn html(element: &Element) -> Html {
    let mut tag = VTag::new(element.0.tag);
    for (name, value) in &element.0.attributes {
        if let Some(value) = value {
            tag.add_attribute(name, value.to_string());
        }
    }
    match &element.0.state {
        State::None => {}
        State::Checked(checked) => tag.set_checked(*checked),
        State::Value(value) => tag.set_value(Some(AttrValue::from(value.to_string()))),
    }
    tag.add_children(element.0.children.iter().filter_map(|child| match child {
        Tree::Nothing => None,
        Tree::Text(text) => Some(VNode::from(text.to_string())),
        Tree::Element(element) => Some(html(element)),
    }));
    tag.into()
}
