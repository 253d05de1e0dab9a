//! What every document is wrapped in:
//! `{ "format": "yardstick.<kind>", "version", "id", "body", "integrity"?, "signature"? }`.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::canonical::canonical;
use super::digest::sha256;
use super::error::ReadError;
use super::migrate::{VERSION, migrate};
use super::strict::{parse, plain};

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
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Integrity {
    /// Always `jcs-sha256`: SHA-256 over the canonical JSON of the document without its members
    /// `integrity` and `signature`.
    pub(super) alg: String,
    /// 64 hexadecimal digits.
    pub(super) digest: String,
}

const ALG: &str = "jcs-sha256";

/// A document that was opened: its body is of the current version.
pub(super) struct Opened {
    pub(super) id: String,
    pub(super) body: Value,
    pub(super) integrity: Option<Integrity>,
    /// The digest that the contents really have.
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

/// Opens a document of one kind and brings it to the current version.
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
    let members = document.as_object_mut().ok_or(ReadError::NotOurs)?;
    let integrity = members.remove("integrity").map(typed::<Integrity>).transpose()?;
    members.remove("signature");
    let digest = digest(&document);
    let id = document.get("id").and_then(Value::as_str).ok_or(ReadError::NotOurs)?.to_owned();
    let body = document.get_mut("body").map(Value::take).ok_or(ReadError::NotOurs)?;
    Ok(Opened { id, body: migrate(wanted, version, body), integrity, digest })
}

impl Opened {
    /// Refuses contents that do not match the stated digest, or that state none.
    pub(super) fn unaltered(self) -> Result<Opened, ReadError> {
        match &self.integrity {
            Some(stated) if stated.alg == ALG && stated.digest == self.digest => Ok(self),
            _ => Err(ReadError::Altered),
        }
    }
}

/// Wraps a body: the canonical text and its digest.
pub(super) fn seal(kind: Kind, id: &str, body: Value) -> (String, String) {
    let mut document = json!({ "format": kind.format(), "version": VERSION, "id": id, "body": body });
    let digest = digest(&document);
    document["integrity"] = json!({ "alg": ALG, "digest": digest });
    (canonical(&document), digest)
}

fn digest(document: &Value) -> String {
    sha256(&canonical(document))
}

/// A typed part of a document. The value has been read strictly before, so the place is told in
/// the canonical text of the part.
pub(super) fn typed<T: for<'de> Deserialize<'de>>(value: Value) -> Result<T, ReadError> {
    T::deserialize(value).map_err(|error| ReadError::Malformed {
        line: error.line(),
        column: error.column(),
        problem: plain(&error),
    })
}
