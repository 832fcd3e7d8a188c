//! Extents of what the caller gives, and how much of it the callee wrote.

use super::{
    missing,
    operation::Call,
    scope::{Place, pointee},
    unsupported,
};
use crate::{
    annotation::grammar::parse_call,
    contract::{Argument as Value, Fact, FactKind, IntKind, ItemId, ItemKind, Reason, Ty},
    resolve::api::{
        Argument, CallbackScope, Demand, Element, Input, InputKind, Output, OutputKind, Source,
        Threads, Unit,
    },
};

/// What the contract says of the extent of one parameter.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Count {
    /// Another parameter has it, or receives it.
    Param(usize),
    /// It is always the same.
    Fixed(u64),
    /// A function tells it: the function, and parameters of this one.
    Call(ItemId, Vec<usize>),
    /// What the function returns.
    Return,
}

/// A parameter that is as long as another one says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counted {
    count: usize,
    data: usize,
    unit: Unit,
}

impl Call<'_> {
    /// The extent that a fact gives; none when it is none that this function knows.
    pub(super) fn count(&self, fact: &Fact) -> Option<Count> {
        if let Some(Value::Position(position)) = fact.argument("count") {
            return match self.scope.place(position)? {
                Place::Param(param) => Some(Count::Param(param)),
                Place::Return => Some(Count::Return),
                _ => None,
            };
        }
        let text = fact.text("count")?.trim();
        if let Ok(count) = text.parse() {
            return Some(Count::Fixed(count));
        }
        if let Some(param) = self.scope.param(text) {
            return Some(Count::Param(param));
        }
        if let Some(constant) = self.context.index.constants.get(text) {
            let value = constant.value(self.scope.contract, 0)?;
            return u64::try_from(value).ok().map(Count::Fixed);
        }
        let called = parse_call(text).ok()?;
        let (function, arguments) = self.question(&called)?;
        Some(Count::Call(function, arguments))
    }

    /// Why the function in a text that is a call cannot be called.
    pub(super) fn uncallable(&self, text: Option<&str>) -> Option<Reason> {
        let called = parse_call(text?).ok()?;
        self.context.index.function(&called.function).err()
    }

    /// A call in a fact whose arguments are parameters of this function, and which returns a number.
    pub(super) fn question(
        &self,
        called: &crate::annotation::Call,
    ) -> Option<(ItemId, Vec<usize>)> {
        let contract = self.scope.contract;
        let function = *self.context.index.functions.get(called.function.as_str())?;
        let arguments: Option<Vec<usize>> = called
            .arguments
            .iter()
            .map(|argument| self.scope.param(argument))
            .collect();
        let arguments = arguments?;
        let ItemKind::Function(item) = &contract.item(function).kind else {
            return None;
        };
        let params = &item.signature.params;
        // What an argument is in C it must be in the question, too; a parameter that receives something stands for it.
        let fits = |(param, &argument): (&crate::contract::Param, &usize)| {
            let wanted = contract.canonical(&param.ty);
            let given = self.scope.ty(argument);
            same(contract, wanted, given)
                || pointee(contract, given).is_some_and(|inner| same(contract, wanted, inner))
        };
        let is_number = matches!(contract.canonical(&item.signature.result), Ty::Int(_));
        let fits = params.len() == arguments.len() && params.iter().zip(&arguments).all(fits);
        (fits && is_number && !item.signature.variadic).then_some((function, arguments))
    }

    /// Whether the callee fills a parameter with a pointer to data, whose extent a count then is.
    pub(super) fn receives_pointer(&self, param: usize) -> bool {
        let place = Place::Param(param);
        let says =
            self.scope.is(FactKind::Out, place) || self.scope.is(FactKind::ReturnsOwned, place);
        let target = pointee(self.scope.contract, self.scope.ty(param));
        says && !self.scope.is(FactKind::Advances, place)
            && matches!(target, Some(Ty::Pointer { .. }))
    }

    /// Finds the parameters that only say how long another one is. They are filled in by [`Call::measure`].
    pub(super) fn find_lengths(&mut self) {
        for (kind, unit) in [
            (FactKind::Bytes, Unit::Byte),
            (FactKind::Len, Unit::Element),
        ] {
            let facts: Vec<&Fact> = self.scope.of_kind(kind).collect();
            for fact in facts {
                for operand in &fact.operands {
                    let Some(Place::Param(data)) = self.scope.place(&operand.position) else {
                        continue;
                    };
                    if !self.receives_pointer(data) {
                        self.find_length(fact, data, unit);
                    }
                }
            }
        }
    }

    /// Finds the parameter that is the size of one value of the caller's type.
    pub(super) fn find_size(&mut self) {
        let facts = self.scope.of_kind(FactKind::Len);
        let facts: Vec<&Fact> = facts
            .filter(|fact| fact.argument("size").is_some())
            .collect();
        let mut sizes: Vec<Option<usize>> = facts
            .iter()
            .map(|fact| self.scope.param_argument(fact, "size"))
            .collect();
        sizes.dedup();
        // Nothing says that another thread may have a type of the caller's.
        let is_kept = self.callbacks.iter().any(|callbacks| {
            callbacks.scope != CallbackScope::Call || callbacks.threads == Threads::Any
        });
        let is_kept = is_kept || self.scope.of_kind(FactKind::Retains).next().is_some();
        let operands = facts.iter().flat_map(|fact| &fact.operands);
        let mut places = operands.filter_map(|operand| self.scope.place(&operand.position));
        let is_typed = places.any(|place| {
            let ty = match place {
                Place::Param(param) => self.scope.ty(param),
                _ => &self.scope.signature.result,
            };
            pointee(self.scope.contract, ty) != Some(&Ty::Void)
        });
        match sizes[..] {
            [] => {}
            _ if is_typed => self.obstacles.push(unsupported(
                "only a `void *` points to values of the caller's type",
            )),
            _ if is_kept => self.obstacles.push(unsupported(
                "values of the caller's type are kept, or given to other threads",
            )),
            [Some(size)] if self.arguments[size].is_none() && is_size(self.scope.ty(size)) => {
                self.arguments[size] = Some(Argument::SizeOfAny);
            }
            _ => self.obstacles.push(unsupported(
                "the size of elements is not one parameter of its own, a `size_t`",
            )),
        }
    }

    fn find_length(&mut self, fact: &Fact, data: usize, unit: Unit) {
        match self.count(fact) {
            Some(Count::Param(count)) if self.is_length(count) => {
                self.arguments[count] = Some(Argument::Length { of: data, unit });
                self.counted.push(Counted { count, data, unit });
            }
            Some(Count::Fixed(_) | Count::Call(..)) => {}
            // A length that the wrapper supplies says nothing of what the caller gives.
            _ => {
                let reason = missing(
                    &format!(
                        "{}({}, count = …)",
                        fact.kind.as_str(),
                        self.scope.param_name(data)
                    ),
                    "the extent of an argument is not a parameter of its own",
                );
                let uncallable = self.uncallable(fact.text("count"));
                self.obstacles.push(uncallable.unwrap_or(reason));
            }
        }
    }

    /// Whether nothing but lengths was found for a parameter, which is an integer or points to one.
    fn is_length(&self, param: usize) -> bool {
        let is_free = matches!(self.arguments[param], None | Some(Argument::Length { .. }));
        let ty = self.scope.ty(param);
        let integer = pointee(self.scope.contract, ty).unwrap_or(ty);
        is_free && matches!(integer, Ty::Int(_))
    }

    /// The extent of an argument and what it counts.
    pub(super) fn extent_of(&self, param: usize) -> Option<(Count, Unit)> {
        [
            (FactKind::Bytes, Unit::Byte),
            (FactKind::Len, Unit::Element),
        ]
        .into_iter()
        .find_map(|(kind, unit)| {
            let fact = self.scope.about(kind, Place::Param(param))?;
            Some((self.count(fact)?, unit))
        })
    }

    /// Turns the parameters in lengths into the inputs they became, and demands that all that share a length have it.
    pub(super) fn measure(&mut self) {
        let counted = std::mem::take(&mut self.counted);
        for index in 0..self.arguments.len() {
            let Some(Argument::Length { .. }) = self.arguments[index] else {
                continue;
            };
            let sharing: Option<Vec<(usize, Unit)>> = counted
                .iter()
                .filter(|counted| counted.count == index)
                .map(|counted| Some((self.sliced_input(counted.data)?, counted.unit)))
                .collect();
            let leader = sharing.as_deref().and_then(|sharing| {
                let given = |(input, _): &&(usize, Unit)| !self.inputs[*input].nullable;
                match sharing {
                    [only] => Some(*only),
                    several => several.iter().find(given).copied(),
                }
            });
            let (Some(sharing), Some((of, unit))) = (sharing, leader) else {
                self.obstacles.push(unsupported(format!(
                    "`{}` is not the length of a slice, or of several which may all be absent",
                    self.scope.param_name(index)
                )));
                continue;
            };
            self.arguments[index] = Some(Argument::Length { of, unit });
            let is_place = matches!(self.scope.ty(index), Ty::Pointer { .. });
            let is_filled = matches!(self.inputs[of].kind, InputKind::Slice { mutable: true, .. })
                && !self
                    .scope
                    .is(FactKind::Advances, Place::Param(self.inputs[of].param));
            if is_place && is_filled && !self.counts_written(index) {
                let buffer = self.scope.param_name(self.inputs[of].param);
                self.obstacles.push(missing(
                    &format!(
                        "written({buffer}, count = {})",
                        self.scope.param_name(index)
                    ),
                    format!("how much of `{buffer}` is written is not said"),
                ));
            }
            for (other, unit) in sharing {
                if other == of {
                    continue;
                }
                match unit == Unit::Element || self.is_of_bytes(of) && self.is_of_bytes(other) {
                    true => self.demands.push(Demand::SameLength(of, other)),
                    false => self.obstacles.push(unsupported(format!(
                        "`{}` counts the bytes of elements of two kinds",
                        self.scope.param_name(index)
                    ))),
                }
            }
        }
        self.demand_extents();
    }

    /// Demands of what the caller gives that it is as long as a call tells.
    fn demand_extents(&mut self) {
        for input in 0..self.inputs.len() {
            let given = &self.inputs[input];
            if !matches!(given.kind, InputKind::Slice { .. }) {
                continue;
            }
            if let Some((Count::Call(function, arguments), unit)) = self.extent_of(given.param) {
                self.demands.push(Demand::AtLeast {
                    input,
                    function,
                    arguments,
                    unit,
                });
            }
        }
    }

    /// The input with a length that a parameter became.
    fn sliced_input(&self, param: usize) -> Option<usize> {
        self.inputs.iter().position(|input| {
            let has_length = matches!(
                input.kind,
                InputKind::Slice { .. } | InputKind::Text | InputKind::Texts { terminated: false }
            );
            input.param == param && has_length
        })
    }

    fn is_of_bytes(&self, input: usize) -> bool {
        matches!(
            self.inputs[input].kind,
            InputKind::Text
                | InputKind::Slice {
                    element: Element::Byte | Element::Utf8,
                    ..
                }
        )
    }

    /// Finds the buffers of which the callee tells how much it wrote.
    pub(super) fn find_written(&mut self) {
        let facts: Vec<&Fact> = self.scope.of_kind(FactKind::Written).collect();
        for fact in facts {
            if let Err(reason) = self.written(fact) {
                self.obstacles.push(reason);
            }
        }
    }

    fn written(&mut self, fact: &Fact) -> Result<(), Reason> {
        let operand = fact.operands.first();
        let place = operand.and_then(|operand| self.scope.place(&operand.position));
        let Some(Place::Param(buffer)) = place else {
            return Err(unsupported("what is written is no parameter"));
        };
        let name = self.scope.param_name(buffer);
        let is_buffer = |input: &Input| {
            let is_mutable = matches!(
                input.kind,
                InputKind::Slice { mutable: true, .. } | InputKind::Array { mutable: true, .. }
            );
            input.param == buffer && is_mutable && !input.nullable
        };
        let Some(of) = self.inputs.iter().position(is_buffer) else {
            return Err(missing(
                &format!("out({name})"),
                format!("`{name}` is no buffer of a known size, or may be absent"),
            ));
        };
        let unit = self
            .extent_of(buffer)
            .map_or(Unit::Element, |(_, unit)| unit);
        let kind = OutputKind::Written { of, unit };
        match self.count(fact) {
            Some(Count::Return) if self.written_return.is_none() => {
                self.written_return = Some(kind);
                Ok(())
            }
            Some(Count::Param(count)) => self.written_to(count, kind),
            _ => Err(missing(
                &format!("written({name}, count = …)"),
                format!("how much of `{name}` is written is told by no parameter"),
            )),
        }
    }

    /// A parameter receives how much was written.
    fn written_to(&mut self, count: usize, kind: OutputKind) -> Result<(), Reason> {
        let place = pointee(self.scope.contract, self.scope.ty(count));
        let is_place = matches!(place, Some(Ty::Int(_)));
        match self.arguments[count] {
            Some(Argument::Length { .. }) if is_place => {
                let source = Source::Param(count);
                let is_known = self.outputs.iter().any(|output| output.source == source);
                if !is_known {
                    self.outputs.push(Output {
                        source,
                        nullable: false,
                        kind,
                    });
                    return Ok(());
                }
            }
            Some(Argument::Output(output))
                if is_place && matches!(self.outputs[output].kind, OutputKind::Scalar(_)) =>
            {
                self.outputs[output].kind = kind;
                return Ok(());
            }
            _ => {}
        }
        Err(unsupported(format!(
            "`{}` does not receive how much of one buffer was written",
            self.scope.param_name(count)
        )))
    }

    /// Whether a parameter receives how much of a buffer was written.
    pub(super) fn counts_written(&self, param: usize) -> bool {
        let mut written = self.scope.of_kind(FactKind::Written);
        written.any(|fact| self.count(fact) == Some(Count::Param(param)))
    }
}

/// Whether a type is `size_t`.
fn is_size(ty: &Ty) -> bool {
    matches!(ty, Ty::Int(IntKind::Size { signed: false }))
}

/// Whether two types are one in C, but for what pointers to them may change.
fn same(contract: &crate::contract::Contract, one: &Ty, other: &Ty) -> bool {
    match (contract.canonical(one), contract.canonical(other)) {
        (Ty::Pointer { pointee: one, .. }, Ty::Pointer { pointee: other, .. }) => {
            same(contract, one, other)
        }
        (one, other) => one == other,
    }
}
