//! What the tests take from the system: a browser, a Chinese font, a PDF reader, Python.

use std::process::Command;

use crate::paths;
use crate::report::announced;
use crate::run::{Failure, Outcome, ask, command, run};

/// Installs what the browser tests lack, or says what to install by hand.
pub(crate) fn install() -> Outcome {
    add(&missing())
}

/// Installs the matrix's other browsers as far as that can be done; what is missing is a reason in its table.
pub(crate) fn install_others() {
    if let Err(failure) = add(&missing_others()) {
        eprintln!("{failure}");
    }
}

/// Firefox, and what starts, shows and drives a `WebKit`.
fn missing_others() -> Vec<&'static str> {
    let lacks = |command| paths::on_path(command).is_none();
    let wanted = [
        ("firefox-esr", lacks("firefox-esr") && lacks("firefox")),
        ("webkit2gtk-driver", lacks("WebKitWebDriver")),
        ("xvfb", lacks("Xvfb")),
        ("python3-gi", !python_has("Gtk", "3.0")),
        ("gir1.2-webkit2-4.1", !python_has("WebKit2", "4.1")),
    ];
    wanted.into_iter().filter(|(_, missing)| *missing).map(|(package, _)| package).collect()
}

/// Debian's Python, whichever is first on `PATH`.
fn python_has(library: &str, version: &str) -> bool {
    let asked = format!("import gi; gi.require_version('{library}', '{version}')");
    ask("/usr/bin/python3", &["-c", &asked]).is_some()
}

/// Installs Python if it is not there.
pub(crate) fn python() -> Outcome {
    if paths::on_path("python3").is_some() { Ok(()) } else { add(&["python3"]) }
}

fn add(missing: &[&str]) -> Outcome {
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    let by_hand = format!("install by hand: {list}");
    if paths::on_path("apt-get").is_none() {
        return Err(Failure::new(format!("{list} missing, and this system has no apt"), by_hand));
    }
    announced(&format!("installing {list} with apt"), || {
        run(apt().arg("update"), &by_hand)?;
        run(apt().args(["install", "--yes", "--no-install-recommends"]).args(missing), &by_hand)
    })
}

/// The Debian packages whose work nothing on this machine does.
fn missing() -> Vec<&'static str> {
    let mut missing = Vec::new();
    if current_browser().is_none() {
        missing.push("chromium");
    }
    let font = ask("fc-list", &[":lang=zh-cn", "file"]).is_some_and(|fonts| !fonts.is_empty());
    if !font {
        missing.push("fonts-noto-cjk");
    }
    if paths::on_path("pdftotext").is_none() {
        missing.push("poppler-utils");
    }
    missing
}

/// The current Chromium: `CHROMIUM`, or the first on `PATH`.
pub(crate) fn current_browser() -> Option<std::path::PathBuf> {
    if let Some(path) = std::env::var_os("CHROMIUM") {
        return Some(path.into());
    }
    ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"].into_iter().find_map(paths::on_path)
}

fn apt() -> Command {
    let root = ask("id", &["-u"]).is_some_and(|user| user == "0");
    let mut apt = command(if root { "apt-get" } else { "sudo" });
    if !root {
        apt.arg("apt-get");
    }
    apt.env("DEBIAN_FRONTEND", "noninteractive");
    apt
}
