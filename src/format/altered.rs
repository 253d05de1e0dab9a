//! Files that were changed after they had been exported: nobody knows by whom. One can be let in by name, and says of
//! itself from then on that it was.

use serde_json::Value;

use super::envelope::{Kind, digest, integrity, unaltered};
use super::error::ReadError;
use super::strict::parse;
use crate::domain::ALTERED_FROM;
use crate::domain::json::canonical;

/// Seals a submission anew that does not fit its digest. The digest it stated stands in it from now on, as
/// `altered_from`; empty where it stated none.
///
/// # Errors
/// Any [`ReadError`] of a file that cannot be read for another reason; [`ReadError::NotOurs`] of one that does fit.
pub fn let_in(bytes: &[u8]) -> Result<String, ReadError> {
    match unaltered(bytes, Kind::Submission) {
        Err(ReadError::Altered) => {}
        Err(error) => return Err(error),
        Ok(_) => return Err(ReadError::NotOurs),
    }
    let mut document = parse(bytes)?;
    let stated = document.pointer("/integrity/digest").and_then(Value::as_str).unwrap_or_default().to_owned();
    let members = document.as_object_mut().ok_or(ReadError::NotOurs)?;
    members.retain(|name, _| !["integrity", "signature"].contains(&name.as_str()));
    members.insert(ALTERED_FROM.to_owned(), stated.into());
    let integrity = integrity(&digest(&document));
    document["integrity"] = integrity;
    Ok(canonical(&document))
}
