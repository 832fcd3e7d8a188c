//! The compiler's own operators: `offsetof`, `_Generic` and the `__builtin_` functions that have constant values.

use super::{
    Environment,
    arithmetic::{size_kind, unsigned_64},
    operand::{Known, Operand, long_double, mismatch},
    parse::Parser,
};
use crate::contract::{FloatKind, IntKind, Reason, Ty};

/// A builtin operator.
#[derive(Clone, Copy)]
enum Builtin {
    OffsetOf,
    Generic,
    ChooseExpression,
    ConstantP,
    Expect,
    TypesCompatible,
    /// An infinity.
    Infinity(FloatKind),
    Nan(FloatKind),
    /// A function of one unsigned integer of this many bits; 0 stands for the width of `long`.
    Bits(BitFunction, u16),
}

#[derive(Clone, Copy)]
enum BitFunction {
    SwapBytes,
    CountOnes,
    LeadingZeros,
    TrailingZeros,
    FirstSet,
    Parity,
}

const LONG: u16 = 0;

fn lookup(name: &[u8]) -> Option<Builtin> {
    use BitFunction::{CountOnes, FirstSet, LeadingZeros, Parity, SwapBytes, TrailingZeros};
    let name = match name {
        b"_Generic" => return Some(Builtin::Generic),
        b"offsetof" => return Some(Builtin::OffsetOf),
        _ => name.strip_prefix(b"__builtin_")?,
    };
    Some(match name {
        b"offsetof" => Builtin::OffsetOf,
        b"choose_expr" => Builtin::ChooseExpression,
        b"constant_p" => Builtin::ConstantP,
        b"expect" => Builtin::Expect,
        b"types_compatible_p" => Builtin::TypesCompatible,
        b"huge_val" | b"inf" => Builtin::Infinity(FloatKind::Double),
        b"huge_valf" | b"inff" => Builtin::Infinity(FloatKind::Float),
        b"huge_vall" | b"infl" => Builtin::Infinity(FloatKind::LongDouble),
        b"nan" => Builtin::Nan(FloatKind::Double),
        b"nanf" => Builtin::Nan(FloatKind::Float),
        b"nanl" => Builtin::Nan(FloatKind::LongDouble),
        b"bswap16" => Builtin::Bits(SwapBytes, 16),
        b"bswap32" => Builtin::Bits(SwapBytes, 32),
        b"bswap64" => Builtin::Bits(SwapBytes, 64),
        b"popcount" => Builtin::Bits(CountOnes, 32),
        b"popcountl" => Builtin::Bits(CountOnes, LONG),
        b"popcountll" => Builtin::Bits(CountOnes, 64),
        b"clz" => Builtin::Bits(LeadingZeros, 32),
        b"clzl" => Builtin::Bits(LeadingZeros, LONG),
        b"clzll" => Builtin::Bits(LeadingZeros, 64),
        b"ctz" => Builtin::Bits(TrailingZeros, 32),
        b"ctzl" => Builtin::Bits(TrailingZeros, LONG),
        b"ctzll" => Builtin::Bits(TrailingZeros, 64),
        b"ffs" => Builtin::Bits(FirstSet, 32),
        b"ffsl" => Builtin::Bits(FirstSet, LONG),
        b"ffsll" => Builtin::Bits(FirstSet, 64),
        b"parity" => Builtin::Bits(Parity, 32),
        b"parityl" => Builtin::Bits(Parity, LONG),
        b"parityll" => Builtin::Bits(Parity, 64),
        _ => return None,
    })
}

impl<'s, E: Environment<'s>> Parser<'_, '_, 's, E> {
    /// The value of the builtin `name` that stands next, or none when it is no builtin.
    pub(super) fn builtin(&mut self, name: &[u8]) -> Option<Result<Operand, Reason>> {
        let builtin = lookup(name)?;
        if !self.peek_at(1).is_some_and(|token| token.is("(")) {
            return None;
        }
        self.advance();
        self.advance();
        Some(self.call(builtin))
    }

    fn call(&mut self, builtin: Builtin) -> Result<Operand, Reason> {
        // A call needs as much stack as several levels of parentheses.
        const LEVELS: usize = 6;
        self.enter(LEVELS)?;
        let operand = match builtin {
            Builtin::OffsetOf => self.offset_of()?,
            Builtin::Generic => self.generic()?,
            Builtin::ChooseExpression => {
                let condition = self.argument()?.is_true()?;
                self.expect(",")?;
                let yes = self.conditional()?;
                self.expect(",")?;
                let no = self.conditional()?;
                if condition { yes } else { no }
            }
            Builtin::ConstantP => {
                let argument = self.argument()?;
                let is_constant = matches!(
                    argument.known,
                    Known::Int(_) | Known::Float(_) | Known::Text { .. }
                );
                Operand::truth(is_constant)
            }
            Builtin::Expect => {
                let value = self.argument()?;
                self.expect(",")?;
                self.argument()?;
                self.cast(Ty::Int(IntKind::Long), value)?
            }
            Builtin::TypesCompatible => {
                let one = self.type_name()?;
                self.expect(",")?;
                let two = self.type_name()?;
                Operand::truth(self.compatible(&one, &two)?)
            }
            Builtin::Infinity(kind) => float(kind, f64::INFINITY),
            Builtin::Nan(kind) => match self.argument()?.known {
                Known::Text { units, .. } if units.is_empty() => float(kind, f64::NAN),
                _ => return Err(mismatch("it is a NaN with a payload")),
            },
            Builtin::Bits(function, bits) => {
                let argument = self.argument()?;
                self.bits(function, bits, argument)?
            }
        };
        self.expect(")")?;
        self.leave(LEVELS);
        Ok(operand)
    }

    fn argument(&mut self) -> Result<Operand, Reason> {
        let operand = self.conditional()?;
        self.value(operand)
    }

    fn offset_of(&mut self) -> Result<Operand, Reason> {
        let mut ty = self.type_name()?;
        self.expect(",")?;
        let name = self.name()?;
        let (mut offset, member) = self.member(&ty, name)?;
        ty = member;
        loop {
            let more = if self.accept(".") {
                let name = self.name()?;
                let (more, member) = self.member(&ty, name)?;
                ty = member;
                more
            } else if self.accept("[") {
                let index = self.integer_constant()?;
                self.expect("]")?;
                ty = self.pointee(&ty)?;
                (index as u64).wrapping_mul(self.size_of(&ty)?)
            } else {
                break;
            };
            offset = offset.wrapping_add(more);
        }
        let kind = size_kind(self.model);
        Ok(Operand::int(
            kind,
            super::arithmetic::wrap(offset.into(), kind, self.model),
        ))
    }

    fn generic(&mut self) -> Result<Operand, Reason> {
        let controlling = self.argument()?.ty;
        let mut chosen = None;
        let mut default = None;
        while self.accept(",") {
            let is_default = self.peek().is_some_and(|token| *token.text == *b"default");
            let matches = if is_default {
                self.advance();
                false
            } else {
                let ty = self.type_name()?;
                self.compatible(&controlling, &ty)?
            };
            self.expect(":")?;
            let operand = self.conditional()?;
            if is_default {
                default = Some(operand);
            } else if matches {
                chosen = chosen.or(Some(operand));
            }
        }
        chosen
            .or(default)
            .ok_or_else(|| mismatch("no association of its `_Generic` matches"))
    }

    /// Whether two types are compatible.
    fn compatible(&mut self, one: &Ty, two: &Ty) -> Result<bool, Reason> {
        let (one, two) = (self.canonical(one), self.canonical(two));
        Ok(match (&one, &two) {
            (
                Ty::Pointer {
                    pointee: one,
                    qualifiers: one_qualifiers,
                },
                Ty::Pointer {
                    pointee: two,
                    qualifiers: two_qualifiers,
                },
            ) => one_qualifiers == two_qualifiers && self.compatible(one, two)?,
            (
                Ty::Array {
                    element: one,
                    len: one_len,
                },
                Ty::Array {
                    element: two,
                    len: two_len,
                },
            ) => {
                (one_len.is_none() || two_len.is_none() || one_len == two_len)
                    && self.compatible(one, two)?
            }
            (Ty::Function(_), Ty::Function(_)) if one != two => {
                return Err(mismatch("it compares function types"));
            }
            _ => one == two,
        })
    }

    fn bits(
        &mut self,
        function: BitFunction,
        bits: u16,
        argument: Operand,
    ) -> Result<Operand, Reason> {
        let kind = match bits {
            LONG => IntKind::ULong,
            16 => IntKind::UShort,
            32 => IntKind::UInt,
            _ => IntKind::ULongLong,
        };
        let result = match (function, kind) {
            (BitFunction::SwapBytes, IntKind::ULongLong) => unsigned_64(self.model),
            (BitFunction::SwapBytes, kind) => kind,
            _ => IntKind::Int,
        };
        let width = u32::from(self.model.bits(kind));
        let operand = self.cast(Ty::Int(kind), argument)?;
        let value = match operand.known {
            Known::Int(value) => value as u64,
            Known::Unknown(reason) => return Ok(Operand::unknown(Ty::Int(result), reason)),
            _ => return Err(mismatch("it counts the bits of what has none")),
        };
        let undefined = || mismatch("it counts the zeros of zero");
        let computed = match function {
            BitFunction::SwapBytes => value.swap_bytes() >> (64 - width),
            BitFunction::CountOnes => value.count_ones().into(),
            BitFunction::Parity => u64::from(value.count_ones() % 2),
            BitFunction::FirstSet if value == 0 => 0,
            BitFunction::FirstSet => u64::from(value.trailing_zeros() + 1),
            _ if value == 0 => return Err(undefined()),
            BitFunction::LeadingZeros => u64::from(value.leading_zeros() - (64 - width)),
            BitFunction::TrailingZeros => value.trailing_zeros().into(),
        };
        Ok(Operand::int(result, computed.into()))
    }
}

fn float(kind: FloatKind, value: f64) -> Operand {
    match kind {
        FloatKind::LongDouble => Operand::unknown(Ty::Float(kind), long_double()),
        _ => Operand::float(kind, value),
    }
}
