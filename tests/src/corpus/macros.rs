//! How many of a library's own macros become constants, here and with bindgen's fallback, and whether every other one
//! is in the report.

use super::{Header, Outcome};
use crate::{bindings::Bindings, process};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    process::Command,
};

/// The object-like macros of one library.
#[derive(Debug, Default)]
pub struct Share {
    /// Those that the tool speaks of, emitted or left out with a reason.
    pub known: usize,
    /// Those that are emitted.
    pub emitted: usize,
    /// Those that bindgen emits, when it was asked.
    pub bindgen: Option<usize>,
    /// Those that only bindgen emits.
    pub only_bindgen: Vec<String>,
    /// Macros with a body that the library's files define and the tool does not speak of.
    pub unaccounted: Vec<String>,
}

/// Counts the macros of `header`. `bindgen` is slow: it parses the header once for each macro it cannot read.
///
/// # Errors
/// When gcc or bindgen fails.
pub fn share(
    header: &Header,
    flags: &[String],
    outcome: &Outcome,
    bindgen: Option<&Path>,
    dir: &Path,
) -> Result<Share, String> {
    let macros = defined(&header.line(), flags, dir)?;
    let emitted = emitted(&outcome.bindings, &macros);
    let left_out: BTreeSet<&str> = outcome
        .report
        .left_out
        .iter()
        .filter(|entry| entry.category == "constant")
        .map(|entry| entry.name.as_str())
        .filter(|name| !emitted.contains(name))
        .collect();
    let mut share = Share {
        known: emitted.len() + left_out.len(),
        emitted: emitted.len(),
        ..Share::default()
    };
    let spoken_of = |name: &str| {
        emitted.contains(name)
            || outcome
                .report
                .left_out
                .iter()
                .any(|entry| entry.name == name)
    };
    share.unaccounted = macros
        .iter()
        .filter(|(name, found)| {
            found.has_body && found.is_own(header.include) && !spoken_of(name.as_str())
        })
        .map(|(name, _)| name.clone())
        .collect();
    if let Some(bindgen) = bindgen {
        let theirs = with_bindgen(bindgen, header, flags, dir)?;
        let both = |name: &&str| theirs.contains(*name);
        share.bindgen = Some(emitted.iter().copied().filter(both).count());
        share.only_bindgen = left_out
            .iter()
            .copied()
            .filter(both)
            .map(str::to_owned)
            .collect();
        *share.bindgen.get_or_insert(0) += share.only_bindgen.len();
    }
    Ok(share)
}

/// The names of constants that are macros in C.
fn emitted<'a>(bindings: &'a Bindings, macros: &BTreeMap<String, Macro>) -> BTreeSet<&'a str> {
    let constants = bindings
        .constants
        .iter()
        .map(|constant| constant.name.as_str());
    let synonyms = bindings.synonyms.iter().map(|(name, _)| name.as_str());
    let others = bindings
        .functions
        .iter()
        .chain(bindings.aliases.keys())
        .map(String::as_str);
    constants
        .chain(synonyms)
        .chain(others)
        .filter(|name| macros.contains_key(*name))
        .collect()
}

/// The constants that bindgen emits with its fallback.
fn with_bindgen(
    bindgen: &Path,
    header: &Header,
    flags: &[String],
    dir: &Path,
) -> Result<BTreeSet<String>, String> {
    let source = dir.join("macros.h");
    fs::write(&source, header.line()).map_err(|error| error.to_string())?;
    let options = ["--clang-macro-fallback", "--clang-macro-fallback-build-dir"];
    let build = dir.to_string_lossy();
    let options = [options[0], options[1], &build];
    process::succeed(&mut super::bindgen::command(
        bindgen, &source, flags, &options, dir,
    ))?;
    let bindings = Bindings::read(&dir.join("bindgen.rs"))?;
    Ok(bindings
        .constants
        .into_iter()
        .map(|constant| constant.name)
        .collect())
}

/// An object-like macro that is defined at the end of a header.
#[derive(Debug)]
struct Macro {
    file: String,
    has_body: bool,
}

impl Macro {
    /// Whether the file that defines it is the header itself or lies in the folder that the library has to itself.
    fn is_own(&self, include: &str) -> bool {
        match include.split_once('/') {
            Some((folder, _)) => self.file.split('/').any(|part| part == folder),
            None => self.file.rsplit('/').next() == Some(include),
        }
    }
}

/// The object-like macros that are defined at the end of `line`, and where.
fn defined(line: &str, flags: &[String], dir: &Path) -> Result<BTreeMap<String, Macro>, String> {
    let source = dir.join("defined.c");
    fs::write(&source, line).map_err(|error| error.to_string())?;
    let mut gcc = Command::new("gcc");
    gcc.args(["-std=gnu17", "-E", "-dD"])
        .args(flags)
        .arg(&source);
    let output = process::succeed(&mut gcc)?;
    let output = String::from_utf8_lossy(&output).into_owned();
    let mut file = String::new();
    let mut macros = BTreeMap::new();
    for line in output.lines() {
        if let Some(marker) = line.strip_prefix("# ") {
            file = marker.split('"').nth(1).unwrap_or_default().to_owned();
        } else if let Some(name) = line.strip_prefix("#undef ") {
            macros.remove(name.trim());
        } else if let Some(definition) = line.strip_prefix("#define ") {
            let (name, body) = definition.split_once(' ').unwrap_or((definition, ""));
            if name.contains('(') {
                macros.remove(name.split('(').next().unwrap_or_default());
                continue;
            }
            let found = Macro {
                file: file.clone(),
                has_body: !body.trim().is_empty(),
            };
            macros.insert(name.to_owned(), found);
        }
    }
    Ok(macros)
}
