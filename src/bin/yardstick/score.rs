//! `yardstick score`

use serde::Serialize;
use serde_json::{Value, json};
use yardstick::app::{Picked, Word, word, wording};
use yardstick::domain::rule::{Line, LineState};
use yardstick::domain::{ItemId, Missing, Part, SectionId, SectionScore, Sheet, Totals, VetoEffect};
use yardstick::format::{Kind, read_submission};

use crate::files::{self, Progress};
use crate::{Call, Unusable, print_json};

#[derive(Serialize)]
struct Scorecard<'a> {
    check_code: &'a str,
    lines: Vec<ScoredItem<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    local: Vec<ScoredItem<'a>>,
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

/// Prints every line; all is well when nothing is missing. One file gives one scorecard, several a list.
pub(crate) fn run(call: &Call) -> Result<bool, Unusable> {
    let files = files::all(&call.paths)?;
    let mut progress = Progress::through(&files);
    let (mut well, mut cards, mut only) = (true, Vec::new(), files.len() == 1);
    for file in &files {
        let documents = files::documents(file, Kind::Submission)?;
        progress.step();
        only &= documents.len() == 1;
        for Picked { name, contents } in documents {
            match contents.and_then(|bytes| read_submission(&bytes)) {
                Ok(received) => {
                    let sheet = Sheet::open(received.submission);
                    well &= sheet.totals().missing == 0;
                    if call.json {
                        cards.push((name, card(&sheet, &received.check_code)?));
                    } else {
                        print(call, &sheet, &received.check_code);
                    }
                }
                Err(error) if only => return Err(format!("{name}: {}", wording::read_trouble(call.lang, &error))),
                Err(error) => {
                    well = false;
                    eprintln!("{name}: {}", wording::read_trouble(call.lang, &error));
                    cards.push((name, json!({ "error": error })));
                }
            }
        }
    }
    if call.json {
        if let ([(_, card)], true) = (&cards[..], only) {
            print_json(card)?;
        } else {
            let list: Vec<Value> =
                cards.into_iter().map(|(file, card)| json!({ "file": file, "result": card })).collect();
            print_json(&list)?;
        }
    }
    Ok(well)
}

fn lines(part: &Part) -> impl Iterator<Item = ScoredItem<'_>> {
    part.rows.iter().map(|row| ScoredItem { item: &row.item.id, line: &row.line })
}

fn card(sheet: &Sheet, check_code: &str) -> Result<Value, Unusable> {
    let card = Scorecard {
        check_code,
        lines: sheet.parts().iter().flat_map(|part| lines(part)).collect(),
        local: sheet.local().into_iter().flat_map(|part| lines(part)).collect(),
        sections: sheet
            .parts()
            .iter()
            .chain(sheet.local())
            .map(|part| ScoredSection { section: &part.section.id, score: &part.score })
            .collect(),
        totals: sheet.totals(),
        missing: sheet.missing(),
    };
    serde_json::to_value(&card).map_err(|error| error.to_string())
}

fn print(call: &Call, sheet: &Sheet, check_code: &str) {
    let lang = call.lang;
    let form = sheet.form();
    println!("{} · {} · {check_code}", form.title.get(lang), sheet.unit().name);
    for part in sheet.parts().iter().chain(sheet.local()) {
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
    if let (Some(shown), Some(out_of)) = (totals.shown, form.shown_out_of) {
        println!("  = {shown} / {out_of}");
    }
    if let Some(standing) = &totals.standing {
        println!("{}  {}", word(lang, Word::ColumnGrade), wording::grade(lang, form, &standing.grade));
        for blocked in &standing.blocked_by {
            let grade = form.grades.iter().find(|grade| grade.id == blocked.grade);
            let needed = grade.and_then(|grade| Some((grade, grade.requires.get(blocked.requirement)?)));
            if let Some((grade, needed)) = needed {
                println!("  ✗ {}: {}", grade.label.get(lang), needed.text.get(lang));
            }
        }
    }
    for veto in form.vetoes.iter().filter(|veto| totals.vetoes.contains(&veto.id)) {
        let bar = match &veto.effect {
            VetoEffect::Bar { text } => format!(" → {}", text.get(lang)),
            _ => String::new(),
        };
        println!("  ! {}{bar}", veto.text.get(lang));
    }
    for flag in form.flags.iter().filter(|flag| totals.flags.contains(&flag.id)) {
        println!("  ⚑ {}", flag.label.get(lang));
    }
    if totals.missing > 0 {
        println!("\n{}", word(lang, Word::MissingTitle));
        for missing in sheet.missing() {
            println!("  {}", wording::missing(lang, form, &sheet.submission().local_items, &missing));
        }
    }
}
