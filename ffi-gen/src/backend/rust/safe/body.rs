//! The body of a method or function: conversions, the call, the check, what comes out.

use super::{
    Page,
    data::{Data, Value},
    error::Need,
    lifetimes::Lifetimes,
    names,
};
use crate::{
    annotation::Test,
    contract::{ItemKind, Signature, Ty},
    resolve::api::{
        Access, Argument, Asked, Element, End, Expression, Extent, Failure, HandleId, InputKind,
        Operation, Origin, Output, OutputKind, Source, Success, Taken, Unit,
    },
};

/// How an operation can fail.
pub(super) enum Failing {
    /// It cannot.
    Never,
    /// With the library's error type.
    Error,
    /// With text that is not UTF-8, and nothing else.
    Utf8,
    /// With an object that is not taken after all.
    Close(String),
}

/// A body while it is put together.
pub(super) struct Body {
    lines: Vec<String>,
    value: Option<Value>,
    /// What it may fail with.
    pub(super) failing: Vec<Need>,
    pub(super) error: Failing,
}

/// The variables of a body, and what the signature says.
struct Maker<'m, 'a> {
    page: &'m mut Page<'a>,
    operation: &'m Operation,
    signature: &'a Signature,
    lifetimes: &'m Lifetimes,
    inputs: &'m [String],
    /// The variable of each output that a parameter receives.
    places: Vec<String>,
    lines: Vec<String>,
    failing: Vec<Need>,
    /// The input that comes back when the call fails, with its handle.
    returned: Option<(usize, HandleId)>,
}

impl Body {
    /// Makes the body of an operation.
    pub(super) fn new(
        page: &mut Page<'_>,
        operation: &Operation,
        lifetimes: &Lifetimes,
        inputs: &[String],
    ) -> Body {
        let contract = page.plan.contract;
        let ItemKind::Function(function) = &contract.item(operation.function).kind else {
            unreachable!("only functions have operations");
        };
        let mut taken = inputs.to_vec();
        let places = operation.outputs.iter().map(|output| match output.source {
            Source::Return => "result".to_owned(),
            Source::Param(param) => {
                let named = function.signature.params[param].name.as_deref();
                let name = named.map_or(format!("arg{}", param + 1), names::snake);
                let mut name = super::super::ident::param(&name).into_owned();
                while taken.contains(&name) {
                    name.push('_');
                }
                taken.push(name.clone());
                name
            }
        });
        let mut maker =
            Maker {
                places: places.collect(),
                page,
                operation,
                signature: &function.signature,
                lifetimes,
                inputs,
                lines: Vec::new(),
                failing: Vec::new(),
                returned: operation.inputs.iter().enumerate().find_map(
                    |(index, input)| match input.kind {
                        InputKind::Handle(handle, Access::Consumed(Taken::OnSuccess)) => {
                            Some((index, handle))
                        }
                        _ => None,
                    },
                ),
            };
        let value = maker.make();
        let mut failing = maker.failing;
        failing.sort();
        failing.dedup();
        let error = match (&maker.returned, &failing[..]) {
            (Some((_, handle)), [_, ..]) => Failing::Close(maker.page.owned(*handle, "'_")),
            (None, [_, ..]) if failing == [Need::NotUtf8] => Failing::Utf8,
            (None, [_, ..]) => Failing::Error,
            (_, []) => Failing::Never,
        };
        let lines = maker.lines;
        if !matches!(error, Failing::Utf8) {
            page.needs.extend(failing.iter().copied());
        }
        Body {
            lines,
            value,
            failing,
            error,
        }
    }

    /// Whether the result is a `Result`.
    pub(super) fn is_fallible(&self) -> bool {
        !matches!(self.error, Failing::Never)
    }

    /// The type of the result; none for `()`.
    pub(super) fn result_type(&self) -> Option<String> {
        let value = self.value.as_ref().map(|value| value.ty.as_str());
        let ok = value.unwrap_or("()");
        match &self.error {
            Failing::Never => value.map(str::to_owned),
            Failing::Error => Some(format!("Result<{ok}, Error>")),
            Failing::Utf8 => Some(format!("Result<{ok}, Utf8Error>")),
            Failing::Close(object) => Some(format!("Result<{ok}, CloseError<{object}, Error>>")),
        }
    }

    /// The text between the braces.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for line in &self.lines {
            text += line;
            text.push('\n');
        }
        let value = self.value.as_ref().map(|value| value.expression.as_str());
        match (self.is_fallible(), value) {
            (false, None) => {}
            (false, Some("result")) if text.ends_with(";\n") && text.contains("let result = ") => {
                // The call is the value.
                text = text.replacen("let result = ", "", 1);
                text.truncate(text.len() - 2);
            }
            (false, Some(value)) => text += value,
            (true, None) => text += "Ok(())",
            (true, Some(value)) if !value.contains('\n') => text += &format!("Ok({value})"),
            (true, Some(value)) if value.starts_with("if ") || value.starts_with('{') => {
                // A value of several statements is read more easily when it has a name.
                text += &format!("let value = {value};\nOk(value)");
            }
            (true, Some(value)) => {
                // A comment in front of the value goes in front of the whole.
                let (comments, rest) = split_comments(value);
                text += &comments;
                text += &format!("Ok({rest})");
            }
        }
        text.push('\n');
        text
    }
}

impl Maker<'_, '_> {
    fn make(&mut self) -> Option<Value> {
        self.bound();
        self.convert();
        let call = self.call();
        self.keep_what_is_always_ours();
        if let Some(failure) = self.operation.failure.clone() {
            self.check(&failure);
        }
        if call.leaves {
            self.lines.push("drop(leaving);".to_owned());
        }
        let mut values = Vec::new();
        for index in 0..self.operation.outputs.len() {
            if !self.is_extent(index) {
                values.push(self.output(index));
            }
        }
        match values.len() {
            0 => None,
            1 => values.pop(),
            _ => {
                let types: Vec<&str> = values.iter().map(|value| value.ty.as_str()).collect();
                let ty = format!("({})", types.join(", "));
                let mut parts = Vec::new();
                for (index, value) in values.iter().enumerate() {
                    if value.expression.contains('\n') {
                        let name = match self.operation.outputs[index].source {
                            Source::Return => "value".to_owned(),
                            Source::Param(_) => self.places[index].clone(),
                        };
                        let (comments, rest) = split_comments(&value.expression);
                        self.lines.push(format!("{comments}let {name} = {rest};"));
                        parts.push(name);
                    } else {
                        parts.push(value.expression.clone());
                    }
                }
                let expression = format!("({})", parts.join(", "));
                Some(Value { ty, expression })
            }
        }
    }

    /// Whether an output only tells how long another one is.
    fn is_extent(&self, index: usize) -> bool {
        let Source::Param(own) = self.operation.outputs[index].source else {
            return false;
        };
        self.operation.outputs.iter().any(|output| {
            matches!(
                output.kind,
                OutputKind::Data { extent: Extent::Param { param, .. }, .. } if param == own
            )
        })
    }

    /// Lengths, and places for what comes out.
    fn convert(&mut self) {
        for (param, argument) in self.operation.arguments.iter().enumerate() {
            match argument {
                Argument::Length { of, unit } => {
                    let length = self.length(*of, *unit);
                    let ty = self.page.scalar(&self.signature.params[param].ty);
                    let name = self.length_name(*of);
                    if ty == "usize" {
                        self.lines.push(format!("let {name} = {length};"));
                        continue;
                    }
                    let fail = self.fail(
                        Need::TooLong,
                        &format!("Error::TooLong {{ argument: \"{}\" }}", self.inputs[*of]),
                    );
                    self.lines.push(format!(
                        "let Ok({name}) = {ty}::try_from({length}) else {{\n    {fail}\n}};"
                    ));
                }
                Argument::Output(output) => {
                    let Ty::Pointer { pointee, .. } = self
                        .page
                        .plan
                        .contract
                        .canonical(&self.signature.params[param].ty)
                    else {
                        continue;
                    };
                    let blank = self.page.blank(pointee);
                    let place = &self.places[*output];
                    self.lines.push(format!("let mut {place} = {blank};"));
                }
                _ => {}
            }
        }
    }

    fn length_name(&self, input: usize) -> String {
        format!("{}_len", self.inputs[input])
    }

    fn length(&self, input: usize, unit: Unit) -> String {
        let name = &self.inputs[input];
        let element = match &self.operation.inputs[input].kind {
            InputKind::Slice { element, .. } => element,
            _ => &Element::Byte,
        };
        let in_bytes = unit == Unit::Byte && matches!(element, Element::Utf16 | Element::Value(_));
        match (self.operation.inputs[input].nullable, in_bytes) {
            (false, false) => format!("{name}.len()"),
            (false, true) => format!("size_of_val({name})"),
            (true, false) => format!("{name}.as_ref().map_or(0, |slice| slice.len())"),
            (true, true) => format!("{name}.as_ref().map_or(0, |slice| size_of_val(&**slice))"),
        }
    }

    /// Writes the call. What is taken is given up just before it, for nothing can fail in between.
    fn call(&mut self) -> Called {
        let mut leaves = false;
        for (index, input) in self.operation.inputs.iter().enumerate() {
            let InputKind::Handle(handle, Access::Consumed(_)) = input.kind else {
                continue;
            };
            if input.nullable {
                continue;
            }
            let name = self.inputs[index].clone();
            let handle = self.page.api.handle(handle);
            if handle.counts_children {
                let fail = self.fail(Need::InUse, "Error::InUse");
                self.lines.push(format!(
                    "if children::has_children({name}.as_ptr().cast_const().cast()) {{\n    {fail}\n}}"
                ));
            }
            let object = self.object(index);
            self.lines
                .push(format!("let {object} = {name}.into_raw();"));
            if handle.is_counted_child() && handle.end == End::Destroy(self.operation.function) {
                leaves = true;
                self.lines.push(format!(
                    "let leaving = children::leave({object}.as_ptr().cast_const().cast());"
                ));
            }
        }
        let arguments: Vec<String> = (0..self.operation.arguments.len())
            .map(|param| self.argument(param))
            .collect();
        let path = self.page.raw(self.operation.function);
        let call = format!("unsafe {{ {path}({}) }}", arguments.join(", "));
        let is_void = *self.page.plan.contract.canonical(&self.signature.result) == Ty::Void;
        let call = match is_void {
            true => format!("{call};"),
            false => format!("let result = {call};"),
        };
        let line = format!("// SAFETY: {}.\n{call}", self.argue());
        self.lines
            .push(break_call(&wrap_comment(&line), &arguments));
        Called { leaves }
    }

    /// Checks that every index with a known bound is below it.
    fn bound(&mut self) {
        for range in &self.operation.ranges {
            let name = self.inputs[range.input].clone();
            let arguments: Vec<String> = range
                .arguments
                .iter()
                .map(|param| self.argument(*param))
                .collect();
            let path = self.page.raw(range.function);
            let fail = self.fail(
                Need::OutOfRange,
                &format!("Error::OutOfRange {{ argument: \"{name}\" }}"),
            );
            let first = match self.page.integer_input(self.operation, range.input) {
                true => format!("{name} < 0 || "),
                false => String::new(),
            };
            self.lines.push(format!(
                "// SAFETY: {}.\nlet bound = unsafe {{ {path}({}) }};\nif {first}{name} >= bound {{\n    {fail}\n}}",
                self.argue(),
                arguments.join(", ")
            ));
        }
    }

    /// The raw object of an input that is taken.
    fn object(&self, input: usize) -> String {
        match self.inputs[input].as_str() {
            "self" => "object".to_owned(),
            name => format!("{name}_object"),
        }
    }

    /// Why the call is allowed, by the facts that it relies on.
    fn argue(&self) -> String {
        let mut parts = Vec::new();
        let handles = |input: &crate::resolve::api::Input| matches!(input.kind, InputKind::Handle(_, access) if !matches!(access, Access::Consumed(_)));
        if self.operation.inputs.iter().any(handles) {
            parts.push("a borrowed handle is live".to_owned());
        }
        for input in &self.operation.inputs {
            match &input.kind {
                InputKind::Handle(_, Access::Consumed(_)) => {
                    parts.push(format!("`consumes({})`, which is given up", input.name));
                }
                InputKind::Text => parts.push(format!("`{}` ends in NUL", input.name)),
                InputKind::Slice { .. } => {
                    parts.push(format!("the callee stays within `{}`", input.name));
                }
                _ => {}
            }
        }
        let has_places = |argument: &Argument| matches!(argument, Argument::Output(_));
        if self.operation.arguments.iter().any(has_places) {
            parts.push("the places for what comes out are valid".to_owned());
        }
        if parts.is_empty() {
            "the contract asks nothing of the caller".to_owned()
        } else {
            parts.join("; ")
        }
    }

    /// A C argument.
    fn argument(&self, param: usize) -> String {
        match &self.operation.arguments[param] {
            Argument::Length { of, .. } => self.length_name(*of),
            Argument::Output(output) => format!("&mut {}", self.places[*output]),
            Argument::Constant(expression) => self.constant(param, expression),
            Argument::Input(input) => self.input(param, *input),
        }
    }

    fn input(&self, param: usize, index: usize) -> String {
        let input = &self.operation.inputs[index];
        let name = &self.inputs[index];
        let (method, mutable) = match &input.kind {
            InputKind::Scalar(_) => return name.clone(),
            InputKind::Inout(_) if !input.nullable => return name.clone(),
            InputKind::Inout(_) => return format!("{name}.map_or(ptr::null_mut(), ptr::from_mut)"),
            InputKind::Handle(_, Access::Consumed(_)) if !input.nullable => {
                return format!("{}.as_ptr()", self.object(index));
            }
            InputKind::Handle(_, Access::Consumed(_)) => (".into_raw().as_ptr()".to_owned(), true),
            InputKind::Handle(..) => (".as_ptr()".to_owned(), true),
            InputKind::Text => (self.pointer(param, None, false), false),
            InputKind::Slice { element, mutable } => {
                (self.pointer(param, Some(element), *mutable), *mutable)
            }
        };
        match input.nullable {
            false => format!("{name}{method}"),
            true => {
                let null = if mutable {
                    "ptr::null_mut()"
                } else {
                    "ptr::null()"
                };
                format!("{name}.map_or({null}, |given| given{method})")
            }
        }
    }

    /// How a slice or text becomes the pointer that C takes.
    fn pointer(&self, param: usize, element: Option<&Element>, mutable: bool) -> String {
        let method = if mutable {
            ".as_mut_ptr()"
        } else {
            ".as_ptr()"
        };
        let target = match self
            .page
            .plan
            .contract
            .canonical(&self.signature.params[param].ty)
        {
            Ty::Pointer { pointee, .. } => self.page.scalar(pointee),
            _ => String::new(),
        };
        let own = match element {
            None => "c_char".to_owned(),
            Some(Element::Byte | Element::Utf8) => "u8".to_owned(),
            Some(Element::Utf16) => "u16".to_owned(),
            Some(Element::Value(ty)) => self.page.scalar(ty),
        };
        match own == target {
            true => method.to_owned(),
            false => format!("{method}.cast()"),
        }
    }

    fn constant(&self, param: usize, expression: &Expression) -> String {
        let contract = self.page.plan.contract;
        let ty = contract.canonical(&self.signature.params[param].ty);
        match expression {
            Expression::Int(value) => value.to_string(),
            Expression::Null => match ty {
                Ty::Pointer { pointee, .. }
                    if matches!(contract.canonical(pointee), Ty::Function(_)) =>
                {
                    "None".to_owned()
                }
                Ty::Pointer { qualifiers, .. } if qualifiers.is_const => "ptr::null()".to_owned(),
                _ => "ptr::null_mut()".to_owned(),
            },
            Expression::Constant(id) => {
                let ItemKind::Constant(constant) = &contract.item(*id).kind else {
                    return self.page.raw(*id);
                };
                if super::super::constant::is_function(self.page.plan, constant) {
                    return format!("{}()", self.page.raw(*id));
                }
                match self.page.constant_value(*id) {
                    Some(value) if contract.canonical(&constant.ty) != ty => value.to_string(),
                    _ => self.page.raw(*id),
                }
            }
        }
    }

    fn keep_what_is_always_ours(&mut self) {
        for index in 0..self.operation.outputs.len() {
            let output = &self.operation.outputs[index];
            if let OutputKind::Owned {
                always: true,
                handle,
                ..
            } = output.kind
            {
                let place = self.places[index].clone();
                let taken = self.take(index, handle, &place);
                self.lines.push(format!("let {place}_owned = {taken};"));
            }
        }
    }

    /// `Option` of an owned handle made of the pointer in `place`.
    fn take(&mut self, index: usize, handle: HandleId, place: &str) -> String {
        let output = &self.operation.outputs[index];
        let owned = self.page.handles[handle.0].owned.clone();
        let pointer = match self.page.is_const_pointer(self.operation, output) {
            true => format!("{place}.cast_mut()"),
            false => place.to_owned(),
        };
        let adopt = self.adopt(output, handle).unwrap_or_default();
        let cite = match output.source {
            Source::Return => "returns_owned".to_owned(),
            Source::Param(_) => format!("returns_owned({place})"),
        };
        format!(
            "NonNull::new({pointer}).map(|object| {{{adopt}\n    // SAFETY: `{cite}`: what is handed out is ours.\n    unsafe {{ {owned}::from_raw(object) }}\n}})"
        )
    }

    fn adopt(&self, output: &Output, handle: HandleId) -> Option<String> {
        let OutputKind::Owned { parents, .. } = &output.kind else {
            return None;
        };
        if !self.page.api.handle(handle).is_counted_child() || parents.is_empty() {
            return None;
        }
        let parents: Vec<String> = parents
            .iter()
            .filter_map(|origin| match origin {
                Origin::Input(input) => Some(format!(
                    "{}.as_ptr().cast_const().cast()",
                    self.inputs[*input]
                )),
                Origin::ParentOf(_) => None,
            })
            .collect();
        Some(format!(
            "\n    children::adopt(object.as_ptr().cast_const().cast(), &[{}]);",
            parents.join(", ")
        ))
    }

    /// The statement that ends the call with an error, which gives back what was not taken.
    fn fail(&mut self, need: Need, error: &str) -> String {
        self.failing.push(need);
        match self.returned {
            None => format!("return Err({error});"),
            Some((input, _)) => format!(
                "return Err(CloseError {{ object: {}, error: {error} }});",
                self.inputs[input]
            ),
        }
    }

    /// Writes the check of the result.
    fn check(&mut self, failure: &Failure) {
        let success = self.page.success(failure).clone();
        let failed = match &success {
            Success::Truth(_) => None,
            Success::Constants(constants) => {
                let accepted: Vec<String> = constants
                    .iter()
                    .map(|id| self.constant_like_result(*id))
                    .collect();
                Some(match &accepted[..] {
                    [one] => format!("result != {one}"),
                    several => format!("!matches!(result, {})", several.join(" | ")),
                })
            }
            Success::Test(Test::Zero) => Some("result != 0".to_owned()),
            Success::Test(Test::Nonzero) => Some("result == 0".to_owned()),
            Success::Test(Test::NotNegative) | Success::Errno => Some("result < 0".to_owned()),
            Success::Test(Test::Nonnull) => Some("result.is_null()".to_owned()),
        };
        let error = self.error(failure, &success);
        let ends = self.after_failure(&error);
        match (failed, success) {
            (Some(failed), _) => self.lines.push(format!("if {failed} {{\n{ends}\n}}")),
            (None, Success::Truth(values)) => {
                let mut arms = String::new();
                for (id, truth) in values {
                    let value = self.constant_like_result(id);
                    arms += &format!("    {value} => {truth},\n");
                }
                let ends = indent(&ends);
                self.lines.push(format!(
                    "let outcome = match result {{\n{arms}    _ => {{\n{ends}\n    }}\n}};"
                ));
            }
            (None, _) => {}
        }
    }

    /// What is done when the call failed, indented.
    fn after_failure(&mut self, (need, error): &(Need, String)) -> String {
        self.failing.push(*need);
        let Some((input, handle)) = self.returned else {
            let safety = match error.contains("unsafe") {
                true => "    // SAFETY: what is asked is live, and nothing was called since.\n",
                false => "",
            };
            let one_line = format!("{safety}    return Err({error});");
            if one_line.len() <= 80 + safety.len() {
                return one_line;
            }
            let error = error
                .replace("unsafe { ", "unsafe {\n        ")
                .replace(" }", "\n    }");
            return format!("{safety}    return Err({error});");
        };
        let stays = self.page.api.handle(handle).is_counted_child()
            && self.page.api.handle(handle).end == End::Destroy(self.operation.function);
        let stay = if stays { "    leaving.stay();\n" } else { "" };
        let object = self.object(input);
        let owned = self.page.handles[handle.0].owned.clone();
        let name = &self.operation.inputs[input].name;
        format!(
            "    // SAFETY: what is asked is live, and nothing was called since.\n    let error = {error};\n{stay}    // SAFETY: `consumes({name}, on = success)`: after a failure it is still ours.\n    let object = unsafe {{ {owned}::from_raw({object}) }};\n    return Err(CloseError {{ object, error }});"
        )
    }

    /// The error of a failed call.
    fn error(&mut self, failure: &Failure, success: &Success) -> (Need, String) {
        if *success == Success::Errno {
            return (
                Need::Os,
                "Error::Os { errno: std::io::Error::last_os_error().raw_os_error().unwrap_or(0) }"
                    .to_owned(),
            );
        }
        let code_type = self.page.code_type();
        let own = self
            .page
            .integer_result(self.operation.function)
            .map(super::ty::int);
        let is_enum = matches!(
            self.page.plan.contract.canonical(&self.signature.result),
            Ty::Item(_)
        );
        let (code, code_is) = match failure.code {
            Some(query) => {
                let asked = self.asked(query.of);
                let kind = self.page.integer_result(query.function).map(super::ty::int);
                let path = self.page.raw(query.function);
                (format!("unsafe {{ {path}({asked}) }}"), kind)
            }
            None if own.is_some() && is_enum => ("result.0".to_owned(), own),
            None if own.is_some() => ("result".to_owned(), own),
            None => {
                let function = self.page.c_name(self.operation.function);
                return (
                    Need::Null,
                    format!("Error::Null {{ function: \"{function}\" }}"),
                );
            }
        };
        let code = match code_is == Some(code_type) {
            true => code,
            false => format!("{code_type}::try_from({code}).unwrap_or(0)"),
        };
        let error = match failure.message {
            None if code == "code" => "Error::Status { code, message: None }".to_owned(),
            None => format!("Error::Status {{ code: {code}, message: None }}"),
            Some(query) => {
                let name = self.page.failure_name(failure);
                let asked = self.asked(query.of);
                let separator = if asked.is_empty() { "" } else { ", " };
                // The code is asked for in a block of its own where it is a call.
                let code = code.replace("unsafe { ", "").replace(" }", "");
                format!("unsafe {{ {name}({code}{separator}{asked}) }}")
            }
        };
        (Need::Status, error)
    }

    /// The argument of a question about a failure.
    fn asked(&self, asked: Asked) -> String {
        let input = |index: usize| match self.operation.inputs[index].kind {
            InputKind::Handle(_, Access::Consumed(_)) => format!("{}.as_ptr()", self.object(index)),
            _ => format!("{}.as_ptr()", self.inputs[index]),
        };
        match asked {
            Asked::Nobody => String::new(),
            Asked::Input(index) => input(index),
            Asked::Output(index) => self.places[index].clone(),
            Asked::Through {
                input: index,
                function,
            } => {
                format!("{}({})", self.page.raw(function), input(index))
            }
        }
    }

    /// A constant as a value of the result's type.
    fn constant_like_result(&self, id: crate::contract::ItemId) -> String {
        let contract = self.page.plan.contract;
        let same = matches!(
            &contract.item(id).kind,
            ItemKind::Constant(constant)
                if contract.canonical(&constant.ty) == contract.canonical(&self.signature.result)
        );
        match (same, self.page.constant_value(id)) {
            (false, Some(value)) => value.to_string(),
            _ => self.page.raw(id),
        }
    }

    /// One output: its type and how it is made.
    fn output(&mut self, index: usize) -> Value {
        let operation = self.operation;
        let output = &operation.outputs[index];
        let place = self.places[index].clone();
        match &output.kind {
            OutputKind::Scalar(ty) => Value {
                ty: self.page.scalar(ty),
                expression: place,
            },
            OutputKind::Truth => Value {
                ty: "bool".to_owned(),
                expression: "outcome".to_owned(),
            },
            OutputKind::Owned {
                handle,
                parents,
                always,
                scoped,
            } => {
                let ty = self.page.owned(*handle, self.lifetimes.of_output(parents));
                let taken = match always {
                    true => format!("{place}_owned"),
                    false => self.take(index, *handle, &place),
                };
                let value = self.present(output, ty, taken, &place);
                match scoped {
                    true => Value {
                        ty: "R".to_owned(),
                        expression: format!("scope(&mut {place})"),
                    },
                    false => value,
                }
            }
            OutputKind::Borrowed { handle, life } => {
                let origins = match life {
                    crate::resolve::api::Life::With(origins) => &origins[..],
                    _ => &[],
                };
                let lifetime = self.lifetimes.of_output(origins);
                let target = self.page.borrowed(*handle, lifetime);
                let reference = match lifetime {
                    "'_" => format!("&{target}"),
                    name => format!("&{name} {target}"),
                };
                let argue =
                    "// SAFETY: the contract says that it lives as long as the reference.\n";
                match output.nullable {
                    true => Value {
                        ty: format!("Option<{reference}>"),
                        expression: format!(
                            "{argue}unsafe {{ {place}.cast::<{}>().as_ref() }}",
                            self.page.borrowed(*handle, "'_")
                        ),
                    },
                    false => Value {
                        ty: reference,
                        expression: format!("{argue}unsafe {{ &*{place}.cast() }}"),
                    },
                }
            }
            OutputKind::Data {
                element,
                extent,
                life,
            } => {
                let data = Data {
                    element,
                    extent,
                    life,
                };
                let arguments: Vec<String> = (0..operation.arguments.len())
                    .map(|param| self.argument(param))
                    .collect();
                let again = |param: usize| {
                    arguments[param]
                        .strip_prefix("&mut ")
                        .unwrap_or(&arguments[param])
                        .to_owned()
                };
                self.page.data_value(
                    operation,
                    output,
                    &data,
                    &place,
                    self.lifetimes,
                    &again,
                    &mut self.failing,
                )
            }
            OutputKind::Tail { of } => self.tail(*of, &place),
        }
    }

    /// An owned handle as the contract promises it: maybe, surely, or an error.
    fn present(&mut self, output: &Output, ty: String, taken: String, place: &str) -> Value {
        if output.nullable {
            return Value {
                ty: format!("Option<{ty}>"),
                expression: taken,
            };
        }
        let function = self.page.c_name(self.operation.function).to_owned();
        let fail = self.null(&function);
        let is_scoped = matches!(output.kind, OutputKind::Owned { scoped: true, .. });
        let mutable = if is_scoped { "mut " } else { "" };
        self.lines.push(format!(
            "let Some({mutable}{place}) = {taken} else {{\n    {fail}\n}};"
        ));
        Value {
            ty,
            expression: place.to_owned(),
        }
    }

    fn null(&mut self, function: &str) -> String {
        self.failing.push(Need::Null);
        format!("return Err(Error::Null {{ function: \"{function}\" }});")
    }

    /// What the callee left of an input: a part of it, whatever pointer came back.
    fn tail(&mut self, of: usize, place: &str) -> Value {
        let name = self.inputs[of].clone();
        let element = match &self.operation.inputs[of].kind {
            InputKind::Slice { element, .. } => element.clone(),
            _ => Element::Byte,
        };
        let is_text = matches!(self.operation.inputs[of].kind, InputKind::Text);
        let lifetime = self.lifetimes.of_output(&[Origin::Input(of)]).to_owned();
        let target = if is_text {
            "CStr".to_owned()
        } else {
            self.page.slice_type(&element)
        };
        if is_text {
            return Value {
                ty: format!("&{lifetime} CStr"),
                expression: format!(
                    "// SAFETY: `consumed`: the rest of `{name}`, with its NUL.\nunsafe {{ CStr::from_ptr({place}) }}"
                ),
            };
        }
        let empty = if element == Element::Utf8 {
            "\"\""
        } else {
            "&[]"
        };
        let size = match element {
            Element::Utf16 => " / 2",
            _ => "",
        };
        Value {
            ty: format!("&{lifetime} {target}"),
            expression: {
                self.lines.push(format!(
                    "let used = {place}.addr().wrapping_sub({name}.as_ptr().addr()){size};"
                ));
                format!("{name}.get(used..).unwrap_or({empty})")
            },
        }
    }
}

/// What the call left to be done.
struct Called {
    /// Whether a counted child may be leaving its parents.
    leaves: bool,
}

impl<'a> Page<'a> {
    /// Whether an input is an integer that may be negative.
    fn integer_input(&self, operation: &Operation, input: usize) -> bool {
        match &operation.inputs[input].kind {
            InputKind::Scalar(ty) => !self.scalar(ty).trim_start_matches("c_").starts_with('u'),
            _ => false,
        }
    }

    /// Whether the pointer that an output arrives as is one to const.
    pub(super) fn is_const_pointer(&self, operation: &Operation, output: &Output) -> bool {
        matches!(
            self.output_type(operation, output),
            Some(Ty::Pointer { qualifiers, .. }) if qualifiers.is_const
        )
    }

    /// The plain type that an output arrives as a pointer to.
    pub(super) fn pointee_name(&self, operation: &Operation, output: &Output) -> String {
        match self.output_type(operation, output) {
            Some(Ty::Pointer { pointee, .. }) => self.scalar(pointee),
            _ => String::new(),
        }
    }

    /// The C type of an output.
    fn output_type(&self, operation: &Operation, output: &Output) -> Option<&'a Ty> {
        let contract = self.plan.contract;
        let ItemKind::Function(function) = &contract.item(operation.function).kind else {
            return None;
        };
        match output.source {
            Source::Return => Some(contract.canonical(&function.signature.result)),
            Source::Param(param) => {
                match contract.canonical(&function.signature.params[param].ty) {
                    Ty::Pointer { pointee, .. } => Some(contract.canonical(pointee)),
                    _ => None,
                }
            }
        }
    }

    /// What a C parameter is, or points to when it is a place for an output.
    pub(super) fn param_type(&self, operation: &Operation, param: usize) -> &'a Ty {
        let contract = self.plan.contract;
        let ItemKind::Function(function) = &contract.item(operation.function).kind else {
            return &Ty::Void;
        };
        match contract.canonical(&function.signature.params[param].ty) {
            Ty::Pointer { pointee, .. } => contract.canonical(pointee),
            other => other,
        }
    }
}

/// A call that would be too wide, with one argument in a line.
fn break_call(line: &str, arguments: &[String]) -> String {
    let fits = line.lines().all(|line| line.len() <= 88);
    if fits || arguments.is_empty() {
        return line.to_owned();
    }
    let list = arguments.join(", ");
    let broken: Vec<String> = arguments
        .iter()
        .map(|a| format!("        {a},\n"))
        .collect();
    let (head, tail) = match line.rsplit_once(&format!("({list})")) {
        Some(parts) => parts,
        None => return line.to_owned(),
    };
    let head = head.replacen("unsafe { ", "unsafe {\n    ", 1);
    let tail = tail.replacen(" }", "\n}", 1);
    format!("{head}(\n{}    ){tail}", broken.concat())
}

/// A first line that is a comment, broken to the width that rustfmt leaves alone.
fn wrap_comment(text: &str) -> String {
    let Some((comment, rest)) = text.split_once('\n') else {
        return text.to_owned();
    };
    let mut lines = String::new();
    let mut width = 0;
    for word in comment.split(' ') {
        if width > 0 && width + 1 + word.len() > 88 {
            lines.push_str("\n// ");
            width = 3;
        } else if width > 0 {
            lines.push(' ');
            width += 1;
        }
        lines.push_str(word);
        width += word.len();
    }
    format!("{lines}\n{rest}")
}

fn indent(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("    {line}")).collect();
    lines.join("\n")
}

/// The comment lines at the start of an expression, and the rest.
fn split_comments(text: &str) -> (String, String) {
    let is_comment = |line: &&str| line.starts_with("//");
    let comments: String = text
        .lines()
        .take_while(is_comment)
        .map(|line| format!("{line}\n"))
        .collect();
    let rest: Vec<&str> = text.lines().skip_while(is_comment).collect();
    (comments, rest.join("\n"))
}
