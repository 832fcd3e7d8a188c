//! One file with both tiers.

use super::{page, within_reach};
use crate::{
    backend::{
        Backend, Emission, Task,
        rust::{Raw, guard, plan::Plan, raw},
    },
    diagnostic::Diagnostic,
    emit::{Files, Writer},
};

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
