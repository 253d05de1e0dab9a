//! The command line: the same core without a browser.
//!
//! Exit codes: 0 all is well, 1 there are findings, 2 the call or a file cannot be used.

mod lint;
mod rollup;
mod score;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use yardstick::domain::Lang;

const HELP: &str = "\
yardstick: check, score and roll up Yardstick files

usage:
  yardstick lint <template> [--json] [--lang <tag>]
      Check a template: everything that is wrong with it, with place and hint.
  yardstick score <submission> [--json] [--lang <tag>]
      Score a submission: every line with its reasons, sections, total, grade.
  yardstick rollup <files or folders>… [-o <file>] [--quota <part>/<whole>] [--json] [--lang <tag>]
      Roll up submissions: what becomes of each file, ranks, means; -o writes the roll-up file.
  yardstick schema <template|submission|rollup>
      Print the JSON Schema of a kind of file.

options:
  --json        print JSON instead of text
  --lang <tag>  zh-Hans (default), zh-Hant or en
  -o <file>     where the roll-up file goes
  --quota p/w   the share of units that the award may go to, rounded down

exit codes: 0 all is well, 1 findings, 2 the call or a file cannot be used
";

/// What was asked for.
#[derive(Default)]
pub(crate) struct Call {
    command: String,
    paths: Vec<PathBuf>,
    pub(crate) json: bool,
    pub(crate) lang: Lang,
    pub(crate) out: Option<PathBuf>,
    pub(crate) quota: Option<String>,
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
        "lint" => lint::run(call, call.only_path()?),
        "score" => score::run(call, call.only_path()?),
        "rollup" => rollup::run(call, &call.paths),
        "schema" => schema(call.only_path()?),
        "" | "help" => {
            print!("{HELP}");
            Ok(true)
        }
        other => Err(format!("no command {other:?}; see yardstick --help")),
    }
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
                let tag = arguments.value().map_err(unusable)?;
                let tag = tag.to_string_lossy();
                call.lang =
                    Lang::from_tag(&tag).ok_or_else(|| format!("no language {tag:?}: zh-Hans, zh-Hant or en"))?;
            }
            Short('o') | Long("out") => call.out = Some(arguments.value().map_err(unusable)?.into()),
            Long("quota") => call.quota = Some(arguments.value().map_err(unusable)?.to_string_lossy().into_owned()),
            Value(value) if call.command.is_empty() => call.command = value.to_string_lossy().into_owned(),
            Value(value) => call.paths.push(value.into()),
            other => return Err(other.unexpected().to_string()),
        }
    }
    Ok(call)
}

impl Call {
    fn only_path(&self) -> Result<&Path, Unusable> {
        match self.paths.as_slice() {
            [path] => Ok(path),
            _ => Err(format!("{} takes exactly one argument; see yardstick --help", self.command)),
        }
    }
}

/// The bytes of a file; `-` is standard input.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Unusable> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut io::stdin(), &mut bytes).map_err(|error| format!("standard input: {error}"))?;
        return Ok(bytes);
    }
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
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
        _ => return Err(format!("no schema {:?}: template, submission or rollup", kind.display().to_string())),
    };
    print!("{text}");
    Ok(true)
}
