//! How long callbacks live, and what ends them.

use super::{
    super::{missing, operation::Call, scope::Place, unsupported},
    data::is_untyped,
};
use crate::{
    annotation::Test,
    contract::{CallConv, Fact, FactKind, Reason, Ty},
    resolve::api::{
        Access, Argument, CallbackScope, Callbacks, End, Input, InputKind, Success, Unregister,
    },
};

impl<'a> Call<'a> {
    /// How long the library may call what a fact speaks of, and what ends it.
    pub(super) fn callback_scope(
        &self,
        fact: &Fact,
        params: &[usize],
    ) -> Result<CallbackScope, Reason> {
        let name = fact.operands.first().map(|o| o.position.to_string());
        let name = name.unwrap_or_default();
        Ok(match fact.text("scope") {
            Some("call") => CallbackScope::Call,
            Some("async") => CallbackScope::Once,
            Some("forever") => CallbackScope::Forever,
            Some("notified") => {
                let Some(destroy) = self.scope.param_argument(fact, "destroy") else {
                    return Err(missing(
                        &format!("callback({name}, destroy = …)"),
                        format!("which parameter frees the data of `{name}` is not said"),
                    ));
                };
                if !self.takes_data_only(destroy) || self.arguments[destroy].is_some() {
                    return Err(unsupported(format!(
                        "what frees the data of `{name}` is no `void (*)(void *)`"
                    )));
                }
                CallbackScope::Notified { destroy }
            }
            _ => {
                let Some(unregister) = fact.text("unregister") else {
                    return Err(missing(
                        &format!("callback({name}, unregister = …)"),
                        format!("what ends `{name}` is not said"),
                    ));
                };
                self.until(fact, unregister, params)?
            }
        })
    }

    /// Callbacks that a function ends: the object's destructor, the same function again, or another one.
    fn until(
        &self,
        fact: &Fact,
        unregister: &str,
        callbacks: &[usize],
    ) -> Result<CallbackScope, Reason> {
        let (function, signature) = self.function(unregister)?;
        let said = fact.text("replaces").map(|said| said == "true");
        if let Some(handle) = self.object()
            && self.context.handles.get(handle).end == End::Destroy(function)
        {
            let replaces = said.unwrap_or(false);
            return Ok(CallbackScope::Object { replaces });
        }
        let data = self.scope.param_argument(fact, "data");
        if function == self.id {
            let is_own = |param: &usize| callbacks.contains(param) || Some(*param) == data;
            let params = 0..signature.params.len();
            let arguments = params.clone().map(|param| match is_own(&param) {
                true => Unregister::Nothing,
                false => Unregister::Same(param),
            });
            // What else it takes may tell several callbacks of one object apart.
            let is_alone = params
                .skip(usize::from(self.object().is_some()))
                .all(|param| is_own(&param) || self.arguments[param].is_some());
            return Ok(CallbackScope::Registered {
                unregister: function,
                arguments: arguments.collect(),
                replaces: said.unwrap_or(is_alone),
            });
        }
        let reviewed = self.context.review.functions.get(&function);
        let mut arguments = Vec::new();
        for (index, param) in signature.params.iter().enumerate() {
            let named = reviewed.and_then(|reviewed| reviewed.params.get(index).cloned());
            let name = named.flatten().or_else(|| param.name.clone());
            let ty = self.scope.contract.canonical(&param.ty);
            let argument = self.unregister(ty, name.as_deref(), data, callbacks);
            arguments.push(argument.ok_or_else(|| {
                unsupported(format!(
                    "what `{unregister}` is given is not known when the callback ends"
                ))
            })?);
        }
        if arguments.contains(&Unregister::Result)
            && self.scope.is(FactKind::ReturnsOwned, Place::Return)
        {
            return Err(unsupported(format!(
                "`{unregister}` ends what the call returns, which has an owner of its own"
            )));
        }
        Ok(CallbackScope::Registered {
            unregister: function,
            arguments,
            replaces: said.unwrap_or(false),
        })
    }

    /// What a function that ends callbacks is given for a parameter: what has the same name and type, or is the only
    /// one of its type.
    fn unregister(
        &self,
        ty: &Ty,
        name: Option<&str>,
        data: Option<usize>,
        callbacks: &[usize],
    ) -> Option<Unregister> {
        let own = 0..self.scope.signature.params.len();
        let alike: Vec<usize> = own.filter(|param| self.scope.ty(*param) == ty).collect();
        if let Some(data) = data.filter(|_| is_untyped(ty)) {
            return Some(Unregister::Same(data));
        }
        let is_named = |param: &usize| name == Some(self.scope.param_name(*param).as_str());
        let of = |params: Vec<usize>| match (params.iter().copied().find(is_named), &params[..]) {
            (Some(named), _) => Some(Unregister::Same(named)),
            (None, [only]) => Some(Unregister::Same(*only)),
            _ => None,
        };
        let (called, given): (Vec<usize>, Vec<usize>) = alike
            .into_iter()
            .partition(|param| callbacks.contains(param));
        if !called.is_empty() {
            return of(called);
        }
        let same = of(given);
        let is_result = matches!(ty, Ty::Int(_) | Ty::Pointer { .. })
            && self.scope.contract.canonical(&self.scope.signature.result) == ty
            && !self.returns_status();
        match (same, is_result) {
            (Some(Unregister::Same(param)), true) if !is_named(&param) => Some(Unregister::Result),
            (None, true) => Some(Unregister::Result),
            (same, _) => same,
        }
    }

    /// Whether the result only tells whether the call succeeded.
    fn returns_status(&self) -> bool {
        let is_test = |test: &Test| matches!(test, Test::Zero | Test::Nonzero);
        match self.success() {
            Some(Success::Constants(_) | Success::Truth(_)) => true,
            Some(Success::Test(test)) => is_test(test),
            _ => false,
        }
    }

    /// Whether callbacks that another thread may call can be freed when they end.
    pub(super) fn is_freed(&self, fact: &Fact, scope: &CallbackScope) -> bool {
        let waits = fact.text("waits") == Some("true");
        let elsewhere = fact.text("threads") == Some("any");
        // Two threads that replace each other's callback may do it in one order here and in another one in C.
        let is_shared = self
            .object()
            .is_none_or(|handle| self.context.handles.get(handle).sync);
        match scope {
            CallbackScope::Call | CallbackScope::Once | CallbackScope::Notified { .. } => true,
            // It is the function that ends a closure that waits, not another one that takes its place.
            CallbackScope::Registered {
                replaces: true,
                unregister,
                ..
            } => waits && !is_shared && *unregister == self.id,
            // Whoever destroys an object is the last of the caller's threads that uses it.
            CallbackScope::Object { .. } => waits || !elsewhere,
            CallbackScope::Registered {
                replaces: false, ..
            } => waits,
            CallbackScope::Forever => false,
        }
    }

    /// Why callbacks cannot be ended with what the call that registered them was given.
    pub(super) fn cannot_end(&self, callbacks: &Callbacks) -> Option<Reason> {
        // What is kept for a while takes the place of what the call returns, and is let go after it.
        let ends = matches!(
            callbacks.scope,
            CallbackScope::Registered { .. } | CallbackScope::Call
        );
        if ends && self.scope.of_kind(FactKind::Retains).next().is_some() {
            return Some(unsupported("a callback beside something that is kept"));
        }
        let borrowed = |input: &Input| match &input.kind {
            InputKind::Handle(_, access) => !matches!(access, Access::Consumed(_)),
            InputKind::Scalar(_) | InputKind::Closure(_) | InputKind::Text => true,
            InputKind::Slice { mutable, .. } => !mutable,
            _ => false,
        };
        let stays = |param: &usize| match &self.arguments[*param] {
            Some(Argument::Input(input)) => self.inputs.get(*input).is_none_or(borrowed),
            Some(Argument::Output(_) | Argument::Moving { .. }) => false,
            _ => true,
        };
        let needed: Vec<usize> = match &callbacks.scope {
            CallbackScope::Object { .. } => vec![0],
            CallbackScope::Registered { arguments, .. } => arguments
                .iter()
                .filter_map(|argument| match argument {
                    Unregister::Same(param) => Some(*param),
                    _ => None,
                })
                .collect(),
            _ => Vec::new(),
        };
        let gone = needed.into_iter().find(|param| !stays(param))?;
        Some(unsupported(format!(
            "`{}` is not there any more when the callback ends",
            self.scope.param_name(gone)
        )))
    }

    /// Whether the caller still owns the closures of a call that failed.
    pub(super) fn freed_on_failure(
        &self,
        fact: &Fact,
        scope: &CallbackScope,
    ) -> Result<bool, Reason> {
        let name = fact.operands.first().map(|o| o.position.to_string());
        let name = name.unwrap_or_default();
        match (scope, fact.text("on_failure")) {
            (CallbackScope::Notified { .. } | CallbackScope::Once, None)
                if self.success().is_some() =>
            {
                Err(missing(
                    &format!("callback({name}, on_failure = …)"),
                    format!("whether a failed call frees or calls `{name}` is not said"),
                ))
            }
            (CallbackScope::Notified { .. } | CallbackScope::Once, said) => {
                Ok(said == Some("not_called"))
            }
            (CallbackScope::Call | CallbackScope::Forever, _) => Ok(false),
            (CallbackScope::Object { .. } | CallbackScope::Registered { .. }, _) => Ok(true),
        }
    }

    /// Whether a parameter is a `void (*)(void *)`.
    fn takes_data_only(&self, param: usize) -> bool {
        let contract = self.scope.contract;
        contract
            .pointed_function(self.scope.ty(param))
            .is_some_and(|signature| {
                let [data] = &signature.params[..] else {
                    return false;
                };
                is_untyped(contract.canonical(&data.ty))
                    && *contract.canonical(&signature.result) == Ty::Void
                    && signature.convention == CallConv::C
            })
    }
}
