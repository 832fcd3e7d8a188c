//! Text and arrays that come out: their types, and how they are made of a pointer.

use super::{Page, body::Maker, error::Need, ty::ANY};
use crate::{
    contract::{ItemId, ItemKind, Ty},
    resolve::api::{Element, Extent, Life, Origin, Output, Unit},
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

impl Maker<'_, '_> {
    /// Text or elements at `pointer`, a variable.
    pub(super) fn data(&mut self, output: &Output, data: &Data<'_>, pointer: &str) -> Value {
        let is_text = is_text(data);
        let cited = self.cite(data.life);
        let mut measured = match data.extent {
            Extent::Terminated if !is_text => self.find_zero(output, data, pointer),
            _ if is_one(data) => String::new(),
            extent => self.measure(extent, data.element),
        };
        if let Some(check) = self
            .check_alignment(output, data, pointer)
            .filter(|_| !is_text)
        {
            self.failing.push(Need::Misaligned);
            measured.insert_str(0, &check);
        }
        if self.is_kept(data.life) {
            let kept = self.about(pointer, "kept");
            measured += &format!("let _ = {kept}.into_raw();\n");
        }
        let Value { ty, expression } = match (data.life, is_text) {
            (Life::Freed { by, .. }, _) => {
                let free = self.page.free_name(*by);
                self.freed(output, data, pointer, &free)
            }
            (_, true) => self.text(output, data, pointer),
            (_, false) => self.slice(data, pointer),
        };
        let made = format!("{measured}// SAFETY: {cited}.\n{expression}");
        if output.nullable {
            let (statements, value) = split_value(&made);
            let body = indent(&format!("{statements}Some({value})"));
            return Value {
                ty: format!("Option<{ty}>"),
                expression: format!("if {pointer}.is_null() {{\n    None\n}} else {{\n{body}\n}}"),
            };
        }
        let expression = match measured.is_empty() {
            true => made,
            false => format!("{{\n{}\n}}", indent(&made)),
        };
        Value { ty, expression }
    }

    /// Text that ends before a zero.
    fn text(&mut self, output: &Output, data: &Data<'_>, pointer: &str) -> Value {
        let cast = match self.page.pointee_name(self.operation, output).as_str() {
            "c_char" => "",
            _ => ".cast()",
        };
        let lifetime = self.lifetime(data.life);
        let text = format!("unsafe {{ CStr::from_ptr({pointer}{cast}) }}");
        if *data.element == Element::Path {
            let path = format!("Path::new(OsStr::from_bytes({text}.to_bytes()))");
            return match data.life {
                Life::Copied => Value {
                    ty: "PathBuf".to_owned(),
                    expression: format!("{path}.to_path_buf()"),
                },
                _ => Value {
                    ty: format!("&{lifetime}Path"),
                    expression: path,
                },
            };
        }
        self.shaped(data, "CStr", &lifetime, text, ".to_str()")
    }

    /// Elements with an extent.
    fn slice(&mut self, data: &Data<'_>, pointer: &str) -> Value {
        let lifetime = self.lifetime(data.life);
        if is_one(data) {
            return Value {
                ty: format!("&{lifetime}{ANY}"),
                expression: format!("unsafe {{ &*{pointer}.cast::<{ANY}>() }}"),
            };
        }
        let slice = format!("unsafe {{ slice::from_raw_parts({pointer}.cast(), len) }}");
        let unsized_type = match data.element {
            Element::Utf8 => "[u8]".to_owned(),
            other => self.page.slice_type(other),
        };
        self.shaped(data, &unsized_type, &lifetime, slice, "")
    }

    /// A borrow as it is, copied where it cannot be lent, and as `str` where the contract says so.
    fn shaped(
        &mut self,
        data: &Data<'_>,
        unsized_type: &str,
        lifetime: &str,
        borrow: String,
        to_str: &str,
    ) -> Value {
        let is_copied = *data.life == Life::Copied;
        let (ty, expression) = if *data.element == Element::Utf8 {
            self.failing.push(Need::NotUtf8);
            let text = match to_str {
                "" => format!("str::from_utf8({borrow})"),
                method => format!("{borrow}{method}"),
            };
            match is_copied {
                true => ("String".to_owned(), format!("{text}.map(str::to_owned)?")),
                false => (format!("&{lifetime}str"), format!("{text}?")),
            }
        } else if is_copied {
            (format!("Box<{unsized_type}>"), format!("{borrow}.into()"))
        } else {
            (format!("&{lifetime}{unsized_type}"), borrow)
        };
        Value { ty, expression }
    }

    /// Whether the call hands out a block that the caller frees after a failure, too, and may fail.
    pub(super) fn is_kept(&self, life: &Life) -> bool {
        matches!(life, Life::Freed { always: true, .. }) && self.operation.failure.is_some()
    }

    /// Gives the block behind `pointer` an owner before the result is looked at. After a failure nobody knows how long it
    /// is, so its owner looks at none of it; after a success [`Self::data`] takes it over.
    pub(super) fn keep_block(&mut self, output: &Output, by: ItemId, pointer: &str) {
        let free = self.page.free_name(by);
        let kept = self.about(pointer, "kept");
        let start = match self.page.is_const_pointer(self.operation, output) {
            true => format!("{pointer}.cast_mut().cast()"),
            false => format!("{pointer}.cast()"),
        };
        self.lines.push(format!(
            "// SAFETY: `returns_owned(always = true)`: if there is a block, it is ours, and its owner looks
// at none of it.
let {kept}: OwnedSlice<u8, {free}> = unsafe {{ OwnedSlice::from_raw_or_empty({start}, 0) }};"
        ));
    }

    /// Text or elements that the caller frees.
    fn freed(&self, output: &Output, data: &Data<'_>, pointer: &str, free: &str) -> Value {
        let pointer = match self.page.is_const_pointer(self.operation, output) {
            true => format!("{pointer}.cast_mut().cast()"),
            false => format!("{pointer}.cast()"),
        };
        let start = format!("NonNull::new_unchecked({pointer})");
        if is_text(data) {
            return Value {
                ty: format!("OwnedCStr<{free}>"),
                expression: format!("unsafe {{ OwnedCStr::from_raw({start}) }}"),
            };
        }
        let element = self.page.element(data.element);
        Value {
            ty: format!("OwnedSlice<{element}, {free}>"),
            expression: format!("unsafe {{ OwnedSlice::from_raw({start}, len) }}"),
        }
    }

    fn lifetime(&self, life: &Life) -> String {
        match life {
            Life::Static => "'static ".to_owned(),
            Life::With(origins) => match self.lifetimes.of_output(origins) {
                "'_" => String::new(),
                name => format!("{name} "),
            },
            Life::Copied | Life::Freed { .. } => String::new(),
        }
    }

    fn check_alignment(&self, output: &Output, data: &Data<'_>, pointer: &str) -> Option<String> {
        let inner = self.loose_element(output, data.element)?;
        let function = self.page.c_name(self.operation.function);
        Some(format!(
            "if !{pointer}.cast::<{inner}>().is_aligned() {{\n    return Err(Error::Misaligned {{ function: \"{function}\" }});\n}}\n"
        ))
    }

    /// The statements that look for the end of elements that are no bytes.
    fn find_zero(&self, output: &Output, data: &Data<'_>, pointer: &str) -> String {
        let start = match self.loose_element(output, data.element) {
            Some(element) => format!("{pointer}.cast::<{element}>()"),
            None => pointer.to_owned(),
        };
        let start = match self.page.is_const_pointer(self.operation, output) {
            true => start,
            false => format!("{start}.cast_const()"),
        };
        format!(
            "// SAFETY: the contract says that a zero ends what is handed out.\nlet len = unsafe {{ len_before_zero({start}) }};\n"
        )
    }

    /// The statements that find the number of elements, `len`.
    fn measure(&self, extent: &Extent, element: &Element) -> String {
        let page = &*self.page;
        // The C argument of a parameter once more, or the variable behind it.
        let argument = |param: usize| {
            let text = self.argument(param);
            text.strip_prefix("&mut ")
                .map_or(text.clone(), str::to_owned)
        };
        let (count, unit, is_size) = match extent {
            Extent::Terminated => return String::new(),
            Extent::Fixed(count, unit) => (format!("let len = {count};\n"), *unit, true),
            Extent::Param { param, unit } => (
                format!("let len = {};\n", argument(*param)),
                *unit,
                page.is_size(page.param_type(self.operation, *param)),
            ),
            Extent::Call {
                function,
                arguments,
                unit,
            } => {
                let arguments: Vec<String> = arguments.iter().map(|a| argument(*a)).collect();
                let call = format!("{}({})", page.raw(*function), arguments.join(", "));
                let ItemKind::Function(item) = &page.plan.contract.item(*function).kind else {
                    return String::new();
                };
                let comment =
                    "// SAFETY: the function tells the extent of what was just handed out.";
                (
                    format!("{comment}\nlet len = unsafe {{ {call} }};\n"),
                    *unit,
                    page.is_size(&item.signature.result),
                )
            }
        };
        let divisor = match (unit, element) {
            (Unit::Element, _) | (_, Element::Byte | Element::Utf8 | Element::Path) => {
                String::new()
            }
            (Unit::Byte, Element::Utf16) => " / 2".to_owned(),
            (Unit::Byte, Element::Value(_) | Element::Any) => {
                format!(" / size_of::<{}>()", page.element(element))
            }
        };
        match (is_size, divisor.as_str()) {
            (true, "") => count,
            (true, divisor) => format!("{count}let len = len{divisor};\n"),
            (false, divisor) => {
                format!("{count}let len = usize::try_from(len).unwrap_or(0){divisor};\n")
            }
        }
    }

    /// The type of elements whose alignment the type of the C pointer does not imply.
    fn loose_element(&self, output: &Output, element: &Element) -> Option<String> {
        // Values of the caller's type stand where the caller put them.
        if matches!(
            element,
            Element::Byte | Element::Utf8 | Element::Path | Element::Any
        ) {
            return None;
        }
        let inner = self.page.element(element);
        (self.page.pointee_name(self.operation, output) != inner).then_some(inner)
    }

    /// The facts that make the data valid.
    fn cite(&self, life: &Life) -> String {
        let named = |input: &usize| self.operation.inputs[*input].name.as_str();
        match life {
            Life::Static => "`borrows(@static)`: it lives as long as the program".to_owned(),
            Life::With(origins) => {
                let names: Vec<String> = origins
                    .iter()
                    .map(|origin| match origin {
                        Origin::Input(input) => named(input).to_owned(),
                        Origin::ParentOf(input) => format!("@parent({})", named(input)),
                    })
                    .collect();
                format!("`borrows({})`: it stays valid as long", names.join(", "))
            }
            Life::Copied => "`copied`: it is valid until the next call".to_owned(),
            Life::Freed { by, .. } => format!(
                "`returns_owned(destroy = {})`: it is ours",
                self.page.c_name(*by)
            ),
        }
    }
}

impl Page<'_> {
    pub(super) fn is_size(&self, ty: &Ty) -> bool {
        self.scalar(ty) == "usize"
    }
}

/// Whether data is bytes that end with a NUL.
fn is_text(data: &Data<'_>) -> bool {
    let is_bytes = matches!(data.element, Element::Byte | Element::Utf8 | Element::Path);
    *data.extent == Extent::Terminated && is_bytes
}

/// Whether data is one value of the caller's type.
fn is_one(data: &Data<'_>) -> bool {
    *data.element == Element::Any && *data.extent == Extent::Fixed(1, Unit::Element)
}

/// Adds one step of indentation.
fn indent(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("    {line}")).collect();
    lines.join("\n")
}

/// The statements of a block, and its value: the last line.
fn split_value(block: &str) -> (&str, &str) {
    match block.rfind('\n') {
        Some(end) => block.split_at(end + 1),
        None => ("", block),
    }
}
