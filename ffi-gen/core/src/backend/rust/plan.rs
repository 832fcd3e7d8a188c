//! Everything that is decided before the first line is written.

use super::{
    name::{Names, Naming},
    omission::Obstacle,
    standing::{Standing, Standings},
};
use crate::{
    contract::{Contract, Item, ItemId, ItemKind, Linkage, Reason, Target, Ty},
    resolve::Resolved,
};
use rustc_hash::FxHashMap;

/// The decisions for one target.
pub(super) struct Plan<'a> {
    pub(super) contract: &'a Contract,
    /// Index of the target in the contract's list.
    pub(super) target_index: usize,
    pub(super) target: &'a Target,
    /// The items of this target, in the order of the header.
    pub(super) items: Vec<(ItemId, &'a Item)>,
    pub(super) names: Names<'a>,
    pub(super) standings: Standings<'a>,
    /// The reviewed functions that have no safe form, and why.
    pub(super) kept_unsafe: FxHashMap<ItemId, &'a [Reason]>,
}

impl<'a> Plan<'a> {
    /// Decides.
    pub(super) fn new(resolved: &'a Resolved, target_index: usize) -> Plan<'a> {
        let contract = resolved.contract();
        let items: Vec<(ItemId, &Item)> = resolved
            .items()
            .filter(|(_, item)| item.targets.contains(target_index))
            .collect();
        let count = items.iter().map(|(id, _)| id.index() + 1).max();
        let count = count.unwrap_or(0);
        let names = Names::new(contract, target_index, count, &items);
        let types = items.iter().filter(|(_, item)| is_type(&item.kind));
        let standings = Standings::new(contract, target_index, count, types.map(|(id, _)| *id));
        Plan {
            contract,
            target_index,
            target: &contract.targets()[target_index],
            items,
            names,
            standings,
            kept_unsafe: resolved
                .api()
                .kept_unsafe
                .iter()
                .map(|(id, reasons)| (*id, &reasons[..]))
                .collect(),
        }
    }

    /// What keeps an item from being written, apart from what the front end found.
    pub(super) fn obstacle(&self, id: ItemId) -> Option<Obstacle<'a>> {
        if let Naming::Taken(holder) = self.names.naming(id) {
            return Some(Obstacle::Taken(*holder));
        }
        match &self.contract.item(id).kind {
            ItemKind::Function(function) => linkage_obstacle(&function.linkage)
                .or_else(|| self.standings.signature_obstacle(&function.signature)),
            ItemKind::Global(global) => {
                linkage_obstacle(&global.linkage).or_else(|| match self.standings.of(&global.ty) {
                    Standing::LeftOut(obstacle) => Some(obstacle),
                    _ if self.standings.is_too_deep(&global.ty) => Some(Obstacle::TooDeep),
                    _ => None,
                })
            }
            ItemKind::Record(_) | ItemKind::Enum(_) => match self.standings.item(id) {
                Standing::LeftOut(obstacle) => Some(obstacle),
                _ => None,
            },
            ItemKind::Alias(alias) => self.alias_obstacle(id, &alias.ty),
            ItemKind::Constant(_) => super::constant::obstacle(self, id),
            ItemKind::Synonym(synonym) => {
                let left_out = self.names.get(synonym.of).is_none()
                    || matches!(self.contract.item(synonym.of).kind, ItemKind::Synonym(_))
                    || !self.stands_for_itself(synonym.of);
                left_out.then_some(Obstacle::LeftOut(synonym.of))
            }
            ItemKind::Omitted(_) => None,
        }
    }

    /// Whether something of the name of `id` is in the output.
    fn stands_for_itself(&self, id: ItemId) -> bool {
        is_type(&self.contract.item(id).kind) || self.obstacle(id).is_none()
    }

    fn alias_obstacle(&self, id: ItemId, ty: &'a Ty) -> Option<Obstacle<'a>> {
        match self.standings.item(id) {
            // An alias of a type that an opaque one stands in for is an alias of that.
            Standing::LeftOut(obstacle) if !matches!(ty, Ty::Item(_)) => Some(obstacle),
            Standing::LeftOut(Obstacle::TooDeep) => Some(Obstacle::TooDeep),
            _ => match self.contract.canonical(ty) {
                Ty::Function(signature) => self.standings.signature_obstacle(signature),
                _ => None,
            },
        }
    }
}

fn linkage_obstacle(linkage: &Linkage) -> Option<Obstacle<'static>> {
    match linkage {
        Linkage::Symbol(_) | Linkage::Shim(_) => None,
        Linkage::Inline | Linkage::None => Some(Obstacle::NoSymbol),
    }
}

fn is_type(kind: &ItemKind) -> bool {
    match kind {
        ItemKind::Record(_) | ItemKind::Enum(_) | ItemKind::Alias(_) => true,
        ItemKind::Omitted(omission) => {
            matches!(omission.category, crate::contract::Category::Type)
        }
        _ => false,
    }
}
