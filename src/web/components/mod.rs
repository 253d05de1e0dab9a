//! Building blocks: functions of their properties that know no model. What changed is seen by
//! pointer: sections and rows are shared, so an edit redraws one row, its section's head and the
//! totals.

mod alert;
mod controls;
mod count_field;
mod file_button;
mod head_form;
mod item_row;
mod missing_list;
mod part_view;
mod text_field;
mod total_bar;
mod veto_list;
mod why;

pub use alert::{Alert, Tone};
pub use controls::Controls;
pub use count_field::CountField;
pub use file_button::FileButton;
pub use head_form::HeadForm;
pub use item_row::ItemRow;
pub use missing_list::MissingList;
pub use part_view::PartView;
pub use text_field::TextField;
pub use total_bar::TotalBar;
pub use veto_list::VetoList;
pub use why::Why;
