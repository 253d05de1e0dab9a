//! `cargo xtask mutants`: breaks the pure floors in one place at a time; a test must notice.

use crate::paths;
use crate::run::{Outcome, ask, command, run};
use crate::setup::install;

const MUTANTS: &str = "27.1.0";

/// Every file of the pure floors: about 2 000 mutants, a quarter of a minute each on one core.
pub(crate) const ALL: [&str; 2] = ["src/domain/**/*.rs", "src/format/**/*.rs"];

/// Breaks these files, in a copy of the project.
pub(crate) fn mutants(files: &[&str]) -> Outcome {
    if ask("cargo", &["mutants", "--version"]).is_none_or(|version| version != format!("cargo-mutants {MUTANTS}")) {
        install("cargo-mutants", MUTANTS, &[])?;
    }
    let mut cargo = command("cargo");
    cargo.args(["mutants", "--timeout", "90", "--output"]).arg(paths::target());
    // Its own folder: the crates it depends on are compiled once, whatever is broken.
    cargo.env("CARGO_TARGET_DIR", paths::target().join("mutants")).env("CARGO_PROFILE_DEV_DEBUG", "0");
    for file in files {
        cargo.args(["--file", file]);
    }
    run(
        &mut cargo,
        "write the test that notices what is listed as missed, or add it to docs/mutants.md with the reason",
    )
}
