//! `yardstick lint`

use serde::Serialize;
use yardstick::app::{Picked, wording};
use yardstick::domain::Flaw;
use yardstick::format::{Kind, ReadError, read_template};

use crate::files::{self, Progress};
use crate::{Call, Unusable, print_json};

#[derive(Serialize)]
struct Report {
    file: String,
    flaws: Vec<Flaw>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<ReadError>,
}

/// Prints the findings; all is well when there are none.
pub(crate) fn run(call: &Call) -> Result<bool, Unusable> {
    let files = files::all(&call.paths)?;
    let mut progress = Progress::through(&files);
    let mut reports = Vec::new();
    for file in &files {
        for Picked { name, contents } in files::documents(file, Kind::Template)? {
            let (flaws, error) = match contents.and_then(|bytes| read_template(&bytes)) {
                Ok(template) => (template.warnings().to_vec(), None),
                Err(ReadError::Template { flaws }) => (flaws, None),
                Err(error) => (Vec::new(), Some(error)),
            };
            reports.push(Report { file: name, flaws, error });
        }
        progress.step();
    }
    if call.json {
        print_json(&reports)?;
    } else {
        for report in &reports {
            print(call, report);
        }
    }
    if let [Report { error: Some(_), .. }] = reports[..] {
        return Err("the file is no template".to_owned());
    }
    Ok(reports.iter().all(|report| report.flaws.is_empty() && report.error.is_none()))
}

fn print(call: &Call, report: &Report) {
    if call.paths.len() > 1 || report.error.is_some() || !report.flaws.is_empty() {
        println!("{}", report.file);
    }
    if let Some(error) = &report.error {
        println!("  {}", wording::read_trouble(call.lang, error));
    }
    for flaw in &report.flaws {
        let (message, hint) = wording::flaw(call.lang, flaw);
        println!("  {}\n    {message}\n    {hint}", wording::flaw_place(call.lang, flaw));
    }
}
