//! Files that cannot be used: they wait with their reason, can be sent back as a list, and count for nothing.

use expect_test::expect;
use yardstick::app::{CommitteeMsg, Effect, Msg, Picked};
use yardstick::domain::Lang;
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
    assert_eq!((committee.counted(), committee.staged.len(), committee.countable()), (2, 7, 0));
    assert!(committee.staged.iter().all(|staged| staged.outcome.is_err() && staged.text.is_empty()));
    assert_eq!(desk.received.len(), 2, "nothing of a bad file is kept");
    let before = desk.model.committee.rollup().cloned();
    desk.live(Msg::Committee(CommitteeMsg::Committed));
    assert_eq!(desk.model.committee.rollup().map(|rollup| rollup.units.len()), before.map(|rollup| rollup.units.len()));
    // The mended file comes, and what waits is put away.
    desk.live(Msg::Committee(CommitteeMsg::Dropped(vec![file("丙.json", text(&start("unit-c")))])));
    desk.live(Msg::Committee(CommitteeMsg::Committed));
    assert_eq!((desk.model.committee.counted(), desk.model.committee.refused()), (3, 7));
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
