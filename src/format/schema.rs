//! JSON Schemas of the documents, made from the types (feature `schema`).

use schemars::{Schema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Value, json};

use super::envelope::{Integrity, Kind};
use super::{VERSION, rollup, submission};
use crate::domain::Authored;

/// The JSON Schema (2020-12) of a kind of document.
pub fn schema(kind: Kind) -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let body = match kind {
        Kind::Template => generator.subschema_for::<Authored>(),
        Kind::Submission => generator.subschema_for::<submission::Body>(),
        Kind::Rollup => generator.subschema_for::<rollup::Body>(),
    };
    envelope(kind, &body, generator)
}

fn envelope(kind: Kind, body: &Schema, mut generator: SchemaGenerator) -> Value {
    let integrity = generator.subschema_for::<Integrity>();
    let mut required = vec!["format", "version", "id", "body"];
    if kind != Kind::Template {
        required.push("integrity");
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.format(),
        "type": "object",
        "properties": {
            "format": { "const": kind.format() },
            "version": { "const": VERSION },
            "id": { "type": "string", "minLength": 1, "maxLength": 64 },
            "body": body,
            "integrity": integrity,
            "signature": {},
        },
        "required": required,
        "additionalProperties": false,
        "$defs": generator.take_definitions(true),
    })
}
