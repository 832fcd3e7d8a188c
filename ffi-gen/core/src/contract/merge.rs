//! One contract for several targets: what is the same on all of them is there once.

use super::{
    Contract, Item, ItemId, ItemKind, PerTarget, RecordBody, Signature, TargetSet, Ty,
    name::Identity,
};
use crate::source::{FileId, SourceMap, Span};
use std::collections::HashMap;

impl Contract {
    /// Joins two readings of one API for different targets.
    ///
    /// An item that both have and that is written the same way becomes one; its layouts and values are kept per
    /// target. An item that differs in any other way (a typedef of another type) stays twice, each for its targets,
    /// under one identity: a reference to either means the one of the target at hand, which [`Contract::on_target`]
    /// finds.
    ///
    /// Items keep the order of `self`; those that only `other` has follow the item they follow there.
    ///
    /// # Errors
    /// Gives both back when together they have more than 64 targets.
    pub fn merge(self, other: Contract) -> Result<Contract, Box<(Contract, Contract)>> {
        let shift = self.targets.len();
        if shift + other.targets.len() > 64 {
            return Err(Box::new((self, other)));
        }
        Ok(Merge::new(self).add(other, shift))
    }

    /// The variant of an item that holds for the target at `index`; none when that target does not have it.
    pub fn on_target(&self, id: ItemId, index: usize) -> Option<(ItemId, &Item)> {
        let item = self.item(id);
        if item.targets.contains(index) {
            return Some((id, item));
        }
        self.items().find(|(_, candidate)| {
            candidate.targets.contains(index) && candidate.identity == item.identity
        })
    }
}

struct Merge {
    into: Contract,
    by_identity: HashMap<Identity, ItemId>,
}

impl Merge {
    fn new(into: Contract) -> Merge {
        let by_identity = into
            .items()
            .map(|(id, item)| (item.identity.clone(), id))
            .collect();
        Merge { into, by_identity }
    }

    fn add(mut self, other: Contract, shift: usize) -> Contract {
        let files = self.add_sources(&other.sources);
        // Every item of `other` gets its id first, so that references can be renamed in one pass: the id of the item
        // with the same identity where there is one, which is right whether or not the two turn out to be equal.
        let mut fresh = self.into.items.len();
        let ids: Vec<ItemId> = other
            .items
            .iter()
            .map(|item| match self.by_identity.get(&item.identity) {
                Some(&id) => id,
                None => {
                    fresh += 1;
                    index_id(fresh - 1)
                }
            })
            .collect();
        let mut order_after: Option<ItemId> = None;
        let mut inserted: Vec<(Option<ItemId>, ItemId)> = Vec::new();
        let mut variants: Vec<(ItemId, Item)> = Vec::new();
        let mut added: Vec<(ItemId, Item)> = Vec::new();
        for &id in &other.order {
            let mut item = other.items[id.index()].clone();
            let new_id = ids[id.index()];
            rename(&mut item, &ids, &files, shift);
            match self.into.items.get_mut(new_id.index()) {
                None => {
                    inserted.push((order_after, new_id));
                    added.push((new_id, item));
                }
                Some(known) => {
                    variants.extend(join(known, item).map(|item| (new_id, item)));
                }
            }
            order_after = Some(new_id);
        }
        added.sort_by_key(|(id, _)| *id);
        self.into
            .items
            .extend(added.into_iter().map(|(_, item)| item));
        for (beside, item) in variants {
            let id = index_id(self.into.items.len());
            self.into.items.push(item);
            inserted.push((Some(beside), id));
        }
        for (after, id) in inserted {
            let at = after
                .and_then(|after| self.into.order.iter().position(|known| *known == after))
                .map_or(0, |index| index + 1);
            self.into.order.insert(at, id);
        }
        self.into.targets.extend(other.targets);
        self.into
    }

    /// Adds the files of the other contract that this one does not have; says what each is called now.
    fn add_sources(&mut self, other: &SourceMap) -> Vec<FileId> {
        other
            .files()
            .map(|(_, file)| {
                let known = self
                    .into
                    .sources
                    .files()
                    .find(|(_, known)| known.path == file.path && known.text == file.text)
                    .map(|(id, _)| id);
                known.unwrap_or_else(|| self.into.sources.add(file.path.clone(), file.text.clone()))
            })
            .collect()
    }
}

fn index_id(index: usize) -> ItemId {
    ItemId(u32::try_from(index).expect("fewer than 2^32 items"))
}

/// Makes one item of two, or gives the second back when they differ in more than layouts and values.
fn join(known: &mut Item, other: Item) -> Option<Item> {
    let targets = known.targets.union(other.targets);
    let mut both = known.kind.clone();
    if !absorb(&mut both, &other.kind) {
        return Some(other);
    }
    known.kind = both;
    known.targets = targets;
    None
}

/// Adds the layouts and values of `other` to `kind`; false when anything else differs.
fn absorb(kind: &mut ItemKind, other: &ItemKind) -> bool {
    match (kind, other) {
        (ItemKind::Record(record), ItemKind::Record(other)) => {
            match (&mut record.body, &other.body) {
                (
                    RecordBody::Defined {
                        bases,
                        fields,
                        layout,
                    },
                    RecordBody::Defined {
                        bases: other_bases,
                        fields: other_fields,
                        layout: other_layout,
                    },
                ) => {
                    let same =
                        record.kind == other.kind && bases == other_bases && fields == other_fields;
                    extend(layout, other_layout);
                    same
                }
                (body, other_body) => record.kind == other.kind && body == other_body,
            }
        }
        (ItemKind::Constant(constant), ItemKind::Constant(other)) => {
            let same = constant.ty == other.ty && constant.expression == other.expression;
            extend(&mut constant.value, &other.value);
            same
        }
        (kind, other) => kind == other,
    }
}

fn extend<T: Clone + PartialEq>(known: &mut PerTarget<T>, other: &PerTarget<T>) {
    for (targets, value) in other.iter() {
        known.insert(targets, value.clone());
    }
}

/// Writes an item in the ids, files and target numbers of the contract that it moves to.
fn rename(item: &mut Item, ids: &[ItemId], files: &[FileId], shift: usize) {
    item.targets = item.targets.shifted(shift);
    let span = |span: &mut Option<Span>| {
        if let Some(span) = span {
            span.file = files[span.file.0 as usize];
        }
    };
    span(&mut item.span);
    for claim in &mut item.claims {
        claim.span.file = files[claim.span.file.0 as usize];
    }
    let ty = |ty: &mut Ty| rename_ty(ty, ids);
    match &mut item.kind {
        ItemKind::Function(function) => rename_signature(&mut function.signature, ids),
        ItemKind::Record(record) => {
            if let RecordBody::Defined {
                bases,
                fields,
                layout,
            } = &mut record.body
            {
                bases.iter_mut().for_each(|base| ty(&mut base.ty));
                fields.iter_mut().for_each(|field| ty(&mut field.ty));
                *layout = layout.shifted(shift);
            }
        }
        ItemKind::Enum(item) => {
            ty(&mut item.underlying);
            item.variants
                .iter_mut()
                .for_each(|variant| span(&mut variant.span));
        }
        ItemKind::Alias(alias) => ty(&mut alias.ty),
        ItemKind::Global(global) => ty(&mut global.ty),
        ItemKind::Constant(constant) => {
            ty(&mut constant.ty);
            constant.value = constant.value.shifted(shift);
        }
        ItemKind::Synonym(synonym) => synonym.of = ids[synonym.of.index()],
        ItemKind::Omitted(_) => {}
    }
}

fn rename_signature(signature: &mut Signature, ids: &[ItemId]) {
    rename_ty(&mut signature.result, ids);
    for param in &mut signature.params {
        rename_ty(&mut param.ty, ids);
    }
}

fn rename_ty(ty: &mut Ty, ids: &[ItemId]) {
    match ty {
        Ty::Item(id) => *id = ids[id.index()],
        Ty::Instance { item, arguments } => {
            *item = ids[item.index()];
            arguments.iter_mut().for_each(|ty| rename_ty(ty, ids));
        }
        Ty::Pointer { pointee: inner, .. }
        | Ty::Array { element: inner, .. }
        | Ty::Vector { element: inner, .. } => rename_ty(inner, ids),
        Ty::Function(signature) => rename_signature(signature, ids),
        Ty::Void
        | Ty::Bool
        | Ty::Int(_)
        | Ty::Float(_)
        | Ty::Complex(_)
        | Ty::Unsupported { .. } => {}
    }
}

impl TargetSet {
    fn shifted(self, by: usize) -> TargetSet {
        (0..64 - by)
            .filter(|&index| self.contains(index))
            .filter_map(|index| TargetSet::single(index + by))
            .fold(TargetSet::default(), TargetSet::union)
    }
}

impl<T: Clone + PartialEq> PerTarget<T> {
    fn shifted(&self, by: usize) -> PerTarget<T> {
        let mut moved = PerTarget::default();
        for (targets, value) in self.iter() {
            moved.insert(targets.shifted(by), value.clone());
        }
        moved
    }
}
