//! Bytes → JSON, stricter than JSON: no repeated keys, no decimal numbers, no depth or size that no
//! real file has. What comes through means the same to every reader.

use std::cell::Cell;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Value};

use super::error::ReadError;

/// The largest file that is read.
pub const MAX_BYTES: usize = 5 * 1024 * 1024;
const MAX_DEPTH: u8 = 32;
const MAX_NODES: u32 = 400_000;
const MAX_TEXT: usize = 20_000;

/// The text of a file, without a byte order mark.
pub(super) fn text(bytes: &[u8]) -> Result<&str, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { most: MAX_BYTES });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| match error.error_len() {
        // The file ends inside a character.
        None => ReadError::CutOff { line: bytes.split(|&b| b == b'\n').count() },
        Some(_) => ReadError::NotText,
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Reads strict JSON.
///
/// # Errors
/// [`ReadError::TooLarge`], [`ReadError::NotText`], [`ReadError::CutOff`], [`ReadError::NotJson`].
pub fn parse(bytes: &[u8]) -> Result<Value, ReadError> {
    let text = text(bytes)?;
    let mut reader = serde_json::Deserializer::from_str(text);
    let nodes = Cell::new(0);
    let value = Strict { depth: 0, nodes: &nodes }.deserialize(&mut reader).map_err(|error| refuse(&error))?;
    reader.end().map_err(|error| refuse(&error))?;
    Ok(value)
}

fn refuse(error: &serde_json::Error) -> ReadError {
    let (line, column) = (error.line(), error.column());
    if error.is_eof() {
        return ReadError::CutOff { line };
    }
    ReadError::NotJson { line, column, problem: plain(error) }
}

/// The message without the place, which is told apart.
pub(super) fn plain(error: &serde_json::Error) -> String {
    let full = error.to_string();
    full.rsplit_once(" at line ").map_or(full.clone(), |(message, _)| message.to_owned())
}

struct Strict<'a> {
    depth: u8,
    nodes: &'a Cell<u32>,
}

impl<'a> Strict<'a> {
    fn deeper<E: de::Error>(&self) -> Result<Strict<'a>, E> {
        if self.depth >= MAX_DEPTH {
            return Err(E::custom(format_args!("nested more than {MAX_DEPTH} deep")));
        }
        Ok(Strict { depth: self.depth + 1, nodes: self.nodes })
    }

    fn count<E: de::Error>(&self) -> Result<(), E> {
        self.nodes.set(self.nodes.get() + 1);
        if self.nodes.get() > MAX_NODES {
            return Err(E::custom(format_args!("more than {MAX_NODES} values")));
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        self.count()?;
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON without decimal numbers and repeated keys")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Value, E> {
        Err(E::custom("a decimal or huge number; amounts are written in quotes, as \"2.5\""))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        if value.len() > MAX_TEXT && value.chars().count() > MAX_TEXT {
            return Err(E::custom(format_args!("a text of more than {MAX_TEXT} characters")));
        }
        Ok(Value::String(value.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element_seed(self.deeper()?)? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut values = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            match values.entry(key) {
                Entry::Vacant(place) => drop(place.insert(map.next_value_seed(self.deeper()?)?)),
                Entry::Occupied(known) => {
                    return Err(de::Error::custom(format_args!("the key {:?} stands twice", known.key())));
                }
            }
        }
        Ok(Value::Object(values))
    }
}
