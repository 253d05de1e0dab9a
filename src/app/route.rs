//! Where in the page one is: the part of the address behind `#`, so that any static host will do.
//!
//! A stable hook: other people's scripts open sheets by these addresses.

use crate::domain::SubmissionId;

/// A place in the page.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Route {
    /// `#/`
    #[default]
    Home,
    /// `#/fill?template=<built-in id, or same-origin address of a template file>`: a new record.
    New(String),
    /// `#/fill?record=<id>`
    Fill(SubmissionId),
    /// `#/print?record=<id>`
    Print(SubmissionId),
    /// `#/rollup`
    Rollup,
    /// `#/machine`: everything of this machine.
    Machine,
}

impl Route {
    /// The route of an address part such as `#/fill?record=x`; what is unknown leads home.
    pub fn parse(hash: &str) -> Route {
        let path = hash.trim_start_matches('#');
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let value = |key: &str| {
            let pair = query.split('&').find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='));
            pair.map(decode).filter(|value| !value.is_empty())
        };
        let record = || value("record").map(|id| SubmissionId::from(id.as_str()));
        match path.trim_matches('/') {
            "fill" => record().map(Route::Fill).or_else(|| value("template").map(Route::New)).unwrap_or_default(),
            "print" => record().map(Route::Print).unwrap_or_default(),
            "rollup" => Route::Rollup,
            "machine" => Route::Machine,
            _ => Route::Home,
        }
    }

    /// The address part that leads here.
    pub fn hash(&self) -> String {
        match self {
            Route::Home => "#/".to_owned(),
            Route::New(template) => format!("#/fill?template={}", encode(template)),
            Route::Fill(id) => format!("#/fill?record={}", encode(id.as_str())),
            Route::Print(id) => format!("#/print?record={}", encode(id.as_str())),
            Route::Rollup => "#/rollup".to_owned(),
            Route::Machine => "#/machine".to_owned(),
        }
    }
}

fn encode(text: &str) -> String {
    text.bytes().fold(String::new(), |out, byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'/' | b':' => {
            out + &char::from(byte).to_string()
        }
        _ => out + &format!("%{byte:02X}"),
    })
}

fn decode(text: &str) -> String {
    let mut bytes = text.bytes();
    let mut out = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let pair: Vec<u8> = bytes.by_ref().take(2).collect();
            let hex = std::str::from_utf8(&pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok());
            out.extend(hex);
        } else {
            out.push(byte);
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
