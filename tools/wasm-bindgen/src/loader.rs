//! How a page starts its module: ten lines in place of the eighty that wasm-bindgen writes for everybody, half a
//! kilobyte less to download.

/// What wasm-bindgen's own begins and ends with, for the target `web`.
const BEGIN: &str = "async function __wbg_load(";
const END: &str = "export { initSync, __wbg_init as default };";

/// `default` takes bytes, or the answer to a request. Only an answer of the right media type can be compiled while
/// it comes in, and not every host knows that type.
const OURS: &str = r#"export default async page => {
const code = await page, imports = __wbg_get_imports();
const { instance, module } = await (
code instanceof Uint8Array ? WebAssembly.instantiate(code, imports)
: code.headers.get("Content-Type") === "application/wasm" ? WebAssembly.instantiateStreaming(code, imports)
: WebAssembly.instantiate(await code.arrayBuffer(), imports));
__wbg_finalize_init(instance, module);
};
"#;

/// The glue with our way to start; as it is where it has another.
pub(crate) fn replace(glue: &str) -> String {
    match (glue.find(BEGIN), glue.contains(END)) {
        (Some(begin), true) => [&glue[..begin], OURS].concat(),
        _ => glue.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::replace;

    #[test]
    fn only_a_web_page_is_started_our_way() {
        let web = "let wasm;\nasync function __wbg_load(a) {}\nexport { initSync, __wbg_init as default };\n";
        assert!(replace(web).starts_with("let wasm;\nexport default async page => {\n"));
        let other = "async function __wbg_load(a) {}\nexports.x = 1;\n";
        assert_eq!(replace(other), other);
    }
}
