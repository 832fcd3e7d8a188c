//! The call itself: what is converted before it, and why it is allowed.

use super::{body::Maker, error::Need};
use crate::{
    contract::Ty,
    resolve::api::{Access, Argument, Element, End, InputKind, Unit},
};

impl Maker<'_, '_> {
    /// Lengths, and places for what comes out.
    pub(super) fn convert(&mut self) {
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

    pub(super) fn length_name(&self, input: usize) -> String {
        self.about(&self.inputs[input], "len")
    }

    pub(super) fn length(&self, input: usize, unit: Unit) -> String {
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
    pub(super) fn call(&mut self) -> Called {
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
                    "// SAFETY: the call destroys it, or it stays.\nlet leaving = unsafe {{ children::leave({object}.as_ptr().cast_const().cast()) }};"
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
    pub(super) fn bound(&mut self) {
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
    pub(super) fn object(&self, input: usize) -> String {
        match self.inputs[input].as_str() {
            "self" => "object".to_owned(),
            name => self.about(name, "object"),
        }
    }

    /// Why the call is allowed, by the facts that it relies on.
    pub(super) fn argue(&self) -> String {
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
}

/// What the call left to be done.
pub(super) struct Called {
    /// Whether a counted child may be leaving its parents.
    pub(super) leaves: bool,
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
