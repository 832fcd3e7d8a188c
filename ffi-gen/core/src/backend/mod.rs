//! Back ends: from a resolved contract to files.

#[cfg(feature = "tool")]
pub mod c;
pub mod rust;
#[cfg(feature = "tool")]
pub mod summary;

use crate::{
    contract::{Category, ItemId, Omission, Reason},
    emit::Files,
    resolve::Resolved,
};
use std::collections::BTreeMap;

/// Writes a resolved contract in some language.
pub trait Backend {
    /// The name that selects it on the command line.
    fn name(&self) -> &'static str;

    /// Whether it writes a safe API, which nothing but a reviewed contract makes possible.
    fn is_safe(&self) -> bool {
        false
    }

    /// Writes everything that `resolved` selects.
    fn emit(&self, resolved: &Resolved) -> Emission;
}

/// What a back end wrote, and what it did not.
#[derive(Debug, Clone, Default)]
pub struct Emission {
    /// The files.
    pub files: Files,
    /// Every selected item that was left out, in the order of the header: those that the front end could not read and
    /// those that this language cannot say.
    pub omissions: Vec<(ItemId, Omission)>,
    /// The functions that have a safe form, but not in this language.
    pub kept_unsafe: Vec<(ItemId, Vec<Reason>)>,
    /// How many items of each category were written.
    pub emitted: BTreeMap<Category, usize>,
}
