//! What clang complains about, as diagnostics of ours.

use super::{
    MAIN, STDIN,
    api::{ClangDiagnostic, TranslationUnit},
    files::{Files, Place},
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Severity},
    frontend::Input,
};
use clang_sys::{CXDiagnostic_Error, CXDiagnostic_Fatal};

/// More errors than this say nothing new; most follow from the first.
const MOST: usize = 20;

/// Turns the errors of clang into diagnostics, and says where they are. A tree with errors in it is not to be trusted: a type that is not
/// declared becomes `int`, and the binding would be wrong without a word. So any error stops the run, unless the user
/// said to go on.
pub(super) fn report<'tu>(
    unit: &'tu TranslationUnit,
    files: &Files<'tu>,
    input: &Input,
    diagnostics: &mut Diagnostics,
) -> Vec<Place> {
    let errors: Vec<ClangDiagnostic<'tu>> = unit
        .diagnostics()
        .into_iter()
        .filter(|diagnostic| {
            [CXDiagnostic_Error, CXDiagnostic_Fatal].contains(&diagnostic.severity)
        })
        .collect();
    let places = errors
        .iter()
        .filter_map(|error| files.resolve(error.location))
        .collect();
    let more = errors.len().saturating_sub(MOST);
    let mut has_ended = false;
    for error in errors.into_iter().take(MOST) {
        // What follows from a header that ended too soon says nothing new.
        if has_ended && is_in_main(&error) {
            continue;
        }
        has_ended |= is_in_main(&error) && !error.message.ends_with("file not found");
        let mut diagnostic = translate(&error, files);
        if input.keep_going && diagnostic.code == Code::HeaderInvalid {
            diagnostic.severity = Severity::Warning;
        }
        diagnostics.push(diagnostic);
    }
    if more > 0 {
        diagnostics.push(Diagnostic::warning(
            Code::HeaderInvalid,
            format!("clang found {more} more errors"),
        ));
    }
    places
}

/// Whether clang places an error in the file that includes what the user named: the text of a header is over there.
fn is_in_main(error: &ClangDiagnostic<'_>) -> bool {
    error
        .location
        .file
        .is_some_and(|file| file.name().ends_with(MAIN.as_bytes()))
}

fn translate<'tu>(error: &ClangDiagnostic<'tu>, files: &Files<'tu>) -> Diagnostic {
    let message = &error.message;
    if let Some(name) = message
        .strip_suffix(" file not found")
        .filter(|_| is_in_main(error))
        .map(|name| name.trim_matches('\''))
        .filter(|name| !name.ends_with(STDIN))
    {
        return Diagnostic::error(
            Code::HeaderUnreadable,
            format!("`<{name}>` is not on the include path"),
        )
        .help("is the library's development package installed? `-- -I DIR` adds a directory");
    }
    if is_in_main(error) {
        return Diagnostic::error(
            Code::HeaderInvalid,
            format!("a header ends in the middle of something: {message}"),
        )
        .help("look at its last declaration: a bracket or a semicolon is missing");
    }
    if error.location.file.is_none() {
        return Diagnostic::error(Code::ArgumentsInvalid, format!("clang says: {message}"))
            .help("what follows `--` is passed to clang as it is");
    }
    let mut diagnostic = Diagnostic::error(Code::HeaderInvalid, message.clone());
    if let Some(span) = files.span_at(error.location) {
        diagnostic = diagnostic.at(span, "clang stopped here");
    }
    // The file that includes the user's headers is ours, and means nothing to them.
    let notes = error.children.iter().map(|note| &note.message);
    for note in notes.filter(|note| !note.contains(MAIN)) {
        diagnostic = diagnostic.note(note.clone());
    }
    if message.ends_with("file not found") {
        diagnostic.help("`-- -I DIR` adds a directory to the include path")
    } else {
        diagnostic.help(
            "a header may need another one before it: name both, in order; `--keep-going` translates the rest",
        )
    }
}
