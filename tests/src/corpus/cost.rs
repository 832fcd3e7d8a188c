//! What a run costs, beside clang and bindgen.

use super::Header;
use crate::{process, tool};
use std::{
    env, fs,
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

/// User and system time and peak memory of one command; the least of several runs.
pub use crate::process::Usage;

/// What the three tools cost on one header.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// `ffi-gen generate --tier raw`.
    pub ours: Usage,
    /// `ffi-gen generate` of both tiers, by the draft that `ffi-gen infer` makes of the header, as it is.
    pub both: Usage,
    /// `clang-19 -fsyntax-only`.
    pub clang: Usage,
    /// `bindgen`, when it is installed and wanted.
    pub bindgen: Option<Usage>,
}

/// The word that makes the running program measure a command and print what it costs, as [`measure_argument`] does.
pub const MEASURE: &str = "--measure-command";

/// Measures all tools on one header.
///
/// # Errors
/// When one cannot be started.
pub fn of_header(
    header: &Header,
    flags: &[String],
    bindgen: Option<&Path>,
    runs: u32,
    dir: &Path,
) -> Result<Cost, String> {
    of(
        &header.argument(),
        &header.line(),
        flags,
        bindgen,
        runs,
        dir,
    )
}

/// Measures all tools on a header that declares one variable: what each costs before it does anything.
///
/// # Errors
/// When one cannot be started.
pub fn of_nothing(bindgen: Option<&Path>, runs: u32, dir: &Path) -> Result<Cost, String> {
    let header = dir.join("nothing.h");
    fs::write(&header, "extern int nothing;\n").map_err(|error| error.to_string())?;
    let line = format!("#include {header:?}\n");
    of(&header.to_string_lossy(), &line, &[], bindgen, runs, dir)
}

fn of(
    argument: &str,
    line: &str,
    flags: &[String],
    bindgen: Option<&Path>,
    runs: u32,
    dir: &Path,
) -> Result<Cost, String> {
    let source = dir.join("cost.h");
    fs::write(&source, line).map_err(|error| error.to_string())?;
    let ours = measure(&tool::command(argument, flags, dir), runs)?;
    let draft = dir.join("draft.ffi.toml");
    process::succeed(&mut tool::infer(argument, flags, &draft))?;
    let both = measure(&tool::both_tiers(argument, flags, &draft, dir), runs)?;
    let mut clang = Command::new("clang-19");
    clang
        .arg("-fsyntax-only")
        .args(flags)
        .args(["-x", "c"])
        .arg(&source);
    let clang = measure(&clang, runs)?;
    let bindgen = bindgen
        .map(|path| {
            measure(
                &super::bindgen::command(path, &source, flags, &[], dir),
                runs,
            )
        })
        .transpose()?;
    Ok(Cost {
        ours,
        both,
        clang,
        bindgen,
    })
}

/// Measures `command` from a process of its own, since the memory of the measuring process counts as the command's.
fn measure(command: &Command, runs: u32) -> Result<Usage, String> {
    let this = env::current_exe().map_err(|error| error.to_string())?;
    let mut measuring = Command::new(this);
    measuring
        .args([MEASURE, &runs.to_string()])
        .arg(command.get_program())
        .args(command.get_args())
        .stderr(Stdio::inherit());
    let printed = process::succeed(&mut measuring)?;
    let printed = String::from_utf8_lossy(&printed).into_owned();
    let mut numbers = printed
        .split_whitespace()
        .filter_map(|word| word.parse::<u64>().ok());
    match (numbers.next(), numbers.next()) {
        (Some(micros), Some(peak_kib)) => Ok(Usage {
            cpu: Duration::from_micros(micros),
            peak_kib,
        }),
        _ => Err(format!("not a measurement: {printed}")),
    }
}

/// When the arguments of this program are `MEASURE RUNS COMMAND…`, does that and returns true.
///
/// # Errors
/// When the command cannot be started.
pub fn measure_argument() -> Result<bool, String> {
    let mut arguments = env::args_os().skip(1);
    if arguments.next().is_none_or(|first| first != MEASURE) {
        return Ok(false);
    }
    let runs = arguments
        .next()
        .and_then(|runs| runs.to_str()?.parse().ok())
        .ok_or("no number of runs")?;
    let program = arguments.next().ok_or("no command")?;
    let usage = process::measure(Command::new(&program).args(arguments), runs)
        .map_err(|error| format!("{}: {error}", program.to_string_lossy()))?;
    println!("{} {}", usage.cpu.as_micros(), usage.peak_kib);
    Ok(true)
}
