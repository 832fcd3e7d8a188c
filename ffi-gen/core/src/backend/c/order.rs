//! The order of declarations: that of the source, but a type stands before what needs it.

use super::ty::{can_be_forward, is_defined};
use crate::{
    contract::{Contract, ItemId, ItemKind, Origin, RecordBody, Ty},
    resolve::Resolved,
};
use rustc_hash::FxHashSet;

/// One declaration of the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// `typedef struct x x;` of a structure that is defined later.
    Forward(ItemId),
    /// The item itself. Its tag may have been declared.
    Item { id: ItemId, is_declared: bool },
}

/// Everything that is translated, in an order in which C accepts it.
pub(super) fn order(resolved: &Resolved) -> Vec<Step> {
    let mut order = Order {
        contract: resolved.contract(),
        selected: resolved.items().map(|(id, _)| id).collect(),
        begun: FxHashSet::default(),
        declared: FxHashSet::default(),
        steps: Vec::new(),
    };
    for (id, _) in resolved.items() {
        order.item(id);
    }
    order.steps
}

struct Order<'a> {
    contract: &'a Contract,
    selected: FxHashSet<ItemId>,
    /// What is in `steps`, or will be when its parts are.
    begun: FxHashSet<ItemId>,
    /// The records whose tag is known at this point.
    declared: FxHashSet<ItemId>,
    steps: Vec<Step>,
}

impl Order<'_> {
    fn item(&mut self, id: ItemId) {
        let item = self.contract.item(id);
        let is_ours = item.origin == Origin::Library && self.selected.contains(&id);
        if !is_ours || !self.begun.insert(id) {
            return;
        }
        match &item.kind {
            ItemKind::Function(function) => {
                let signature = &function.signature;
                signature.params.iter().for_each(|param| self.ty(&param.ty));
                self.ty(&signature.result);
            }
            ItemKind::Record(record) => {
                if let RecordBody::Defined { fields, .. } = &record.body {
                    fields.iter().for_each(|field| self.ty(&field.ty));
                }
            }
            ItemKind::Alias(alias) => self.ty(&alias.ty),
            ItemKind::Global(global) => self.ty(&global.ty),
            ItemKind::Constant(_)
            | ItemKind::Enum(_)
            | ItemKind::Synonym(_)
            | ItemKind::Omitted(_) => {}
        }
        let is_declared = !self.declared.insert(id);
        self.steps.push(Step::Item { id, is_declared });
    }

    /// What a type needs to be known before it is written.
    fn ty(&mut self, ty: &Ty) {
        match ty {
            Ty::Item(id) => self.item(*id),
            Ty::Array { element, .. } => self.ty(element),
            Ty::Pointer { pointee, .. } => match **pointee {
                Ty::Item(id) if can_be_forward(self.contract.item(id)) => self.forward(id),
                _ => self.ty(pointee),
            },
            Ty::Function(signature) => {
                self.ty(&signature.result);
                signature.params.iter().for_each(|param| self.ty(&param.ty));
            }
            _ => {}
        }
    }

    /// What a pointer points to need only be declared.
    fn forward(&mut self, id: ItemId) {
        let item = self.contract.item(id);
        if !is_defined(item) {
            return self.item(id);
        }
        if item.origin == Origin::Library && self.selected.contains(&id) && self.declared.insert(id)
        {
            self.steps.push(Step::Forward(id));
        }
    }
}
