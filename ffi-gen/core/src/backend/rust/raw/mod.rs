//! The raw tier.
//!
//! [`Raw`] writes one file whose content is `pub mod raw { … }`, guarded by `cfg` for the target the contract was read
//! for. It may be a module of its own or be `include!`d, needs nothing but `core`, and allows the lints it needs itself.

mod bitfield;
mod constant;
mod docs;
mod enumeration;
mod function;
mod initializer;
mod items;
mod module;
mod record;
mod support;
mod ty;

pub(super) use items::write;

use super::{guard, plan::Plan};
use crate::{
    backend::{Backend, Emission, Task},
    diagnostic::{Code, Diagnostic},
    emit::{Files, Writer},
};
use rustc_hash::FxHashSet;

/// The raw tier: declarations exactly as the ABI has them, without checks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raw {
    /// The file that is written.
    file: String,
}

impl Default for Raw {
    /// Writes `raw.rs`.
    fn default() -> Raw {
        Raw {
            file: "raw.rs".to_owned(),
        }
    }
}

impl Raw {
    /// Writes `name.rs` instead of `raw.rs`.
    ///
    /// # Errors
    /// When no Rust module can have that name, so that `mod name;` could not find the file.
    pub fn named(name: &str) -> Result<Raw, Diagnostic> {
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if name.is_empty()
            || !name.chars().all(is_word)
            || name.starts_with(|c: char| c.is_ascii_digit())
        {
            return Err(Diagnostic::error(
                Code::OutputNameInvalid,
                format!("`{name}` is not a name that a Rust module can have"),
            )
            .help("use letters, digits and `_`, and no digit at the start; `.rs` is added"));
        }
        Ok(Raw {
            file: format!("{name}.rs"),
        })
    }
}

impl Backend for Raw {
    fn name(&self) -> &'static str {
        "rust"
    }

    fn emit(&self, task: &Task<'_>) -> Emission {
        let resolved = task.resolved();
        let contract = resolved.contract();
        let mut emission = Emission::default();
        let mut writer = Writer::with_capacity(256 * resolved.items().count());
        let mut left_out = FxHashSet::default();
        guard::header(&mut writer, contract);
        for (index, target) in contract.targets().iter().enumerate() {
            let plan = Plan::new(resolved, index);
            let page = write(&plan);
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
        files.insert(&*self.file, writer.finish());
        emission.files = files;
        emission
    }
}
