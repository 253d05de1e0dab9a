//! The browsers for the tests, and the environment that tells the tests where all is.

use std::process::Command;

use crate::paths;
use crate::report::announced;
use crate::run::{Failure, Outcome, ask, command, run};
use crate::{apt, setup};

const TESTS: &str = "tests/browser";

/// Makes the browser tests runnable.
pub(crate) fn install() -> Outcome {
    let _lock = setup::alone()?;
    apt::install()?;
    apt::install_others();
    let node = ask("node", &["--version"]).unwrap_or_default();
    let major: u32 = node.trim_start_matches('v').split('.').next().and_then(|text| text.parse().ok()).unwrap_or(0);
    if major < 20 {
        let found = if node.is_empty() { "none" } else { &node };
        return Err(Failure::new(
            format!("the browser tests need Node 20 or newer, found {found}"),
            "install Node from nodejs.org or with apt",
        ));
    }
    if !modules_ready() {
        announced("getting the test packages and three old Chromiums from npm (160 MB)", || {
            let mut npm = command("npm");
            npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(paths::at(TESTS));
            run(&mut npm, "check the network connection and run the command again")
        })?;
    }
    let mut unpack = command("node");
    unpack.args(["tests/browser/lib/browsers.mjs", "unpack"]);
    run(&mut unpack, "delete .tools/chromium-86, -92 and -109 and run the command again")
}

/// npm keeps a copy of the lock file beside what it installed.
fn modules_ready() -> bool {
    let folder = paths::at(TESTS);
    let read = |path: &str| std::fs::read_to_string(folder.join(path)).ok();
    let (Some(wanted), Some(installed)) = (read("package-lock.json"), read("node_modules/.package-lock.json")) else {
        return false;
    };
    let whole = setup::version(&folder.join("node_modules/chrome-aws-lambda/package.json")).is_some();
    let hashes = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|line| line.contains("\"integrity\""));
        lines.map(|line| line.trim().to_owned()).collect()
    };
    whole && hashes(&wanted) == hashes(&installed)
}

/// Node with the addresses of the page, the command line and the browsers.
pub(crate) fn node() -> Command {
    let mut node = command("node");
    node.env("DIST", paths::dist()).env("YARDSTICK_CLI", paths::target().join("cli/yardstick"));
    for name in ["86", "92", "109"] {
        let variable = format!("CHROMIUM_{name}");
        if std::env::var_os(&variable).is_none() {
            node.env(variable, paths::tools().join(format!("chromium-{name}/chromium")));
        }
    }
    if let Some(path) = apt::current_browser() {
        node.env("CHROMIUM", path);
    }
    node
}

/// The matrix, a step of its own.
pub(crate) const MATRIX: &str = "tests/browser/matrix.test.mjs";

/// The other browser test files, in order of name.
pub(crate) fn test_files() -> Outcome<Vec<String>> {
    let folder = paths::at(TESTS);
    let entries = std::fs::read_dir(&folder).map_err(|error| Failure::file(&folder, &error))?;
    let mut files: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".test.mjs"))
        .map(|name| format!("{TESTS}/{name}"))
        .filter(|path| path != MATRIX)
        .collect();
    files.sort();
    Ok(files)
}
