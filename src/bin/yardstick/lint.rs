//! `yardstick lint`

use std::path::Path;

use yardstick::app::wording;
use yardstick::domain::Flaw;
use yardstick::format::{ReadError, read_template};

use crate::{Call, Unusable, print_json, read};

/// Prints the findings; all is well when there are none.
pub(crate) fn run(call: &Call, path: &Path) -> Result<bool, Unusable> {
    let flaws: Vec<Flaw> = match read_template(&read(path)?) {
        Ok(template) => template.warnings().to_vec(),
        Err(ReadError::Template { flaws }) => flaws,
        Err(error) => return Err(format!("{}: {}", path.display(), wording::read_trouble(call.lang, &error))),
    };
    if call.json {
        print_json(&flaws)?;
    } else {
        for flaw in &flaws {
            let (message, hint) = wording::flaw(call.lang, flaw);
            println!("{}\n  {message}\n  {hint}", wording::flaw_place(call.lang, flaw));
        }
    }
    Ok(flaws.is_empty())
}
