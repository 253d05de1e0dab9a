//! What may be linked: licences, sources and doubles, by `deny.toml`.

use crate::paths;
use crate::report::announced;
use crate::run::{Outcome, ask, command, run};
use crate::setup::ONLINE;

const CARGO_DENY: &str = "0.20.2";

/// Looks at every crate of the lock file. Needs no network; advisories would.
pub(crate) fn check() -> Outcome<String> {
    if ask("cargo-deny", &["--version"]).is_none_or(|version| version != format!("cargo-deny {CARGO_DENY}")) {
        announced(&format!("compiling cargo-deny {CARGO_DENY} into .tools (once, 1 to 3 minutes)"), || {
            // Without what fetches advisories, and unoptimised: a third of the time.
            let mut cargo = command("cargo");
            cargo
                .args(["install", "cargo-deny", "--version", CARGO_DENY, "--locked", "--debug"])
                .args(["--no-default-features", "--force", "--root"])
                .arg(paths::tools())
                .env("CARGO_PROFILE_DEV_DEBUG", "false")
                .env("CARGO_PROFILE_DEV_INCREMENTAL", "false");
            run(&mut cargo, ONLINE)
        })?;
    }
    let mut deny = command("cargo");
    deny.args(["deny", "--workspace", "--all-features", "check", "bans", "licenses", "sources"]);
    run(&mut deny, "leave the crate out, or say in deny.toml why it may come in")?;
    Ok(String::new())
}
