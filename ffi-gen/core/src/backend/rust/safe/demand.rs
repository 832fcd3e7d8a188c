//! What is checked of the inputs before the call.

use super::{body::Maker, error::Need, text};
use crate::resolve::api::{Demand, InputKind, Unit};

impl Maker<'_, '_> {
    /// Writes the checks of what the inputs must fulfil.
    pub(super) fn demand(&mut self) {
        for demand in &self.operation.demands {
            let lines = match demand {
                Demand::SameLength(one, other) => self.same_length(*one, *other),
                Demand::AtLeast {
                    input,
                    function,
                    arguments,
                    unit,
                } => {
                    let arguments: Vec<String> = arguments
                        .iter()
                        .map(|param| self.argument(*param))
                        .collect();
                    let path = self.page.raw(*function);
                    let call = format!("unsafe {{ {path}({}) }}", arguments.join(", "));
                    self.at_least(*input, &call, self.is_size_result(*function), *unit)
                }
                Demand::Terminated(input) => self.terminated(*input),
                // It was looked at when it was terminated.
                Demand::Utf8(input) if text::given(self.operation, *input).is_some() => continue,
                Demand::Utf8(input) => self.utf8(*input),
            };
            self.lines.push(lines);
        }
    }

    fn same_length(&mut self, one: usize, other: usize) -> String {
        let name = self.inputs[other].clone();
        let wanted = self.length(one, Unit::Element);
        let is_text = matches!(self.operation.inputs[other].kind, InputKind::Text);
        let count = if is_text { "count_bytes" } else { "len" };
        let differs = match self.operation.inputs[other].nullable {
            true => format!("{name}.as_ref().is_some_and(|given| given.{count}() != {wanted})"),
            false => format!("{name}.{count}() != {wanted}"),
        };
        let error = format!("Error::LengthMismatch {{ argument: \"{name}\" }}");
        let fail = self.fail(Need::LengthMismatch, &error);
        format!("if {differs} {{\n    {fail}\n}}")
    }

    fn at_least(&mut self, input: usize, call: &str, is_size: bool, unit: Unit) -> String {
        let name = self.inputs[input].clone();
        let given = self.length(input, unit);
        // A number that is none is more than there is.
        let bound = match is_size {
            true => "bound",
            false => "usize::try_from(bound).unwrap_or(usize::MAX)",
        };
        let error = format!("Error::TooShort {{ argument: \"{name}\" }}");
        let fail = self.fail(Need::TooShort, &error);
        format!(
            "// SAFETY: {}.\nlet bound = {call};\nif {given} < {bound} {{\n    {fail}\n}}",
            self.argue()
        )
    }

    fn terminated(&mut self, input: usize) -> String {
        let name = self.inputs[input].clone();
        let lacks = match self.operation.inputs[input].nullable {
            true => format!("{name}.is_some_and(|given| !given.contains(&0))"),
            false => format!("!{name}.contains(&0)"),
        };
        let error = format!("Error::Unterminated {{ argument: \"{name}\" }}");
        let fail = self.fail(Need::Unterminated, &error);
        format!("if {lacks} {{\n    {fail}\n}}")
    }

    fn utf8(&mut self, input: usize) -> String {
        let name = self.inputs[input].clone();
        let is_text = matches!(self.operation.inputs[input].kind, InputKind::Text);
        let text = match (is_text, self.operation.inputs[input].nullable) {
            (true, false) => format!("{name}.to_str()"),
            (true, true) => format!("{name}.map(CStr::to_str).transpose()"),
            (false, false) => format!("str::from_utf8({name})"),
            (false, true) => format!("{name}.as_deref().map(str::from_utf8).transpose()"),
        };
        if self.returned.is_none() {
            self.failing.push(Need::NotUtf8);
            return format!("{text}?;");
        }
        let fail = self.fail(Need::NotUtf8, "Error::NotUtf8(error)");
        format!("if let Err(error) = {text} {{\n    {fail}\n}}")
    }

    fn is_size_result(&self, function: crate::contract::ItemId) -> bool {
        match &self.page.plan.contract.item(function).kind {
            crate::contract::ItemKind::Function(item) => self.page.is_size(&item.signature.result),
            _ => false,
        }
    }
}
