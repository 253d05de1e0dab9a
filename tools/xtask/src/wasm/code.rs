//! Every instruction of every function.

use super::Findings;
use super::reader::{Read, Reader};

/// Reads the code section.
pub(super) fn bodies(section: &mut Reader, findings: &mut Findings) -> Read<()> {
    let count = section.length()?;
    for index in 0..count {
        let place = format!("function body {index}");
        let mut body = section.part()?;
        for _ in 0..body.length()? {
            body.number()?;
            value_type(body.byte()?, findings, || place.clone());
        }
        while !body.is_empty() {
            // After an unknown instruction the rest of this body cannot be told apart.
            if !instruction(&mut body, findings, &place)? {
                break;
            }
        }
    }
    Ok(())
}

/// Reads a constant expression with its `end`.
pub(super) fn expression(reader: &mut Reader, findings: &mut Findings, place: &str) -> Read<()> {
    while reader.peek() != Some(0x0b) {
        if !instruction(reader, findings, place)? {
            return Err(format!("{place} has an unknown instruction"));
        }
    }
    reader.byte().map(drop)
}

/// Notes a type that is no plain number.
pub(super) fn value_type(kind: u8, findings: &mut Findings, place: impl Fn() -> String) {
    match kind {
        0x7c..=0x7f => {}
        0x7b => findings.add("simd128", place),
        0x6f | 0x70 => findings.add("reference-types", place),
        _ => findings.add("gc", place),
    }
}

/// Reads one instruction; false if what follows it cannot be read.
fn instruction(body: &mut Reader, findings: &mut Findings, place: &str) -> Read<bool> {
    let code = body.byte()?;
    let newer = |feature: &str, findings: &mut Findings| {
        findings.add(feature, || format!("{place}, instruction {code:#04x}"));
    };
    match code {
        0x00 | 0x01 | 0x05 | 0x0b | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 => {}
        0x02..=0x04 => match body.peek() {
            Some(0x40) => body.byte().map(drop)?,
            Some(kind @ 0x41..=0x7f) => {
                value_type(kind, findings, || format!("a block in {place}"));
                body.byte()?;
            }
            _ => {
                newer("multivalue", findings);
                body.skip_signed()?;
            }
        },
        0x0c | 0x0d | 0x10 | 0x20..=0x24 => body.number().map(drop)?,
        0x0e => {
            for _ in 0..=body.length()? {
                body.number()?;
            }
        }
        0x11 => {
            body.number()?;
            table_index(body, findings, place)?;
        }
        0x28..=0x3e => {
            if body.number()? >= 64 {
                newer("multimemory", findings);
                body.number()?;
            }
            body.number()?;
        }
        0x3f | 0x40 => body.byte().map(drop)?,
        0x41 | 0x42 => body.skip_signed()?,
        0x43 => body.take(4).map(drop)?,
        0x44 => body.take(8).map(drop)?,
        0xfc => return prefixed(body, findings, place),
        _ => {
            newer(family(code), findings);
            return Ok(false);
        }
    }
    Ok(true)
}

/// Chromium 86 expects one zero byte here; the linker may leave five.
fn table_index(body: &mut Reader, findings: &mut Findings, place: &str) -> Read<()> {
    let long = body.peek().is_some_and(|byte| byte & 0x80 != 0);
    let index = body.number()?;
    if index != 0 {
        findings.add("reference-types", || format!("call_indirect in {place}"));
    } else if long {
        findings.add("call-indirect-overlong", || place.to_owned());
    }
    Ok(())
}

/// Saturating conversions and bulk memory; later ones are above the floor.
fn prefixed(body: &mut Reader, findings: &mut Findings, place: &str) -> Read<bool> {
    let operands = match body.number()? {
        0..=7 => 0,
        9 | 11 | 13 => 1,
        8 | 10 | 12 | 14 => 2,
        code => {
            let feature = if code <= 17 { "reference-types" } else { "an unknown feature" };
            findings.add(feature, || format!("{place}, instruction 0xfc {code}"));
            return Ok(false);
        }
    };
    for _ in 0..operands {
        body.number()?;
    }
    Ok(true)
}

fn family(code: u8) -> &'static str {
    match code {
        0x06..=0x0a | 0x18 | 0x19 | 0x1f => "exception-handling",
        0x12 | 0x13 => "tail-call",
        0x1c | 0x25 | 0x26 | 0xd0..=0xd2 => "reference-types",
        0xfb => "gc",
        0xfd => "simd128",
        0xfe => "atomics",
        _ => "an unknown feature",
    }
}
