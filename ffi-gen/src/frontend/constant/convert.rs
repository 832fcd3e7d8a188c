//! Values converted to the types of the fields that they initialise.
//!
//! What C forbids or a compiler only warns of is a misfit. Where the type is a guess, a number that does not survive
//! its conversion is one too.

use super::{
    Environment,
    arithmetic::wrap_bits,
    operand::{Class, Known, Operand},
    parse::Parser,
};
use crate::contract::{IntKind, Reason, TextKind, Ty, Value};

/// The type that a whole initialiser is for.
#[derive(Clone, Copy)]
pub(super) struct Goal<'n> {
    /// Its name, for messages.
    pub(super) name: &'n str,
    /// Whether a number must be one of its field's values; otherwise it is converted.
    pub(super) exact: bool,
}

impl Goal<'_> {
    /// The reason that an initialiser does not fit its type.
    pub(super) fn misfit(self, why: &str) -> Reason {
        Reason::new(
            "initializer-mismatch",
            format!(
                "it is an initialiser that does not fit `{}`: {why}",
                self.name
            ),
        )
    }
}

impl<'s, E: Environment<'s>> Parser<'_, '_, 's, E> {
    /// A value as one of a field's.
    pub(super) fn converted(
        &mut self,
        ty: &Ty,
        width: Option<u32>,
        operand: Operand,
        goal: Goal<'_>,
    ) -> Result<Value, Reason> {
        let class = self.class(ty);
        if let Known::Unknown(reason) = operand.known {
            return Err(reason);
        }
        if class == Class::Array {
            return self
                .text_array(ty, operand)
                .ok_or_else(|| goal.misfit("a string does not fit its array"));
        }
        let from = self.canonical(&operand.ty);
        let same = class == Class::Other && from == self.canonical(ty);
        let operand = self.value(operand)?;
        let known = match (class, operand.known) {
            (Class::Other, Known::Record(parts)) if same => return Ok(Value::Aggregate(parts)),
            (Class::Bool | Class::Int(_), Known::Int(value)) => {
                let mut converted = self.cast(ty.clone(), Operand::int(IntKind::Int128, value))?;
                if let (Known::Int(value), Some(width)) = (&mut converted.known, width) {
                    let signed = matches!(class, Class::Int(kind) if self.model.is_signed(kind));
                    *value = wrap_bits(*value, width, signed);
                }
                match converted.known {
                    Known::Int(changed) if goal.exact && changed != value => {
                        return Err(goal.misfit("a number lies outside the range of its field"));
                    }
                    known => known,
                }
            }
            (Class::Float(_), known @ (Known::Int(_) | Known::Float(_))) => {
                let operand = Operand {
                    ty: operand.ty,
                    known,
                };
                self.cast(ty.clone(), operand)?.known
            }
            // A null pointer constant.
            (Class::Pointer, Known::Int(0)) => Known::Address(0),
            (Class::Pointer, known @ (Known::Address(_) | Known::Text { .. }))
                if self.points_alike(&operand.ty, ty, &known) =>
            {
                known
            }
            (_, Known::Unknown(reason)) => return Err(reason),
            _ => return Err(goal.misfit("a value is of another type than its field")),
        };
        match known {
            Known::Int(value) => Ok(Value::Int(value)),
            Known::Float(value) => Ok(Value::Float(value)),
            Known::Address(address) => Ok(Value::Address(address)),
            Known::Text { kind, units } => Ok(Value::Text { kind, units }),
            Known::Unknown(reason) => Err(reason),
            Known::Place(_) | Known::Record(_) | Known::Nothing => {
                Err(goal.misfit("a value is of another type than its field"))
            }
        }
    }

    /// A string as the value of an array that has room for it; the terminating zero need not fit.
    fn text_array(&mut self, ty: &Ty, operand: Operand) -> Option<Value> {
        let Ty::Array {
            element,
            len: Some(len),
        } = self.canonical(ty)
        else {
            return None;
        };
        let Ty::Array { element: unit, .. } = &operand.ty else {
            return None;
        };
        let (element, unit) = (self.class(&element), self.class(unit));
        let Known::Text { kind, units } = operand.known else {
            return None;
        };
        let fits = match (element, unit) {
            // Any of the three character types may hold a string.
            (Class::Int(element), _) if kind == TextKind::Bytes => {
                matches!(element, IntKind::Char | IntKind::SChar | IntKind::UChar)
            }
            _ => element == unit,
        };
        (fits && units.len() as u64 <= len).then_some(Value::Text { kind, units })
    }

    /// Whether C lets a pointer of one type become one of the other without a cast.
    fn points_alike(&mut self, from: &Ty, to: &Ty, known: &Known) -> bool {
        let (
            Ty::Pointer {
                pointee: from,
                qualifiers: has,
            },
            Ty::Pointer {
                pointee: to,
                qualifiers: takes,
            },
        ) = (self.canonical(from), self.canonical(to))
        else {
            return false;
        };
        let (from, to) = (self.canonical(&from), self.canonical(&to));
        let is_null = matches!(known, Known::Address(0)) && from == Ty::Void;
        let is_object = |ty: &Ty| !matches!(ty, Ty::Function(_));
        let keeps = (takes.is_const || !has.is_const) && (takes.is_volatile || !has.is_volatile);
        is_null && !has.is_const && !has.is_volatile
            || keeps
                && (from == to
                    || from == Ty::Void && is_object(&to)
                    || to == Ty::Void && is_object(&from))
    }
}

/// Whether an operand is a string literal and not a pointer to one.
pub(super) fn is_literal(operand: &Operand) -> bool {
    matches!(operand.known, Known::Text { .. }) && matches!(operand.ty, Ty::Array { .. })
}
