//! Callbacks: which parameters the library calls, for how long, and how their data travels.

mod given;

use super::{missing, operation::Call, scope::Place, unsupported};
use crate::{
    annotation::{Call as Question, Test, grammar::parse_call},
    contract::{
        Argument as Value, CallConv, Exit, Fact, FactKind, FloatKind, Item, ItemId, ItemKind,
        Provenance, Reason, Root, Signature, Ty,
    },
    resolve::{
        api::{
            Access, Argument, CallbackScope, Callbacks, Closure, DataBack, DataTo, End, Expression,
            Form, HandleId, Input, InputKind, Success, Threads, Unregister,
        },
        review::Reviewed,
    },
};

/// The most parameters that a function can have which is made for a closure.
const MOST_BOUND: usize = 8;

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
        let operands = fact.operands.iter().map(|o| self.scope.place(&o.position));
        let params = operands.filter_map(|place| match place? {
            Place::Param(param) => Some(param),
            _ => None,
        });
        let more = ["data", "destroy"].map(|key| self.scope.param_argument(fact, key));
        let spoken: Vec<usize> = params.chain(more.into_iter().flatten()).collect();
        for param in spoken {
            self.arguments[param].get_or_insert(Argument::Constant(Expression::Null));
        }
    }

    /// Gives the library null pointers for the callbacks that may be left out.
    pub(super) fn leave_out_callbacks(&mut self) {
        let facts: Vec<&Fact> = self.scope.of_kind(FactKind::Callback).collect();
        for fact in facts {
            let operands = fact.operands.iter().map(|o| self.scope.place(&o.position));
            let params: Option<Vec<usize>> = operands
                .map(|place| match place? {
                    Place::Param(param) => Some(param),
                    _ => None,
                })
                .collect();
            let is_optional =
                |param: &usize| self.scope.is(FactKind::Nullable, Place::Param(*param));
            let params = params.unwrap_or_default();
            if params.is_empty() || !params.iter().all(is_optional) {
                self.callback_or_reason(fact);
                continue;
            }
            let more = ["data", "destroy"].map(|key| self.scope.param_argument(fact, key));
            for param in params.into_iter().chain(more.into_iter().flatten()) {
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

    /// Why callbacks cannot be ended with what the call that registered them was given.
    fn cannot_end(&self, callbacks: &Callbacks) -> Option<Reason> {
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

    fn callback(&mut self, fact: &'a Fact) -> Result<(), Reason> {
        let mut params = Vec::new();
        for operand in &fact.operands {
            match self.scope.place(&operand.position) {
                Some(Place::Param(param)) => params.push(param),
                _ => return Err(unsupported("a callback that is no parameter")),
            }
        }
        let scope = self.callback_scope(fact, &params)?;
        let data = self.data_to(fact, &params, &scope)?;
        self.check_data(&scope, data)?;
        self.check_others(&scope, data)?;
        let elsewhere = fact.text("threads") == Some("any");
        let threads = self.threads(elsewhere, &scope, data)?;
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
        let lends = self.lent_object(fact, &scope, threads)?;
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
            restricted: fact.text("reenters") == Some("false"),
        });
        Ok(())
    }

    /// How C gets the data: by a parameter, by another function, or not at all.
    fn data_to(
        &self,
        fact: &Fact,
        params: &[usize],
        scope: &CallbackScope,
    ) -> Result<DataTo, Reason> {
        if let Some(name) = fact.text("set_by") {
            let setter = self.function(name)?;
            let object = self.scope.signature.params.first();
            let fits = match (&setter.1.params[..], object) {
                ([first, data], Some(object)) => {
                    let contract = self.scope.contract;
                    contract.canonical(&first.ty) == contract.canonical(&object.ty)
                        && is_untyped(contract.canonical(&data.ty))
                }
                _ => false,
            };
            return match fits && *self.scope.contract.canonical(&setter.1.result) == Ty::Void {
                true => Ok(DataTo::SetBy { function: setter.0 }),
                false => Err(unsupported(format!(
                    "`{name}` does not take the object and a pointer, or it answers"
                ))),
            };
        }
        let shown = self.scope.param_name(params.first().copied().unwrap_or(0));
        if fact.argument("data").is_none() {
            return match fact.argument("from") {
                None => self.without_data(params, scope),
                Some(_) => Err(missing(
                    &format!("callback({shown}, data = …)"),
                    format!(
                        "where the data of `{shown}` comes from is said, and not how it gets there"
                    ),
                )),
            };
        }
        let Some(param) = self.scope.param_argument(fact, "data") else {
            return Err(unsupported(format!(
                "the data of `{shown}` is no parameter"
            )));
        };
        let is_taken = self.arguments[param].is_some();
        match is_untyped(self.scope.ty(param)) && !is_taken {
            true => Ok(DataTo::Param(param)),
            false => Err(unsupported(format!(
                "the data of `{shown}` is no `void *` of its own"
            ))),
        }
    }

    /// Callbacks that get no data: the thread keeps them for the time of a call; otherwise each needs a function of its own.
    fn without_data(&self, params: &[usize], scope: &CallbackScope) -> Result<DataTo, Reason> {
        let name = self.scope.param_name(params.first().copied().unwrap_or(0));
        match (scope, params) {
            (CallbackScope::Call, _) => Ok(DataTo::Nowhere),
            (CallbackScope::Once | CallbackScope::Notified { .. }, _) | (_, [] | [_, _, ..]) => {
                Err(missing(
                    &format!("callback({name}, data = …)"),
                    format!("`{name}` is called later, and nothing tells it which closure it is"),
                ))
            }
            (_, [param]) => {
                let contract = self.scope.contract;
                let is_word = |ty: &Ty| {
                    matches!(
                        contract.canonical(ty),
                        Ty::Int(_)
                            | Ty::Bool
                            | Ty::Float(FloatKind::Float | FloatKind::Double)
                            | Ty::Pointer { .. }
                            | Ty::Void
                    )
                };
                let signature = callback_type(self.scope.ty(*param), contract);
                let fits = signature.is_some_and(|signature| {
                    signature.params.len() <= MOST_BOUND
                        && is_word(&signature.result)
                        && signature.params.iter().all(|param| is_word(&param.ty))
                });
                match fits {
                    true => Ok(DataTo::Bound),
                    false => Err(unsupported(format!(
                        "`{name}` gets no data, and is given or answers with more than a number or a pointer"
                    ))),
                }
            }
        }
    }

    fn callback_scope(&self, fact: &Fact, params: &[usize]) -> Result<CallbackScope, Reason> {
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
    fn is_freed(&self, fact: &Fact, scope: &CallbackScope) -> bool {
        let waits = fact.text("waits") == Some("true");
        let elsewhere = fact.text("threads") == Some("any");
        // Two threads that replace each other's callback may do it in one order here and in another one in C.
        let is_shared = self
            .object()
            .is_none_or(|handle| self.context.handles.get(handle).sync);
        match scope {
            CallbackScope::Call | CallbackScope::Once | CallbackScope::Notified { .. } => true,
            CallbackScope::Object { replaces: true }
            | CallbackScope::Registered { replaces: true, .. } => waits && !is_shared,
            // Whoever destroys an object is the last of the caller's threads that uses it.
            CallbackScope::Object { replaces: false } => waits || !elsewhere,
            CallbackScope::Registered {
                replaces: false, ..
            } => waits,
            CallbackScope::Forever => false,
        }
    }

    /// What holds between the way of the data and the time that the callbacks live.
    fn check_data(&self, scope: &CallbackScope, data: DataTo) -> Result<(), Reason> {
        let object = self.object();
        let is_owned = object.is_some_and(|handle| {
            let handle = self.context.handles.get(handle);
            handle.form == Form::Pointer && matches!(handle.end, End::Destroy(_))
        });
        let needs_object = match scope {
            CallbackScope::Object { .. } => true,
            CallbackScope::Registered { replaces: true, .. } => object.is_some(),
            _ => matches!(data, DataTo::SetBy { .. }),
        };
        if needs_object && !is_owned {
            return Err(unsupported(
                "a callback stays with an object that has no owner, or is no pointer",
            ));
        }
        if matches!(data, DataTo::SetBy { .. }) && !matches!(scope, CallbackScope::Object { .. }) {
            return Err(unsupported(
                "data that another function sets, for a callback that ends before its object",
            ));
        }
        Ok(())
    }

    /// The handle that closures are lent, which must live for as long as they may be called.
    fn lent_object(
        &self,
        fact: &Fact,
        scope: &CallbackScope,
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

    /// Which threads may call a closure, and where it may be freed.
    fn threads(
        &self,
        elsewhere: bool,
        scope: &CallbackScope,
        data: DataTo,
    ) -> Result<Threads, Reason> {
        // Whatever of the library can be on another thread may reach what it keeps.
        let reach = match self.object() {
            _ if *scope == CallbackScope::Call => Threads::Same,
            None => Threads::Any,
            Some(_) => self.context.handles.reach(),
        };
        let threads = if elsewhere { Threads::Any } else { reach };
        if threads == Threads::Any && matches!(data, DataTo::SetBy { .. }) {
            return Err(unsupported(
                "several threads may call a callback while another one takes its place",
            ));
        }
        Ok(threads)
    }

    fn freed_on_failure(&self, fact: &Fact, scope: &CallbackScope) -> Result<bool, Reason> {
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

    /// One callback: what it is given, and what it answers.
    fn closure(&self, fact: &'a Fact, param: usize, data: DataTo) -> Result<Closure, Reason> {
        let name = self.scope.param_name(param);
        let contract = self.scope.contract;
        let Some(signature) = callback_type(self.scope.ty(param), contract) else {
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
                given.extend(inner.given(index, &name)?);
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

    /// How the data comes back: `from = "f(cb.p)"`, the argument that `data = cb.p` names or that has the data's name,
    /// or the first `void *`.
    fn data_back(&self, fact: &Fact, param: usize, outer: &Call<'_>) -> Result<DataBack, Reason> {
        let name = outer.scope.param_name(param);
        let params = &self.scope.signature.params;
        if let Some(Value::Position(position)) = fact.argument("data")
            && let Some(inside) = outer.position_inside(param, position)
        {
            return match self.scope.place(&inside) {
                Some(Place::Param(index)) if matches!(self.scope.ty(index), Ty::Pointer { .. }) => {
                    Ok(DataBack::Argument(index))
                }
                _ => Err(unsupported(format!(
                    "`{position}`, which the data comes back as, is no pointer"
                ))),
            };
        }
        if let Some(text) = fact.text("from") {
            let found = parse_call(text)
                .ok()
                .and_then(|call| self.question_of(&call));
            return found.ok_or_else(|| {
                unsupported(format!("`{text}` is not asked of an argument of `{name}`"))
            });
        }
        let contract = self.scope.contract;
        let is_mutable = |ty: &Ty| match contract.canonical(ty) {
            Ty::Pointer { qualifiers, .. } => !qualifiers.is_const,
            _ => false,
        };
        let wanted = outer.scope.param_argument(fact, "data");
        let wanted = wanted.map(|param| outer.scope.param_name(param));
        let untyped: Vec<usize> = (0..params.len())
            .filter(|index| is_untyped(contract.canonical(&params[*index].ty)))
            .filter(|index| !self.is_something_else(*index))
            .collect();
        let named = |index: &&usize| Some(self.scope.param_name(**index)) == wanted;
        let mutable: Vec<usize> = untyped
            .iter()
            .copied()
            .filter(|index| is_mutable(&params[*index].ty))
            .collect();
        let found = match (untyped.iter().find(named), &mutable[..], &untyped[..]) {
            (Some(named), ..) => Some(*named),
            (None, [only], _) | (None, [], [only]) => Some(*only),
            (None, [], []) => None,
            _ => {
                let wanted = match fact.text("set_by") {
                    Some(_) => format!("callback({name}, data = {name}.#…)"),
                    None => format!("skip({name}.#…)"),
                };
                return Err(missing(
                    &wanted,
                    format!("which `void *` of `{name}` is its data is not said"),
                ));
            }
        };
        found.map(DataBack::Argument).ok_or_else(|| {
            missing(
                &format!("callback({name}, from = \"f({name}.…)\")"),
                format!("`{name}` gets no `void *` back"),
            )
        })
    }

    /// Whether a fact says of a `void *` what it is, so that it is not the data.
    fn is_something_else(&self, param: usize) -> bool {
        let place = Place::Param(param);
        let kinds = [
            FactKind::Skip,
            FactKind::Is,
            FactKind::Bytes,
            FactKind::Len,
            FactKind::NulTerminated,
        ];
        kinds.into_iter().any(|kind| self.scope.is(kind, place)) || self.handle_at(place).is_some()
    }

    fn question_of(&self, call: &Question) -> Option<DataBack> {
        let [argument] = &call.arguments[..] else {
            return None;
        };
        // Callbacks that share their data are asked in the same way; the question names one of them.
        let (_, argument) = argument.split_once('.')?;
        let argument = match argument.strip_prefix('#') {
            Some(index) => index.parse().ok()?,
            None => self.scope.param(argument)?,
        };
        let (function, signature) = self.function(&call.function).ok()?;
        let contract = self.scope.contract;
        let [param] = &signature.params[..] else {
            return None;
        };
        let fits = contract.canonical(&param.ty) == self.scope.ty(argument)
            && is_untyped(contract.canonical(&signature.result));
        fits.then_some(DataBack::Call { function, argument })
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

    fn takes_data_only(&self, param: usize) -> bool {
        let contract = self.scope.contract;
        callback_type(self.scope.ty(param), contract).is_some_and(|signature| {
            let [data] = &signature.params[..] else {
                return false;
            };
            is_untyped(contract.canonical(&data.ty))
                && *contract.canonical(&signature.result) == Ty::Void
                && signature.convention == CallConv::C
        })
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

/// The signature of a function pointer.
fn callback_type<'a>(ty: &'a Ty, contract: &'a crate::contract::Contract) -> Option<&'a Signature> {
    match ty {
        Ty::Pointer { pointee, .. } => match contract.canonical(pointee) {
            Ty::Function(signature) => Some(signature),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a type is `void *`.
fn is_untyped(ty: &Ty) -> bool {
    matches!(ty, Ty::Pointer { pointee, .. } if **pointee == Ty::Void)
}
