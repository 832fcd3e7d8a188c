//! What clang complains about, as diagnostics of ours.

use super::{
    MAIN, STDIN,
    advice::{Class, classify},
    api::{ClangDiagnostic, TranslationUnit},
    files::{Files, Place},
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Severity, Terms},
    frontend::{Input, system_directories},
};
use clang_sys::{CXDiagnostic_Error, CXDiagnostic_Fatal};
use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};

/// More errors than this say nothing new; most follow from the first.
const MOST: usize = 20;

/// Turns the errors of clang into diagnostics, and says where they are. A tree with errors in it is not to be trusted:
/// a type that is not declared becomes `int`, and the binding would be wrong without a word. So any error stops the
/// run, unless the user said to go on.
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
    let complaints = errors
        .iter()
        .map(|error| Complaint::new(error, files))
        .collect();
    let reporter = Reporter {
        files,
        input,
        terms: diagnostics.terms(),
        target: input.target().map(|_| unit.target().0),
    };
    for mut diagnostic in reporter.diagnostics(complaints) {
        let may_go_on = match diagnostic.code {
            Code::HeaderInvalid => true,
            // Without what the user named there is nothing to go on with.
            Code::TargetHeadersMissing => diagnostic.place.is_some(),
            _ => false,
        };
        if input.keep_going && may_go_on {
            diagnostic.severity = Severity::Warning;
        }
        diagnostics.push(diagnostic);
    }
    places
}

/// An error of clang, and what it is about.
struct Complaint<'e, 'tu> {
    error: &'e ClangDiagnostic<'tu>,
    class: Class,
    /// The text at its place.
    word: String,
    /// Whether it is in the file that includes what the user named: the text of a header is over there.
    is_in_main: bool,
}

impl<'e, 'tu> Complaint<'e, 'tu> {
    fn new(error: &'e ClangDiagnostic<'tu>, files: &Files<'tu>) -> Complaint<'e, 'tu> {
        let place = files.resolve(error.location);
        let (before, after) = place.map_or((&[][..], &[][..]), |place| {
            let text = files.text(place.file);
            text.split_at((place.offset as usize).min(text.len()))
        });
        let start = before
            .iter()
            .rposition(|&byte| byte == b'\n')
            .map_or(0, |at| at + 1);
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let length = after.iter().take_while(|byte| is_word(byte)).count().max(1);
        let word = String::from_utf8_lossy(&after[..length.min(after.len())]).into_owned();
        Complaint {
            error,
            class: classify(error, &before[start..], &word),
            word,
            is_in_main: error
                .location
                .file
                .is_some_and(|file| file.name().ends_with(MAIN.as_bytes())),
        }
    }

    /// The file that an `#include` does not find.
    fn missing_file(&self) -> Option<&str> {
        let name = self.error.message.strip_suffix(" file not found")?;
        Some(name.trim_matches('\'')).filter(|name| !name.ends_with(STDIN))
    }
}

struct Reporter<'r, 'tu> {
    files: &'r Files<'tu>,
    input: &'r Input,
    terms: Terms,
    /// The target, where the user names one.
    target: Option<String>,
}

impl<'tu> Reporter<'_, 'tu> {
    /// The errors that say something new: not what follows from a missing file, or from text that is no C at all.
    fn diagnostics(&self, mut complaints: Vec<Complaint<'_, 'tu>>) -> Vec<Diagnostic> {
        let all = complaints.len();
        let is_argument = |it: &Complaint<'_, 'tu>| it.error.location.file.is_none();
        if complaints.iter().any(is_argument) {
            complaints.retain(is_argument);
        } else if let Some(diagnostic) = complaints.iter().find_map(|it| self.foreign_target(it)) {
            return vec![diagnostic];
        } else if let Some(first) = complaints.iter().position(|it| it.class == Class::Cxx) {
            complaints = complaints.into_iter().skip(first).take(1).collect();
        } else if complaints.iter().any(|it| it.class == Class::MissingFile) {
            complaints.retain(|it| it.class == Class::MissingFile);
        } else if let Some(end) = complaints.iter().position(|it| it.is_in_main) {
            // What follows from a header that ended too soon.
            complaints.truncate(end + 1);
        }
        let mut seen = HashSet::new();
        complaints.retain(|it| seen.insert(self.cause(it)));
        complaints.truncate(MOST);
        let mut list: Vec<Diagnostic> = complaints.iter().map(|it| self.translate(it)).collect();
        let more = all - list.len();
        if let Some(last) = list.last_mut().filter(|_| more > 0) {
            let errors = if more == 1 { "error" } else { "errors" };
            last.notes.push(format!(
                "clang found {more} more {errors}, which may follow from this"
            ));
        }
        list
    }

    /// What errors that one remedy ends have in common.
    fn cause(&self, complaint: &Complaint<'_, 'tu>) -> String {
        match complaint.class {
            Class::MissingFile => {
                let name = complaint.missing_file().unwrap_or_default();
                self.directory_of(name, complaint).map_or_else(
                    || name.to_owned(),
                    |directory| format!("{}/", directory.display()),
                )
            }
            Class::UnknownType | Class::UnknownName => complaint.word.clone(),
            _ => {
                let place = self.files.resolve(complaint.error.location);
                format!("{place:?} {}", complaint.error.message)
            }
        }
    }

    /// A header that this machine has, but not for the target: what is missing is a whole C library.
    fn foreign_target(&self, complaint: &Complaint<'_, 'tu>) -> Option<Diagnostic> {
        let target = self.target.as_ref()?;
        let name = complaint.missing_file()?;
        let directory = system_directories()
            .into_iter()
            .find(|directory| directory.join(name).is_file())?;
        let diagnostic = Diagnostic::error(
            Code::TargetHeadersMissing,
            format!("there is no `{name}` for the target `{target}`"),
        );
        let diagnostic = self.place(diagnostic, complaint, "included here");
        Some(
            diagnostic
                .note(format!("the headers in {} are those of this machine", directory.display()))
                .help(format!(
                    "install a C library for the target and say where it is: `{}`, where DIR/include or \
                     DIR/usr/include holds its headers",
                    self.terms.clang_argument.with("--sysroot=DIR")
                )),
        )
    }

    fn translate(&self, complaint: &Complaint<'_, 'tu>) -> Diagnostic {
        let message = &complaint.error.message;
        let help = complaint.class.help(&complaint.word, self.terms);
        if complaint.is_in_main {
            return match complaint.missing_file() {
                Some(name) => Diagnostic::error(
                    Code::HeaderUnreadable,
                    format!("`<{name}>` is not on the include path"),
                )
                .help(self.found(name, complaint).unwrap_or_else(|| {
                    format!("is the library's development package installed? {help}")
                })),
                None => Diagnostic::error(
                    Code::HeaderInvalid,
                    format!("a header ends in the middle of something: {message}"),
                )
                .help("look at its last declaration: a bracket or a semicolon is missing"),
            };
        }
        if complaint.error.location.file.is_none() {
            return Diagnostic::error(Code::ArgumentsInvalid, format!("clang says: {message}"))
                .help(format!(
                    "arguments for clang (`{}`) are passed on as they are",
                    self.terms.clang_argument.with("ARGUMENT")
                ));
        }
        let diagnostic = Diagnostic::error(Code::HeaderInvalid, message.clone());
        let mut diagnostic = self.place(diagnostic, complaint, complaint.class.label());
        let notes = complaint.error.children.iter();
        for note in notes.filter(|note| !note.message.contains(MAIN)) {
            diagnostic = diagnostic.note(self.located(note));
        }
        let found = complaint
            .missing_file()
            .and_then(|name| self.found(name, complaint));
        diagnostic.help(found.unwrap_or(help))
    }

    fn place(
        &self,
        diagnostic: Diagnostic,
        complaint: &Complaint<'_, 'tu>,
        label: &str,
    ) -> Diagnostic {
        // The file that includes the user's headers is ours, and means nothing to them.
        let span = self.files.span_at(complaint.error.location);
        match span.filter(|_| !complaint.is_in_main) {
            Some(span) => diagnostic.at(span, label),
            None => diagnostic,
        }
    }

    /// A note with the line that it speaks of.
    fn located(&self, note: &ClangDiagnostic<'tu>) -> String {
        let says_where = note.message.ends_with(':');
        let place = self.files.resolve(note.location).filter(|_| !says_where);
        let Some(place) = place else {
            return note.message.trim_end_matches(':').to_owned();
        };
        let before = self
            .files
            .text(place.file)
            .iter()
            .take(place.offset as usize);
        let line = 1 + before.filter(|&&byte| byte == b'\n').count();
        let path = self.files.path(place.file).display();
        format!("{}: {path}:{line}", note.message)
    }

    /// Where a file that is not found lies after all, as advice.
    fn found(&self, name: &str, complaint: &Complaint<'_, 'tu>) -> Option<String> {
        let directory = self.directory_of(name, complaint)?;
        Some(format!(
            "`{}` exists: `{}` makes it found",
            directory.join(name).display(),
            self.terms
                .clang_argument
                .with(format_args!("-I{}", directory.display()))
        ))
    }

    /// A directory near the including file, or near those that are searched, in which `name` is found.
    fn directory_of(&self, name: &str, complaint: &Complaint<'_, 'tu>) -> Option<PathBuf> {
        let place = self.files.resolve(complaint.error.location)?;
        let including = self.files.path(place.file);
        let including = including.strip_prefix(".").unwrap_or(including);
        let above = including.ancestors().skip(1).take(4);
        let beside = above.flat_map(|directory| [directory.to_owned(), directory.join("include")]);
        let searched = self.input.include_directories();
        let below = searched
            .iter()
            .flat_map(|directory| subdirectories(directory));
        let directory = beside
            .chain(below)
            .find(|directory| directory.join(name).is_file())?;
        Some(match directory.as_os_str().is_empty() {
            true => PathBuf::from("."),
            false => directory,
        })
    }
}

/// The directories right in a directory, sorted.
fn subdirectories(directory: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(directory).into_iter().flatten().flatten();
    let mut list: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    list.sort();
    list
}
