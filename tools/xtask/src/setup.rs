//! The build tools: what is missing is installed, below `.tools` where possible.

use std::fs::File;
use std::path::Path;
use std::time::Instant;
use std::{fs, io};

use crate::paths;
use crate::report::announced;
use crate::run::{Failure, Outcome, ask, command, run};
use crate::shim;

const TRUNK: &str = "0.21.14";
pub(crate) const ONLINE: &str = "check the network connection and run the command again";

/// Makes the page buildable.
pub(crate) fn build_tools() -> Outcome {
    let start = Instant::now();
    // Trunk will not start when a folder it shall not watch is absent.
    for folder in [paths::tools().join("bin"), paths::at("target")] {
        fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
    }
    let _lock = alone()?;
    wasm_target()?;
    trunk()?;
    shim::install()?;
    wasm_opt()?;
    println!("setup: build tools ready ({:.1} s)", start.elapsed().as_secs_f64());
    Ok(())
}

/// Two commands at once must not install the same thing; free when dropped.
pub(crate) fn alone() -> Outcome<File> {
    let path = paths::tools().join("lock");
    let file = File::create(&path).map_err(|error| Failure::file(&path, &error))?;
    if file.try_lock().is_err() {
        println!("setup: waiting for another cargo xtask to finish its setup");
        file.lock().map_err(|error| Failure::file(&path, &error))?;
    }
    Ok(file)
}

fn wasm_target() -> Outcome {
    let sysroot = ask("rustc", &["--print", "sysroot"]).unwrap_or_default();
    if Path::new(&sysroot).join("lib/rustlib/wasm32-unknown-unknown/lib").is_dir() {
        return Ok(());
    }
    announced("adding Rust's WebAssembly target (a download of 20 MB)", || {
        let mut rustup = command("rustup");
        rustup.args(["target", "add", "wasm32-unknown-unknown"]);
        run(&mut rustup, "install Rust from rustup.rs, or check the network connection")
    })
}

fn trunk() -> Outcome {
    if ask("trunk", &["--version"]).is_some_and(|version| version == format!("trunk {TRUNK}")) {
        return Ok(());
    }
    // Without TLS: it only ever reads local files.
    install("trunk", TRUNK, &["--no-default-features"])
}

/// Compiles a program from crates.io into `.tools`, unoptimised, which takes half the time.
pub(crate) fn install(name: &str, version: &str, features: &[&str]) -> Outcome {
    announced(&format!("compiling {name} {version} into .tools (once, 1 to 5 minutes)"), || {
        let mut cargo = command("cargo");
        cargo
            .args(["install", name, "--version", version, "--locked", "--debug", "--force"])
            .args(features)
            .arg("--root")
            .arg(paths::tools())
            .env("CARGO_PROFILE_DEV_DEBUG", "false")
            .env("CARGO_PROFILE_DEV_INCREMENTAL", "false");
        run(&mut cargo, ONLINE)
    })
}

/// `wasm-opt` takes a third off the module, but a page without it is a page too.
fn wasm_opt() -> Outcome {
    let link = paths::tool("wasm-opt");
    if ask("node", &["--version"]).is_none() {
        println!("setup: Node is missing, so the page is built without wasm-opt and is a third larger");
        return stand_in(&link);
    }
    let module = paths::at("tools/npm/node_modules/binaryen");
    let (there, locked) = (version(&module.join("package.json")), locked_binaryen()?);
    if there.as_ref() != Some(&locked) {
        announced(&format!("getting binaryen {locked} for wasm-opt from npm"), || {
            let mut npm = command("npm");
            npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(paths::at("tools/npm"));
            run(&mut npm, ONLINE)
        })?;
    }
    if fs::read_link(&link).is_ok() && link.exists() {
        return Ok(());
    }
    replace(&link, |link| symlink("../../tools/npm/node_modules/binaryen/bin/wasm-opt", link))
}

/// Trunk insists on running `wasm-opt`; this one changes nothing.
fn stand_in(path: &Path) -> Outcome {
    const SCRIPT: &str = "#!/bin/sh\nfor word do\n  case $word in\n    --version) echo 'wasm-opt version 132'; exit ;;\n    \
        --output=*) out=${word#--output=} ;;\n    -*) ;;\n    *) in=$word ;;\n  esac\ndone\ncp \"$in\" \"$out\"\n";
    if fs::read_to_string(path).is_ok_and(|text| text == SCRIPT) {
        return Ok(());
    }
    replace(path, |path| fs::write(path, SCRIPT))?;
    run(command("chmod").arg("+x").arg(path), "install Node, then run the command again")
}

fn replace(path: &Path, make: impl FnOnce(&Path) -> io::Result<()>) -> Outcome {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Failure::file(path, &error)),
        _ => make(path).map_err(|error| Failure::file(path, &error)),
    }
}

#[cfg(unix)]
fn symlink(to: &str, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(to, link)
}

#[cfg(not(unix))]
fn symlink(to: &str, link: &Path) -> io::Result<()> {
    Err(io::Error::other(format!("link {} to {to} by hand", link.display())))
}

fn locked_binaryen() -> Outcome<String> {
    let path = paths::at("tools/npm/package-lock.json");
    let text = fs::read_to_string(&path).map_err(|error| Failure::file(&path, &error))?;
    text.split_once("\"node_modules/binaryen\"")
        .and_then(|(_, entry)| quoted_after(entry, "\"version\":"))
        .ok_or_else(|| Failure::new("tools/npm/package-lock.json has no binaryen", "run npm install in tools/npm"))
}

/// The version that a `package.json` names, if the file is there.
pub(crate) fn version(path: &Path) -> Option<String> {
    quoted_after(&fs::read_to_string(path).ok()?, "\"version\":")
}

fn quoted_after(text: &str, key: &str) -> Option<String> {
    let (_, rest) = text.split_once(key)?;
    rest.split('"').nth(1).map(str::to_owned)
}
