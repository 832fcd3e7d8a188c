//! Facts to relations: what a caller sees of each function, or why it stays unsafe.

mod callback;
mod conflict;
mod count;
mod data;
mod ending;
mod expression;
mod failure;
mod handle;
mod operation;
mod ownership;
mod param;
mod rules;
mod scope;
mod slice;
mod upcast;
mod withhold;

use super::{
    api::{Api, HandleId, Named, Role},
    review::Review,
};
use crate::{
    annotation::Overlay,
    contract::{Category, Contract, Item, ItemId, ItemKind, Reason, Ty},
    diagnostic::Diagnostics,
};
use handle::Handles;
pub use operation::LATER;
use rustc_hash::FxHashMap;

/// Lowers every reviewed function of `selected`.
pub(super) fn lower(
    contract: &Contract,
    selected: &[ItemId],
    overlay: &Overlay,
    review: &Review,
    diagnostics: &mut Diagnostics,
) -> Api {
    let index = Index::new(contract, selected);
    let mut handles = Handles::new(contract, &index, review, overlay);
    upcast::find(contract, &index, review, &mut handles, diagnostics);
    let conventions = failure::conventions(contract, &index, overlay);
    let mut api = Api {
        library: overlay.library.name.clone().unwrap_or_default(),
        ..Api::default()
    };
    let context = Context {
        contract,
        index: &index,
        overlay,
        review,
        handles: &handles,
        conventions: &conventions,
    };
    let messages = failure::messages(&context);
    for &id in selected {
        let ItemKind::Function(function) = &contract.item(id).kind else {
            continue;
        };
        let Some(reviewed) = review.functions.get(&id) else {
            api.unreviewed.push(id);
            continue;
        };
        match operation::lower(&context, id, &function.signature, reviewed) {
            Ok(operations) => api.operations.extend(operations),
            Err(reasons) => api.kept_unsafe.push((id, reasons)),
        }
    }
    api.handles = handles.finish(&api.operations);
    api.messages = messages;
    api.conventions = conventions;
    withhold::withhold(contract, &mut api, selected);
    rules::check(contract, &api, diagnostics);
    api
}

/// What the lowering of every function can look at.
pub(super) struct Context<'a> {
    contract: &'a Contract,
    index: &'a Index<'a>,
    overlay: &'a Overlay,
    review: &'a Review,
    handles: &'a Handles,
    conventions: &'a [super::api::Convention],
}

/// The items by name.
pub(super) struct Index<'a> {
    functions: FxHashMap<&'a str, ItemId>,
    /// Functions that are left out, and why.
    left_out: FxHashMap<&'a str, &'a Reason>,
    constants: FxHashMap<&'a str, Named>,
    types: FxHashMap<&'a str, ItemId>,
    /// The constants in the order of the header.
    ordered: Vec<Named>,
}

impl<'a> Index<'a> {
    fn new(contract: &'a Contract, selected: &[ItemId]) -> Index<'a> {
        let mut index = Index {
            functions: FxHashMap::default(),
            left_out: FxHashMap::default(),
            constants: FxHashMap::default(),
            types: FxHashMap::default(),
            ordered: Vec::new(),
        };
        for &id in selected {
            let item: &Item = contract.item(id);
            let names = match &item.kind {
                ItemKind::Function(_) => &mut index.functions,
                ItemKind::Synonym(synonym)
                    if matches!(contract.item(synonym.of).kind, ItemKind::Function(_)) =>
                {
                    index.functions.entry(item.name()).or_insert(synonym.of);
                    continue;
                }
                ItemKind::Omitted(omission) if omission.category == Category::Function => {
                    index.left_out.insert(item.name(), &omission.reason);
                    continue;
                }
                ItemKind::Constant(_) => {
                    index.name(item.name(), Named::constant(id));
                    continue;
                }
                ItemKind::Enum(enumeration) => {
                    for (at, variant) in enumeration.variants.iter().enumerate() {
                        index.name(&variant.name, Named::enumerator(id, at));
                    }
                    &mut index.types
                }
                ItemKind::Record(_) | ItemKind::Alias(_) => &mut index.types,
                _ => continue,
            };
            names.entry(item.name()).or_insert(id);
        }
        index
    }

    /// The function of a name, or why the safe side cannot call it.
    fn function(&self, name: &str) -> Result<ItemId, Reason> {
        if let Some(function) = self.functions.get(name) {
            return Ok(*function);
        }
        Err(match self.left_out.get(name) {
            Some(reason) => {
                let advice = match reason.code.as_ref() {
                    "inline" => "; name one of your own that calls it",
                    _ => "",
                };
                Reason {
                    code: reason.code.clone(),
                    text: format!("`{name}` cannot be called: {}{advice}", reason.text),
                }
            }
            None => unsupported(format!(
                "`{name}` is not among the functions that are translated"
            )),
        })
    }

    fn name(&mut self, name: &'a str, named: Named) {
        self.ordered.push(named);
        self.constants.entry(name).or_insert(named);
    }
}

impl Context<'_> {
    /// The handle that a value of a type is.
    fn handle_behind(&self, ty: &Ty) -> Option<HandleId> {
        self.handles.of(self.contract, ty)
    }

    /// What the safe API calls a function: the prefixes of its handle and of the library are dropped.
    fn operation_name(&self, id: ItemId, rename: Option<&String>, role: Role) -> String {
        if let Some(name) = rename {
            return name.clone();
        }
        let name = self.contract.item(id).name();
        let of_handle = match role {
            Role::Method(handle) | Role::Constructor(handle) => self.handles.strip(handle),
            Role::Function => &[],
        };
        strip(name, of_handle.iter().chain(&self.overlay.library.strip)).to_owned()
    }
}

/// `name` without the first of `prefixes` that it starts with, unless nothing that may be a name would be left.
fn strip(name: &str, prefixes: impl IntoIterator<Item = impl AsRef<str>>) -> &str {
    prefixes
        .into_iter()
        .find_map(|prefix| name.strip_prefix(prefix.as_ref()))
        .filter(|rest| rest.starts_with(|c: char| c.is_alphabetic() || c == '_'))
        .unwrap_or(name)
}

/// The reason that a fact is missing.
fn missing(fact: &str, why: impl Into<String>) -> Reason {
    Reason::new(
        "missing-fact",
        format!("{} (missing: `{fact}`)", why.into()),
    )
}

/// The reason that something cannot be expressed yet.
fn unsupported(why: impl Into<String>) -> Reason {
    Reason::new("not-lowered", why)
}
