//! From headers.

use crate::{
    annotation::{Overlay, check, overlay},
    backend::{self, Backend, Emission},
    contract::Contract,
    diagnostic::{Code, Diagnostic, Diagnostics, Terms},
    frontend::{Header, Input, clang},
    resolve::{self, Resolved, Selection},
    source::SourceMap,
};
use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

/// What is wanted.
pub struct Request {
    /// What is read.
    pub input: Input,
    /// What of it is translated.
    pub selection: Selection,
    /// The side file with facts that the header does not have.
    pub overlay: Option<PathBuf>,
    /// Into what.
    pub backend: Arc<dyn Backend>,
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
    let overlay = request.overlay.as_deref();
    let (resolved, read) = resolve(&request.input, &request.selection, overlay, diagnostics)?;
    if request.backend.is_safe() && resolved.api().is_unreviewed() {
        diagnostics.push(nothing_reviewed(&request.input, diagnostics.terms()));
    }
    let emission = backend::run(&*request.backend, &resolved);
    Ok(Output {
        resolved,
        emission,
        read,
    })
}

/// What was read: the header, and what the side file says of it.
#[derive(Debug)]
pub struct Read {
    /// The API.
    pub contract: Contract,
    /// The side file; empty when there is none.
    pub overlay: Overlay,
    /// Every file that was read.
    pub files: Vec<PathBuf>,
}

/// The first step of [`run`]: headers and the side file, checked against each other.
///
/// # Errors
/// As [`run`].
pub fn read(
    input: &Input,
    overlay: Option<&Path>,
    diagnostics: &mut Diagnostics,
) -> Result<Read, Failure> {
    input.check(diagnostics);
    let overlay = overlay.and_then(|path| load(path, diagnostics));
    if diagnostics.has_errors() {
        return Err(Failure::default());
    }
    let reading = clang::read(input, diagnostics);
    let mut read = reading.files;
    let mut contract = match reading.contract {
        Ok(contract) => contract,
        Err(sources) => return Err(Failure { sources, read }),
    };
    let overlay = match overlay {
        Some((path, text)) => {
            read.push(path.clone());
            let file = contract.add_source(path, text);
            overlay::read(file, contract.sources(), diagnostics)
        }
        None => Overlay::default(),
    };
    check(&overlay, &contract, diagnostics);
    if diagnostics.has_errors() {
        let sources = contract.sources().clone();
        return Err(Failure { sources, read });
    }
    Ok(Read {
        contract,
        overlay,
        files: read,
    })
}

/// The first half of [`run`]: from headers to a resolved contract and the files that were read.
///
/// # Errors
/// As [`run`].
pub fn resolve(
    input: &Input,
    selection: &Selection,
    overlay: Option<&Path>,
    diagnostics: &mut Diagnostics,
) -> Result<(Resolved, Vec<PathBuf>), Failure> {
    let read = read(input, overlay, diagnostics)?;
    decide(input, selection, read, diagnostics)
}

/// The second step of [`run`]: what is translated, and how it is safe.
///
/// # Errors
/// As [`run`].
pub fn decide(
    input: &Input,
    selection: &Selection,
    read: Read,
    diagnostics: &mut Diagnostics,
) -> Result<(Resolved, Vec<PathBuf>), Failure> {
    let Read {
        contract,
        overlay,
        files: read,
    } = read;
    let resolved = resolve::resolve(contract, selection, &overlay, diagnostics);
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

/// The text of a side file.
fn load(path: &Path, diagnostics: &mut Diagnostics) -> Option<(PathBuf, Vec<u8>)> {
    match fs::read(path) {
        Ok(text) => Some((path.to_owned(), text)),
        Err(error) => {
            diagnostics.push(Diagnostic::error(
                Code::OverlayUnreadable,
                format!("`{}` cannot be read: {error}", path.display()),
            ));
            None
        }
    }
}

fn nothing_reviewed(input: &Input, terms: Terms) -> Diagnostic {
    let mut headers = Vec::new();
    let mut name = None;
    for header in &input.headers {
        let path = match header {
            Header::Path(path) => {
                headers.push(path.display().to_string());
                path.as_path()
            }
            Header::Search(name) => {
                headers.push(format!("'<{name}>'"));
                Path::new(name)
            }
            Header::Stdin(_) => continue,
        };
        name = name.or(path.file_stem());
    }
    let headers = match headers.is_empty() {
        true => "HEADER".to_owned(),
        false => headers.join(" "),
    };
    let name = name.map_or("NAME".into(), OsStr::to_string_lossy);
    Diagnostic::warning(
        Code::NothingReviewed,
        "the safe API is empty: no contract and no annotation vouches for a function or a handle",
    )
    .help(format!(
        "`ffi-gen infer {headers} -o {name}.ffi.toml` drafts a contract; review it, and add `{}`",
        terms.contract.with(format!("{name}.ffi.toml"))
    ))
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
