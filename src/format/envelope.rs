//! What every document is wrapped in:
//! `{ "format": "yardstick.<kind>", "version", "id", "body", "integrity"?, "signature"? }`.

use serde::Serialize;
use serde_json::{Map, Value};

use super::error::ReadError;
use super::migrate::{VERSION, migrate};
use super::strict::parse;
use crate::domain::json::canonical;
use crate::domain::sha256;

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
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 3] = [Kind::Template, Kind::Submission, Kind::Rollup];

    /// The value of `format`.
    pub const fn format(self) -> &'static str {
        match self {
            Kind::Template => "yardstick.template",
            Kind::Submission => "yardstick.submission",
            Kind::Rollup => "yardstick.rollup",
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
    alg: String,
    /// 64 hexadecimal digits.
    digest: String,
}

const ALG: &str = "jcs-sha256";

/// A document that was opened: its body is of the current version, its contents unaltered.
pub(super) struct Opened {
    pub(super) id: String,
    pub(super) body: Value,
    /// The digest of its contents; empty where none was stated.
    pub(super) digest: String,
}

/// What kind of document a file is.
///
/// # Errors
/// When it is not strict JSON, or none of ours.
pub fn kind_of(bytes: &[u8]) -> Result<Kind, ReadError> {
    kind(&parse(bytes)?)
}

fn kind(document: &Value) -> Result<Kind, ReadError> {
    let format = document.get("format").and_then(Value::as_str).ok_or(ReadError::NotOurs)?;
    Kind::ALL.into_iter().find(|kind| kind.format() == format).ok_or(ReadError::NotOurs)
}

/// Opens a document of one kind and brings its body to the current version.
///
/// The digest of a template may be missing, since authors write by hand; one that is there must
/// match in any document.
pub(super) fn open(bytes: &[u8], wanted: Kind) -> Result<Opened, ReadError> {
    let mut document = parse(bytes)?;
    let found = kind(&document)?;
    if found != wanted {
        return Err(ReadError::OtherKind { found, wanted });
    }
    let version = document.get("version").and_then(Value::as_u64).ok_or(ReadError::NotOurs)?;
    if version > VERSION {
        return Err(ReadError::Newer { found: version, supported: VERSION });
    }
    let id = document.get("id").and_then(Value::as_str).ok_or(ReadError::NotOurs)?.to_owned();
    let members = document.as_object_mut().ok_or(ReadError::NotOurs)?;
    let stated = members.remove("integrity");
    members.remove("signature");
    let digest = match stated {
        None if wanted == Kind::Template => String::new(),
        Some(stated) => {
            let digest = digest(&document);
            if stated != integrity(&digest) {
                return Err(ReadError::Altered);
            }
            digest
        }
        None => return Err(ReadError::Altered),
    };
    let body = document.get_mut("body").map(Value::take).ok_or(ReadError::NotOurs)?;
    Ok(Opened { id, body: migrate(wanted, version, body), digest })
}

fn integrity(digest: &str) -> Value {
    object([("alg", ALG.into()), ("digest", digest.into())])
}

fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    let mut object = Map::new();
    for (name, value) in members {
        object.insert(name.to_owned(), value);
    }
    Value::Object(object)
}

/// Wraps a body: the canonical text and its digest.
pub(super) fn seal(kind: Kind, id: &str, body: Value) -> (String, String) {
    let head = [("format", kind.format().into()), ("version", VERSION.into()), ("id", id.into()), ("body", body)];
    let mut document = object(head);
    let digest = digest(&document);
    if let Some(members) = document.as_object_mut() {
        members.insert("integrity".to_owned(), integrity(&digest));
    }
    (canonical(&document), digest)
}

fn digest(document: &Value) -> String {
    sha256(&canonical(document))
}
