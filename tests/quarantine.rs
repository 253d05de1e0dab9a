//! Files that cannot be used: they wait with their reason, can be sent back as a list, and count for nothing.

use expect_test::expect;
use yardstick::app::{CommitteeMsg, Effect, MAX_QUARANTINE_BYTES, Msg, Picked, Quarantined, Route, Staged};
use yardstick::domain::Lang;
use yardstick::domain::intake::Verdict;
use yardstick::format::write_submission;

use crate::charsets::gb18030;
use crate::desk::Desk;
use crate::project;
use crate::scenario::Scenario;
use crate::zips::{Packed, zip};

fn start(id: &str) -> Scenario {
    Scenario::of("strong_branch").called(id).unit(&format!("{id}党支部"), "village", "2026")
}

fn text(scenario: &Scenario) -> String {
    write_submission(scenario.sheet()).text
}

fn file(name: &str, bytes: impl Into<Vec<u8>>) -> Picked {
    Picked { name: name.to_owned(), contents: Ok(bytes.into()) }
}

/// A desk on which a good file, one in conflict with it, and one of each kind of trouble were dropped.
fn troubled() -> Desk {
    let (yes, no) = (start("unit-a").choose("A1", "yes"), start("unit-a").choose("A1", "no"));
    let whole = text(&yes);
    let newer = whole.replacen("\"version\":1}", "\"version\":9}", 1);
    let archive = zip(&[Packed::of("乙/b.json", text(&start("unit-b")).as_bytes()), Packed::of("丙.rar", b"Rar!")]);
    let files = vec![
        file("甲.json", whole.clone()),
        file("甲2.json", text(&no)),
        file("断.json", &whole.as_bytes()[..whole.len() / 2]),
        file("改.json", whole.replacen("unit-a党支部", "改名党支部", 1)),
        file("=HYPERLINK(\"x\").json", "{\n \"a\": 1.5}"),
        file("＝表.json", "单位,得分,名次"),
        file("新.json", newer),
        file("模板.json", project::read("templates/strong_branch.json")),
        file("收.zip", archive),
    ];
    let mut desk = Desk::committee();
    desk.model.gb18030 = gb18030;
    desk.live(Msg::Committee(CommitteeMsg::Dropped(files)));
    desk
}

fn list(desk: &mut Desk) -> (String, String) {
    match desk.tell(Msg::Committee(CommitteeMsg::RefusedAsked)).pop() {
        Some(Effect::Download(file)) => (file.name, file.text),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_good_ones_go_in_and_the_others_wait() {
    let mut desk = troubled();
    let committee = &desk.model.committee;
    assert_eq!((committee.staged.len(), committee.countable(), committee.refused()), (10, 2, 8));
    desk.live(Msg::Committee(CommitteeMsg::Committed));
    let committee = &desk.model.committee;
    assert_eq!((committee.counted(), committee.staged.len(), committee.countable()), (2, 8, 0));
    assert!(committee.staged.iter().all(Staged::is_refused));
    assert_eq!(desk.received.len(), 2, "nothing of a bad file is kept");
    let before = desk.model.committee.rollup().cloned();
    desk.live(Msg::Committee(CommitteeMsg::Committed));
    assert_eq!(desk.model.committee.rollup().map(|rollup| rollup.units.len()), before.map(|rollup| rollup.units.len()));
    // The mended file comes, and what waits is put away.
    desk.live(Msg::Committee(CommitteeMsg::Dropped(vec![file("丙.json", text(&start("unit-c")))])));
    desk.live(Msg::Committee(CommitteeMsg::Committed));
    assert_eq!((desk.model.committee.counted(), desk.model.committee.refused()), (3, 8));
    desk.live(Msg::Committee(CommitteeMsg::Discarded));
    assert_eq!((desk.model.committee.counted(), desk.model.committee.refused()), (3, 0));
}

#[test]
fn the_list_says_which_file_why_where_and_what_to_do() {
    let (name, table) = list(&mut troubled());
    assert_eq!(name, "不能用的文件_8.csv");
    assert!(table.starts_with('\u{feff}'));
    let rows: Vec<&str> = table.trim_start_matches('\u{feff}').split_terminator("\r\n").collect();
    expect![[r#"
        "文件名","结果","说明","位置","怎么办"
        "甲2.json","有冲突","同一份填报的同一次修改有两种内容（另一份校验码 PP4X1ASH8E）。请问清楚对方以哪一份为准，让对方重新导出。","","请问清楚以哪一份为准，让单位重新导出后再交。"
        "断.json","损坏","文件不完整，只读到一半。请让对方重新导出后再试。","读到第 1 行","请单位重新导出后再交，不要手工改文件。"
        "改.json","损坏","内容与校验码不符，导出后被改动过。请让对方重新导出，不要手工修改文件。","","请单位重新导出后再交，不要手工改文件。"
        "'=HYPERLINK(""x"").json","损坏","第 2 行第 9 列写法有问题：a decimal or huge number; amounts are written in quotes, as ""2.5""。如果是自己写的模板，请改好再试；如果是收到的文件，请让对方重新导出。","第 2 行第 9 列","请单位重新导出后再交，不要手工改文件。"
        "'＝表.json","不认识","这看起来是CSV 表格，不是标尺导出的文件。请单位打开自评表，点“导出上报文件”，交那个 .json 文件。","","请单位交标尺导出的 .json 文件。"
        "新.json","版本太新","这个文件是更新的版本做的（文件第 9 版，这里认识到第 1 版）。请换用最新的标尺打开，文件没有坏。","","文件没有坏，请换用最新的标尺来汇总。"
        "模板.json","不认识","这是模板文件，不是这里要的文件。","","请单位交标尺导出的 .json 文件。"
        "收.zip/丙.rar","不认识","这是压缩包里的压缩包，没有读。请解压后再放进来。","","请单位先解压（不要加密码），交里面的 .json 文件。""#]].assert_eq(&rows.join("\n"));
    for lang in Lang::ALL {
        let mut desk = troubled();
        desk.live(Msg::LangChosen(lang));
        assert_eq!(list(&mut desk).1.lines().count(), 9, "{lang:?}");
    }
}

/// The names of the files that cannot be used, as the table shows them.
fn waiting(desk: &Desk) -> Vec<String> {
    let mut names: Vec<String> =
        desk.model.committee.staged.iter().filter(|staged| staged.is_refused()).map(|one| one.name.clone()).collect();
    names.sort();
    names
}

fn kept(desk: &Desk) -> Vec<&str> {
    let mut names: Vec<&str> = desk.quarantine.values().map(|file| file.name.as_str()).collect();
    names.sort_unstable();
    names
}

/// The page is closed, and the roll-up is opened in a new one.
fn reopen(desk: &mut Desk) {
    desk.crash();
    desk.model.gb18030 = gb18030;
    desk.live(Msg::RouteChanged(Route::Rollup));
}

fn drop_in(desk: &mut Desk, files: Vec<Picked>) {
    desk.live(Msg::Committee(CommitteeMsg::Dropped(files)));
}

#[test]
fn files_that_cannot_be_used_are_there_when_the_page_is_opened_again() {
    let mut desk = troubled();
    // Not the table of another program and what is in an archive of an archive: nobody knows whom they are about.
    let mut all = ["断.json", "改.json", "新.json", "模板.json", "甲2.json", "=HYPERLINK(\"x\").json"];
    all.sort_unstable();
    assert_eq!(kept(&desk), all);
    desk.live(Msg::Committee(CommitteeMsg::Committed));
    // Of the two that contradict each other the first one does not count.
    let all: Vec<&str> = all.into_iter().map(|name| if name == "甲2.json" { "甲.json" } else { name }).collect();
    assert_eq!(kept(&desk), all);
    let table: Vec<_> = list(&mut desk).1.lines().map(str::to_owned).filter(|row| !row.contains("不认识")).collect();
    reopen(&mut desk);
    assert_eq!(waiting(&desk), all);
    let mut again: Vec<_> =
        list(&mut desk).1.lines().map(str::to_owned).filter(|row| !row.contains("不认识")).collect();
    let mut before = table;
    before.sort();
    again.sort();
    assert_eq!(again, before, "for the same reasons");
    assert_eq!((desk.model.committee.counted(), desk.model.committee.countable()), (2, 0));
    // The same folder once more: they are there once.
    let files = desk.quarantine.values().map(|one| file(&one.name, one.bytes.to_vec())).collect();
    drop_in(&mut desk, files);
    assert_eq!((waiting(&desk).len(), kept(&desk).len()), (all.len(), all.len()));
    desk.live(Msg::Committee(CommitteeMsg::Discarded));
    assert_eq!(kept(&desk), [""; 0], "what is put away is gone from the disk");
    reopen(&mut desk);
    assert_eq!(waiting(&desk), [""; 0]);
}

#[test]
fn each_is_handed_out_byte_for_byte() {
    let mut desk = Desk::committee();
    desk.model.gb18030 = gb18030;
    // In UTF-16, cut in the middle, and in a folder of an archive that is fine itself.
    let wide: Vec<u8> = text(&start("unit-a")).encode_utf16().take(400).flat_map(u16::to_le_bytes).collect();
    let cut = [&b"\xff\xfe"[..], &wide].concat();
    drop_in(&mut desk, vec![file("收.zip", zip(&[Packed::of("一/CON.json", &cut)]))]);
    let staged = &desk.model.committee.staged[0];
    assert!(staged.outcome.is_err());
    let key = staged.quarantined.as_ref().expect("it is kept").key.clone();
    match desk.tell(Msg::Committee(CommitteeMsg::QuarantinedAsked(key))).pop() {
        Some(Effect::HandBack(file)) => {
            assert_eq!(
                (&*file.bytes, file.name.as_str(), file.file_name()),
                (&*cut, "收.zip/一/CON.json", "_CON.json".into())
            );
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(desk.tell(Msg::Committee(CommitteeMsg::QuarantinedAsked(String::new()))), []);
}

#[test]
fn what_becomes_readable_waits_until_it_counts() {
    let mut desk = Desk::committee();
    let good = text(&start("unit-a"));
    // As if an older program had kept it.
    let file = Quarantined::of("甲.json", good.as_bytes()).expect("it fits");
    desk.quarantine.insert(file.key.clone(), file);
    reopen(&mut desk);
    assert_eq!((desk.model.committee.countable(), kept(&desk).len()), (1, 1));
    reopen(&mut desk);
    assert_eq!((desk.model.committee.countable(), kept(&desk).len()), (1, 1), "it was not counted yet");
    desk.live(Msg::Committee(CommitteeMsg::Committed));
    assert_eq!((desk.model.committee.counted(), kept(&desk).len()), (1, 0));
}

#[test]
fn two_that_contradict_each_other_wait_for_a_newer_one_whichever_came_first() {
    let (yes, no) = (start("unit-a").choose("A1", "yes"), start("unit-a").choose("A1", "no"));
    let mut shown = Vec::new();
    for (first, second) in [(&yes, &no), (&no, &yes)] {
        for at_once in [true, false] {
            let mut desk = Desk::committee();
            drop_in(&mut desk, vec![file("一.json", text(first))]);
            if !at_once {
                desk.live(Msg::Committee(CommitteeMsg::Committed));
            }
            drop_in(&mut desk, vec![file("二.json", text(second))]);
            desk.live(Msg::Committee(CommitteeMsg::Committed));
            let conflict = |desk: &Desk| match &desk.model.committee.staged[..] {
                [Staged { outcome: Ok((received, Verdict::Conflict { other })), .. }] => {
                    (received.digest.clone(), other.clone())
                }
                other => panic!("{other:?}"),
            };
            shown.push(conflict(&desk));
            reopen(&mut desk);
            shown.push(conflict(&desk));
            // The unit hands up one more.
            drop_in(&mut desk, vec![file("三.json", text(&start("unit-a").choose("A1", "yes").choose("A1", "no")))]);
            desk.live(Msg::Committee(CommitteeMsg::Committed));
            assert_eq!((desk.model.committee.staged.len(), kept(&desk).len()), (0, 0));
        }
    }
    shown.dedup();
    assert_eq!(shown.len(), 1, "{shown:?}");
}

#[test]
fn what_waits_beside_one_that_is_taken_back_may_count_itself() {
    let (yes, no) = (start("unit-a").choose("A1", "yes"), start("unit-a").choose("A1", "no"));
    let mut desk = Desk::committee();
    drop_in(&mut desk, vec![file("一.json", text(&yes)), file("二.json", text(&no))]);
    desk.live(Msg::Committee(CommitteeMsg::Committed));
    assert_eq!((desk.model.committee.counted(), desk.model.committee.refused()), (1, 1));
    desk.live(Msg::Committee(CommitteeMsg::Undone));
    assert_eq!((desk.model.committee.counted(), desk.model.committee.countable()), (0, 1));
}

#[test]
fn there_is_an_end_to_what_is_kept() {
    let mut desk = Desk::committee();
    // Forty times five megabytes are all there may be.
    let piece = |n: usize| [&b"{\"n\":"[..], n.to_string().as_bytes(), &vec![b' '; 5_242_880 - 16]].concat();
    let all = 42;
    drop_in(&mut desk, (0..all).map(|n| file(&format!("{n:02}.json"), piece(n))).collect());
    let taken: usize = desk.quarantine.values().map(|file| file.bytes.len()).sum();
    assert!(taken <= MAX_QUARANTINE_BYTES && taken > MAX_QUARANTINE_BYTES - 5_242_880, "{taken}");
    let committee = &desk.model.committee;
    assert_eq!((committee.refused(), committee.quarantined()), (all, desk.quarantine.len()));
    assert_eq!(Quarantined::of("x", &vec![b'{'; 5_242_881]), None);
    assert_eq!(Quarantined::of("x", b""), None);
}

#[test]
fn what_counts_in_the_meantime_is_done_with() {
    let good = text(&start("unit-a"));
    let mut desk = Desk::committee();
    drop_in(&mut desk, vec![file("甲.json", good.clone())]);
    desk.live(Msg::Committee(CommitteeMsg::Committed));
    // It was damaged when it came first.
    let came = Quarantined::of("甲.json", good.as_bytes()).expect("it fits");
    desk.quarantine.insert(came.key.clone(), came);
    reopen(&mut desk);
    assert_eq!((desk.model.committee.staged.len(), kept(&desk).len()), (0, 0));
}

#[test]
fn what_is_read_again_stands_in_the_table_once() {
    let mut desk = Desk::committee();
    drop_in(&mut desk, vec![file("断.json", "{\"format\":")]);
    let files = desk.quarantine.values().cloned().collect();
    desk.live(Msg::Committee(CommitteeMsg::QuarantineLoaded(Ok(files))));
    assert_eq!(waiting(&desk), ["断.json"]);
}

#[test]
fn an_archive_in_an_archive_is_not_kept() {
    let mut desk = Desk::committee();
    let inner = zip(&[Packed::of("名单.txt", b"x")]);
    drop_in(&mut desk, vec![file("收.zip", zip(&[Packed::of("里.zip", &inner)]))]);
    assert_eq!((desk.model.committee.refused(), kept(&desk).len()), (1, 0));
}
