//! The body of a method or function: conversions, the call, the check, what comes out.

use super::{Page, data::Value, error::Need, lifetimes::Lifetimes, names};
use crate::{
    contract::{ItemKind, Signature},
    resolve::api::{Access, Extent, HandleId, InputKind, Operation, OutputKind, Source, Taken},
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
