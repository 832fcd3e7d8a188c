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
            Threads, Upcast,
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
                parents: Vec::new(),
                counts_children: false,
                send: facts.has(FactKind::Send),
                sync: facts.has(FactKind::Sync),
                main_thread,
                ends_at_home: facts.has(FactKind::DestroyOn),
                must_use: facts.has(FactKind::MustUse),
                made_elsewhere: overlay
                    .imports
                    .iter()
                    .find(|import| import.item == name)
                    .map(|import| import.path.clone()),
                span: reviewed.span,
            });
        }
        handles.find_parents(contract, index, review);
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

    /// Which threads may have anything of the library.
    pub(super) fn reach(&self) -> Threads {
        let of = |handle: &Handle| match (handle.send, handle.sync) {
            (_, true) => Threads::Any,
            (true, false) => Threads::OneAtATime,
            (false, false) => Threads::Same,
        };
        self.handles.iter().map(of).max().unwrap_or(Threads::Same)
    }

    /// Whether a function destroys objects, or takes away their owners.
    pub(super) fn are_ended_by(&self, function: ItemId) -> bool {
        self.handles.iter().any(|handle| match handle.end {
            End::Never => false,
            End::Destroy(destroy) => destroy == function,
            End::Shared { release, .. } => release == function,
        })
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

    /// A handle is a child when a function that makes one says what it must not outlive. Functions that stay unsafe count,
    /// too: what they make is used by safe ones.
    fn find_parents(&mut self, contract: &Contract, index: &Index<'_>, review: &Review) {
        let mut siblings = Vec::new();
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
                    let lenders = scope.lenders(place).unwrap_or_default();
                    let is_child = lenders.iter().any(|l| *l != Some(Place::Static));
                    let made = self.made(index, &scope, place);
                    let made = made.filter(|made| is_child && !self.get(*made).is_integer());
                    let Some(made) = made else { continue };
                    let known = &mut self.handles[made.0].parentage;
                    let before = !matches!(known, Parentage::Child { leak_ok: false });
                    let leak_ok = before && (scope.is_leak_ok(place) || scope.is_scoped(place));
                    *known = Parentage::Child { leak_ok };
                    for lender in lenders.into_iter().flatten() {
                        match lender {
                            Place::Param(_) => {
                                let parent = self.passed(index, &scope, lender);
                                self.handles[made.0].parents.extend(parent);
                            }
                            Place::ParentOf(param) => {
                                let sibling = self.passed(index, &scope, Place::Param(param));
                                siblings.extend(sibling.map(|sibling| (made, sibling)));
                            }
                            Place::Return | Place::Static => {}
                        }
                    }
                }
            }
        }
        // What is a child of another child's parent has the parents of that one; each round can pass them on by one step.
        for _ in 0..self.handles.len() {
            for &(made, sibling) in &siblings {
                let parents = self.get(sibling).parents.clone();
                self.handles[made.0].parents.extend(parents);
            }
            for handle in &mut self.handles {
                handle.parents.sort();
                handle.parents.dedup();
            }
        }
    }

    /// The handle that a function hands out at a place.
    fn made(&self, index: &Index<'_>, scope: &Scope<'_>, place: Place) -> Option<HandleId> {
        match place {
            Place::Param(param) => self.received(index, scope, param),
            _ => self.passed(index, scope, place),
        }
    }

    /// The handle that a parameter passes or the function returns: what an `is` fact says, or else the type.
    pub(super) fn passed(
        &self,
        index: &Index<'_>,
        scope: &Scope<'_>,
        place: Place,
    ) -> Option<HandleId> {
        let ty = match place {
            Place::Return => &scope.signature.result,
            Place::Param(param) => &scope.signature.params[param].ty,
            _ => return None,
        };
        match self.said(index, scope, place) {
            Some(handle) => self.suits(scope.contract, handle, ty).then_some(handle),
            None => self.of(scope.contract, ty),
        }
    }

    /// The handle that the callee leaves where a parameter points to: a handle, or the object itself.
    pub(super) fn received(
        &self,
        index: &Index<'_>,
        scope: &Scope<'_>,
        param: usize,
    ) -> Option<HandleId> {
        let contract = scope.contract;
        let ty = &scope.signature.params[param].ty;
        if let Some(handle) = self.said(index, scope, Place::Param(param)) {
            let target = pointee(contract, ty)?;
            return self.suits(contract, handle, target).then_some(handle);
        }
        let in_place = self.of(contract, ty);
        if let Some(handle) = in_place.filter(|id| self.get(*id).form == Form::InPlace) {
            return Some(handle);
        }
        self.of(contract, pointee(contract, ty)?)
    }

    /// The handle that an `is` fact names for a place.
    fn said(&self, index: &Index<'_>, scope: &Scope<'_>, place: Place) -> Option<HandleId> {
        let fact = scope.about(FactKind::Is, place)?;
        let name = fact.text("type")?.trim_end_matches(['*', ' ']);
        let without_tag = ["struct ", "union "]
            .iter()
            .find_map(|tag| name.strip_prefix(tag));
        let mut names = [Some(name), without_tag].into_iter().flatten();
        self.of_item(*names.find_map(|name| index.types.get(name))?)
    }

    /// Whether a value of type `ty` can be the handle: an untyped pointer, or an integer of the same kind.
    fn suits(&self, contract: &Contract, handle: HandleId, ty: &Ty) -> bool {
        let handle = self.get(handle);
        match (handle.form, contract.canonical(ty)) {
            (Form::Integer { .. }, own) => *own == *contract.canonical(&Ty::Item(handle.item)),
            (_, Ty::Pointer { pointee, .. }) => *contract.canonical(pointee) == Ty::Void,
            _ => false,
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
