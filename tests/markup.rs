//! Just enough HTML reading to ask about tags, their attributes and what they stand in.

use std::collections::BTreeMap;

/// An opening tag.
#[derive(Debug)]
pub(crate) struct Tag {
    /// Its name.
    pub(crate) name: String,
    /// Its attributes, as they are written.
    attributes: BTreeMap<String, String>,
    /// The names of the elements it stands in, outermost first.
    pub(crate) inside: Vec<String>,
    /// The text that follows it up to the next tag.
    pub(crate) text: String,
}

impl Tag {
    /// An attribute.
    pub(crate) fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).map(String::as_str)
    }

    /// Whether it is a field that a person fills.
    pub(crate) fn is_field(&self) -> bool {
        ["input", "select", "textarea"].contains(&self.name.as_str())
    }
}

const EMPTY: [&str; 5] = ["input", "br", "hr", "meta", "col"];

/// Every opening tag in order.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    let (mut tags, mut open): (Vec<Tag>, Vec<String>) = (Vec::new(), Vec::new());
    for piece in html.split('<').skip(1) {
        let (inner, text) = piece.split_once('>').expect("every tag ends");
        if inner.starts_with('!') {
            continue;
        }
        if let Some(name) = inner.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name.trim()), "tags close in the order they were opened");
            continue;
        }
        let inner = inner.trim_end_matches('/');
        let (name, rest) = inner.split_once(' ').unwrap_or((inner, ""));
        let attributes = attributes(rest);
        tags.push(Tag { name: name.to_owned(), attributes, inside: open.clone(), text: text.to_owned() });
        if !EMPTY.contains(&name) {
            open.push(name.to_owned());
        }
    }
    assert_eq!(open, [""; 0], "every element is closed");
    tags
}

fn attributes(mut rest: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    while let Some((name, after)) = rest.trim_start().split_once("=\"") {
        // An attribute without a value may stand in front.
        let mut names = name.split_whitespace();
        let last = names.next_back().unwrap_or_default().to_owned();
        found.extend(names.map(|name| (name.to_owned(), String::new())));
        let (value, after) = after.split_once('"').expect("every value ends");
        found.insert(last, value.to_owned());
        rest = after;
    }
    found.extend(rest.split_whitespace().map(|name| (name.to_owned(), String::new())));
    found
}

#[test]
fn tags_and_attributes_are_read() {
    let tags = tags("<p class=\"a b\">x<br /><input type=\"radio\" checked name=\"n\"/></p><b hidden>y</b>");
    let names: Vec<&str> = tags.iter().map(|tag| tag.name.as_str()).collect();
    assert_eq!(names, ["p", "br", "input", "b"]);
    assert_eq!((tags[2].get("checked"), tags[2].get("name"), tags[2].inside.len()), (Some(""), Some("n"), 1));
    assert_eq!((tags[3].get("hidden"), tags[3].text.as_str()), (Some(""), "y"));
}
