//! What the user wants of a library.

use super::{Selected, closure, in_order, library, pattern::Patterns};
use crate::{
    contract::{Contract, Item, ItemId},
    diagnostic::{Code, Diagnostic, Diagnostics},
    resolve::Kept,
};
use rustc_hash::FxHashSet;

/// Which items the user wants. Patterns are regular expressions over whole names.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Only items whose name matches one of these; all when empty.
    pub allow: Vec<String>,
    /// No item whose name matches one of these.
    pub block: Vec<String>,
}

/// Narrows `contract` to what `selection` asks for and everything that this needs.
pub(in crate::resolve) fn select(
    contract: &Contract,
    selection: &Selection,
    diagnostics: &mut Diagnostics,
) -> Selected {
    let terms = diagnostics.terms();
    let mut allow = Patterns::compile(&selection.allow, terms.allow, diagnostics);
    let mut block = Patterns::compile(&selection.block, terms.block, diagnostics);
    let is_blocked: FxHashSet<ItemId> = contract
        .items()
        .filter(|(_, item)| block.matches(item.name()))
        .map(|(id, _)| id)
        .collect();
    let (blocked, wanted): (Vec<ItemId>, Vec<ItemId>) = library(contract)
        .filter(|(_, item)| selection.allow.is_empty() || allow.matches(item.name()))
        .map(|(id, _)| id)
        .partition(|id| is_blocked.contains(id));
    // Functions first: they are what a reader knows a library by.
    let names = || {
        let mut items: Vec<&Item> = library(contract).map(|(_, item)| item).collect();
        items.sort_by_key(|item| item.kind.category());
        items.into_iter().map(Item::name).collect()
    };
    allow.report_unmatched(names, diagnostics);
    block.report_unmatched(names, diagnostics);
    if wanted.is_empty() && !blocked.is_empty() {
        diagnostics.push(nothing_left(&allow, &block, blocked.len()));
    }
    let needed = closure(contract, wanted);
    // A blocked type that is needed stays: leaving it out would leave dangling names behind.
    let selected = in_order(contract, &needed);
    let kept: Vec<Kept> = selected
        .iter()
        .filter(|id| is_blocked.contains(id))
        .filter_map(|&item| {
            let needed_by = needed.get(&item).copied().flatten()?;
            Some(Kept { item, needed_by })
        })
        .collect();
    diagnostics.extend(report_kept(contract, &kept));
    let blocked = blocked
        .into_iter()
        .filter(|id| !needed.contains_key(id))
        .collect();
    Selected {
        selected,
        blocked,
        kept,
    }
}

fn nothing_left(allow: &Patterns<'_>, block: &Patterns<'_>, count: usize) -> Diagnostic {
    let items = match count {
        1 => "the only item".to_owned(),
        count => format!("all {count} items"),
    };
    let chosen = match allow.is_empty() {
        true => "the headers declare".to_owned(),
        false => format!("{} allows", allow.as_written()),
    };
    let blocks = block.as_written();
    Diagnostic::error(
        Code::EverythingBlocked,
        "everything is blocked, and nothing is left to translate",
    )
    .note(format!("{blocks} matches {items} that {chosen}"))
    .help("a pattern must match the whole name of each item that is to be left out, and no other")
}

/// Says which blocked items are translated all the same.
fn report_kept(contract: &Contract, kept: &[Kept]) -> Option<Diagnostic> {
    const SHOWN: usize = 5;
    let name = |id| contract.item(id).name();
    let (first, others) = kept.split_first()?;
    let mut diagnostic = Diagnostic::warning(
        Code::BlockedButNeeded,
        format!(
            "`{}` is blocked, but translated because `{}` needs it",
            name(first.item),
            name(first.needed_by)
        ),
    );
    if let Some(span) = contract.item(first.item).span {
        diagnostic = diagnostic.at(span, "");
    }
    for other in others.iter().take(SHOWN) {
        let (item, needed_by) = (name(other.item), name(other.needed_by));
        diagnostic = diagnostic.note(format!("so is `{item}`, because of `{needed_by}`"));
    }
    if let Some(more @ 1..) = others.len().checked_sub(SHOWN) {
        diagnostic = diagnostic.note(format!("so are {more} more"));
    }
    Some(diagnostic.help("block what needs it too, or do not block it"))
}
