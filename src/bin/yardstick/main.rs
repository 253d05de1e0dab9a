//! The command line: the same core without a browser.
//!
//! Exit codes: 0 all is well, 1 there are findings, 2 the call or a file cannot be used.

mod bundle;
mod files;
mod help;
mod lint;
mod rollup;
mod score;
mod write;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use help::HELP;
use yardstick::domain::Lang;

/// What was asked for.
#[derive(Default)]
pub(crate) struct Call {
    command: String,
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) json: bool,
    pub(crate) lang: Lang,
    pub(crate) out: Option<PathBuf>,
    pub(crate) quota: Option<String>,
    pub(crate) unit_type: Option<String>,
    pub(crate) name: String,
    pub(crate) period: Option<String>,
}

/// Why nothing can be done: exit code 2.
pub(crate) type Unusable = String;

fn main() -> ExitCode {
    match call().and_then(|call| run(&call)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(why) => {
            eprintln!("yardstick: {why}");
            ExitCode::from(2)
        }
    }
}

/// Whether all is well.
fn run(call: &Call) -> Result<bool, Unusable> {
    match call.command.as_str() {
        "lint" => lint::run(call),
        "score" => score::run(call),
        "rollup" => rollup::run(call),
        "bundle" => bundle::run(call),
        "new" => write::new(call),
        "migrate" => write::migrate(call),
        "schema" => schema(call.only_path()?),
        "" | "help" => {
            print!("{HELP}");
            Ok(true)
        }
        other => Err(format!("no command {other:?}; see yardstick --help")),
    }
}

/// The value behind an option.
fn text(arguments: &mut lexopt::Parser) -> Result<String, Unusable> {
    let value = arguments.value().map_err(|error| error.to_string())?;
    Ok(value.to_string_lossy().into_owned())
}

fn call() -> Result<Call, Unusable> {
    use lexopt::prelude::{Long, Short, Value};
    let mut call = Call::default();
    let mut arguments = lexopt::Parser::from_env();
    let unusable = |error: lexopt::Error| error.to_string();
    while let Some(argument) = arguments.next().map_err(unusable)? {
        match argument {
            Short('h') | Long("help") => "help".clone_into(&mut call.command),
            Short('V') | Long("version") => {
                println!("yardstick {}", env!("CARGO_PKG_VERSION"));
                std::process::exit(0);
            }
            Long("json") => call.json = true,
            Long("lang") => {
                let tag = text(&mut arguments)?;
                call.lang =
                    Lang::from_tag(&tag).ok_or_else(|| format!("no language {tag:?}: zh-Hans, zh-Hant or en"))?;
            }
            Short('o') | Long("out") => call.out = Some(arguments.value().map_err(unusable)?.into()),
            Long("quota") => call.quota = Some(text(&mut arguments)?),
            Long("unit-type") => call.unit_type = Some(text(&mut arguments)?),
            Long("name") => call.name = text(&mut arguments)?,
            Long("period") => call.period = Some(text(&mut arguments)?),
            Value(value) if call.command.is_empty() => call.command = value.to_string_lossy().into_owned(),
            Value(value) => call.paths.push(value.into()),
            other => return Err(other.unexpected().to_string()),
        }
    }
    Ok(call)
}

impl Call {
    pub(crate) fn only_path(&self) -> Result<&Path, Unusable> {
        match self.paths.as_slice() {
            [path] => Ok(path),
            _ => Err(format!("{} takes exactly one argument; see yardstick --help", self.command)),
        }
    }
}

/// Prints a value as JSON.
pub(crate) fn print_json(value: &impl serde::Serialize) -> Result<(), Unusable> {
    let text = serde_json::to_string_pretty(value).map_err(|error| error.to_string())?;
    println!("{text}");
    Ok(())
}

fn schema(kind: &Path) -> Result<bool, Unusable> {
    let text = match kind.to_str() {
        Some("template") => include_str!("../../../schemas/template.json"),
        Some("submission") => include_str!("../../../schemas/submission.json"),
        Some("rollup") => include_str!("../../../schemas/rollup.json"),
        Some("bundle") => include_str!("../../../schemas/bundle.json"),
        Some("key") => include_str!("../../../schemas/key.json"),
        _ => {
            return Err(format!(
                "no schema {:?}: template, submission, rollup, bundle or key",
                kind.display().to_string()
            ));
        }
    };
    print!("{text}");
    Ok(true)
}
