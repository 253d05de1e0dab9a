//! Signs that nobody sees, on every screen: they are told by number, in one place for all.

use serde_json::Value;
use yardstick::app::{CommitteeMsg, Model, Msg, Picked, Route};
use yardstick::domain::signs::{is_control, is_hidden};
use yardstick::domain::{ItemId, SubmissionId};
use yardstick::format::{ReadError, read_template, write_submission};

use crate::desk::Desk;
use crate::scenario::Scenario;
use crate::screens::page;
use crate::small;

const SLY: &str = "\u{202e}gnp.\u{200b}\u{2066}\u{feff}";

/// A copy in which every text of the author holds them.
fn sly(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::String(text) if ["zh-Hans", "number", "edition"].contains(&name.as_str()) => {
                        text.push_str(SLY);
                    }
                    other => sly(other),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(sly),
        _ => {}
    }
}

/// What stands between the tags, but for what stands in a field: that is kept as it was typed.
fn texts(html: &str) -> String {
    let mut out = String::new();
    for piece in html.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        if !tag.starts_with("textarea") {
            out.push_str(text);
        }
    }
    out
}

#[test]
fn every_screen_tells_what_nobody_would_see() {
    let mut standard = small::standard();
    sly(&mut standard);
    let template = read_template(small::file(&standard).as_bytes()).expect("odd, but sound");
    let empty = yardstick::domain::Submission::new(SubmissionId::from("unit-a"), template.clone());
    let unit =
        Scenario::with(yardstick::domain::Sheet::open(empty)).unit(&format!("东山村{SLY}"), "village", "2026-Q3");
    let unit = unit.choose("plain", "yes").choose("levels", "good").remark("levels", SLY).veto("fails", false);
    let text = write_submission(unit.sheet()).text;
    let file =
        |name: &str, text: &str| Picked { name: format!("{name}{SLY}.json"), contents: Ok(text.as_bytes().to_vec()) };

    let mut desk = Desk::new();
    // Without the list of records: when one was saved is told by the browser's own clock.
    let screen = |desk: &mut Desk| page(Model { heads: None, ..std::mem::replace(&mut desk.model, Model::new(2026)) });
    desk.live(Msg::FilesOpened(vec![file("a", &text)]));
    let mut screens = vec![("sheet", screen(&mut desk))];
    desk.live(Msg::RouteChanged(Route::Print(SubmissionId::from("unit-a"))));
    screens.push(("print", screen(&mut desk)));
    desk.live(Msg::FilesOpened(vec![Picked { contents: Err(ReadError::NotText), ..file("b", "") }]));
    screens.push(("notice", screen(&mut desk)));
    desk.live(Msg::RouteChanged(Route::Rollup));
    desk.live(Msg::Committee(CommitteeMsg::Dropped(vec![file("a", &text)])));
    desk.live(Msg::Committee(CommitteeMsg::Committed));
    let bad = format!("{{\"format\":\"yardstick.submission\",\"a{SLY}\":1,\"a{SLY}\":2}}");
    desk.live(Msg::Committee(CommitteeMsg::Dropped(vec![file("c", &text), file("d", &bad)])));
    desk.live(Msg::Committee(CommitteeMsg::CellOpened(SubmissionId::from("unit-a"), ItemId::from("levels"))));
    screens.push(("roll-up", screen(&mut desk)));

    for (name, html) in screens {
        let texts = texts(&html);
        let raw: Vec<char> = texts.chars().filter(|&c| is_control(c) || is_hidden(c)).collect();
        assert!(raw.is_empty(), "{name}: {raw:?}");
        assert!(texts.contains("‹U+202E›"), "{name} shows none: {texts}");
    }
}
