//! The declarations of a block, compared with the header that they repeat.

use ffi_gen::{
    contract::Contract,
    diagnostic::{Code, Color, Diagnostic, Diagnostics, render},
    frontend::{Header, Input},
    pipeline, source, verify,
};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use std::{
    env,
    path::{Path, PathBuf},
};

/// Compares, and gives what makes the compiler read the block again when the header has changed.
pub(crate) fn compare(
    declared: &Contract,
    (name, place): (String, source::Span),
    arguments: Vec<String>,
    diagnostics: &mut Diagnostics,
) -> TokenStream {
    let folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let header = match Header::named(&name) {
        Header::Path(path) => Header::Path(find(&folder, &path)),
        other => other,
    };
    let input = Input {
        headers: vec![header.clone()],
        arguments: arguments
            .into_iter()
            .map(|argument| below(&folder, argument))
            .collect(),
        ..Input::default()
    };
    let mut of_header = Diagnostics::default();
    match pipeline::read(&input, None, &mut of_header) {
        Ok(read) => {
            let differences = verify::compare(declared, &read.contract, verify::Own::Refused);
            diagnostics.extend(differences);
            depend(&header, &read.files)
        }
        Err(failure) => {
            // Its places are in files that the compiler does not know.
            let text = render(&of_header, &failure.sources, Color::Never);
            diagnostics.push(
                Diagnostic::error(
                    Code::HeaderInvalid,
                    format!("`{name}` cannot be compared with"),
                )
                .at(place, "")
                .note(text.trim_end()),
            );
            TokenStream::new()
        }
    }
}

/// A path beside the source file, or else in the crate.
fn find(folder: &Path, path: &Path) -> PathBuf {
    let source = Span::call_site().local_file();
    let beside = source.and_then(|source| Some(source.parent()?.join(path)));
    let beside = beside.and_then(|path| path.canonicalize().ok());
    beside.unwrap_or_else(|| folder.join(path))
}

/// A folder for includes that is relative to the crate.
fn below(folder: &Path, argument: String) -> String {
    match argument.strip_prefix("-I") {
        Some(path) if Path::new(path).is_relative() => {
            format!("-I{}", folder.join(path).display())
        }
        _ => argument,
    }
}

/// Makes the crate depend on the header and on what it includes from its own folder.
fn depend(header: &Header, files: &[PathBuf]) -> TokenStream {
    let beside = match header {
        Header::Path(path) => path.parent().map(Path::to_path_buf),
        _ => None,
    };
    let is_beside = |file: &&PathBuf| {
        beside
            .as_ref()
            .is_some_and(|folder| file.starts_with(folder))
    };
    let files = files.iter().filter(is_beside);
    let files = files.filter_map(|file| file.to_str());
    quote!(#(const _: &[::core::primitive::u8] = ::core::include_bytes!(#files);)*)
}
