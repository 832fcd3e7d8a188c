//! Why a build script got nothing.

use crate::{
    diagnostic::{Color, Diagnostic, Diagnostics, render},
    source::SourceMap,
};
use std::fmt;

/// Why there are no bindings, or no header. `Debug` shows the same text as `Display`, for that is what a build script
/// prints.
#[derive(Clone)]
pub struct Error {
    text: String,
}

impl Error {
    pub(crate) fn new(diagnostics: &Diagnostics, sources: &SourceMap) -> Error {
        Error {
            text: render(diagnostics, sources, Color::Never),
        }
    }
}

impl From<Diagnostic> for Error {
    fn from(diagnostic: Diagnostic) -> Error {
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(diagnostic);
        Error::new(&diagnostics, &SourceMap::default())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text.trim_end())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ffi-gen made no bindings\n\n{self}")
    }
}

impl std::error::Error for Error {}
