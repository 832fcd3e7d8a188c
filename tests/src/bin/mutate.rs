//! Feeds mutated headers to `ffi-gen` for a while, each to a process of its own, so that a crash or a loop of libclang
//! is told from one of ours.
//!
//! ```text
//! mutate [--seconds N] [--seed N] [--keep DIR]
//! ```
//!
//! Fails on a panic, on a signal or a loop where clang itself comes to an end, on an exit without a diagnostic, and on
//! output that does not compile. The headers that did it are kept in DIR.

use ffi_gen_tests::{
    mutation,
    process::{self, Finished},
    random::Random,
    tool,
};
use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
    time::{Duration, Instant},
};

const LIMIT: Duration = Duration::from_secs(30);

/// What a header led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Translated,
    Refused,
    ClangFails,
    Panic,
    Crash,
    Loop,
    Silent,
    BadOutput,
}

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("mutate: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<bool, String> {
    let (mut seconds, mut seed, mut keep) = (60, 1, PathBuf::from("target/mutate"));
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let value = arguments
            .next()
            .ok_or(format!("{argument} needs a value"))?;
        let number = || {
            value
                .parse::<u64>()
                .map_err(|_| format!("{argument} needs a number"))
        };
        match argument.as_str() {
            "--seconds" => seconds = number()?,
            "--seed" => seed = number()?,
            "--keep" => keep = PathBuf::from(value),
            other => return Err(format!("unknown argument {other}")),
        }
    }
    let seeds = mutation::seeds()?;
    let dir = tempfile::tempdir().map_err(|error| error.to_string())?;
    let mut random = Random(seed);
    let mut counts: BTreeMap<Verdict, usize> = BTreeMap::new();
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(seconds) {
        let header = mutation::mutate(&seeds, &mut random);
        let (verdict, why) = try_header(&header, &mut random, dir.path())?;
        let count = counts.entry(verdict).or_default();
        *count += 1;
        if verdict > Verdict::ClangFails {
            let file = keep.join(format!("{verdict:?}-{seed}-{count}.h").to_lowercase());
            fs::create_dir_all(&keep).map_err(|error| error.to_string())?;
            fs::write(&file, &header).map_err(|error| error.to_string())?;
            let why: Vec<&str> = why.lines().take(12).collect();
            println!("{verdict:?}: {}\n{}", file.display(), why.join("\n"));
        }
    }
    println!("seed {seed}, {seconds} s: {counts:?}");
    Ok(counts.keys().all(|verdict| *verdict <= Verdict::ClangFails))
}

fn try_header(header: &[u8], random: &mut Random, dir: &Path) -> Result<(Verdict, String), String> {
    let path = dir.join("mutated.h");
    let out = dir.join("out");
    fs::write(&path, header).map_err(|error| error.to_string())?;
    // Ignoring a folder that is not there yet.
    drop(fs::remove_dir_all(&out));
    let mut command = Command::new(tool::ffi_gen());
    command.arg("generate").arg(&path).arg("-o").arg(&out);
    if random.one_in(2) {
        command.arg("--keep-going");
    }
    command.args(["--", "-I/usr/include/SDL2", "-I/usr/include/libxml2"]);
    let finished = process::run_within(&mut command, b"", LIMIT).map_err(|e| e.to_string())?;
    let Some(finished) = finished else {
        return Ok((
            unless_clang_fails(Verdict::Loop, &path)?,
            "no end".to_owned(),
        ));
    };
    let verdict = match finished.status.code() {
        _ if finished.stderr.contains("panicked at") => Verdict::Panic,
        None => unless_clang_fails(Verdict::Crash, &path)?,
        Some(0) => match compile(random, &out, dir) {
            Ok(()) => Verdict::Translated,
            Err(error) => return Ok((Verdict::BadOutput, error)),
        },
        Some(1) if is_diagnosed(&finished) && !out.exists() => Verdict::Refused,
        Some(_) => Verdict::Silent,
    };
    Ok((verdict, finished.stderr))
}

fn is_diagnosed(finished: &Finished) -> bool {
    finished.stderr.contains("error[F")
}

/// Compiles some of the outputs: it takes longer than all the rest.
fn compile(random: &mut Random, out: &Path, dir: &Path) -> Result<(), String> {
    match random.one_in(3) {
        true => tool::compile(&out.join("raw.rs"), dir),
        false => Ok(()),
    }
}

fn unless_clang_fails(verdict: Verdict, header: &Path) -> Result<Verdict, String> {
    let mut clang = Command::new("clang-19");
    clang.args(["-fsyntax-only", "-x", "c"]).arg(header);
    let finished = process::run_within(&mut clang, b"", LIMIT).map_err(|e| e.to_string())?;
    let fails = finished.is_none_or(|finished| finished.status.code().is_none_or(|code| code > 1));
    Ok(if fails { Verdict::ClangFails } else { verdict })
}
