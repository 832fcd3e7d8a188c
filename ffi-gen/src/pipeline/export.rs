//! From the sources of a crate to the header of what it exports.

use crate::{
    annotation::{Overlay, check},
    backend::{self, Emission, c::Header},
    diagnostic::Diagnostics,
    frontend::rust::export::{self, Source},
    resolve::{self, Resolved, fingerprint},
    source::SourceMap,
};
use std::path::PathBuf;

/// What a crate exports.
#[derive(Debug)]
pub struct Exported {
    /// The contract, with every decision made.
    pub resolved: Resolved,
    /// The header.
    pub emission: Emission,
    /// What every name begins with.
    pub stem: String,
    /// The fingerprint of the interface, where the crate tells it.
    pub fingerprint: Option<u64>,
    /// Every file that was read.
    pub read: Vec<PathBuf>,
}

/// From sources to a header called `name.h`; without a name it is that of the library. Nothing is written and nothing is
/// printed.
///
/// # Errors
/// When `diagnostics` has an error afterwards: the sources that it points to, and every file that was read.
pub fn export(
    source: &Source,
    name: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> Result<Exported, (SourceMap, Vec<PathBuf>)> {
    let found = export::read_crate(source, diagnostics);
    let library = found.library.as_ref();
    let contract = |print, diagnostics: &mut Diagnostics| {
        let sources = found.sources.clone();
        export::contract(&found.exported, library, print, sources, diagnostics)
    };
    let first = contract(None, diagnostics);
    check(&Overlay::default(), &first, diagnostics);
    let stem = library.map_or(source.name.clone(), |library| {
        library.names.stem().to_owned()
    });
    let header = match Header::named(name.unwrap_or(&stem)) {
        Ok(header) => header,
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            Header::default()
        }
    };
    if diagnostics.has_errors() {
        return Err((found.sources, found.files));
    }
    let mut resolved = resolve::resolve_whole(first, &Overlay::default(), diagnostics);
    let mut print = None;
    if library.is_some_and(|library| library.has_fingerprint) {
        // The number is in the header, too, and is not about itself.
        let number = fingerprint::fingerprint(&resolved, 0);
        let second = contract(Some(number), &mut Diagnostics::default());
        resolved = resolve::resolve_whole(second, &Overlay::default(), &mut Diagnostics::default());
        print = Some(number);
    }
    if diagnostics.has_errors() {
        return Err((found.sources, found.files));
    }
    let emission = backend::run(&header, &resolved);
    Ok(Exported {
        resolved,
        emission,
        stem,
        fingerprint: print,
        read: found.files,
    })
}
