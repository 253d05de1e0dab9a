//! Files that were changed after their export: they count only when somebody lets them in, one by one, and are marked.

use yardstick::app::{CommitteeMsg, Effect, Msg, Picked, Route};
use yardstick::domain::intake::Verdict;
use yardstick::format::{ReadError, let_in, read_submission, write_rollup, write_submission};

use crate::charsets::gb18030;
use crate::desk::Desk;
use crate::scenario::Scenario;

fn text() -> String {
    let unit = Scenario::of("strong_branch").called("unit-a").unit("石桥村党支部", "village", "2026");
    write_submission(unit.choose("A1", "yes").sheet()).text
}

/// Somebody typed another name into the file.
fn changed() -> String {
    text().replacen("石桥村党支部", "白杨村党支部", 1)
}

fn drop_in(desk: &mut Desk, files: &[(&str, &[u8])]) {
    let picked = |(name, bytes): &(&str, &[u8])| Picked { name: (*name).to_owned(), contents: Ok(bytes.to_vec()) };
    desk.live(Msg::Committee(CommitteeMsg::Dropped(files.iter().map(picked).collect())));
}

fn key(desk: &Desk, name: &str) -> String {
    let staged = desk.model.committee.staged.iter().find(|staged| staged.name == name).expect("it is in the table");
    staged.quarantined.as_ref().expect("it is kept as it came").key.clone()
}

fn outcomes(desk: &Desk) -> Vec<Result<&Verdict, &ReadError>> {
    desk.model.committee.staged.iter().map(|staged| staged.outcome.as_ref().map(|(_, verdict)| verdict)).collect()
}

fn asked(desk: &mut Desk, msg: CommitteeMsg) -> String {
    match desk.tell(Msg::Committee(msg)).pop() {
        Some(Effect::Download(file)) => file.text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_changed_file_counts_when_it_is_let_in_and_stays_marked() {
    let mut desk = Desk::committee();
    desk.model.gb18030 = gb18030;
    let (encoded, _, _) = encoding_rs::GB18030.encode("{\"改\": 1");
    drop_in(&mut desk, &[("改.json", changed().as_bytes()), ("断.json", &encoded)]);
    let (altered, cut) = (ReadError::Altered, ReadError::CutOff { line: 1 });
    assert_eq!(outcomes(&desk), [Err(&altered), Err(&cut)]);
    let [changed_key, cut_key] = ["改.json", "断.json"].map(|name| key(&desk, name));
    for nothing in [cut_key, "nobody's".to_owned()] {
        assert_eq!(desk.tell(Msg::Committee(CommitteeMsg::LetIn(nothing))), []);
        assert_eq!(outcomes(&desk), [Err(&altered), Err(&cut)], "only what is whole can be let in");
    }
    desk.live(Msg::Committee(CommitteeMsg::LetIn(changed_key)));
    assert_eq!(outcomes(&desk), [Ok(&Verdict::Accepted), Err(&cut)]);
    assert_eq!((desk.model.committee.countable(), desk.model.committee.counted()), (1, 0), "it waits like any other");
    desk.live(Msg::Committee(CommitteeMsg::Committed));
    assert_eq!(desk.quarantine.len(), 1, "the changed one has gone in");

    desk.crash();
    desk.live(Msg::RouteChanged(Route::Rollup));
    let rollup = desk.model.committee.rollup().expect("one counts").clone();
    assert_eq!(rollup.units[0].sheet.unit().name, "白杨村党支部");
    assert!(rollup.units[0].sheet.submission().is_altered());
    assert!(write_rollup(&rollup).text.contains("\"altered\":true"));
    let table = asked(&mut desk, CommitteeMsg::CsvAsked);
    let lines: Vec<&str> = table.lines().collect();
    assert!(lines[0].ends_with(",\"改动\"") && lines[1].ends_with(",\"导出后改动过\""), "{table}");

    // The unit's own file is another one of the same revision.
    drop_in(&mut desk, &[("改.json", changed().as_bytes()), ("原.json", text().as_bytes())]);
    let key = key(&desk, "改.json");
    desk.live(Msg::Committee(CommitteeMsg::LetIn(key)));
    let verdicts = outcomes(&desk);
    assert!(matches!(verdicts[1..], [Ok(Verdict::Duplicate), Ok(Verdict::Conflict { .. })]), "{verdicts:?}");
}

#[test]
fn nothing_is_marked_where_nothing_was_changed() {
    let mut desk = Desk::committee();
    drop_in(&mut desk, &[("原.json", text().as_bytes())]);
    desk.live(Msg::Committee(CommitteeMsg::Committed));
    let rollup = desk.model.committee.rollup().expect("one counts").clone();
    assert!(!write_rollup(&rollup).text.contains("altered"));
    assert!(!asked(&mut desk, CommitteeMsg::CsvAsked).contains("改动"));
}

#[test]
fn the_file_says_which_digest_it_stated_and_is_sound_from_then_on() {
    let stated = read_submission(text().as_bytes()).expect("sound");
    let sealed = let_in(changed().as_bytes()).expect("it can be read");
    assert!(sealed.contains(&format!("\"altered_from\":\"{}\"", stated.digest)), "{sealed}");
    let received = read_submission(sealed.as_bytes()).expect("it is sound now");
    assert_eq!(received.submission.unit.name, "白杨村党支部");
    // Changed once more: the mark of the first time does not help.
    let again = sealed.replacen("白杨村", "青禾村", 1);
    assert_eq!(read_submission(again.as_bytes()).err(), Some(ReadError::Altered));
    assert!(let_in(again.as_bytes()).is_ok_and(|text| text.contains(&received.digest)));

    let bare = text().replacen("\"integrity\":", "\"seal\":", 1);
    assert!(let_in(bare.as_bytes()).is_ok_and(|text| text.contains("\"altered_from\":\"\"")), "{bare}");
}

#[test]
fn what_is_wrong_in_another_way_is_not_let_in() {
    assert_eq!(let_in(text().as_bytes()), Err(ReadError::NotOurs), "there is nothing to let in");
    assert_eq!(let_in(b"{"), Err(ReadError::CutOff { line: 1 }));
    let mut desk = Desk::committee();
    let slip = text().replacen("\"unit_type\":\"village\"", "\"unit_type\":5", 1);
    drop_in(&mut desk, &[("负.json", slip.as_bytes())]);
    assert_eq!(outcomes(&desk), [Err(&ReadError::Altered)]);
    let key = key(&desk, "负.json");
    desk.live(Msg::Committee(CommitteeMsg::LetIn(key)));
    let outcomes = outcomes(&desk);
    assert!(matches!(outcomes[..], [Err(ReadError::Malformed { .. })]), "{outcomes:?}");
    assert_eq!(desk.model.committee.quarantined(), 1, "it stays as it came");
}
