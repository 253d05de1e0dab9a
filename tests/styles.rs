//! Style sheets: one place for colours, sizes and fonts, and nothing that old browsers skip.

use std::collections::BTreeSet;

use crate::project;
use crate::source::Source;

/// Classes that only one side knows, with the reason.
const EXCUSED: [(&str, &str); 2] = [
    ("staging", "a section of the roll-up, styled by `.rollup > section`"),
    ("paper__remark", "the column that takes the width the others leave"),
];

/// Every sheet without its comments; lines stay where they were.
fn sheets() -> Vec<(String, String)> {
    let files = project::files("styles", ".css");
    assert!(files.len() >= 4, "{files:?}");
    files.into_iter().map(|file| (file.clone(), without_comments(&project::read(&file)))).collect()
}

fn without_comments(text: &str) -> String {
    let mut parts = text.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |out, part| {
        let (comment, rest) = part.split_once("*/").unwrap_or((part, ""));
        out + &"\n".repeat(comment.matches('\n').count()) + rest
    })
}

fn none(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Every line outside of the tokens that breaks a rule.
fn lines_that(breaks: impl Fn(&str) -> bool) -> Vec<String> {
    let outside = sheets().into_iter().filter(|(file, _)| file != "styles/tokens.css");
    let mut wrong = Vec::new();
    for (file, text) in outside {
        let found = (1..).zip(text.lines()).filter(|(_, line)| breaks(line));
        wrong.extend(found.map(|(n, line): (usize, &str)| format!("{file}:{n}: {}", line.trim())));
    }
    wrong
}

/// The values of a property on a line.
fn values<'a>(line: &'a str, property: &'a str) -> impl Iterator<Item = &'a str> {
    let declarations = line.split(['{', ';', '}']);
    declarations.filter_map(move |one| one.trim().strip_prefix(property)?.trim_start().strip_prefix(':').map(str::trim))
}

const NAMED: [&str; 16] = [
    "white", "black", "red", "green", "blue", "gray", "grey", "silver", "yellow", "orange", "purple", "navy", "maroon",
    "teal", "brown", "pink",
];

fn has_colour(value: &str) -> bool {
    let hex = value.split('#').skip(1).any(|rest| rest.chars().take_while(char::is_ascii_hexdigit).count() >= 3);
    let function =
        ["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "oklch(", "color("].iter().any(|name| value.contains(name));
    hex || function || value.split([' ', ',', '(', ')']).any(|word| NAMED.contains(&word))
}

#[test]
fn colours_are_named_in_one_file() {
    none(lines_that(|line| {
        line.split(['{', ';', '}']).filter_map(|one| one.split_once(':')).any(|(_, value)| has_colour(value))
    }));
    assert!(has_colour(" #fff") && has_colour("1px solid black") && !has_colour("var(--ink)") && !has_colour("#part"));
}

#[test]
fn fonts_and_their_sizes_are_named_in_one_file() {
    let is_token = |value: &str| value.starts_with("var(--") || ["inherit", "100%"].contains(&value);
    none(lines_that(|line| values(line, "font-family").any(|value| !is_token(value))));
    none(lines_that(|line| values(line, "font").any(|value| !is_token(value))));
    // On paper the root size is in points, from which every other follows.
    none(lines_that(|line| values(line, "font-size").any(|value| !is_token(value) && value != "11pt")));
}

#[test]
fn nothing_newer_than_the_oldest_browser_is_used() {
    let newer = [
        ":has(",
        ":where(",
        ":is(",
        "@layer",
        "@container",
        "@scope",
        "@property",
        "inset:",
        "aspect-ratio",
        "color-mix(",
        "oklch(",
        "margin-inline",
        "padding-inline",
        "margin-block",
        "padding-block",
        "subgrid",
        "100dvh",
        "@import",
        "!important",
    ];
    let mut wrong = Vec::new();
    for (file, text) in sheets() {
        for (n, line) in (1..).zip(text.lines()) {
            let found = newer.iter().filter(|word| line.contains(**word));
            wrong.extend(found.map(|word| format!("{file}:{n}: {word}")));
            if line.contains('&') {
                wrong.push(format!("{file}:{n}: nesting"));
            }
        }
        let mut depth = 0_usize;
        for (n, line) in (1..).zip(text.lines()) {
            depth = (depth + line.matches('{').count()).saturating_sub(line.matches('}').count());
            if depth > 2 {
                wrong.push(format!("{file}:{n}: a rule inside a rule"));
            }
        }
    }
    none(wrong);
}

#[test]
fn every_token_that_is_used_is_there_and_back() {
    let all: String = sheets().into_iter().map(|(_, text)| text).collect();
    let is_name = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    let name = |rest: &str| rest.chars().take_while(is_name).collect::<String>();
    let used: BTreeSet<String> = all.split("var(--").skip(1).map(name).collect();
    let tokens = project::read("styles/tokens.css");
    let given: BTreeSet<String> =
        tokens.split(['{', ';']).filter_map(|one| one.trim().strip_prefix("--")).map(name).collect();
    assert_eq!(used.difference(&given).collect::<Vec<_>>(), [""; 0], "used but not there");
    assert_eq!(given.difference(&used).collect::<Vec<_>>(), [""; 0], "there but not used");
}

fn classes(text: &str) -> BTreeSet<String> {
    text.split(' ').filter(|class| !class.is_empty()).map(str::to_owned).collect()
}

/// Classes that selectors name.
fn styled() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (_, text) in sheets() {
        // Selectors stand before a brace; what stands in it are declarations.
        for selector in text.split(['{', '}', ';']).filter(|part| !part.contains(": ") || part.contains(":not")) {
            for rest in selector.split('.').skip(1) {
                let class: String =
                    rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "_-".contains(*c)).collect();
                if class.starts_with(|c: char| c.is_ascii_alphabetic()) {
                    found.insert(class);
                }
            }
        }
    }
    found
}

/// Classes that the page writes: the text after `class=` and lists of classes in tables.
fn written() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for file in project::files("src/web", ".rs") {
        let text = project::read(&file);
        for rest in text.split("class=\"").skip(1) {
            found.extend(classes(rest.split('"').next().unwrap_or_default()));
        }
        // Elements of a tree: `of("p", "item__rule")`, `button(Some("link"), …)`, `choice("choice", …)`.
        for rest in text.split("of(\"").skip(1).filter(|rest| rest.split('"').nth(1) == Some(", ")) {
            found.extend(rest.split('"').nth(2).map(classes).unwrap_or_default());
        }
        for rest in ["button(Some(\"", "choice(\""].iter().flat_map(|made| text.split(made).skip(1)) {
            found.extend(rest.split('"').next().map(classes).unwrap_or_default());
        }
        // A class from an expression: every text of the file that has the shape of one counts.
        if text.contains("class={") || text.contains("classes!") || text.contains("{class}") {
            let strings = Source::of(&text).strings.into_iter().map(|(_, text)| text);
            found.extend(strings.filter(|text| text.contains("__") && !text.contains(' ')));
        }
    }
    let frame = project::read("index.html");
    for rest in frame.split("class=\"").skip(1) {
        found.extend(classes(rest.split('"').next().unwrap_or_default()));
    }
    found
}

#[test]
fn every_class_of_the_page_is_styled_and_back() {
    let (styled, written) = (styled(), written());
    assert!(written.len() > 60 && styled.len() > 60, "{} and {}", written.len(), styled.len());
    let excused = |class: &&String| EXCUSED.iter().any(|(name, _)| *name == class.as_str());
    let lonely: Vec<&String> = written.difference(&styled).filter(|class| !excused(class)).collect();
    assert_eq!(lonely, [""; 0], "written by the page but never styled");
    let unused: Vec<&String> = styled.difference(&written).filter(|class| !excused(class)).collect();
    assert_eq!(unused, [""; 0], "styled but never written by the page");
}

#[test]
fn the_page_links_every_sheet_with_the_tokens_first_and_the_print_last() {
    let page = project::read("index.html");
    let linked: Vec<String> = page
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|href| href.starts_with("styles/"))
        .map(str::to_owned)
        .collect();
    let there: BTreeSet<String> = project::files("styles", ".css").into_iter().collect();
    assert_eq!(linked.iter().cloned().collect::<BTreeSet<_>>(), there);
    assert_eq!(linked.first().map(String::as_str), Some("styles/tokens.css"));
    assert_eq!(linked.last().map(String::as_str), Some("styles/print.css"));
}
