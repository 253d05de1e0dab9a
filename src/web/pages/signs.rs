//! What a screen shows of others, made safe to look at in one place.

use std::borrow::Cow;
use std::rc::Rc;

use yew::virtual_dom::VNode;

use crate::domain::signs::visible;

/// Tells by number what nobody would see in the texts of a screen. What the sheet writes is done already.
pub(super) fn tell(html: &mut VNode) {
    match html {
        VNode::VText(text) => {
            if let Cow::Owned(told) = visible((*text.text).into()) {
                text.text = told.into();
            }
        }
        VNode::VTag(tag) => {
            if let Some(children) = Rc::make_mut(tag).children_mut() {
                tell(children);
            }
        }
        VNode::VList(list) => {
            let list = Rc::make_mut(list);
            list.iter_mut().for_each(tell);
            list.recheck_fully_keyed();
        }
        _ => {}
    }
}
