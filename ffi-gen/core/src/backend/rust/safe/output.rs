//! What comes out: owned handles, references, plain values, the rest of an input.

use super::{
    body::Maker,
    data::{Data, Value},
    error::Need,
};
use crate::{
    contract::Ty,
    resolve::api::{
        Access, Element, Form, HandleId, InputKind, Life, Origin, Output, OutputKind, Source, Unit,
    },
};

impl Maker<'_, '_> {
    /// One output: its type and how it is made.
    pub(super) fn output(&mut self, index: usize) -> Value {
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
                    true => self.about(&place, "owned"),
                    false => self.take(index, *handle, &place),
                };
                let value = match self.is_direct(output, *handle) {
                    true => self.direct(output, ty, taken, &place, *always),
                    false => self.present(output, ty, taken, &place),
                };
                match scoped {
                    true => Value {
                        ty: "R".to_owned(),
                        expression: format!("scope(&mut {place})"),
                    },
                    false => value,
                }
            }
            OutputKind::Borrowed {
                handle,
                life,
                unique,
            } => {
                let origins = match life {
                    Life::With(origins) => &origins[..],
                    _ => &[],
                };
                let lifetime = self.lifetimes.of_output(origins);
                if self.page.api.handle(*handle).is_integer() {
                    return self.lent_number(output, *handle, lifetime, &place);
                }
                let target = self.page.borrowed(*handle, lifetime);
                let mutable = if *unique { "mut " } else { "" };
                let reference = match lifetime {
                    "'_" => format!("&{mutable}{target}"),
                    name => format!("&{name} {mutable}{target}"),
                };
                let (method, cast) =
                    match (*unique, self.page.is_const_pointer(self.operation, output)) {
                        (true, true) => ("as_mut", ".cast_mut()"),
                        (true, false) => ("as_mut", ""),
                        _ => ("as_ref", ""),
                    };
                let argue =
                    "// SAFETY: the contract says that it lives as long as the reference.\n";
                match output.nullable {
                    true => Value {
                        ty: format!("Option<{reference}>"),
                        expression: format!(
                            "{argue}unsafe {{ {place}{cast}.cast::<{}>().{method}() }}",
                            self.page.borrowed(*handle, "'_")
                        ),
                    },
                    false => Value {
                        ty: reference,
                        expression: format!("{argue}unsafe {{ &{mutable}*{place}{cast}.cast() }}"),
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
                self.data(output, &data, &place)
            }
            OutputKind::Tail { of } => self.tail(*of, &place),
            OutputKind::Written { of, unit } => self.written(index, *of, *unit),
            OutputKind::Copy(ty) => self.copy(output, ty, &place),
            // It was looked at right after the call.
            OutputKind::Failure(_) => Value {
                ty: "()".to_owned(),
                expression: "()".to_owned(),
            },
        }
    }

    /// Gives an owner to what is handed out whatever the call says, before that is looked at.
    pub(super) fn keep_what_is_always_ours(&mut self) {
        for index in 0..self.operation.outputs.len() {
            let output = &self.operation.outputs[index];
            let place = self.places[index].clone();
            match &output.kind {
                OutputKind::Owned {
                    always: true,
                    handle,
                    ..
                } => {
                    let taken = self.take(index, *handle, &place);
                    let cite = match self.is_direct(output, *handle) {
                        true => safety(&taken, &self.cite_owned(output)),
                        false => String::new(),
                    };
                    let owned = self.about(&place, "owned");
                    self.lines.push(format!("{cite}let {owned} = {taken};"));
                }
                OutputKind::Data { life, .. } if self.is_kept(life) => {
                    if let Life::Freed { by, .. } = life {
                        self.keep_block(output, *by, &place);
                    }
                }
                _ => {}
            }
        }
    }

    /// `Option` of an owned handle made of the pointer in `place`.
    pub(super) fn take(&mut self, index: usize, handle: HandleId, place: &str) -> String {
        let output = &self.operation.outputs[index];
        let owned = self.page.handles[handle.0].owned.clone();
        match self.page.api.handle(handle).form {
            Form::Integer { .. } => return self.number(output, handle, place, &owned),
            Form::InPlace => return self.made_in_place(output, handle, place, &owned),
            Form::Pointer | Form::Address => {}
        }
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

    /// An object that was made in memory of ours.
    fn made_in_place(&self, output: &Output, handle: HandleId, place: &str, owned: &str) -> String {
        let cite = self.cite_owned(output);
        match self.adopt(output, handle) {
            None => format!("unsafe {{ {owned}::from_raw({place}.into_raw()) }}"),
            Some(adopt) => format!(
                "{{\n    let object = {place}.into_raw();{adopt}\n    // SAFETY: {cite}.\n    unsafe {{ {owned}::from_raw(object) }}\n}}"
            ),
        }
    }

    /// An owned handle that is there whenever the call succeeds.
    fn direct(
        &mut self,
        output: &Output,
        ty: String,
        taken: String,
        place: &str,
        always: bool,
    ) -> Value {
        let is_scoped = matches!(output.kind, OutputKind::Owned { scoped: true, .. });
        if is_scoped {
            let safety = safety(&taken, &self.cite_owned(output));
            self.lines
                .push(format!("{safety}let mut {place} = {taken};"));
        }
        let expression = match always {
            true => taken,
            false => format!("{}{taken}", safety(&taken, &self.cite_owned(output))),
        };
        Value { ty, expression }
    }

    /// A number that belongs to somebody else.
    fn lent_number(&self, output: &Output, handle: HandleId, lifetime: &str, place: &str) -> Value {
        let borrowed = &self.page.handles[handle.0].borrowed;
        let expression = self.number(output, handle, place, borrowed);
        let expression = format!(
            "{}{expression}",
            safety(&expression, &self.cite_owned(output))
        );
        let ty = format!("{borrowed}<{lifetime}>");
        let ty = match output.nullable {
            true => format!("Option<{ty}>"),
            false => ty,
        };
        Value { ty, expression }
    }

    pub(super) fn adopt(&self, output: &Output, handle: HandleId) -> Option<String> {
        let OutputKind::Owned { parents, .. } = &output.kind else {
            return None;
        };
        let is_counted = self.page.api.handle(handle).is_counted_child();
        // What is not counted is mentioned to the audit, as far as it watches the parents.
        let is_watched = |origin: &Origin| match origin {
            Origin::Input(input) => match self.operation.inputs[*input].kind {
                InputKind::Handle(parent, Access::Shared | Access::Exclusive) => {
                    !self.page.api.handle(parent).is_integer()
                }
                _ => false,
            },
            Origin::ParentOf(_) => false,
        };
        let is_mentioned = parents.iter().any(is_watched) && parents.iter().all(is_watched);
        if parents.is_empty() || !is_counted && !is_mentioned {
            return None;
        }
        let function = if is_counted { "adopt" } else { "mention" };
        let child = self.page.borrowed(handle, "'_");
        let parents: Vec<String> = parents
            .iter()
            .filter_map(|origin| match origin {
                // Null parents are skipped.
                Origin::Input(input) if self.operation.inputs[*input].nullable => Some(format!(
                    "{}.map_or(ptr::null(), |parent| parent.as_ptr().cast_const().cast())",
                    self.inputs[*input]
                )),
                Origin::Input(input) => Some(format!(
                    "{}.as_ptr().cast_const().cast()",
                    self.inputs[*input]
                )),
                Origin::ParentOf(_) => None,
            })
            .collect();
        Some(format!(
            "\n    children::{function}(object.as_ptr().cast_const().cast::<{child}>(), &[{}]);",
            parents.join(", ")
        ))
    }

    /// An owned handle as the contract promises it: maybe, surely, or an error.
    pub(super) fn present(
        &mut self,
        output: &Output,
        ty: String,
        taken: String,
        place: &str,
    ) -> Value {
        let is_scoped = matches!(output.kind, OutputKind::Owned { scoped: true, .. });
        // The function of the caller's is not called without an object.
        if output.nullable && !is_scoped {
            return Value {
                ty: format!("Option<{ty}>"),
                expression: taken,
            };
        }
        let function = self.page.c_name(self.operation.function).to_owned();
        let fail = self.null(&function);
        let mutable = if is_scoped { "mut " } else { "" };
        self.lines.push(format!(
            "let Some({mutable}{place}) = {taken} else {{\n    {fail}\n}};"
        ));
        Value {
            ty,
            expression: place.to_owned(),
        }
    }

    /// What the callee left of an input: a part of it, whatever pointer came back.
    pub(super) fn tail(&mut self, of: usize, place: &str) -> Value {
        let name = self.inputs[of].clone();
        let used = self.about(&name, "used");
        // Of what was not given nothing is left.
        let given = match self.operation.inputs[of].nullable {
            true => format!("{name}.unwrap_or_default()"),
            false => name.clone(),
        };
        let lifetime = self.lifetimes.of_output(&[Origin::Input(of)]).to_owned();
        let InputKind::Slice { element, mutable } = self.operation.inputs[of].kind.clone() else {
            self.lines.push(format!(
                "let {used} = {place}.addr().wrapping_sub({given}.as_ptr().addr());"
            ));
            let rest = format!("{given}.to_bytes_with_nul().get({used}..).unwrap_or_default()");
            self.lines.push(format!("let {place} = {rest};"));
            return Value {
                ty: format!("&{lifetime} CStr"),
                expression: format!("CStr::from_bytes_until_nul({place}).unwrap_or_default()"),
            };
        };
        let size = match &element {
            Element::Utf16 => " / 2".to_owned(),
            Element::Value(_) | Element::Any => {
                format!(" / size_of::<{}>()", self.page.element(&element))
            }
            _ => String::new(),
        };
        let (reference, target, get) = match mutable {
            true => (
                "mut ",
                format!("[{}]", self.page.element(&element)),
                "get_mut",
            ),
            false => ("", self.page.slice_type(&element), "get"),
        };
        self.lines.push(format!(
            "let {used} = {place}.addr().wrapping_sub({given}.as_ptr().addr()){size};"
        ));
        let value = Value {
            ty: format!("&{lifetime} {reference}{target}"),
            expression: format!("{given}.{get}({used}..).unwrap_or_default()"),
        };
        if !self.has_several_tails() {
            return value;
        }
        self.lines
            .push(format!("let {place} = {};", value.expression));
        Value {
            ty: value.ty,
            expression: place.to_owned(),
        }
    }

    fn has_several_tails(&self) -> bool {
        let mut outputs = self.operation.outputs.iter();
        let mut is_next = || outputs.any(|output| matches!(output.kind, OutputKind::Tail { .. }));
        is_next() && is_next()
    }

    /// What the callee wrote of an input: its first elements, if it says no more than there are.
    fn written(&mut self, index: usize, of: usize, unit: Unit) -> Value {
        let name = self.inputs[of].clone();
        let place = self.places[index].clone();
        let (InputKind::Slice { element, .. } | InputKind::Array { element, .. }) =
            self.operation.inputs[of].kind.clone()
        else {
            return Value {
                ty: "()".to_owned(),
                expression: "()".to_owned(),
            };
        };
        let count = match self.operation.outputs[index].source {
            Source::Return => &self.signature.result,
            Source::Param(param) => self.page.param_type(self.operation, param),
        };
        let is_size = self.page.is_size(count);
        let size = match (unit, &element) {
            (Unit::Byte, Element::Utf16) => " / 2".to_owned(),
            (Unit::Byte, Element::Value(_) | Element::Any) => {
                format!(" / size_of::<{}>()", self.page.element(&element))
            }
            _ => String::new(),
        };
        let written = match is_size {
            true => format!("{place}{size}"),
            false => format!("usize::try_from({place}).unwrap_or(0){size}"),
        };
        let error = format!("Error::TooShort {{ argument: \"{name}\" }}");
        let fail = self.fail(Need::TooShort, &error);
        self.lines.push(format!(
            "let written = {written};\nlet Some({name}) = {name}.get_mut(..written) else {{\n    {fail}\n}};"
        ));
        let lifetime = self.lifetimes.of_output(&[Origin::Input(of)]);
        if element == Element::Utf8 {
            self.failing.push(Need::NotUtf8);
            return Value {
                ty: format!("&{lifetime} mut str"),
                expression: format!("str::from_utf8_mut({name})?"),
            };
        }
        Value {
            ty: format!("&{lifetime} mut [{}]", self.page.element(&element)),
            expression: name,
        }
    }

    /// A record, read at once.
    fn copy(&self, output: &Output, ty: &Ty, place: &str) -> Value {
        let ty = self.page.scalar(ty);
        let argue = "// SAFETY: what is handed out is there now; it is not looked at later.\n";
        match output.nullable {
            true => Value {
                ty: format!("Option<{ty}>"),
                expression: format!(
                    "{argue}(!{place}.is_null()).then(|| unsafe {{ {place}.read() }})"
                ),
            },
            false => Value {
                ty,
                expression: format!("{argue}unsafe {{ {place}.read() }}"),
            },
        }
    }
}

/// The comment for an expression that is itself unsafe.
fn safety(expression: &str, cite: &str) -> String {
    match expression.starts_with("unsafe") {
        true => format!("// SAFETY: {cite}.\n"),
        false => String::new(),
    }
}
