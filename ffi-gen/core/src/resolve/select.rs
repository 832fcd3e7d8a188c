//! Which items are translated: what the library declares, narrowed by patterns, and what that needs.

#[cfg(feature = "tool")]
mod narrow;
#[cfg(feature = "tool")]
mod pattern;

#[cfg(feature = "tool")]
pub use narrow::Selection;
#[cfg(feature = "tool")]
pub(super) use narrow::select;

use super::Kept;
use crate::contract::{Contract, Item, ItemId, ItemKind, Origin, RecordBody, Ty};
use rustc_hash::FxHashMap;

/// What is translated, and what became of what is blocked.
pub(super) struct Selected {
    pub(super) selected: Vec<ItemId>,
    pub(super) blocked: Vec<ItemId>,
    pub(super) kept: Vec<Kept>,
}

/// Everything that the library declares, and everything that this needs.
pub(super) fn everything(contract: &Contract) -> Selected {
    let wanted = library(contract).map(|(id, _)| id).collect();
    let needed = closure(contract, wanted);
    Selected {
        selected: in_order(contract, &needed),
        blocked: Vec::new(),
        kept: Vec::new(),
    }
}

/// What the library itself declares.
fn library(contract: &Contract) -> impl Iterator<Item = (ItemId, &Item)> {
    let items = contract.items();
    items.filter(|(_, item)| item.origin == Origin::Library)
}

/// The needed items, in the order of the header.
fn in_order(contract: &Contract, needed: &FxHashMap<ItemId, Option<ItemId>>) -> Vec<ItemId> {
    let items = contract.items().map(|(id, _)| id);
    items.filter(|id| needed.contains_key(id)).collect()
}

/// `roots` and every item reachable from them, each with the item that it was first reached from.
fn closure(contract: &Contract, roots: Vec<ItemId>) -> FxHashMap<ItemId, Option<ItemId>> {
    let mut reached: FxHashMap<ItemId, Option<ItemId>> =
        roots.iter().map(|&root| (root, None)).collect();
    let mut pending = roots;
    while let Some(from) = pending.pop() {
        for_each_reference(&contract.item(from).kind, &mut |id| {
            reached.entry(id).or_insert_with(|| {
                pending.push(id);
                Some(from)
            });
        });
    }
    reached
}

fn for_each_reference(kind: &ItemKind, visit: &mut impl FnMut(ItemId)) {
    let mut each = |ty: &Ty| ty.for_each_item(visit);
    match kind {
        ItemKind::Function(function) => {
            each(&function.signature.result);
            function.signature.params.iter().for_each(|p| each(&p.ty));
        }
        ItemKind::Record(record) => {
            if let RecordBody::Defined { bases, fields, .. } = &record.body {
                bases.iter().for_each(|base| each(&base.ty));
                fields.iter().for_each(|field| each(&field.ty));
            }
        }
        ItemKind::Enum(item) => each(&item.underlying),
        ItemKind::Alias(alias) => each(&alias.ty),
        ItemKind::Global(global) => each(&global.ty),
        ItemKind::Constant(constant) => each(&constant.ty),
        ItemKind::Synonym(synonym) => visit(synonym.of),
        ItemKind::Omitted(_) => {}
    }
}
