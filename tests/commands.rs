//! The command line, as somebody calls it.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;
use yardstick::format::Kind;

use crate::project;

/// What a call says, how it ends, and what it complains of.
fn yardstick(arguments: &[&str], input: &str) -> (i32, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_yardstick"))
        .args(arguments)
        .current_dir(project::path(""))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    child.stdin.take().expect("an input").write_all(input.as_bytes()).expect("it listens");
    let output = child.wait_with_output().expect("it ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// A folder of its own for a test.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("yardstick-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

#[test]
fn lint_takes_files_folders_and_standard_input() {
    let (code, out, _) = yardstick(&["lint", "templates", "--json"], "");
    let reports = json(&out);
    assert_eq!(code, 0, "{out}");
    assert_eq!(reports.as_array().map(Vec::len), Some(project::files("templates", ".json").len()));
    let bad = "tests/mechanisms/38-malformed_originals/bad";
    let (code, out, _) = yardstick(&["lint", bad, "--lang", "en"], "");
    assert_eq!(code, 1);
    assert!(out.contains("circle.json") && out.contains("depend on each other in a circle"), "{out}");
    let (code, out, err) = yardstick(&["lint", "-"], &project::read("templates/strong_branch.json"));
    assert_eq!((code, out.as_str(), err.as_str()), (0, "", ""));
    assert_eq!(yardstick(&["lint", "-"], "no template").0, 2);
}

#[test]
fn an_empty_submission_is_written_scored_and_rolled_up() {
    let folder = folder("new");
    let file = folder.join("empty.json");
    let file = file.to_str().expect("a name");
    let template = "tests/mechanisms/12-thresholds_by_type/template.json";
    let kinds = json(&project::read(template))["body"]["unit_types"].clone();
    let kind = kinds[0]["id"].as_str().expect("a kind of unit");
    let call = ["new", template, "--unit-type", kind, "--period", "2026", "--name", "东山村", "-o", file];
    assert_eq!(yardstick(&call, ""), (0, String::new(), String::new()));
    let first = std::fs::read(file).expect("it is there");
    yardstick(&call, "");
    assert_eq!(std::fs::read(file).expect("it is there"), first, "the same call writes the same file");
    let (code, out, _) = yardstick(&["score", file, "--json"], "");
    assert_eq!(code, 1, "something is missing");
    assert_eq!(json(&out)["totals"]["done"], 0);
    let (code, out, _) = yardstick(&["rollup", folder.to_str().expect("a name"), "--json"], "");
    assert_eq!(code, 0, "{out}");
    assert_eq!(json(&out)["units"][0]["unit"]["name"], "东山村");
    let (code, _, err) = yardstick(&["new", template, "--unit-type", "moon"], "");
    assert!(code == 2 && err.contains(kind), "{err}");
    assert_eq!(yardstick(&["new", template, "--period", "2026-Q9"], "").0, 2);
    let _ = std::fs::remove_dir_all(folder);
}

#[test]
fn migrating_a_file_of_this_version_changes_nothing() {
    let fixture = "tests/fixtures/submission/v1.json";
    let (code, out, _) = yardstick(&["migrate", fixture], "");
    assert_eq!((code, out.trim_end()), (0, project::read(fixture).trim_end()));
    let folder = folder("migrate");
    let here = folder.to_str().expect("a name");
    let (code, ..) = yardstick(&["migrate", fixture, "templates/strong_branch.json", "-o", here], "");
    assert_eq!(code, 0);
    assert!(folder.join("v1.json").exists() && folder.join("strong_branch.json").exists());
    assert_eq!(yardstick(&["migrate", fixture, "templates/strong_branch.json"], "").0, 2, "where to?");
    let _ = std::fs::remove_dir_all(folder);
}

#[test]
fn a_score_tells_figures_bars_and_flags() {
    let fixture = project::read("tests/fixtures/submission/v1.json");
    let (code, out, _) = yardstick(&["score", "-", "--lang", "en"], &fixture);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("Total  97.5"), "{out}");
    let (code, out, _) = yardstick(&["score", "tests/fixtures/submission", "-", "--json"], &fixture);
    assert_eq!((code, json(&out)[0]["result"]["totals"]["total"].as_str()), (0, Some("97.5")), "{out}");
}

#[test]
fn a_bundle_is_written_merged_and_read_by_every_command() {
    let folder = folder("bundle");
    let file = folder.join("all.json");
    let file = file.to_str().expect("a name");
    let files = ["tests/fixtures/submission/v1.json", "tests/fixtures/bundle/v1.json", "templates/strong_branch.json"];
    let call = [&["bundle"], &files[..], &["-o", file]].concat();
    assert_eq!(yardstick(&call, ""), (0, String::new(), String::new()));
    let text = std::fs::read_to_string(file).expect("it is there");
    assert_eq!(yardstick(&["bundle", "-"], &text).1.trim_end(), text, "a bundle of a bundle is that bundle");
    assert_eq!(yardstick(&["migrate", file], "").1.trim_end(), text);
    let (code, out, err) = yardstick(&["lint", file, "--json"], "");
    assert_eq!((code, json(&out).as_array().map(Vec::len)), (0, Some(2)), "{err}");
    let (_, out, err) = yardstick(&["score", file, "--json"], "");
    assert_eq!((json(&out).as_array().map(Vec::len), err.as_str()), (Some(4), ""));
    let (code, out, _) = yardstick(&["rollup", file, "--json"], "");
    assert_eq!((code, json(&out)["files"].as_array().map(Vec::len)), (1, Some(4)), "two standards are two groups");
    let damaged = text.replacen("\"choice\":\"yes\"", "\"choice\":\"no\"", 1);
    let (code, out, err) = yardstick(&["score", "-", "--json", "--lang", "en"], &damaged);
    assert_eq!(code, 1);
    let bad = json(&out).as_array().expect("a list").iter().filter(|card| card["result"]["error"].is_object()).count();
    assert_eq!(bad, 2, "the one that was changed, and the whole: {err}");
    assert_eq!(yardstick(&["migrate", "-"], &damaged).0, 1);
    assert_eq!(yardstick(&["bundle", "-"], &damaged).0, 1);
    let _ = std::fs::remove_dir_all(folder);
}

#[test]
fn help_names_every_command_and_what_is_unknown_is_refused() {
    let (code, help, _) = yardstick(&["--help"], "");
    assert_eq!(code, 0);
    for command in ["lint", "score", "rollup", "new", "migrate", "bundle", "schema"] {
        assert!(help.contains(&format!("yardstick {command}")), "{command}");
    }
    for call in [&["guess"][..], &["lint"], &["lint", "no such file"], &["score", "--colour"], &["schema", "sheet"]] {
        assert_eq!(yardstick(call, "").0, 2, "{call:?}");
    }
    for kind in Kind::ALL {
        let kind = kind.format().trim_start_matches("yardstick.");
        assert!(json(&yardstick(&["schema", kind], "").1)["$defs"].is_object(), "{kind}");
    }
}
