//! What a back end is given to write.

use super::capability::{Capabilities, Need};
use crate::{
    contract::{Contract, Item, ItemId, ItemKind, Omission, Reason, RecordBody, Signature, Ty},
    resolve::{Resolved, api::Api},
};
use std::collections::BTreeMap;

/// A resolved contract, without what the language of a back end cannot say.
///
/// With [`Capabilities::ALL`] nothing is left out, not even what the front end could not read
/// ([`ItemKind::Omitted`]): such a back end says itself what it leaves out.
#[derive(Debug)]
pub struct Task<'a> {
    resolved: &'a Resolved,
    left_out: BTreeMap<ItemId, Reason>,
}

impl<'a> Task<'a> {
    /// What there is to write for a language with these capabilities.
    pub fn new(resolved: &'a Resolved, capabilities: Capabilities) -> Task<'a> {
        let mut task = Task {
            resolved,
            left_out: BTreeMap::new(),
        };
        if capabilities != Capabilities::ALL {
            task.leave_out(capabilities);
        }
        task
    }

    /// The items to write, in the order of the header.
    pub fn items(&self) -> impl Iterator<Item = (ItemId, &'a Item)> {
        let items = self.resolved.items();
        items.filter(|(id, _)| !self.left_out.contains_key(id))
    }

    /// Whether an item is not written, although it is selected.
    pub fn is_left_out(&self, id: ItemId) -> bool {
        self.left_out.contains_key(&id)
    }

    /// What was decided, for looking up what else is known of an item.
    pub fn resolved(&self) -> &'a Resolved {
        self.resolved
    }

    /// The contract, for looking up what an item refers to.
    pub fn contract(&self) -> &'a Contract {
        self.resolved.contract()
    }

    /// The safe side.
    pub fn api(&self) -> &'a Api {
        self.resolved.api()
    }

    /// What is left out, in the order of the header.
    pub fn omissions(&self) -> impl Iterator<Item = (ItemId, Omission)> {
        let items = self.resolved.items();
        items.filter_map(|(id, item)| {
            let reason = self.left_out.get(&id)?.clone();
            let category = item.kind.category();
            Some((id, Omission { category, reason }))
        })
    }

    fn leave_out(&mut self, capabilities: Capabilities) {
        let need = Need {
            contract: self.contract(),
            capabilities,
        };
        for (id, _) in self.resolved.items() {
            if let Some(reason) = need.obstacle(id) {
                self.left_out.insert(id, reason);
            }
        }
        // What is left out takes with it what needs a value of it.
        loop {
            let items = self.items();
            let dragged: Vec<(ItemId, Reason)> = items
                .filter_map(|(id, item)| Some((id, self.dragged(item)?)))
                .collect();
            if dragged.is_empty() {
                return;
            }
            self.left_out.extend(dragged);
        }
    }

    /// Why an item goes with another one that is left out.
    fn dragged(&self, item: &Item) -> Option<Reason> {
        let mut missing = None;
        let mut by_value = |ty: &Ty| {
            for_each_value(ty, &mut |id| {
                missing = missing.or(self.is_left_out(id).then_some(id));
            });
        };
        match &item.kind {
            ItemKind::Function(function) => for_each_type(&function.signature, &mut by_value),
            ItemKind::Record(record) => {
                if let RecordBody::Defined { fields, .. } = &record.body {
                    fields.iter().for_each(|field| by_value(&field.ty));
                }
            }
            ItemKind::Global(global) => by_value(&global.ty),
            ItemKind::Constant(constant) => by_value(&constant.ty),
            ItemKind::Alias(alias) => by_value(&alias.ty),
            ItemKind::Synonym(synonym) => by_value(&Ty::Item(synonym.of)),
            ItemKind::Enum(_) | ItemKind::Omitted(_) => {}
        }
        let name = self.contract().item(missing?).name();
        Some(Reason::new(
            "needs-what-is-left-out",
            format!("it needs `{name}`, which is left out"),
        ))
    }
}

/// Visits the items whose values a type has, or whose values a function has that it points to.
fn for_each_value(ty: &Ty, visit: &mut dyn FnMut(ItemId)) {
    match ty {
        Ty::Item(id) => visit(*id),
        Ty::Array { element, .. } | Ty::Vector { element, .. } => for_each_value(element, visit),
        Ty::Function(signature) => {
            for_each_type(signature, &mut |ty| for_each_value(ty, &mut *visit));
        }
        Ty::Pointer { pointee, .. } if matches!(**pointee, Ty::Function(_)) => {
            for_each_value(pointee, visit);
        }
        _ => {}
    }
}

fn for_each_type(signature: &Signature, visit: &mut dyn FnMut(&Ty)) {
    signature.params.iter().for_each(|param| visit(&param.ty));
    visit(&signature.result);
}
