//! One function of the summary.

use super::{Summary, closure};
use crate::{
    contract::{FloatKind, IntKind, Ty},
    resolve::api::{
        Access, Argument, Asked, Bound, Demand, Element, Expression, Extent, Failure, HandleId,
        Input, InputKind, Life, Operation, Origin, Output, OutputKind, Role, Source, Taken, Token,
        Unit,
    },
};
use std::fmt::Write;

impl Summary<'_> {
    pub(super) fn operation(&self, operation: &Operation) -> String {
        let role = match operation.role {
            Role::Method(handle) => format!("method of {}", self.type_name(handle)),
            Role::Constructor(handle) => format!("constructor of {}", self.type_name(handle)),
            Role::Function => "function".to_owned(),
        };
        let mut text = format!(
            "\n{} as {}, {role}\n",
            self.name(operation.function),
            operation.name
        );
        let mut line = |line: String| {
            let _ = writeln!(text, "  {line}");
        };
        for input in &operation.inputs {
            line(format!("in  {}: {}", input.name, self.input(input)));
        }
        for (index, argument) in operation.arguments.iter().enumerate() {
            if let Some(supplied) = self.supplied(operation, argument) {
                line(format!("arg #{index}: {supplied}"));
            }
        }
        for output in &operation.outputs {
            line(format!(
                "out {}: {}",
                shown(output),
                self.output(operation, output)
            ));
        }
        for relation in self.relations(operation) {
            line(relation);
        }
        text
    }

    fn input(&self, input: &Input) -> String {
        let kind = match &input.kind {
            InputKind::Handle(handle, access) => {
                let access = match access {
                    Access::Shared => "lent",
                    Access::Exclusive => "lent, and nothing borrowed from it survives",
                    Access::Consumed(_) => "given away",
                };
                format!("{}, {access}", self.type_name(*handle))
            }
            InputKind::Scalar(ty) => self.ty(ty),
            InputKind::Text => "text that ends with a zero".to_owned(),
            InputKind::Path => "the name of a file".to_owned(),
            InputKind::Texts { .. } => "texts, each of which ends with a zero".to_owned(),
            InputKind::Record(ty) => format!("{}, only read", self.ty(ty)),
            InputKind::Array { element, len, .. } => {
                format!("{len} of {}", self.elements(element))
            }
            InputKind::Slice { element, mutable } => {
                let written = if *mutable {
                    ", written by the call"
                } else {
                    ""
                };
                format!("{}{written}", self.elements(element))
            }
            InputKind::Any => "one value of the caller's type, only read".to_owned(),
            InputKind::Inout(ty) => format!("{}, replaced by the call", self.ty(ty)),
            InputKind::Closure(closure) => self.closure(closure),
        };
        match (&input.default, input.nullable) {
            (Some(default), _) => format!("{kind}, {} unless given", self.value(default)),
            (None, true) => format!("{kind}, or nothing"),
            (None, false) => kind,
        }
    }

    /// A value that the wrapper supplies.
    pub(super) fn value(&self, value: &Expression) -> String {
        match value {
            Expression::Int(value) => value.to_string(),
            Expression::Decimal(value) => value.clone(),
            Expression::Null => "null".to_owned(),
            Expression::Constant(named) => named.name(self.contract).to_owned(),
        }
    }

    fn supplied(&self, operation: &Operation, argument: &Argument) -> Option<String> {
        Some(match argument {
            Argument::Input(_) => return None,
            Argument::SizeOfAny => "the size of one value of the caller's type".to_owned(),
            Argument::Length { of, unit } => {
                let name = &operation.inputs.get(*of)?.name;
                format!("the length of {name} in {}", units(*unit))
            }
            Argument::Output(output) => {
                format!(
                    "the address of out {}",
                    shown(operation.outputs.get(*output)?)
                )
            }
            Argument::Moving { input, .. } => {
                let name = &operation.inputs.get(*input)?.name;
                format!("the address of a pointer to {name}, which the call moves")
            }
            Argument::Constant(value) => format!("always {}", self.value(value)),
            Argument::CallbackData(index) => {
                format!(
                    "what tells {} apart from others",
                    closure::names(operation, operation.callbacks.get(*index)?)
                )
            }
            Argument::CallbackDestroy(index) => {
                format!(
                    "what frees {}",
                    closure::names(operation, operation.callbacks.get(*index)?)
                )
            }
        })
    }

    fn output(&self, operation: &Operation, output: &Output) -> String {
        let kind = match &output.kind {
            OutputKind::Scalar(ty) => self.ty(ty),
            OutputKind::Truth => "whether it is so".to_owned(),
            OutputKind::Owned {
                handle,
                always,
                scoped,
                ..
            } => {
                let always = if *always { ", after a failure too" } else { "" };
                let scoped = if *scoped {
                    ", only while a function of the caller runs"
                } else {
                    ""
                };
                format!(
                    "{}, owned by the caller{always}{scoped}",
                    self.type_name(*handle)
                )
            }
            OutputKind::Borrowed { handle, .. } => format!("{}, borrowed", self.type_name(*handle)),
            OutputKind::Data { element, life, .. } => {
                let life = match life {
                    Life::Copied => ", copied at once".to_owned(),
                    Life::Static => ", there for ever".to_owned(),
                    Life::Freed { by, always } => {
                        let always = if *always { ", after a failure too" } else { "" };
                        format!(", owned by the caller{always}, ended by {}", self.name(*by))
                    }
                    Life::With(_) => ", borrowed".to_owned(),
                };
                format!("{}{life}", self.elements(element))
            }
            OutputKind::Tail { of } => {
                format!("what was not read of {}", input_name(operation, *of))
            }
            OutputKind::Written { of, .. } => {
                format!("what was written of {}", input_name(operation, *of))
            }
            OutputKind::Copy(ty) => format!("{}, copied at once", self.ty(ty)),
            OutputKind::Failure(handle) => {
                format!(
                    "{}, the error of a call that failed",
                    self.type_name(*handle)
                )
            }
        };
        match output.nullable {
            true => format!("{kind}, or nothing"),
            false => kind,
        }
    }

    fn relations(&self, operation: &Operation) -> Vec<String> {
        let mut relations = Vec::new();
        for output in &operation.outputs {
            let result = shown(output);
            let (origins, is_borrowed): (&[Origin], bool) = match &output.kind {
                OutputKind::Owned { parents, .. } => (parents, false),
                OutputKind::Borrowed {
                    life: Life::With(origins),
                    ..
                }
                | OutputKind::Data {
                    life: Life::With(origins),
                    ..
                } => (origins, true),
                _ => (&[], false),
            };
            for origin in origins {
                let parent = self.origin(operation, *origin);
                relations.push(format!("keeps_alive({result}, {parent})"));
                if is_borrowed && let Some(lender) = self.lender(operation, *origin) {
                    relations.push(format!(
                        "invalidated_by({result}, exclusive calls of {lender})"
                    ));
                }
            }
            if let OutputKind::Data { extent, .. } = &output.kind {
                relations.push(format!(
                    "extent({result}, {})",
                    self.extent(operation, extent)
                ));
            }
        }
        for callbacks in &operation.callbacks {
            relations.extend(self.callbacks(operation, callbacks));
        }
        if operation.reentrant {
            relations.push("reentrant".to_owned());
        }
        for input in &operation.inputs {
            if let InputKind::Handle(_, Access::Consumed(taken)) = input.kind {
                let outcome = match taken {
                    Taken::Always => "always",
                    Taken::OnSuccess => "success",
                };
                relations.push(format!("moved_on({}, {outcome})", input.name));
            }
        }
        for range in &operation.ranges {
            let input = operation
                .inputs
                .get(range.input)
                .map_or("", |input| input.name.as_str());
            let least = range
                .least
                .as_ref()
                .map(|value| format!(", from {}", self.value(value)));
            let bound = match &range.bound {
                Some(Bound::Call {
                    function,
                    arguments,
                }) => {
                    let arguments = self.arguments(operation, arguments);
                    format!(", below {}({arguments})", self.name(*function))
                }
                Some(Bound::Constant(value)) => format!(", below {}", self.value(value)),
                None => String::new(),
            };
            let least = least.unwrap_or_default();
            relations.push(format!("range({input}{least}{bound})"));
        }
        for demand in &operation.demands {
            relations.push(self.demand(operation, demand));
        }
        for &input in &operation.invalidates {
            let name = input_name(operation, input);
            relations.push(format!("invalidates(borrows of the parent of {name})"));
        }
        if let Some(retained) = &operation.retained {
            let name = input_name(operation, retained.input);
            let until = self.name(retained.until);
            let on = if retained.on_success {
                " on success"
            } else {
                ""
            };
            relations.push(format!("retains({name}{on}, until {until})"));
        }
        relations.extend(
            operation
                .needs
                .iter()
                .map(|token| format!("needs({})", condition(*token))),
        );
        relations.extend(
            operation
                .gives
                .map(|token| format!("gives({})", condition(token))),
        );
        relations.extend(
            operation
                .failure
                .as_ref()
                .map(|failure| self.failure(operation, failure)),
        );
        if operation.must_use {
            relations.push("must_use".to_owned());
        }
        relations
    }

    fn demand(&self, operation: &Operation, demand: &Demand) -> String {
        let name = |input: usize| input_name(operation, input);
        match demand {
            Demand::SameLength(one, other) => {
                format!("requires({} is as long as {})", name(*one), name(*other))
            }
            Demand::AtLeast {
                input,
                function,
                arguments,
                unit,
            } => format!(
                "requires({} has {}({}) {})",
                name(*input),
                self.name(*function),
                self.arguments(operation, arguments),
                units(*unit)
            ),
            Demand::Terminated(input) => format!("requires(a zero in {})", name(*input)),
            Demand::Utf8(input) => format!("requires({} is UTF-8)", name(*input)),
        }
    }

    fn origin(&self, operation: &Operation, origin: Origin) -> String {
        let name = |input: usize| {
            let found = operation.inputs.get(input);
            found.map_or_else(|| format!("input {input}"), |input| input.name.clone())
        };
        match origin {
            Origin::Input(input) => name(input),
            Origin::ParentOf(input) => format!("parent of {}", name(input)),
        }
    }

    /// The type that something is borrowed from, when there are calls that end what is borrowed from it.
    fn lender(&self, operation: &Operation, origin: Origin) -> Option<&str> {
        let Origin::Input(input) = origin else {
            return None;
        };
        match operation.inputs.get(input)?.kind {
            InputKind::Handle(lender, _) if !self.enders(lender).is_empty() => {
                Some(self.type_name(lender))
            }
            _ => None,
        }
    }

    /// The calls with exclusive use of a handle, which end everything that is borrowed from it.
    pub(super) fn enders(&self, lender: HandleId) -> Vec<&str> {
        let ends = |other: &&Operation| {
            other.inputs.iter().any(|input| {
                matches!(input.kind, InputKind::Handle(handle, Access::Exclusive) if handle == lender)
            })
        };
        let calls = self.api.operations.iter().filter(ends);
        calls.map(|other| self.name(other.function)).collect()
    }

    fn extent(&self, operation: &Operation, extent: &Extent) -> String {
        match extent {
            Extent::Terminated => "to the first zero".to_owned(),
            Extent::Call {
                function,
                arguments,
                unit,
            } => {
                let arguments = self.arguments(operation, arguments);
                format!("{}({arguments}) {}", self.name(*function), units(*unit))
            }
            Extent::Param { param, unit } => format!("#{param} {}", units(*unit)),
            Extent::Fixed(count, unit) => format!("{count} {}", units(*unit)),
        }
    }

    fn arguments(&self, operation: &Operation, params: &[usize]) -> String {
        let name = |param: &usize| {
            let input = operation
                .input_of(*param)
                .and_then(|input| operation.inputs.get(input));
            input.map_or_else(|| format!("#{param}"), |input| input.name.clone())
        };
        params.iter().map(name).collect::<Vec<_>>().join(", ")
    }

    fn failure(&self, operation: &Operation, failure: &Failure) -> String {
        let convention = self.api.conventions.get(failure.convention);
        let mut parts =
            vec![convention.map_or_else(String::new, |convention| convention.name.clone())];
        for (what, query) in [("message", &failure.message), ("code", &failure.code)] {
            let Some(query) = query else { continue };
            let of: Vec<String> = query
                .of
                .iter()
                .map(|asked| match asked {
                    Asked::Input(index) => input_name(operation, *index).to_owned(),
                    Asked::Output(index) => operation
                        .outputs
                        .get(*index)
                        .map_or_else(String::new, shown),
                    Asked::Through { input, function } => {
                        let name = input_name(operation, *input);
                        format!("{}({name})", self.name(*function))
                    }
                    Asked::Result => "result".to_owned(),
                })
                .collect();
            let function = self.name(query.function);
            parts.push(format!("{what} = {function}({})", of.join(", ")));
        }
        if let Some(output) = failure
            .object
            .and_then(|index| operation.outputs.get(index))
        {
            parts.push(format!("object = {}", shown(output)));
        }
        format!("error({})", parts.join(", "))
    }

    pub(super) fn elements(&self, element: &Element) -> String {
        match element {
            Element::Byte => "bytes".to_owned(),
            Element::Utf8 => "text in UTF-8".to_owned(),
            Element::Utf16 => "text in UTF-16".to_owned(),
            Element::Path => "the name of a file".to_owned(),
            Element::Value(ty) => format!("values of {}", self.ty(ty)),
            Element::Any => "values of one type of the caller's".to_owned(),
        }
    }

    /// A type as C spells it, or as near as the model allows.
    pub(super) fn ty(&self, ty: &Ty) -> String {
        match ty {
            Ty::Void => "void".to_owned(),
            Ty::Bool => "bool".to_owned(),
            Ty::Int(kind) => integer(*kind),
            Ty::Float(FloatKind::Float) => "float".to_owned(),
            Ty::Float(FloatKind::Double) => "double".to_owned(),
            Ty::Item(id) => self.name(*id).to_owned(),
            Ty::Pointer { pointee, .. } => format!("{} *", self.ty(pointee)),
            Ty::Array {
                element,
                len: Some(len),
            } => format!("{}[{len}]", self.ty(element)),
            other => format!("{other:?}"),
        }
    }
}

fn integer(kind: IntKind) -> String {
    match kind {
        IntKind::Fixed { bits, signed } => {
            format!("{}int{bits}_t", if signed { "" } else { "u" })
        }
        IntKind::Size { signed } => if signed { "ssize_t" } else { "size_t" }.to_owned(),
        _ => kind.keywords().unwrap_or_default().to_owned(),
    }
}

fn units(unit: Unit) -> &'static str {
    match unit {
        Unit::Element => "elements",
        Unit::Byte => "bytes",
    }
}

fn condition(token: Token) -> &'static str {
    match token {
        Token::Library => "the library was set up",
        Token::MainThread => "the main thread",
    }
}

fn input_name(operation: &Operation, input: usize) -> &str {
    let found = operation.inputs.get(input);
    found.map_or("an input", |input| input.name.as_str())
}

/// Where an output is left.
fn shown(output: &Output) -> String {
    match output.source {
        Source::Return => "result".to_owned(),
        Source::Param(param) => format!("#{param}"),
    }
}
