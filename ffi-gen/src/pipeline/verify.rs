//! Declarations in Rust, compared with a header.

use super::Failure;
use crate::{
    contract::Contract,
    diagnostic::Diagnostics,
    frontend::{
        Input, clang,
        rust::{
            Places,
            bind::{self, Options},
            file,
        },
    },
    source::{FileId, SourceMap},
    verify::{Own, compare},
};
use std::path::{Path, PathBuf};

/// Reads a header that declarations are to be compared with, and names the files that it was read from.
///
/// # Errors
/// When it cannot be read. Why is in `diagnostics`, which point to the sources in the failure.
pub fn read_header(
    input: &Input,
    diagnostics: &mut Diagnostics,
) -> Result<(Contract, Vec<PathBuf>), Failure> {
    input.check(diagnostics);
    if diagnostics.has_errors() {
        return Err(Failure::default());
    }
    let reading = clang::read(input, diagnostics);
    match reading.contract {
        Ok(contract) if !diagnostics.has_errors() => Ok((contract, reading.files)),
        Ok(contract) => Err(Failure {
            sources: contract.sources().clone(),
            read: reading.files,
        }),
        Err(sources) => Err(Failure {
            sources,
            read: reading.files,
        }),
    }
}

/// Compares the declarations in a source file with a header, and gives the sources that `diagnostics` point to.
///
/// Functions and objects must be declared in the header; records and constants are compared if it has their names, for a
/// file may have others.
pub fn verify(
    path: &Path,
    text: &str,
    header: &Contract,
    diagnostics: &mut Diagnostics,
) -> SourceMap {
    let mut places = Places::read(FileId(0), text);
    let items = match file::declarations(text) {
        Ok(items) => items,
        Err(error) => {
            let mut sources = SourceMap::default();
            sources.add(path.to_owned(), text.as_bytes());
            diagnostics.push(not_rust(&error));
            return sources;
        }
    };
    let block = bind::read(
        &items,
        Options::default(),
        path.to_owned(),
        &mut places,
        diagnostics,
    );
    diagnostics.extend(compare(&block.contract, header, Own::Allowed));
    block.contract.sources().clone()
}

fn not_rust(error: &syn::Error) -> crate::diagnostic::Diagnostic {
    use crate::{
        diagnostic::{Code, Diagnostic},
        source::Span,
    };
    let place = Span::new(FileId(0), error.span().byte_range());
    Diagnostic::error(
        Code::SourceInvalid,
        format!("the file is not Rust: {error}"),
    )
    .at(place, "")
}
