//! What every document is wrapped in:
//! `{ "format": "yardstick.<kind>", "version", "id", "body", "integrity"?, "signature"? }`.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::Value;
use strict_json::Read;

use super::bundle::is_bundle;
use super::error::ReadError;
use super::migrate::{VERSION, migrate};
use super::strict::{parse, parse_text};
use crate::domain::json::{Problem, ProblemKind, Rest, Shape, canonical, object};
use crate::domain::{Extra, occurrences, sha256};

/// The documents there are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A standard.
    Template,
    /// One unit's answers.
    Submission,
    /// Many submissions as one.
    Rollup,
    /// Many documents in one file.
    Bundle,
    /// The key of a unit.
    Key,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 5] = [Kind::Template, Kind::Submission, Kind::Rollup, Kind::Bundle, Kind::Key];

    /// The value of `format`.
    pub const fn format(self) -> &'static str {
        match self {
            Kind::Template => "yardstick.template",
            Kind::Submission => "yardstick.submission",
            Kind::Rollup => "yardstick.rollup",
            Kind::Bundle => "yardstick.bundle",
            Kind::Key => "yardstick.key",
        }
    }
}

/// How a digest is stated.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) struct Integrity {
    /// Always `jcs-sha256`: SHA-256 over the canonical JSON of the document without its members
    /// `integrity` and `signature`.
    #[schemars(extend("const" = ALG))]
    alg: String,
    /// 64 hexadecimal digits.
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    digest: String,
}

const ALG: &str = "jcs-sha256";
/// The longest id of a document.
pub(super) const MAX_ID: usize = 64;

/// A document that was opened: its body is of the current version, its contents unaltered.
pub(super) struct Opened {
    pub(super) id: String,
    pub(super) body: Value,
    /// The digest of its contents; empty where none was stated.
    pub(super) digest: String,
    pub(super) signature: Option<Value>,
    /// Members that this program does not know; a template has none.
    pub(super) extra: Rest,
}

/// What kind of document a file is.
///
/// # Errors
/// When it is not strict JSON, or none of ours.
pub fn kind_of(bytes: &[u8]) -> Result<Kind, ReadError> {
    if is_bundle(bytes) { Ok(Kind::Bundle) } else { kind(&parse(bytes)?) }
}

fn kind(document: &Value) -> Result<Kind, ReadError> {
    let format = document.get("format").and_then(Value::as_str).ok_or(ReadError::NotOurs)?;
    Kind::ALL.into_iter().find(|kind| kind.format() == format).ok_or(ReadError::NotOurs)
}

/// Opens a document of one kind and brings its body to the current version.
pub(super) fn open(bytes: &[u8], wanted: Kind) -> Result<Opened, ReadError> {
    let Sealed { version, id, digest, signature, document } = unaltered(bytes, wanted)?;
    let Value::Object(mut members) = document else { return Err(ReadError::NotOurs) };
    let body = members.remove("body").ok_or(ReadError::NotOurs)?;
    // One by one: what collects into a map brings a sort of its own, four kilobytes of what a visitor downloads.
    let mut extra = Rest::new();
    for (name, value) in members {
        if !["format", "version", "id"].contains(&name.as_str()) {
            extra.insert(name, value);
        }
    }
    // Whoever writes a template by hand wants to know of a slip; files of units are kept as they came.
    if let (Kind::Template, Some(name)) = (wanted, extra.keys().next()) {
        return Err(malformed(wanted.format(), ProblemKind::Unknown { name: name.clone() }));
    }
    Ok(Opened { id, body: migrate(wanted, version, body), digest, signature, extra })
}

fn malformed(at: &str, kind: ProblemKind) -> ReadError {
    ReadError::Malformed { problem: Problem { at: at.to_owned(), kind } }
}

/// A document as it was sealed, without its integrity and signature.
pub(super) struct Sealed {
    pub(super) version: u64,
    pub(super) id: String,
    /// The digest of its contents; empty where none was stated.
    pub(super) digest: String,
    pub(super) signature: Option<Value>,
    pub(super) document: Value,
}

/// Reads a document of one kind and compares its digest; its body may be of any shape.
///
/// The digest of a template may be missing, since authors write by hand; one that is there must
/// match in any document.
pub(super) fn unaltered(bytes: &[u8], wanted: Kind) -> Result<Sealed, ReadError> {
    // Bundles may be larger than anything that is read as one value.
    if wanted != Kind::Bundle && is_bundle(bytes) {
        return Err(ReadError::OtherKind { found: Kind::Bundle, wanted });
    }
    let Read { value: mut document, canonical: written } = parse_text(bytes)?;
    let found = kind(&document)?;
    if found != wanted {
        return Err(ReadError::OtherKind { found, wanted });
    }
    let version = document.get("version").and_then(Value::as_u64).ok_or(ReadError::NotOurs)?;
    if version > VERSION {
        return Err(ReadError::Newer { found: version, supported: VERSION });
    }
    let id = document.get("id").and_then(Value::as_str).ok_or(ReadError::NotOurs)?.to_owned();
    // The linter tells what is wrong with the id of a template.
    if wanted != Kind::Template && !(1..=MAX_ID).contains(&id.chars().count()) {
        return Err(malformed("id", ProblemKind::Other { wanted: Shape::Text }));
    }
    let members = document.as_object_mut().ok_or(ReadError::NotOurs)?;
    let stated = members.remove("integrity");
    let signature = members.remove("signature");
    let digest = match stated {
        None if wanted == Kind::Template => String::new(),
        Some(stated) => {
            let held = |digest: &String| stated == integrity(digest);
            let without = |text| without(without(text, "integrity", Some(&stated))?, "signature", signature.as_ref());
            let quick = written.map(Cow::Borrowed).and_then(without).map(|text| sha256(&text)).filter(held);
            quick.or_else(|| Some(digest(&document)).filter(held)).ok_or(ReadError::Altered)?
        }
        None => return Err(ReadError::Altered),
    };
    Ok(Sealed { version, id, digest, signature, document })
}

/// A canonical text without a member of the document. It may be one of the same contents inside: then the digest will
/// not fit.
fn without<'a>(text: Cow<'a, str>, name: &str, value: Option<&Value>) -> Option<Cow<'a, str>> {
    let Some(value) = value else { return Some(text) };
    let member = [",\"", name, "\":", &canonical(value)].concat();
    let at = occurrences(&text, &member).next_back()?;
    Some(Cow::Owned([&text[..at], &text[at + member.len()..]].concat()))
}

pub(super) fn integrity(digest: &str) -> Value {
    object(vec![("alg", ALG.into()), ("digest", digest.into())])
}

/// Wraps a body: the canonical text and its digest.
pub(super) fn seal(kind: Kind, id: &str, body: Value) -> (String, String) {
    seal_with(kind, id, body, &Extra::default())
}

/// The same around what this program does not know. A signature stays on what it signs.
pub(super) fn seal_with(kind: Kind, id: &str, body: Value, extra: &Extra) -> (String, String) {
    let head = vec![("format", kind.format().into()), ("version", VERSION.into()), ("id", id.into()), ("body", body)];
    let mut document = object(head);
    if let Some(members) = document.as_object_mut() {
        members.extend(extra.document.iter().map(|(name, value)| (name.clone(), value.clone())));
    }
    let digest = digest(&document);
    if let Some(members) = document.as_object_mut() {
        members.insert("integrity".to_owned(), integrity(&digest));
        if let Some((_, signature)) = extra.signature.as_ref().filter(|(signed, _)| *signed == digest) {
            members.insert("signature".to_owned(), signature.clone());
        }
    }
    (canonical(&document), digest)
}

pub(super) fn digest(document: &Value) -> String {
    sha256(&canonical(document))
}
