//! The guide for authors is true: every example in it is read, is sound, and scores as its table says.

use serde_json::{Value, json};
use yardstick::domain::{Answer, Edit, Entry, Flaw, ItemId, Sheet, Submission, SubmissionId, json as read};
use yardstick::format::read_template;

use crate::project;
use crate::small;

const GUIDE: &str = "docs/template-guide.md";
const CHINESE: &str = "docs/template-guide.zh-CN.md";

/// A fenced block of a guide: what kind it is, its text, and the table behind it.
#[derive(Debug, PartialEq)]
struct Block {
    kind: String,
    text: String,
    rows: Vec<[String; 3]>,
}

fn blocks(guide: &str) -> Vec<Block> {
    let guide = project::read(guide);
    let mut blocks = Vec::new();
    let mut lines = guide.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(kind) = line.strip_prefix("```json") else { continue };
        let text: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
        let mut rows = Vec::new();
        while let Some(line) = lines.next_if(|line| line.is_empty() || line.starts_with('|')) {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            if let [answer, obtained, obtainable] = cells[..]
                && answer.starts_with('`')
            {
                rows.push([answer.trim_matches('`'), obtained, obtainable].map(str::to_owned));
            }
        }
        blocks.push(Block { kind: kind.trim().to_owned(), text: text.join("\n"), rows });
    }
    blocks
}

/// A standard with one item.
pub(crate) fn around(item: &Value) -> Value {
    let title = json!({ "zh-Hans": "标题" });
    let full = &item["full_score"];
    json!({
        "id": "guide", "edition": "1", "title": title, "mode": "appraisal", "periods": ["year"],
        "full_score": full, "unit_types": [],
        "sections": [{ "id": "S", "title": title, "full_score": full, "items": [item] }],
    })
}

/// An empty sheet of a standard, for 2026.
pub(crate) fn sheet_of(standard: &Value) -> Sheet {
    let template = read_template(small::file(standard).as_bytes())
        .unwrap_or_else(|error| panic!("{}: {error:?}", serde_json::to_string(standard).unwrap_or_default()));
    let mut submission = Submission::new(SubmissionId::from("guide0000000000"), template);
    submission.period = "2026".parse().ok();
    Sheet::open(submission)
}

/// The sheet with an answer to an item.
pub(crate) fn answered(mut sheet: Sheet, item: &str, answer: &Value) -> Sheet {
    let answer = read::read::<Answer>(answer, "answer").unwrap_or_else(|problem| panic!("{answer}: {problem}"));
    sheet.apply(Edit::Entry(ItemId::from(item), Entry { answer: Some(answer), ..Entry::default() }));
    sheet
}

#[test]
fn every_example_scores_as_its_table_says() {
    let mut wrong = Vec::new();
    let (mut items, mut answers) = (0, 0);
    for block in blocks(GUIDE).iter().filter(|block| block.kind == "item") {
        let item: Value = serde_json::from_str(&block.text).unwrap_or_else(|error| panic!("{}: {error}", block.text));
        let standard = around(&item);
        let none: [Flaw; 0] = [];
        assert_eq!(small::flaws(&standard), none, "{}", block.text);
        items += 1;
        assert!(!block.rows.is_empty(), "no table: {}", block.text);
        for [answer, obtained, obtainable] in &block.rows {
            let value: Value = serde_json::from_str(answer).unwrap_or_else(|error| panic!("{answer}: {error}"));
            let sheet = answered(sheet_of(&standard), "X", &value);
            let line = &sheet.find("X").expect("the item").line;
            answers += 1;
            if (line.obtained.to_string(), line.obtainable.to_string()) != (obtained.clone(), obtainable.clone()) {
                wrong.push(format!("{answer}: {line:?}, not {obtained} of {obtainable}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(items >= 20 && answers >= 55, "{items} items, {answers} answers");
}

#[test]
fn every_template_of_the_guide_is_sound() {
    let templates: Vec<Block> = blocks(GUIDE).into_iter().filter(|block| block.kind == "template").collect();
    assert!(!templates.is_empty());
    for block in templates {
        let template = read_template(block.text.as_bytes()).unwrap_or_else(|error| panic!("{error:?}"));
        assert_eq!(template.warnings(), []);
    }
}

/// What is proved of the English guide is then true of the Chinese one.
#[test]
fn both_guides_hold_the_same_examples() {
    let (english, chinese) = (blocks(GUIDE), blocks(CHINESE));
    for (ours, theirs) in english.iter().zip(&chinese) {
        assert_eq!(ours, theirs);
    }
    assert_eq!(english.len(), chinese.len());
}
