//! Tables for Excel and WPS: UTF-8 with a byte order mark, lines ended by CR LF, and no cell that a
//! spreadsheet would run as a formula.

use crate::domain::Points;
use crate::domain::signs::is_hidden;

/// One cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cell {
    /// Text.
    Text(String),
    /// A score, or a count.
    Number(Points),
    /// Nothing.
    Empty,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}

/// The table as a file.
pub fn csv(rows: &[Vec<Cell>]) -> String {
    let mut out = String::from("\u{feff}");
    for row in rows {
        let cells: Vec<String> = row.iter().map(write).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

fn write(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Number(points) => points.to_string(),
        Cell::Text(text) => format!("\"{}{}\"", guard(text), text.replace('"', "\"\"")),
    }
}

/// An apostrophe keeps a spreadsheet from reading text as a formula.
fn guard(text: &str) -> &'static str {
    // Full-width signs are taken for formulas too.
    const STARTS: [char; 16] =
        ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫'];
    // A tab or line end in front is itself a start; other blanks, seen or not, are looked through.
    let mut chars = text.chars();
    let first = chars.find(|&c| STARTS.contains(&c) || !(c.is_whitespace() || is_hidden(c)));
    if first.is_some_and(|first| STARTS.contains(&first)) { "'" } else { "" }
}
