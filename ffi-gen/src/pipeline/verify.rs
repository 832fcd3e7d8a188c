//! Declarations in Rust, compared with a header.

use crate::{
    contract::Contract,
    diagnostic::{Code, Diagnostic, Diagnostics},
    frontend::rust::{
        Places,
        bind::{self, Options},
        file,
    },
    source::{FileId, SourceMap, Span},
    verify::{Own, compare},
};
use std::path::Path;

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

fn not_rust(error: &syn::Error) -> Diagnostic {
    let place = Span::new(FileId(0), error.span().byte_range());
    Diagnostic::error(
        Code::SourceInvalid,
        format!("the file is not Rust: {error}"),
    )
    .at(place, "")
}
