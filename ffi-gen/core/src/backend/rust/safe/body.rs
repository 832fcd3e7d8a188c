//! The body of a method or function: conversions, the call, the check, what comes out.

use super::{
    Page,
    data::Value,
    error::Need,
    lifetimes::{Lifetimes, PARENT},
    names::{self, LOCALS},
    token::token_name,
};
use crate::{
    contract::{ItemKind, Signature},
    resolve::api::{
        Access, Argument, HandleId, InputKind, Life, Operation, OutputKind, Retained, Source, Taken,
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
    /// With an argument that is no text for C, and nothing else.
    BadText,
    /// With an error object of the library, and nothing else.
    Object(String),
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
pub(super) struct Maker<'m, 'a> {
    pub(super) page: &'m mut Page<'a>,
    pub(super) operation: &'m Operation,
    pub(super) signature: &'a Signature,
    pub(super) lifetimes: &'m Lifetimes,
    pub(super) inputs: &'m [String],
    /// The variable of each output that a parameter receives.
    pub(super) places: Vec<String>,
    pub(super) lines: Vec<String>,
    pub(super) failing: Vec<Need>,
    /// Whether a variable holds `errno`.
    pub(super) kept_errno: bool,
    /// Whether the error is an object of the library as it is, because nothing else can fail.
    pub(super) only_object: bool,
    /// The input that comes back when the call fails, with its handle.
    pub(super) returned: Option<(usize, HandleId)>,
}

impl Body {
    /// Makes the body of an operation.
    pub(super) fn new(
        page: &mut Page<'_>,
        operation: &Operation,
        lifetimes: &Lifetimes,
        inputs: &[String],
    ) -> Body {
        let body = Body::make(page, operation, lifetimes, inputs, false);
        let body = match &body.failing[..] {
            // Nothing else can go wrong, so the object need not be one error among others.
            [Need::Object(_)] => Body::make(page, operation, lifetimes, inputs, true),
            _ => body,
        };
        if matches!(body.error, Failing::Error | Failing::Close(_)) {
            page.needs.extend(body.failing.iter().copied());
        }
        page.errors
            .extend(body.failing.iter().filter_map(|need| match need {
                Need::Object(handle) => Some(*handle),
                _ => None,
            }));
        body
    }

    fn make(
        page: &mut Page<'_>,
        operation: &Operation,
        lifetimes: &Lifetimes,
        inputs: &[String],
        only_object: bool,
    ) -> Body {
        let contract = page.plan.contract;
        let ItemKind::Function(function) = &contract.item(operation.function).kind else {
            unreachable!("only functions have operations");
        };
        let mut taken = inputs.to_vec();
        taken.extend(LOCALS.iter().map(|name| (*name).to_owned()));
        let places = operation.outputs.iter().map(|output| match output.source {
            Source::Return => "result".to_owned(),
            Source::Param(param) => {
                let named = function.signature.params[param].name.clone();
                let name = named.unwrap_or_else(|| format!("arg{}", param + 1));
                let name = names::variable(&name, &taken);
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
                kept_errno: false,
                only_object,
                returned: operation.inputs.iter().enumerate().find_map(
                    |(index, input)| match input.kind {
                        InputKind::Handle(handle, Access::Consumed(Taken::OnSuccess)) => {
                            Some((index, handle))
                        }
                        _ => None,
                    },
                ),
            };
        // How much was written comes back in the place that said how much there is.
        for index in 0..operation.outputs.len() {
            if let OutputKind::Written { of, .. } = operation.outputs[index].kind
                && let Source::Param(param) = operation.outputs[index].source
                && let Argument::Length { .. } = operation.arguments[param]
            {
                maker.places[index] = maker.length_name(of);
            }
        }
        let value = maker.make();
        let mut failing = maker.failing;
        failing.sort();
        failing.dedup();
        let error = match (&maker.returned, &failing[..]) {
            (Some((index, handle)), [_, ..]) => {
                let parent = match inputs[*index].as_str() {
                    "self" => PARENT,
                    _ => lifetimes.of_parent(*index),
                };
                Failing::Close(maker.page.owned(*handle, parent))
            }
            (None, [_, ..]) if failing == [Need::NotUtf8] => Failing::Utf8,
            (None, [_, ..]) if failing == [Need::BadText] => Failing::BadText,
            (None, [Need::Object(handle)]) => Failing::Object(maker.page.owned(*handle, "'_")),
            (None, [_, ..]) => Failing::Error,
            (_, []) => Failing::Never,
        };
        let lines = maker.lines;
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
            Failing::BadText => Some(format!("Result<{ok}, BadText>")),
            Failing::Object(error) => Some(format!("Result<{ok}, {error}>")),
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
            (false, None) => text.truncate(text.trim_end().len()),
            (false, Some("result"))
                if text.ends_with(";\n")
                    && self
                        .lines
                        .last()
                        .is_some_and(|line| line.contains("let result = ")) =>
            {
                // The call is the value.
                text = text.replacen("let result = ", "", 1);
                text.truncate(text.len() - 2);
            }
            (false, Some(value)) => text += value,
            (true, None) => text += "Ok(())",
            (true, Some(value)) if !value.contains('\n') => text += &format!("Ok({value})"),
            (true, Some(value)) if value.starts_with("if ") || value.starts_with('{') => {
                // A value of several statements is read more easily when it has a name.
                text += &format!("let returned = {value};\nOk(returned)");
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
        self.trampolines();
        if self.page.makes_objects(self.operation) {
            self.lines.push("let _here = Here::new();".to_owned());
        }
        let start = self.lines.len();
        self.default_inputs();
        self.terminate_texts();
        self.demand();
        self.bound();
        self.convert();
        self.keep_closures();
        let call = self.call();
        // Before anything else: to free memory may overwrite it, and so may any function of the library.
        self.keep_errno();
        if self.returned.is_none() {
            self.free_storage();
            self.release_closures();
        }
        self.keep_what_is_always_ours();
        self.resume_panics();
        let retained = self.operation.retained.clone();
        let (always, after) = match retained {
            Some(retained) if retained.on_success => (None, Some(retained)),
            other => (other, None),
        };
        if let Some(retained) = always {
            self.let_go_later(&retained);
        }
        self.check_object();
        if let Some(failure) = self.operation.failure.clone() {
            self.check(&failure);
        }
        if let Some(retained) = after {
            self.let_go_later(&retained);
        }
        if self.returned.is_some() {
            self.free_storage();
            self.release_closures();
        }
        if call.leaves {
            self.lines.push("drop(leaving);".to_owned());
        }
        let registration = self.settle_closures();
        if self.operation.retained.is_some() {
            let value = self.in_scope();
            self.refuse_restricted(start);
            return Some(value);
        }
        // What must be ended has an owner before anything else can fail.
        let shown = (0..self.operation.outputs.len()).filter(|index| self.is_shown(*index));
        let mut order: Vec<usize> = shown.collect();
        order.sort_by_key(|index| !self.is_ended_by_caller(*index));
        let several = order.len() > 1;
        let mut values = Vec::new();
        for index in order {
            let value = self.output(index);
            let value = match several {
                true => self.bind(index, value),
                false => value,
            };
            values.push((index, value));
        }
        values.sort_by_key(|(index, _)| *index);
        let mut values: Vec<Value> = values.into_iter().map(|(_, value)| value).collect();
        values.splice(0..0, registration);
        self.refuse_restricted(start);
        if let Some(token) = self.operation.gives {
            let name = token_name(token);
            values.push(Value {
                ty: name.to_owned(),
                expression: format!("{name}(())"),
            });
        }
        match values.len() {
            0 => None,
            1 => values.pop(),
            _ => {
                let types: Vec<&str> = values.iter().map(|value| value.ty.as_str()).collect();
                let ty = format!("({})", types.join(", "));
                let parts: Vec<&str> = values.iter().map(|v| v.expression.as_str()).collect();
                let expression = tuple(&parts);
                Some(Value { ty, expression })
            }
        }
    }

    /// Makes sure that the library lets go, whatever happens next. Unless the contract says otherwise, it may have kept
    /// something though the call failed.
    fn let_go_later(&mut self, retained: &Retained) {
        let operation = self.operation;
        let mut names = Vec::new();
        for &input in &retained.arguments {
            let InputKind::Handle(handle, _) = operation.inputs[input].kind else {
                continue;
            };
            let name = match self.inputs[input].as_str() {
                "self" => "object".to_owned(),
                name => format!("{name}_object"),
            };
            let accessor = self.page.accessor(handle);
            self.lines
                .push(format!("let {name} = {}.{accessor};", self.inputs[input]));
            names.push(name);
        }
        let path = self.page.raw(retained.until);
        let discard = self.page.discard(retained.until);
        let kept = &operation.inputs[retained.input].name;
        let until = self.page.c_name(retained.until);
        let released = self.page.until_released().trim_start();
        let released = match released {
            "" => String::new(),
            released => format!("    {released}"),
        };
        self.lines.push(format!(
            "let let_go = Defer::new(move || {{
{released}    // SAFETY: `retains({kept}, until = {until})`: what is kept and who keeps it are borrowed until then.
    {discard}unsafe {{ {path}({}) }};
}});",
            names.join(", ")
        ));
    }

    /// Calls the caller's function while the library keeps what it was given.
    fn in_scope(&mut self) -> Value {
        let argument = match self.operation.inputs.first().map(|input| &input.kind) {
            Some(InputKind::Handle(_, Access::Exclusive)) if self.inputs[0] == "self" => "self",
            _ => "",
        };
        self.lines
            .push(format!("let answer = scope({argument});\ndrop(let_go);"));
        Value {
            ty: "R".to_owned(),
            expression: "answer".to_owned(),
        }
    }

    /// A variable for something about the variable `name`: none that is an input or an output.
    pub(super) fn about(&self, name: &str, what: &str) -> String {
        let is_taken = |name: &str| self.inputs.iter().chain(&self.places).any(|n| n == name);
        // `type_` has a `type_len`, unless there is a `type`, whose that is.
        let stem = name.trim_end_matches('_');
        let stem = if is_taken(stem) { name } else { stem };
        let mut variable = format!("{stem}_{what}");
        while is_taken(&variable) {
            variable.push('_');
        }
        variable
    }

    /// Gives a value of several lines a name.
    fn bind(&mut self, index: usize, value: Value) -> Value {
        if !value.expression.contains('\n') {
            return value;
        }
        let name = match self.operation.outputs[index].source {
            Source::Return => "returned".to_owned(),
            Source::Param(_) => self.places[index].clone(),
        };
        let (comments, rest) = split_comments(&value.expression);
        self.lines.push(format!("{comments}let {name} = {rest};"));
        Value {
            ty: value.ty,
            expression: name,
        }
    }

    /// Whether the caller sees an output: not what only tells how long another one is, nor an error.
    fn is_shown(&self, index: usize) -> bool {
        let is_error = matches!(self.operation.outputs[index].kind, OutputKind::Failure(_));
        !is_error && !self.operation.is_extent(&self.operation.outputs[index])
    }

    fn is_ended_by_caller(&self, index: usize) -> bool {
        matches!(
            self.operation.outputs[index].kind,
            OutputKind::Owned { scoped: false, .. }
                | OutputKind::Data {
                    life: Life::Freed { .. },
                    ..
                }
        )
    }
}

/// A tuple, with one part in a line where it would be too wide.
fn tuple(parts: &[&str]) -> String {
    let line = format!("({})", parts.join(", "));
    // As wide as rustfmt lets the arguments of a call be.
    match line.len() <= 62 {
        true => line,
        false => {
            let lines: Vec<String> = parts.iter().map(|part| format!("    {part},\n")).collect();
            format!("(\n{})", lines.concat())
        }
    }
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
