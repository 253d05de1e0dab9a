//! Everything of this machine: out as one file, away, and back.

use yardstick::app::machine::{Contents, Done, Fate, Plan};
use yardstick::app::{Effect, File, MARK, MIRROR, MachineMsg, Msg, Notice, Picked, Route};
use yardstick::domain::SubmissionId;
use yardstick::format::{Bundle, write_submission};

use crate::desk::{Desk, chosen};
use crate::scenario::Scenario;

/// A desk with a record of three saves, on the page of this machine.
fn machine() -> (Desk, SubmissionId, String) {
    let mut desk = Desk::filling();
    for option in ["yes", "no", "yes"] {
        desk.live(chosen("A1", option));
    }
    let (id, text) = (desk.sheet().sheet.id().clone(), write_submission(&desk.sheet().sheet).text);
    desk.live(Msg::RouteChanged(Route::Machine));
    (desk, id, text)
}

fn tell(desk: &mut Desk, msg: MachineMsg) {
    desk.live(Msg::Machine(msg));
}

fn files(desk: &Desk) -> Vec<&File> {
    desk.seen.iter().filter_map(|effect| if let Effect::Download(file) = effect { Some(file) } else { None }).collect()
}

fn backup(desk: &mut Desk) -> String {
    tell(desk, MachineMsg::BackupAsked);
    files(desk).last().expect("it is handed out").text.clone()
}

fn pick(desk: &mut Desk, text: &str) {
    let picked = Picked { name: "backup.json".to_owned(), contents: Ok(text.as_bytes().to_vec()) };
    tell(desk, MachineMsg::RestorePicked(vec![picked]));
}

fn plan(desk: &Desk) -> &Plan {
    desk.model.machine.plan.as_ref().unwrap_or_else(|| panic!("{:?}", desk.model.notice))
}

/// Everything is cleared, and what was not exported given up.
fn clear(desk: &mut Desk) {
    tell(desk, MachineMsg::ClearAsked);
    tell(desk, MachineMsg::GivenUp(true));
    tell(desk, MachineMsg::ClearAnswered(true));
}

fn fates(desk: &Desk) -> Vec<Fate> {
    plan(desk).steps.iter().map(|step| step.fate).collect()
}

fn opened(desk: &mut Desk, id: &SubmissionId) -> String {
    desk.crash();
    desk.live(Msg::RouteChanged(Route::Fill(id.clone())));
    write_submission(&desk.sheet().sheet).text
}

/// A file has a record that is not here, and it comes back as it was.
fn brings_back(desk: &mut Desk, file: &str, id: &SubmissionId, text: &str) {
    pick(desk, file);
    assert_eq!(fates(desk), [Fate::New]);
    tell(desk, MachineMsg::RestoreAnswered(true));
    assert_eq!(desk.model.machine.done, Some(Done::Restored(1)));
    assert_eq!(opened(desk, id), text);
}

#[test]
fn what_was_backed_up_and_cleared_comes_back_as_it_was() {
    let (mut desk, id, text) = machine();
    let file = backup(&mut desk);
    assert!(matches!(desk.model.machine.done, Some(Done::BackedUp { documents: 1, unreadable: 0, .. })));
    clear(&mut desk);
    assert_eq!(desk.model.machine.done, Some(Done::Cleared));
    assert_eq!(desk.model.heads, Some(Ok(vec![])), "nothing is left, and nothing is missed");
    assert_eq!(desk.model.notice, None);
    brings_back(&mut desk, &file, &id, &text);
}

#[test]
fn clearing_needs_a_yes() {
    let (mut desk, id, text) = machine();
    tell(&mut desk, MachineMsg::ClearAsked);
    tell(&mut desk, MachineMsg::ClearAnswered(false));
    assert!(!desk.model.machine.clearing);
    assert_eq!(opened(&mut desk, &id), text);
}

#[test]
fn clearing_is_easy_only_after_everything_was_exported() {
    let (mut desk, id, text) = machine();
    tell(&mut desk, MachineMsg::ClearAsked);
    tell(&mut desk, MachineMsg::ClearAnswered(true));
    assert_eq!(desk.model.machine.done, None, "no file has what is here");
    assert_eq!(opened(&mut desk, &id), text);
    desk.live(Msg::ExportAsked);
    desk.live(Msg::RouteChanged(Route::Machine));
    tell(&mut desk, MachineMsg::ClearAsked);
    tell(&mut desk, MachineMsg::ClearAnswered(true));
    assert_eq!(desk.model.machine.done, Some(Done::Cleared));
}

#[test]
fn so_much_that_one_file_could_not_be_read_again_is_several() {
    let files: Vec<String> = (0..5)
        .map(|n| write_submission(Scenario::of("strong_branch").called(&format!("unit-{n}")).sheet()).text)
        .collect();
    let contents = Contents { records: vec![], received: files.clone() };
    let size = files[0].len();
    for (most, parts) in [(usize::MAX, vec![5]), (size * 2, vec![2, 2, 1]), (size * 2 - 1, vec![1; 5]), (1, vec![1; 5])]
    {
        let (bundles, unreadable) = contents.bundles(&[], most);
        assert_eq!((bundles.iter().map(Bundle::len).collect::<Vec<_>>(), unreadable), (parts, 0));
    }
    // Taken back one after the other, everything is there again.
    let mut desk = Desk::new();
    desk.live(Msg::RouteChanged(Route::Machine));
    for bundle in contents.bundles(&[], size * 2).0 {
        pick(&mut desk, &bundle.write().text);
        tell(&mut desk, MachineMsg::RestoreAnswered(true));
    }
    let mut received: Vec<String> = desk.received.values().cloned().collect();
    received.sort();
    assert_eq!(received, files);
}

#[test]
fn files_that_were_received_are_not_cleared_unasked() {
    let mut desk = Desk::new();
    let file = write_submission(Scenario::of("strong_branch").called("unit-a").sheet());
    desk.received.insert(file.digest, file.text);
    desk.live(Msg::RouteChanged(Route::Machine));
    assert_eq!(desk.model.committee.counted(), 1, "they are known here");
    tell(&mut desk, MachineMsg::ClearAsked);
    tell(&mut desk, MachineMsg::ClearAnswered(true));
    assert_eq!((desk.received.len(), &desk.model.machine.done), (1, &None));
    backup(&mut desk);
    tell(&mut desk, MachineMsg::ClearAsked);
    tell(&mut desk, MachineMsg::ClearAnswered(true));
    assert_eq!((desk.received.len(), &desk.model.machine.done), (0, &Some(Done::Cleared)));
    // A backup that was taken some time ago says nothing of today.
    let file = write_submission(Scenario::of("strong_branch").called("unit-b").sheet());
    backup(&mut desk);
    desk.received.insert(file.digest, file.text);
    desk.live(Msg::RouteChanged(Route::Home));
    desk.crash();
    desk.live(Msg::RouteChanged(Route::Machine));
    tell(&mut desk, MachineMsg::ClearAsked);
    tell(&mut desk, MachineMsg::ClearAnswered(true));
    assert_eq!(desk.received.len(), 1);
}

#[test]
fn what_is_newer_here_stays_and_what_is_older_is_replaced_after_a_backup_of_it() {
    let (mut desk, id, old) = machine();
    let before = backup(&mut desk);
    pick(&mut desk, &before);
    assert_eq!(fates(&desk), [Fate::Same]);
    desk.live(Msg::RouteChanged(Route::Fill(id.clone())));
    desk.live(chosen("A1", "no"));
    let new = write_submission(&desk.sheet().sheet).text;
    desk.live(Msg::RouteChanged(Route::Machine));
    let after = backup(&mut desk);
    pick(&mut desk, &before);
    assert_eq!(fates(&desk), [Fate::Older]);
    tell(&mut desk, MachineMsg::RestoreAnswered(true));
    assert_eq!(opened(&mut desk, &id), new, "nothing was done to it");

    let (mut other, same, _) = machine();
    assert_eq!(same, id, "the twin's clock goes as this one's");
    pick(&mut other, &after);
    assert_eq!(fates(&other), [Fate::Newer]);
    let handed_out = files(&other).len();
    tell(&mut other, MachineMsg::RestoreAnswered(true));
    assert_eq!(files(&other).len(), handed_out + 1, "a backup comes first");
    assert!(files(&other).last().expect("there").text.contains(old.trim_end()), "of what was here");
    assert_eq!(opened(&mut other, &id), new);
}

#[test]
fn of_two_that_were_changed_apart_both_are_kept() {
    let (mut one, id, mine) = machine();
    let mut other = Desk::filling();
    for option in ["no", "yes", "no"] {
        other.live(chosen("A1", option));
    }
    let theirs = write_submission(&other.sheet().sheet).text;
    assert_eq!(other.sheet().sheet.id(), &id);
    other.live(Msg::RouteChanged(Route::Machine));
    let file = backup(&mut other);
    pick(&mut one, &file);
    assert_eq!(fates(&one), [Fate::Branch]);
    tell(&mut one, MachineMsg::RestoreAnswered(true));
    assert_eq!(opened(&mut one, &id), mine);
    one.live(Msg::RouteChanged(Route::Home));
    let heads = one.model.heads.clone().expect("read").expect("a store");
    let branch = heads.iter().find(|head| head.id != id).expect("the other").id.clone();
    assert_eq!(opened(&mut one, &branch).replace(branch.as_str(), id.as_str()).len(), theirs.len());
}

#[test]
fn what_stood_beside_a_lost_store_comes_back_from_the_stopped_page() {
    let (mut desk, id, text) = machine();
    let line = |prefix: &str, line: &str| {
        let key = [prefix, id.as_str()].concat();
        serde_json::json!(["beside", key, line]).to_string()
    };
    let file = [
        r#"["yardstick","stored","1"]"#.to_owned(),
        line(MARK, &desk.aside.marks[&id]),
        line(MIRROR, &desk.aside.mirrors[&id]),
        line("yardstick.lang", "zh-Hans"),
    ];
    clear(&mut desk);
    brings_back(&mut desk, &file.join("\n"), &id, &text);
}

#[test]
fn what_the_stopped_page_gave_out_comes_back() {
    let (mut desk, id, text) = machine();
    let mut lines = vec![serde_json::json!(["yardstick", "stored", "1"]), serde_json::json!(["beside", "x", "y"])];
    for (id, parts) in desk.store.records.borrow().iter() {
        lines.push(serde_json::json!(["heads", id, parts.head]));
        lines.push(serde_json::json!(["snapshots", id, parts.slots[0]]));
        lines.extend(parts.journal.iter().map(|(revision, line)| serde_json::json!(["journal", [id, revision], line])));
    }
    let file: Vec<String> = lines.iter().map(ToString::to_string).collect();
    clear(&mut desk);
    brings_back(&mut desk, &file.join("\n"), &id, &text);
}

#[test]
fn a_file_that_is_no_backup_changes_nothing() {
    let (mut desk, id, text) = machine();
    for bad in ["", "{}", "no", &text, &backup(&mut desk)[..200]] {
        desk.model.notice = None;
        pick(&mut desk, bad);
        assert!(desk.model.machine.plan.as_ref().is_none_or(|plan| plan.steps.is_empty()), "{bad:.40}");
        assert!(
            matches!(desk.model.notice, Some(Notice::Unreadable { .. })) || plan(&desk).damage.is_some(),
            "{bad:.40}"
        );
    }
    assert_eq!(opened(&mut desk, &id), text);
}
