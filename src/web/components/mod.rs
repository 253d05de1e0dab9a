//! Building blocks of the screens that Yew draws: plain functions, which cost the download nothing.

mod alert;
mod file_button;
mod why;

pub use alert::{Tone, alert, alert_on_top};
pub use file_button::file_button;
pub use why::why;
