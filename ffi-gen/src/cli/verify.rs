//! `ffi-gen verify`: declarations written by hand, against their header.

use super::{FAILED, Source, complain, finish};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    pipeline::{self, Failure},
    source::SourceMap,
};
use clap::Args;
use std::{fs, path::PathBuf};

const EXAMPLES: &str = "Examples:
  ffi-gen verify src/raw.rs '<zlib.h>'                  every `extern` block of the file
  ffi-gen verify src/thing.rs thing.h -- -I include     arguments for clang";

/// Compares the declarations in a source file of Rust with headers
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Verify {
    /// The source file
    source: PathBuf,
    #[command(flatten)]
    headers: Source,
}

pub(super) fn run(arguments: Verify) -> u8 {
    let mut diagnostics = Diagnostics::default();
    let text = match fs::read_to_string(&arguments.source) {
        Ok(text) => text,
        Err(error) => {
            diagnostics.push(Diagnostic::error(
                Code::SourceInvalid,
                format!("`{}` cannot be read: {error}", arguments.source.display()),
            ));
            return finish(&diagnostics, &SourceMap::default());
        }
    };
    let input = arguments.headers.read(&mut diagnostics);
    let header = match pipeline::read(&input, None, &mut diagnostics) {
        Ok(read) => read.contract,
        Err(Failure { sources, .. }) => return finish(&diagnostics, &sources),
    };
    // What the header was warned of is about other sources.
    let code = finish(&diagnostics, header.sources());
    let mut diagnostics = Diagnostics::default();
    let sources = pipeline::verify(&arguments.source, &text, &header, &mut diagnostics);
    let verified = finish(&diagnostics, &sources);
    if verified != FAILED {
        complain(&format!(
            "`{}` says what the header says\n",
            arguments.source.display()
        ));
    }
    code.max(verified)
}
