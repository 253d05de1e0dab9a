//! `cargo xtask styles`: the page's style sheets as one, without comments and blanks, and `start.js` without
//! comments. Trunk calls it at the end of each build: fewer requests and bytes on the first visit.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;

use crate::run::{Failure, Outcome};

/// Puts the style sheets that Trunk's `index.html` names into one.
pub(crate) fn join() -> Outcome {
    let folder = PathBuf::from(env::var_os("TRUNK_STAGING_DIR").ok_or_else(|| {
        Failure::new("there is no build under way", "run `cargo xtask build`, which calls this by itself")
    })?);
    let index = folder.join("index.html");
    let page = fs::read_to_string(&index).map_err(|error| Failure::file(&index, &error))?;
    let (mut joined, mut rest) = (String::new(), Vec::new());
    let mut place = None;
    for line in page.lines() {
        let Some(name) = sheet(line) else {
            rest.push(line.to_owned());
            continue;
        };
        let file = folder.join(name);
        let text = fs::read_to_string(&file).map_err(|error| Failure::file(&file, &error))?;
        squeeze(&text, &mut joined);
        fs::remove_file(&file).map_err(|error| Failure::file(&file, &error))?;
        place.get_or_insert(rest.len());
    }
    let mut hasher = DefaultHasher::new();
    joined.hash(&mut hasher);
    let name = format!("style-{:016x}.css", hasher.finish());
    let place = place.ok_or_else(|| Failure::new("index.html names no style sheet", "see its links"))?;
    rest.insert(place, format!("  <link rel=\"stylesheet\" href=\"./{name}\"/>"));
    let file = folder.join(name);
    fs::write(&file, joined).map_err(|error| Failure::file(&file, &error))?;
    let script = folder.join("start.js");
    let text = fs::read_to_string(&script).map_err(|error| Failure::file(&script, &error))?;
    let code: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.starts_with("//")).collect();
    fs::write(&script, code.join("\n")).map_err(|error| Failure::file(&script, &error))?;
    fs::write(&index, rest.join("\n") + "\n").map_err(|error| Failure::file(&index, &error))
}

/// The file that a line of `index.html` links as a style sheet.
fn sheet(line: &str) -> Option<&str> {
    line.contains("rel=\"stylesheet\"").then(|| line.split("href=\"./").nth(1)?.split('"').next())?
}

/// Leaves out comments, and blanks where they mean nothing; strings stay as they are.
fn squeeze(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
        } else if next == '"' {
            let end = rest[1..].find('"').map_or(rest.len(), |end| end + 2);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        } else if next.is_whitespace() {
            rest = rest.trim_start();
            let before = out.chars().next_back().is_none_or(|last| "{};,: ".contains(last));
            let after = rest.chars().next().is_none_or(|next| "{};,".contains(next));
            if !before && !after {
                out.push(' ');
            }
        } else {
            if next == '}' && out.ends_with(';') {
                out.pop();
            }
            out.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{sheet, squeeze};

    #[test]
    fn blanks_go_where_they_mean_nothing() {
        let mut out = String::new();
        squeeze(
            "/* why */\na :hover > b,\n[c] { content: \"● \"; width: calc(1rem + 2px); }\n\n@media (x) { d { e: f } }\n",
            &mut out,
        );
        assert_eq!(out, "a :hover > b,[c]{content:\"● \";width:calc(1rem + 2px)}@media (x){d{e:f}}");
    }

    #[test]
    fn a_link_names_its_file() {
        assert_eq!(sheet("  <link rel=\"stylesheet\" href=\"./a-1.css\" integrity=\"x\"/>"), Some("a-1.css"));
        assert_eq!(sheet("  <link rel=\"icon\" href=\"./a.css\"/>"), None);
    }
}
