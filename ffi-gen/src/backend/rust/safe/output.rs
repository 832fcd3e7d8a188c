//! What comes out: owned handles, references, plain values, the rest of an input.

use super::{
    body::Maker,
    data::{Data, Value},
};
use crate::resolve::api::{Element, HandleId, InputKind, Origin, Output, OutputKind, Source};

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
                self.data(output, &data, &place)
            }
            OutputKind::Tail { of } => self.tail(*of, &place),
        }
    }

    pub(super) fn keep_what_is_always_ours(&mut self) {
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
    pub(super) fn take(&mut self, index: usize, handle: HandleId, place: &str) -> String {
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

    pub(super) fn adopt(&self, output: &Output, handle: HandleId) -> Option<String> {
        let OutputKind::Owned { parents, .. } = &output.kind else {
            return None;
        };
        if !self.page.api.handle(handle).is_counted_child() || parents.is_empty() {
            return None;
        }
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
            "\n    children::adopt(object.as_ptr().cast_const().cast(), &[{}]);",
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

    /// What the callee left of an input: a part of it, whatever pointer came back.
    pub(super) fn tail(&mut self, of: usize, place: &str) -> Value {
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
