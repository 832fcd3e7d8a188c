//! Constants: C's own type and value.

use super::{known::Known, module::Module, omission::Obstacle, plan::Plan};
use crate::contract::{Constant, FloatKind, IntKind, Item, ItemId, ItemKind, TextKind, Ty, Value};

/// How the values of a type are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Literal {
    Bool,
    /// An integer of this many bits.
    Int {
        bits: u16,
        signed: bool,
    },
    Float32,
    Float64,
    /// An enumeration over an integer.
    Enum(ItemId),
    Pointer,
    FunctionPointer,
    /// None of these.
    None,
}

impl Literal {
    /// How the values of `ty` are written.
    pub(super) fn of(plan: &Plan<'_>, ty: &Ty) -> Literal {
        match plan.contract.canonical(ty) {
            Ty::Bool => Literal::Bool,
            Ty::Int(kind) => Literal::Int {
                bits: plan.target.model.bits(*kind),
                signed: plan.target.model.is_signed(*kind),
            },
            Ty::Float(FloatKind::Float) => Literal::Float32,
            Ty::Float(FloatKind::Double) => Literal::Float64,
            Ty::Float(FloatKind::LongDouble) if plan.standings.is_long_double_double() => {
                Literal::Float64
            }
            Ty::Item(id) if matches!(plan.contract.item(*id).kind, ItemKind::Enum(_)) => {
                Literal::Enum(*id)
            }
            Ty::Pointer { pointee, .. } => match plan.contract.canonical(pointee) {
                Ty::Function(signature)
                    if plan.standings.signature_obstacle(signature).is_none() =>
                {
                    Literal::FunctionPointer
                }
                _ => Literal::Pointer,
            },
            _ => Literal::None,
        }
    }

    /// Whether neighbouring values make a range.
    pub(super) fn is_number(self) -> bool {
        matches!(self, Literal::Int { .. })
    }

    /// A code unit as a value of the type.
    pub(super) fn unit(self, unit: u32) -> i128 {
        match self {
            Literal::Int {
                bits: 8,
                signed: true,
            } => (unit as u8).cast_signed().into(),
            Literal::Int {
                bits: 16,
                signed: true,
            } => (unit as u16).cast_signed().into(),
            Literal::Int {
                bits: 32,
                signed: true,
            } => unit.cast_signed().into(),
            _ => unit.into(),
        }
    }

    /// Whether `value` is one of the type's.
    fn holds(self, value: i128) -> bool {
        match self {
            Literal::Bool => matches!(value, 0 | 1),
            // The model writes the upper half of the unsigned values as negative ones.
            Literal::Int { bits: 128, .. } => true,
            Literal::Int { bits, signed: true } => {
                let limit = 1i128 << (bits - 1);
                (-limit..limit).contains(&value)
            }
            Literal::Int { bits, .. } => (0..1i128 << bits).contains(&value),
            _ => false,
        }
    }
}

/// What keeps a constant from being written.
pub(super) fn obstacle<'a>(plan: &Plan<'a>, id: ItemId) -> Option<Obstacle<'a>> {
    let ItemKind::Constant(constant) = &plan.contract.item(id).kind else {
        return None;
    };
    let Some(value) = constant.value.get(plan.target_index) else {
        return Some(Obstacle::NoValueHere);
    };
    match value {
        Value::Aggregate(_) => super::aggregate::obstacle(plan, &constant.ty, value),
        _ => scalar_obstacle(plan, &constant.ty, value),
    }
}

/// What keeps the value of anything but a structure, union or array from being written.
pub(super) fn scalar_obstacle<'a>(
    plan: &Plan<'a>,
    ty: &'a Ty,
    value: &Value,
) -> Option<Obstacle<'a>> {
    let mut literal = Literal::of(plan, ty);
    if let Literal::Enum(id) = literal
        && let ItemKind::Enum(enumeration) = &plan.contract.item(id).kind
    {
        literal = Literal::of(plan, &enumeration.underlying);
    }
    match (value, literal) {
        (Value::Int(value), Literal::Int { .. } | Literal::Bool) => {
            (!literal.holds(*value)).then_some(Obstacle::OutOfRange)
        }
        (Value::Float(_), Literal::Float32 | Literal::Float64) => None,
        (Value::Text { .. }, _) => None,
        (Value::Address(_), Literal::Pointer | Literal::FunctionPointer) => {
            plan.standings.is_too_deep(ty).then_some(Obstacle::TooDeep)
        }
        _ => match plan.contract.canonical(ty) {
            Ty::Float(kind) => Some(Obstacle::Float(*kind)),
            _ => Some(Obstacle::ConstantType),
        },
    }
}

/// Whether a constant is written as a function, because no constant of Rust can hold it.
pub(super) fn is_function(plan: &Plan<'_>, constant: &Constant) -> bool {
    let value = constant.value.get(plan.target_index);
    matches!(value, Some(Value::Address(address)) if *address != 0)
        && Literal::of(plan, &constant.ty) == Literal::FunctionPointer
}

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
