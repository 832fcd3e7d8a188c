//! Which types are handles, and how they end.

use super::{
    Index,
    scope::{Place, Scope},
};
use crate::{
    annotation::Overlay,
    contract::{Contract, Fact, FactKind, ItemId, ItemKind, Ty},
    resolve::{
        api::{End, Handle, HandleId, InputKind, Operation, Origin, OutputKind, Parentage},
        review::{Review, Reviewed},
    },
};
use rustc_hash::FxHashMap;

/// The handles of a library, by the types that mean them.
pub(super) struct Handles {
    handles: Vec<Handle>,
    strips: Vec<Vec<String>>,
    by_item: FxHashMap<ItemId, HandleId>,
}

impl Handles {
    /// Collects what `handle` and `refcounted` facts declare.
    pub(super) fn new(
        contract: &Contract,
        index: &Index<'_>,
        review: &Review,
        overlay: &Overlay,
    ) -> Handles {
        let mut handles = Handles {
            handles: Vec::new(),
            strips: Vec::new(),
            by_item: FxHashMap::default(),
        };
        for (&item, reviewed) in &review.types {
            let Some(end) = end(index, reviewed) else {
                continue;
            };
            let id = HandleId(handles.handles.len());
            handles.by_item.insert(item, id);
            let name = contract.item(item).name();
            let has = |kind| reviewed.claims.iter().any(|claim| claim.fact.kind == kind);
            handles.strips.push(reviewed.strip.clone());
            handles.handles.push(Handle {
                item,
                name: match &reviewed.rename {
                    Some(name) => name.clone(),
                    None => super::strip(name, &overlay.library.strip).to_owned(),
                },
                end,
                parentage: Parentage::Root,
                counts_children: false,
                send: has(FactKind::Send),
                sync: has(FactKind::Sync),
                span: reviewed.span,
            });
        }
        handles.find_parents(contract, review);
        handles
    }

    /// The handle that `pointee` is, keyed by typedef: an alias may be a handle of its own.
    pub(super) fn of<'a>(&self, contract: &'a Contract, mut pointee: &'a Ty) -> Option<HandleId> {
        loop {
            let Ty::Item(id) = pointee else { return None };
            if let Some(handle) = self.by_item.get(id) {
                return Some(*handle);
            }
            match &contract.item(*id).kind {
                ItemKind::Alias(alias) => pointee = &alias.ty,
                _ => return None,
            }
        }
    }

    /// Whether a handle is ended by its owner and depends on nothing.
    pub(super) fn ends_alone(&self, id: HandleId) -> bool {
        let handle = &self.handles[id.0];
        handle.end != End::Never && !handle.is_child()
    }

    /// The prefixes dropped from the names of a handle's methods.
    pub(super) fn strip(&self, id: HandleId) -> &[String] {
        &self.strips[id.0]
    }

    /// A handle is a child when a function that makes one says what it must not outlive.
    fn find_parents(&mut self, contract: &Contract, review: &Review) {
        for (&id, reviewed) in &review.functions {
            let ItemKind::Function(function) = &contract.item(id).kind else {
                continue;
            };
            let scope = Scope {
                contract,
                signature: &function.signature,
                reviewed,
            };
            for fact in scope.of_kind(FactKind::ReturnsOwned) {
                for place in owned_places(&scope, fact) {
                    let is_child = scope.lenders(place).is_some_and(|lenders| {
                        lenders.iter().any(|lender| *lender != Some(Place::Static))
                    });
                    if let (Some(handle), true) = (self.at(&scope, place), is_child) {
                        let known = &mut self.handles[handle.0].parentage;
                        let before = !matches!(known, Parentage::Child { leak_ok: false });
                        let leak_ok = before && (scope.is_leak_ok(place) || scope.is_scoped(place));
                        *known = Parentage::Child { leak_ok };
                    }
                }
            }
        }
    }

    /// The handle that a place of a function holds.
    pub(super) fn at(&self, scope: &Scope<'_>, place: Place) -> Option<HandleId> {
        let ty = match place {
            Place::Return => &scope.signature.result,
            Place::Param(param) => {
                match scope.contract.canonical(&scope.signature.params[param].ty) {
                    Ty::Pointer { pointee, .. } => &**pointee,
                    _ => return None,
                }
            }
            _ => return None,
        };
        match scope.contract.canonical(ty) {
            Ty::Pointer { pointee, .. } => self.of(scope.contract, pointee),
            _ => None,
        }
    }

    /// The handles, once it is known which of them have counted children.
    pub(super) fn finish(mut self, operations: &[Operation]) -> Vec<Handle> {
        let mut counting = Vec::new();
        for operation in operations {
            for output in &operation.outputs {
                let OutputKind::Owned {
                    handle, parents, ..
                } = &output.kind
                else {
                    continue;
                };
                if !self.handles[handle.0].is_counted_child() {
                    continue;
                }
                for parent in parents {
                    if let Origin::Input(input) = parent
                        && let InputKind::Handle(parent, _) = operation.inputs[*input].kind
                    {
                        counting.push(parent);
                    }
                }
            }
        }
        for parent in counting {
            self.handles[parent.0].counts_children = true;
        }
        self.handles
    }
}

/// The places that a `returns_owned` fact speaks of.
fn owned_places(scope: &Scope<'_>, fact: &Fact) -> Vec<Place> {
    if fact.operands.is_empty() {
        return vec![Place::Return];
    }
    let operands = fact.operands.iter();
    operands
        .filter_map(|operand| scope.place(&operand.position))
        .collect()
}

fn end(index: &Index<'_>, reviewed: &Reviewed) -> Option<End> {
    let function = |fact: &Fact, key| {
        let name = fact.text(key)?;
        index.functions.get(name).copied()
    };
    reviewed.claims.iter().find_map(|claim| {
        let fact = &claim.fact;
        match fact.kind {
            FactKind::Handle => Some(match function(fact, "destroy") {
                Some(destroy) => End::Destroy(destroy),
                None => End::Never,
            }),
            FactKind::Refcounted => Some(End::Shared {
                retain: function(fact, "retain")?,
                release: function(fact, "release")?,
                atomic: fact.text("atomic") == Some("true"),
            }),
            _ => None,
        }
    })
}
