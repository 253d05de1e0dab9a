//! What `cargo xtask serve` answers: the files of `dist`, with the headers that a host should send.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::thread;

use crate::paths;

/// Answers until the program ends.
pub(crate) fn open(listener: TcpListener) {
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // Whoever asked has gone: nobody is left to tell.
            thread::spawn(move || drop(answer(&stream)));
        }
    });
}

fn answer(mut stream: &TcpStream) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    // Everything that was sent is read, or the browser sees a broken connection.
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let name = name(first.split(' ').nth(1).unwrap_or_default());
    let found = name.and_then(|name| Some((name, fs::read(paths::dist().join(name)).ok()?)));
    let (status, name, body) = match found {
        Some((name, body)) => ("200 OK", name, body),
        None => ("404 Not Found", "", b"not found".to_vec()),
    };
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n{}\r\n", body.len(), headers(name));
    stream.write_all(head.as_bytes())?;
    if first.starts_with("HEAD") { Ok(()) } else { stream.write_all(&body) }
}

/// The file that a request asks for; none outside of the folder.
fn name(target: &str) -> Option<&str> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let name = if path.is_empty() { "index.html" } else { path };
    let inside = name.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':']));
    inside.then_some(name)
}

/// Nothing is guessed about a file, no other page may frame ours, nobody is told where a visitor came from, and only
/// what has a hash for a name is kept without asking.
fn headers(name: &str) -> String {
    let end = Path::new(name).extension().and_then(|end| end.to_str()).unwrap_or_default();
    let media = match end {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => "text/plain; charset=utf-8",
    };
    let cache = if is_hashed(name) { "public, max-age=31536000, immutable" } else { "no-cache" };
    [
        ("Content-Type", media),
        ("Cache-Control", cache),
        ("Content-Security-Policy", "frame-ancestors 'none'"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Connection", "close"),
    ]
    .into_iter()
    .fold(String::new(), |all, (name, value)| all + name + ": " + value + "\r\n")
}

/// Trunk and `cargo xtask finish` put up to sixteen digits behind the name.
fn is_hashed(name: &str) -> bool {
    let hash = name.split_once('-').map_or("", |(_, rest)| rest.split(['.', '_']).next().unwrap_or_default());
    (12..=16).contains(&hash.len()) && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::{headers, name};

    #[test]
    fn every_answer_forbids_guessing_and_framing() {
        for file in ["index.html", "desk.js", "app-5edea951d3ec99e1_bg.wasm", ""] {
            let headers = headers(file);
            assert!(headers.contains("\r\nX-Content-Type-Options: nosniff\r\n"), "{headers}");
            assert!(headers.contains("\r\nContent-Security-Policy: frame-ancestors 'none'\r\n"), "{headers}");
        }
    }

    #[test]
    fn only_names_with_a_hash_are_kept() {
        for file in ["app-5edea951d3ec99e1_bg.wasm", "app-5edea951d3ec99e1.js", "style-9a807cadc8897dc8.css"] {
            assert!(headers(file).contains("immutable"), "{file}");
        }
        for file in ["index.html", "yardstick.html", "start.js", "desk_bg.wasm", "words/zh-Hant.json", "a-b.js"] {
            assert!(headers(file).contains("Cache-Control: no-cache\r\n"), "{file}");
        }
    }

    #[test]
    fn nothing_outside_of_the_folder_is_named() {
        assert_eq!(name("/?a=b"), Some("index.html"));
        assert_eq!(name("/words/en.json?x"), Some("words/en.json"));
        for bad in ["", "x", "/../Cargo.toml", "/a/../../b", "//etc/passwd", "/.git/config", "/c:\\x"] {
            assert_eq!(name(bad), None, "{bad}");
        }
    }
}
