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

use super::{Raw, guard, plan::Plan, raw};
use crate::{
    backend::{Backend, Emission, Task},
    contract::{Category, ItemId, Omission},
    diagnostic::Diagnostic,
    emit::{Files, Writer},
    resolve::{Resolved, api::Reach},
};
use page::Page;

/// The safe tier over the raw one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Safe {
    /// The name of the file without its ending; that of the library, where none is given.
    name: Option<String>,
    /// Whether each wrapper reports its call.
    instrument: bool,
}

impl Safe {
    /// Writes `name.rs`.
    ///
    /// # Errors
    /// When no Rust module can have that name.
    pub fn named(name: &str) -> Result<Safe, Diagnostic> {
        Raw::named(name)?;
        Ok(Safe {
            name: Some(name.to_owned()),
            instrument: false,
        })
    }

    /// Whether each wrapper reports its call, its errors and how long it took, by the feature `metrics` of `ffi-runtime`.
    #[must_use]
    pub fn instrument(mut self, instrument: bool) -> Safe {
        self.instrument = instrument;
        self
    }
}

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

impl Backend for Safe {
    fn name(&self) -> &'static str {
        "rust"
    }

    fn is_safe(&self) -> bool {
        true
    }

    fn emit(&self, task: &Task<'_>) -> Emission {
        let resolved = task.resolved();
        let contract = resolved.contract();
        let mut plan = Plan::new(resolved, 0);
        let reach = within_reach(&plan, resolved);
        let withheld = reach.withheld.iter();
        plan.kept_unsafe
            .extend(withheld.map(|(id, reasons)| (*id, &reasons[..])));
        let mut emission = Emission::default();
        let mut writer = Writer::with_capacity(256 * resolved.items().count());
        guard::header(&mut writer, contract);
        let page = raw::write(&plan);
        guard::open_module(&mut writer, plan.target);
        writer.append(&page.output);
        writer.line("}");
        emission.omissions = page.omissions;
        emission.emitted = page.emitted;
        guard::refuse_others(&mut writer, &contract.targets()[..1]);
        writer.newline();
        writer.line("/// The safe API: what the contract vouches for.");
        guard::open_safe(&mut writer, plan.target);
        writer.append(&page::write(&plan, resolved, &reach.api, self.instrument).finish());
        writer.newline();
        guard::only_on(&mut writer, plan.target);
        writer.line("pub use safe::*;");
        let mut files = Files::new();
        let name = match (&self.name, resolved.api().library.as_str()) {
            (Some(name), _) => name,
            (None, "") => "raw",
            (None, library) => library,
        };
        files.insert(format!("{name}.rs"), writer.finish());
        emission.files = files;
        emission.kept_unsafe = reach.withheld;
        emission
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
