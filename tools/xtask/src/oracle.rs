//! The second implementation of the scoring, in Python, against the program.

use crate::apt;
use crate::paths;
use crate::run::{Outcome, command, run};

/// So many invented templates with answers are scored by both.
const PAIRS: &str = "10000";

/// Hand-worked cases, the guide's tables, examples and mechanisms; then invented pairs.
pub(crate) fn compare() -> Outcome<String> {
    apt::python()?;
    let program = paths::target().join("cli/yardstick");
    let pairs = paths::target().join("oracle-pairs");
    let next = "the reproduction stands above; find out by docs/template-guide.md which of the two is right";
    run(command("python3").arg("tests/oracle/check_cases.py"), next)?;
    run(command("python3").arg("tests/oracle/check_program.py").arg("--cli").arg(&program), next)?;
    let mut random = command("python3");
    random.args(["tests/oracle/random_pairs.py", "--pairs", PAIRS, "--seed", "7", "--by", "folder", "--cli"]);
    run(random.arg(&program).arg("--out").arg(&pairs), next)?;
    Ok(format!("{PAIRS} invented pairs, no difference"))
}
