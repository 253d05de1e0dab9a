//! What may be linked: licences, sources and doubles, by `deny.toml`.

use crate::run::{Outcome, ask, command, run};
use crate::setup::install;

const CARGO_DENY: &str = "0.20.2";

/// Looks at every crate of the lock file. Needs no network; advisories would.
pub(crate) fn check() -> Outcome<String> {
    if ask("cargo-deny", &["--version"]).is_none_or(|version| version != format!("cargo-deny {CARGO_DENY}")) {
        // Without what fetches advisories.
        install("cargo-deny", CARGO_DENY, &["--no-default-features"])?;
    }
    let mut deny = command("cargo");
    deny.args(["deny", "--workspace", "--all-features", "check", "bans", "licenses", "sources"]);
    run(&mut deny, "leave the crate out, or say in deny.toml why it may come in")?;
    Ok(String::new())
}
