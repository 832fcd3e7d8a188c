//! The safe side as a language sees it that cannot call every function.

use super::{
    Api, Asked, CallbackScope, DataBack, DataTo, Demand, End, EndArgument, Extent, Handle,
    HandleId, InputKind, Life, Operation, OutputKind,
};
use crate::contract::{Contract, ItemId, Reason};

/// What a language can do of an API.
#[derive(Debug, Clone)]
pub struct Reach {
    /// What is left of the API.
    pub api: Api,
    /// The functions that stay unsafe in this language only, and why. Those that it cannot call at all are not among them.
    pub withheld: Vec<(ItemId, Vec<Reason>)>,
}

impl Api {
    /// Takes out what cannot be done where `obstacle` says of some functions why they cannot be called. An operation
    /// goes when one that it calls is among them. A handle whose destructor is has no owner any more, and so whatever
    /// hands one over goes, too.
    pub fn within_reach(
        &self,
        contract: &Contract,
        obstacle: impl Fn(ItemId) -> Option<Reason>,
    ) -> Reach {
        let judge = Judge {
            api: self,
            contract,
            obstacle,
        };
        let mut api = self.clone();
        let mut withheld = Vec::new();
        api.operations.retain(|operation| {
            if (judge.obstacle)(operation.function).is_some() {
                return false;
            }
            let reason = judge.reason(operation);
            withheld.extend(reason.clone().map(|r| (operation.function, vec![r])));
            reason.is_none()
        });
        for (index, handle) in api.handles.iter_mut().enumerate() {
            if judge.endless(HandleId(index)).is_some() {
                handle.end = End::Never;
                handle.end_arguments.clear();
            }
        }
        api.messages
            .retain(|(_, function)| (judge.obstacle)(*function).is_none());
        Reach { api, withheld }
    }
}

struct Judge<'a, F> {
    api: &'a Api,
    contract: &'a Contract,
    obstacle: F,
}

impl<F: Fn(ItemId) -> Option<Reason>> Judge<'_, F> {
    /// Why an operation cannot be done.
    fn reason(&self, operation: &Operation) -> Option<Reason> {
        let called = || calls(operation).into_iter();
        called()
            .find_map(|function| self.uncallable(function))
            .or_else(|| owned(operation).find_map(|handle| self.endless(handle)))
    }

    /// Why nobody can own one of a handle.
    fn endless(&self, handle: HandleId) -> Option<Reason> {
        ends(self.api.handle(handle)).find_map(|function| self.uncallable(function))
    }

    fn uncallable(&self, function: ItemId) -> Option<Reason> {
        let reason = (self.obstacle)(function)?;
        let name = self.contract.item(function).name();
        Some(Reason {
            code: reason.code,
            text: format!(
                "`{name}`, which it needs, cannot be called: {}",
                reason.text
            ),
        })
    }
}

/// The functions that an owner of a handle calls.
fn ends(handle: &Handle) -> impl Iterator<Item = ItemId> {
    let functions = match handle.end {
        End::Never => [None, None],
        End::Destroy(function) => [Some(function), None],
        End::Shared {
            retain, release, ..
        } => [Some(retain), Some(release)],
    };
    let arguments = handle.end_arguments.iter();
    let given = arguments.filter_map(|argument| match argument {
        EndArgument::Function(function) => Some(*function),
        EndArgument::This | EndArgument::Value(_) => None,
    });
    functions.into_iter().flatten().chain(given)
}

/// The handles that an operation hands to an owner, or takes from one.
fn owned(operation: &Operation) -> impl Iterator<Item = HandleId> {
    use super::Access;
    let taken = operation
        .inputs
        .iter()
        .filter_map(|input| match input.kind {
            InputKind::Handle(handle, Access::Consumed(_)) => Some(handle),
            _ => None,
        });
    let given = operation
        .outputs
        .iter()
        .filter_map(|output| match output.kind {
            OutputKind::Owned { handle, .. } | OutputKind::Failure(handle) => Some(handle),
            _ => None,
        });
    taken.chain(given)
}

/// The functions that an operation calls beside its own.
fn calls(operation: &Operation) -> Vec<ItemId> {
    let bounds = operation.ranges.iter().filter_map(|range| range.call());
    let mut calls: Vec<ItemId> = bounds.map(|(function, _)| function).collect();
    for demand in &operation.demands {
        if let Demand::AtLeast { function, .. } = demand {
            calls.push(*function);
        }
    }
    for output in &operation.outputs {
        let OutputKind::Data { extent, life, .. } = &output.kind else {
            continue;
        };
        if let Extent::Call { function, .. } = extent {
            calls.push(*function);
        }
        if let Life::Freed { by, .. } = life {
            calls.push(*by);
        }
    }
    calls.extend(operation.retained.iter().map(|retained| retained.until));
    for callbacks in &operation.callbacks {
        if let CallbackScope::Registered { unregister, .. } = callbacks.scope {
            calls.push(unregister);
        }
        if let DataTo::SetBy { function } = callbacks.data {
            calls.push(function);
        }
    }
    for input in &operation.inputs {
        if let InputKind::Closure(closure) = &input.kind
            && let DataBack::Call { function, .. } = closure.data
        {
            calls.push(function);
        }
    }
    let questions = operation.failure.iter().flat_map(|failure| {
        let questions = [&failure.message, &failure.code];
        questions.into_iter().flatten()
    });
    for query in questions {
        calls.push(query.function);
        calls.extend(query.of.iter().filter_map(|asked| match asked {
            Asked::Through { function, .. } => Some(*function),
            Asked::Input(_) | Asked::Output(_) | Asked::Result => None,
        }));
    }
    calls
}
