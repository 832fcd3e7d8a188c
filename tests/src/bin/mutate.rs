//! Mutates headers at random and checks that translating them neither panics, crashes nor hangs, and that what is
//! written compiles: `mutate --seconds 60 --seed 1 HEADER…`. The headers of `tests/cases/raw` are always among the seeds.

use ffi_gen_tests::{
    mutate::{
        Finding, Findings, Mutator, Random,
        worker::{self, Outcome, Worker},
    },
    process, tool,
};
use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
    time::{Duration, Instant, SystemTime},
};

/// The longest that one small header may take.
const LIMIT: Duration = Duration::from_secs(10);

/// One translated header of so many is compiled.
const COMPILED: u64 = 20;

const USAGE: &str = "usage: mutate [--seconds N] [--seed S] [--compile ONE_IN] [HEADER…]";

struct Options {
    seconds: u64,
    seed: u64,
    compiled: u64,
    headers: Vec<PathBuf>,
}

fn main() -> ExitCode {
    if env::args().nth(1).as_deref() == Some("--worker") {
        return match worker::serve() {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        };
    }
    let result = options().and_then(|options| run(&options).map_err(|error| error.to_string()));
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn options() -> Result<Options, String> {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let mut options = Options {
        seconds: 60,
        seed: now.map_or(0, |time| time.as_secs()),
        compiled: COMPILED,
        headers: Vec::new(),
    };
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut number = || {
            let value = arguments.next().and_then(|text| text.parse().ok());
            value.ok_or(format!("{argument} wants a number\n{USAGE}"))
        };
        match argument.as_str() {
            "--seconds" => options.seconds = number()?,
            "--seed" => options.seed = number()?,
            "--compile" => options.compiled = number()?,
            _ if argument.starts_with('-') => return Err(USAGE.to_owned()),
            _ => options.headers.push(argument.into()),
        }
    }
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/raw");
    let entries = fs::read_dir(&cases).map_err(|error| format!("{}: {error}", cases.display()))?;
    let mut own: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "h"))
        .collect();
    own.sort();
    options.headers.extend(own);
    Ok(options)
}

fn worker_command() -> Command {
    let mut command = Command::new(env::current_exe().expect("a running program has a path"));
    command.arg("--worker");
    command
}

/// Whether nothing was found.
fn run(options: &Options) -> io::Result<bool> {
    let seeds = options
        .headers
        .iter()
        .map(fs::read)
        .collect::<Result<_, _>>()?;
    let mutator = Mutator::new(seeds);
    let mut random = Random::new(options.seed);
    let mut worker = Worker::new(worker_command, LIMIT);
    let directory = tempfile::tempdir()?;
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/mutate");
    let mut findings = Findings::new(&target.join(options.seed.to_string()));
    let (mut headers, mut translated, mut compiled) = (0u64, 0u64, 0u64);
    println!("seed {}", options.seed);
    let end = Instant::now() + Duration::from_secs(options.seconds);
    while Instant::now() < end {
        let header = mutator.header(&mut random);
        let keep_going = random.one_in(4);
        let compile = random.one_in(options.compiled);
        headers += 1;
        let outcome = worker.translate(&header, keep_going)?;
        translated += u64::from(matches!(outcome, Outcome::Translated(_)));
        compiled += u64::from(compile && matches!(outcome, Outcome::Translated(_)));
        if outcome == Outcome::Hung && clang_hangs_too(&header)? {
            continue;
        }
        let finding = judge(&outcome, compile, directory.path())?;
        if let Some(finding) = finding {
            findings.add(&finding, &header, |smaller| {
                let again = worker.translate(smaller, keep_going);
                let found = again.and_then(|outcome| judge(&outcome, compile, directory.path()));
                matches!(found, Ok(Some(found)) if found.signature == finding.signature)
            })?;
        }
    }
    println!("{headers} headers, {translated} translated, {compiled} compiled");
    for (signature, count) in findings.counts() {
        println!("{count:6}  {signature}");
    }
    Ok(findings.counts().is_empty())
}

/// Macros that expand without end keep clang busy as well.
fn clang_hangs_too(header: &[u8]) -> io::Result<bool> {
    for name in ["clang-19", "clang"] {
        let mut clang = Command::new(name);
        clang.args(["-fsyntax-only", "-x", "c", "-"]);
        match process::run_within(&mut clang, header, LIMIT) {
            Ok(finished) => return Ok(finished.is_none()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(false)
}

fn judge(outcome: &Outcome, compile: bool, directory: &Path) -> io::Result<Option<Finding>> {
    match outcome {
        Outcome::Translated(text) if compile => {
            let path = directory.join("bindings.rs");
            fs::write(&path, text)?;
            let complaint = tool::compile(&path, directory).err();
            Ok(complaint.map(|text| Finding::of_rustc(&text)))
        }
        _ => Ok(Finding::of_outcome(outcome)),
    }
}
