//! Text and arrays that come out: their types, and how they are made of a pointer.

use super::{Page, error::Need, lifetimes::Lifetimes};
use crate::{
    contract::{ItemKind, Ty},
    resolve::api::{Element, Extent, Life, Operation, Output, Unit},
};

/// Something that comes out: its type, and the expression that makes it.
pub(super) struct Value {
    pub(super) ty: String,
    pub(super) expression: String,
}

/// The parts of a [`crate::resolve::api::OutputKind::Data`].
pub(super) struct Data<'d> {
    pub(super) element: &'d Element,
    pub(super) extent: &'d Extent,
    pub(super) life: &'d Life,
}

impl Page<'_> {
    /// Text or elements at `pointer`, a variable. `argument` gives the C argument of a parameter once more.
    pub(super) fn data_value(
        &mut self,
        operation: &Operation,
        output: &Output,
        data: &Data<'_>,
        pointer: &str,
        lifetimes: &Lifetimes,
        argument: &dyn Fn(usize) -> String,
        failing: &mut Vec<Need>,
    ) -> Value {
        let Data {
            element,
            extent,
            life,
        } = data;
        let lifetime = match life {
            Life::Static => "'static ".to_owned(),
            Life::With(origins) => match lifetimes.of_output(origins) {
                "'_" => String::new(),
                name => format!("{name} "),
            },
            Life::Copied | Life::Freed(_) => String::new(),
        };
        let is_text = **extent == Extent::Terminated;
        let slice = match is_text {
            true => "CStr".to_owned(),
            false => match element {
                Element::Utf8 => "[u8]".to_owned(),
                other => self.slice_type(other),
            },
        };
        let cited = self.cite(operation, life);
        let mut measured = self.measure(operation, extent, element, argument);
        // What the data is as a borrow, and the type of that.
        let (mut ty, mut made) = match is_text {
            true => (
                format!("&{lifetime}CStr"),
                format!(
                    "unsafe {{ CStr::from_ptr({pointer}{}) }}",
                    self.to_char(output, operation)
                ),
            ),
            false => (
                format!("&{lifetime}{slice}"),
                format!("unsafe {{ slice::from_raw_parts({pointer}.cast(), len) }}"),
            ),
        };
        if let Some(inner) = self
            .loose_element(operation, output, element)
            .filter(|_| !is_text)
        {
            failing.push(Need::Misaligned);
            let function = self.c_name(operation.function);
            measured.insert_str(0, &format!(
                "if !{pointer}.cast::<{inner}>().is_aligned() {{\n    return Err(Error::Misaligned {{ function: \"{function}\" }});\n}}\n"
            ));
        }
        let mut may_fail = false;
        match life {
            Life::Freed(function) => {
                let free = self.free_name(*function);
                if is_text {
                    ty = format!("OwnedCStr<{free}>");
                    made = format!(
                        "unsafe {{ OwnedCStr::from_raw(NonNull::new_unchecked({pointer}.cast_mut().cast())) }}"
                    );
                } else {
                    let inner = slice.trim_matches(['[', ']']).to_owned();
                    ty = format!("OwnedSlice<{inner}, {free}>");
                    made = format!(
                        "unsafe {{ OwnedSlice::from_raw(NonNull::new_unchecked({pointer}.cast_mut().cast()), len) }}"
                    );
                }
                made = made.replace(".cast_mut().cast()", self.to_mut(operation, output));
            }
            _ if **element == Element::Utf8 => {
                may_fail = true;
                ty = format!("&{lifetime}str");
                made = match is_text {
                    true => format!("{made}.to_str()"),
                    false => format!("str::from_utf8({made})"),
                };
                if **life == Life::Copied {
                    ty = "String".to_owned();
                    made = format!("{made}.map(str::to_owned)");
                }
            }
            Life::Copied => {
                ty = format!("Box<{slice}>");
                made = format!("{made}.into()");
            }
            _ => {}
        }
        if may_fail {
            failing.push(Need::NotUtf8);
            made.push('?');
        }
        let made = format!("{measured}// SAFETY: {cited}.\n{made}");
        let expression = match output.nullable {
            true => {
                ty = format!("Option<{ty}>");
                let (statements, value) = split_value(&made);
                let body = format!("{statements}Some({value})");
                let body: Vec<String> = body.lines().map(|line| format!("    {line}")).collect();
                format!(
                    "if {pointer}.is_null() {{\n    None\n}} else {{\n{}\n}}",
                    body.join("\n")
                )
            }
            false if measured.is_empty() => made,
            false => {
                let body: Vec<String> = made.lines().map(|line| format!("    {line}")).collect();
                format!("{{\n{}\n}}", body.join("\n"))
            }
        };
        Value { ty, expression }
    }

    /// The type of elements whose alignment the type of the C pointer does not imply.
    fn loose_element(
        &self,
        operation: &Operation,
        output: &Output,
        element: &Element,
    ) -> Option<String> {
        let inner = match element {
            Element::Byte | Element::Utf8 => return None,
            Element::Utf16 => "u16".to_owned(),
            Element::Value(ty) => self.scalar(ty),
        };
        (self.pointee_name(operation, output) != inner).then_some(inner)
    }

    fn to_char(&self, output: &Output, operation: &Operation) -> &'static str {
        match self.pointee_name(operation, output).as_str() {
            "c_char" => "",
            _ => ".cast()",
        }
    }

    fn to_mut(&self, operation: &Operation, output: &Output) -> &'static str {
        match self.is_const_pointer(operation, output) {
            true => ".cast_mut().cast()",
            false => ".cast()",
        }
    }

    fn cite(&self, operation: &Operation, life: &Life) -> String {
        let facts = match life {
            Life::Static => "the contract says that it lives as long as the program".to_owned(),
            Life::With(origins) => {
                let names: Vec<String> = origins
                    .iter()
                    .map(|origin| match origin {
                        crate::resolve::api::Origin::Input(input) => {
                            operation.inputs[*input].name.clone()
                        }
                        crate::resolve::api::Origin::ParentOf(input) => {
                            format!("@parent({})", operation.inputs[*input].name)
                        }
                    })
                    .collect();
                format!("`borrows({})`: it stays valid as long", names.join(", "))
            }
            Life::Copied => {
                "`copied`: it is valid until the next call, and is copied before".into()
            }
            Life::Freed(function) => format!(
                "`returns_owned(destroy = {})`: it is ours",
                self.c_name(*function)
            ),
        };
        format!("{facts}; its extent is what the contract says")
    }

    /// The statements that find the number of elements, `len`.
    fn measure(
        &self,
        operation: &Operation,
        extent: &Extent,
        element: &Element,
        argument: &dyn Fn(usize) -> String,
    ) -> String {
        let (count, unit, is_size) = match extent {
            Extent::Terminated => return String::new(),
            Extent::Fixed(count, unit) => (format!("let len = {count};\n"), *unit, true),
            Extent::Param { param, unit } => (
                format!("let len = {};\n", argument(*param)),
                *unit,
                self.is_size(self.param_type(operation, *param)),
            ),
            Extent::Call {
                function,
                arguments,
                unit,
            } => {
                let arguments: Vec<String> = arguments.iter().map(|a| argument(*a)).collect();
                let call = format!("{}({})", self.raw(*function), arguments.join(", "));
                let ItemKind::Function(item) = &self.plan.contract.item(*function).kind else {
                    return String::new();
                };
                let comment =
                    "// SAFETY: the function tells the extent of what was just handed out.";
                (
                    format!("{comment}\nlet len = unsafe {{ {call} }};\n"),
                    *unit,
                    self.is_size(&item.signature.result),
                )
            }
        };
        let divisor = match (unit, element) {
            (Unit::Element, _) | (_, Element::Byte | Element::Utf8) => String::new(),
            (Unit::Byte, Element::Utf16) => " / 2".to_owned(),
            (Unit::Byte, Element::Value(ty)) => format!(" / size_of::<{}>()", self.scalar(ty)),
        };
        match (is_size, divisor.as_str()) {
            (true, "") => count,
            (true, divisor) => format!("{count}let len = len{divisor};\n"),
            (false, divisor) => {
                format!("{count}let len = usize::try_from(len).unwrap_or(0){divisor};\n")
            }
        }
    }

    fn is_size(&self, ty: &Ty) -> bool {
        self.scalar(ty) == "usize"
    }
}

/// The statements of a block, and its value: the last line.
fn split_value(block: &str) -> (&str, &str) {
    match block.rfind('\n') {
        Some(end) => block.split_at(end + 1),
        None => ("", block),
    }
}
