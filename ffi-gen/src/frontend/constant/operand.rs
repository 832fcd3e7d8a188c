//! Operands: what is known of an expression's value, its type, and the conversions between types.

use super::{
    Environment, Evaluated,
    arithmetic::{Arithmetic, overflow, round, to_float, wrap},
    parse::Parser,
};
use crate::contract::{FloatKind, IntKind, Part, Qualifiers, Reason, TextKind, Ty};

/// An expression: its type, and its value as far as it is known.
#[derive(Debug, Clone)]
pub(super) struct Operand {
    pub(super) ty: Ty,
    pub(super) known: Known,
}

/// What is known of a value.
#[derive(Debug, Clone)]
pub(super) enum Known {
    Int(i128),
    /// A number; of type `long double` only where a cast to `double` is certain to give this.
    Float(f64),
    Address(u64),
    /// An object at this address: its value is unknown, but it can be measured and its address taken.
    Place(u64),
    /// A string literal, or a pointer to one.
    Text {
        kind: TextKind,
        units: Vec<u32>,
    },
    /// A compound literal of a structure or union.
    Record(Vec<Part>),
    /// `void`.
    Nothing,
    /// Not constant. This matters only where the value is used: `1 || 1 / 0` is constant.
    Unknown(Reason),
}

/// Types by what can be done with their values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Void,
    Bool,
    Int(IntKind),
    Float(FloatKind),
    Pointer,
    Array,
    Other,
}

impl Operand {
    pub(super) fn int(kind: IntKind, value: i128) -> Operand {
        Operand {
            ty: Ty::Int(kind),
            known: Known::Int(value),
        }
    }

    pub(super) fn truth(value: bool) -> Operand {
        Operand::int(IntKind::Int, value.into())
    }

    pub(super) fn float(kind: FloatKind, value: f64) -> Operand {
        Operand {
            ty: Ty::Float(kind),
            known: Known::Float(value),
        }
    }

    pub(super) fn unknown(ty: Ty, reason: Reason) -> Operand {
        Operand {
            ty,
            known: Known::Unknown(reason),
        }
    }

    /// Whether the value is not zero.
    pub(super) fn is_true(&self) -> Result<bool, Reason> {
        match &self.known {
            Known::Int(value) => Ok(*value != 0),
            Known::Float(value) => Ok(*value != 0.0),
            Known::Address(address) => Ok(*address != 0),
            Known::Text { .. } => Ok(true),
            Known::Unknown(reason) => Err(reason.clone()),
            Known::Place(_) => Err(reads_memory()),
            Known::Record(_) => Err(mismatch("it needs a number where there is a record")),
            Known::Nothing => Err(mismatch("it uses a value of type `void`")),
        }
    }
}

impl Class {
    /// The class of a canonical type.
    pub(super) fn of(ty: &Ty) -> Class {
        match ty {
            Ty::Void => Class::Void,
            Ty::Bool => Class::Bool,
            Ty::Int(kind) => Class::Int(*kind),
            Ty::Float(kind) => Class::Float(*kind),
            Ty::Pointer { .. } => Class::Pointer,
            Ty::Array { .. } => Class::Array,
            _ => Class::Other,
        }
    }

    /// The arithmetic type, if it is one. A truth value is promoted to `int` by every operator.
    pub(super) fn arithmetic(self) -> Option<Arithmetic> {
        match self {
            Class::Bool => Some(Arithmetic::Int(IntKind::Int)),
            Class::Int(kind) => Some(Arithmetic::Int(kind)),
            Class::Float(kind) => Some(Arithmetic::Float(kind)),
            _ => None,
        }
    }
}

impl<'s, E: Environment<'s>> Parser<'_, '_, 's, E> {
    /// The type behind aliases and enumerations.
    pub(super) fn canonical(&mut self, ty: &Ty) -> Ty {
        match ty {
            Ty::Item(_) | Ty::Instance { .. } => self.environment.canonical(ty),
            _ => ty.clone(),
        }
    }

    pub(super) fn class(&mut self, ty: &Ty) -> Class {
        match ty {
            Ty::Item(_) | Ty::Instance { .. } => Class::of(&self.environment.canonical(ty)),
            _ => Class::of(ty),
        }
    }

    /// What a pointer type points to.
    pub(super) fn pointee(&mut self, ty: &Ty) -> Result<Ty, Reason> {
        match self.canonical(ty) {
            Ty::Pointer { pointee, .. } => Ok(*pointee),
            Ty::Array { element, .. } => Ok(*element),
            _ => Err(mismatch("it uses as a pointer what is none")),
        }
    }

    /// Size of a type in bytes; as in GNU C, `void` and functions have size 1.
    pub(super) fn size_of(&mut self, ty: &Ty) -> Result<u64, Reason> {
        let size = match ty {
            Ty::Void | Ty::Function(_) | Ty::Bool => Some(1),
            Ty::Int(kind) => Some(u64::from(self.model.bits(*kind)).div_ceil(8)),
            Ty::Pointer { .. } => Some(u64::from(self.model.pointer_bits) / 8),
            Ty::Float(kind) => self
                .model
                .float_size(*kind)
                .or_else(|| Some(self.environment.layout(ty)?.0)),
            Ty::Array {
                element,
                len: Some(len),
            } => self.size_of(element)?.checked_mul(*len),
            _ => self.environment.layout(ty).map(|(size, _)| size),
        };
        size.ok_or_else(|| Reason::new("unknown-layout", "it needs the size of an incomplete type"))
    }

    /// Alignment of a type in bytes.
    pub(super) fn align_of(&mut self, ty: &Ty) -> Result<u64, Reason> {
        match ty {
            Ty::Array { element, .. } => self.align_of(element),
            _ => match self.environment.layout(ty) {
                Some((_, align)) => Ok(align),
                None => self.size_of(ty),
            },
        }
    }

    /// The operand as a value: arrays become pointers, other objects are read.
    pub(super) fn value(&mut self, operand: Operand) -> Result<Operand, Reason> {
        match operand.known {
            Known::Place(address) => {
                if self.class(&operand.ty) == Class::Array {
                    let element = self.pointee(&operand.ty)?;
                    Ok(Operand {
                        ty: Ty::pointer_to(element),
                        known: Known::Address(address),
                    })
                } else {
                    Ok(Operand::unknown(operand.ty, reads_memory()))
                }
            }
            Known::Text { .. } => match operand.ty {
                Ty::Array { element, .. } => Ok(Operand {
                    ty: Ty::pointer_to(*element),
                    known: operand.known,
                }),
                _ => Ok(operand),
            },
            _ => Ok(operand),
        }
    }

    /// Converts an operand to a type.
    pub(super) fn cast(&mut self, ty: Ty, operand: Operand) -> Result<Operand, Reason> {
        let class = self.class(&ty);
        if class == Class::Void {
            return Ok(Operand {
                ty,
                known: Known::Nothing,
            });
        }
        let operand = self.value(operand)?;
        let known = match (class, operand.known) {
            (Class::Array | Class::Other, _) => {
                return Err(mismatch("it casts to a type that has no simple values"));
            }
            (_, Known::Unknown(reason)) => Known::Unknown(reason),
            (_, Known::Nothing) => return Err(mismatch("it uses a value of type `void`")),
            (Class::Int(_) | Class::Float(FloatKind::Float), Known::Float(_))
                if self.class(&operand.ty) == Class::Float(FloatKind::LongDouble) =>
            {
                Known::Unknown(long_double())
            }
            (Class::Bool, known) => match (Operand {
                ty: Ty::Bool,
                known,
            })
            .is_true()
            {
                Ok(truth) => Known::Int(truth.into()),
                Err(reason) => Known::Unknown(reason),
            },
            (Class::Int(kind), Known::Int(value)) => Known::Int(wrap(value, kind, self.model)),
            (Class::Int(kind), Known::Address(address)) => {
                Known::Int(wrap(address.into(), kind, self.model))
            }
            (Class::Int(kind), Known::Float(value)) => self.truncate(value, kind),
            (Class::Float(kind), Known::Int(value)) => match self.class(&operand.ty) {
                Class::Int(from) => number(kind, to_float(value, from, kind)),
                _ => number(kind, value as f64),
            },
            (Class::Float(kind), Known::Float(value)) => number(kind, round(value, kind)),
            (Class::Pointer, Known::Int(value)) => Known::Address(self.pointer_value(value as u64)),
            (Class::Pointer, Known::Address(address)) => Known::Address(address),
            (Class::Pointer, known @ Known::Text { .. }) => {
                let from = self.pointee(&operand.ty)?;
                let to = self.pointee(&ty)?;
                if self.same_width(&from, &to) {
                    known
                } else {
                    Known::Unknown(address_of_text())
                }
            }
            (_, Known::Text { .. }) => Known::Unknown(address_of_text()),
            _ => return Err(mismatch("it casts between types that do not convert")),
        };
        Ok(Operand { ty, known })
    }

    /// An address in the width of a pointer.
    pub(super) fn pointer_value(&self, value: u64) -> u64 {
        match self.model.pointer_bits {
            bits @ 1..64 => value & ((1 << bits) - 1),
            _ => value,
        }
    }

    fn truncate(&self, value: f64, kind: IntKind) -> Known {
        let whole = value.trunc();
        // `as` saturates, so that everything out of range fails one of the comparisons.
        let converted = whole as i128;
        if converted as f64 == whole
            && converted != i128::MAX
            && wrap(converted, kind, self.model) == converted
        {
            Known::Int(converted)
        } else {
            Known::Unknown(overflow())
        }
    }

    /// Whether text of one unit may be read as text of the other.
    fn same_width(&mut self, from: &Ty, to: &Ty) -> bool {
        match (self.class(from), self.class(to)) {
            (Class::Int(from), Class::Int(to)) => self.model.bits(from) == self.model.bits(to),
            _ => false,
        }
    }

    /// The meaning of the whole macro.
    pub(super) fn conclude(&mut self, operand: Operand) -> Result<Evaluated, Reason> {
        let Operand { ty, known } = self.value(operand)?;
        match known {
            Known::Int(value) => {
                if value < 0 && self.class(&ty) == Class::Int(IntKind::UInt128) {
                    return Err(Reason::new("overflow", "its value needs 128 bits"));
                }
                Ok(Evaluated::Int { ty, value })
            }
            Known::Float(_) if self.class(&ty) == Class::Float(FloatKind::LongDouble) => {
                Err(long_double())
            }
            Known::Float(value) => Ok(Evaluated::Float { ty, value }),
            Known::Text { kind, units } => Ok(Evaluated::Text { kind, units }),
            Known::Address(address) => Ok(Evaluated::Address { ty, address }),
            Known::Record(parts) => Ok(Evaluated::Record { ty, parts }),
            Known::Place(_) => Err(reads_memory()),
            Known::Nothing => Err(Reason::new("void", "its value is of type `void`")),
            Known::Unknown(reason) => Err(reason),
        }
    }
}

/// A number of a floating-point type, if its values are represented here.
pub(super) fn number(kind: FloatKind, value: f64) -> Known {
    match kind {
        FloatKind::Float | FloatKind::Double => Known::Float(value),
        FloatKind::LongDouble => Known::Unknown(long_double()),
        FloatKind::Half | FloatKind::Quad => Known::Unknown(Reason::new(
            "unsupported-type",
            "only constants of type `float` and `double` are supported",
        )),
    }
}

/// A pointer to `pointee` with a qualifier.
pub(super) fn pointer(pointee: Ty, qualifiers: Qualifiers) -> Ty {
    Ty::Pointer {
        pointee: Box::new(pointee),
        qualifiers,
    }
}

pub(super) fn long_double() -> Reason {
    Reason::new("long-double", "its type is `long double`")
}

pub(super) fn mismatch(text: &str) -> Reason {
    Reason::new("type-mismatch", text)
}

pub(super) fn address_of_text() -> Reason {
    Reason::new("address-of-text", "it depends on where a string is stored")
}

fn reads_memory() -> Reason {
    Reason::new("reads-an-object", "it reads memory")
}
