//! Who a file is from: Ed25519 (RFC 8032) over the pre-authentication encoding of DSSE. What is signed is what the digest
//! is of: the canonical JSON of the document without its `integrity` and `signature`.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde_json::Value;

use super::envelope::{Kind, Sealed, integrity, kind_of, unaltered};
use super::error::ReadError;
use super::hex::{hex, unhex};
use crate::domain::json::{canonical, object};

const ALG: &str = "ed25519-dsse";

/// How a signature is stated.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) struct Signed {
    /// `ed25519-dsse`: Ed25519 over `DSSEv1`, the length and name of the media type `application/vnd.yardstick.<kind>+json`,
    /// the length of the canonical JSON of the document without its members `integrity` and `signature`, and that JSON.
    /// Another one is kept and not checked.
    alg: String,
    /// The public key of the unit, 64 hexadecimal digits.
    key: String,
    /// The signature, 128 hexadecimal digits.
    value: String,
}

/// What is signed: kind and contents with their lengths, so that neither passes for the other.
fn encoded(kind: Kind, document: &Value) -> Vec<u8> {
    let media = ["application/vnd.", kind.format(), "+json"].concat();
    let contents = canonical(document);
    let lengths = [media.len().to_string(), contents.len().to_string()];
    ["DSSEv1 ", &lengths[0], " ", &media, " ", &lengths[1], " ", &contents].concat().into_bytes()
}

/// The public key that belongs to a secret one, as 64 hexadecimal digits.
pub(super) fn public_key(secret: &[u8; 32]) -> String {
    hex(SigningKey::from_bytes(secret).verifying_key().as_bytes())
}

/// Signs a document; a signature that stands in it is replaced.
///
/// # Errors
/// Any [`ReadError`] of a text that is no sound document.
pub(super) fn sign(text: &str, secret: &[u8; 32]) -> Result<String, ReadError> {
    let kind = kind_of(text.as_bytes())?;
    let Sealed { mut document, digest, .. } = unaltered(text.as_bytes(), kind)?;
    let value = SigningKey::from_bytes(secret).sign(&encoded(kind, &document));
    let stated =
        object(vec![("alg", ALG.into()), ("key", public_key(secret).into()), ("value", hex(&value.to_bytes()).into())]);
    document["integrity"] = integrity(&digest);
    document["signature"] = stated;
    Ok(canonical(&document))
}

/// The key that a document is signed with, as 64 hexadecimal digits; none where it has no signature, or one of a kind that
/// this program does not know.
///
/// # Errors
/// [`ReadError::BadSignature`] where the signature is not of these contents; any other of a text that is no sound document.
pub fn signer(bytes: &[u8], kind: Kind) -> Result<Option<String>, ReadError> {
    let Sealed { document, signature, .. } = unaltered(bytes, kind)?;
    let Some(stated) = signature.filter(|stated| stated.get("alg").and_then(Value::as_str) == Some(ALG)) else {
        return Ok(None);
    };
    let text = |name| stated.get(name).and_then(Value::as_str);
    let fits = || {
        let key = VerifyingKey::from_bytes(&unhex(text("key")?)?).ok()?;
        let value = Signature::from_bytes(&unhex(text("value")?)?);
        // Strict: a key of small order would fit any contents.
        key.verify_strict(&encoded(kind, &document), &value).ok()?;
        text("key").map(str::to_owned)
    };
    fits().map(Some).ok_or(ReadError::BadSignature)
}
