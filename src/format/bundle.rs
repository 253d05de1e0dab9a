//! Bundles: everything of a machine in one file.
//!
//! Each document in it is sealed as it would be in a file of its own and stands on a line of its own.
//! So a bundle is read line by line, and damage costs only the lines that it touches.

use std::borrow::Cow;

use litemap::LiteMap;
use serde_json::Value;

use super::check_code::check_code;
use super::envelope::{Kind, Sealed, integrity, seal, unaltered};
use super::error::ReadError;
use super::migrate::VERSION;
use super::strict::parse;
use super::submission::Written;
use crate::domain::json::canonical;
use crate::domain::sha256;

/// The largest bundle that is read.
pub const MAX_BUNDLE_BYTES: usize = 32 * 1024 * 1024;

/// How a bundle begins as it is written here.
const BEGINNING: &str = "{\"format\":\"yardstick.bundle\"";

/// What a document is to the machine. In the order in which they stand in the file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Place {
    /// A submission that somebody handed up to be rolled up here.
    Received,
    /// A sheet of this machine, finished or not.
    Records,
    /// A roll-up.
    Rollups,
    /// A standard.
    Templates,
}

impl Place {
    /// Every place, in the order of their names.
    pub const ALL: [Place; 4] = [Place::Received, Place::Records, Place::Rollups, Place::Templates];

    /// The name of its list in the body.
    pub const fn name(self) -> &'static str {
        match self {
            Place::Received => "received",
            Place::Records => "records",
            Place::Rollups => "rollups",
            Place::Templates => "templates",
        }
    }

    /// The kind of document that belongs there.
    pub const fn kind(self) -> Kind {
        match self {
            Place::Received | Place::Records => Kind::Submission,
            Place::Rollups => Kind::Rollup,
            Place::Templates => Kind::Template,
        }
    }
}

/// Documents to write as one file. The same documents in any order give the same bytes.
#[derive(Default)]
pub struct Bundle {
    /// The canonical text, by place and digest.
    documents: LiteMap<(Place, String), String>,
}

impl Bundle {
    /// Puts a document in. A template that was written by hand is sealed.
    ///
    /// # Errors
    /// Any [`ReadError`]: nothing that is damaged already gets into a bundle.
    pub fn add(&mut self, place: Place, file: &[u8]) -> Result<(), ReadError> {
        let Sealed { id, digest, signature, mut document, .. } = unaltered(file, place.kind())?;
        let (text, digest) = if digest.is_empty() {
            let body = document.get_mut("body").map(Value::take).ok_or(ReadError::NotOurs)?;
            seal(place.kind(), &id, body)
        } else {
            document["integrity"] = integrity(&digest);
            if let Some(signature) = signature {
                document["signature"] = signature;
            }
            (canonical(&document), digest)
        };
        self.documents.insert((place, digest), text);
        Ok(())
    }

    /// How many documents are in it.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// Writes it. Its id is drawn from the documents.
    pub fn write(&self) -> Written {
        let mut digests = String::new();
        for (_, digest) in self.documents.keys() {
            digests.push_str(digest);
        }
        let id = &sha256(&digests)[..16];
        let lists = |between| {
            let documents = self.documents.iter().map(|((place, _), text)| (*place, text.as_bytes()));
            body(documents, between).unwrap_or_default()
        };
        let version = VERSION.to_string();
        let digest = sha256(&unsealed(id, VERSION, &lists("")));
        let sealed = canonical(&integrity(&digest));
        let frame = [BEGINNING, ",\"version\":", &version, ",\"id\":\"", id, "\",\"body\":", &lists("\n")];
        let text = [&frame.concat(), ",\"integrity\":", &sealed, "}"].concat();
        Written { text, check_code: check_code(&digest), digest }
    }
}

/// The lists, with `between` around every document; none where one is no text.
fn body<'a>(documents: impl Iterator<Item = (Place, &'a [u8])> + Clone, between: &str) -> Option<String> {
    let mut out = String::new();
    for place in Place::ALL {
        out.push_str(if out.is_empty() { "{\"" } else { ",\"" });
        out.push_str(place.name());
        out.push_str("\":[");
        let mut comma = "";
        for (_, text) in documents.clone().filter(|(other, _)| *other == place) {
            out.push_str(comma);
            out.push_str(between);
            out.push_str(std::str::from_utf8(text).ok()?);
            comma = ",";
        }
        out.push_str(between);
        out.push(']');
    }
    out.push('}');
    Some(out)
}

/// The canonical text of a bundle without its integrity.
fn unsealed(id: &str, version: u64, body: &str) -> String {
    let (id, version) = (canonical(&id.into()), version.to_string());
    ["{\"body\":", body, ",\"format\":\"yardstick.bundle\",\"id\":", &id, ",\"version\":", &version, "}"].concat()
}

/// One document of a bundle that was read. It is sealed and has to be read like any file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Member<'a> {
    /// What it is to the machine.
    pub place: Place,
    /// The file.
    pub file: Cow<'a, [u8]>,
}

/// A bundle that was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unpacked<'a> {
    /// Its documents, each by itself whole or not.
    pub members: Vec<Member<'a>>,
    /// What is wrong with the bundle as a whole: something was changed, or is missing.
    pub damage: Option<ReadError>,
}

/// Whether a file begins as bundles are written here.
pub fn is_bundle(bytes: &[u8]) -> bool {
    bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes).starts_with(BEGINNING.as_bytes())
}

/// Takes a bundle apart. What can be read of a damaged one is there, and the damage is told.
///
/// # Errors
/// When it is none, is too large, or was written by a newer version.
pub fn read_bundle(bytes: &[u8]) -> Result<Unpacked<'_>, ReadError> {
    if bytes.len() > MAX_BUNDLE_BYTES {
        return Err(ReadError::TooLarge { most: MAX_BUNDLE_BYTES });
    }
    if !is_bundle(bytes) {
        return read_value(bytes);
    }
    let lines = read_lines(bytes)?;
    if lines.damage.is_none() {
        return Ok(lines);
    }
    // Another program may have laid it out anew. What is no JSON any more is left to its lines.
    match read_value(bytes) {
        Err(_) if !lines.members.is_empty() => Ok(lines),
        value => value,
    }
}

/// Without the lines of the documents the frame is left: a bundle with empty lists.
fn read_lines(bytes: &[u8]) -> Result<Unpacked<'_>, ReadError> {
    let (mut frame, mut members, mut place) = (Vec::new(), Vec::new(), Place::Records);
    for line in bytes.split(|&byte| byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.starts_with(b"{") && !frame.is_empty() {
            members.push(Member { place, file: line.strip_suffix(b",").unwrap_or(line).into() });
            continue;
        }
        let begins = |place: &&Place| line.ends_with([place.name(), "\":["].concat().as_bytes());
        place = *Place::ALL.iter().find(begins).unwrap_or(&place);
        frame.extend_from_slice(line);
    }
    let damage = match parse(&frame) {
        Ok(mut frame) => {
            let version = frame.get("version").and_then(Value::as_u64).unwrap_or(0);
            if version > VERSION {
                return Err(ReadError::Newer { found: version, supported: VERSION });
            }
            let stated = frame.as_object_mut().and_then(|frame| {
                frame.remove("signature");
                frame.remove("integrity")
            });
            let id = frame.get("id").and_then(Value::as_str).unwrap_or_default();
            let with = |body: Option<String>| body.map(|body| unsealed(id, version, &body));
            let text = with(body(members.iter().map(|member| (member.place, &*member.file)), ""));
            let fits = with(body([].into_iter(), "")) == Some(canonical(&frame))
                && stated == text.map(|text| integrity(&sha256(&text)));
            (!fits).then_some(ReadError::Altered)
        }
        // The last line is where it was cut.
        Err(ReadError::CutOff { .. }) => Some(ReadError::CutOff { line: bytes.split(|&b| b == b'\n').count() }),
        Err(_) => Some(ReadError::Altered),
    };
    Ok(Unpacked { members, damage })
}

/// One that another program has laid out anew.
fn read_value(bytes: &[u8]) -> Result<Unpacked<'_>, ReadError> {
    let (document, damage) = match unaltered(bytes, Kind::Bundle) {
        Ok(sealed) => (sealed.document, None),
        Err(ReadError::Altered) => (parse(bytes)?, Some(ReadError::Altered)),
        Err(error) => return Err(error),
    };
    let mut members = Vec::new();
    for (name, list) in document.get("body").and_then(Value::as_object).ok_or(ReadError::NotOurs)? {
        let place = Place::ALL.into_iter().find(|place| place.name() == name).ok_or(ReadError::NotOurs)?;
        for document in list.as_array().ok_or(ReadError::NotOurs)? {
            members.push(Member { place, file: canonical(document).into_bytes().into() });
        }
    }
    Ok(Unpacked { members, damage })
}
