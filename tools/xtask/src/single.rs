//! `cargo xtask single`: the whole page as one HTML file that needs no site, for a USB stick. The module of the
//! desk, every standard, the words of all languages, styles and scripts are in it, and a policy that lets
//! nothing out. Trunk makes it at the end of each build, so that the site offers it.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::paths;
use crate::run::{Failure, Outcome};
use crate::{styles, worker};

/// Its name beside `index.html`, which links it.
const NAME: &str = "yardstick.html";

/// Nobody downloads it from itself.
const STYLE: &str = ".home__single{display:none}";

/// Makes it from the built page in `folder`, and puts it there.
pub(crate) fn write(folder: &Path) -> Outcome {
    let path = folder.join(NAME);
    fs::write(&path, page(folder)?).map_err(|error| Failure::file(&path, &error))
}

/// Makes it from what is in `dist`, and tells its size and digest.
pub(crate) fn again() -> Outcome {
    write(&paths::dist())?;
    println!("{}", check()?);
    Ok(())
}

/// Makes it from what is in `dist` once more: the same bytes must come out. Returns a line on them.
pub(crate) fn check() -> Outcome<String> {
    let there = read(&paths::dist(), NAME)?;
    let again = page(&paths::dist())?;
    if there != again {
        return Err(Failure::new(
            format!("{NAME} has other bytes when it is made again"),
            "see tools/xtask/src/single.rs",
        ));
    }
    Ok(format!("{NAME}: {} bytes, SHA-256 {}", again.len(), hex(&Sha256::digest(&again))))
}

fn page(folder: &Path) -> Outcome<String> {
    let mut index = read(folder, "index.html")?;
    let style = read(folder, linked(&index, "<link rel=\"stylesheet\" href=\"./")?)? + STYLE;
    let script = |name| styles::script(name);
    let before = [script("guard.js")?, script("rescue.js")?];
    let script = classic(&before, &read(folder, "desk.js")?, &script("single.js")?)?;
    // A digest for each piece that stands in the file, and no way to send anything.
    for (from, to) in [
        ("script-src 'self'", format!("script-src {}", source(&script))),
        ("style-src 'self'", format!("style-src {}", source(&style))),
        ("connect-src 'self'; ", String::new()),
        ("manifest-src 'self'; ", String::new()),
        ("worker-src 'self'", "worker-src blob:".to_owned()),
        ("trusted-types offline worker", "trusted-types worker".to_owned()),
        ("<link rel=\"manifest\" href=\"manifest.webmanifest\" />\n", String::new()),
    ] {
        index = swapped(&index, from, &to)?;
    }
    let mut page = String::new();
    for line in index.lines() {
        if line.starts_with("<link rel=\"stylesheet\"") {
            put(&mut page, "style", "", &style)?;
            continue;
        }
        if line.starts_with("<script") {
            continue;
        }
        if line == "</body>" {
            embed(folder, &mut page)?;
            put(&mut page, "script", "", &script)?;
        }
        page.push_str(line);
        page.push('\n');
    }
    Ok(page)
}

/// What would be fetched, each file in an element that no browser runs.
fn embed(folder: &Path, page: &mut String) -> Outcome {
    let module = folder.join("desk_bg.wasm");
    let module = fs::read(&module).map_err(|error| Failure::file(&module, &error))?;
    put(page, "script", " type=\"text/plain\" id=\"desk_bg.wasm\"", &base64(&module))?;
    put(page, "script", &format!(" type=\"text/plain\" id=\"{}\"", worker::NAME), &read(folder, worker::NAME)?)?;
    for below in ["templates", "words"] {
        let path = folder.join(below);
        let entries = fs::read_dir(&path).map_err(|error| Failure::file(&path, &error))?;
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut names: Vec<String> =
            names.filter(|name| Path::new(name).extension().is_some_and(|end| end == "json")).collect();
        names.sort();
        for name in names {
            let id = format!("{below}/{name}");
            put(page, "script", &format!(" type=\"text/plain\" id=\"{id}\""), &read(folder, &id)?)?;
        }
    }
    Ok(())
}

/// Glue and scripts around it as one of the old kind: browsers load no module from a file, and some none in a worker.
pub(crate) fn classic(before: &[String], glue: &str, after: &str) -> Outcome<String> {
    let glue = swapped(glue, "export default ", "const desk = ")?;
    let whole = ["(() => {\n\"use strict\";\n", &before.concat(), &glue, after, "})();\n"].concat();
    match ["import ", "import(", "import.", "export "].iter().find(|word| whole.contains(**word)) {
        Some(word) => Err(Failure::new(format!("a script has `{word}`, which only modules can do"), "see desk.js")),
        None => Ok(whole),
    }
}

/// Appends an element; its text must not end it.
fn put(page: &mut String, name: &str, attributes: &str, text: &str) -> Outcome {
    if text.contains("</") && text.to_ascii_lowercase().contains(&format!("</{name}")) || text.contains("<!--") {
        return Err(Failure::new(
            format!("what goes into `{name}{attributes}` would end it"),
            "write < as \\u003c there",
        ));
    }
    for part in ["<", name, attributes, ">", text, "</", name, ">\n"] {
        page.push_str(part);
    }
    Ok(())
}

/// Puts `to` where `from` stands, which is exactly once.
pub(crate) fn swapped(text: &str, from: &str, to: &str) -> Outcome<String> {
    match text.split_once(from) {
        Some((before, after)) if !after.contains(from) => Ok([before, to, after].concat()),
        _ => Err(Failure::new(format!("`{from}` does not stand there once"), "see index.html and desk.js")),
    }
}

/// The file that a line of `index.html` links.
fn linked<'a>(index: &'a str, beginning: &str) -> Outcome<&'a str> {
    let found = index.lines().find_map(|line| line.strip_prefix(beginning)?.split('"').next());
    found.ok_or_else(|| Failure::new("index.html links no style sheet", "build with `cargo xtask build`"))
}

fn read(folder: &Path, name: &str) -> Outcome<String> {
    let path = folder.join(name);
    fs::read_to_string(&path).map_err(|error| Failure::file(&path, &error))
}

/// What a policy calls a script or style by.
fn source(text: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(text)))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

pub(crate) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len() / 3 * 4 + 4);
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0, |bits, byte| (bits << 8) | usize::from(*byte)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let letter = char::from(LETTERS[(bits >> (18 - 6 * place)) & 63]);
            text.push(if place <= three.len() { letter } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{base64, put, swapped};

    #[test]
    fn base64_is_that_of_the_standard() {
        let texts = ["", "f", "fo", "foo", "foob", "fooba", "foobar"].map(|text| base64(text.as_bytes()));
        assert_eq!(texts, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"]);
    }

    #[test]
    fn a_text_that_would_end_its_element_is_refused() {
        let mut page = String::new();
        assert!(put(&mut page, "script", " id=\"a\"", "{\"b\": \"</p> < c\"}").is_ok());
        assert_eq!(page, "<script id=\"a\">{\"b\": \"</p> < c\"}</script>\n");
        for bad in ["</script>", "</SCRIPT ", "<!--"] {
            assert!(put(&mut page, "script", "", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_stands_there_twice_or_never_is_not_swapped() {
        assert_eq!(swapped("a b c", "b", "d").ok().as_deref(), Some("a d c"));
        assert!(swapped("a b b", "b", "d").is_err() && swapped("a", "b", "d").is_err());
    }
}
