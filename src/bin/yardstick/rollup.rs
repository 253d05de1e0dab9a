//! `yardstick rollup`

use std::fs;

use serde_json::{Value, json};
use yardstick::app::{Committee, Picked, Staged, Word, fill, word, wording};
use yardstick::domain::json::Write;
use yardstick::domain::rollup::{Quota, Rollup, UnitSummary};
use yardstick::format::{Charset, write_rollup};

use crate::files::{self, Progress};
use crate::{Call, Unusable, print_json};

/// Rolls up; all is well when every file counted and all belong together.
pub(crate) fn run(call: &Call) -> Result<bool, Unusable> {
    let files = files::all(&call.paths)?;
    let mut progress = Progress::through(&files);
    let mut committee = Committee::default();
    committee.quota = call.quota.as_deref().map(quota).transpose()?;
    for some in files.chunks(64) {
        let mut picked = Vec::new();
        for file in some {
            picked.push(Picked { name: file.display().to_string(), contents: Ok(files::read(file)?) });
            progress.step();
        }
        committee.stage(picked, files::gb18030);
    }
    let well = committee.countable() == committee.staged.len();
    let intake: Vec<Value> = committee.staged.iter().map(|staged| report(call, staged)).collect();
    committee.commit();
    let one_group = committee.groups().len() == 1;
    let rollup = committee.rollup().ok_or("none of the files can be rolled up")?;
    let written = write_rollup(rollup);
    if let Some(out) = &call.out {
        fs::write(out, &written.text).map_err(|error| format!("{}: {error}", out.display()))?;
    }
    if call.json {
        let units: Vec<Value> = rollup.units.iter().map(|unit| UnitSummary::of(unit).write()).collect();
        print_json(&json!({
            "check_code": written.check_code,
            "files": intake,
            "units": units,
            "items": rollup.items.write(),
            "awarding": rollup.awarding.write(),
            "tiers": rollup.tiers.write(),
            "mean_total": rollup.mean_total().write(),
            "groups": committee.groups().len(),
        }))?;
    } else {
        print(call, rollup, &written.check_code);
    }
    Ok(well && one_group)
}

fn quota(text: &str) -> Result<Quota, Unusable> {
    let parsed = text.split_once('/').and_then(|(part, whole)| Some((part.parse().ok()?, whole.parse().ok()?)));
    match parsed {
        Some((part, whole)) if whole > 0 => Ok(Quota { part, whole }),
        _ => Err(format!("a quota is written as 1/3, not {text:?}")),
    }
}

/// What becomes of a file, told on the way where text is wanted.
fn report(call: &Call, staged: &Staged) -> Value {
    match &staged.outcome {
        Ok((_, verdict)) => {
            let (title, why) = wording::verdict(call.lang, verdict);
            if !call.json && !verdict.counts() {
                println!("{}: {title}. {why}", staged.name);
            }
            if !call.json && staged.charset == Charset::Gb18030 {
                println!("{}: {}", staged.name, word(call.lang, Word::ConvertedText));
            }
            json!({ "file": staged.name, "outcome": verdict })
        }
        Err(error) => {
            if !call.json {
                println!("{}: {}", staged.name, wording::read_trouble(call.lang, error));
            }
            json!({ "file": staged.name, "outcome": error })
        }
    }
}

fn print(call: &Call, rollup: &Rollup, check_code: &str) {
    let lang = call.lang;
    println!("{} · {check_code}", rollup.template.title.get(lang));
    for unit in &rollup.units {
        let totals = unit.sheet.totals();
        let rank = unit.rank.map_or_else(|| word(lang, Word::RankVetoed).to_owned(), |rank| rank.to_string());
        let grade = totals.standing.as_ref().map(|standing| wording::grade(lang, &rollup.template, &standing.grade));
        let star = if unit.awarded { "★" } else { "" };
        println!(
            "  {rank:>4}  {:>8}  {} {} {star}",
            totals.total.to_string(),
            unit.sheet.unit().name,
            grade.unwrap_or_default()
        );
    }
    for tier in &rollup.tiers {
        let rule = rollup.template.ranking.iter().flat_map(|rule| &rule.tiers).find(|rule| rule.id == tier.tier);
        let label = rule.map_or(tier.tier.as_str(), |rule| rule.label.get(lang));
        let tied = if tier.tied.is_empty() { String::new() } else { format!(" (= {})", tier.tied.len()) };
        println!("  {label}  {} / {}{tied}", tier.units.len(), tier.places);
    }
    if let Some(mean) = rollup.mean_total() {
        println!("{}", fill(lang, Word::MeanTotal, &[("mean", &mean.to_string())]));
    }
}
