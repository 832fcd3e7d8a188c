//! The C front end: libclang's view of a header as a contract.

mod builtin;
mod install;
mod library;
mod search;

#[cfg(feature = "cli")]
pub(crate) use self::{builtin::Builtin, library::load};

use super::{Input, Reading};
use crate::{contract::Contract, diagnostic::Diagnostics, source::SourceMap};

/// Reads headers.
pub fn read(_input: &Input, diagnostics: &mut Diagnostics) -> Reading {
    let sources = SourceMap::default();
    let contract = match library::load() {
        Ok(_) => Ok(Contract::new(Vec::new(), sources, Vec::new(), Vec::new())),
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            Err(sources)
        }
    };
    Reading {
        contract,
        files: Vec::new(),
    }
}
