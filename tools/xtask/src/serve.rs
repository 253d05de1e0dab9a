//! `cargo xtask serve`: the release page on a local port, rebuilt when a source changes.

use std::net::{Ipv4Addr, TcpListener};
use std::time::{Duration, SystemTime};
use std::{fs, thread};

use crate::run::{Failure, Outcome, run};
use crate::{bundle, paths, setup, site};

const FIRST_PORT: u16 = 8080;

/// Builds and serves until interrupted.
pub(crate) fn serve(port: Option<u16>) -> Outcome {
    setup::build_tools()?;
    let port = match port {
        Some(port) if free(port) => port,
        Some(port) => {
            let what = format!("port {port} is taken");
            return Err(Failure::new(what, "leave --port out to get a free one"));
        }
        None => (FIRST_PORT..FIRST_PORT + 100)
            .find(|port| free(*port))
            .ok_or_else(|| Failure::new("no free port from 8080 on", "name one with --port"))?,
    };
    println!("building the page; its address follows");
    let begun = SystemTime::now();
    thread::spawn(move || open(port, begun));
    run(bundle::trunk().args(["watch", "--release"]), "read Trunk's message above")
}

fn free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

/// Serves once the build is done. Trunk's own server sends the same headers for every file.
fn open(port: u16, begun: SystemTime) {
    let built = || fs::metadata(paths::dist().join("index.html")).and_then(|about| about.modified());
    while !built().is_ok_and(|built| built > begun) {
        thread::sleep(Duration::from_millis(200));
    }
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(listener) => site::open(listener),
        Err(error) => return eprintln!("port {port}: {error}"),
    }
    println!(
        "\n  open http://127.0.0.1:{port}/   (Ctrl+C ends it; after a change take the new version that the page offers)\n"
    );
}
