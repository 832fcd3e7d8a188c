//! Constants as they are written.

use super::module::Module;
use crate::{
    backend::rust::{constant::Literal, known::Known},
    contract::{Constant, IntKind, Item, ItemId, ItemKind, TextKind, Ty, Value},
};

impl<'a> Module<'a> {
    /// Writes a constant.
    pub(super) fn write_constant(&mut self, id: ItemId, item: &'a Item, constant: &'a Constant) {
        let Some(value) = constant.value.get(self.plan.target_index) else {
            return;
        };
        self.push_docs(&item.docs);
        self.push_expression(&constant.expression, !item.docs.blocks.is_empty());
        if let Value::Aggregate(_) = value {
            self.push_safety(&constant.ty, Some(value));
        }
        let literal = Literal::of(self.plan, &constant.ty);
        match value {
            Value::Text { kind, units } => self.write_text(id, &constant.ty, *kind, units),
            Value::Address(address) if literal == Literal::FunctionPointer && *address != 0 => {
                self.write_function_address(id, &constant.ty, *address);
            }
            _ => {
                self.push("pub const ");
                self.push_name(id);
                self.push(": ");
                self.push_ty(&constant.ty);
                match value {
                    Value::Aggregate(_) => self.assign_aggregate(&constant.ty, value),
                    _ => self.assign(|module| module.push_value(value, literal, &constant.ty)),
                }
            }
        }
    }

    /// Writes an integer, a truth value or an enumerator.
    pub(super) fn push_literal(&mut self, literal: Literal, value: i128) {
        match literal {
            Literal::Bool => self.push(if value == 0 { "false" } else { "true" }),
            Literal::Int {
                bits: 128,
                signed: false,
            } if value < 0 => {
                self.push(&value.cast_unsigned().to_string());
            }
            _ => self.writer.push_int(value),
        }
    }

    pub(super) fn push_value(&mut self, value: &'a Value, literal: Literal, ty: &'a Ty) {
        match (value, literal) {
            (Value::Int(value), Literal::Enum(id)) => {
                if let ItemKind::Enum(enumeration) = &self.plan.contract.item(id).kind {
                    self.push_enumerator(id, &enumeration.underlying, *value);
                }
            }
            (Value::Int(value), _) => self.push_literal(literal, *value),
            (Value::Float(value), Literal::Float32) => self.push_number(
                Known::F32,
                *value,
                // Shortest text that reads back as the same `float`.
                &format!("{:?}", *value as f32),
            ),
            (Value::Float(value), _) => {
                self.push_number(Known::F64, *value, &format!("{value:?}"));
            }
            (Value::Address(_), Literal::FunctionPointer) => self.push_known(Known::None),
            (Value::Address(address), _) => self.push_address(*address, ty),
            (Value::Text { .. } | Value::Aggregate(_), _) => {}
        }
    }

    /// Writes the value of a type all of whose bits are zero.
    pub(super) fn push_zero(&mut self, literal: Literal, ty: &'a Ty) {
        match literal {
            Literal::Enum(id) => {
                if let ItemKind::Enum(enumeration) = &self.plan.contract.item(id).kind {
                    self.push_enumerator(id, &enumeration.underlying, 0);
                }
            }
            Literal::Bool | Literal::Int { .. } => self.push_literal(literal, 0),
            Literal::Float32 | Literal::Float64 => self.push("0.0"),
            Literal::FunctionPointer => self.push_known(Known::None),
            Literal::Pointer => self.push_address(0, ty),
            Literal::None => {}
        }
    }

    fn push_number(&mut self, primitive: Known, value: f64, finite: &str) {
        if finite.ends_with(|c: char| c.is_ascii_digit()) {
            self.push(finite);
            return;
        }
        self.push_known(primitive);
        self.push(if value.is_nan() {
            "::NAN"
        } else if value > 0.0 {
            "::INFINITY"
        } else {
            "::NEG_INFINITY"
        });
    }

    fn push_address(&mut self, address: u64, ty: &'a Ty) {
        let is_const = match self.plan.contract.canonical(ty) {
            Ty::Pointer { qualifiers, .. } => qualifiers.is_const,
            _ => false,
        };
        self.push("::core::ptr::");
        if address == 0 {
            self.push(if is_const { "null()" } else { "null_mut()" });
            return;
        }
        self.push(if is_const {
            "without_provenance("
        } else {
            "without_provenance_mut("
        });
        self.push_address_digits(address);
        self.push(")");
    }

    fn push_address_digits(&mut self, address: u64) {
        let bits = self.plan.target.model.pointer_bits;
        let address = if bits < 64 {
            address & ((1 << bits) - 1)
        } else {
            address
        };
        self.push(&format!("{address:#x}"));
    }

    /// Writes an address that a Rust constant of its type cannot hold.
    fn write_function_address(&mut self, id: ItemId, ty: &'a Ty, address: u64) {
        self.writer.line("#[inline]");
        self.push("pub fn ");
        self.push_name(id);
        self.push("() -> ");
        self.push_ty(ty);
        self.writer.line(" {");
        self.writer.indent();
        self.writer.line(
            "// SAFETY: any address but zero may be a function pointer that is never called.",
        );
        self.push("unsafe { ::core::mem::transmute(::core::ptr::without_provenance::<()>(");
        self.push_address_digits(address);
        self.writer.line(")) }");
        self.close_braces(1);
    }

    fn write_text(&mut self, id: ItemId, ty: &'a Ty, kind: TextKind, units: &[u32]) {
        self.push("pub const ");
        self.push_name(id);
        self.push(": &");
        match kind {
            TextKind::Bytes if !units.contains(&0) => {
                self.push_known(Known::CStr);
                self.assign(|module| module.push_bytes("c\"", units, "\""));
            }
            TextKind::Bytes => {
                self.push_array_type(Known::U8, units.len() + 1);
                self.assign(|module| module.push_bytes("b\"", units, "\\0\""));
            }
            TextKind::Utf16 => self.push_units(Known::U16, units, false),
            TextKind::Utf32 => self.push_units(Known::U32, units, false),
            TextKind::Wide => {
                let (unit, signed) = self.wide_unit(ty);
                self.push_units(unit, units, signed);
            }
        }
    }

    /// The integer behind `wchar_t`, and whether it is signed.
    fn wide_unit(&self, ty: &'a Ty) -> (Known, bool) {
        let contract = self.plan.contract;
        let element = match contract.canonical(ty) {
            Ty::Pointer { pointee: inner, .. } | Ty::Array { element: inner, .. } => {
                contract.canonical(inner)
            }
            other => other,
        };
        match element {
            Ty::Int(IntKind::UShort) => (Known::CUshort, false),
            Ty::Int(IntKind::UInt) => (Known::CUint, false),
            Ty::Int(IntKind::Long) => (Known::CLong, true),
            _ => (Known::CInt, true),
        }
    }

    fn push_array_type(&mut self, unit: Known, len: usize) {
        self.push("[");
        self.push_known(unit);
        self.push("; ");
        self.writer.push_int(len as u64);
        self.push("]");
    }

    fn push_units(&mut self, unit: Known, units: &[u32], signed: bool) {
        self.push_array_type(unit, units.len() + 1);
        self.assign(|module| {
            module.push("&[");
            for unit in units {
                match signed {
                    true => module.writer.push_int(unit.cast_signed()),
                    false => module.writer.push_int(*unit),
                }
                module.push(", ");
            }
            module.push("0]");
        });
    }

    pub(super) fn push_bytes(&mut self, open: &str, units: &[u32], close: &str) {
        self.push(open);
        for unit in units {
            match *unit as u8 {
                b'"' => self.push("\\\""),
                b'\\' => self.push("\\\\"),
                b'\n' => self.push("\\n"),
                b'\r' => self.push("\\r"),
                b'\t' => self.push("\\t"),
                byte @ b' '..=b'~' => self.writer.push_char(char::from(byte)),
                byte => self.push(&format!("\\x{byte:02x}")),
            }
        }
        self.push(close);
    }
}
