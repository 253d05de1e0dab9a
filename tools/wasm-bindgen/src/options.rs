//! The command line, read by hand: ten flags do not need a parser crate.

use std::path::PathBuf;

/// What the caller asked for.
pub(crate) enum Command {
    Version,
    Generate(Options),
}

/// One run over one module.
pub(crate) struct Options {
    pub(crate) input: PathBuf,
    pub(crate) out_dir: Option<PathBuf>,
    pub(crate) out_name: Option<String>,
    pub(crate) target: String,
    pub(crate) typescript: bool,
    pub(crate) keep_debug: bool,
    pub(crate) demangle: bool,
}

/// Reads `--flag value` and `--flag=value` alike; an unknown flag is an error,
/// since ignoring one would change the output without a word.
pub(crate) fn parse(args: impl Iterator<Item = String>) -> Result<Command, String> {
    let mut input = None;
    let mut options = Options {
        input: PathBuf::new(),
        out_dir: None,
        out_name: None,
        target: "bundler".to_owned(),
        typescript: true,
        keep_debug: false,
        demangle: true,
    };
    let mut args = args;
    while let Some(arg) = args.next() {
        let (flag, inline) = match arg.split_once('=') {
            Some((flag, value)) if flag.starts_with("--") => (flag, Some(value.to_owned())),
            _ => (arg.as_str(), None),
        };
        let mut value = || inline.clone().or_else(|| args.next()).ok_or_else(|| format!("{flag} needs a value"));
        match flag {
            "--version" | "-V" => return Ok(Command::Version),
            "--out-dir" => options.out_dir = Some(value()?.into()),
            "--out-name" => options.out_name = Some(value()?),
            "--target" => options.target = value()?,
            "--typescript" => options.typescript = true,
            "--no-typescript" => options.typescript = false,
            "--keep-debug" => options.keep_debug = true,
            "--no-demangle" => options.demangle = false,
            _ if flag.starts_with('-') => return Err(format!("unsupported flag {flag}")),
            _ if input.is_some() => return Err(format!("more than one input: {arg}")),
            _ => input = Some(PathBuf::from(&arg)),
        }
    }
    options.input = input.ok_or("no input module given")?;
    Ok(Command::Generate(options))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(args: &[&str]) -> Result<Options, String> {
        match parse(args.iter().map(ToString::to_string))? {
            Command::Generate(options) => Ok(options),
            Command::Version => Err("version".to_owned()),
        }
    }

    #[test]
    fn a_value_may_follow_its_flag_or_be_joined_to_it() {
        for args in
            [&["--target", "web", "--out-dir", "out", "in.wasm"][..], &["in.wasm", "--out-dir=out", "--target=web"][..]]
        {
            let options = parsed(args).expect("these arguments are complete");
            assert_eq!(options.target, "web");
            assert_eq!(options.out_dir, Some(PathBuf::from("out")));
            assert_eq!(options.input, PathBuf::from("in.wasm"));
        }
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for args in [&["--weak-refs", "in.wasm"][..], &["in.wasm", "--target"], &["a.wasm", "b.wasm"], &[]] {
            assert!(parsed(args).is_err(), "{args:?}");
        }
    }
}
