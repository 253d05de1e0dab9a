//! Text of others on a screen: what nobody would see is told (`domain::signs`).
//!
//! The filling page shows the library's texts and its user's own, and is linked without.

use std::borrow::Cow;
#[cfg(target_arch = "wasm32")]
use std::sync::OnceLock;

use crate::domain::signs;

type Text = Cow<'static, str>;

#[cfg(target_arch = "wasm32")]
static AT_DESK: OnceLock<fn(Text) -> Text> = OnceLock::new();

/// This is the desk: it shows what others wrote.
pub fn show_at_desk() {
    #[cfg(target_arch = "wasm32")]
    AT_DESK.get_or_init(|| signs::visible);
}

/// The text as it may be shown.
pub fn shown(text: Text) -> Text {
    #[cfg(target_arch = "wasm32")]
    return match AT_DESK.get() {
        Some(visible) => visible(text),
        None => text,
    };
    #[cfg(not(target_arch = "wasm32"))]
    signs::visible(text)
}
