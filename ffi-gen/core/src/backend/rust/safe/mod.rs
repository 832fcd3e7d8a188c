//! The safe tier: one file with the raw module, and beside it the types and methods that the contract allows.

mod argument;
mod body;
mod call;
mod callback;
mod check;
mod data;
mod demand;
mod error;
mod fault;
#[cfg(feature = "tool")]
mod file;
mod form;
mod handle;
mod instrument;
mod lifetimes;
mod names;
mod output;
mod page;
mod signature;
mod text;
mod tidy;
mod token;
mod ty;

#[cfg(feature = "tool")]
pub use file::Safe;

use super::{guard, plan::Plan};
use crate::{
    backend::{Backend, Emission, Task},
    contract::{Category, ItemId, Omission},
    emit::{Files, Writer},
    resolve::{Resolved, api::Reach},
};
use page::Page;

/// The safe tier alone, over a module `raw` that somebody else wrote: the module `safe`, for every target.
///
/// It is what a macro needs, which has the declarations already and is not told for which target it expands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wrappers;

impl Wrappers {
    /// The name of the only file.
    pub const FILE: &str = "safe.rs";
}

impl Backend for Wrappers {
    fn name(&self) -> &'static str {
        "rust-wrappers"
    }

    fn is_safe(&self) -> bool {
        true
    }

    fn emit(&self, task: &Task<'_>) -> Emission {
        let resolved = task.resolved();
        let plan = Plan::new(resolved, 0);
        let reach = within_reach(&plan, resolved);
        let mut files = Files::new();
        let mut writer = Writer::new();
        guard::allow_safe(&mut writer);
        writer.append(&page::write(&plan, resolved, &reach.api, false).finish());
        files.insert(Wrappers::FILE, writer.finish());
        Emission {
            files,
            omissions: uncallable(&plan),
            kept_unsafe: reach.withheld,
            ..Emission::default()
        }
    }
}

/// The functions that Rust cannot call, and why.
fn uncallable(plan: &Plan<'_>) -> Vec<(ItemId, Omission)> {
    let functions = plan.items.iter();
    let functions = functions.filter(|(_, item)| item.kind.category() == Category::Function);
    functions
        .filter_map(|&(id, _)| {
            let reason = plan.obstacle(id)?.reason(plan.contract);
            let category = Category::Function;
            Some((id, Omission { category, reason }))
        })
        .collect()
}

/// The part of the safe side whose functions can be called from Rust.
fn within_reach(plan: &Plan<'_>, resolved: &Resolved) -> Reach {
    let contract = resolved.contract();
    resolved.api().within_reach(contract, |function| {
        let obstacle = plan.obstacle(function)?;
        Some(obstacle.reason(contract))
    })
}
