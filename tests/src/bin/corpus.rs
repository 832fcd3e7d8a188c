//! Runs `ffi-gen` over the corpus and prints what came of it.
//!
//! ```text
//! corpus [--only NAME]… [--timing N] [--no-bindgen] [--check-constants] [--check-layouts] [--macro-share]
//! ```
//!
//! The exit code says whether the output of every installed header is right; cost never decides.

use ffi_gen_tests::corpus::{
    self, Checks, HEADERS, Header, bindgen, cost, macros,
    table::{Row, Table},
};
use std::{env, path::PathBuf, process::ExitCode};

/// What is asked for.
struct Options {
    only: Vec<String>,
    timing: u32,
    bindgen: Option<PathBuf>,
    macro_share: bool,
    checks: Checks,
}

fn main() -> ExitCode {
    match cost::measure_argument().and_then(|done| if done { Ok(true) } else { run() }) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("corpus: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<bool, String> {
    let options = Options::parse()?;
    let dir = tempfile::tempdir().map_err(|error| error.to_string())?;
    let mut table = Table::default();
    for header in HEADERS.iter().filter(|header| options.wants(header)) {
        let Some(flags) = header.flags() else {
            table.skipped.push(*header);
            continue;
        };
        eprintln!("{}", header.include);
        let dir = tempfile::tempdir_in(&dir).map_err(|error| error.to_string())?;
        table.rows.push(options.row(header, &flags, dir.path())?);
    }
    if options.timing > 0 {
        let bindgen = options.bindgen.as_deref();
        table.nothing = Some(cost::of_nothing(bindgen, options.timing, dir.path())?);
    }
    print!("{}", table.render());
    Ok(table.is_good())
}

impl Options {
    fn parse() -> Result<Options, String> {
        let mut options = Options {
            only: Vec::new(),
            timing: 5,
            bindgen: bindgen::find(),
            macro_share: false,
            checks: Checks::default(),
        };
        let mut arguments = env::args().skip(1);
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
            match argument.as_str() {
                "--only" => options.only.push(value()?),
                "--timing" => {
                    options.timing = value()?.parse().map_err(|_| "--timing needs a number")?;
                }
                "--no-bindgen" => options.bindgen = None,
                "--check-constants" => options.checks.constants = true,
                "--check-layouts" => options.checks.layouts = true,
                "--macro-share" => options.macro_share = true,
                other => return Err(format!("unknown argument {other}")),
            }
        }
        Ok(options)
    }

    fn wants(&self, header: &Header) -> bool {
        self.only.is_empty() || self.only.iter().any(|name| header.include.contains(name))
    }

    fn row(&self, header: &Header, flags: &[String], dir: &std::path::Path) -> Result<Row, String> {
        let outcome = corpus::check(header, flags, self.checks, dir);
        let bindgen = self.bindgen.as_deref();
        let share = match &outcome {
            Ok(outcome) if self.macro_share => {
                Some(macros::share(header, flags, outcome, bindgen, dir)?)
            }
            _ => None,
        };
        let cost = match self.timing {
            0 => None,
            runs => Some(cost::of_header(header, flags, bindgen, runs, dir)?),
        };
        Ok(Row {
            header: *header,
            outcome,
            cost,
            bindgen: bindgen.map(|path| bindgen::compiles(path, &header.line(), flags, dir)),
            share,
        })
    }
}
