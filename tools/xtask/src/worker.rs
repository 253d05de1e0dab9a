//! The script of the worker that reads files for the desk: the desk's glue, as one of the old kind.

use std::fs;
use std::path::Path;

use crate::run::{Failure, Outcome};
use crate::single::classic;
use crate::styles::script;

/// Its name beside `desk.js`.
pub(crate) const NAME: &str = "worker.js";

/// Writes it into the built page in `folder`.
pub(crate) fn write(folder: &Path) -> Outcome {
    let (glue, path) = (folder.join("desk.js"), folder.join(NAME));
    let glue = fs::read_to_string(&glue).map_err(|error| Failure::file(&glue, &error))?;
    fs::write(&path, classic(&[], &glue, &script(NAME)?)?).map_err(|error| Failure::file(&path, &error))
}
