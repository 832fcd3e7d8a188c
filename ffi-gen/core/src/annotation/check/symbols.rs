//! What the header declares, by name.

use super::{super::pattern, Entry, Subject, position::Thing};
use crate::contract::{Category, Contract, ItemId, ItemKind, Name, Signature, Ty};
use std::collections::{BTreeMap, BTreeSet};

/// Names of the header, each kind in alphabetical order: of two equally near spellings the first one is offered.
pub(super) struct Symbols<'a> {
    functions: BTreeMap<&'a str, ItemId>,
    /// A tag and a typedef may share a name.
    types: BTreeMap<&'a str, Vec<ItemId>>,
    callbacks: BTreeMap<&'a str, ItemId>,
    constants: BTreeSet<&'a str>,
}

/// Functions of the C library that destroy what others hand out; their own header is seldom the one that is read.
const STANDARD: [&str; 5] = ["free", "fclose", "pclose", "close", "closedir"];

/// Types that need no declaration in a header that is read.
const TYPE_WORDS: [&str; 13] = [
    "void",
    "char",
    "short",
    "int",
    "long",
    "unsigned",
    "signed",
    "const",
    "struct",
    "union",
    "enum",
    "size_t",
    "uintptr_t",
];

/// What an expression may name besides.
const EXPRESSION_WORDS: [&str; 4] = ["NULL", "true", "false", "sizeof"];

impl<'a> Symbols<'a> {
    pub(super) fn new(contract: &'a Contract) -> Symbols<'a> {
        let mut symbols = Symbols {
            functions: BTreeMap::new(),
            types: BTreeMap::new(),
            callbacks: BTreeMap::new(),
            constants: BTreeSet::new(),
        };
        for (id, item) in contract.items() {
            symbols.add(contract, item.name(), id);
            if let ItemKind::Enum(enumeration) = &item.kind {
                let names = enumeration.variants.iter();
                symbols
                    .constants
                    .extend(names.map(|variant| variant.name.as_str()));
            }
        }
        symbols
    }

    fn add(&mut self, contract: &'a Contract, name: &'a str, id: ItemId) {
        match &contract.item(id).kind {
            ItemKind::Synonym(synonym) => {
                // `#define old new` is another name for whatever `new` is.
                if !matches!(contract.item(synonym.of).kind, ItemKind::Synonym(_)) {
                    self.add(contract, name, synonym.of);
                }
                self.constants.insert(name);
            }
            kind => match kind.category() {
                Category::Function => {
                    self.functions.insert(name, id);
                }
                Category::Type => {
                    self.types.entry(name).or_default().push(id);
                    if callback_signature(contract, &Ty::Item(id)).is_some() {
                        self.callbacks.insert(name, id);
                    }
                }
                Category::Global | Category::Constant | Category::FunctionLikeMacro => {
                    self.constants.insert(name);
                }
            },
        }
    }

    /// The names that an entry of this kind may select.
    pub(super) fn names(&self, subject: Subject) -> std::vec::IntoIter<&'a str> {
        let names: Vec<&str> = match subject {
            Subject::Function => self.functions.keys().copied().collect(),
            Subject::Type => self.types.keys().copied().collect(),
            Subject::Callback => self.callbacks.keys().copied().collect(),
        };
        names.into_iter()
    }

    pub(super) fn constants(&self) -> impl Iterator<Item = &'a str> + Clone {
        self.constants.iter().copied()
    }

    pub(super) fn is_function(&self, name: &str) -> bool {
        self.functions.contains_key(name) || STANDARD.contains(&name)
    }

    pub(super) fn function_id(&self, name: &str) -> Option<ItemId> {
        self.functions.get(name).copied()
    }

    pub(super) fn is_constant(&self, name: &str) -> bool {
        self.constants.contains(name)
    }

    pub(super) fn is_type(&self, name: &str) -> bool {
        self.types.contains_key(name) || TYPE_WORDS.contains(&name)
    }

    pub(super) fn is_any(&self, name: &str) -> bool {
        let is_limit = name.ends_with("_MAX") || name.ends_with("_MIN");
        let needs_no_header = is_limit || EXPRESSION_WORDS.contains(&name);
        needs_no_header || self.is_function(name) || self.is_constant(name) || self.is_type(name)
    }

    /// What an entry selects.
    pub(super) fn select(&self, contract: &'a Contract, entry: &'a Entry) -> Vec<Thing<'a>> {
        let (tag, selector) = match entry.selector.split_once(' ') {
            Some(("struct" | "union" | "enum", name)) => (true, name),
            _ => (false, entry.selector.as_str()),
        };
        let ids: Vec<ItemId> = match entry.subject {
            Subject::Function => selected(&self.functions, selector)
                .into_iter()
                .copied()
                .collect(),
            Subject::Callback => selected(&self.callbacks, selector)
                .into_iter()
                .copied()
                .collect(),
            Subject::Type => selected(&self.types, selector)
                .into_iter()
                .flatten()
                .copied()
                .collect(),
        };
        let is_tag = |id: &ItemId| matches!(contract.item(*id).identity.name, Name::Tag(_));
        ids.into_iter()
            .filter(|id| !tag || is_tag(id))
            .map(|id| Thing::new(contract, id, entry))
            .collect()
    }
}

fn selected<'m, T>(map: &'m BTreeMap<&str, T>, selector: &'m str) -> Vec<&'m T> {
    if !pattern::is_pattern(selector) {
        return map.get(selector).into_iter().collect();
    }
    let named = map
        .iter()
        .filter(|(name, _)| pattern::matches(selector, name));
    named.map(|(_, value)| value).collect()
}

/// The signature of a function pointer, or of a function type.
pub(super) fn callback_signature<'a>(contract: &'a Contract, ty: &'a Ty) -> Option<&'a Signature> {
    match contract.canonical(ty) {
        Ty::Function(signature) => Some(signature),
        _ => contract.pointed_function(ty),
    }
}

/// The identifiers of a C expression; not those in its string literals.
pub(super) fn identifiers(text: &str) -> impl Iterator<Item = &str> {
    let outside = text.split('"').step_by(2);
    outside
        .flat_map(|part| part.split(|c: char| !(c.is_alphanumeric() || c == '_')))
        .filter(|word| word.starts_with(|c: char| c.is_alphabetic() || c == '_'))
}
