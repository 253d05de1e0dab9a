//! JSON Schemas of the documents, made from the types (feature `schema`).

use schemars::{SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

use super::bundle::Place;
use super::envelope::{Integrity, Kind, MAX_ID};
use super::signature::Signed;
use super::{VERSION, key, rollup, submission};
use crate::domain::{ALTERED_FROM, Authored};

/// The JSON Schema (2020-12) of a kind of document.
pub fn schema(kind: Kind) -> Value {
    let mut schema = unbounded(kind);
    bound(&mut schema);
    schema
}

/// A `format` is a remark to most validators; the largest count is said in a way that they hold.
fn bound(value: &mut Value) {
    match value {
        Value::Object(members) => {
            if members.get("format") == Some(&json!("uint32")) {
                members.insert("maximum".to_owned(), u32::MAX.into());
            }
            members.values_mut().for_each(bound);
        }
        Value::Array(list) => list.iter_mut().for_each(bound),
        _ => {}
    }
}

fn unbounded(kind: Kind) -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = document(kind, &mut generator);
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["$defs"] = Value::Object(generator.take_definitions(true));
    schema
}

fn body(kind: Kind, generator: &mut SchemaGenerator) -> Value {
    let body = match kind {
        Kind::Template => generator.subschema_for::<Authored>(),
        Kind::Submission => generator.subschema_for::<submission::Body>(),
        Kind::Rollup => generator.subschema_for::<rollup::Body>(),
        Kind::Key => generator.subschema_for::<key::Body>(),
        Kind::Bundle => return bundle(generator),
    };
    body.to_value()
}

/// A list for each place, of documents as they stand in files of their own.
fn bundle(generator: &mut SchemaGenerator) -> Value {
    let list = |place: Place| {
        let mut items = document(place.kind(), generator);
        // Everything in a bundle is sealed, and older documents stay as they were.
        items["required"] = json!(["format", "version", "id", "body", "integrity"]);
        items["properties"]["version"] = json!({ "type": "integer", "minimum": 1, "maximum": VERSION });
        (place.name().to_owned(), json!({ "type": "array", "items": items }))
    };
    let lists: Map<String, Value> = Place::ALL.into_iter().map(list).collect();
    json!({ "type": "object", "properties": lists, "additionalProperties": false })
}

fn document(kind: Kind, generator: &mut SchemaGenerator) -> Value {
    let body = body(kind, generator);
    let integrity = generator.subschema_for::<Integrity>();
    let signature = generator.subschema_for::<Signed>();
    let mut required = vec!["format", "version", "id", "body"];
    if kind != Kind::Template {
        required.push("integrity");
    }
    let mut document = json!({
        "title": kind.format(),
        "type": "object",
        "properties": {
            "format": { "const": kind.format() },
            "version": { "const": VERSION },
            "id": { "type": "string", "minLength": 1, "maxLength": MAX_ID },
            "body": body,
            "integrity": integrity,
            "signature": { "anyOf": [signature, true] },
        },
        "required": required,
        "additionalProperties": kind == Kind::Submission,
    });
    if kind == Kind::Submission {
        document["properties"][ALTERED_FROM] = json!({
            "description": "The file was changed after its export and let in by name: the digest that it stated then, or nothing.",
            "type": "string",
        });
    }
    document
}
