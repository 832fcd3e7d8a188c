//! The one way through: source, contract, resolved contract, files.

use crate::{
    backend::{Backend, Emission},
    diagnostic::{Code, Diagnostic, Diagnostics, Terms},
    frontend::{Input, clang},
    resolve::{self, Resolved, Selection},
    source::SourceMap,
};
use std::path::{Path, PathBuf};

/// What is wanted.
pub struct Request {
    /// What is read.
    pub input: Input,
    /// What of it is translated.
    pub selection: Selection,
    /// Into what.
    pub backend: Box<dyn Backend>,
}

/// What a run made.
#[derive(Debug)]
pub struct Output {
    /// The contract, with every decision made.
    pub resolved: Resolved,
    /// What is to be written, and what was left out.
    pub emission: Emission,
    /// Every file that was read.
    pub read: Vec<PathBuf>,
}

impl Output {
    /// Whether the file at `path` is one of those that were read.
    pub fn has_read(&self, path: &Path) -> bool {
        let real = |path: &Path| path.canonicalize().ok();
        real(path).is_some_and(|path| {
            self.read
                .iter()
                .any(|read| real(read).as_ref() == Some(&path))
        })
    }
}

/// A run that made nothing. Why is in the diagnostics.
#[derive(Debug, Default)]
pub struct Failure {
    /// The sources that the diagnostics point to.
    pub sources: SourceMap,
    /// Every file that was read.
    pub read: Vec<PathBuf>,
}

/// From headers to files. Nothing is written and nothing is printed.
///
/// # Errors
/// When `diagnostics` has an error afterwards.
pub fn run(request: &Request, diagnostics: &mut Diagnostics) -> Result<Output, Failure> {
    let (resolved, read) = resolve(&request.input, &request.selection, diagnostics)?;
    let emission = request.backend.emit(&resolved);
    Ok(Output {
        resolved,
        emission,
        read,
    })
}

/// The first half of [`run`]: from headers to a resolved contract and the files that were read.
///
/// # Errors
/// As [`run`].
pub fn resolve(
    input: &Input,
    selection: &Selection,
    diagnostics: &mut Diagnostics,
) -> Result<(Resolved, Vec<PathBuf>), Failure> {
    input.check(diagnostics);
    if diagnostics.has_errors() {
        return Err(Failure::default());
    }
    let reading = clang::read(input, diagnostics);
    let read = reading.files;
    let contract = match reading.contract {
        Ok(contract) => contract,
        Err(sources) => return Err(Failure { sources, read }),
    };
    let resolved = resolve::resolve(contract, selection, diagnostics);
    if diagnostics.has_errors() {
        let sources = resolved.contract().sources().clone();
        return Err(Failure { sources, read });
    }
    if resolved.items().next().is_none() {
        diagnostics.push(nothing_declared(input, diagnostics.terms()));
        let sources = resolved.contract().sources().clone();
        return Err(Failure { sources, read });
    }
    Ok((resolved, read))
}

fn nothing_declared(input: &Input, terms: Terms) -> Diagnostic {
    let headers: Vec<String> = input.headers.iter().map(ToString::to_string).collect();
    Diagnostic::error(
        Code::NothingDeclared,
        format!("{} declares nothing", headers.join(", ")),
    )
    .help(format!(
        "name the header that holds the declarations; what is behind an `#ifdef` needs `{}`, \
         and what another library declares is not taken along",
        terms.clang_argument.with("-DNAME")
    ))
}
