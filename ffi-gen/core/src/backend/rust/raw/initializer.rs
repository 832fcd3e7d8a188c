//! Writes the values of structures, unions and arrays, field by field, as rustfmt would.

use super::{module::Module, record};
use crate::{
    backend::rust::{
        aggregate::{Shown, is_given, is_written_as_itself, is_zero, value_at, value_of},
        constant::Literal,
        guard::WIDTH,
        ident,
        representation::Member,
    },
    contract::{IntKind, Part, Ty, Value},
};
use std::borrow::Cow;

/// rustfmt's longest body of a structure on one line, and longest array on one line.
const STRUCT_WIDTH: usize = 18;
const ARRAY_WIDTH: usize = 60;

/// Longest element that rustfmt puts on a line with others when an array takes several.
const SHORT_ELEMENT: usize = 10;

/// How a value is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// As rustfmt would.
    Best,
    /// On one line.
    OneLine,
}

// Everything below that returns a truth value says whether rustfmt would leave it on the line.
impl<'a> Module<'a> {
    /// Writes ` = …;` for the value of a structure, union or array.
    pub(super) fn assign_aggregate(&mut self, ty: &'a Ty, value: &'a Value) {
        self.push(" =");
        let mark = self.writer.mark();
        self.push(" ");
        self.push_ty(ty);
        self.push(" {");
        let is_too_wide = self.writer.column() > WIDTH;
        self.writer.rewind(mark);
        if is_too_wide {
            self.writer.newline();
            self.writer.indent();
        } else {
            self.push(" ");
        }
        self.push_part(ty, Some(value), Style::Best);
        self.push(";");
        self.writer.newline();
        if is_too_wide {
            self.writer.dedent();
        }
    }

    /// Writes the reason that a value may be zero, where it is not written field by field.
    pub(super) fn push_safety(&mut self, ty: &'a Ty, value: Option<&Value>) {
        if self.is_zeroed(ty, value) {
            self.writer.line("// SAFETY: all fields may be zero.");
        }
    }

    /// Whether a value is written as nothing but zero.
    fn is_zeroed(&self, ty: &Ty, value: Option<&Value>) -> bool {
        let plan = self.plan;
        match plan.contract.canonical(ty) {
            Ty::Array { element, .. } => value.is_none_or(is_zero) && self.is_zeroed(element, None),
            _ => match Shown::of(plan, ty) {
                Some(shown) => match (value, shown.members) {
                    (Some(value), Some(_)) => shown.is_union && is_zero(value),
                    _ => true,
                },
                None => Literal::of(plan, ty) == Literal::None,
            },
        }
    }

    /// Writes a value; zero where there is none.
    fn push_part(&mut self, ty: &'a Ty, value: Option<&'a Value>, style: Style) -> bool {
        let plan = self.plan;
        if self.is_zeroed(ty, value) {
            self.push("unsafe { ::core::mem::zeroed() }");
            // The reason stands on a line of its own.
            return false;
        }
        match plan.contract.canonical(ty) {
            Ty::Array { element, len } => {
                let len = len.unwrap_or(0);
                match value.filter(|value| !is_zero(value)) {
                    None => {
                        self.push("[");
                        self.push_part(element, None, style);
                        self.push("; ");
                        self.writer.push_int(len);
                        self.push("]");
                        true
                    }
                    Some(value) => self.push_elements(element, len, value, style),
                }
            }
            _ => match (Shown::of(plan, ty), value) {
                (Some(shown), Some(Value::Aggregate(parts))) => {
                    self.push_ty(ty);
                    self.push_fields(&shown, parts, style)
                }
                _ => {
                    self.push_scalar(ty, value);
                    true
                }
            },
        }
    }

    fn push_scalar(&mut self, ty: &'a Ty, value: Option<&'a Value>) {
        let literal = Literal::of(self.plan, ty);
        match value {
            None => self.push_zero(literal, ty),
            Some(Value::Text { units, .. }) => self.push_text_pointer(ty, units),
            Some(value) => self.push_value(value, literal, ty),
        }
    }

    /// Writes the address of a string.
    fn push_text_pointer(&mut self, ty: &'a Ty, units: &[u32]) {
        let contract = self.plan.contract;
        let Ty::Pointer {
            pointee,
            qualifiers,
        } = contract.canonical(ty)
        else {
            return;
        };
        let has_zero = units.contains(&0);
        if has_zero {
            self.push_bytes("b\"", units, "\\0\"");
        } else {
            self.push_bytes("c\"", units, "\"");
        }
        self.push(".as_ptr()");
        if !qualifiers.is_const {
            self.push(".cast_mut()");
        }
        if has_zero || *contract.canonical(pointee) != Ty::Int(IntKind::Char) {
            self.push(".cast()");
        }
    }

    /// Writes what stands behind the name of a record.
    fn push_fields(&mut self, shown: &Shown<'a, 'a>, parts: &'a [Part], style: Style) -> bool {
        let names = ident::field_names(shown.fields);
        let members = shown.members.unwrap_or_default();
        let given: Vec<&Member> = members
            .iter()
            .filter(|member| !shown.is_union || is_given(member, parts))
            .collect();
        if given.is_empty() {
            self.push(" {}");
            return true;
        }
        let mark = self.writer.mark();
        self.push(" { ");
        let start = self.writer.column();
        // Each takes four columns at least.
        let mut fits = given.len() <= STRUCT_WIDTH / 4;
        for (index, member) in given.iter().enumerate() {
            if !fits {
                break;
            }
            if index > 0 {
                self.push(", ");
            }
            self.push_member_name(members, member, &names);
            fits &= self.push_member(shown, member, parts, Style::OneLine);
        }
        fits &= self.writer.column() <= start + STRUCT_WIDTH && self.writer.column() + 3 <= WIDTH;
        if fits || style == Style::OneLine {
            self.push(" }");
            return fits;
        }
        self.writer.rewind(mark);
        self.writer.line(" {");
        self.writer.indent();
        for member in given {
            if let Some((field, _)) = shown.field(member)
                && is_written_as_itself(self.plan, field)
            {
                self.push_safety(&field.ty, value_of(member, parts));
            }
            self.push_member_name(members, member, &names);
            self.push_member(shown, member, parts, Style::Best);
            self.writer.line(",");
        }
        self.writer.dedent();
        self.push("}");
        false
    }

    fn push_member_name(&mut self, members: &[Member], member: &Member, names: &[Cow<'_, str>]) {
        let number = |like: fn(&Member) -> bool| {
            let alike = members.iter().filter(|other| like(other));
            1 + alike.take_while(|other| *other != member).count()
        };
        match member {
            Member::Field { index, .. } => self.push(&names[*index]),
            Member::Bits(_) => {
                self.push(&record::prefix("bitfield", names));
                let number = number(|member| matches!(member, Member::Bits(_)));
                self.writer.push_int(number as u64);
            }
            Member::Padding { .. } => {
                self.push(&record::prefix("padding", names));
                let number = number(|member| matches!(member, Member::Padding { .. }));
                self.writer.push_int(number as u64);
            }
        }
        self.push(": ");
    }

    fn push_member(
        &mut self,
        shown: &Shown<'a, 'a>,
        member: &Member,
        parts: &'a [Part],
        style: Style,
    ) -> bool {
        match (member, shown.field(member)) {
            (Member::Bits(run), _) => {
                let bytes = shown.bytes(run, parts, self.plan.target.model.little_endian);
                self.push_bracketed(bytes.len() as u64, style, &mut |module, index, _| {
                    let byte = usize::try_from(index)
                        .ok()
                        .and_then(|index| bytes.get(index));
                    module.writer.push_int(byte.copied().unwrap_or(0));
                    true
                })
            }
            (_, Some((field, _))) if is_written_as_itself(self.plan, field) => {
                self.push_part(&field.ty, value_of(member, parts), style)
            }
            (_, Some((field, _))) if matches!(field.ty, Ty::Pointer { .. }) => {
                self.push("::core::ptr::null_mut()");
                true
            }
            (_, field) => {
                let size = match (member, field) {
                    (Member::Padding { size, .. }, _) => *size,
                    (_, field) => field.map_or(0, |(_, at)| at.size),
                };
                self.push("[0; ");
                self.writer.push_int(size);
                self.push("]");
                true
            }
        }
    }

    /// Writes the elements of an array.
    fn push_elements(&mut self, element: &'a Ty, len: u64, value: &'a Value, style: Style) -> bool {
        let literal = Literal::of(self.plan, element);
        self.push_bracketed(len, style, &mut |module, index, style| match value {
            Value::Text { units, .. } => {
                let unit = usize::try_from(index)
                    .ok()
                    .and_then(|index| units.get(index));
                module.push_literal(literal, literal.unit(unit.copied().unwrap_or(0)));
                true
            }
            Value::Aggregate(parts) => {
                let part = value_at(index, parts);
                if style == Style::Best {
                    module.push_safety(element, part);
                }
                module.push_part(element, part, style)
            }
            _ => true,
        })
    }

    /// Writes an array of `len` elements, of which `push` writes one.
    fn push_bracketed(
        &mut self,
        len: u64,
        style: Style,
        push: &mut dyn FnMut(&mut Module<'a>, u64, Style) -> bool,
    ) -> bool {
        let mark = self.writer.mark();
        self.push("[");
        let start = self.writer.column();
        let mut fits = true;
        let mut longest = 0;
        for index in 0..len {
            if index > 0 {
                self.push(", ");
            }
            let before = self.writer.column();
            fits &= push(self, index, Style::OneLine);
            longest = longest.max(self.writer.column() - before);
            if !fits || longest > ARRAY_WIDTH {
                break;
            }
        }
        let is_short = fits && longest <= SHORT_ELEMENT;
        fits &= self.writer.column() <= start + ARRAY_WIDTH && self.writer.column() + 2 <= WIDTH;
        if fits || style == Style::OneLine {
            self.push("]");
            return fits;
        }
        self.writer.rewind(mark);
        if len == 1 {
            // A single element opens on the bracket's line.
            self.push("[");
            push(self, 0, Style::Best);
            self.push("]");
            return false;
        }
        self.writer.line("[");
        self.writer.indent();
        for index in 0..len {
            if !is_short {
                push(self, index, Style::Best);
                self.writer.line(",");
                continue;
            }
            let mark = self.writer.mark();
            if index > 0 {
                self.push(" ");
            }
            push(self, index, Style::OneLine);
            self.push(",");
            if self.writer.column() > WIDTH {
                self.writer.rewind(mark);
                self.writer.newline();
                push(self, index, Style::OneLine);
                self.push(",");
            }
        }
        if is_short {
            self.writer.newline();
        }
        self.writer.dedent();
        self.push("]");
        false
    }
}
