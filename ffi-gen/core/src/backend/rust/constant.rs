//! Constants: C's own type and value.

use super::{omission::Obstacle, plan::Plan};
use crate::contract::{Constant, FloatKind, ItemId, ItemKind, Ty, Value};

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
