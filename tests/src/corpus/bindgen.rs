//! bindgen, for comparison, where it is installed.

use crate::{process, tool};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The `bindgen` command: on the path, or where Cargo installs programs.
pub fn find() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let cargo = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")));
    env::split_paths(&path)
        .chain(cargo.map(|cargo| cargo.join("bin")))
        .map(|dir| dir.join("bindgen"))
        .find(|program| program.is_file())
}

/// `bindgen SOURCE OPTIONS -o DIR/bindgen.rs -- FLAGS`.
pub fn command(
    bindgen: &Path,
    source: &Path,
    flags: &[String],
    options: &[&str],
    dir: &Path,
) -> Command {
    let mut command = Command::new(bindgen);
    command
        .arg(source)
        .args(options)
        .arg("-o")
        .arg(dir.join("bindgen.rs"));
    if !flags.is_empty() {
        command.arg("--").args(flags);
    }
    command
}

/// Runs bindgen as it is and says whether its output compiles.
///
/// # Errors
/// When it fails, or rustc refuses what it wrote.
pub fn compiles(bindgen: &Path, line: &str, flags: &[String], dir: &Path) -> Result<(), String> {
    let source = dir.join("bindgen.h");
    fs::write(&source, line).map_err(|error| error.to_string())?;
    process::succeed(&mut command(bindgen, &source, flags, &[], dir))?;
    let allowed = "#![allow(warnings)]\n";
    let output = dir.join("bindgen.rs");
    let text = fs::read_to_string(&output).map_err(|error| error.to_string())?;
    fs::write(&output, allowed.to_owned() + &text).map_err(|error| error.to_string())?;
    tool::compile(&output, dir)
}
