//! How many of a library's own macros become constants, here and with bindgen's fallback, and whether every other one
//! is in the report.

use super::{Header, Outcome};
use crate::{bindings::Bindings, constants, process};
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
    /// Those that bindgen emits with the right value, when it was asked; the type does not count.
    pub bindgen: Option<usize>,
    /// Those that bindgen emits with a wrong value, or that C does not take for an expression; nobody knows when its
    /// output does not compile.
    pub wrong_in_bindgen: Option<Vec<String>>,
    /// Those that only bindgen emits, rightly.
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
        let known = |name: &str| emitted.contains(name) || left_out.contains(name);
        let (right, wrong) = with_bindgen(bindgen, header, flags, known, dir)?;
        share.bindgen = Some(right.len());
        share.wrong_in_bindgen = wrong;
        let only_bindgen = right
            .into_iter()
            .filter(|name| left_out.contains(name.as_str()));
        share.only_bindgen = only_bindgen.collect();
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

/// The constants among `known` that bindgen emits with its fallback: right ones and, where that can be told, wrong ones.
fn with_bindgen(
    bindgen: &Path,
    header: &Header,
    flags: &[String],
    known: impl Fn(&str) -> bool,
    dir: &Path,
) -> Result<(BTreeSet<String>, Option<Vec<String>>), String> {
    let source = dir.join("macros.h");
    fs::write(&source, header.line()).map_err(|error| error.to_string())?;
    let build = dir.to_string_lossy();
    let options = [
        "--clang-macro-fallback",
        "--clang-macro-fallback-build-dir",
        &build,
    ];
    process::succeed(&mut super::bindgen::command(
        bindgen, &source, flags, &options, dir,
    ))?;
    let output = dir.join("bindgen.rs");
    let mut bindings = Bindings::read(&output)?;
    bindings.constants.retain(|constant| known(&constant.name));
    for constant in &mut bindings.constants {
        constant.value_only = true;
    }
    let names = bindings
        .constants
        .iter()
        .map(|constant| constant.name.clone());
    let mut right: BTreeSet<String> = names.collect();
    // Where bindgen's output does not compile, its values cannot be looked at.
    let Ok(comparison) = constants::compare(&bindings, &output, &header.line(), flags, dir) else {
        return Ok((right, None));
    };
    let different = comparison.different.into_iter().map(|(name, ..)| name);
    let incomparable = comparison.incomparable.into_iter().map(|(name, _)| name);
    let mut wrong: Vec<String> = different.chain(incomparable).collect();
    wrong.retain(|name| right.remove(name));
    Ok((right, Some(wrong)))
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
