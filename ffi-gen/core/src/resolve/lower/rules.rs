//! The soundness rules that hold between functions: each looks at the whole API.

use crate::{
    contract::Contract,
    diagnostic::{Code, Diagnostic, Diagnostics},
    resolve::api::{
        Access, Api, End, Handle, HandleId, InputKind, Life, Operation, Origin, OutputKind, Role,
    },
};
use rustc_hash::FxHashMap;

/// Reports every rule that the contract breaks.
pub(super) fn check(contract: &Contract, api: &Api, diagnostics: &mut Diagnostics) {
    let rules = Rules { contract, api };
    for operation in &api.operations {
        rules.exclusive_shared(operation, diagnostics);
        rules.child_lent(operation, diagnostics);
    }
    for handle in &api.handles {
        rules.threads(handle, diagnostics);
    }
    rules.names(diagnostics);
}

struct Rules<'a> {
    contract: &'a Contract,
    api: &'a Api,
}

impl Rules<'_> {
    fn c_name(&self, operation: &Operation) -> &str {
        self.contract.item(operation.function).name()
    }

    fn type_name(&self, handle: HandleId) -> &str {
        self.contract.item(self.api.handle(handle).item).name()
    }

    /// A handle that can be reached twice cannot be used exclusively: the second reference would see its borrows end.
    fn exclusive_shared(&self, operation: &Operation, diagnostics: &mut Diagnostics) {
        for input in &operation.inputs {
            let InputKind::Handle(handle, Access::Exclusive) = input.kind else {
                continue;
            };
            let name = self.c_name(operation);
            let shown = self.type_name(handle);
            let problem = if matches!(self.api.handle(handle).end, End::Shared { .. }) {
                format!("`{shown}` is counted, so others may hold it while `{name}` runs")
            } else if let Some(other) = self.lender_of(handle) {
                format!("`{}` hands out `{shown}` a second time", self.c_name(other))
            } else {
                continue;
            };
            diagnostics.push(
                Diagnostic::error(
                    Code::ContractUnsound,
                    format!("`{name}` cannot have exclusive use of `{}`", input.name),
                )
                .at(operation.span, "`exclusive` is said here")
                .note(problem)
                .help("say `keep_unsafe(\"…\")` of one of the two"),
            );
        }
    }

    /// The operation that lends a handle of this type and that no borrow of its owner holds off: from another handle of
    /// the type, or from nowhere. What is lent by a child of the handle, or by the object that it is a part of, cannot
    /// meet an exclusive reference, because the lender's own borrow stands in the way.
    fn lender_of(&self, wanted: HandleId) -> Option<&Operation> {
        self.api.operations.iter().find(|operation| {
            operation.outputs.iter().any(|output| match &output.kind {
                OutputKind::Borrowed { handle, life, .. } if *handle == wanted => match life {
                    Life::With(origins) => origins.iter().any(|origin| match origin {
                        Origin::Input(input) => matches!(
                            operation.inputs[*input].kind,
                            InputKind::Handle(lender, _) if lender == wanted
                        ),
                        Origin::ParentOf(_) => false,
                    }),
                    _ => true,
                },
                _ => false,
            })
        })
    }

    /// A child that somebody owns may end while its parent still lends it.
    fn child_lent(&self, operation: &Operation, diagnostics: &mut Diagnostics) {
        for output in &operation.outputs {
            let OutputKind::Borrowed { handle, life, .. } = &output.kind else {
                continue;
            };
            if !self.api.handle(*handle).is_child() {
                continue;
            }
            let parents = self.api.handle(*handle).parents.clone();
            let origins = match life {
                Life::With(origins) => &origins[..],
                _ => &[],
            };
            let is_a = |input: usize, of: &[HandleId]| {
                matches!(
                    operation.inputs[input].kind,
                    InputKind::Handle(lender, _) if of.contains(&lender)
                )
            };
            // A child may lend its own parent, which is a child in turn: that one cannot end before it.
            let children = self.children_of(*handle);
            let lends = *life == Life::Static
                || origins.iter().any(|origin| match origin {
                    Origin::Input(input) => is_a(*input, &parents),
                    Origin::ParentOf(input) => !is_a(*input, &children),
                });
            if lends {
                let name = self.c_name(operation);
                let shown = self.type_name(*handle);
                diagnostics.push(
                    Diagnostic::error(
                        Code::ContractUnsound,
                        format!("`{name}` lends a `{shown}` that somebody else may destroy"),
                    )
                    .at(operation.span, "lent here for as long as its parent lives")
                    .note(format!(
                        "`{shown}` is also an owned child of the same parent"
                    ))
                    .help("say `keep_unsafe(\"…\")`"),
                );
            }
        }
    }

    /// The handles that may have a parent of this type.
    fn children_of(&self, parent: HandleId) -> Vec<HandleId> {
        (0..self.api.handles.len())
            .map(HandleId)
            .filter(|child| self.api.handle(*child).parents.contains(&parent))
            .collect()
    }

    /// What another thread may have of a handle, it may have of what the handle reaches.
    fn threads(&self, handle: &Handle, diagnostics: &mut Diagnostics) {
        if !handle.send && !handle.sync {
            return;
        }
        let problem = if handle.main_thread {
            Some("it belongs to the main thread".to_owned())
        } else if handle.ends_at_home && handle.send {
            Some("it ends on the thread that made it".to_owned())
        } else if let End::Shared { atomic, .. } = handle.end
            && !(atomic && handle.send && handle.sync)
        {
            Some(
                "its owners are counted, so that another thread may use it at once and end it: that takes \
                 `atomic = true`, `send` and `sync`"
                    .to_owned(),
            )
        } else {
            let shared = |parent: &&HandleId| !self.api.handle(**parent).sync;
            handle.parents.iter().find(shared).map(|parent| {
                format!(
                    "it uses a `{}`, which only one thread may use at once",
                    self.type_name(*parent)
                )
            })
        };
        if let Some(problem) = problem {
            let name = self.contract.item(handle.item).name();
            diagnostics.push(
                Diagnostic::error(
                    Code::ContractUnsound,
                    format!("another thread cannot have a `{name}`"),
                )
                .at(handle.span, "`send` or `sync` is said here")
                .note(problem),
            );
        }
    }

    /// Two functions of one handle need two names.
    fn names(&self, diagnostics: &mut Diagnostics) {
        let rename = diagnostics.terms().rename;
        let mut taken: FxHashMap<(Option<HandleId>, &str), &Operation> = FxHashMap::default();
        for operation in &self.api.operations {
            let place = match operation.role {
                Role::Method(handle) | Role::Constructor(handle) => Some(handle),
                Role::Function => None,
            };
            let Some(first) = taken.insert((place, operation.name.as_str()), operation) else {
                continue;
            };
            diagnostics.push(
                Diagnostic::error(
                    Code::NameTaken,
                    format!(
                        "`{}` and `{}` would both be called `{}`",
                        self.c_name(first),
                        self.c_name(operation),
                        operation.name
                    ),
                )
                .at(operation.span, "the second one")
                .help(format!("give one of them a name: `{rename}`")),
            );
        }
    }
}
