//! What the papers say of reliability: the figures that both READMEs quote are those of the run that is kept in
//! `docs/reliability.json`, and the tests that `docs/faults.md` names are there.

use serde_json::Value;

use crate::project;

/// A number with a comma before every three digits.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[test]
fn the_readmes_quote_what_was_measured() {
    let kept: Value = serde_json::from_str(&project::read("docs/reliability.json")).expect("JSON");
    let groups = kept.as_object().expect("groups of figures");
    let sum = |group: &str, figure: &str| -> u64 {
        let of = groups.iter().filter(|(name, _)| name.starts_with(group));
        of.map(|(name, figures)| figures[figure].as_u64().unwrap_or_else(|| panic!("{name} has no {figure}"))).sum()
    };
    for lost in [
        sum("native", "acknowledged_edits_lost"),
        sum("kills", "kills_that_lost_something"),
        sum("two-windows", "lost"),
        sum("damage", "lost_in_silence"),
        sum("files", "let_in") + sum("files", "changed_let_in"),
    ] {
        assert_eq!(lost, 0);
    }
    for readme in ["README.md", "README.zh-CN.md"] {
        let text = project::read(readme);
        for (group, figure) in [
            ("native", "crash_points"),
            ("native", "power_cuts"),
            ("kills", "kills"),
            ("kills", "acknowledged_edits"),
            ("two-windows", "acknowledged_edits"),
            ("damage", "damaged_stores"),
            ("damage", "noticed"),
            ("damage", "everything_still_there"),
            ("files", "beginnings_of_exports"),
            ("files", "changed_bytes"),
            ("orders", "orders_of_files"),
            ("orders", "different_roll_ups"),
        ] {
            let number = grouped(sum(group, figure));
            assert!(text.contains(&[" ", &number].concat()), "{readme} does not say {number}, {figure} of {group}");
        }
    }
}

/// The list of faults names tests; one that is gone holds nothing.
#[test]
fn what_is_said_to_hold_a_fault_is_there() {
    let faults = project::read("docs/faults.md");
    let rows: Vec<&str> =
        faults.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| fault")).collect();
    assert_eq!(rows.len(), 49, "a fault a row");
    for row in rows {
        let cells: Vec<&str> = row.split(" | ").collect();
        assert_eq!(cells.len(), 4, "{row}");
        let held: Vec<&str> = cells[2].split('`').skip(1).step_by(2).collect();
        assert!(!held.is_empty() || cells[2] == "–", "{row}");
        for file in held {
            assert!(project::path(file).exists(), "{file} of {row}");
        }
    }
}
