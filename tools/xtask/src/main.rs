//! Builds, serves and tests the page: `cargo xtask help` lists the commands.
//!
//! Each command first sets up what it needs and skips what is there. A command
//! ends with exit code 1 and one line about what to do next when a step fails.

use std::process::ExitCode;

mod apt;
mod browsers;
mod bundle;
mod coverage;
mod deny;
mod fuzz;
mod mutants;
mod offline;
mod oracle;
mod paths;
mod pipeline;
mod report;
mod run;
mod serve;
mod setup;
mod shim;
mod single;
mod site;
mod steps;
mod styles;
mod wasm;
mod weight;
mod worker;

use run::{Failure, Outcome};

const HELP: &str = "\
cargo xtask <command>

  setup            get the build tools that are missing (first time: about 4 minutes)
  serve [--port N] build the page and serve it on this machine
  build            build the page into dist/ and check what a visitor downloads
  single           make dist/yardstick.html, the page as one file, anew from what is in dist/
  test [--quick]   run every check and test; --quick leaves out the page and the browsers
  test --long      the same, with every browser killed a hundred times: half an hour more
  matrix           build, then go through the whole story in every browser, however the page is opened
  bench [...]      build, then run bench/run.mjs with the remaining arguments
  bench scoring    time one answer beside a full scoring, without a browser
  coverage         print which lines of domain and format the tests reach
  mutants [file]   break domain and format, or one file, in every place: a test must notice; takes hours
  fuzz [seconds]   feed the readers broken files, 15 seconds for each; a release takes 600
  help             print this
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match dispatch(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(args: &[&str]) -> Outcome {
    match args {
        ["setup"] => setup::build_tools(),
        ["serve"] => serve::serve(None),
        ["serve", "--port", port] => match port.parse() {
            Ok(port) => serve::serve(Some(port)),
            Err(_) => Err(usage(&format!("`{port}` is no port"))),
        },
        ["build"] => bundle::build(),
        ["test"] => steps::everything(steps::Kills::Some),
        ["test", "--long"] => steps::everything(steps::Kills::Many),
        ["matrix"] => steps::matrix(),
        ["test", "--quick"] => steps::quick(),
        ["coverage"] => coverage::coverage(),
        ["mutants"] => mutants::mutants(&mutants::ALL),
        ["mutants", file] => mutants::mutants(&[file]),
        ["fuzz"] => fuzz::fuzz(fuzz::SHORT).map(drop),
        ["fuzz", seconds] => match seconds.parse() {
            Ok(seconds) => fuzz::fuzz(seconds).map(drop),
            Err(_) => Err(usage(&format!("`{seconds}` is no number of seconds"))),
        },
        ["single"] => single::again(),
        // Called by Trunk, see Trunk.toml.
        ["finish"] => bundle::finish(),
        ["bench", "scoring"] => steps::bench_scoring(),
        ["bench", rest @ ..] => steps::bench(rest),
        ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        [] => Err(usage("no command given")),
        [first, ..] => Err(usage(&format!("`{first}` with these arguments is no command"))),
    }
}

fn usage(what: &str) -> Failure {
    Failure::new(what, format!("use one of these:\n\n{HELP}"))
}
