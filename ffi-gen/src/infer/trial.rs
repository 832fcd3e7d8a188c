//! A draft must be accepted as it is: entries that the checks of a side file refuse become comments.

use super::{Draft, text};
use crate::{
    annotation::{Overlay, check, overlay},
    contract::Contract,
    diagnostic::{Diagnostic, Diagnostics, Severity},
    resolve,
};
use std::collections::BTreeMap;

/// Tries the draft, and turns what is refused into comments, until nothing is.
pub(super) fn demote(draft: &mut Draft, contract: &Contract, known: &Overlay) {
    const MOST: usize = 20;
    for _ in 0..MOST {
        let refused = refused(draft, contract, known);
        if refused.is_empty() {
            return;
        }
        for group in &mut draft.groups {
            for entry in &mut group.entries {
                if let Some(message) = refused.get(&entry.name) {
                    entry.unknown.push(format!("how to mend this: {message}"));
                }
            }
        }
    }
}

/// The names of the entries that an error points to, and what it says. What stays unsafe is noted on the way.
fn refused(draft: &mut Draft, contract: &Contract, known: &Overlay) -> BTreeMap<String, String> {
    let mut trial = contract.clone();
    let written = text::new_file(draft);
    let file = trial.add_source("draft.ffi.toml".into(), written.as_bytes());
    let mut diagnostics = Diagnostics::default();
    let mut side_file = overlay::read(file, trial.sources(), &mut diagnostics);
    side_file.entries.extend(known.entries.iter().cloned());
    for convention in &known.conventions {
        side_file
            .conventions
            .retain(|drafted| drafted.name != convention.name);
        side_file.conventions.push(convention.clone());
    }
    check(&side_file, &trial, &mut diagnostics);
    let resolved = (!diagnostics.has_errors())
        .then(|| resolve::resolve_whole(trial, &side_file, &mut diagnostics));
    let starts: Vec<(u32, &str)> = side_file
        .entries
        .iter()
        .filter(|entry| entry.span.file == file)
        .map(|entry| (entry.span.start, entry.selector.as_str()))
        .collect();
    let mut refused = BTreeMap::new();
    for diagnostic in diagnostics.iter().filter(|d| d.severity == Severity::Error) {
        if let Some(name) = entry_of(diagnostic, &starts, file) {
            refused.insert(name.to_owned(), diagnostic.message.clone());
        }
    }
    if let Some(resolved) = resolved.filter(|_| refused.is_empty()) {
        for (id, reasons) in &resolved.api().kept_unsafe {
            let name = resolved.contract().item(*id).name();
            let entries = draft.groups.iter_mut().flat_map(|group| &mut group.entries);
            for entry in entries.filter(|entry| entry.name == name && entry.notes.is_empty()) {
                entry.notes = reasons
                    .iter()
                    .map(|reason| format!("stays unsafe: {}", reason.text))
                    .collect();
            }
        }
    }
    refused
}

fn entry_of<'a>(
    diagnostic: &Diagnostic,
    starts: &[(u32, &'a str)],
    file: crate::source::FileId,
) -> Option<&'a str> {
    let (span, _) = diagnostic
        .place
        .as_ref()
        .filter(|(span, _)| span.file == file)?;
    let before = starts
        .iter()
        .rev()
        .find(|(start, _)| *start <= span.start)?;
    Some(before.1)
}
