//! Operations that are sound alone and not beside others: they go back to the unsafe functions, with the reason.

mod elsewhere;
mod given;

use super::{missing, unsupported};
use crate::{
    contract::{Contract, ItemId, Reason},
    resolve::api::{
        Access, Api, Callbacks, DataTo, End, Form, GivenKind, HandleId, InputKind, Life, Operation,
        Origin, OutputKind, Taken,
    },
};

/// Takes out the operations that others make unsound. The functions without a safe form stay in the order of `selected`.
pub(super) fn withhold(contract: &Contract, api: &mut Api, selected: &[ItemId]) {
    loop {
        let verdicts: Vec<Option<Reason>> = api
            .operations
            .iter()
            .map(|operation| Judge { contract, api }.verdict(operation))
            .collect();
        if verdicts.iter().all(Option::is_none) {
            break;
        }
        let mut kept = Vec::new();
        for (operation, verdict) in std::mem::take(&mut api.operations)
            .into_iter()
            .zip(verdicts)
        {
            match verdict {
                None => kept.push(operation),
                Some(reason) => api.kept_unsafe.push((operation.function, vec![reason])),
            }
        }
        api.operations = kept;
    }
    let place = |id: &ItemId| selected.iter().position(|other| other == id);
    api.kept_unsafe.sort_by_key(|(id, _)| place(id));
}

struct Judge<'a> {
    contract: &'a Contract,
    api: &'a Api,
}

impl Judge<'_> {
    fn verdict(&self, operation: &Operation) -> Option<Reason> {
        self.leaked_child(operation)
            .or_else(|| self.invalidates(operation))
            .or_else(|| self.taken_unasked(operation))
            .or_else(|| self.raced_copy(operation))
            .or_else(|| self.carried_off(operation))
            .or_else(|| self.sets_data(operation))
            .or_else(|| self.given(operation))
            .or_else(|| self.made_elsewhere(operation))
    }

    fn type_name(&self, handle: HandleId) -> &str {
        self.contract.item(self.api.handle(handle).item).name()
    }

    /// A child that may be leaked is counted where its parent is destroyed, so each parent must be one that is only
    /// destroyed by its owner.
    fn leaked_child(&self, operation: &Operation) -> Option<Reason> {
        for output in &operation.outputs {
            let OutputKind::Owned {
                handle,
                parents,
                scoped: false,
                ..
            } = &output.kind
            else {
                continue;
            };
            if !self.api.handle(*handle).is_counted_child() {
                continue;
            }
            let shown = self.type_name(*handle);
            let ask = |why: String| Some(missing("borrows(…, leak_ok = true)", why));
            if matches!(self.api.handle(*handle).end, End::Shared { .. }) {
                return ask(format!(
                    "others may keep a `{shown}` longer than what it must not outlive"
                ));
            }
            for parent in parents {
                let counts = match parent {
                    Origin::Input(input) => match operation.inputs[*input].kind {
                        InputKind::Handle(parent, _) => self.is_destroyed_by_its_owner(parent),
                        _ => false,
                    },
                    Origin::ParentOf(_) => false,
                };
                if !counts {
                    return ask(format!(
                        "what a `{shown}` must not outlive cannot be kept alive when the `{shown}` is leaked"
                    ));
                }
            }
        }
        None
    }

    /// Whether objects of a handle end nowhere but in its destructor, where their children are counted.
    fn is_destroyed_by_its_owner(&self, handle: HandleId) -> bool {
        let own = self.api.handle(handle);
        if own.made_elsewhere.is_some() {
            return false;
        }
        let is_lent = self.api.operations.iter().any(|operation| {
            operation.outputs.iter().any(|output| {
                matches!(
                    &output.kind,
                    OutputKind::Borrowed { handle: lent, life: Life::With(origins), .. }
                        if *lent == handle && !origins.iter().all(|o| self.is_parent(operation, *o, handle))
                )
            })
        });
        // What a callback is given may be destroyed by the library.
        let is_lent = is_lent
            || self.api.operations.iter().any(|operation| {
                operation.inputs.iter().any(|input| match &input.kind {
                    InputKind::Closure(closure) => closure.given.iter().any(|given| {
                        matches!(
                            given.kind,
                            GivenKind::Handle { handle: lent, .. } | GivenKind::Handles { handle: lent, .. }
                                if lent == handle
                        )
                    }),
                    _ => false,
                })
            });
        let is_base = (self.api.handles.iter())
            .any(|other| other.base.is_some_and(|upcast| upcast.base == handle));
        matches!(own.end, End::Destroy(_)) && !own.is_integer() && !is_lent && !is_base
    }

    /// Whether an origin is a child of `handle`: what lends its parent hands out what an owner destroys.
    fn is_parent(&self, operation: &Operation, origin: Origin, handle: HandleId) -> bool {
        let Origin::ParentOf(input) = origin else {
            return false;
        };
        let InputKind::Handle(child, _) = operation.inputs[input].kind else {
            return false;
        };
        self.api.handle(child).parents.contains(&handle)
    }

    /// Ending the borrows of a parent is possible only where nothing is lent from it.
    fn invalidates(&self, operation: &Operation) -> Option<Reason> {
        for input in &operation.invalidates {
            let InputKind::Handle(child, _) = operation.inputs[*input].kind else {
                continue;
            };
            let parents = &self.api.handle(child).parents;
            if let Some(lender) = self.lender_from(parents) {
                return Some(unsupported(format!(
                    "it may end what `{}` lends from the parent of `{}`",
                    self.contract.item(lender.function).name(),
                    operation.inputs[*input].name
                )));
            }
        }
        None
    }

    /// An operation that lends something from a handle of one of these types.
    fn lender_from(&self, lenders: &[HandleId]) -> Option<&Operation> {
        self.api.operations.iter().find(|operation| {
            operation.outputs.iter().any(|output| {
                let (OutputKind::Borrowed {
                    life: Life::With(origins),
                    ..
                }
                | OutputKind::Data {
                    life: Life::With(origins),
                    ..
                }) = &output.kind
                else {
                    return false;
                };
                origins.iter().any(|origin| match origin {
                    Origin::Input(input) => matches!(
                        operation.inputs[*input].kind,
                        InputKind::Handle(lender, _) if lenders.contains(&lender)
                    ),
                    // The parent itself is not something lent from it.
                    Origin::ParentOf(input) => match (&operation.inputs[*input].kind, &output.kind)
                    {
                        (_, OutputKind::Borrowed { handle, .. }) if lenders.contains(handle) => {
                            false
                        }
                        (InputKind::Handle(child, _), _) => self
                            .api
                            .handle(*child)
                            .parents
                            .iter()
                            .any(|parent| lenders.contains(parent)),
                        _ => false,
                    },
                })
            })
        })
    }

    /// What may be absent is taken without the checks that what is present gets.
    fn taken_unasked(&self, operation: &Operation) -> Option<Reason> {
        operation.inputs.iter().find_map(|input| {
            let InputKind::Handle(handle, Access::Consumed(taken)) = input.kind else {
                return None;
            };
            let own = self.api.handle(handle);
            let is_counted = own.counts_children || own.is_counted_child();
            if input.nullable && is_counted {
                return Some(unsupported(format!(
                    "`{}` may be absent, and its children or parents are counted",
                    input.name
                )));
            }
            // The memory is freed where the destructor is known to have run.
            let keeps = taken == Taken::OnSuccess && operation.failure.is_none();
            (own.form == Form::InPlace && keeps).then(|| {
                missing(
                    "error(convention = …)",
                    "when it keeps the object is not said",
                )
            })
        })
    }

    /// What several threads may ask for at once may be overwritten while it is copied.
    fn raced_copy(&self, operation: &Operation) -> Option<Reason> {
        let is_copied = operation.outputs.iter().any(|output| {
            matches!(
                output.kind,
                OutputKind::Data {
                    life: Life::Copied,
                    ..
                }
            )
        });
        let is_shared = operation.inputs.iter().any(|input| {
            matches!(input.kind, InputKind::Handle(handle, Access::Shared) if self.api.handle(handle).sync)
        });
        (is_copied && is_shared).then(|| {
            missing(
                "copied(…, locked_by = …)",
                "another thread may overwrite the result while it is copied",
            )
        })
    }

    /// The data of closures is not the caller's to set.
    fn sets_data(&self, operation: &Operation) -> Option<Reason> {
        let is_set = |callbacks: &Callbacks| matches!(callbacks.data, DataTo::SetBy { function } if function == operation.function);
        let mut others = self.api.operations.iter();
        let user = others.find(|other| other.callbacks.iter().any(is_set))?;
        Some(unsupported(format!(
            "it sets the data of the closures that `{}` takes",
            self.contract.item(user.function).name()
        )))
    }

    /// Whatever keeps a handle may go to another thread, and then takes it along.
    fn carried_off(&self, operation: &Operation) -> Option<Reason> {
        let retained = operation.retained.as_ref().map(|retained| retained.input);
        let mut keepers = Vec::new();
        for (index, input) in operation.inputs.iter().enumerate() {
            if retained == Some(index) {
                continue;
            }
            if let InputKind::Handle(handle, Access::Shared | Access::Exclusive) = input.kind {
                keepers.push(handle);
            }
        }
        for output in &operation.outputs {
            if let OutputKind::Owned { handle, .. } = output.kind {
                keepers.push(handle);
            }
        }
        let is_sent = keepers.iter().any(|keeper| self.api.handle(*keeper).send);
        let is_shared = keepers.iter().any(|keeper| self.api.handle(*keeper).sync);
        operation
            .inputs
            .iter()
            .enumerate()
            .find_map(|(index, input)| {
                let InputKind::Handle(handle, access) = input.kind else {
                    return None;
                };
                let own = self.api.handle(handle);
                let is_taken = matches!(access, Access::Consumed(_))
                    && own.end != End::Destroy(operation.function);
                // What is kept stays in use here; what is taken does not.
                let wanted = match (is_taken, retained == Some(index)) {
                    (true, _) => (is_sent && !own.send).then_some("send").or_else(|| {
                        (is_shared && !(own.send && own.sync)).then_some("send` and `sync")
                    }),
                    (false, true) => ((is_sent || is_shared) && !own.sync).then_some("sync"),
                    (false, false) => None,
                };
                wanted.map(|wanted| {
                    missing(
                        wanted,
                        format!(
                            "what keeps `{}` may be used by another thread, and a `{}` may not",
                            input.name,
                            self.type_name(handle)
                        ),
                    )
                })
            })
    }
}
