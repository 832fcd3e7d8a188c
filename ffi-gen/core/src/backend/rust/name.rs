//! Names: which item is called what, so that no two collide in Rust's two name spaces.

use super::{
    ident,
    known::{self, Known, Scope, Space},
};
use crate::contract::{
    Category, Constant, Contract, Item, ItemId, ItemKind, Linkage, Name, RecordBody, RecordKind,
    Ty, Value,
};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// The names of one module.
pub(super) struct Names<'a> {
    /// By the index of the item.
    namings: Vec<Naming<'a>>,
    types: FxHashMap<Cow<'a, str>, ItemId>,
    values: FxHashMap<Cow<'a, str>, ItemId>,
    enumerators: FxHashMap<&'a str, Enumerator>,
    shadowed: u64,
    support: Cow<'static, str>,
}

/// What became of the name of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Naming<'a> {
    /// It has none: it is not part of the module, or was left out before it got here.
    Absent,
    /// It is called this.
    Own(Cow<'a, str>),
    /// It says the same as another item, which has the name.
    Same(ItemId),
    /// Another item has the name.
    Taken(ItemId),
}

/// The first enumerator of a name.
struct Enumerator {
    parent: ItemId,
    value: i128,
}

/// Which name spaces an item's name occupies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Spaces {
    types: bool,
    values: bool,
}

impl<'a> Names<'a> {
    /// Names every item of `items`. C's ordinary names come first, as they are what a programmer writes bare; then
    /// tags, names without a source, and macros.
    pub(super) fn new(
        contract: &'a Contract,
        target: usize,
        count: usize,
        items: &[(ItemId, &'a Item)],
    ) -> Names<'a> {
        let mut names = Names {
            namings: vec![Naming::Absent; count],
            types: FxHashMap::default(),
            values: FxHashMap::default(),
            enumerators: FxHashMap::default(),
            shadowed: 0,
            support: Cow::Borrowed("support"),
        };
        names.types.reserve(items.len());
        names.values.reserve(items.len());
        names.name_ordinary(contract, items);
        // Where one tag names two types, the one that has a definition is the one that is meant.
        names.name_tags(items, true);
        names.name_tags(items, false);
        names.name_derived(items);
        names.collect_enumerators(items);
        names.name_macros(contract, target, items);
        names.find_shadowed();
        while names.types.contains_key(&names.support) {
            names.support.to_mut().push('_');
        }
        names
    }

    /// What became of an item's name.
    pub(super) fn naming(&self, id: ItemId) -> &Naming<'a> {
        &self.namings[id.index()]
    }

    /// The name to write for an item; none when it has none.
    pub(super) fn get(&self, mut id: ItemId) -> Option<&str> {
        loop {
            match self.naming(id) {
                Naming::Own(name) => return Some(name),
                Naming::Same(other) => id = *other,
                Naming::Absent | Naming::Taken(_) => return None,
            }
        }
    }

    /// Whether an enumerator of `parent` may also be a constant of the module.
    pub(super) fn is_bare_enumerator(&self, parent: ItemId, name: &str, ident: &str) -> bool {
        // One whose name had to be changed could meet another one.
        !ident::is_changed(name, ident)
            && !self.values.contains_key(ident)
            && self
                .enumerators
                .get(name)
                .is_some_and(|first| first.parent == parent)
    }

    /// Whether a C item hides a name of the core library.
    pub(super) fn is_shadowed(&self, known: Known) -> bool {
        self.shadowed & known.bit() != 0
    }

    /// The module for what is not part of the API.
    pub(super) fn support(&self) -> &str {
        &self.support
    }

    /// A name for a local binding: one that is not the name of a constant, which would make it a pattern.
    pub(super) fn local(&self, wanted: &'static str) -> Cow<'static, str> {
        let mut name = Cow::Borrowed(wanted);
        while self.values.contains_key(&name) || self.enumerators.contains_key(&*name) {
            name.to_mut().push('_');
        }
        name
    }

    fn name_ordinary(&mut self, contract: &'a Contract, items: &[(ItemId, &'a Item)]) {
        let mut changed = Vec::new();
        let mut overloads = Vec::new();
        for &(id, item) in items {
            let Name::Ordinary(text) = &item.identity.name else {
                continue;
            };
            if let Some(tag) = same_tag(contract, item) {
                self.namings[id.index()] = Naming::Same(tag);
                continue;
            }
            let Some(spaces) = spaces(item) else {
                continue;
            };
            let name = ident::item(text);
            if item.identity.overload.is_some() {
                overloads.push((id, text, spaces));
            } else if ident::is_changed(text, &name) {
                changed.push((id, item, name, spaces));
            } else {
                self.name_ordinary_item(contract, id, item, name, spaces);
            }
        }
        for (id, item, name, spaces) in changed {
            let name = self.out_of_the_way(contract, item, name, spaces);
            self.name_ordinary_item(contract, id, item, name, spaces);
        }
        for (id, text, spaces) in overloads {
            let name = self.numbered(text, spaces);
            self.namings[id.index()] = self.claim(id, name, spaces);
        }
    }

    /// `text`, with a number behind it where it is taken.
    fn numbered(&self, text: &'a str, spaces: Spaces) -> Cow<'a, str> {
        let mut name = ident::item(text);
        let mut number = 2;
        while self.holder(&name, spaces).is_some() {
            name = Cow::Owned(ident::item(&format!("{text}_{number}")).into_owned());
            number += 1;
        }
        name
    }

    fn name_ordinary_item(
        &mut self,
        contract: &'a Contract,
        id: ItemId,
        item: &'a Item,
        name: Cow<'a, str>,
        spaces: Spaces,
    ) {
        self.namings[id.index()] = match self.holder(&name, spaces) {
            None => self.claim(id, name, spaces),
            Some(holder) if means_the_same(&item.kind, &contract.item(holder).kind) => {
                Naming::Same(holder)
            }
            Some(holder) => Naming::Taken(holder),
        };
    }

    /// `name` with as many underscores behind it as keep it from being that of an item that C calls something else.
    fn out_of_the_way(
        &self,
        contract: &Contract,
        item: &Item,
        mut name: Cow<'a, str>,
        spaces: Spaces,
    ) -> Cow<'a, str> {
        while let Some(holder) = self.holder(&name, spaces)
            && contract.item(holder).name() != item.name()
        {
            name.to_mut().push('_');
        }
        name
    }

    fn name_tags(&mut self, items: &[(ItemId, &'a Item)], defined: bool) {
        for &(id, item) in items {
            let Name::Tag(tag) = &item.identity.name else {
                continue;
            };
            if is_defined(&item.kind) != defined {
                continue;
            }
            let Some(spaces) = spaces(item) else {
                continue;
            };
            let mut name = ident::item(tag);
            if self.holder(&name, spaces).is_some() {
                let keyword = match &item.kind {
                    ItemKind::Record(record) => match record.kind {
                        RecordKind::Struct => "struct_",
                        RecordKind::Union => "union_",
                        RecordKind::Class => "class_",
                    },
                    _ => "enum_",
                };
                name = Cow::Owned(ident::item(&[keyword, tag].concat()).into_owned());
            }
            while self.holder(&name, spaces).is_some() {
                name.to_mut().push('_');
            }
            self.namings[id.index()] = self.claim(id, name, spaces);
        }
    }

    fn name_derived(&mut self, items: &[(ItemId, &'a Item)]) {
        for &(id, item) in items {
            let Name::Derived(text) = &item.identity.name else {
                continue;
            };
            let Some(spaces) = spaces(item) else {
                continue;
            };
            let name = self.numbered(text, spaces);
            self.namings[id.index()] = self.claim(id, name, spaces);
        }
    }

    fn collect_enumerators(&mut self, items: &[(ItemId, &'a Item)]) {
        for &(id, item) in items {
            let ItemKind::Enum(enumeration) = &item.kind else {
                continue;
            };
            for variant in &enumeration.variants {
                self.enumerators.entry(&variant.name).or_insert(Enumerator {
                    parent: id,
                    value: variant.value,
                });
            }
        }
    }

    fn name_macros(&mut self, contract: &'a Contract, target: usize, items: &[(ItemId, &'a Item)]) {
        let mut changed = Vec::new();
        for &(id, item) in items {
            let Name::Macro(text) = &item.identity.name else {
                continue;
            };
            let name = ident::item(text);
            if ident::is_changed(text, &name) {
                changed.push((id, item, name));
            } else {
                self.name_macro(contract, target, id, item, name);
            }
        }
        for (id, item, name) in changed {
            self.name_macro(contract, target, id, item, name);
        }
    }

    fn name_macro(
        &mut self,
        contract: &'a Contract,
        target: usize,
        id: ItemId,
        item: &'a Item,
        name: Cow<'a, str>,
    ) {
        let spaces = match &item.kind {
            // `pub use` takes along whatever has the name, in both name spaces.
            ItemKind::Synonym(synonym) => self.occupied(synonym.of),
            _ => spaces(item),
        };
        let Some(spaces) = spaces else {
            return;
        };
        let name = self.out_of_the_way(contract, item, name, spaces);
        self.namings[id.index()] = if let Some(holder) = self.holder(&name, spaces) {
            let known = contract.item(holder);
            if names_item(&item.kind, holder) || means_the_same(&item.kind, &known.kind) {
                Naming::Same(holder)
            } else if let (ItemKind::Constant(_), ItemKind::Constant(_)) = (&item.kind, &known.kind)
            {
                // In C the macro hides the enumerator: `#define COUNT (COUNT - 1)`.
                self.namings[holder.index()] = Naming::Taken(id);
                self.claim(id, name, spaces)
            } else {
                Naming::Taken(holder)
            }
        } else {
            match (&item.kind, self.enumerators.get(item.name())) {
                (ItemKind::Constant(constant), Some(enumerator))
                    if constant.value.get(target) == Some(&Value::Int(enumerator.value)) =>
                {
                    Naming::Same(enumerator.parent)
                }
                _ => self.claim(id, name, spaces),
            }
        };
    }

    fn find_shadowed(&mut self) {
        for (index, entry) in known::ALL.iter().enumerate() {
            let in_types = self.types.contains_key(entry.name);
            let in_values =
                self.values.contains_key(entry.name) || self.enumerators.contains_key(entry.name);
            let shadowed = match (entry.scope, entry.space) {
                (_, Space::Macro) => false,
                (Scope::Import, _) => in_types || in_values,
                (Scope::Always, Space::Type) => in_types,
                (Scope::Always, Space::Value) => in_values,
            };
            self.shadowed |= u64::from(shadowed) << index;
        }
    }

    /// The name spaces that hold the name of `id`.
    fn occupied(&self, id: ItemId) -> Option<Spaces> {
        let name = self.get(id)?;
        Some(Spaces {
            types: self.types.contains_key(name),
            values: self.values.contains_key(name),
        })
    }

    fn holder(&self, name: &str, spaces: Spaces) -> Option<ItemId> {
        let in_types = spaces.types.then(|| self.types.get(name)).flatten();
        let in_values = || spaces.values.then(|| self.values.get(name)).flatten();
        in_types.or_else(in_values).copied()
    }

    fn claim(&mut self, id: ItemId, name: Cow<'a, str>, spaces: Spaces) -> Naming<'a> {
        if spaces.types {
            self.types.insert(name.clone(), id);
        }
        if spaces.values {
            self.values.insert(name.clone(), id);
        }
        Naming::Own(name)
    }
}

/// The name spaces of an item; none for what has no name in the output.
fn spaces(item: &Item) -> Option<Spaces> {
    let spaces = |types, values| Some(Spaces { types, values });
    match &item.kind {
        ItemKind::Record(_) | ItemKind::Alias(_) => spaces(true, false),
        // A tuple structure is also its own constructor.
        ItemKind::Enum(_) => spaces(true, true),
        ItemKind::Function(_) | ItemKind::Global(_) | ItemKind::Constant(_) => spaces(false, true),
        ItemKind::Synonym(_) => spaces(true, true),
        ItemKind::Omitted(omission) => match omission.category {
            Category::Type if !matches!(item.identity.name, Name::Macro(_)) => spaces(true, false),
            _ => None,
        },
    }
}

/// The tag of `typedef struct x x`, which is no type of its own.
fn same_tag(contract: &Contract, item: &Item) -> Option<ItemId> {
    let ItemKind::Alias(alias) = &item.kind else {
        return None;
    };
    let Ty::Item(id) = alias.ty else { return None };
    let other = &contract.item(id).identity.name;
    matches!(other, Name::Tag(tag) if tag == item.name()).then_some(id)
}

fn is_defined(kind: &ItemKind) -> bool {
    !matches!(kind, ItemKind::Record(record) if record.body == RecordBody::Opaque)
}

/// Whether an item is nothing but another name for `id`.
fn names_item(kind: &ItemKind, id: ItemId) -> bool {
    match kind {
        ItemKind::Synonym(synonym) => synonym.of == id,
        ItemKind::Alias(alias) => alias.ty == Ty::Item(id),
        _ => false,
    }
}

/// Whether two items of one name are the same thing said twice.
fn means_the_same(one: &ItemKind, other: &ItemKind) -> bool {
    match (one, other) {
        (ItemKind::Constant(one), ItemKind::Constant(other)) => same_value(one, other),
        (ItemKind::Function(one), ItemKind::Function(other)) => {
            one.linkage == other.linkage && matches!(one.linkage, Linkage::Symbol(_))
        }
        (ItemKind::Alias(one), ItemKind::Alias(other)) => one == other,
        (ItemKind::Global(one), ItemKind::Global(other)) => one == other,
        (ItemKind::Synonym(one), ItemKind::Synonym(other)) => one == other,
        _ => false,
    }
}

fn same_value(one: &Constant, other: &Constant) -> bool {
    one.value == other.value
}
