//! Submissions by the hundred: a standard that they share is read and checked once, and what has been read elsewhere is
//! not read again.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::carried::{take, written};
use super::check_code::check_code;
use super::envelope::{Kind, Opened, open};
use super::error::ReadError;
use super::signature::signer;
use super::strict::parse;
use super::submission::assemble;
use super::template::linted;
use crate::domain::Template;
use crate::domain::intake::Received;
use crate::domain::json::canonical;

/// So many are remembered, those that were read last.
const MOST: usize = 16;

/// Standards that have been read, each with its fingerprint.
#[derive(Clone, Debug, Default)]
pub struct Standards {
    known: Vec<(String, Arc<Template>)>,
}

/// A sound submission without its standard. Whoever has that need not look at the file again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Brief {
    /// The digest of its contents.
    pub digest: String,
    /// The fingerprint of its standard.
    pub standard: String,
    /// All else that is in it, as JSON.
    pub text: String,
    /// The key that it is signed with, if it is.
    pub signer: Option<String>,
}

impl Standards {
    /// Reads a submission that others are to be compared with.
    ///
    /// # Errors
    /// Any [`ReadError`].
    pub fn read(&mut self, bytes: &[u8]) -> Result<Received, ReadError> {
        let mut opened = open(bytes, Kind::Submission)?;
        let signer = signer_of(&opened, bytes)?;
        let (digest, written) = (opened.digest.clone(), written(&mut opened.body));
        let mut standard = String::new();
        let submission = assemble(opened, || {
            let (fingerprint, template) = self.take(written)?;
            standard = fingerprint;
            Ok(template)
        })?;
        Ok(Received { submission, standard, check_code: check_code(&digest), digest, signer })
    }

    /// Reads a submission for somebody else; nothing of one that is not sound.
    pub fn brief(&mut self, bytes: &[u8]) -> Option<Brief> {
        let mut opened = open(bytes, Kind::Submission).ok()?;
        let signer = signer_of(&opened, bytes).ok()?;
        let (standard, template) = self.take(written(&mut opened.body)).ok()?;
        let (digest, text) = (opened.digest.clone(), spare(&opened));
        assemble(opened, || Ok(template)).ok()?;
        Some(Brief { digest, standard, text, signer })
    }

    /// What somebody else has read; nothing where its standard has not been read here.
    pub fn follow(&self, brief: Brief) -> Option<Received> {
        let Brief { digest, standard, text, signer } = brief;
        let (_, template) = self.known.iter().find(|(known, _)| *known == standard)?;
        let Ok(Value::Object(mut members)) = parse(text.as_bytes()) else { return None };
        let opened = Opened {
            id: members.remove("id")?.as_str()?.to_owned(),
            body: members.remove("body")?,
            signature: members.remove("signature"),
            extra: members.into_iter().collect(),
            digest: digest.clone(),
        };
        let submission = assemble(opened, || Ok(template.clone())).ok()?;
        Some(Received { submission, standard, check_code: check_code(&digest), digest, signer })
    }

    fn take(&mut self, written: Value) -> Result<(String, Arc<Template>), ReadError> {
        if let Some(known) = self.known.iter().find(|(_, template)| *template.value() == written) {
            return Ok(known.clone());
        }
        let template = take(linted, written)?;
        let read = (template.fingerprint(), template);
        self.known.truncate(MOST - 1);
        self.known.insert(0, read.clone());
        Ok(read)
    }
}

/// Most files have no signature: they are not read a second time.
fn signer_of(opened: &Opened, bytes: &[u8]) -> Result<Option<String>, ReadError> {
    opened.signature.as_ref().map_or(Ok(None), |_| signer(bytes, Kind::Submission))
}

/// All of it but the standard, which was taken out.
fn spare(opened: &Opened) -> String {
    let mut members: Map<String, Value> = opened.extra.clone().into_iter().collect();
    members.extend([("id".to_owned(), opened.id.clone().into()), ("body".to_owned(), opened.body.clone())]);
    members.extend(opened.signature.clone().map(|signature| ("signature".to_owned(), signature)));
    canonical(&Value::Object(members))
}
