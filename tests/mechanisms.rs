//! The data files in `tests/mechanisms/`: every way in which published sheets score, worked out by
//! hand. Their README says what stands in them; the second implementation scores the same files.

use serde_json::{Map, Value, json};
use yardstick::domain::intake::Received;
use yardstick::domain::rollup::{Quota, RankedUnit, Rollup};
use yardstick::domain::{LineState, Missing, Part, Quantity, Row, Sheet, SubmissionId};
use yardstick::format::{ReadError, read_submission, read_template};

use crate::cases;
use crate::project;

/// What was found, where it is not what stands in the file. What a file does not name is not compared.
fn differences(wanted: &Value, found: &Value, at: &str, wrong: &mut Vec<String>) {
    match (wanted, found) {
        (Value::Object(wanted), Value::Object(found)) => {
            for (key, value) in wanted {
                differences(value, found.get(key).unwrap_or(&Value::Null), &format!("{at}.{key}"), wrong);
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            one.iter().zip(other).enumerate().for_each(|(n, (a, b))| differences(a, b, &format!("{at}[{n}]"), wrong));
        }
        _ if wanted == found => {}
        _ => wrong.push(format!("{at}: {wanted} by hand, {found} computed")),
    }
}

/// A line as the files of the tests tell it.
pub(crate) fn line(row: &Row) -> Value {
    let state = match row.line.state {
        LineState::Unanswered => "unanswered",
        LineState::Invalid => "invalid",
        LineState::Scored => "scored",
        LineState::NotApplicable => "not_applicable",
        LineState::NotAsked => "not_asked",
    };
    let (obtained, obtainable) = (row.line.obtained.to_string(), row.line.obtainable.to_string());
    json!({ "obtained": obtained, "obtainable": obtainable, "state": state })
}

fn quantity(value: Quantity) -> Value {
    match value {
        Quantity::Amount { value } => json!(value.to_string()),
        Quantity::Ratio { part, whole } => json!(format!("{part}/{whole}")),
        Quantity::Nothing {} => Value::Null,
    }
}

fn local(part: &Part) -> Value {
    let lines: Map<String, Value> = part.rows.iter().map(|row| (row.item.id.to_string(), line(row))).collect();
    let (obtained, obtainable) = (part.score.obtained.to_string(), part.score.obtainable.to_string());
    json!({ "obtained": obtained, "obtainable": obtainable, "lines": lines })
}

fn outcome(sheet: &Sheet) -> Value {
    let totals = sheet.totals();
    let standing = totals.standing.as_ref();
    let figures = sheet.rows().flat_map(|row| {
        let name = |figure| format!("{}.{figure}", row.item.id);
        row.line.figures.iter().map(move |(figure, value)| (name(figure), quantity(*value)))
    });
    let mut papers: Map<String, Value> = Map::new();
    for missing in sheet.missing() {
        if let Missing::Evidence(item, n) = missing {
            let name = &sheet.form().item(item.as_str()).expect("an item").evidence[n].name.zh_hans;
            let list = papers.entry(item.to_string()).or_insert_with(|| json!([]));
            list.as_array_mut().expect("a list").push(json!(name));
        }
    }
    let head = |one: &Missing| matches!(one, Missing::UnitName | Missing::UnitType | Missing::Period);
    json!({
        "lines": sheet.rows().map(|row| (row.item.id.to_string(), line(row))).collect::<Map<_, _>>(),
        "sections": sheet.parts().iter().map(|part| (part.section.id.to_string(), json!(part.score.obtained.to_string()))).collect::<Map<_, _>>(),
        "obtained": totals.obtained.to_string(),
        "obtainable": totals.obtainable.to_string(),
        "core": totals.core.to_string(),
        "bonus": totals.bonus.to_string(),
        "penalty": totals.penalty.to_string(),
        "total": totals.total.to_string(),
        "shown": totals.shown.map(|shown| shown.to_string()),
        "grade": standing.map(|standing| standing.grade.as_str()),
        "by_total": standing.map(|standing| standing.by_total.as_str()),
        "failed": totals.failed,
        "vetoes": totals.vetoes.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "barred": totals.barred.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "flags": totals.flags.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "figures": figures.collect::<Map<_, _>>(),
        "local": sheet.local().map_or(json!({ "obtained": "0", "obtainable": "0", "lines": {} }), |part| local(part)),
        // A case has no head.
        "missing": sheet.missing().iter().filter(|one| !head(one)).count(),
        "missing_papers": papers,
    })
}

/// The submission file of a case, taken in as any other file.
fn received(template: &Value, case: &Value) -> Result<Received, ReadError> {
    let mut entries = case.get("entries").cloned().unwrap_or_else(|| json!({}));
    let mut items = case.get("local_items").cloned().unwrap_or_else(|| json!([]));
    for item in items.as_array_mut().expect("a list") {
        if let Some(answer) = item.as_object_mut().expect("an item").remove("answer") {
            entries[item["id"].as_str().expect("an id")] = json!({ "answer": answer });
        }
    }
    let mut body = json!({
        "unit": { "name": case["name"], "code": case.get("code").unwrap_or(&json!("")) },
        "stage": "draft", "revision": 1, "entries": entries, "template": template["body"],
        "vetoes": case.get("vetoes").cloned().unwrap_or_else(|| json!({})),
    });
    for (key, value) in [("period", &case["period"]), ("as_of", &case["as_of"]), ("local_items", &items)] {
        if !value.is_null() && *value != json!([]) {
            body[key] = value.clone();
        }
    }
    if !case["unit_type"].is_null() {
        body["unit"]["unit_type"] = case["unit_type"].clone();
    }
    let id = case["name"].as_str().expect("a name");
    let document = json!({ "format": "yardstick.submission", "version": 1, "id": id, "body": body });
    read_submission(cases::sealed(document).as_bytes())
}

fn rollup(template: &Value, given: &Value) -> Result<Value, ReadError> {
    let mut files = Vec::new();
    for unit in given["units"].as_array().expect("units") {
        let mut unit = unit.clone();
        unit["period"] = given["period"].clone();
        files.push(received(template, &unit)?);
    }
    let files: Vec<&Received> = files.iter().collect();
    let standard = files[0].submission.template.clone();
    let roll = |quota| Rollup::of(standard.clone(), &files, quota);
    let all = roll(None);
    let name = |unit: &RankedUnit| unit.sheet.unit().name.clone();
    let names = |ids: &[SubmissionId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    let awards = given["expect"]["awards"].as_array().into_iter().flatten().map(|award| {
        let number = |key: &str| u32::try_from(award["quota"][key].as_u64().unwrap_or(0)).expect("small");
        let quota = (!award["quota"].is_null()).then(|| Quota { part: number("part"), whole: number("whole") });
        let rolled = roll(quota);
        let found = rolled.awarding.as_ref().expect("an award");
        json!({
            "quota": award["quota"],
            "places": found.places,
            "candidates": found.candidates,
            "awarded": rolled.units.iter().filter(|unit| unit.awarded).map(name).collect::<Vec<_>>(),
            "tied": names(&found.tied),
        })
    });
    let order = all.units.iter().map(|unit| {
        let totals = unit.sheet.totals();
        let grade = totals.standing.as_ref().map(|standing| standing.grade.as_str());
        json!({ "file": name(unit), "rank": unit.rank, "total": totals.total.to_string(), "grade": grade, "failed": totals.failed })
    });
    let tiers = all.tiers.iter().map(|tier| {
        json!({ "tier": tier.tier.as_str(), "places": tier.places, "units": names(&tier.units), "tied": names(&tier.tied) })
    });
    let normalised = all.units.iter().filter_map(|unit| Some((name(unit), json!(unit.normalised?.to_string()))));
    Ok(json!({
        "order": order.collect::<Vec<_>>(),
        "grades": all.grades().into_iter().map(|(grade, units)| (grade.to_string(), json!(units))).collect::<Map<_, _>>(),
        "mean_total": all.mean_total().map(|mean| mean.to_string()),
        "tiers": tiers.collect::<Vec<_>>(),
        "normalised": normalised.collect::<Map<_, _>>(),
        "awards": awards.collect::<Vec<_>>(),
    }))
}

fn folders() -> Vec<String> {
    let files = project::files("tests/mechanisms", "cases.json");
    files.into_iter().map(|file| file.trim_end_matches("/cases.json").to_owned()).collect()
}

#[test]
fn every_mechanism_of_published_sheets_scores_as_worked_out_by_hand() {
    let mut wrong = Vec::new();
    let mut answers = 0;
    for folder in folders() {
        let (cases, template) = (cases::json_of(&format!("{folder}/cases.json")), format!("{folder}/template.json"));
        let template = cases::json_of(&template);
        for (key, list) in [("cases", &cases["cases"]), ("rollups", &cases["rollups"])] {
            for case in list.as_array().into_iter().flatten() {
                answers += 1;
                let at = format!("{folder}: {}", case["name"]);
                let found = if key == "cases" {
                    received(&template, case).map(|received| outcome(&Sheet::open(received.submission)))
                } else {
                    rollup(&template, case)
                };
                match found {
                    Ok(found) => differences(&case["expect"], &found, &at, &mut wrong),
                    Err(error) => wrong.push(format!("{at}: {error:?}")),
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));
    assert!(answers > 200, "only {answers} answers");
}

#[test]
fn good_templates_pass_and_bad_ones_are_refused() {
    let mut wrong = Vec::new();
    for folder in folders() {
        for file in project::files(&folder, ".json") {
            let name = file.trim_start_matches(&folder);
            let read = read_template(project::read(&file).as_bytes());
            match (name.starts_with("/bad/"), read) {
                (true, Ok(_)) => wrong.push(format!("{file} is let in")),
                (false, Err(error)) if name != "/cases.json" => wrong.push(format!("{file}: {error:?}")),
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
