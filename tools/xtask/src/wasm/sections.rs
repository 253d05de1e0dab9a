//! The module around its code: feature list, types, tables, globals, elements.

use super::reader::{Read, Reader};
use super::{FLOOR, Findings, code};

/// Reads the whole module, noting what is above the floor.
pub(super) fn read(module: &[u8], findings: &mut Findings) -> Read<()> {
    let mut reader = Reader::new(module);
    if reader.take(8)? != b"\0asm\x01\0\0\0" {
        return Err("it does not begin as a module".to_owned());
    }
    let mut tables = 0;
    while !reader.is_empty() {
        let id = reader.byte()?;
        let mut section = reader.part()?;
        match id {
            0 => custom(&mut section, findings)?,
            1 => types(&mut section, findings)?,
            2 => tables += imports(&mut section, findings)?,
            4 => tables += each(&mut section, |entry| table(entry, findings))?,
            5 => drop(each(&mut section, |entry| memory(entry, findings))?),
            6 => drop(each(&mut section, |entry| {
                global(entry, findings)?;
                code::expression(entry, findings, "a global")
            })?),
            9 => elements(&mut section, findings)?,
            10 => code::bodies(&mut section, findings)?,
            // Function types, exports, the start function and data hold nothing of interest.
            3 | 7 | 8 | 11 | 12 => {}
            13 => findings.add("exception-handling", || "the tag section".to_owned()),
            _ => findings.add("an unknown section", || format!("section {id}")),
        }
    }
    if tables > 1 {
        findings.add("reference-types", || format!("{tables} tables"));
    }
    Ok(())
}

/// Calls `read` for each entry of a vector; returns how many there were.
fn each(section: &mut Reader, mut read: impl FnMut(&mut Reader) -> Read<()>) -> Read<usize> {
    let count = section.length()?;
    for _ in 0..count {
        read(section)?;
    }
    Ok(count)
}

fn custom(section: &mut Reader, findings: &mut Findings) -> Read<()> {
    if section.name()? != "target_features" {
        return Ok(());
    }
    each(section, |entry| {
        let sign = entry.byte()?;
        let feature = entry.name()?;
        if sign != b'-' && !FLOOR.contains(&feature.as_str()) {
            findings.add(&feature, || "the target_features section".to_owned());
        }
        Ok(())
    })
    .map(drop)
}

fn types(section: &mut Reader, findings: &mut Findings) -> Read<()> {
    let count = section.length()?;
    for index in 0..count {
        if section.byte()? != 0x60 {
            findings.add("gc", || format!("type {index}"));
            return Ok(());
        }
        for _ in 0..section.length()? {
            code::value_type(section.byte()?, findings, || format!("type {index}"));
        }
        let results = section.length()?;
        if results > 1 {
            findings.add("multivalue", || format!("type {index}"));
        }
        for _ in 0..results {
            code::value_type(section.byte()?, findings, || format!("type {index}"));
        }
    }
    Ok(())
}

fn imports(section: &mut Reader, findings: &mut Findings) -> Read<usize> {
    let mut tables = 0;
    each(section, |entry| {
        let (module, name) = (entry.name()?, entry.name()?);
        match entry.byte()? {
            0 => entry.number().map(drop),
            1 => {
                tables += 1;
                table(entry, findings)
            }
            2 => memory(entry, findings),
            3 => global(entry, findings),
            _ => Err(format!("import {module}.{name} is of an unknown kind")),
        }
    })?;
    Ok(tables)
}

fn table(entry: &mut Reader, findings: &mut Findings) -> Read<()> {
    match entry.byte()? {
        0x70 => {}
        0x6f => findings.add("reference-types", || "a table of externref".to_owned()),
        kind => return Err(format!("a table of the unknown type {kind:#x}")),
    }
    limits(entry, findings, "a table")
}

fn memory(entry: &mut Reader, findings: &mut Findings) -> Read<()> {
    limits(entry, findings, "a memory")
}

fn limits(entry: &mut Reader, findings: &mut Findings, what: &str) -> Read<()> {
    let flags = entry.byte()?;
    for (bit, feature) in [(2, "atomics"), (4, "memory64"), (8, "custom-page-sizes")] {
        if flags & bit != 0 {
            findings.add(feature, || what.to_owned());
        }
    }
    entry.number()?;
    if flags & 1 != 0 {
        entry.number()?;
    }
    if flags & 8 != 0 {
        entry.number()?;
    }
    Ok(())
}

fn global(entry: &mut Reader, findings: &mut Findings) -> Read<()> {
    code::value_type(entry.byte()?, findings, || "a global".to_owned());
    entry.byte().map(drop)
}

/// Only the plain form, functions into the one table, is older than reference types.
fn elements(section: &mut Reader, findings: &mut Findings) -> Read<()> {
    let count = section.length()?;
    for index in 0..count {
        let form = section.number()?;
        if form != 0 {
            findings.add("reference-types", || format!("element segment {index}, form {form}"));
            return Ok(());
        }
        code::expression(section, findings, "an element segment")?;
        each(section, |entry| entry.number().map(drop))?;
    }
    Ok(())
}
