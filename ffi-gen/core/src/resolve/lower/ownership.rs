//! Handles as parameters and results: who has them during a call and after it.

use super::{Context, missing, operation::Call, scope::Place, unsupported};
use crate::{
    annotation::{Test, grammar::parse_call},
    contract::{Claim, Fact, FactKind, ItemKind, Provenance, Reason, Ty},
    resolve::api::{
        Access, Argument, End, Form, HandleId, Input, InputKind, Origin, Output, OutputKind,
        Parentage, Retained, Success, Taken, Token,
    },
};

impl<'a> Call<'a> {
    /// The handle that a parameter passes or the function returns.
    pub(super) fn handle_at(&self, place: Place) -> Option<HandleId> {
        let Context { handles, index, .. } = self.context;
        handles.passed(index, &self.scope, place)
    }

    /// The handle that a parameter receives.
    pub(super) fn received_at(&self, param: usize) -> Option<HandleId> {
        let Context { handles, index, .. } = self.context;
        handles.received(index, &self.scope, param)
    }

    /// Reports an `is` fact that leads to no handle of the right kind.
    pub(super) fn check_said(&mut self) {
        for fact in self.scope.of_kind(FactKind::Is) {
            let mut places: Vec<Option<Place>> = fact
                .operands
                .iter()
                .map(|operand| self.scope.place(&operand.position))
                .collect();
            if places.is_empty() {
                places.push(Some(Place::Return));
            }
            for place in places {
                let found = match place {
                    Some(Place::Param(param)) => self
                        .handle_at(Place::Param(param))
                        .or(self.received_at(param)),
                    Some(place) => self.handle_at(place),
                    None => None,
                };
                if found.is_none() {
                    let shown = fact.text("type").unwrap_or("that");
                    self.obstacles.push(unsupported(format!(
                        "what is said to be a `{shown}` is neither an untyped pointer nor a number of its kind"
                    )));
                }
            }
        }
    }

    /// A parameter that is a handle.
    pub(super) fn handle(&mut self, param: usize, handle: HandleId) {
        let place = Place::Param(param);
        let access = if let Some(fact) = self.scope.about(FactKind::Consumes, place) {
            match self.taken(param, handle, fact) {
                Ok(taken) => Access::Consumed(taken),
                Err(reason) => return self.obstacles.push(reason),
            }
        } else if self.scope.is(FactKind::Exclusive, place)
            || self.scope.is(FactKind::Invalidates, place)
            || self.lends_unique(place)
        {
            Access::Exclusive
        } else {
            Access::Shared
        };
        self.input(param, InputKind::Handle(handle, access));
    }

    /// Whether something is lent from a place that nobody else can reach: then only one caller at a time may ask.
    fn lends_unique(&self, place: Place) -> bool {
        let mut outputs = vec![Place::Return];
        outputs.extend((0..self.scope.signature.params.len()).map(Place::Param));
        outputs.into_iter().any(|output| {
            let lenders = self.scope.lenders(output).unwrap_or_default();
            self.scope.is(FactKind::Unique, output) && lenders.contains(&Some(place))
        })
    }

    fn taken(&self, param: usize, handle: HandleId, fact: &Fact) -> Result<Taken, Reason> {
        let name = self.scope.param_name(param);
        let handles = &self.context.handles;
        if let Some(reason) = handles.endless(handle) {
            return Err(reason.clone());
        }
        let own = handles.get(handle);
        let is_end = own.end == End::Destroy(self.id);
        let nullable = self.scope.is(FactKind::Nullable, Place::Param(param));
        if own.form == Form::InPlace && (!is_end || nullable) {
            return Err(unsupported(format!(
                "`{name}` lies in memory of the caller's, so only its destructor can take it"
            )));
        }
        if own.parentage == (Parentage::Child { leak_ok: true }) && !is_end {
            return Err(unsupported(format!(
                "`{name}` must not outlive what it is a child of, and whoever takes it may"
            )));
        }
        if fact.text("on") != Some("success") {
            return Ok(Taken::Always);
        }
        let is_first = !self.inputs.iter().any(|input| {
            matches!(
                input.kind,
                InputKind::Handle(_, Access::Consumed(Taken::OnSuccess))
            )
        });
        match is_first && !nullable {
            true => Ok(Taken::OnSuccess),
            false => Err(unsupported(format!(
                "`{name}` may come back, and is optional or not the only one"
            ))),
        }
    }

    /// A parameter that receives a handle which the caller must end.
    pub(super) fn owned(&mut self, param: usize) {
        let place = Place::Param(param);
        let Some(handle) = self.received_at(param) else {
            return self.owned_data(param);
        };
        let in_place = self.context.handles.get(handle).form == Form::InPlace;
        let nullable = self.scope.is(FactKind::Nullable, place) && !in_place;
        match self.owned_handle(place, handle) {
            Ok(kind) => self.output(param, nullable, kind),
            Err(reason) => self.obstacles.push(reason),
        }
    }

    pub(super) fn owned_handle(
        &self,
        place: Place,
        handle: HandleId,
    ) -> Result<OutputKind, Reason> {
        let shown = self.scope.show(place);
        let fact = self.scope.about(FactKind::ReturnsOwned, place);
        if let Some(reason) = self.context.handles.endless(handle) {
            return Err(reason.clone());
        }
        let own = self.context.handles.get(handle);
        self.check_destructor(place, handle, fact)?;
        if own.form == Form::InPlace && place == Place::Return {
            return Err(unsupported(format!(
                "`{shown}` does not lie in memory of the caller's, as `in_place` says of its type"
            )));
        }
        let scoped = self.scope.is_scoped(place);
        let parents = self.origins(place)?;
        if own.is_integer() && !parents.is_empty() {
            return Err(unsupported(format!(
                "`{shown}` is an integer that must not outlive something"
            )));
        }
        if scoped && (own.is_integer() || matches!(own.end, End::Shared { .. })) {
            return Err(unsupported(format!(
                "`{shown}` can be copied, so a function that it is lent to may keep it"
            )));
        }
        Ok(OutputKind::Owned {
            handle,
            parents,
            always: fact.is_some_and(|fact| fact.text("always") == Some("true")),
            scoped,
        })
    }

    /// A handle that the function returns.
    pub(super) fn returned_handle(&self, handle: HandleId) -> Result<OutputKind, Reason> {
        match self.scope.is(FactKind::ReturnsOwned, Place::Return) {
            true => self.owned_handle(Place::Return, handle),
            false => self.lent(Place::Return, handle),
        }
    }

    /// Whether a handle that is returned may be none: for an integer, when a value stands for none and is no failure.
    pub(super) fn may_be_none(
        &self,
        handle: HandleId,
        success: Option<&Success>,
        nullable: bool,
    ) -> bool {
        let Form::Integer { invalid } = self.context.handles.get(handle).form else {
            return nullable;
        };
        let fails = |invalid: i128| match success {
            Some(Success::Test(Test::NotNegative) | Success::Errno) => invalid < 0,
            Some(Success::Test(Test::Nonzero)) => invalid == 0,
            _ => false,
        };
        invalid.is_some_and(|invalid| !fails(invalid))
            && !self.scope.is(FactKind::Nonnull, Place::Return)
    }

    /// An object that is ended by another function than others of its type cannot be of that type.
    fn check_destructor(
        &self,
        place: Place,
        handle: HandleId,
        fact: Option<&Fact>,
    ) -> Result<(), Reason> {
        let shown = self.scope.show(place);
        if fact.is_some_and(|fact| fact.text("container") == Some("true")) {
            return Err(container(&shown));
        }
        let Some(text) = fact.and_then(|fact| fact.text("destroy")) else {
            return Ok(());
        };
        let name = parse_call(text).map_or(text.to_owned(), |call| call.function);
        let own = match self.context.handles.get(handle).end {
            End::Destroy(function)
            | End::Shared {
                release: function, ..
            } => function,
            End::Never => return Ok(()),
        };
        match self.scope.contract.item(own).name() == name {
            true => Ok(()),
            false => Err(unsupported(format!(
                "`{shown}` is ended by `{name}`, and others of its type are not"
            ))),
        }
    }

    /// A handle that belongs to somebody else, whether the function returns it or writes it.
    pub(super) fn lent(&self, place: Place, handle: HandleId) -> Result<OutputKind, Reason> {
        use crate::resolve::api::Life;
        let shown = self.scope.show(place);
        let life = super::data::life(self, place)?;
        let own = self.context.handles.get(handle);
        if !matches!(life, Life::Static | Life::With(_)) {
            return Err(unsupported(format!(
                "`{shown}` is a handle that cannot be copied"
            )));
        }
        let unique = self.scope.is(FactKind::Unique, place);
        let from_inputs = match &life {
            Life::With(origins) => origins
                .iter()
                .all(|origin| matches!(origin, Origin::Input(_))),
            _ => false,
        };
        if unique && (!from_inputs || matches!(own.end, End::Shared { .. }) || own.is_integer()) {
            return Err(unsupported(format!(
                "`{shown}` is said to be unique, and asking again would hand it out again"
            )));
        }
        Ok(OutputKind::Borrowed {
            handle,
            life,
            unique,
        })
    }

    /// What a place must not outlive.
    pub(super) fn origins(&self, place: Place) -> Result<Vec<Origin>, Reason> {
        let lenders = self.scope.lenders(place).unwrap_or_default();
        let mut origins = Vec::new();
        for lender in lenders {
            let origin = match lender {
                Some(Place::Static) => continue,
                Some(Place::Param(param)) => self.handle_input(param).map(Origin::Input),
                Some(Place::ParentOf(param)) => self
                    .handle_input(param)
                    .filter(|&input| self.is_child(input))
                    .map(Origin::ParentOf),
                _ => None,
            };
            origins.push(origin.ok_or_else(|| {
                unsupported(format!(
                    "`{}` depends on something that is no argument of the wrapper",
                    self.scope.show(place)
                ))
            })?);
        }
        Ok(origins)
    }

    /// The input that a parameter became, or will become: inputs follow the parameters.
    fn handle_input(&self, param: usize) -> Option<usize> {
        if let Some(found) = self.inputs.iter().position(|input| input.param == param) {
            let is_borrowed = !matches!(
                self.inputs[found].kind,
                InputKind::Handle(_, Access::Consumed(_)) | InputKind::Scalar(_)
            );
            return is_borrowed.then_some(found);
        }
        None
    }

    fn is_child(&self, input: usize) -> bool {
        match self.inputs[input].kind {
            InputKind::Handle(handle, _) => self.context.handles.get(handle).is_child(),
            _ => false,
        }
    }

    /// The inputs whose parents' borrows the call ends.
    pub(super) fn invalidated(&mut self) -> Vec<usize> {
        let mut inputs = Vec::new();
        for kind in [FactKind::Invalidates, FactKind::Exclusive] {
            for fact in self.scope.of_kind(kind) {
                for operand in &fact.operands {
                    let input = match self.scope.place(&operand.position) {
                        // What is not a parameter of the wrapper is not lent by it either.
                        Some(Place::Param(param)) if self.handle_input(param).is_some() => continue,
                        Some(Place::ParentOf(param)) => self
                            .handle_input(param)
                            .filter(|&input| self.is_child(input)),
                        _ => None,
                    };
                    match input {
                        Some(input) => inputs.push(input),
                        None => self.obstacles.push(unsupported(
                            "it ends borrows of something that is no argument of the wrapper",
                        )),
                    }
                }
            }
        }
        inputs
    }

    /// What the library keeps after the call, and until when.
    pub(super) fn retained(&mut self) -> Option<Retained> {
        let mut found = None;
        for fact in self.scope.of_kind(FactKind::Retains) {
            match self.retention(fact) {
                Ok(retained) if found.is_none() && self.outputs.is_empty() => {
                    found = Some(retained);
                }
                Ok(_) => self.obstacles.push(unsupported(
                    "it keeps several things, or hands something out besides",
                )),
                Err(reason) => self.obstacles.push(reason),
            }
        }
        found
    }

    fn retention(&self, fact: &Fact) -> Result<Retained, Reason> {
        let place = fact.operands.first().map(|o| self.scope.place(&o.position));
        let (Some(Some(Place::Param(param))), [_]) = (place, &fact.operands[..]) else {
            return Err(unsupported("it keeps something that is no argument"));
        };
        let name = self.scope.param_name(param);
        if fact.text("until_callback").is_some() || fact.text("destroy").is_some() {
            return Err(unsupported(format!(
                "the library keeps `{name}` until it calls back"
            )));
        }
        let Some(until) = fact.text("until") else {
            return Err(missing(
                &format!("retains({name}, until = …)"),
                format!("the library keeps `{name}`, and for how long is not said"),
            ));
        };
        let is_ours = |input: &usize| {
            !matches!(
                self.inputs[*input].kind,
                InputKind::Slice { mutable: true, .. }
                    | InputKind::Array { mutable: true, .. }
                    | InputKind::Inout(_)
            )
        };
        let input = self
            .handle_input(param)
            .filter(is_ours)
            .ok_or_else(|| unsupported(format!("`{name}` is kept and is written or taken")))?;
        let unusable = || {
            unsupported(format!(
                "`{until}`, which ends what is kept, is not a reviewed function of the same handles"
            ))
        };
        let function = self.context.index.function(until)?;
        let Some(reviewed) = self.context.review.functions.get(&function) else {
            return Err(unusable());
        };
        // Afterwards the caller still has what it gave.
        let vouched = |claim: &&Claim| claim.provenance >= Provenance::Annotation;
        let mut facts = reviewed.claims.iter().filter(vouched);
        let takes = facts.any(|claim| claim.fact.kind == FactKind::Consumes);
        if takes || self.context.handles.are_ended_by(function) {
            return Err(unsupported(format!(
                "`{until}` ends its object, which the caller has for longer than what is kept"
            )));
        }
        let ItemKind::Function(item) = &self.scope.contract.item(function).kind else {
            return Err(unusable());
        };
        // Each parameter of the function is the one input of its type.
        let arguments: Option<Vec<usize>> = item
            .signature
            .params
            .iter()
            .map(|param| {
                let wanted = self.context.handles.of(self.scope.contract, &param.ty)?;
                let is_it = |input: &&(usize, &Input)| {
                    matches!(
                        input.1.kind,
                        InputKind::Handle(handle, Access::Shared | Access::Exclusive)
                            if handle == wanted && !input.1.nullable
                    )
                };
                let inputs: Vec<(usize, &Input)> = self.inputs.iter().enumerate().collect();
                let mut fitting = inputs.iter().filter(is_it);
                let (first, second) = (fitting.next(), fitting.next());
                first.filter(|_| second.is_none()).map(|(index, _)| *index)
            })
            .collect();
        Ok(Retained {
            input,
            until: function,
            arguments: arguments.ok_or_else(unusable)?,
            on_success: fact.text("on") == Some("success"),
        })
    }

    /// What the caller must have beside the arguments, and what it has afterwards.
    pub(super) fn tokens(&mut self, is_method: bool) -> (Vec<Token>, Option<Token>) {
        let mut needs = Vec::new();
        let mut gives = None;
        for fact in self.scope.of_kind(FactKind::Library) {
            let named = |key| fact.text(key) == Some(self.scope.contract.item(self.id).name());
            if named("shutdown") {
                self.obstacles.push(Reason::new(
                    "shutdown",
                    "it ends the library under whatever the library has made",
                ));
            } else if named("init") {
                gives = Some(Token::Library);
            } else if !is_method && fact.text("init").is_some() {
                // A handle can only be there because the library was set up.
                needs.push(Token::Library);
            }
        }
        let handles = &self.context.handles;
        let is_bound = |input: &Input| matches!(input.kind, InputKind::Handle(handle, _) if handles.get(handle).main_thread && !input.nullable);
        let makes = |output: &Output| matches!(output.kind, OutputKind::Owned { handle, .. } if handles.get(handle).main_thread);
        let says = self.scope.of_kind(FactKind::MainThread).next().is_some();
        // A handle that never leaves the main thread proves where its user is.
        if (says || self.outputs.iter().any(makes)) && !self.inputs.iter().any(is_bound) {
            needs.push(Token::MainThread);
        }
        needs.sort();
        needs.dedup();
        (needs, gives)
    }

    /// Leaves out the parameters that nobody wants.
    pub(super) fn skip(&mut self) {
        for fact in self.scope.of_kind(FactKind::Skip) {
            for operand in &fact.operands {
                let Some(Place::Param(param)) = self.scope.place(&operand.position) else {
                    continue;
                };
                let place = Place::Param(param);
                let is_pointer = matches!(self.scope.ty(param), Ty::Pointer { .. });
                if is_pointer && self.scope.is(FactKind::Nullable, place) {
                    self.arguments[param] =
                        Some(Argument::Constant(crate::resolve::api::Expression::Null));
                } else if self.arguments[param].is_none() {
                    let name = self.scope.param_name(param);
                    self.obstacles.push(missing(
                        &format!("fixed({name}, value = …)"),
                        format!(
                            "`{name}` is left out, and what the library gets for it is not said"
                        ),
                    ));
                }
            }
        }
    }
}

/// The reason that a container stays with the unsafe functions: nothing ties the elements to whom they belong to.
pub(super) fn container(shown: &str) -> Reason {
    unsupported(format!(
        "`{shown}` is a container whose elements belong to others"
    ))
}
