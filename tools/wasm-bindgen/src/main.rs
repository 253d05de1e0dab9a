//! The `wasm-bindgen` command as far as Trunk calls it.
//!
//! Building it here from the library ties it to the version in `Cargo.lock`
//! and takes a third of the time of installing the official command.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

mod loader;
mod options;
mod panics;
mod short;

use options::{Command, Options};

fn main() -> ExitCode {
    let result = match options::parse(std::env::args().skip(1)) {
        Ok(Command::Version) => {
            println!("wasm-bindgen {}", env!("CARGO_PKG_VERSION"));
            Ok(())
        }
        Ok(Command::Generate(options)) => generate(options),
        Err(message) => Err(message),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("wasm-bindgen: {message}");
            ExitCode::FAILURE
        }
    }
}

fn generate(options: Options) -> Result<(), String> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(&options.input)
        .typescript(options.typescript)
        .keep_debug(options.keep_debug)
        .demangle(options.demangle)
        // Without it the glue cannot find its module beside itself.
        .omit_default_module_path(false);
    if let Some(name) = &options.out_name {
        bindgen.out_name(name);
    }
    set_target(&mut bindgen, &options.target)?;
    let out_dir = options.out_dir.unwrap_or_else(|| PathBuf::from("."));
    let trouble = |error: &dyn std::fmt::Debug| format!("{}: {error:?}", options.input.display());
    let mut output = bindgen.generate_output().map_err(|error| trouble(&error))?;
    // Who looks for a mistake keeps the sentences: `data-keep-debug` in index.html.
    if !options.keep_debug && !panics::silence(output.wasm_mut()) {
        return Err(format!("{}: the functions have no names; see `strip` in Cargo.toml", options.input.display()));
    }
    let imports = &mut output.wasm_mut().imports;
    let names = short::names(imports.iter().map(|import| import.name.as_str()));
    for import in imports.iter_mut() {
        import.name.clone_from(&names[&import.name]);
    }
    output.emit(&out_dir).map_err(|error| trouble(&error))?;
    let glue = out_dir.join(bindgen.stem().map_err(|error| trouble(&error))?).with_extension("js");
    let text = fs::read_to_string(&glue).map_err(|error| trouble(&error))?;
    fs::write(&glue, loader::replace(&short::glue(&text, &short::with_helpers(names)))).map_err(|error| trouble(&error))
}

fn set_target(bindgen: &mut Bindgen, target: &str) -> Result<(), String> {
    let set = match target {
        "web" => bindgen.web(true),
        "no-modules" => bindgen.no_modules(true),
        "bundler" => bindgen.bundler(true),
        "nodejs" => bindgen.nodejs(true),
        "deno" => bindgen.deno(true),
        other => return Err(format!("unknown target `{other}`")),
    };
    set.map(drop).map_err(|error| format!("{error:?}"))
}
