//! One function: from its facts to the operation that a caller sees.

use super::{
    Context,
    count::Counted,
    data, failure, missing,
    scope::{Place, Scope},
    unsupported,
};
use crate::{
    annotation::{Test, grammar::parse_call},
    contract::{
        Fact, FactKind, FloatKind, IntKind, ItemId, ItemKind, Reason, RecordBody, Signature, Ty,
    },
    resolve::{
        api::{
            Argument, Bound, CallbackScope, Callbacks, Closure, Demand, Expression, Input,
            InputKind, Operation, Output, OutputKind, Range, Role, Source, Success,
        },
        review::Reviewed,
    },
};

/// Facts whose lowering comes later. Whatever a function does by them must not be guessed.
pub const LATER: &[FactKind] = &[FactKind::SizedByTwoCalls, FactKind::Case, FactKind::Exits];

/// The safe forms of a function, or every reason why it has none: two, where the caller may leave a callback out.
pub(super) fn lower(
    context: &Context<'_>,
    id: ItemId,
    signature: &Signature,
    reviewed: &Reviewed,
) -> Result<Vec<Operation>, Vec<Reason>> {
    let mut operation = lower_form(context, id, signature, reviewed, false)?;
    let Some(scope) = operation.optional_callbacks() else {
        return Ok(vec![operation]);
    };
    let Ok(mut without) = lower_form(context, id, signature, reviewed, true) else {
        return Ok(vec![operation]);
    };
    // What is only called for the time of the call is more than the plain form; what stays is taken away again.
    match scope {
        CallbackScope::Call => operation.name += "_with",
        _ => {
            let set = ["set_", "Set"].into_iter();
            let mut bare = set.filter_map(|set| without.name.strip_prefix(set));
            without.name = format!("clear_{}", bare.next().unwrap_or(&without.name));
        }
    }
    Ok(vec![operation, without])
}

fn lower_form(
    context: &Context<'_>,
    id: ItemId,
    signature: &Signature,
    reviewed: &Reviewed,
    without_callbacks: bool,
) -> Result<Operation, Vec<Reason>> {
    let scope = Scope {
        contract: context.contract,
        signature,
        reviewed,
    };
    let mut call = Call::new(id, context, scope);
    call.refuse();
    call.check_said();
    call.fix();
    call.skip();
    match without_callbacks {
        false => call.find_callbacks(),
        true => call.leave_out_callbacks(),
    }
    call.find_size();
    call.find_lengths();
    // What comes out may depend on any input, so all inputs are known first.
    let (written, read): (Vec<usize>, Vec<usize>) =
        (0..signature.params.len()).partition(|&param| call.is_written(param));
    for param in read.into_iter().chain(written) {
        if call.arguments[param].is_none() {
            call.param(param);
        }
    }
    call.place_callbacks();
    call.measure();
    call.find_written();
    call.follow_tails();
    call.find_defaults();
    call.result();
    call.find_ranges();
    let ranges = std::mem::take(&mut call.ranges);
    call.find_conflicts(&ranges);
    let retained = call.retained();
    let invalidates = call.invalidated();
    let role = role(&call.inputs, &call.outputs, context.handles);
    let (needs, gives) = call.tokens(matches!(role, Role::Method(_)));
    let failure = match failure::failure(&call) {
        Ok(failure) => failure,
        Err(reason) => {
            call.obstacles.push(reason);
            None
        }
    };
    let arguments: Option<Vec<Argument>> = call.arguments.into_iter().collect();
    let (Some(arguments), true) = (arguments, call.obstacles.is_empty()) else {
        return Err(call.obstacles);
    };
    Ok(Operation {
        function: id,
        name: context.operation_name(id, reviewed.rename.as_ref(), role),
        role,
        params: reviewed.params.clone(),
        inputs: call.inputs,
        arguments,
        outputs: call.outputs,
        ranges,
        demands: call.demands,
        failure,
        needs,
        gives,
        invalidates,
        retained,
        callbacks: call.callbacks,
        reentrant: call.scope.of_kind(FactKind::Reentrant).next().is_some(),
        must_use: call.scope.of_kind(FactKind::MustUse).next().is_some(),
        span: reviewed.span,
    })
}

fn role(inputs: &[Input], outputs: &[Output], handles: &super::Handles) -> Role {
    if let Some(Input {
        param: 0,
        nullable: false,
        kind: InputKind::Handle(handle, _),
        ..
    }) = inputs.first()
        // A type of another binding may be one of another crate, which nobody else gives methods.
        && handles.get(*handle).made_elsewhere.is_none()
    {
        return Role::Method(*handle);
    }
    let made = outputs.iter().find_map(|output| match &output.kind {
        OutputKind::Owned { handle, .. } => Some(*handle),
        _ => None,
    });
    made.map_or(Role::Function, Role::Constructor)
}

/// An operation while it is put together.
pub(super) struct Call<'a> {
    pub(super) id: ItemId,
    pub(super) context: &'a Context<'a>,
    pub(super) scope: Scope<'a>,
    pub(super) inputs: Vec<Input>,
    pub(super) arguments: Vec<Option<Argument>>,
    pub(super) outputs: Vec<Output>,
    /// Outputs that say how far an input was read: the output, and the parameter of the input.
    pub(super) tails: Vec<(usize, usize)>,
    pub(super) ranges: Vec<Range>,
    pub(super) demands: Vec<Demand>,
    /// What is as long as which parameter says.
    pub(super) counted: Vec<Counted>,
    /// The output that the result is, when it counts what was written.
    pub(super) written_return: Option<OutputKind>,
    /// The parameters that the library calls, before they are inputs.
    pub(super) closures: Vec<(usize, Closure)>,
    /// What is known of them; their inputs are parameters until all inputs are known.
    pub(super) callbacks: Vec<Callbacks>,
    pub(super) obstacles: Vec<Reason>,
}

impl<'a> Call<'a> {
    /// A function of which nothing is known yet but its facts.
    pub(super) fn new(id: ItemId, context: &'a Context<'a>, scope: Scope<'a>) -> Call<'a> {
        Call {
            id,
            context,
            inputs: Vec::new(),
            arguments: vec![None; scope.signature.params.len()],
            scope,
            outputs: Vec::new(),
            tails: Vec::new(),
            ranges: Vec::new(),
            demands: Vec::new(),
            counted: Vec::new(),
            written_return: None,
            closures: Vec::new(),
            callbacks: Vec::new(),
            obstacles: Vec::new(),
        }
    }

    /// Finds what keeps the function unsafe whatever its parameters are.
    fn refuse(&mut self) {
        for fact in self.scope.facts() {
            match fact.kind {
                FactKind::KeepUnsafe => self.obstacles.push(Reason::new(
                    "kept-unsafe",
                    fact.text("reason").unwrap_or("the contract says so"),
                )),
                FactKind::Skip if fact.operands.is_empty() => self
                    .obstacles
                    .push(Reason::new("skipped", "the contract leaves it out")),
                kind if LATER.contains(&kind) => self.obstacles.push(unsupported(format!(
                    "the fact `{}` is not lowered yet",
                    kind.as_str()
                ))),
                _ => {}
            }
        }
        if self.scope.signature.variadic {
            self.obstacles
                .push(unsupported("it takes any number of arguments"));
        }
    }

    /// Makes the arguments that the wrapper supplies.
    fn fix(&mut self) {
        for fact in self.scope.of_kind(FactKind::Fixed) {
            for operand in &fact.operands {
                let Some(Place::Param(param)) = self.scope.place(&operand.position) else {
                    continue;
                };
                match self.expression(fact, param) {
                    Some(value) => self.arguments[param] = Some(Argument::Constant(value)),
                    None => self.obstacles.push(unsupported(format!(
                        "the value fixed for `{}` is not a number, a null pointer or a constant",
                        self.scope.param_name(param)
                    ))),
                }
            }
        }
    }

    fn follow_tails(&mut self) {
        for (output, param) in std::mem::take(&mut self.tails) {
            let is_given = |input: &Input| {
                let has_rest = matches!(input.kind, InputKind::Text | InputKind::Slice { .. });
                input.param == param && has_rest && !input.nullable
            };
            let input = self.inputs.iter().position(is_given);
            match input {
                Some(of) => self.outputs[output].kind = OutputKind::Tail { of },
                None => self.obstacles.push(unsupported(format!(
                    "what is left of `{}` cannot be told",
                    self.scope.param_name(param)
                ))),
            }
        }
    }

    /// Whether a parameter only receives something.
    fn is_written(&self, param: usize) -> bool {
        let place = Place::Param(param);
        let is_buffer = !self.receives_pointer(param) && self.extent_of(param).is_some();
        let is_moved = self.scope.is(FactKind::Advances, place);
        self.scope.is(FactKind::ReturnsOwned, place)
            || self.scope.is(FactKind::Out, place) && !is_buffer && !is_moved
            || self.tail_of(param).is_some()
            || self.counts_written(param)
            || self.is_error(param)
    }

    /// The parameter that this one says how far it was read.
    pub(super) fn tail_of(&self, param: usize) -> Option<usize> {
        let consumed = self.scope.of_kind(FactKind::Consumed);
        consumed
            .filter(|fact| self.scope.param_argument(fact, "tail") == Some(param))
            .find_map(
                |fact| match self.scope.place(&fact.operands.first()?.position)? {
                    Place::Param(read) => Some(read),
                    _ => None,
                },
            )
    }

    /// Finds what the caller may leave out.
    fn find_defaults(&mut self) {
        for fact in self.scope.of_kind(FactKind::Default) {
            let operand = fact.operands.first();
            let place = operand.and_then(|operand| self.scope.place(&operand.position));
            let Some(Place::Param(param)) = place else {
                continue;
            };
            let value = self.expression(fact, param);
            let input = self.inputs.iter_mut().find(|input| input.param == param);
            match (input, value) {
                (Some(input), Some(Expression::Null))
                    if matches!(input.kind, InputKind::Text | InputKind::Record(_)) =>
                {
                    input.nullable = true;
                }
                (Some(input), Some(value)) if matches!(input.kind, InputKind::Scalar(_)) => {
                    input.default = Some(value);
                }
                _ => self.obstacles.push(unsupported(format!(
                    "`{}` is no plain value, or the default is none of its type",
                    self.scope.param_name(param)
                ))),
            }
        }
    }

    fn find_ranges(&mut self) {
        for fact in self.scope.of_kind(FactKind::Range) {
            match self.range(fact) {
                Some(range) => self.ranges.push(range),
                None => {
                    let reason = missing(
                        "range(i, below = \"f(…)\")",
                        "a bound is neither a value nor a call with this function's own parameters",
                    );
                    let uncallable = self.uncallable(fact.text("below"));
                    self.obstacles.push(uncallable.unwrap_or(reason));
                }
            }
        }
    }

    fn range(&self, fact: &Fact) -> Option<Range> {
        let Place::Param(param) = self.scope.place(&fact.operands.first()?.position)? else {
            return None;
        };
        let is_bounded = |input: &Input| {
            input.param == param && matches!(input.kind, InputKind::Scalar(_) | InputKind::Text)
        };
        let input = self.inputs.iter().position(is_bounded)?;
        let value = |key| match &self.inputs[input].kind {
            InputKind::Scalar(ty) => {
                self.expression_of(fact, key, self.scope.contract.canonical(ty))
            }
            // A number of bytes.
            _ => self.expression_of(fact, key, &Ty::Int(IntKind::Size { signed: false })),
        };
        let least = match fact.argument("from") {
            Some(_) => Some(value("from")?),
            None => None,
        };
        let bound = match fact.text("below").and_then(|text| parse_call(text).ok()) {
            _ if fact.argument("below").is_none() => None,
            Some(called) if fact.text("below").is_some_and(|text| text.contains('(')) => {
                let (function, arguments) = self.question(&called)?;
                Some(Bound::Call {
                    function,
                    arguments,
                })
            }
            _ => Some(Bound::Constant(value("below")?)),
        };
        (least.is_some() || bound.is_some()).then_some(Range {
            input,
            least,
            bound,
        })
    }

    fn result(&mut self) {
        let place = Place::Return;
        if self.scope.is(FactKind::Skip, place) {
            return;
        }
        let ty = &self.scope.signature.result;
        let success = self.success();
        let null_fails = matches!(success, Some(Success::Test(Test::Nonnull) | Success::Errno));
        let nullable = !null_fails && !self.scope.is(FactKind::Nonnull, place);
        let kind = match self.scope.contract.canonical(ty) {
            Ty::Void => return,
            Ty::Int(_) if self.written_return.is_some() => {
                // A count that is also a status would be lost.
                match success {
                    Some(Success::Constants(_) | Success::Truth(_) | Success::Test(Test::Zero)) => {
                        Err(unsupported("the result both counts and tells failure"))
                    }
                    _ => self
                        .written_return
                        .take()
                        .ok_or_else(|| unsupported("the result counts two buffers")),
                }
            }
            // What can only be true says nothing.
            Ty::Bool if matches!(success, Some(Success::Test(Test::Nonzero))) => return,
            _ if matches!(success, Some(Success::Truth(_))) => Ok(OutputKind::Truth),
            _ if matches!(
                success,
                Some(Success::Constants(_) | Success::Test(Test::Zero))
            ) =>
            {
                return;
            }
            // A handle that is text may be copied as text.
            _ if self.handle_at(place).is_some() && !self.scope.is(FactKind::Copied, place) => {
                let Some(handle) = self.handle_at(place) else {
                    return;
                };
                let nullable = self.may_be_none(handle, success, nullable);
                return match self.returned_handle(handle) {
                    Ok(kind) => self.returned(nullable, kind),
                    Err(reason) => self.obstacles.push(reason),
                };
            }
            Ty::Pointer { .. } => data::data(self, place, ty),
            _ if self.is_plain(ty, 0) => {
                return self.returned(false, OutputKind::Scalar(ty.clone()));
            }
            _ => Err(unsupported("the result is or holds a pointer")),
        };
        match kind {
            Ok(kind) => {
                let is_value = matches!(kind, OutputKind::Truth | OutputKind::Written { .. });
                let nullable = nullable && !is_value;
                self.returned(nullable, kind);
            }
            Err(reason) => self.obstacles.push(reason),
        }
    }

    pub(super) fn input(&mut self, param: usize, kind: InputKind) {
        self.arguments[param] = Some(Argument::Input(self.inputs.len()));
        let nullable = self.scope.is(FactKind::Nullable, Place::Param(param));
        self.inputs.push(Input {
            name: self.scope.param_name(param),
            param,
            nullable,
            default: None,
            kind,
        });
    }

    pub(super) fn output(&mut self, param: usize, nullable: bool, kind: OutputKind) {
        self.arguments[param] = Some(Argument::Output(self.outputs.len()));
        self.outputs.push(Output {
            source: Source::Param(param),
            nullable,
            kind,
        });
    }

    /// What the function returns comes before what it writes.
    fn returned(&mut self, nullable: bool, kind: OutputKind) {
        for argument in self.arguments.iter_mut().flatten() {
            if let Argument::Output(index) | Argument::Moving { output: index, .. } = argument {
                *index += 1;
            }
        }
        let source = Source::Return;
        self.outputs.insert(
            0,
            Output {
                source,
                nullable,
                kind,
            },
        );
    }

    /// Whether every value of a type may be passed: numbers, and records of them.
    pub(super) fn is_plain(&self, ty: &Ty, depth: u32) -> bool {
        let contract = self.scope.contract;
        match contract.canonical(ty) {
            Ty::Int(IntKind::Int128 | IntKind::UInt128) => false,
            Ty::Int(_) | Ty::Bool | Ty::Float(FloatKind::Float | FloatKind::Double) => true,
            Ty::Array { element, len } => len.is_some() && self.is_plain(element, depth),
            Ty::Item(id) if depth < 16 => match &contract.item(*id).kind {
                ItemKind::Enum(_) => true,
                ItemKind::Record(record) => match &record.body {
                    RecordBody::Opaque => false,
                    RecordBody::Defined { fields, .. } => {
                        record.kind == crate::contract::RecordKind::Struct
                            && fields
                                .iter()
                                .all(|field| self.is_plain(&field.ty, depth + 1))
                    }
                },
                _ => false,
            },
            _ => false,
        }
    }
}
