//! The page's style sheets as one, and all that a visitor downloads without comments and blanks: fewer requests and
//! bytes on the first visit.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use crate::paths;
use crate::run::{Failure, Outcome};

/// Puts the style sheets that Trunk's `index.html` in `folder` names into one.
pub(crate) fn join(folder: &Path) -> Outcome {
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
    rest.insert(place, format!("<link rel=\"stylesheet\" href=\"./{name}\"/>"));
    let file = folder.join(name);
    fs::write(&file, joined).map_err(|error| Failure::file(&file, &error))?;
    let start = folder.join("start.js");
    let code = script("guard.js")? + &script("rescue.js")? + &script("start.js")?;
    fs::write(&start, code).map_err(|error| Failure::file(&start, &error))?;
    fs::write(&index, bare(&rest.join("\n"))).map_err(|error| Failure::file(&index, &error))
}

/// A script of the root, without comments and indentation.
pub(crate) fn script(name: &str) -> Outcome<String> {
    let path = paths::at(name);
    let text = fs::read_to_string(&path).map_err(|error| Failure::file(&path, &error))?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    Ok(lines.fold(String::new(), |code, line| code + line + "\n"))
}

/// HTML without indentation, empty lines and lines that are a comment.
fn bare(page: &str) -> String {
    let lines = page.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("<!--"));
    lines.fold(String::new(), |page, line| page + line + "\n")
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
