//! The JSON Schema of a standard as authors write it: where a number may stand, so may the name of a
//! parameter, and anything in a list may say for which kinds of unit it is.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::standard::Standard;
use super::template::Authored;

const PLACE: &str = "/$defs/Authored/$defs";

impl JsonSchema for Authored {
    fn schema_name() -> Cow<'static, str> {
        "Authored".into()
    }

    // It has definitions of its own: an amount in an answer is never a name.
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let mut settings = SchemaSettings::draft2020_12();
        settings.definitions_path = PLACE.into();
        let mut own = settings.into_generator();
        let standard = own.subschema_for::<Standard>();
        let mut definitions = own.take_definitions(true);
        let listed = listed(&definitions);
        for (name, definition) in &mut definitions {
            if listed.contains(name) {
                let shapes = match definition.get_mut("anyOf") {
                    Some(Value::Array(shapes)) => shapes.iter_mut().collect(),
                    _ => vec![&mut *definition],
                };
                for properties in shapes.into_iter().filter_map(|shape| shape.get_mut("properties")) {
                    properties["for"] = json!({
                        "type": "array",
                        "items": { "type": "string" },
                        "minItems": 1,
                        "description": "The kinds of unit it is for; for all when left out."
                    });
                }
            }
            match name.as_str() {
                "ParameterValue" => {}
                "Points" => *definition = or_name(definition.take()),
                _ => counts(definition),
            }
        }
        json_schema!({ "allOf": [standard], "$defs": definitions })
    }
}

/// The definitions that entries of lists have. A text is not worth a `for` of its own.
fn listed(definitions: &Map<String, Value>) -> Vec<String> {
    fn find(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(members) => {
                let reference = members.get("items").and_then(|items| items["$ref"].as_str());
                found.extend(reference.and_then(|path| path.rsplit('/').next()).map(str::to_owned));
                members.values().for_each(|value| find(value, found));
            }
            Value::Array(list) => list.iter().for_each(|value| find(value, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    definitions.values().for_each(|definition| find(definition, &mut found));
    found.retain(|name| !["Texts", "UnitType", "Parameter"].contains(&name.as_str()));
    found
}

fn or_name(number: Value) -> Value {
    let name = json!({
        "type": "string",
        "pattern": "^@[A-Za-z0-9_-]{1,64}$",
        "description": "The name of a parameter."
    });
    json!({ "anyOf": [number, name] })
}

fn counts(value: &mut Value) {
    match value {
        Value::Object(members) if members.get("format") == Some(&json!("uint32")) => *value = or_name(value.take()),
        Value::Object(members) => members.values_mut().for_each(counts),
        Value::Array(list) => list.iter_mut().for_each(counts),
        _ => {}
    }
}
