//! Callbacks: which parameters the library calls, and what their closures are given and answer.

mod data;
mod given;
mod life;

use super::{missing, operation::Call, scope::Place, unsupported};
use crate::{
    contract::{
        CallConv, Exit, Fact, FactKind, Item, ItemId, ItemKind, Provenance, Reason, Root,
        Signature, Ty,
    },
    resolve::{
        api::{
            Argument, CallbackScope, Callbacks, Closure, DataBack, DataTo, End, Expression, Form,
            Given, HandleId, Threads, Unregister,
        },
        review::Reviewed,
    },
};

impl<'a> Call<'a> {
    /// Finds the parameters that the library calls, and fills those that are there for their data.
    pub(super) fn find_callbacks(&mut self) {
        let facts: Vec<&Fact> = self.scope.of_kind(FactKind::Callback).collect();
        for fact in facts {
            self.callback_or_reason(fact);
        }
    }

    fn callback_or_reason(&mut self, fact: &'a Fact) {
        let Err(reason) = self.callback(fact) else {
            return;
        };
        self.obstacles.push(reason);
        // That is the reason: what the fact speaks of needs no others.
        let params: Vec<usize> = self.called(fact).flatten().collect();
        for param in params.into_iter().chain(self.beside(fact)) {
            self.arguments[param].get_or_insert(Argument::Constant(Expression::Null));
        }
    }

    /// The parameters that a fact says are called; none for what is no parameter.
    fn called(&self, fact: &'a Fact) -> impl Iterator<Item = Option<usize>> {
        let places = fact.operands.iter().map(|o| self.scope.place(&o.position));
        places.map(|place| match place? {
            Place::Param(param) => Some(param),
            _ => None,
        })
    }

    /// The parameters that are there for what is called: its data, and what frees that.
    fn beside(&self, fact: &Fact) -> impl Iterator<Item = usize> + use<> {
        let params = ["data", "destroy"].map(|key| self.scope.param_argument(fact, key));
        params.into_iter().flatten()
    }

    /// Gives the library null pointers for the callbacks that may be left out.
    pub(super) fn leave_out_callbacks(&mut self) {
        let facts: Vec<&Fact> = self.scope.of_kind(FactKind::Callback).collect();
        for fact in facts {
            let params: Option<Vec<usize>> = self.called(fact).collect();
            let is_optional =
                |param: &usize| self.scope.is(FactKind::Nullable, Place::Param(*param));
            let params = params.unwrap_or_default();
            if params.is_empty() || !params.iter().all(is_optional) {
                self.callback_or_reason(fact);
                continue;
            }
            for param in params.into_iter().chain(self.beside(fact)) {
                self.arguments[param] = Some(Argument::Constant(Expression::Null));
            }
        }
    }

    /// Turns the parameters that callbacks are into the inputs that those became.
    pub(super) fn place_callbacks(&mut self) {
        for callbacks in &mut self.callbacks {
            for input in &mut callbacks.inputs {
                let found = self.inputs.iter().position(|given| given.param == *input);
                *input = found.unwrap_or(*input);
            }
        }
        let obstacles: Vec<Reason> = self
            .callbacks
            .iter()
            .filter_map(|callbacks| self.cannot_end(callbacks))
            .collect();
        self.obstacles.extend(obstacles);
    }

    fn callback(&mut self, fact: &'a Fact) -> Result<(), Reason> {
        let Some(params) = self.called(fact).collect::<Option<Vec<usize>>>() else {
            return Err(unsupported("a callback that is no parameter"));
        };
        let scope = self.callback_scope(fact, &params)?;
        let data = self.data_to(fact, &params, &scope)?;
        self.check_data(&scope, data)?;
        self.check_others(&scope, data)?;
        let elsewhere = fact.text("threads") == Some("any");
        let within = self.is_within(fact, elsewhere)?;
        let threads = self.threads(elsewhere, within, &scope, data)?;
        // The function that sets the next one is not the one that waits: who it replaces may be running still.
        let scope = match (scope, threads) {
            (CallbackScope::Object { .. }, Threads::Any) => {
                CallbackScope::Object { replaces: false }
            }
            (scope, _) => scope,
        };
        for &param in &params {
            let closure = self.closure(fact, param, data)?;
            if closure.data == DataBack::Nowhere && threads == Threads::Any {
                return Err(unsupported(format!(
                    "several threads call `{}`, and nothing tells them which closure it is",
                    self.scope.param_name(param)
                )));
            }
            self.closures.push((param, closure));
        }
        let lends = self.lent_object(fact, &scope, within, threads)?;
        let freed_on_failure = self.freed_on_failure(fact, &scope)?;
        let index = self.callbacks.len();
        if let DataTo::Param(param) = data {
            self.arguments[param] = Some(Argument::CallbackData(index));
        }
        if let CallbackScope::Notified { destroy } = scope {
            self.arguments[destroy] = Some(Argument::CallbackDestroy(index));
        }
        let freed = threads != Threads::Any || self.is_freed(fact, &scope);
        self.callbacks.push(Callbacks {
            inputs: params,
            data,
            scope,
            lends,
            threads,
            elsewhere,
            freed,
            freed_on_failure,
            stays: fact.text("stays") == Some("true"),
            within,
            restricted: fact.text("reenters") == Some("false"),
        });
        Ok(())
    }

    /// The handle that closures are lent, which must live for as long as they may be called.
    fn lent_object(
        &self,
        fact: &Fact,
        scope: &CallbackScope,
        within: bool,
        threads: Threads,
    ) -> Result<Option<HandleId>, Reason> {
        if fact.argument("lends").is_none() {
            return Ok(None);
        }
        let is_object = self.scope.param_argument(fact, "lends") == Some(0);
        let object = is_object.then(|| self.handle_at(Place::Param(0))).flatten();
        let Some(object) =
            object.filter(|object| self.context.handles.get(*object).form == Form::Pointer)
        else {
            return Err(unsupported(
                "what callbacks are lent is not the first parameter, or no pointer to a handle",
            ));
        };
        let is_there = match scope {
            CallbackScope::Call | CallbackScope::Object { .. } => true,
            CallbackScope::Registered { unregister, .. } => *unregister == self.id,
            CallbackScope::Once | CallbackScope::Notified { .. } | CallbackScope::Forever => false,
        };
        let place = Place::Param(0);
        let may_lack = self.scope.is(FactKind::Nullable, place);
        if !is_there || may_lack || self.scope.is(FactKind::Consumes, place) {
            return Err(unsupported(
                "callbacks are lent what they may outlive, or what is not always there",
            ));
        }
        // Who owns it may end it in the callback, unless the call that this comes from borrows it.
        let may_end = *scope != CallbackScope::Call
            && !within
            && self.context.handles.get(object).end != End::Never
            && fact.text("reenters") != Some("false");
        if may_end {
            let name = fact.operands.first().map(|o| o.position.to_string());
            return Err(missing(
                &format!("callback({}, …, within = …)", name.unwrap_or_default()),
                "callbacks are lent an object that they might end: whether each call that they come from borrows it is \
                 not said",
            ));
        }
        match threads {
            Threads::Any => Err(unsupported(
                "callbacks that several threads may call are lent their object",
            )),
            Threads::Same | Threads::OneAtATime => Ok(Some(object)),
        }
    }

    /// What holds between callbacks of one function.
    fn check_others(&self, scope: &CallbackScope, data: DataTo) -> Result<(), Reason> {
        let is_for_call = |scope: &CallbackScope| *scope == CallbackScope::Call;
        for other in &self.callbacks {
            if other.data == DataTo::Nowhere && data == DataTo::Nowhere {
                return Err(unsupported(
                    "callbacks without data, of which each has a fact of its own",
                ));
            }
            // The panic of the one would leave the other to C, and freed.
            if is_for_call(&other.scope) != is_for_call(scope) {
                return Err(unsupported(
                    "a callback that is only called now, beside one that is called later",
                ));
            }
            let is_registered =
                |scope: &CallbackScope| matches!(scope, CallbackScope::Registered { .. });
            if is_registered(&other.scope) && is_registered(scope) {
                return Err(unsupported(
                    "two callbacks, each of which is ended on its own",
                ));
            }
        }
        Ok(())
    }

    /// Whether callbacks are only called in calls that borrow their object.
    fn is_within(&self, fact: &Fact, elsewhere: bool) -> Result<bool, Reason> {
        if fact.argument("within").is_none() {
            return Ok(false);
        }
        let is_object = self.scope.param_argument(fact, "within") == Some(0);
        let is_borrowed = is_object
            && self.object().is_some()
            && !self.scope.is(FactKind::Consumes, Place::Param(0));
        match is_borrowed && !elsewhere {
            true => Ok(true),
            false if elsewhere => Err(unsupported(
                "callbacks that threads of the library's own call are called within calls of the caller's",
            )),
            false => Err(unsupported(
                "what callbacks are called within calls of is not the first parameter, or no handle that is borrowed",
            )),
        }
    }

    /// Which threads may call a closure, and where it may be freed.
    fn threads(
        &self,
        elsewhere: bool,
        within: bool,
        scope: &CallbackScope,
        data: DataTo,
    ) -> Result<Threads, Reason> {
        // Whatever of the library can be on another thread may reach what it keeps.
        let reach = match self.object() {
            _ if *scope == CallbackScope::Call => Threads::Same,
            None => Threads::Any,
            Some(_) => self.context.handles.reach(),
        };
        // What is not kept by the object, but by the whole library, may be called by other objects, each on a thread of
        // its own.
        let is_of_object = within
            || match scope {
                CallbackScope::Call | CallbackScope::Once | CallbackScope::Object { .. } => true,
                CallbackScope::Registered { arguments, .. } => {
                    arguments.contains(&Unregister::Same(0))
                }
                CallbackScope::Notified { .. } | CallbackScope::Forever => false,
            };
        let reach = match reach {
            Threads::OneAtATime if !is_of_object => Threads::Any,
            reach => reach,
        };
        let threads = if elsewhere { Threads::Any } else { reach };
        if threads == Threads::Any && matches!(data, DataTo::SetBy { .. }) {
            return Err(unsupported(
                "several threads may call a callback while another one takes its place",
            ));
        }
        Ok(threads)
    }

    /// One callback: what it is given, and what it answers.
    fn closure(&self, fact: &'a Fact, param: usize, data: DataTo) -> Result<Closure, Reason> {
        let name = self.scope.param_name(param);
        let contract = self.scope.contract;
        let Some(signature) = contract.pointed_function(self.scope.ty(param)) else {
            return Err(unsupported(format!("`{name}` is no function")));
        };
        if signature.variadic
            || signature.convention != CallConv::C
            || signature.exit == Exit::Never
        {
            return Err(unsupported(format!(
                "`{name}` is called in a way that Rust cannot answer to"
            )));
        }
        let reviewed = self.reviewed_callback(param, signature);
        if let Some(unknown) = unknown_param(&reviewed) {
            return Err(unsupported(format!(
                "the type of `{name}` names no parameter `{unknown}`, which is then `{name}.#…`"
            )));
        }
        let inner = self.of_callback(signature, &reviewed);
        let back = match data {
            DataTo::Bound => DataBack::Bound,
            DataTo::Nowhere if fact.argument("from").is_none() => DataBack::Nowhere,
            _ => inner.data_back(fact, param, self)?,
        };
        let hidden = match back {
            DataBack::Argument(index) => Some(index),
            _ => None,
        };
        let mut given = Vec::new();
        for index in 0..signature.params.len() {
            if Some(index) != hidden {
                let of = self.borrowed_from(param, index, &inner);
                given.extend(
                    inner
                        .given(index, &name)?
                        .map(|given| Given { of, ..given }),
                );
            }
        }
        let result = contract.canonical(&signature.result);
        let answer = match result {
            Ty::Void => None,
            _ if self.is_plain(result, 0) => Some(signature.result.clone()),
            _ => {
                return Err(unsupported(format!(
                    "`{name}` answers with a pointer or a record that holds one"
                )));
            }
        };
        let on_panic = match &answer {
            None => None,
            Some(ty) => match self.expression_of(fact, "on_panic", contract.canonical(ty)) {
                Some(value) => Some(value),
                None if fact.argument("on_panic").is_some() => {
                    return Err(unsupported(format!(
                        "what `{name}` answers when it panics is no value that it can answer with"
                    )));
                }
                None => {
                    return Err(missing(
                        &format!("callback({name}, on_panic = …)"),
                        format!("what `{name}` answers when it panics is not said"),
                    ));
                }
            },
        };
        Ok(Closure {
            given,
            answer,
            on_panic,
            data: back,
        })
    }

    fn function(&self, name: &str) -> Result<(ItemId, &'a Signature), Reason> {
        let found = self.context.index.functions.get(name);
        let item: Option<(ItemId, &'a Item)> = found.map(|id| (*id, self.scope.contract.item(*id)));
        match item {
            Some((
                id,
                Item {
                    kind: ItemKind::Function(function),
                    ..
                },
            )) => Ok((id, &function.signature)),
            _ => Err(unsupported(format!("`{name}` is not in the header"))),
        }
    }

    /// The handle that the callbacks are registered with: the first parameter.
    fn object(&self) -> Option<HandleId> {
        let is_there = !self.scope.signature.params.is_empty()
            && !self.scope.is(FactKind::Nullable, Place::Param(0));
        is_there.then(|| self.handle_at(Place::Param(0))).flatten()
    }
}

/// A name that facts give a parameter which has none, or another one.
fn unknown_param(reviewed: &Reviewed) -> Option<&str> {
    let said = reviewed.claims.iter();
    let said = said.filter(|claim| claim.provenance >= Provenance::Annotation);
    let mut named =
        said.flat_map(|claim| &claim.fact.operands)
            .filter_map(|operand| match &operand.position.root {
                Root::Named(name) => Some(name.as_str()),
                _ => None,
            });
    named.find(|name| {
        let mut params = reviewed.params.iter();
        !params.any(|param| param.as_deref() == Some(name))
    })
}
