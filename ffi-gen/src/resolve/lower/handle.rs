//! Which types are handles, and how they end.

use super::{
    Index, ending,
    scope::{Place, Scope},
};
use crate::{
    annotation::Overlay,
    contract::{Contract, Fact, FactKind, ItemId, ItemKind, Provenance, Reason, Ty},
    resolve::{
        api::{
            End, Form, Handle, HandleId, InputKind, Operation, Origin, OutputKind, Parentage,
            Upcast,
        },
        review::{Review, Reviewed},
    },
};
use rustc_hash::FxHashMap;

/// The handles of a library, by the types that mean them.
pub(super) struct Handles {
    handles: Vec<Handle>,
    strips: Vec<Vec<String>>,
    by_item: FxHashMap<ItemId, HandleId>,
    /// Why some handles can only be borrowed.
    endless: FxHashMap<HandleId, Reason>,
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
            endless: FxHashMap::default(),
        };
        for (&item, reviewed) in &review.types {
            let facts = Facts::new(reviewed);
            let Some(ending) = ending::find(contract, index, item, &facts) else {
                continue;
            };
            let id = HandleId(handles.handles.len());
            handles.by_item.insert(item, id);
            if let Some(reason) = ending.missing {
                handles.endless.insert(id, reason);
            }
            let name = contract.item(item).name();
            let main_thread = facts.has(FactKind::MainThread)
                || facts
                    .all(FactKind::DestroyOn)
                    .any(|fact| fact.text("thread") == Some("main"));
            // `thing_new` of `thing` is its `new`, without a word in the contract.
            let own = format!("{name}_");
            let strips = reviewed.strip.iter().cloned().chain([own]);
            handles.strips.push(strips.collect());
            handles.handles.push(Handle {
                item,
                name: match &reviewed.rename {
                    Some(name) => name.clone(),
                    None => super::strip(name, &overlay.library.strip).to_owned(),
                },
                form: ending.form,
                end: ending.end,
                end_arguments: ending.arguments,
                base: None,
                parentage: Parentage::Root,
                counts_children: false,
                send: facts.has(FactKind::Send),
                sync: facts.has(FactKind::Sync),
                main_thread,
                ends_at_home: facts.has(FactKind::DestroyOn),
                must_use: facts.has(FactKind::MustUse),
                span: reviewed.span,
            });
        }
        handles.find_parents(contract, review);
        handles
    }

    /// The handle that a value of type `ty` is: a pointer to its type, or its type when that is a pointer or an integer.
    /// Types are keyed by typedef: an alias may be a handle of its own.
    pub(super) fn of<'a>(&self, contract: &'a Contract, mut ty: &'a Ty) -> Option<HandleId> {
        loop {
            match ty {
                Ty::Item(id) => {
                    let found = self.by_item.get(id).copied();
                    let by_value = found.filter(|handle| {
                        let form = self.handles[handle.0].form;
                        matches!(form, Form::Address | Form::Integer { .. })
                    });
                    match (&contract.item(*id).kind, by_value) {
                        (_, Some(handle)) => return Some(handle),
                        (ItemKind::Alias(alias), None) => ty = &alias.ty,
                        _ => return None,
                    }
                }
                Ty::Pointer { pointee, .. } => return self.behind(contract, pointee),
                _ => return None,
            }
        }
    }

    /// The handle that a type stands for behind a pointer.
    fn behind<'a>(&self, contract: &'a Contract, mut pointee: &'a Ty) -> Option<HandleId> {
        while let Ty::Item(id) = pointee {
            if let Some(handle) = self.by_item.get(id) {
                let form = self.handles[handle.0].form;
                return matches!(form, Form::Pointer | Form::InPlace).then_some(*handle);
            }
            match &contract.item(*id).kind {
                ItemKind::Alias(alias) => pointee = &alias.ty,
                _ => return None,
            }
        }
        None
    }

    /// The handle of this type.
    pub(super) fn of_item(&self, item: ItemId) -> Option<HandleId> {
        self.by_item.get(&item).copied()
    }

    /// One handle, before it is known who counts children.
    pub(super) fn get(&self, id: HandleId) -> &Handle {
        &self.handles[id.0]
    }

    /// Says what a handle may stand for.
    pub(super) fn extend(&mut self, id: HandleId, base: Upcast) {
        self.handles[id.0].base = Some(base);
    }

    /// Why a handle can only be borrowed.
    pub(super) fn endless(&self, id: HandleId) -> Option<&Reason> {
        self.endless.get(&id)
    }

    /// Whether a handle is ended by its owner and depends on nothing.
    pub(super) fn ends_alone(&self, id: HandleId) -> bool {
        let handle = &self.handles[id.0];
        handle.form == Form::Pointer && handle.end != End::Never && !handle.is_child()
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

    /// The handle that a place of a function holds: what it returns, or what a parameter receives.
    fn at(&self, scope: &Scope<'_>, place: Place) -> Option<HandleId> {
        match place {
            Place::Return => self.of(scope.contract, &scope.signature.result),
            Place::Param(param) => self.received(scope.contract, &scope.signature.params[param].ty),
            _ => None,
        }
    }

    /// The handle that the callee leaves where a parameter of type `ty` points to: a handle, or the object itself.
    pub(super) fn received<'a>(&self, contract: &'a Contract, ty: &'a Ty) -> Option<HandleId> {
        let in_place = self.of(contract, ty);
        if let Some(handle) = in_place.filter(|id| self.get(*id).form == Form::InPlace) {
            return Some(handle);
        }
        self.of(contract, pointee(contract, ty)?)
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

/// What is established about a type.
pub(super) struct Facts<'a> {
    reviewed: &'a Reviewed,
}

impl<'a> Facts<'a> {
    /// What is established about a type.
    pub(super) fn new(reviewed: &'a Reviewed) -> Facts<'a> {
        Facts { reviewed }
    }

    /// The facts of a kind about the type itself, strongest first. What nobody vouched for does not count.
    pub(super) fn all(&self, kind: FactKind) -> impl Iterator<Item = &'a Fact> + use<'a> {
        self.reviewed
            .claims
            .iter()
            .filter(|claim| claim.provenance >= Provenance::Annotation)
            .map(|claim| &claim.fact)
            .filter(move |fact| fact.kind == kind && fact.operands.is_empty())
    }

    /// Whether there is one.
    pub(super) fn has(&self, kind: FactKind) -> bool {
        self.all(kind).next().is_some()
    }
}

/// What a pointer points to, by the name that it goes by.
fn pointee<'a>(contract: &'a Contract, ty: &'a Ty) -> Option<&'a Ty> {
    match contract.canonical(ty) {
        Ty::Pointer { pointee, .. } => Some(pointee),
        _ => None,
    }
}
