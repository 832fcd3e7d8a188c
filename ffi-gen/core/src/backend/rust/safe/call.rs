//! The call itself: what is converted before it, and why it is allowed.

use super::{body::Maker, error::Need, ty::ANY};
use crate::{
    contract::{IntKind, ItemId, ItemKind, Ty},
    resolve::api::{
        Access, Argument, Bound, Element, End, Expression, Form, HandleId, InputKind, OutputKind,
        Range, Source, Unit,
    },
};

impl Maker<'_, '_> {
    /// Lengths, and places for what comes out.
    pub(super) fn convert(&mut self) {
        if self.operation.has_any() {
            self.lines.push(format!(
                "const {{ assert!(size_of::<{ANY}>() != 0, \"C has no values without a size\") }};"
            ));
        }
        self.copy_inputs();
        for (param, argument) in self.operation.arguments.iter().enumerate() {
            match argument {
                Argument::Length { of, unit } => {
                    let length = self.length(*of, *unit);
                    let contract = self.page.plan.contract;
                    let (ty, mutable) = match contract.canonical(&self.signature.params[param].ty) {
                        Ty::Pointer { pointee, .. } => (self.page.scalar(pointee), "mut "),
                        ty => (self.page.scalar(ty), ""),
                    };
                    let name = self.length_name(*of);
                    if ty == "usize" {
                        self.lines.push(format!("let {mutable}{name} = {length};"));
                        continue;
                    }
                    let fail = self.fail(
                        Need::TooLong,
                        &format!("Error::TooLong {{ argument: \"{}\" }}", self.inputs[*of]),
                    );
                    self.lines.push(format!(
                        "let Ok({mutable}{name}) = {ty}::try_from({length}) else {{\n    {fail}\n}};"
                    ));
                }
                Argument::Output(output) if self.is_in_place(*output) => {
                    let place = self.places[*output].clone();
                    let OutputKind::Owned { handle, .. } = self.operation.outputs[*output].kind
                    else {
                        continue;
                    };
                    let raw = self.page.object_type(handle);
                    self.lines
                        .push(format!("let {place} = Storage::<{raw}>::new();"));
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
                Argument::Moving { input, output } => {
                    let start = self.start(param, *input);
                    let place = &self.places[*output];
                    self.lines.push(format!("let mut {place} = {start};"));
                }
                _ => {}
            }
        }
    }

    /// The address that a moving pointer starts at.
    fn start(&self, param: usize, input: usize) -> String {
        let (element, mutable) = match &self.operation.inputs[input].kind {
            InputKind::Slice { element, mutable } => (Some(element), *mutable),
            _ => (None, false),
        };
        let contract = self.page.plan.contract;
        let target = contract.canonical(&self.signature.params[param].ty);
        let method = match target {
            Ty::Pointer { pointee, .. } => match contract.canonical(pointee) {
                Ty::Pointer { pointee, .. } => self.pointer_to(pointee, element, mutable),
                _ => String::new(),
            },
            _ => String::new(),
        };
        format!("{}{method}", self.inputs[input])
    }

    /// Copies of what C wants in another form: pointers to texts.
    fn copy_inputs(&mut self) {
        for (index, input) in self.operation.inputs.iter().enumerate() {
            let name = self.inputs[index].clone();
            if let InputKind::Texts { terminated } = &input.kind {
                let contract = self.page.plan.contract;
                let mutable = match contract.canonical(&self.signature.params[input.param].ty) {
                    Ty::Pointer { qualifiers, .. } if qualifiers.is_const => "",
                    _ => "mut ",
                };
                let texts = match input.nullable {
                    true => format!("{name}.unwrap_or_default()"),
                    false => name.clone(),
                };
                let pointers = match terminated {
                    true => format!(
                        " {texts}\n    .iter()\n    .map(|text| text.as_ptr())\n    .chain([ptr::null()])\n    .collect()"
                    ),
                    false => {
                        format!("\n    {texts}.iter().map(|text| text.as_ptr()).collect()")
                    }
                };
                self.lines.push(format!(
                    "let {mutable}{name}_pointers: Vec<*const c_char> ={pointers};"
                ));
            }
        }
    }

    /// Puts the default in the place of what the caller leaves out.
    pub(super) fn default_inputs(&mut self) {
        for (index, input) in self.operation.inputs.iter().enumerate() {
            if let Some(default) = &input.default {
                let name = &self.inputs[index];
                let value = self.constant(input.param, default);
                self.lines
                    .push(format!("let {name} = {name}.unwrap_or({value});"));
            }
        }
    }

    /// The variable that holds the length of an input.
    pub(super) fn length_name(&self, input: usize) -> String {
        let mut name = format!("{}_len", self.inputs[input].trim_end_matches('_'));
        let is_length = |output: &crate::resolve::api::Output| match output.source {
            Source::Param(param) => {
                matches!(self.operation.arguments[param], Argument::Length { .. })
            }
            Source::Return => false,
        };
        let places = self.operation.outputs.iter().zip(&self.places);
        let mut places = places.filter(|(output, _)| !is_length(output));
        if self.inputs.contains(&name) || places.any(|(_, place)| *place == name) {
            name.insert_str(0, "given_");
        }
        name
    }

    pub(super) fn length(&self, input: usize, unit: Unit) -> String {
        let name = &self.inputs[input];
        let element = match &self.operation.inputs[input].kind {
            InputKind::Slice { element, .. } => element,
            InputKind::Text if self.operation.inputs[input].nullable => {
                return format!("{name}.map_or(0, |text| text.count_bytes())");
            }
            InputKind::Text => return format!("{name}.count_bytes()"),
            _ => &Element::Byte,
        };
        let in_bytes = unit == Unit::Byte
            && matches!(element, Element::Utf16 | Element::Value(_) | Element::Any);
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
            let child = self.page.borrowed(handle, "'_");
            let is_running = self.page.is_running(handle, &name);
            let handle = self.page.api.handle(handle);
            let ends = handle.end == End::Destroy(self.operation.function);
            if let Some(is_running) = is_running.filter(|_| ends) {
                let fail = self.fail(Need::Restricted, "Error::Restricted");
                self.lines
                    .push(format!("if {is_running} {{\n    {fail}\n}}"));
            }
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
                    "// SAFETY: the call destroys it, or it stays.\nlet leaving = unsafe {{ children::leave({object}.as_ptr().cast_const().cast::<{child}>()) }};"
                ));
            }
        }
        self.take_closures();
        let arguments: Vec<String> = (0..self.operation.arguments.len())
            .map(|param| self.argument(param))
            .collect();
        let path = self.page.raw(self.operation.function);
        let call = format!("unsafe {{ {path}({}) }}", arguments.join(", "));
        let call = self.without_data(call);
        let is_void = *self.page.plan.contract.canonical(&self.signature.result) == Ty::Void
            || !self.needs_result();
        let call = match is_void {
            true => format!("{call};"),
            false => format!("let result = {call};"),
        };
        let line = format!("// SAFETY: {}.\n{call}", self.argue());
        self.start_watch();
        self.lines.push(wrap_comment(&line));
        self.stop_watch();
        Called { leaves }
    }

    /// Whether anything is made of what the function returns.
    fn needs_result(&self) -> bool {
        let is_returned = |output: &crate::resolve::api::Output| output.source == Source::Return;
        self.operation.failure.is_some()
            || self.operation.outputs.iter().any(is_returned)
            || !self.operation.callbacks.is_empty() && self.registers_result()
    }

    /// Frees the memory of objects that the call has ended.
    pub(super) fn free_storage(&mut self) {
        for (index, input) in self.operation.inputs.iter().enumerate() {
            if let Some(handle) = self.stored(&input.kind) {
                let raw = self.page.object_type(handle);
                let object = self.object(index);
                self.lines.push(format!(
                    "// SAFETY: `in_place`: the object is gone, and its memory was ours.\ndrop(unsafe {{ Storage::<{raw}>::from_raw({object}) }});"
                ));
            }
        }
    }

    /// The handle of an input that is taken, if it lies in memory of ours.
    pub(super) fn stored(&self, input: &InputKind) -> Option<HandleId> {
        match *input {
            InputKind::Handle(handle, Access::Consumed(_)) => {
                (self.page.api.handle(handle).form == Form::InPlace).then_some(handle)
            }
            _ => None,
        }
    }

    /// Checks that every input with known bounds is within them.
    pub(super) fn bound(&mut self) {
        for range in &self.operation.ranges {
            let name = self.inputs[range.input].clone();
            let (need, variant) = match self.operation.inputs[range.input].kind {
                InputKind::Text => (Need::TooLong, "TooLong"),
                _ => (Need::OutOfRange, "OutOfRange"),
            };
            let fail = self.fail(
                need,
                &format!("Error::{variant} {{ argument: \"{name}\" }}"),
            );
            let least = self.is_too_small(range, &name);
            let Some((function, arguments)) = range.call() else {
                let is_out: Vec<String> = least
                    .into_iter()
                    .chain(self.is_too_large(range, &name))
                    .collect();
                self.lines
                    .push(format!("if {} {{\n    {fail}\n}}", is_out.join(" || ")));
                continue;
            };
            let arguments: Vec<String> = arguments
                .iter()
                .map(|param| self.argument(*param))
                .collect();
            let path = self.page.raw(function);
            let least = match (&range.least, least) {
                (Some(_), Some(test)) => format!("{test} || "),
                _ => String::new(),
            };
            let is_out = least + &self.is_outside(range, function, &name);
            self.lines.push(format!(
                "// SAFETY: {}.\nlet bound = unsafe {{ {path}({}) }};\nif {is_out} {{\n    {fail}\n}}",
                self.argue(),
                arguments.join(", ")
            ));
        }
    }

    /// The test whether an input is below what it may be; none where its type leaves no such values.
    fn is_too_small(&self, range: &Range, name: &str) -> Option<String> {
        let InputKind::Scalar(ty) = &self.operation.inputs[range.input].kind else {
            let least = self.number_of_bytes(range.least.as_ref()?);
            return Some(format!("{name}.count_bytes() < {least}"));
        };
        let ty = self.page.plan.contract.canonical(ty);
        match &range.least {
            Some(least) => Some(format!("{name} < {}", self.constant_of(ty, least))),
            None => self
                .page
                .integer_input(self.operation, range.input)
                .then(|| format!("{name} < 0")),
        }
    }

    /// The test whether an input is not below its bound, a value.
    fn is_too_large(&self, range: &Range, name: &str) -> Option<String> {
        let Some(Bound::Constant(bound)) = &range.bound else {
            return None;
        };
        Some(match &self.operation.inputs[range.input].kind {
            InputKind::Scalar(ty) => {
                let ty = self.page.plan.contract.canonical(ty);
                format!("{name} >= {}", self.constant_of(ty, bound))
            }
            _ => format!("{name}.count_bytes() >= {}", self.number_of_bytes(bound)),
        })
    }

    fn number_of_bytes(&self, bound: &Expression) -> String {
        match bound {
            Expression::Int(value) => value.to_string(),
            other => {
                let value = self.constant_of(&Ty::Int(IntKind::Size { signed: false }), other);
                format!("usize::try_from({value}).unwrap_or(0)")
            }
        }
    }

    /// The test whether an index is no index below `bound`.
    fn is_outside(&self, range: &Range, function: ItemId, name: &str) -> String {
        let index = match &self.operation.inputs[range.input].kind {
            InputKind::Scalar(ty) => self.page.scalar(ty),
            _ => String::new(),
        };
        let bound = match &self.page.plan.contract.item(function).kind {
            ItemKind::Function(function) => self.page.scalar(&function.signature.result),
            _ => String::new(),
        };
        if index != bound {
            let bound = match bound.as_str() {
                "usize" => "bound",
                _ => "usize::try_from(bound).unwrap_or(0)",
            };
            return format!("usize::try_from({name}).map_or(true, |index| index >= {bound})");
        }
        let first = match self.page.integer_input(self.operation, range.input) {
            true => format!("{name} < 0 || "),
            false => String::new(),
        };
        format!("{first}{name} >= bound")
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
                InputKind::Text | InputKind::Path => {
                    parts.push(format!("`{}` ends in NUL", input.name));
                }
                InputKind::Texts { .. } => {
                    parts.push(format!("the texts of `{}` end in NUL", input.name));
                }
                InputKind::Record(_) | InputKind::Inout(_) => {
                    parts.push(format!("`{}` is a reference", input.name));
                }
                InputKind::Slice { .. } | InputKind::Array { .. } => {
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
