//! Front ends: from source text to a contract.

#[cfg(feature = "clang")]
mod arguments;
#[cfg(feature = "clang")]
pub mod clang;
#[cfg(feature = "clang")]
mod comment_text;
#[cfg(feature = "clang")]
pub mod constant;
#[cfg(feature = "clang")]
mod flags;
#[cfg(feature = "clang")]
mod input;
#[cfg(feature = "rust")]
pub mod rust;

#[cfg(feature = "clang")]
pub(crate) use input::system_directories;
#[cfg(feature = "clang")]
pub use input::{Header, Input};

use crate::{contract::Contract, source::SourceMap};
use std::path::PathBuf;

/// What a front end made of its input.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The API, or, where errors stood in the way, the sources that they point to.
    pub contract: Result<Contract, SourceMap>,
    /// Every file that was read, whether or not an item comes from it.
    pub files: Vec<PathBuf>,
}
