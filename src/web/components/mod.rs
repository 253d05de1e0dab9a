//! Building blocks that know no model. A Yew component is made only of what keeps something of its
//! own or must be redrawn alone (sections, items, fields); the rest are plain functions, which cost
//! the download nothing. What changed is seen by pointer: sections and rows are shared, so an edit redraws one row, its section's head and the
//! totals.

mod alert;
mod controls;
mod count_field;
mod file_button;
mod head_form;
mod item_row;
mod missing_list;
mod part_group;
mod part_view;
mod text_field;
mod total_bar;
mod veto_list;
mod why;

pub use alert::{Tone, alert};
pub use controls::Controls;
pub use count_field::CountField;
pub use file_button::file_button;
pub use head_form::HeadForm;
pub use item_row::ItemRow;
pub use missing_list::missing_list;
pub use part_group::PartGroup;
pub use part_view::PartView;
pub use text_field::TextField;
pub use total_bar::TotalBar;
pub use veto_list::veto_list;
pub use why::why;
