//! Back ends: from a resolved contract to files.

pub mod rust;

use crate::{emit::Files, resolve::Resolved};

/// Writes a contract in some language.
pub trait Backend {
    /// The files.
    fn emit(&self, resolved: &Resolved) -> Files;
}
