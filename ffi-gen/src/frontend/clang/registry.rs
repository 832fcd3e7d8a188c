//! Items under construction: an id is given out when something first refers to a declaration, and the declaration is
//! translated later, so that types may refer to each other in circles and chains of any length need no recursion.

use super::api::{Cursor, CursorKey};
use crate::contract::{Category, Claim, Exit, Identity, Item, ItemId, ItemKind, Name};
use rustc_hash::FxHashMap;
use std::collections::VecDeque;

/// The items of a run.
#[derive(Default)]
pub(super) struct Registry<'tu> {
    slots: Vec<Slot>,
    by_declaration: FxHashMap<CursorKey, ItemId>,
    by_name: FxHashMap<String, ItemId>,
    by_tag: FxHashMap<String, ItemId>,
    pending: VecDeque<Pending<'tu>>,
}

struct Slot {
    item: Option<Item>,
    position: u64,
}

/// A type that something refers to and that is still to be translated.
pub(super) struct Pending<'tu> {
    pub(super) id: ItemId,
    pub(super) declaration: Cursor<'tu>,
    pub(super) identity: Identity,
}

impl<'tu> Registry<'tu> {
    /// The item of a declaration that was seen before.
    pub(super) fn find(&self, key: CursorKey) -> Option<ItemId> {
        self.by_declaration.get(&key).copied()
    }

    /// Says that a declaration is another way to write an item (`typedef struct thing thing`).
    pub(super) fn unify(&mut self, key: CursorKey, id: ItemId) {
        self.by_declaration.insert(key, id);
    }

    /// Says that an item has a name of the ordinary name space besides its tag.
    pub(super) fn name(&mut self, name: String, id: ItemId) {
        self.by_name.entry(name).or_insert(id);
    }

    /// Gives a type an id and puts it in the queue. `position` is where it stands in the translation unit.
    pub(super) fn reserve(
        &mut self,
        declaration: Cursor<'tu>,
        identity: Identity,
        position: u64,
    ) -> ItemId {
        let id = self.slot(position);
        self.by_declaration.insert(declaration.key(), id);
        self.pending.push_back(Pending {
            id,
            declaration,
            identity,
        });
        id
    }

    /// The next type to translate.
    pub(super) fn next_pending(&mut self) -> Option<Pending<'tu>> {
        self.pending.pop_front()
    }

    /// Puts an item into the slot that was reserved for it.
    pub(super) fn fill(&mut self, id: ItemId, item: Item) {
        self.note_name(&item, id);
        self.slots[id.index()].item = Some(item);
    }

    /// Adds an item that nothing refers to by declaration.
    pub(super) fn add(&mut self, item: Item, position: u64) -> ItemId {
        let id = self.slot(position);
        self.fill(id, item);
        id
    }

    /// Replaces what is known of a function or object by what a later declaration says. Names of parameters that the
    /// later one leaves out stay, and so does a function that has a symbol when the later one is an inline definition.
    pub(super) fn redeclare(&mut self, id: ItemId, kind: ItemKind) {
        let Some(item) = &mut self.slots[id.index()].item else {
            return;
        };
        match (&mut item.kind, kind) {
            (ItemKind::Function(known), ItemKind::Function(mut later)) => {
                let names = known.signature.params.iter_mut().map(|p| p.name.take());
                for (param, name) in later.signature.params.iter_mut().zip(names) {
                    param.name = param.name.take().or(name);
                }
                if known.signature.exit == Exit::Never {
                    later.signature.exit = Exit::Never;
                }
                *known = later;
            }
            (ItemKind::Function(_), ItemKind::Omitted(_)) => {}
            (known, kind) => *known = kind,
        }
    }

    /// Adds what a later declaration of an item claims; clang repeats there what earlier ones said.
    pub(super) fn claim(&mut self, id: ItemId, claims: Vec<Claim>) {
        let Some(item) = &mut self.slots[id.index()].item else {
            return;
        };
        for claim in claims {
            if !item.claims.contains(&claim) {
                item.claims.push(claim);
            }
        }
    }

    /// The function, object or type of the ordinary name space that has this name.
    pub(super) fn ordinary(&self, name: &str) -> Option<ItemId> {
        self.by_name.get(name).copied()
    }

    /// The structure, union or enumeration that has this tag.
    pub(super) fn tag(&self, name: &str) -> Option<ItemId> {
        self.by_tag.get(name).copied()
    }

    /// An item that has been translated.
    pub(super) fn item(&self, id: ItemId) -> Option<&Item> {
        self.slots.get(id.index())?.item.as_ref()
    }

    /// The items that have been translated.
    pub(super) fn items(&self) -> impl Iterator<Item = (ItemId, &Item)> {
        (0..)
            .map(ItemId)
            .zip(&self.slots)
            .filter_map(|(id, slot)| Some((id, slot.item.as_ref()?)))
    }

    /// The items by id, and the ids in the order of the translation unit.
    pub(super) fn finish(self) -> (Vec<Item>, Vec<ItemId>) {
        let mut order: Vec<ItemId> = (0..self.slots.len())
            .filter_map(|index| u32::try_from(index).ok().map(ItemId))
            .collect();
        order.sort_by_key(|id| (self.slots[id.index()].position, *id));
        let items = self
            .slots
            .into_iter()
            .map(|slot| {
                slot.item
                    .expect("the queue is empty when the items are taken")
            })
            .collect();
        (items, order)
    }

    fn slot(&mut self, position: u64) -> ItemId {
        let id = ItemId(u32::try_from(self.slots.len()).expect("fewer than 2^32 items"));
        self.slots.push(Slot {
            item: None,
            position,
        });
        id
    }

    fn note_name(&mut self, item: &Item, id: ItemId) {
        let is_left_out = matches!(&item.kind, ItemKind::Omitted(omission)
            if !matches!(omission.category, Category::Function | Category::Global));
        let names = match item.identity.name {
            _ if is_left_out => return,
            Name::Ordinary(_) => &mut self.by_name,
            Name::Tag(_) => &mut self.by_tag,
            Name::Macro(_) | Name::Derived(_) => return,
        };
        names.entry(item.name().to_owned()).or_insert(id);
    }
}
