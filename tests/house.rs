//! The invariants of the house: what is deliberately absent, and which way imports go.

use crate::project;
use crate::source::{Source, mentions};

/// Ground first.
const FLOORS: [&str; 6] = ["domain", "format", "export", "app", "web", "bin"];
const PURE: [&str; 4] = ["domain", "format", "export", "app"];

/// Every file of a floor, split.
fn sources(floor: &str) -> Vec<(String, Source)> {
    let files = project::files(&format!("src/{floor}"), ".rs");
    assert!(!files.is_empty(), "src/{floor} is empty");
    files.into_iter().map(|file| (file.clone(), Source::of(&project::read(&file)))).collect()
}

fn none(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Every line of these floors that mentions one of these words.
fn mentioned(floors: &[&str], words: &[&str], allowed: &[(&str, &str)]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (file, source) in floors.iter().flat_map(|floor| sources(floor)) {
        for (n, line) in source.lines() {
            let excused = allowed.iter().any(|(name, part)| file == *name && line.contains(part));
            wrong.extend(
                words.iter().filter(|word| !excused && mentions(line, word)).map(|word| format!("{file}:{n}: {word}")),
            );
        }
    }
    wrong
}

/// The names that a `use` or a path takes from the root of the crate: `crate::app::…`,
/// `crate::{app::…, domain}`.
fn from_root(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for root in ["crate::", "yardstick::"] {
        for (at, _) in code.match_indices(root) {
            let line = code[..at].matches('\n').count() + 1;
            let rest = &code[at + root.len()..];
            let names = match rest.strip_prefix('{') {
                Some(group) => heads(group),
                None => vec![head(rest)],
            };
            found.extend(names.into_iter().map(|name| (line, name)));
        }
    }
    found
}

fn head(path: &str) -> String {
    path.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The first names in a braced group, which may hold groups of its own.
fn heads(group: &str) -> Vec<String> {
    let (mut depth, mut names) = (0_i32, vec![head(group)]);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(head(&group[at + 1..])),
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

#[test]
fn imports_go_down() {
    let mut wrong = Vec::new();
    for (height, floor) in FLOORS.iter().enumerate() {
        for (file, source) in sources(floor) {
            let above = |name: &String| FLOORS[height + 1..].contains(&name.as_str());
            let up = from_root(&source.code).into_iter().filter(|(_, name)| above(name));
            wrong.extend(up.map(|(n, name)| format!("{file}:{n}: {floor} uses {name}")));
        }
    }
    none(wrong);
}

#[test]
fn imports_are_found_in_groups_too() {
    let names = |code: &str| from_root(code).into_iter().map(|(_, name)| name).collect::<Vec<_>>();
    assert_eq!(names("use crate::{\n    domain::{Lang, app},\n    web,\n};"), ["domain", "web"]);
    assert_eq!(names("fn f(x: crate::app::Msg) -> crate::Z"), ["app", "Z"]);
}

/// `super::super` in `src/domain/rule/line.rs` is `domain`; one step more would leave the floor.
#[test]
fn no_path_climbs_out_of_its_floor() {
    let mut wrong = Vec::new();
    for (file, source) in FLOORS.iter().flat_map(|floor| sources(floor)) {
        let steps = file.matches('/').count();
        let depth = if file.ends_with("/mod.rs") { steps - 2 } else { steps - 1 };
        let too_far = "super::".repeat(depth + 1);
        wrong.extend(source.lines().filter(|(_, line)| line.contains(&too_far)).map(|(n, _)| format!("{file}:{n}")));
    }
    none(wrong);
}

#[test]
fn no_score_is_a_float() {
    none(mentioned(&PURE, &["f32", "f64"], &[]));
}

#[test]
fn no_clock_and_no_browser_below_the_web_floor() {
    let outside = ["SystemTime", "Instant", "web_sys", "js_sys", "gloo", "wasm_bindgen", "yew"];
    none(mentioned(&PURE, &outside, &[]));
    // Only the door to the page opens on the browser; the command line is pure.
    for (file, source) in sources("bin").into_iter().filter(|(file, _)| file != "src/bin/app.rs") {
        let found = source
            .lines()
            .filter(|(_, line)| ["web_sys", "js_sys", "gloo", "yew"].iter().any(|word| mentions(line, word)));
        none(found.map(|(n, _)| format!("{file}:{n}")).collect());
    }
}

#[test]
fn nothing_pure_depends_on_the_order_of_a_hash() {
    none(mentioned(&PURE, &["HashMap", "HashSet", "RandomState"], &[]));
}

#[test]
fn nothing_is_random_and_nothing_unsafe() {
    none(mentioned(&FLOORS, &["unsafe", "rand", "getrandom"], &[]));
}

#[test]
fn files_stay_small() {
    let mut sizes: Vec<(usize, String)> =
        project::files("src", ".rs").into_iter().map(|file| (project::read(&file).lines().count(), file)).collect();
    sizes.sort();
    println!("src: median {} lines, longest {:?}", sizes[sizes.len() / 2].0, sizes.last());
    none(
        sizes
            .iter()
            .filter(|(lines, _)| *lines > 400)
            .map(|(lines, file)| format!("{file} has {lines} lines"))
            .collect(),
    );
    let long = sizes.iter().filter(|(lines, _)| *lines > 300).count();
    assert!(long <= 3, "{long} files are longer than 300 lines");
    assert!(sizes[sizes.len() / 2].0 <= 100, "the median is {}", sizes[sizes.len() / 2].0);
    let tests = project::files("tests", ".rs").into_iter().map(|file| (project::read(&file).lines().count(), file));
    none(tests.filter(|(lines, _)| *lines > 400).map(|(lines, file)| format!("{file} has {lines} lines")).collect());
}

/// Words on a screen live in `words/`; the guard's lists are rules, not words.
#[test]
fn no_chinese_stands_in_the_code() {
    let mut wrong = Vec::new();
    for file in project::files("src", ".rs") {
        if file == "src/domain/guard.rs" {
            continue;
        }
        let source = Source::of(&project::read(&file));
        let is_cjk = |c: char| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}');
        let found = source.strings.iter().filter(|(_, text)| text.contains(is_cjk));
        wrong.extend(found.map(|(n, text)| format!("{file}:{n}: {text}")));
    }
    none(wrong);
}

#[test]
fn the_page_makes_no_markup_of_text() {
    none(mentioned(
        &["web"],
        &[
            "from_html_unchecked",
            "inner_html",
            "set_inner_html",
            "outer_html",
            "insert_adjacent_html",
            "eval",
            "dangerously",
        ],
        &[],
    ));
    none(mentioned(&["web"], &["style"], &[]));
}

#[test]
fn every_folder_says_what_it_holds() {
    let mut wrong = Vec::new();
    for file in project::files("src", "mod.rs").into_iter().chain(["src/lib.rs".to_owned()]) {
        if !project::read(&file).starts_with("//! ") {
            wrong.push(file);
        }
    }
    none(wrong);
}

#[test]
fn the_readme_names_both_commands() {
    let readme = project::path("README.md");
    if readme.exists() {
        let text = std::fs::read_to_string(readme).expect("text");
        assert!(text.contains("cargo xtask serve") && text.contains("cargo xtask test"));
    }
}
