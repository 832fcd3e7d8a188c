//! C's integer types and the operators on their values.
//!
//! A value is an `i128`; one of type `unsigned __int128` is held as its bit pattern.

use crate::contract::{DataModel, FloatKind, IntKind, Reason};

/// The arithmetic types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arithmetic {
    Int(IntKind),
    Float(FloatKind),
}

/// The binary operators that give a value of their operands' common type, and the comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Binary {
    Mul,
    Div,
    Rem,
    Add,
    Sub,
    Shl,
    Shr,
    Lt,
    Gt,
    Le,
    Ge,
    Eq,
    Ne,
    And,
    Xor,
    Or,
    LogicalAnd,
    LogicalOr,
}

/// What an operator makes of two operands of one type.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Outcome<T> {
    Value(T),
    Truth(bool),
}

/// The kind of `size_t`.
pub(super) fn size_kind(model: DataModel) -> IntKind {
    match model.pointer_bits {
        64 if model.long_bits == 64 => IntKind::ULong,
        64 => IntKind::ULongLong,
        _ => IntKind::UInt,
    }
}

/// The kind of `ptrdiff_t`.
pub(super) fn difference_kind(model: DataModel) -> IntKind {
    match size_kind(model) {
        IntKind::ULong => IntKind::Long,
        IntKind::ULongLong => IntKind::LongLong,
        _ => IntKind::Int,
    }
}

/// The kind of `uint64_t`.
pub(super) fn unsigned_64(model: DataModel) -> IntKind {
    if model.long_bits == 64 {
        IntKind::ULong
    } else {
        IntKind::ULongLong
    }
}

/// The integer promotions.
pub(super) fn promote(kind: IntKind, model: DataModel) -> IntKind {
    let kind = standard(kind, model);
    if rank(kind) < rank(IntKind::Int) {
        IntKind::Int
    } else {
        kind
    }
}

/// The usual arithmetic conversions.
pub(super) fn common(one: Arithmetic, two: Arithmetic, model: DataModel) -> Arithmetic {
    match (one, two) {
        (Arithmetic::Float(one), Arithmetic::Float(two)) => {
            Arithmetic::Float(if float_rank(one) >= float_rank(two) {
                one
            } else {
                two
            })
        }
        (Arithmetic::Float(kind), _) | (_, Arithmetic::Float(kind)) => Arithmetic::Float(kind),
        (Arithmetic::Int(one), Arithmetic::Int(two)) => {
            Arithmetic::Int(common_integer(one, two, model))
        }
    }
}

fn common_integer(one: IntKind, two: IntKind, model: DataModel) -> IntKind {
    let (one, two) = (promote(one, model), promote(two, model));
    let (high, low) = if rank(one) >= rank(two) {
        (one, two)
    } else {
        (two, one)
    };
    match (model.is_signed(high), model.is_signed(low)) {
        (true, false) if rank(high) == rank(low) => low,
        (true, false) if model.bits(high) <= model.bits(low) => high.to_unsigned(),
        _ => high,
    }
}

fn standard(kind: IntKind, model: DataModel) -> IntKind {
    let (bits, signed) = match kind {
        IntKind::Fixed { bits, signed } => (bits, signed),
        IntKind::Size { signed } => (model.pointer_bits, signed),
        kind => return kind,
    };
    let unsigned = match bits {
        ..=8 => IntKind::UChar,
        9..=16 => IntKind::UShort,
        17..=32 => IntKind::UInt,
        33..=64 => unsigned_64(model),
        _ => IntKind::UInt128,
    };
    match unsigned {
        kind if !signed => kind,
        IntKind::UChar => IntKind::SChar,
        IntKind::UShort => IntKind::Short,
        IntKind::UInt => IntKind::Int,
        IntKind::ULong => IntKind::Long,
        IntKind::ULongLong => IntKind::LongLong,
        _ => IntKind::Int128,
    }
}

fn rank(kind: IntKind) -> u8 {
    match kind {
        IntKind::Char | IntKind::SChar | IntKind::UChar => 1,
        IntKind::Short | IntKind::UShort => 2,
        IntKind::Int | IntKind::UInt => 3,
        IntKind::Long | IntKind::ULong => 4,
        IntKind::LongLong | IntKind::ULongLong => 5,
        IntKind::Int128 | IntKind::UInt128 | IntKind::Fixed { .. } | IntKind::Size { .. } => 6,
    }
}

fn float_rank(kind: FloatKind) -> u8 {
    match kind {
        FloatKind::Half => 0,
        FloatKind::Float => 1,
        FloatKind::Double => 2,
        FloatKind::LongDouble => 3,
        FloatKind::Quad => 4,
    }
}

/// The value that a conversion to `kind` makes of `value`.
pub(super) fn wrap(value: i128, kind: IntKind, model: DataModel) -> i128 {
    wrap_bits(value, model.bits(kind).into(), model.is_signed(kind))
}

/// The same for an integer of this many bits.
pub(super) fn wrap_bits(value: i128, bits: u32, signed: bool) -> i128 {
    let unused = 128 - bits.clamp(1, 128);
    if signed {
        value << unused >> unused
    } else {
        ((value as u128) << unused >> unused) as i128
    }
}

/// A value as a floating-point number, rounded once.
pub(super) fn to_float(value: i128, from: IntKind, to: FloatKind) -> f64 {
    match (from == IntKind::UInt128, to == FloatKind::Float) {
        (true, true) => f64::from(value as u128 as f32),
        (true, false) => value as u128 as f64,
        (false, true) => f64::from(value as f32),
        (false, false) => value as f64,
    }
}

/// Applies `op` to two values of type `kind` (for shifts `right` may have any type).
pub(super) fn integers(
    op: Binary,
    left: i128,
    right: i128,
    kind: IntKind,
    model: DataModel,
) -> Result<Outcome<i128>, Reason> {
    let signed = model.is_signed(kind);
    if matches!(op, Binary::Shl | Binary::Shr)
        && !(0..i128::from(model.bits(kind))).contains(&right)
    {
        return Err(Reason::new(
            "invalid-shift",
            format!("it shifts a value of {} bits by {right}", model.bits(kind)),
        ));
    }
    if matches!(op, Binary::Div | Binary::Rem) && right == 0 {
        return Err(Reason::new("division-by-zero", "it divides by zero"));
    }
    let (unsigned_left, unsigned_right) = (left as u128, right as u128);
    let ordering = if signed {
        left.cmp(&right)
    } else {
        unsigned_left.cmp(&unsigned_right)
    };
    let exact = match op {
        Binary::Add => left.checked_add(right),
        Binary::Sub => left.checked_sub(right),
        Binary::Mul => left.checked_mul(right),
        Binary::Div if signed => left.checked_div(right),
        // The remainder overflows when the quotient does.
        Binary::Rem
            if signed
                && right == -1
                && left == wrap(1 << (model.bits(kind).clamp(1, 128) - 1), kind, model) =>
        {
            None
        }
        Binary::Rem if signed => left.checked_rem(right),
        Binary::Div => Some((unsigned_left / unsigned_right) as i128),
        Binary::Rem => Some((unsigned_left % unsigned_right) as i128),
        // Compilers define what the standard does not: the bits move, whatever the sign.
        Binary::Shl => Some(wrap(left << right, kind, model)),
        Binary::Shr if signed => Some(left >> right),
        Binary::Shr => Some((unsigned_left >> right) as i128),
        Binary::And => Some(left & right),
        Binary::Xor => Some(left ^ right),
        Binary::Or => Some(left | right),
        Binary::Lt => return Ok(Outcome::Truth(ordering.is_lt())),
        Binary::Gt => return Ok(Outcome::Truth(ordering.is_gt())),
        Binary::Le => return Ok(Outcome::Truth(ordering.is_le())),
        Binary::Ge => return Ok(Outcome::Truth(ordering.is_ge())),
        Binary::Eq => return Ok(Outcome::Truth(left == right)),
        Binary::Ne => return Ok(Outcome::Truth(left != right)),
        Binary::LogicalAnd => return Ok(Outcome::Truth(left != 0 && right != 0)),
        Binary::LogicalOr => return Ok(Outcome::Truth(left != 0 || right != 0)),
    };
    if signed {
        exact
            .filter(|&value| wrap(value, kind, model) == value)
            .map(Outcome::Value)
            .ok_or_else(overflow)
    } else {
        let value = exact.unwrap_or_else(|| match op {
            Binary::Add => left.wrapping_add(right),
            Binary::Sub => left.wrapping_sub(right),
            _ => left.wrapping_mul(right),
        });
        Ok(Outcome::Value(wrap(value, kind, model)))
    }
}

/// Applies `op` to two values of type `kind`; none when the operator takes integers only.
pub(super) fn floats(op: Binary, left: f64, right: f64, kind: FloatKind) -> Option<Outcome<f64>> {
    let value = match op {
        Binary::Add => left + right,
        Binary::Sub => left - right,
        Binary::Mul => left * right,
        Binary::Div => left / right,
        Binary::Lt => return Some(Outcome::Truth(left < right)),
        Binary::Gt => return Some(Outcome::Truth(left > right)),
        Binary::Le => return Some(Outcome::Truth(left <= right)),
        Binary::Ge => return Some(Outcome::Truth(left >= right)),
        Binary::Eq => return Some(Outcome::Truth(left == right)),
        Binary::Ne => return Some(Outcome::Truth(left != right)),
        Binary::LogicalAnd => return Some(Outcome::Truth(left != 0.0 && right != 0.0)),
        Binary::LogicalOr => return Some(Outcome::Truth(left != 0.0 || right != 0.0)),
        Binary::Rem | Binary::Shl | Binary::Shr | Binary::And | Binary::Xor | Binary::Or => {
            return None;
        }
    };
    // The sign of a NaN that the machine makes differs by machine.
    Some(Outcome::Value(if value.is_nan() {
        f64::NAN
    } else {
        round(value, kind)
    }))
}

/// `value` in the precision of `kind`. Sums, products and quotients of two floats are exact enough in `f64` that
/// rounding them again gives what a computation in `f32` would.
pub(super) fn round(value: f64, kind: FloatKind) -> f64 {
    if kind == FloatKind::Float {
        f64::from(value as f32)
    } else {
        value
    }
}

/// The reason for a result that its signed type cannot hold.
pub(super) fn overflow() -> Reason {
    Reason::new("overflow", "a value does not fit in its signed type")
}
