//! `cargo xtask build`: the page in `dist`, and what must hold for it.

use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use crate::paths;
use crate::run::{Failure, Outcome, command, run};
use crate::{offline, setup, single, styles, wasm, weight, worker};

/// Sets up, builds and checks.
pub(crate) fn build() -> Outcome {
    setup::build_tools()?;
    page().map(drop)
}

/// What Trunk calls when a build is done, before it is put into `dist`.
pub(crate) fn finish() -> Outcome {
    let folder = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).ok_or_else(|| {
        Failure::new("there is no build under way", "run `cargo xtask build`, which calls this by itself")
    })?;
    styles::join(&folder)?;
    worker::write(&folder)?;
    single::write(&folder)?;
    offline::write(&folder)
}

/// Builds and checks with the tools that are there; returns a line on the size.
pub(crate) fn page() -> Outcome<String> {
    run(trunk().args(["build", "--release"]), "read the compiler's or Trunk's message above")?;
    let files = files()?;
    for file in files.iter().filter(|file| file.extension().is_some_and(|end| end == "wasm")) {
        let bytes = fs::read(file).map_err(|error| Failure::file(file, &error))?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        wasm::check(&name, &bytes)?;
        println!("{name}: runs from Chromium 86 on, by its features and every instruction");
    }
    println!("{}", single::check()?);
    weight::check(&files)
}

/// Trunk, kept from what would change the build behind our back.
pub(crate) fn trunk() -> Command {
    let mut trunk = command("trunk");
    trunk
        // Either one would replace the flags that keep old browsers working.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env("TRUNK_SKIP_VERSION_CHECK", "true");
    trunk
}

/// Every file in `dist`, in order of path.
fn files() -> Outcome<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![paths::dist()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).map_err(|error| Failure::file(&folder, &error))?;
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            if path.is_dir() { &mut folders } else { &mut files }.push(path);
        }
    }
    files.sort();
    Ok(files)
}
