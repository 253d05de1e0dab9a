//! Our own `wasm-bindgen` command, in step with `Cargo.lock`.

use std::fs;
use std::path::Path;

use crate::paths;
use crate::report::announced;
use crate::run::{Failure, Outcome, ask, command, run};

const MANIFEST: &str = "tools/wasm-bindgen/Cargo.toml";
const SOURCE: &str = "tools/wasm-bindgen/src";

/// Builds `tools/wasm-bindgen` into `.tools/bin`, unless that version is there and its source is older.
pub(crate) fn install() -> Outcome {
    let locked = locked()?;
    let tool = paths::tool("wasm-bindgen");
    let there = ask(&tool.to_string_lossy(), &["--version"]);
    if there.is_some_and(|version| version == format!("wasm-bindgen {locked}")) && is_newer_than_its_source(&tool) {
        return Ok(());
    }
    let path = paths::at(MANIFEST);
    let manifest = fs::read_to_string(&path).map_err(|error| Failure::file(&path, &error))?;
    for wanted in [format!("version = \"{locked}\""), format!("\"={locked}\"")] {
        if !manifest.contains(&wanted) {
            return Err(Failure::new(
                format!("{MANIFEST} is not at wasm-bindgen {locked}, the version in Cargo.lock"),
                format!("set both versions in {MANIFEST} to {locked}"),
            ));
        }
    }
    announced(&format!("compiling wasm-bindgen {locked} into .tools (once, about a minute)"), || {
        let mut cargo = command("cargo");
        cargo.args(["build", "--quiet", "--package", "wasm-bindgen-shim", "--profile", "tool"]);
        run(&mut cargo, "read the compiler's message above")?;
        let built = paths::target().join("tool/wasm-bindgen");
        // Removed first: a running program may not be written over.
        let _ = fs::remove_file(&tool);
        fs::copy(&built, &tool).map(drop).map_err(|error| Failure::file(&tool, &error))
    })
}

fn is_newer_than_its_source(tool: &Path) -> bool {
    let changed = |path: &Path| fs::metadata(path).and_then(|about| about.modified()).ok();
    let built = changed(tool);
    let source = fs::read_dir(paths::at(SOURCE)).into_iter().flatten().flatten();
    source.map(|file| changed(&file.path())).all(|changed| changed <= built)
}

fn locked() -> Outcome<String> {
    let path = paths::at("Cargo.lock");
    let lock = fs::read_to_string(&path).map_err(|error| Failure::file(&path, &error))?;
    version_of(&lock, "wasm-bindgen")
        .ok_or_else(|| Failure::new("Cargo.lock names no wasm-bindgen", "restore Cargo.lock: git checkout Cargo.lock"))
}

fn version_of(lock: &str, package: &str) -> Option<String> {
    let (_, entry) = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    entry.split('"').next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::version_of;

    #[test]
    fn the_whole_name_counts() {
        let lock =
            "name = \"wasm-bindgen-shared\"\nversion = \"1\"\n\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_of(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_of(lock, "wasm"), None);
    }
}
