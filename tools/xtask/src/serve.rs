//! `cargo xtask serve`: the release page on a local port, rebuilt when a source changes.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use crate::bundle;
use crate::run::{Failure, Outcome, run};
use crate::setup;

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
    thread::spawn(move || announce(port));
    let mut trunk = bundle::trunk();
    trunk.args(["serve", "--release", "--no-autoreload", "true"]).args([
        "--address",
        "127.0.0.1",
        "--port",
        &port.to_string(),
    ]);
    run(&mut trunk, "read Trunk's message above")
}

fn free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

/// Trunk opens the port when the first build is done; its own line drowns in the log.
fn announce(port: u16) {
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        thread::sleep(Duration::from_millis(200));
    }
    println!("\n  open http://127.0.0.1:{port}/   (Ctrl+C ends it)\n");
}
