//! `yardstick score`

use std::path::Path;

use serde::Serialize;
use yardstick::app::{Word, word, wording};
use yardstick::domain::rule::{Line, LineState};
use yardstick::domain::{ItemId, Missing, SectionId, SectionScore, Sheet, Totals};
use yardstick::format::read_submission;

use crate::{Call, Unusable, print_json, read};

#[derive(Serialize)]
struct Scorecard<'a> {
    check_code: &'a str,
    lines: Vec<ScoredItem<'a>>,
    sections: Vec<ScoredSection<'a>>,
    totals: &'a Totals,
    missing: Vec<Missing>,
}

#[derive(Serialize)]
struct ScoredItem<'a> {
    item: &'a ItemId,
    #[serde(flatten)]
    line: &'a Line,
}

#[derive(Serialize)]
struct ScoredSection<'a> {
    section: &'a SectionId,
    #[serde(flatten)]
    score: &'a SectionScore,
}

/// Prints every line; all is well when nothing is missing.
pub(crate) fn run(call: &Call, path: &Path) -> Result<bool, Unusable> {
    let received = read_submission(&read(path)?)
        .map_err(|error| format!("{}: {}", path.display(), wording::read_trouble(call.lang, &error)))?;
    let sheet = Sheet::open(received.submission);
    if call.json {
        print_json(&Scorecard {
            check_code: &received.check_code,
            lines: sheet.rows().map(|row| ScoredItem { item: &row.item.id, line: &row.line }).collect(),
            sections: sheet
                .parts()
                .iter()
                .map(|part| ScoredSection { section: &part.section.id, score: &part.score })
                .collect(),
            totals: sheet.totals(),
            missing: sheet.missing(),
        })?;
    } else {
        print(call, &sheet, &received.check_code);
    }
    Ok(sheet.totals().missing == 0)
}

fn print(call: &Call, sheet: &Sheet, check_code: &str) {
    let lang = call.lang;
    let template = sheet.template();
    println!("{} · {} · {check_code}", template.title.get(lang), sheet.unit().name);
    for part in sheet.parts() {
        println!("\n{}  {} / {}", part.section.title.get(lang), part.score.obtained, part.section.full_score);
        for row in &part.rows {
            let obtained = match row.line.state {
                LineState::Unanswered => "?".to_owned(),
                _ => row.line.obtained.to_string(),
            };
            println!("  {} {obtained} / {}  {}", row.item.number, row.line.obtainable, row.item.text.get(lang));
            for reason in &row.line.reasons {
                println!("      {}", wording::reason(lang, &row.item, reason));
            }
        }
    }
    let totals = sheet.totals();
    println!("\n{}  {}", word(lang, Word::TotalLabel), totals.total);
    if totals.rescaled {
        println!("  {} / {} → {}", totals.obtained, totals.obtainable, totals.core);
    }
    if let Some(standing) = &totals.standing {
        println!("{}  {}", word(lang, Word::ColumnGrade), wording::grade(lang, template, &standing.grade));
    }
    if totals.missing > 0 {
        println!("\n{}", word(lang, Word::MissingTitle));
        for missing in sheet.missing() {
            println!("  {}", wording::missing(lang, template, &missing));
        }
    }
}
