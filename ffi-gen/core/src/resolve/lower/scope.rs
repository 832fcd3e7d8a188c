//! One function's facts, with positions looked up.

use crate::{
    contract::{
        Argument, Claim, Contract, Fact, FactKind, Position, Provenance, Root, Signature, Step, Ty,
    },
    resolve::review::Reviewed,
};

/// A position of one function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Place {
    Return,
    Param(usize),
    Static,
    /// What a parameter is a child of.
    ParentOf(usize),
}

/// One function with what is established about it.
pub(super) struct Scope<'a> {
    pub(super) contract: &'a Contract,
    pub(super) signature: &'a Signature,
    pub(super) reviewed: &'a Reviewed,
}

impl<'a> Scope<'a> {
    /// The place that a position means; none when it has parts that only later lowerings know, or does not exist.
    pub(super) fn place(&self, position: &Position) -> Option<Place> {
        if !position.steps.is_empty() {
            return None;
        }
        match &position.root {
            Root::Return => Some(Place::Return),
            Root::Static => Some(Place::Static),
            Root::Receiver => Some(Place::Param(0)),
            Root::Named(name) => self.param(name).map(Place::Param),
            Root::Index(index) => {
                let index = *index as usize;
                (index < self.signature.params.len()).then_some(Place::Param(index))
            }
            Root::Parent(inner) => match self.place(inner)? {
                Place::Param(index) => Some(Place::ParentOf(index)),
                _ => None,
            },
            Root::Item => None,
        }
    }

    /// The parameter of this name.
    pub(super) fn param(&self, name: &str) -> Option<usize> {
        let names = &self.reviewed.params;
        names
            .iter()
            .position(|param| param.as_deref() == Some(name))
    }

    /// The name of a parameter.
    pub(super) fn param_name(&self, index: usize) -> String {
        match &self.reviewed.params[index] {
            Some(name) => name.clone(),
            None => format!("arg{}", index + 1),
        }
    }

    /// How a place is written.
    pub(super) fn show(&self, place: Place) -> String {
        match place {
            Place::Return => "@return".to_owned(),
            Place::Static => "@static".to_owned(),
            Place::Param(index) => self.param_name(index),
            Place::ParentOf(index) => format!("@parent({})", self.param_name(index)),
        }
    }

    /// The facts that count: what somebody vouched for, and what the compiler was told.
    pub(super) fn facts(&self) -> impl Iterator<Item = &'a Fact> {
        let counts = |claim: &&Claim| {
            claim.provenance >= Provenance::Annotation
                || claim.provenance == Provenance::CompilerAttribute
                    && matches!(claim.fact.kind, FactKind::Nonnull | FactKind::MustUse)
        };
        let claims = self.reviewed.claims.iter().filter(counts);
        claims.map(|claim| &claim.fact)
    }

    /// The facts of a kind, strongest first.
    pub(super) fn of_kind(&self, kind: FactKind) -> impl Iterator<Item = &'a Fact> {
        self.facts().filter(move |fact| fact.kind == kind)
    }

    /// The strongest fact of a kind about a place.
    pub(super) fn about(&self, kind: FactKind, place: Place) -> Option<&'a Fact> {
        self.of_kind(kind).find(|fact| self.is_about(fact, place))
    }

    /// Whether a fact of a kind holds for a place. Of `nullable` and `nonnull` the stronger one does: a side file corrects
    /// what a header says.
    pub(super) fn is(&self, kind: FactKind, place: Place) -> bool {
        const NULL: [FactKind; 2] = [FactKind::Nullable, FactKind::Nonnull];
        let answers = |fact: &&Fact| match NULL.contains(&kind) {
            true => NULL.contains(&fact.kind),
            false => fact.kind == kind,
        };
        let mut facts = self.facts().filter(answers);
        facts
            .find(|fact| self.is_about(fact, place))
            .is_some_and(|fact| fact.kind == kind)
    }

    /// Whether a fact of a kind holds for the elements that a parameter points to: `p[]`.
    pub(super) fn is_of_elements(&self, kind: FactKind, param: usize) -> bool {
        self.of_kind(kind)
            .flat_map(|fact| &fact.operands)
            .any(|operand| {
                let root = Position::root(operand.position.root.clone());
                operand.position.steps == [Step::Elements]
                    && self.place(&root) == Some(Place::Param(param))
            })
    }

    fn is_about(&self, fact: &Fact, place: Place) -> bool {
        if fact.operands.is_empty() {
            return place == Place::Return;
        }
        let mut places = fact.operands.iter().map(|o| self.place(&o.position));
        places.any(|found| found == Some(place))
    }

    /// What `borrows` facts say that a place must not outlive: for `borrows(x: p)` the place is `x`, for `borrows(p)`
    /// it is the result. None when no fact speaks of the place.
    pub(super) fn lenders(&self, place: Place) -> Option<Vec<Option<Place>>> {
        let facts = self.of_kind(FactKind::Borrows);
        let lenders: Vec<Option<Place>> = facts
            .flat_map(|fact| &fact.operands)
            .filter_map(|operand| match &operand.on {
                Some(on) => (self.place(&operand.position) == Some(place)).then(|| self.place(on)),
                None => (place == Place::Return).then(|| self.place(&operand.position)),
            })
            .collect();
        (!lenders.is_empty()).then_some(lenders)
    }

    /// Whether the `borrows` facts about a place say that a leaked child does no harm.
    pub(super) fn is_leak_ok(&self, place: Place) -> bool {
        self.borrows_says(place, "leak_ok")
    }

    /// Whether the `borrows` facts about a place say that the child must end before the caller goes on.
    pub(super) fn is_scoped(&self, place: Place) -> bool {
        self.borrows_says(place, "scoped")
    }

    fn borrows_says(&self, place: Place, key: &str) -> bool {
        let speaks = |fact: &&Fact| {
            fact.operands.iter().any(|operand| match &operand.on {
                Some(_) => self.place(&operand.position) == Some(place),
                None => place == Place::Return,
            })
        };
        let mut facts = self.of_kind(FactKind::Borrows).filter(speaks).peekable();
        facts.peek().is_some() && facts.all(|fact| fact.text(key) == Some("true"))
    }

    /// The parameter that an argument of a fact names.
    pub(super) fn param_argument(&self, fact: &Fact, key: &str) -> Option<usize> {
        match fact.argument(key)? {
            Argument::Word(name) => self.param(name),
            Argument::Position(position) => match self.place(position)? {
                Place::Param(index) => Some(index),
                _ => None,
            },
            Argument::Text(_) => None,
        }
    }

    /// The type of a parameter, without aliases.
    pub(super) fn ty(&self, param: usize) -> &'a Ty {
        self.contract.canonical(&self.signature.params[param].ty)
    }
}

/// What a type points to.
pub(super) fn pointee<'a>(contract: &'a Contract, ty: &'a Ty) -> Option<&'a Ty> {
    match contract.canonical(ty) {
        Ty::Pointer { pointee, .. } => Some(contract.canonical(pointee)),
        _ => None,
    }
}
