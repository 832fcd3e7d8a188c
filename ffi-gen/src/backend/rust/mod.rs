//! Rust: the raw tier.
//!
//! [`Raw`] writes one file whose content is `pub mod raw { … }`, guarded by `cfg` for the target the contract was read
//! for. It may be a module of its own or be `include!`d, needs nothing but `core`, and allows the lints it needs itself.

mod aggregate;
mod bitfield;
mod constant;
mod docs;
mod enumeration;
mod function;
mod guard;
mod ident;
mod initializer;
mod known;
mod module;
mod name;
mod omission;
mod plan;
mod raw;
mod record;
mod representation;
mod standing;
mod support;
mod ty;

#[cfg(test)]
mod tests;

use super::{Backend, Emission};
use crate::{
    emit::{Files, Writer},
    resolve::Resolved,
};
use plan::Plan;
use rustc_hash::FxHashSet;

/// The raw tier: declarations exactly as the ABI has them, without checks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Raw;

/// The file that [`Raw`] writes.
const PATH: &str = "raw.rs";

impl Backend for Raw {
    fn name(&self) -> &'static str {
        "rust"
    }

    fn emit(&self, resolved: &Resolved) -> Emission {
        let contract = resolved.contract();
        let mut emission = Emission::default();
        let mut writer = Writer::with_capacity(256 * resolved.items().count());
        let mut left_out = FxHashSet::default();
        guard::header(&mut writer, contract);
        for (index, target) in contract.targets().iter().enumerate() {
            let plan = Plan::new(resolved, index);
            let page = raw::write(&plan);
            guard::open_module(&mut writer, target);
            writer.append(&page.output);
            writer.line("}");
            for (id, omission) in page.omissions {
                if left_out.insert(id) {
                    emission.omissions.push((id, omission));
                }
            }
            for (category, count) in page.emitted {
                let known = emission.emitted.entry(category).or_default();
                *known = (*known).max(count);
            }
        }
        guard::refuse_others(&mut writer, contract.targets());
        let mut files = Files::new();
        files.insert(PATH, writer.finish());
        emission.files = files;
        emission
    }
}
