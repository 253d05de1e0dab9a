//! Tables that Excel and WPS open as they should, and never run.

use expect_test::expect;
use serde_json::json;
use yardstick::app::Input;
use yardstick::app::wording::rollup_csv;
use yardstick::domain::rollup::Rollup;
use yardstick::domain::{FieldId, Lang, Sheet, Submission, SubmissionId, points};
use yardstick::export::{Cell, csv};
use yardstick::format::read_template;

use crate::cases;
use crate::scenario::Scenario;

fn line(cells: &[Cell]) -> String {
    let table = csv(&[cells.to_vec()]);
    table.trim_start_matches('\u{feff}').trim_end_matches("\r\n").to_owned()
}

#[test]
fn a_table_begins_with_a_mark_and_ends_its_lines_with_cr_lf() {
    let table = csv(&[vec![Cell::from("单位"), Cell::Empty], vec![Cell::Number(points("2.5"))]]);
    assert_eq!(table, "\u{feff}\"单位\",\r\n2.5\r\n");
    assert_eq!(csv(&[]), "\u{feff}");
}

#[test]
fn text_is_quoted_and_quotes_are_doubled() {
    assert_eq!(line(&[Cell::from("a \"b\", c")]), "\"a \"\"b\"\", c\"");
    assert_eq!(line(&[Cell::from("one\ntwo"), Cell::from("")]), "\"one\ntwo\",\"\"");
}

#[test]
fn numbers_stay_numbers() {
    let numbers = ["-0.25", "100", "0", "7.9"].map(|text| Cell::Number(points(text)));
    assert_eq!(line(&numbers), "-0.25,100,0,7.9");
}

#[test]
fn what_a_spreadsheet_would_run_gets_an_apostrophe() {
    for payload in [
        "=1+1",
        "=cmd|' /C calc'!A0",
        "=HYPERLINK(\"http://x\",\"y\")",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "＝1+1",
        "＋1",
        "－1",
        "＠SUM(A1)",
        " =1+1",
        "   =1+1",
        "\u{3000}=1+1",
        " \u{3000} ＝1",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        " \t=1+1",
        "\0=1",
        "-",
        "=",
    ] {
        let written = line(&[Cell::from(payload)]);
        assert!(written.starts_with("\"'"), "{payload:?} became {written}");
    }
}

/// Ten thousand ways to begin, told by another reading of the rule: blanks aside, the first sign counts.
#[test]
fn no_payload_out_of_ten_thousand_is_run() {
    let leads = [
        "", " ", "  ", "\u{3000}", "\u{a0}", "\u{2003}", "\u{feff}", "\u{200b}", "\u{202e}", "\t", "\r", "\n", "\r\n",
        "\0",
    ];
    let leads: Vec<String> =
        leads.iter().flat_map(|one| leads.iter().map(move |other| format!("{one}{other}"))).collect();
    let signs = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "|", "%"];
    let bodies =
        ["1+1", "cmd|' /C calc'!A0", "HYPERLINK(\"http://x\")", "SUM(A1:A9)", "\"\",=1", "WEBSERVICE(A1)", "东山村"];
    let mut tried = 0;
    for n in 0..leads.len() * signs.len() * bodies.len() {
        let (lead, sign, body) =
            (&leads[n % leads.len()], signs[n / leads.len() % signs.len()], bodies[n / leads.len() / signs.len()]);
        let payload = format!("{lead}{sign}{body}");
        let written = line(&[Cell::from(payload.as_str())]);
        let inside = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).expect("text is quoted");
        let read = inside.replace("\"\"", "\"");
        let begins =
            payload.trim_start_matches([' ', '\u{3000}', '\u{a0}', '\u{2003}', '\u{feff}', '\u{200b}', '\u{202e}']);
        let harmless = begins.starts_with(['|', '%']);
        assert_eq!(read, if harmless { payload.clone() } else { format!("'{payload}") });
        // A quote inside never ends the cell.
        assert!(!inside.replace("\"\"", "").contains('"'));
        tried += 1;
    }
    assert!(tried >= 10_000, "{tried}");
}

#[test]
fn plain_text_stays_as_it_is() {
    for text in ["东山村党支部", "1-2", "a=b", "（一）", "'quoted'", "2026-Q3", "—", "·"] {
        assert_eq!(line(&[Cell::from(text)]), format!("\"{text}\""));
    }
}

#[test]
fn the_roll_up_table_has_a_row_a_unit_and_one_for_the_means() {
    let cheat = Scenario::with(cases::one("sixteen", "02")).unit("=HYPERLINK(\"x\")", "village", "2026");
    let files = [cases::received(&cases::one("sixteen", "01")), cases::received(cheat.sheet())];
    let rollup = Rollup::of(cases::STRONG_BRANCH.clone(), &files.iter().collect::<Vec<_>>(), None);
    let tables = Lang::ALL.map(|lang| rollup_csv(lang, &rollup));
    for table in &tables {
        assert_eq!(table.matches("\r\n").count(), 4);
        assert!(table.contains("\"'=HYPERLINK(\"\"x\"\")\""));
        let widths: Vec<usize> = table.lines().map(|row| row.matches(',').count()).collect();
        assert_eq!(widths[0], widths[1], "{table}");
    }
    let second = tables[2].lines().nth(1).unwrap_or_default();
    expect![[r#"1,"白杨镇石桥村党支部","BY01","青禾县白杨镇党委","2026","Submitted",4,4,6,6,20,6,6,4,4,4.5,5,29.5,3,4,3,3,13,5,5,5,15,6,6,8,20,0,0,97.5,0,97.5,"Candidate","Strong Party branch","DZN0QZS9T3",97.5,100"#]].assert_eq(second);
}

/// Worked by hand. Totals: 甲 8 + 2 = 10; 乙 6 of 8, the sign left the sheet: 10 × 6 ÷ 8 = 7.5; 丙 5.5 + 2 = 7.5;
/// 丁 3. Out of 100: ten times that. The better half of four units: two places; 乙 and 丙 are equal at the
/// second, so it is open. 60 to 100: 乙 and 丙 (7.5 − 3) ÷ (10 − 3) × 40 + 60 = 85.714…, to two places 85.71.
#[test]
fn flags_tiers_and_other_scales_stand_behind_the_other_columns() {
    let text = |text: &str| json!({ "zh-Hans": text });
    let body = json!({
        "id": "tiers", "edition": "2026", "title": text("分档"), "mode": "appraisal", "periods": ["year"],
        "full_score": "10", "shown_out_of": "100",
        "unit_types": [{ "id": "village", "label": text("村") }],
        "sections": [{ "id": "A", "title": text("工作"), "full_score": "10", "items": [
            { "id": "A1", "number": "1", "text": text("做了多少"), "full_score": "8", "rule": { "kind": "manual", "step": "0.5" } },
            { "id": "A2", "number": "2", "text": text("有牌子"), "full_score": "2", "rule": { "kind": "all_or_nothing" },
              "not_applicable": { "policy": "drop", "when": text("没有场所") } } ] }],
        "grades": [
            { "id": "good", "label": text("合格"), "at_least": "7",
              "requires": [{ "if": { "item": "A2", "chosen": ["yes"] }, "text": text("有牌子。") }] },
            { "id": "poor", "label": text("不合格") } ],
        "flags": [{ "id": "card", "label": text("黄牌"), "if": { "total_below": "5" } }],
        "ranking": { "tiers": [{ "id": "top", "label": text("前一半"), "share": "50" }],
            "normalise": { "low": "60", "high": "100" } }
    });
    let file = json!({ "format": "yardstick.template", "version": 1, "id": "tiers", "body": body });
    let template = read_template(file.to_string().as_bytes()).expect("a template");
    let sheet = |name: &str, points_given: &str| {
        let new = Submission::new(SubmissionId::from(["tiers0000000", name].concat().as_str()), template.clone());
        let given = Input::Numbered(FieldId::from("points"), Some(points(points_given)));
        Scenario::with(Sheet::open(new)).unit(name, "village", "2026").put("A1", given)
    };
    let sheets = [
        sheet("甲", "8").choose("A2", "yes"),
        sheet("乙", "6").skip("A2"),
        sheet("丙", "5.5").choose("A2", "yes"),
        sheet("丁", "3").choose("A2", "no"),
    ];
    let files = sheets.each_ref().map(|sheet| cases::received(sheet.sheet()));
    let table = rollup_csv(Lang::ZhHans, &Rollup::of(template, &files.iter().collect::<Vec<_>>(), None));
    let told: Vec<String> = table
        .lines()
        .take(5)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            [&cells[1..2], &cells[cells.len() - 6..]].concat().join(",")
        })
        .collect();
    expect![[r#"
        "单位","实得分","应得分","折合分","提示","档次","标准化得分"
        "甲",10,10,100,"","前一半",100
        "丙",7.5,10,75,"","前一半（同分，待研究）",85.71
        "乙",6,8,75,"还评不上“合格”，要先做到：有牌子","前一半（同分，待研究）",85.71
        "丁",3,10,30,"黄牌","",60"#]]
    .assert_eq(&told.join("\n"));
}
