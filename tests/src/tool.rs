//! The tool under test: `ffi-gen`, built once, and what one run of it writes.

use crate::process;
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

/// What one successful run of `ffi-gen generate` wrote.
#[derive(Debug)]
pub struct Generated {
    /// The file of bindings.
    pub rust: PathBuf,
    /// The report.
    pub report: Report,
}

/// What `--report` says.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// What was left out, in the order of the header.
    pub left_out: Vec<LeftOut>,
}

/// One item that was left out.
#[derive(Debug, Clone)]
pub struct LeftOut {
    /// Its name.
    pub name: String,
    /// What it is: `function`, `type`, `global`, `constant`, `function-like-macro`.
    pub category: String,
    /// The stable code of the reason.
    pub code: String,
    /// The reason in words.
    pub text: String,
}

/// The path of the `ffi-gen` command, built from this workspace in the profile of the running program.
///
/// # Panics
/// When it does not build.
pub fn ffi_gen() -> &'static Path {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| match env::var_os("FFI_GEN") {
        Some(path) => path.into(),
        None => build().unwrap_or_else(|error| panic!("ffi-gen does not build: {error}")),
    })
}

fn build() -> Result<PathBuf, String> {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args([
            "build",
            "--quiet",
            "--package",
            "ffi-gen",
            "--bin",
            "ffi-gen",
        ])
        .args(["--message-format", "json-render-diagnostics"])
        .args((!cfg!(debug_assertions)).then_some("--release"))
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let stdout = process::succeed(&mut cargo)?;
    String::from_utf8_lossy(&stdout)
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|message| message["executable"].as_str().map(PathBuf::from))
        .next_back()
        .ok_or_else(|| "cargo named no executable".to_owned())
}

/// The command `ffi-gen generate --tier raw HEADER -o DIR --report DIR/report.json -- FLAGS`.
pub fn command(header: &str, flags: &[String], dir: &Path) -> Command {
    let mut command = Command::new(ffi_gen());
    command
        .args(["generate", "--tier", "raw", header, "-o"])
        .arg(dir.join("out"))
        .arg("--report")
        .arg(dir.join("report.json"));
    with_flags(command, flags)
}

/// The command `ffi-gen infer HEADER -o DRAFT -- FLAGS`.
pub fn infer(header: &str, flags: &[String], draft: &Path) -> Command {
    let mut command = Command::new(ffi_gen());
    command.args(["infer", header, "-o"]).arg(draft);
    with_flags(command, flags)
}

/// The command `ffi-gen generate HEADER --contract DRAFT -o DIR --name both -- FLAGS`.
pub fn both_tiers(header: &str, flags: &[String], draft: &Path, dir: &Path) -> Command {
    let mut command = Command::new(ffi_gen());
    command
        .args(["generate", header, "--name", "both", "--contract"])
        .arg(draft)
        .arg("-o")
        .arg(dir.join("both"));
    with_flags(command, flags)
}

fn with_flags(mut command: Command, flags: &[String]) -> Command {
    if !flags.is_empty() {
        command.arg("--").args(flags);
    }
    command
}

/// Generates the bindings of `header` into `dir`.
///
/// # Errors
/// When the tool fails, or does not write exactly one file and a report.
pub fn generate(header: &str, flags: &[String], dir: &Path) -> Result<Generated, String> {
    process::succeed(&mut command(header, flags, dir))?;
    let written = fs::read_dir(dir.join("out"))
        .map_err(|error| format!("no output directory: {error}"))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect::<Vec<_>>();
    let [rust] = &written[..] else {
        return Err(format!("expected one .rs file, found {written:?}"));
    };
    Ok(Generated {
        rust: rust.clone(),
        report: Report::read(&dir.join("report.json"))?,
    })
}

/// Has `ffi-gen verify` compare declarations in Rust with the header that they repeat.
///
/// # Errors
/// When something differs, with what was printed.
pub fn verify(rust: &Path, header: &str, flags: &[String]) -> Result<(), String> {
    let mut command = Command::new(ffi_gen());
    command.arg("verify").arg(rust).arg(header);
    process::succeed(&mut with_flags(command, flags)).map(|_| ())
}

/// Compiles a file of bindings as a crate, every warning an error. The layout assertions are constants, so they run.
///
/// # Errors
/// What rustc says.
pub fn compile(rust: &Path, dir: &Path) -> Result<(), String> {
    let mut rustc = Command::new("rustc");
    rustc
        .args([
            "--crate-type",
            "lib",
            "--edition",
            "2024",
            "--crate-name",
            "bindings",
        ])
        .args(["--emit", "metadata", "-D", "warnings", "-o"])
        .arg(dir.join("libbindings.rmeta"))
        .arg(rust);
    process::succeed(&mut rustc).map(drop)
}

impl Report {
    /// Reads a report.
    ///
    /// # Errors
    /// When it is missing or not of the documented form.
    pub fn read(path: &Path) -> Result<Report, String> {
        let text = fs::read_to_string(path).map_err(|error| format!("no report: {error}"))?;
        let json: serde_json::Value = serde_json::from_str(&text).map_err(|e| e.to_string())?;
        let entries = json["left_out"].as_array().ok_or("no list `left_out`")?;
        let field = |entry: &serde_json::Value, name: &str| {
            entry[name]
                .as_str()
                .map(str::to_owned)
                .ok_or_else(|| format!("an entry of `left_out` without `{name}`: {entry}"))
        };
        let left_out = entries
            .iter()
            .map(|entry| {
                Ok(LeftOut {
                    name: field(entry, "name")?,
                    category: field(entry, "category")?,
                    code: field(entry, "code")?,
                    text: field(entry, "text")?,
                })
            })
            .collect::<Result<_, String>>()?;
        Ok(Report { left_out })
    }
}
