//! The signature of a method or function, and its documentation.

use super::{
    Page,
    body::{Body, Failing},
    error::Need,
    lifetimes::{Lifetimes, receives_reference},
    names, text,
    tidy::tidy,
    token::token_param,
    ty::ANY,
};
use crate::resolve::api::{
    Access, Element, HandleId, InputKind, Life, Operation, OutputKind, Role, Source,
};

/// Width that rustfmt fills lines to.
const WIDTH: usize = 100;

impl Page<'_> {
    /// Writes an operation: documentation, signature, body.
    pub(super) fn write_operation(&mut self, operation: &Operation) {
        let lifetimes = Lifetimes::new(operation, self.api);
        let variables = variables(operation);
        let body = Body::new(self, operation, &lifetimes, &variables);
        let notes = self.notes(operation, &body);
        let mark = self.writer.mark();
        self.docs_of(operation.function, &notes);
        self.line("#[inline]");
        if self.makes_objects(operation) {
            // The audit tells where objects were made, in tests: elsewhere it costs nothing.
            self.line("#[cfg_attr(debug_assertions, track_caller)]");
        }
        if operation.must_use && !body.is_fallible() {
            self.line("#[must_use]");
        }
        let mut generics = lifetimes.declared.clone();
        generics.extend(operation.has_any().then(|| ANY.to_owned()));
        generics.extend(self.closure_types(operation));
        let mut params = self.params(operation, &lifetimes, &variables);
        if let Some(child) = scoped_child(operation) {
            let child = self.borrowed(child, "'_");
            generics.push("R".to_owned());
            params.push(format!("scope: impl FnOnce(&mut {child}) -> R"));
        }
        if operation.retained.is_some() {
            generics.push("R".to_owned());
            let given = match operation.inputs.first().map(|input| &input.kind) {
                Some(InputKind::Handle(handle, Access::Exclusive)) if variables[0] == "self" => {
                    self.reference(*handle, None, "'_", Access::Exclusive)
                }
                _ => String::new(),
            };
            params.push(format!("scope: impl FnOnce({given}) -> R"));
        }
        params.extend(operation.needs.iter().map(|token| token_param(*token)));
        let generics = match &generics[..] {
            [] => String::new(),
            names => format!("<{}>", names.join(", ")),
        };
        let result = match body.result_type() {
            Some(ty) => format!(" -> {ty}"),
            None => String::new(),
        };
        let key = (operation.function, operation.name.clone());
        let name = self.operations[&key].clone();
        let mut bounds: Vec<String> = lifetimes.bounds().into_iter().collect();
        bounds.extend(any_bound(operation));
        bounds.extend(self.closure_bounds(operation));
        let end = match &bounds[..] {
            [] => " {".to_owned(),
            bounds => format!("\nwhere\n    {},\n{{", bounds.join(",\n    ")),
        };
        let start = format!("pub fn {name}{generics}(");
        let one_line = format!("{start}{}){result}{end}", params.join(", "));
        let indentation = if operation.role == Role::Function {
            4
        } else {
            8
        };
        let first = one_line.lines().next().unwrap_or_default();
        if first.len() + indentation <= WIDTH {
            self.lines(&one_line);
        } else {
            self.line(&start);
            for param in &params {
                self.line(&format!("    {param},"));
            }
            self.lines(&format!("){result}{end}"));
        }
        self.writer.indent();
        self.lines(&tidy(&body.text(), indentation + 4));
        self.writer.dedent();
        self.line("}");
        self.map_since(mark, operation.function);
        self.blank_line();
    }

    /// Whether an operation makes something that the audit watches.
    pub(super) fn makes_objects(&self, operation: &Operation) -> bool {
        operation.outputs.iter().any(|output| match &output.kind {
            OutputKind::Owned { handle, .. } => !self.api.handle(*handle).is_integer(),
            OutputKind::Data { life, .. } => matches!(life, Life::Freed { .. }),
            _ => false,
        })
    }

    fn notes(&self, operation: &Operation, body: &Body) -> Vec<String> {
        let mut notes = Vec::new();
        let mut errors = Vec::new();
        for need in &body.failing {
            errors.push(match need {
                Need::Status => format!("What `{}` reports.", self.c_name(operation.function)),
                Need::Os => "What `errno` says.".to_owned(),
                Need::Null => "When the library hands out nothing.".to_owned(),
                Need::TooLong => {
                    "When an argument is longer than the C function can be told.".to_owned()
                }
                Need::NotUtf8 => "When text is not UTF-8.".to_owned(),
                Need::Misaligned => {
                    "When the data does not start where its elements may.".to_owned()
                }
                Need::InUse => "When something that uses the object was leaked.".to_owned(),
                Need::OutOfRange => "When an index is out of range.".to_owned(),
                Need::Failed => format!("When `{}` says so.", self.c_name(operation.function)),
                Need::TooShort => "When a buffer is too short.".to_owned(),
                Need::LengthMismatch => "When what must be equally long is not.".to_owned(),
                Need::Unterminated => "When an argument has no zero at its end.".to_owned(),
                Need::Restricted => {
                    "When a callback runs that must not call the library.".to_owned()
                }
                Need::BadText => "When an argument is no text that C can take.".to_owned(),
                Need::Object(_) => format!(
                    "What `{}` hands out as its error.",
                    self.c_name(operation.function)
                ),
            });
        }
        if let Failing::Close(_) = body.error {
            errors.push("The object is still there then, and comes back in the error.".to_owned());
        }
        if !errors.is_empty() {
            notes.push(format!("# Errors\n{}", errors.join("\n")));
        }
        let ends: Vec<&str> = operation
            .inputs
            .iter()
            .filter(|input| matches!(input.kind, InputKind::Handle(_, Access::Exclusive)))
            .map(|input| input.name.as_str())
            .collect();
        notes.splice(0..0, results(operation));
        if scoped_child(operation).is_some() {
            notes.insert(
                0,
                "Calls `scope` with what it makes, and ends that afterwards.".to_owned(),
            );
        }
        if let Some(retained) = &operation.retained {
            notes.insert(
                0,
                format!(
                    "Calls `scope`, and `{}` afterwards, so that `{}` is not kept for longer.",
                    self.c_name(retained.until),
                    operation.inputs[retained.input].name
                ),
            );
        }
        if !ends.is_empty() {
            notes.insert(0, "Ends every borrow of what was read before.".to_owned());
        }
        notes
    }

    /// The parameters, with their types.
    fn params(
        &mut self,
        operation: &Operation,
        lifetimes: &Lifetimes,
        variables: &[String],
    ) -> Vec<String> {
        let mut params = Vec::new();
        for (index, input) in operation.inputs.iter().enumerate() {
            let borrow = lifetimes.of_input(index);
            let reference = |mutable: bool| {
                let lifetime = borrow.map_or(String::new(), |name| format!("{name} "));
                format!("&{lifetime}{}", if mutable { "mut " } else { "" })
            };
            if index == 0 && variables[0] == "self" {
                params.push(match &input.kind {
                    InputKind::Handle(_, Access::Consumed(_)) => "self".to_owned(),
                    InputKind::Handle(_, Access::Exclusive) => format!("{}self", reference(true)),
                    _ => format!("{}self", reference(false)),
                });
                continue;
            }
            if let Some(given) = text::given(operation, index) {
                let ty = text::parameter(given, input.nullable);
                params.push(format!("{}: {ty}", variables[index]));
                continue;
            }
            let ty = match &input.kind {
                InputKind::Handle(handle, access) => match access {
                    Access::Consumed(_) => self.owned(*handle, lifetimes.of_parent(index)),
                    _ => self.reference(*handle, borrow, lifetimes.of_parent(index), *access),
                },
                InputKind::Scalar(ty) => self.scalar(ty),
                InputKind::Text | InputKind::Path => format!("{}CStr", reference(false)),
                InputKind::Texts { .. } => format!("{}[&CStr]", reference(false)),
                InputKind::Record(ty) => format!("{}{}", reference(false), self.scalar(ty)),
                // What C writes need not be text, whatever the contract says of it.
                InputKind::Slice {
                    element,
                    mutable: true,
                } => format!("{}[{}]", reference(true), self.element(element)),
                InputKind::Slice { element, .. } => {
                    format!("{}{}", reference(false), self.slice_type(element))
                }
                InputKind::Array {
                    element,
                    len,
                    mutable,
                } => format!("{}[{}; {len}]", reference(*mutable), self.element(element)),
                InputKind::Any => format!("{}{ANY}", reference(false)),
                InputKind::Inout(ty) => format!("{}{}", reference(true), self.scalar(ty)),
                InputKind::Closure(_) => self.closure_type(operation, index),
            };
            let is_plain = matches!(input.kind, InputKind::Scalar(_) | InputKind::Closure(_));
            let is_optional = input.default.is_some() || input.nullable && !is_plain;
            let ty = match is_optional {
                true => format!("Option<{ty}>"),
                false => ty,
            };
            params.push(format!("{}: {ty}", variables[index]));
        }
        params
    }

    /// The unsized type of a slice.
    pub(super) fn slice_type(&self, element: &Element) -> String {
        match element {
            Element::Byte | Element::Path => "[u8]".to_owned(),
            Element::Utf8 => "str".to_owned(),
            Element::Utf16 => "[u16]".to_owned(),
            Element::Value(_) | Element::Any => format!("[{}]", self.element(element)),
        }
    }
}

/// What a type of the caller's must be: C takes its bytes for what it likes, and makes of bytes what the caller sees.
pub(super) fn any_bound(operation: &Operation) -> Option<String> {
    operation.has_any().then(|| format!("{ANY}: Plain"))
}

/// What each part of a result with several is.
fn results(operation: &Operation) -> Option<String> {
    let parts: Vec<String> = operation
        .outputs
        .iter()
        .filter(|output| !operation.is_extent(output))
        .filter_map(|output| {
            Some(match (&output.kind, output.source) {
                (OutputKind::Failure(_), _) => return None,
                (OutputKind::Tail { of }, _) => {
                    format!("the rest of `{}`", operation.inputs[*of].name)
                }
                (OutputKind::Written { of, .. }, _) => {
                    format!("what was written of `{}`", operation.inputs[*of].name)
                }
                (_, Source::Return) => "the result".to_owned(),
                (_, Source::Param(param)) => match &operation.params[param] {
                    Some(name) => format!("`{name}`"),
                    None => format!("parameter {}", param + 1),
                },
            })
        })
        .collect();
    match &parts[..] {
        [] | [_] => None,
        [first @ .., last] => Some(format!("Returns {} and {last}.", first.join(", "))),
    }
}

/// The handle that the caller only has while a function of theirs runs.
fn scoped_child(operation: &Operation) -> Option<HandleId> {
    operation
        .outputs
        .iter()
        .find_map(|output| match output.kind {
            OutputKind::Owned {
                handle,
                scoped: true,
                ..
            } => Some(handle),
            _ => None,
        })
}

/// The name of each input in the body; `self` for a receiver.
fn variables(operation: &Operation) -> Vec<String> {
    let mut variables: Vec<String> = Vec::new();
    for (index, input) in operation.inputs.iter().enumerate() {
        let is_method = matches!(operation.role, Role::Method(_));
        if index == 0 && (receives_reference(operation) || is_method) {
            variables.push("self".to_owned());
            continue;
        }
        variables.push(names::variable(&input.name, &variables));
    }
    variables
}
