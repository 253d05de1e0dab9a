//! One answer scored on a sheet that is open, beside the whole sheet scored: `cargo xtask bench scoring`.
//!
//! Both are timed in turns on the same sheet, and after every answer the totals are compared.

use std::error::Error;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use yardstick::domain::{Answer, Edit, Entry, FieldId, ItemId, Sheet, Submission, SubmissionId, Template};
use yardstick::format::{VERSION, read_template};

const SIZES: [usize; 3] = [100, 1_000, 5_000];
const SECTION: usize = 20;
const ANSWERS: usize = 200;
const CHOICES: [&str; 4] = ["a", "b", "c", "d"];

/// Who looks at the first item of a section, and which items those are.
type Watched = (&'static str, fn(usize) -> bool);

const WATCHED: [Watched; 4] = [
    ("nobody", |_| false),
    ("one other item", |n| n % SECTION == 1),
    ("19 others, its section", |n| !n.is_multiple_of(SECTION)),
    ("19 others, in a chain", |n| !n.is_multiple_of(SECTION)),
];

fn text(words: &str) -> Value {
    json!({ "zh-Hans": words })
}

/// The `n`-th item; what `looks` counts as nothing when the item it looks at was answered with `d`.
fn item(n: usize, looks: Option<usize>) -> Value {
    let weight = n % 3 + 1;
    let option = |(place, id): (usize, &&str)| {
        let points = [2 * weight, weight, 0, 0][place].to_string();
        json!({ "id": id, "label": text("档"), "points": points })
    };
    let options: Vec<Value> = CHOICES.iter().enumerate().map(option).collect();
    let mut item = json!({
        "id": format!("i{n}"), "text": text("要求"), "full_score": (2 * weight).to_string(),
        "rule": { "kind": "options", "options": options },
    });
    if let Some(other) = looks {
        let condition = json!({ "item": format!("i{other}"), "chosen": ["d"] });
        item["zero_when"] = json!([{ "if": condition, "text": text("没有制度") }]);
    }
    item
}

/// A standard of so many items, the first of each section looked at by others.
fn template(size: usize, (name, looks): Watched) -> Result<Arc<Template>, Box<dyn Error>> {
    let first = |n: usize| if name.ends_with("chain") { n - 1 } else { n - n % SECTION };
    let full = |range: std::ops::Range<usize>| range.map(|n| 2 * (n % 3 + 1)).sum::<usize>().to_string();
    let section = |start: usize| {
        let range = start..(start + SECTION).min(size);
        let items: Vec<Value> = range.clone().map(|n| item(n, looks(n).then(|| first(n)))).collect();
        json!({ "id": format!("s{start}"), "title": text("部分"), "full_score": full(range), "items": items })
    };
    let sections: Vec<Value> = (0..size).step_by(SECTION).map(section).collect();
    let body = json!({
        "id": "bench", "edition": "1", "title": text("标准"), "mode": "appraisal", "periods": ["year"],
        "full_score": full(0..size), "sections": sections,
        "grades": [{ "id": "good", "label": text("好"), "at_least": "1" }, { "id": "poor", "label": text("差") }],
    });
    let file = json!({ "format": "yardstick.template", "version": VERSION, "id": "bench", "body": body });
    Ok(read_template(file.to_string().as_bytes())?)
}

fn choose(n: usize, choice: usize) -> Edit {
    let answer = Answer::Choice(FieldId::from(CHOICES[choice % CHOICES.len()]));
    Edit::Entry(ItemId::from(format!("i{n}").as_str()), Entry { answer: Some(answer), ..Entry::default() })
}

/// The median time of an answer and of the whole sheet.
fn measure(template: Arc<Template>, size: usize) -> (Duration, Duration) {
    let mut sheet = Sheet::open(Submission::new(SubmissionId::from("bench"), template));
    let mut chosen: Vec<usize> = (0..size).collect();
    for (n, choice) in chosen.iter().enumerate() {
        sheet.apply(choose(n, *choice));
    }
    let (mut one, mut all) = (Vec::new(), Vec::new());
    for turn in 0..ANSWERS {
        // The first item of some section, from all over the sheet.
        let n = turn * 37 % (size / SECTION) * SECTION;
        chosen[n] += 1;
        let edit = choose(n, chosen[n]);
        let (time, changed) = timed(|| sheet.apply(edit));
        assert!(changed, "every answer is another one than before");
        one.push(time);
        let submission = sheet.submission().clone();
        let (time, whole) = timed(|| Sheet::open(submission));
        all.push(time);
        assert!(whole.totals() == sheet.totals(), "both ways come to the same");
    }
    (median(one), median(all))
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let done = black_box(work());
    (start.elapsed(), done)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("| items | the answered item is looked at by | an answer, µs | the whole sheet, µs | ratio |");
    println!("|--:|---|--:|--:|--:|");
    for size in SIZES {
        for watched in WATCHED {
            let (one, all) = measure(template(size, watched)?, size);
            let micros = |time: Duration| time.as_secs_f64() * 1e6;
            let ratio = all.as_secs_f64() / one.as_secs_f64();
            println!("| {size} | {} | {:.1} | {:.0} | {ratio:.0}× |", watched.0, micros(one), micros(all));
        }
    }
    Ok(())
}
