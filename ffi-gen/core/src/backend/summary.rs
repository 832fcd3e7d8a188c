//! The safe side of a library as text: what an author of a wrapper in any language needs to know of each function.
//!
//! It reads the same model as the Rust back end and nothing else, so what it cannot say in words of no language is a
//! sign that the model leans towards one. The relations are `keeps_alive(child, parent)`,
//! `invalidated_by(result, calls)`, `moved_on(input, outcome)`, `extent(…)`, `error(…)` and `thread(…)`.

mod closure;
mod operation;

use crate::{
    annotation::Test,
    contract::{Contract, ItemId},
    resolve::{
        Resolved,
        api::{Api, Convention, End, Handle, HandleId, Named, Parentage, Success},
    },
};
use std::fmt::Write;

/// The summary of everything that is safe, and of what is not and why.
pub fn text(resolved: &Resolved) -> String {
    let summary = Summary {
        contract: resolved.contract(),
        api: resolved.api(),
    };
    let mut text = format!("library {}\n", summary.api.library);
    for (index, handle) in summary.api.handles.iter().enumerate() {
        text += &summary.handle(HandleId(index), handle);
    }
    let mut conventions: Vec<usize> = Vec::new();
    for operation in &summary.api.operations {
        if let Some(failure) = &operation.failure
            && !conventions.contains(&failure.convention)
        {
            conventions.push(failure.convention);
        }
    }
    conventions.sort_unstable();
    let used = conventions
        .iter()
        .filter_map(|index| summary.api.conventions.get(*index));
    for convention in used {
        text += &summary.convention(convention);
    }
    for operation in &summary.api.operations {
        text += &summary.operation(operation);
    }
    for (id, reasons) in &summary.api.kept_unsafe {
        let _ = writeln!(text, "\nunsafe {}", summary.name(*id));
        for reason in reasons {
            let _ = writeln!(text, "  because {}", reason.text);
        }
    }
    if !summary.api.unreviewed.is_empty() {
        let _ = writeln!(
            text,
            "\nnot reviewed: {} functions",
            summary.api.unreviewed.len()
        );
    }
    text
}

/// What every line can look at.
struct Summary<'a> {
    contract: &'a Contract,
    api: &'a Api,
}

impl<'a> Summary<'a> {
    fn name(&self, id: ItemId) -> &'a str {
        self.contract.item(id).name()
    }

    fn type_name(&self, id: HandleId) -> &'a str {
        self.name(self.api.handle(id).item)
    }

    fn handle(&self, id: HandleId, handle: &Handle) -> String {
        let mut text = format!("\nhandle {} as {}\n", self.name(handle.item), handle.name);
        let end = match handle.end {
            End::Never => "ends: never, it is only borrowed".to_owned(),
            End::Destroy(destroy) => format!("ends: {}", self.name(destroy)),
            End::Shared {
                retain,
                release,
                atomic,
            } => format!(
                "shared: {} adds an owner, {} takes one away{}",
                self.name(retain),
                self.name(release),
                if atomic { ", both on any thread" } else { "" }
            ),
        };
        let _ = writeln!(text, "  {end}");
        if let Parentage::Child { leak_ok } = handle.parentage {
            let what = match leak_ok {
                true => "the parent may end while a leaked child is there",
                false => "the parent must not end while a child is there, leaked ones included",
            };
            let _ = writeln!(text, "  child: {what}");
        }
        if handle.counts_children {
            let _ = writeln!(
                text,
                "  parent: counts its children, and is leaked rather than ended under them"
            );
        }
        let enders = self.enders(id);
        if !enders.is_empty() {
            let _ = writeln!(text, "  exclusive calls: {}", enders.join(", "));
        }
        let thread = match (handle.send, handle.sync) {
            (true, true) => "any, several at once",
            (true, false) => "any, one at a time",
            (false, true) => "several at once, but it ends where it was made",
            (false, false) => "the one that made it",
        };
        let _ = writeln!(text, "  thread({thread})");
        text
    }

    fn convention(&self, convention: &Convention) -> String {
        let mut text = format!("\nconvention {}\n", convention.name);
        let names = |named: &[Named]| {
            let names: Vec<&str> = named.iter().map(|one| one.name(self.contract)).collect();
            names.join(", ")
        };
        let success = match &convention.success {
            Success::Constants(constants) => format!("one of {}", names(constants)),
            Success::Truth(constants) => {
                let meanings = constants
                    .iter()
                    .map(|(named, truth)| format!("{} = {truth}", named.name(self.contract)));
                meanings.collect::<Vec<_>>().join(", ")
            }
            Success::Test(Test::Zero) => "zero".to_owned(),
            Success::Test(Test::Nonzero) => "anything but zero".to_owned(),
            Success::Test(Test::NotNegative) => "zero and above".to_owned(),
            Success::Test(Test::Nonnull) => "a pointer that is not null".to_owned(),
            Success::Errno => "zero and above, or not null; otherwise errno says why".to_owned(),
            Success::Given => "no error object is handed out".to_owned(),
        };
        let _ = writeln!(text, "  success: {success}");
        if let [first, .., last] = &convention.codes[..] {
            let (first, last) = (first.name(self.contract), last.name(self.contract));
            let _ = writeln!(
                text,
                "  codes: {first} to {last}, {} of them",
                convention.codes.len()
            );
        }
        text
    }
}

/// The summary of one function.
pub fn operation(resolved: &Resolved, operation: &crate::resolve::api::Operation) -> String {
    let summary = Summary {
        contract: resolved.contract(),
        api: resolved.api(),
    };
    summary.operation(operation)
}
