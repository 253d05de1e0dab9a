//! Tables that Excel and WPS open as they should, and never run.

use expect_test::expect;
use yardstick::app::wording::rollup_csv;
use yardstick::domain::rollup::Rollup;
use yardstick::domain::{Lang, points};
use yardstick::export::{Cell, csv};

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
    expect![[r#"1,"白杨镇石桥村党支部","BY01","青禾县白杨镇党委","2026","Submitted",4,4,6,6,20,6,6,4,4,4.5,5,29.5,3,4,3,3,13,5,5,5,15,6,6,8,20,0,0,97.5,0,97.5,"Candidate","Strong Party branch","DZN0QZS9T3""#]].assert_eq(second);
}
