//! `ffi-gen fmt`: side files in canonical form.

use super::{finish, print};
use crate::{
    annotation::{Statistics, format, overlay},
    diagnostic::{Code, Diagnostic, Diagnostics},
    emit::disk,
    source::SourceMap,
};
use clap::Args;
use std::{fs, path::PathBuf};

#[derive(Args)]
pub(super) struct Fmt {
    /// Side files: NAME.ffi.toml
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Write nothing; fail if a file is not in canonical form
    #[arg(long)]
    check: bool,
    /// Write nothing to the files; print how many facts of each kind, entries and functions they have
    #[arg(long)]
    stats: bool,
}

pub(super) fn run(arguments: &Fmt) -> u8 {
    let mut diagnostics = Diagnostics::default();
    let mut sources = SourceMap::default();
    let mut formatted = Vec::new();
    for path in &arguments.files {
        let text = match fs::read(path) {
            Ok(text) => text,
            Err(error) => {
                diagnostics.push(Diagnostic::error(
                    Code::OverlayUnreadable,
                    format!("`{}` cannot be read: {error}", path.display()),
                ));
                continue;
            }
        };
        let file = sources.add(path.clone(), text.clone());
        let Some(canonical) = format::format(file, &sources, &mut diagnostics) else {
            continue;
        };
        if arguments.check && canonical.as_bytes() != text {
            diagnostics.push(
                Diagnostic::error(
                    Code::OutputDiffers,
                    format!("`{}` is not in canonical form", path.display()),
                )
                .help(format!("run `ffi-gen fmt {}`", path.display())),
            );
        }
        if arguments.stats {
            let overlay = overlay::read(file, &sources, &mut Diagnostics::default());
            if let Err(diagnostic) = print(&Statistics::of(&overlay).to_string()) {
                diagnostics.push(diagnostic);
            }
        }
        formatted.push((path.clone(), canonical));
    }
    // One file with an error leaves all of them alone.
    if !arguments.check && !arguments.stats && !diagnostics.has_errors() {
        let files = formatted.iter();
        let files = files.map(|(path, text)| (path.clone(), text.as_bytes()));
        if let Err(diagnostic) = disk::write_all(files) {
            diagnostics.push(diagnostic);
        }
    }
    finish(&diagnostics, &sources)
}
