//! Whether a built module runs in the oldest browser promised, Chromium 86.
//!
//! The module's own feature list may be absent or wrong, so its types, tables
//! and every instruction are read too. Anything that Chromium 86 does not know
//! is counted with the place where it was met first.

use std::collections::BTreeMap;

use crate::run::{Failure, Outcome};

mod code;
mod reader;
mod sections;

/// What Chromium 86 knows beyond the first WebAssembly, by LLVM's names.
const FLOOR: &[&str] = &["bulk-memory", "bulk-memory-opt", "mutable-globals", "nontrapping-fptoint", "sign-ext"];

/// The features above the floor, with how often and where first.
#[derive(Default)]
struct Findings(BTreeMap<String, (usize, String)>);

impl Findings {
    fn add(&mut self, feature: &str, place: impl FnOnce() -> String) {
        let entry = self.0.entry(feature.to_owned());
        entry.or_insert_with(|| (0, place())).0 += 1;
    }
}

/// Fails when the module needs a newer browser.
pub(crate) fn check(name: &str, module: &[u8]) -> Outcome {
    let mut findings = Findings::default();
    if let Err(why) = sections::read(module, &mut findings) {
        return Err(Failure::new(format!("{name} is no module this check can read: {why}"), ADVICE));
    }
    if findings.0.is_empty() {
        return Ok(());
    }
    let list: Vec<String> = findings
        .0
        .iter()
        .map(|(feature, (count, first))| format!("{feature} ({count} times; first in {first})"))
        .collect();
    let what = format!("{name} would not start in Chromium 86; it uses {}", list.join(", "));
    Err(Failure::new(what, ADVICE))
}

const ADVICE: &str = "see that the three rustflags in .cargo/config.toml are there, that no RUSTFLAGS \
    replace them, and that no newer tool is in .tools/bin";

#[cfg(test)]
mod tests {
    use super::check;

    const HEAD: &[u8] = b"\0asm\x01\0\0\0";

    /// One type, one function, and its body.
    fn with_body(body: &[u8]) -> Vec<u8> {
        let mut module = HEAD.to_vec();
        module.extend([1, 5, 1, 0x60, 0, 1, 0x7f]);
        module.extend([3, 2, 1, 0]);
        let size = u8::try_from(body.len()).expect("bodies here are short");
        module.extend([10, size + 2, 1, size]);
        module.extend(body);
        module
    }

    fn complaint(module: &[u8]) -> String {
        check("a.wasm", module).expect_err("this module is above the floor").to_string()
    }

    #[test]
    fn the_floor_passes() {
        // No locals; a block, sign extension, saturating conversion, memory.fill, call_indirect.
        let body = [
            0, 0x02, 0x40, 0x0b, 0x41, 0x7f, 0xc0, 0x1a, 0x43, 0, 0, 0, 0, 0xfc, 0x00, 0x1a, 0x41, 0, 0x41, 0, 0x41, 0,
            0xfc, 11, 0, 0x41, 0, 0x11, 0, 0, 0x0b,
        ];
        assert!(check("a.wasm", &with_body(&body)).is_ok());
    }

    #[test]
    fn every_newer_feature_is_named() {
        for (body, feature) in [
            (&[0, 0xd0, 0x6f, 0xd1, 0x0b][..], "reference-types"),
            (&[1, 1, 0x6f, 0x41, 0, 0x0b], "reference-types"),
            (&[0, 0x41, 0, 0x11, 0, 1, 0x0b], "reference-types"),
            (&[0, 0x41, 0, 0x11, 0, 0x80, 0x00, 0x0b], "call-indirect-overlong"),
            (&[0, 0x02, 0, 0x0b, 0x0b], "multivalue"),
            (&[0, 0xfd, 12, 0x0b], "simd128"),
            (&[0, 0x12, 0, 0x0b], "tail-call"),
        ] {
            let text = complaint(&with_body(body));
            assert!(text.contains(feature), "{feature}: {text}");
        }
    }

    #[test]
    fn the_feature_list_counts_too() {
        let mut module = HEAD.to_vec();
        module.extend([0, 33, 15]);
        module.extend(b"target_features");
        module.extend([1, b'+', 14]);
        module.extend(b"exception-hand");
        assert!(complaint(&module).contains("exception-hand"));
    }

    #[test]
    fn a_broken_file_is_no_pass() {
        for module in [&b"<!doctype html>"[..], &with_body(&[0, 0x41]), b"\0asm\x02\0\0\0"] {
            assert!(check("a.wasm", module).is_err());
        }
    }
}
