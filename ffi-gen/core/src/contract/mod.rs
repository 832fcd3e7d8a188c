//! The model: what an API is and who owns what, in no particular language.
//!
//! A front end builds a [`Contract`]; everything downstream only reads it. Nothing here knows clang, syn or a target
//! language.

mod docs;
mod fact;
mod item;
mod layout;
#[cfg(feature = "tool")]
mod merge;
mod name;
mod target;
mod ty;

pub use docs::{Block, Docs};
pub use fact::{Argument, Claim, Fact, FactKind, Operand, Position, Provenance, Root, Step};
pub use item::{
    Alias, Base, Category, Constant, Enum, Exit, Field, Function, Global, Item, ItemId, ItemKind,
    Omission, Origin, Param, Part, Reason, Record, RecordBody, RecordKind, Signature, Synonym,
    TextKind, Value, Variant,
};
pub use layout::{FieldLayout, Passing, RecordLayout, RegisterClass};
pub use name::{Identity, Language, Linkage, Name};
pub use target::{DataModel, PerTarget, Target, TargetSet};
pub use ty::{CallConv, FloatKind, IntKind, Qualifiers, Ty};

use crate::source::{FileId, SourceMap};
use std::{path::PathBuf, sync::Arc};

/// Version of the serialised form. It grows whenever a reader of the old form would misread the new one.
pub const SCHEMA: u32 = 3;

/// An API: its items in the order of the header, the targets it was read for, and the sources it came from.
#[derive(Debug, Clone)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Contract {
    schema: u32,
    targets: Vec<Target>,
    sources: SourceMap,
    items: Vec<Item>,
    order: Vec<ItemId>,
}

impl Contract {
    /// Puts a contract together. `order` lists items in the order of the header; ids index `items`.
    ///
    /// # Panics
    /// When `order` names an item that does not exist.
    pub fn new(
        targets: Vec<Target>,
        sources: SourceMap,
        items: Vec<Item>,
        order: Vec<ItemId>,
    ) -> Contract {
        assert!(
            order.iter().all(|id| id.index() < items.len()),
            "an ordered item exists"
        );
        Contract {
            schema: SCHEMA,
            targets,
            sources,
            items,
            order,
        }
    }

    /// The version of the model this contract was written with.
    pub fn schema(&self) -> u32 {
        self.schema
    }

    /// The targets the contract holds for; a [`TargetSet`] indexes this list.
    pub fn targets(&self) -> &[Target] {
        &self.targets
    }

    /// The files that were read.
    pub fn sources(&self) -> &SourceMap {
        &self.sources
    }

    /// Adds a file that says more about the API than the header does, so that spans may refer to it.
    pub fn add_source(&mut self, path: PathBuf, text: impl Into<Arc<[u8]>>) -> FileId {
        self.sources.add(path, text)
    }

    /// The items, in the order of the header.
    pub fn items(&self) -> impl Iterator<Item = (ItemId, &Item)> {
        self.order.iter().map(|&id| (id, &self.items[id.index()]))
    }

    /// One item.
    ///
    /// # Panics
    /// When `id` belongs to another contract.
    pub fn item(&self, id: ItemId) -> &Item {
        &self.items[id.index()]
    }

    /// The type behind any chain of aliases: never [`Ty::Item`] of an [`Alias`].
    pub fn canonical<'a>(&'a self, mut ty: &'a Ty) -> &'a Ty {
        while let Ty::Item(id) = ty {
            match &self.item(*id).kind {
                ItemKind::Alias(alias) => ty = &alias.ty,
                _ => break,
            }
        }
        ty
    }

    /// The fields of the structure that a pointer points to; none for any other type, or where it is not defined.
    pub fn pointed_fields<'a>(&'a self, ty: &'a Ty) -> Option<&'a [Field]> {
        let Ty::Pointer { pointee, .. } = self.canonical(ty) else {
            return None;
        };
        let Ty::Item(record) = self.canonical(pointee) else {
            return None;
        };
        match &self.item(*record).kind {
            ItemKind::Record(Record {
                kind: RecordKind::Struct,
                body: RecordBody::Defined { fields, .. },
            }) => Some(fields),
            _ => None,
        }
    }

    /// The signature of what a function pointer points to; none for any other type.
    pub fn pointed_function<'a>(&'a self, ty: &'a Ty) -> Option<&'a Signature> {
        match self.canonical(ty) {
            Ty::Pointer { pointee, .. } => match self.canonical(pointee) {
                Ty::Function(signature) => Some(signature),
                _ => None,
            },
            _ => None,
        }
    }
}
