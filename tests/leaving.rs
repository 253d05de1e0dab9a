//! What leaves with an export is what stands on the sheet: nothing that was typed and taken back, nothing of the machine.

use yardstick::app::{Effect, Input, Msg, UnitField};
use yardstick::domain::ItemId;

use crate::desk::{Desk, chosen, remarked};

/// Whatever was handed out since, file names too.
fn handed_out(desk: &mut Desk) -> String {
    let text = |effect: Effect| match effect {
        Effect::Download(file) => file.name + &file.text,
        _ => String::new(),
    };
    std::mem::take(&mut desk.seen).into_iter().map(text).collect()
}

#[test]
fn what_was_taken_back_leaves_in_no_file() {
    let mut desk = Desk::filling();
    let typed = |desk: &mut Desk, field, text: &str| desk.live(Msg::UnitTyped(field, text.to_owned()));
    for field in [UnitField::Name, UnitField::Code, UnitField::Superior] {
        typed(&mut desk, field, "旧话");
    }
    desk.live(chosen("A1", "yes"));
    desk.live(remarked("A1", "旧话"));
    desk.live(Msg::Filled(ItemId::from("A1"), Input::Evidenced("旧话".to_owned())));
    desk.live(Msg::ExportAsked);
    let first = handed_out(&mut desk);
    assert_eq!(first.matches("旧话").count(), 5 + 1, "each stands there first, and in the file's name: {first}");

    typed(&mut desk, UnitField::Name, "东山村党支部");
    typed(&mut desk, UnitField::Code, "");
    typed(&mut desk, UnitField::Superior, "");
    desk.live(remarked("A1", ""));
    desk.live(Msg::Filled(ItemId::from("A1"), Input::Evidenced(String::new())));
    desk.live(Msg::ExportAsked);
    let file = handed_out(&mut desk);
    assert!(file.contains("东山村党支部") && !file.contains("旧话"), "{file}");
}
