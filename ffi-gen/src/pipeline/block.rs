//! From a block of annotated declarations.

use crate::{
    annotation::{Entry, Overlay, Subject, check},
    backend::{self, Emission, rust::Wrappers},
    contract::{FactKind, ItemId, Reason},
    diagnostic::{Code, Diagnostic, Diagnostics},
    frontend::rust::bind::Block,
    resolve::{self, Resolved},
};
use std::collections::BTreeMap;

/// From a block to the wrappers of its functions.
///
/// A function that somebody has vouched for gets a wrapper, or else an error says what is missing: in the source of a
/// program nobody looks for what is not there.
///
/// # Errors
/// When `diagnostics` has an error afterwards.
pub fn expand(block: Block, diagnostics: &mut Diagnostics) -> Option<Emission> {
    let Block {
        contract, overlay, ..
    } = block;
    check(&overlay, &contract, diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    let resolved = resolve::resolve_whole(contract, &overlay, diagnostics);
    let emission = backend::run(&Wrappers, &resolved);
    diagnostics.extend(without_wrapper(&overlay, &resolved, &emission));
    (!diagnostics.has_errors()).then_some(emission)
}

/// Says of each function that somebody has vouched for why it has no wrapper.
fn without_wrapper(overlay: &Overlay, resolved: &Resolved, emission: &Emission) -> Vec<Diagnostic> {
    let contract = resolved.contract();
    let entry = |function: ItemId| {
        let name = contract.item(function).name();
        let mut entries = overlay.entries.iter();
        entries.find(|entry| entry.subject == Subject::Function && entry.selector == name)
    };
    let kept_unsafe = resolved.api().kept_unsafe.iter();
    let withheld = kept_unsafe.chain(&emission.kept_unsafe);
    let withheld = withheld.map(|(id, reasons)| (*id, &reasons[..]));
    let omitted = emission.omissions.iter();
    let omitted = omitted.map(|(id, omission)| (*id, std::slice::from_ref(&omission.reason)));
    // What cannot be called at all need not be told what else is missing.
    let reasons: BTreeMap<ItemId, &[Reason]> = withheld.chain(omitted).collect();
    reasons
        .into_iter()
        .filter_map(|(id, reasons)| Some((id, entry(id)?, reasons)))
        .filter(|(_, entry, _)| !is_kept_unsafe(entry))
        .map(|(id, entry, reasons)| no_safe_form(contract.item(id).name(), entry, reasons))
        .collect()
}

fn is_kept_unsafe(entry: &Entry) -> bool {
    let mut facts = entry.facts.iter();
    facts.any(|(fact, _)| fact.kind == FactKind::KeepUnsafe)
}

fn no_safe_form(name: &str, entry: &Entry, reasons: &[Reason]) -> Diagnostic {
    let mut diagnostic = Diagnostic::error(
        Code::NoSafeForm,
        format!("there can be no safe wrapper of `{name}`"),
    )
    .at(entry.span, "");
    for reason in reasons {
        diagnostic = diagnostic.note(&*reason.text);
    }
    let is_unseen = reasons
        .iter()
        .any(|reason| reason.code == "incomplete-type");
    diagnostic.help(match is_unseen {
        true => {
            "the macro sees what stands in its block only, and of structures those with `#[repr(C)]`: \
             declare it in the module that `#[bind]` stands on"
        }
        false => {
            "say what is missing, or that it stays unsafe: `#[ffi(keep_unsafe(\"the reason\"))]`"
        }
    })
}
