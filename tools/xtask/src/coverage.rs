//! `cargo xtask coverage`: which lines and regions of the pure floors the native tests reach.

use crate::run::{Outcome, ask, command, run};
use crate::setup::{ONLINE, install};

const LLVM_COV: &str = "0.9.1";

/// Prints a table for `domain`, `format` and the parser below them.
pub(crate) fn coverage() -> Outcome {
    if ask("cargo", &["llvm-cov", "--version"]).is_none_or(|version| version != format!("cargo-llvm-cov {LLVM_COV}")) {
        install("cargo-llvm-cov", LLVM_COV, &[])?;
    }
    let mut rustup = command("rustup");
    run(rustup.args(["component", "add", "llvm-tools"]), ONLINE)?;
    let mut cov = command("cargo");
    // Stable Rust counts lines and regions; a region is what lies between two branches.
    cov.args(["llvm-cov", "--all-features", "--summary-only", "--ignore-filename-regex"]);
    cov.arg(r"(^|/)(tests|json-derive|app|web|export|bin|registry|rustc)/");
    run(&mut cov, "read the failing test's message above")
}
