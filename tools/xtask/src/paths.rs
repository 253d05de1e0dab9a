//! Where things are, all from the repository's root.

use std::env;
use std::path::{Path, PathBuf};

/// The repository's root.
pub(crate) fn root() -> &'static Path {
    // `tools/xtask` is two folders down.
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new("."))
}

/// A path below the root.
pub(crate) fn at(path: &str) -> PathBuf {
    root().join(path)
}

/// The folder of everything that is installed for this repository only.
pub(crate) fn tools() -> PathBuf {
    at(".tools")
}

/// A command in `.tools/bin`.
pub(crate) fn tool(name: &str) -> PathBuf {
    tools().join("bin").join(name)
}

/// Where the page is built to.
pub(crate) fn dist() -> PathBuf {
    at("dist")
}

/// Cargo's target folder.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| at("target"), |folder| root().join(folder))
}

/// The first command of that name on `PATH`.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(name)).find(|path| path.is_file())
}
