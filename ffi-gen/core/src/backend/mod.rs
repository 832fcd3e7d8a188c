//! Back ends: from a resolved contract to files.
//!
//! A back end is a folder and a line in [`registry`]. One of another crate implements [`Backend`], too, and is given to
//! `ffi_gen::Builder::backend`.

#[cfg(feature = "tool")]
pub mod c;
mod capability;
#[cfg(feature = "tool")]
pub mod registry;
pub mod rust;
#[cfg(feature = "tool")]
pub mod summary;
mod task;

pub use capability::{Capabilities, Feature};
pub use task::Task;

use crate::{
    contract::{Category, ItemId, Omission, Reason},
    emit::Files,
    resolve::Resolved,
};
use std::collections::{BTreeMap, BTreeSet};

/// Writes a resolved contract in some language.
///
/// # Examples
/// A back end that lists the functions of a library:
/// ```
/// use ffi_gen_core::{
///     backend::{Backend, Capabilities, Emission, Feature, Task},
///     contract::{Category, ItemKind},
///     emit::Writer,
/// };
///
/// struct List;
///
/// impl Backend for List {
///     fn name(&self) -> &'static str {
///         "list"
///     }
///     fn capabilities(&self) -> Capabilities {
///         Capabilities::without(&[Feature::VariadicFunctions])
///     }
///     fn emit(&self, task: &Task<'_>) -> Emission {
///         let mut writer = Writer::new();
///         let mut emission = Emission::default();
///         for (_, item) in task.items() {
///             if let ItemKind::Function(_) = item.kind {
///                 let mark = writer.mark();
///                 writer.line(item.name());
///                 writer.map_since(mark, item.span);
///                 *emission.emitted.entry(Category::Function).or_default() += 1;
///             }
///         }
///         emission.files.insert("functions.txt", writer.finish());
///         emission
///     }
/// }
/// ```
pub trait Backend: Send + Sync {
    /// The name that selects it on the command line.
    fn name(&self) -> &'static str;

    /// Whether it writes a safe API, which nothing but a reviewed contract makes possible.
    fn is_safe(&self) -> bool {
        false
    }

    /// What the language has. What needs more is left out, with the reason, before [`emit`](Backend::emit) is called.
    fn capabilities(&self) -> Capabilities {
        Capabilities::ALL
    }

    /// Writes everything that `task` holds.
    fn emit(&self, task: &Task<'_>) -> Emission;
}

/// What a back end wrote, and what it did not.
#[derive(Debug, Clone, Default)]
pub struct Emission {
    /// The files.
    pub files: Files,
    /// Every selected item that was left out, in the order of the header: those that the front end could not read and
    /// those that this language cannot say. A back end adds those alone that its [`Task`] has.
    pub omissions: Vec<(ItemId, Omission)>,
    /// The functions that have a safe form, but not in this language.
    pub kept_unsafe: Vec<(ItemId, Vec<Reason>)>,
    /// How many items of each category were written.
    pub emitted: BTreeMap<Category, usize>,
}

/// Lets a back end write what its language can say, and says what it cannot.
pub fn run(backend: &dyn Backend, resolved: &Resolved) -> Emission {
    let task = Task::new(resolved, backend.capabilities());
    let mut emission = backend.emit(&task);
    let known: BTreeSet<ItemId> = emission.omissions.iter().map(|(id, _)| *id).collect();
    let left_out = task.omissions();
    let more: Vec<(ItemId, Omission)> = left_out.filter(|(id, _)| !known.contains(id)).collect();
    if !more.is_empty() {
        emission.omissions.extend(more);
        let order: BTreeMap<ItemId, usize> = resolved
            .items()
            .enumerate()
            .map(|(place, (id, _))| (id, place))
            .collect();
        emission
            .omissions
            .sort_by_key(|(id, _)| order.get(id).copied());
    }
    emission
}
