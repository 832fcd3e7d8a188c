//! Which lifetime each borrowed input and output of an operation has.

use crate::resolve::api::{
    Access, Api, Argument, CallbackScope, Input, InputKind, Life, Operation, Origin, OutputKind,
    Role, Taken, Unregister,
};
use std::collections::BTreeSet;

/// The lifetimes of one operation.
pub(super) struct Lifetimes {
    groups: Vec<Group>,
    /// The names to declare, in order.
    pub(super) declared: Vec<String>,
    has_receiver: bool,
}

/// Origins that one output depends on share a lifetime.
struct Group {
    origins: BTreeSet<Origin>,
    name: String,
}

/// The lifetime parameter of a child type, as its methods call it.
pub(super) const PARENT: &str = "'p";
/// The elided lifetime.
const ELIDED: &str = "'_";
const NAMES: [&str; 6] = ["'a", "'b", "'c", "'d", "'e", "'f"];

impl Lifetimes {
    /// Decides.
    pub(super) fn new(operation: &Operation, api: &Api) -> Lifetimes {
        let has_receiver = receives_reference(operation);
        let mut sets: Vec<BTreeSet<Origin>> = Vec::new();
        let of_outputs = operation.outputs.iter().map(|output| match &output.kind {
            OutputKind::Owned { parents, .. } => parents.iter().copied().collect(),
            OutputKind::Borrowed {
                life: Life::With(origins),
                ..
            }
            | OutputKind::Data {
                life: Life::With(origins),
                ..
            } => origins.iter().copied().collect(),
            OutputKind::Tail { of } | OutputKind::Written { of, .. } => {
                BTreeSet::from([Origin::Input(*of)])
            }
            _ => BTreeSet::new(),
        });
        let of_registration: BTreeSet<Origin> = registered(operation).into_iter().collect();
        for mut set in of_outputs.chain([of_registration]) {
            // What is shared by two outputs gives both one lifetime.
            sets.retain(|other| {
                let overlaps = !other.is_disjoint(&set);
                if overlaps {
                    set.extend(other);
                }
                !overlaps
            });
            if !set.is_empty() {
                sets.push(set);
            }
        }
        // A child that may come back has its own parent still; a receiver has one by name.
        for (index, input) in operation.inputs.iter().enumerate() {
            let InputKind::Handle(handle, Access::Consumed(Taken::OnSuccess)) = input.kind else {
                continue;
            };
            let is_receiver = index == 0 && matches!(operation.role, Role::Method(_));
            let parent = Origin::ParentOf(index);
            if api.handle(handle).is_child()
                && !is_receiver
                && !sets.iter().any(|set| set.contains(&parent))
            {
                sets.push(BTreeSet::from([parent]));
            }
        }
        sets.sort();
        let mut declared = Vec::new();
        let mut names = NAMES.iter();
        let groups = sets
            .into_iter()
            .map(|origins| {
                let only = (origins.len() == 1).then(|| origins.first()).flatten();
                let name = match only {
                    Some(Origin::Input(0)) if has_receiver => ELIDED.to_owned(),
                    Some(Origin::ParentOf(0)) if has_receiver => PARENT.to_owned(),
                    _ => {
                        let name = names.next().map_or("'z", |name| name).to_owned();
                        declared.push(name.clone());
                        name
                    }
                };
                Group { origins, name }
            })
            .collect();
        Lifetimes {
            groups,
            declared,
            has_receiver,
        }
    }

    /// The lifetime of an input's borrow, where it must be named.
    pub(super) fn of_input(&self, input: usize) -> Option<&str> {
        self.named(Origin::Input(input))
    }

    /// The lifetime that the type of an input has as its parameter.
    pub(super) fn of_parent(&self, input: usize) -> &str {
        let group = self.group(Origin::ParentOf(input));
        group.map_or(ELIDED, |group| &group.name)
    }

    /// The lifetime of an output with these origins.
    pub(super) fn of_output(&self, origins: &[Origin]) -> &str {
        let group = origins.first().and_then(|origin| self.group(*origin));
        group.map_or("'static", |group| &group.name)
    }

    /// Bounds that the receiver's type must fulfil: its parent outlives a lifetime that is shared with others.
    pub(super) fn bounds(&self) -> Option<String> {
        let group = self
            .group(Origin::ParentOf(0))
            .filter(|_| self.has_receiver)?;
        (group.name != PARENT).then(|| format!("{PARENT}: {}", group.name))
    }

    fn named(&self, origin: Origin) -> Option<&str> {
        let name = &self.group(origin)?.name;
        (name != ELIDED && name != PARENT).then_some(name)
    }

    fn group(&self, origin: Origin) -> Option<&Group> {
        self.groups
            .iter()
            .find(|group| group.origins.contains(&origin))
    }
}

/// What a registration must not outlive: its object, and whatever else the library is told when it ends.
pub(super) fn registered(operation: &Operation) -> Vec<Origin> {
    let mut origins = Vec::new();
    for callbacks in &operation.callbacks {
        let CallbackScope::Registered { arguments, .. } = &callbacks.scope else {
            continue;
        };
        let given = arguments.iter().filter_map(|argument| match argument {
            Unregister::Same(param) => match operation.arguments[*param] {
                Argument::Input(input) => Some(input),
                _ => None,
            },
            _ => None,
        });
        let is_borrowed = |input: &usize| {
            let kind = operation.inputs.get(*input).map(|input| &input.kind);
            matches!(
                kind,
                Some(InputKind::Handle(..) | InputKind::Text | InputKind::Slice { .. })
            )
        };
        let is_handle = |input: &usize| {
            let first = operation.inputs.get(*input);
            first.is_some_and(|input| matches!(input.kind, InputKind::Handle(..)))
        };
        let borrowed = given
            .filter(is_borrowed)
            .chain([0].into_iter().filter(is_handle));
        origins.extend(borrowed.map(Origin::Input));
    }
    origins.sort();
    origins.dedup();
    origins
}

/// Whether the operation is a method that borrows its receiver.
pub(super) fn receives_reference(operation: &Operation) -> bool {
    matches!(operation.role, Role::Method(_))
        && matches!(
            operation.inputs.first(),
            Some(Input {
                kind: InputKind::Handle(_, Access::Shared | Access::Exclusive),
                ..
            })
        )
}
