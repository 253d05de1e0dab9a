//! Canonical JSON (RFC 8785) for documents of strings, integers and booleans: the same contents
//! give the same bytes everywhere, so a digest can be compared.

use serde_json::{Map, Value};

use crate::domain::ranked;

/// The canonical text of a value.
pub fn canonical(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(map) => write_object(map, out),
        Value::Array(list) => {
            out.push('[');
            for (n, value) in list.iter().enumerate() {
                if n > 0 {
                    out.push(',');
                }
                write(value, out);
            }
            out.push(']');
        }
        Value::String(text) => write_text(text, out),
        Value::Null => out.push_str("null"),
        Value::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
        Value::Number(number) => {
            // Strict reading lets no decimal number in, and none of our types writes one.
            let below = number.as_i64().filter(|n| *n < 0);
            out.push_str(if below.is_some() { "-" } else { "" });
            out.push_str(&below.map_or(number.as_u64(), |n| Some(n.unsigned_abs())).unwrap_or_default().to_string());
        }
    }
}

/// Keys stand in the order of their UTF-16 units, as the RFC wants. Ours are ASCII, and so in order.
fn write_object(map: &Map<String, Value>, out: &mut String) {
    let mut before = '{';
    let mut member = |key: &str, value: &Value| {
        out.push(std::mem::replace(&mut before, ','));
        write_text(key, out);
        out.push(':');
        write(value, out);
    };
    if map.keys().all(|key| key.is_ascii()) {
        map.iter().for_each(|(key, value)| member(key, value));
    } else {
        let members: Vec<(&String, &Value)> = map.iter().collect();
        let units = |n: usize| members[n].0.encode_utf16();
        for place in ranked(members.len(), &|one, other| units(one).cmp(units(other))) {
            let (key, value) = members[place];
            member(key, value);
        }
    }
    if before == '{' {
        out.push('{');
    }
    out.push('}');
}

/// Escapes what the RFC wants escaped; most texts need no escape.
fn write_text(text: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push('"');
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| byte < 0x20 || byte == b'"' || byte == b'\\') {
        let byte = rest.as_bytes()[at];
        out.push_str(&rest[..at]);
        out.push('\\');
        match byte {
            8 => out.push('b'),
            9 => out.push('t'),
            10 => out.push('n'),
            12 => out.push('f'),
            13 => out.push('r'),
            b'"' | b'\\' => out.push(char::from(byte)),
            _ => {
                out.push_str("u00");
                out.push(char::from(HEX[usize::from(byte >> 4)]));
                out.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
    out.push('"');
}
