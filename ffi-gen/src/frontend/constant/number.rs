//! Numeric literals: their values and the types that C gives them.

use super::arithmetic::size_kind;
use crate::contract::{DataModel, FloatKind, IntKind, Reason};
use std::borrow::Cow;

/// The meaning of a numeric literal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Number {
    Int(IntKind, i128),
    Float(FloatKind, f64),
    /// Its value has no representation here, but it still has a type and hence a size.
    LongDouble {
        /// What a cast to `double` makes of it, where that does not depend on the precision of `long double`.
        as_double: Option<f64>,
    },
}

/// The meaning of the preprocessing number `text`.
pub(super) fn number(text: &[u8], model: DataModel) -> Result<Number, Reason> {
    let digits = if text.contains(&b'\'') {
        Cow::Owned(text.iter().copied().filter(|&b| b != b'\'').collect())
    } else {
        Cow::Borrowed(text)
    };
    parse(&digits, model).ok_or_else(|| malformed(text))?
}

fn malformed(text: &[u8]) -> Reason {
    Reason::new(
        "not-an-expression",
        format!("`{}` is not a number of C", String::from_utf8_lossy(text)),
    )
}

/// None when `text` is no number.
fn parse(text: &[u8], model: DataModel) -> Option<Result<Number, Reason>> {
    let (base, body) = match text {
        [b'0', b'x' | b'X', rest @ ..] => (16, rest),
        [b'0', b'b' | b'B', rest @ ..] => (2, rest),
        [b'0', ..] => (8, text),
        _ => (10, text),
    };
    let is_float = body.iter().any(|byte| match byte {
        b'.' => true,
        b'e' | b'E' => base == 10 || base == 8,
        b'p' | b'P' => base == 16,
        _ => false,
    });
    match (is_float, base) {
        (true, 16) => hex_float(body),
        (true, 2) => None,
        (true, _) => decimal_float(text),
        (false, _) => integer(base, body, model),
    }
}

fn integer(base: u32, body: &[u8], model: DataModel) -> Option<Result<Number, Reason>> {
    let split = body
        .iter()
        .position(|&byte| !(byte as char).is_digit(base.max(10)))
        .unwrap_or(body.len());
    let (digits, suffix) = body.split_at(split);
    if digits.is_empty() {
        return None;
    }
    let candidates = match IntSuffix::parse(suffix) {
        Some(IntSuffix::Size { signed }) => {
            let size = size_kind(model);
            return Some(value_of(digits, base)?.map(|value| {
                Number::Int(if signed { to_signed(size) } else { size }, value.into())
            }));
        }
        Some(IntSuffix::BitInt) => {
            return Some(Err(Reason::new(
                "unsupported-type",
                "`_BitInt` constants are not supported",
            )));
        }
        Some(IntSuffix::Standard { unsigned, longs }) => candidates(unsigned, longs, base),
        None => return None,
    };
    let value = match value_of(digits, base)? {
        Ok(value) => value,
        Err(reason) => return Some(Err(reason)),
    };
    let kind = candidates.iter().find(|&&kind| {
        let sign = u32::from(model.is_signed(kind));
        u128::from(value) >> (u32::from(model.bits(kind)) - sign) == 0
    });
    Some(match kind {
        Some(&kind) => Ok(Number::Int(kind, value.into())),
        None => Err(too_large()),
    })
}

fn value_of(digits: &[u8], base: u32) -> Option<Result<u64, Reason>> {
    let mut value = 0u64;
    for &digit in digits {
        let digit = (digit as char).to_digit(base)?;
        let next = value
            .checked_mul(u64::from(base))
            .and_then(|value| value.checked_add(u64::from(digit)));
        match next {
            Some(next) => value = next,
            None => return Some(Err(too_large())),
        }
    }
    Some(Ok(value))
}

fn too_large() -> Reason {
    Reason::new("overflow", "no integer type of C holds the literal's value")
}

fn to_signed(kind: IntKind) -> IntKind {
    match kind {
        IntKind::UInt => IntKind::Int,
        IntKind::ULong => IntKind::Long,
        _ => IntKind::LongLong,
    }
}

enum IntSuffix {
    Standard { unsigned: bool, longs: usize },
    Size { signed: bool },
    BitInt,
}

impl IntSuffix {
    fn parse(suffix: &[u8]) -> Option<IntSuffix> {
        let standard = |unsigned, longs| IntSuffix::Standard { unsigned, longs };
        Some(match suffix {
            b"" => standard(false, 0),
            b"u" | b"U" => standard(true, 0),
            b"l" | b"L" => standard(false, 1),
            b"ul" | b"uL" | b"Ul" | b"UL" | b"lu" | b"lU" | b"Lu" | b"LU" => standard(true, 1),
            b"ll" | b"LL" => standard(false, 2),
            b"ull" | b"uLL" | b"Ull" | b"ULL" | b"llu" | b"llU" | b"LLu" | b"LLU" => {
                standard(true, 2)
            }
            b"z" | b"Z" => IntSuffix::Size { signed: true },
            b"uz" | b"uZ" | b"Uz" | b"UZ" | b"zu" | b"zU" | b"Zu" | b"ZU" => {
                IntSuffix::Size { signed: false }
            }
            b"wb" | b"WB" | b"uwb" | b"uWB" | b"Uwb" | b"UWB" => IntSuffix::BitInt,
            _ => return None,
        })
    }
}

/// The types that a literal may have, in the order in which C tries them.
fn candidates(unsigned: bool, longs: usize, base: u32) -> &'static [IntKind] {
    use IntKind::{Int, Long, LongLong, UInt, ULong, ULongLong};
    if unsigned {
        &[UInt, ULong, ULongLong][longs..]
    } else if base == 10 {
        &[Int, Long, LongLong][longs..]
    } else {
        &[Int, UInt, Long, ULong, LongLong, ULongLong][2 * longs..]
    }
}

fn decimal_float(text: &[u8]) -> Option<Result<Number, Reason>> {
    let mut at = skip_digits(text, 0);
    if text.get(at) == Some(&b'.') {
        at = skip_digits(text, at + 1);
    }
    if matches!(text.get(at), Some(b'e' | b'E')) {
        at += 1 + usize::from(matches!(text.get(at + 1), Some(b'+' | b'-')));
        at = skip_digits(text, at);
    }
    let digits = std::str::from_utf8(&text[..at]).ok()?;
    float(
        &text[at..],
        || digits.parse::<f32>().ok().map(f64::from),
        || digits.parse().ok(),
        || as_double(digits),
    )
}

/// The double that `digits` are rounded to, if rounding them to any kind of `long double` first changes nothing.
///
/// The coarsest one has 64 bits of precision, finer than a unit of the 19th digit. So it suffices that the numbers
/// that far below and above round to the same double.
fn as_double(digits: &str) -> Option<f64> {
    const PRECISION: usize = 19;
    let (mantissa, exponent) = match digits.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (digits, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = [whole, fraction].concat();
    let significant = all.trim_start_matches('0');
    if significant.is_empty() {
        return Some(0.0);
    }
    let leading = significant.get(..PRECISION).unwrap_or(significant);
    let padding = PRECISION - leading.len();
    let leading = leading.parse::<u64>().ok()? * 10u64.pow(padding as u32);
    let dropped = significant.len().saturating_sub(PRECISION) as i32;
    let exponent = exponent
        .checked_sub(fraction.len() as i32)?
        .checked_add(dropped - padding as i32)?;
    let round = |leading: u64| format!("{leading}e{exponent}").parse::<f64>().ok();
    let below = round(leading - 1)?;
    (round(leading + 2)? == below).then_some(below)
}

fn skip_digits(text: &[u8], from: usize) -> usize {
    text[from..]
        .iter()
        .position(|byte| !byte.is_ascii_digit())
        .map_or(text.len(), |len| from + len)
}

/// Applies the suffix; each precision is rounded from the digits at once, because rounding twice may err.
fn float(
    suffix: &[u8],
    single: impl Fn() -> Option<f64>,
    double: impl Fn() -> Option<f64>,
    long: impl Fn() -> Option<f64>,
) -> Option<Result<Number, Reason>> {
    Some(Ok(match suffix {
        b"" => Number::Float(FloatKind::Double, double()?),
        b"f" | b"F" => Number::Float(FloatKind::Float, single()?),
        b"l" | b"L" => Number::LongDouble { as_double: long() },
        b"i" | b"I" | b"j" | b"J" | b"if" | b"iF" | b"fi" | b"Fi" | b"il" | b"iL" => {
            return Some(Err(Reason::new(
                "unsupported-type",
                "imaginary constants are not supported",
            )));
        }
        b"f16" | b"F16" | b"f32" | b"F32" | b"f64" | b"F64" | b"f128" | b"F128" | b"f32x"
        | b"F32x" | b"f64x" | b"F64x" | b"q" | b"Q" | b"w" | b"W" | b"bf16" | b"BF16" | b"df"
        | b"dd" | b"dl" | b"DF" | b"DD" | b"DL" => {
            return Some(Err(Reason::new(
                "unsupported-type",
                "only constants of type `float` and `double` are supported",
            )));
        }
        _ => return None,
    }))
}

fn hex_float(body: &[u8]) -> Option<Result<Number, Reason>> {
    let mut mantissa = 0u64;
    let mut exponent = 0i64;
    let mut at = 0;
    let mut seen_point = false;
    let mut seen_digit = false;
    loop {
        match *body.get(at)? {
            b'.' if !seen_point => seen_point = true,
            b'p' | b'P' if seen_digit => break,
            byte => {
                let digit = (byte as char).to_digit(16)?;
                seen_digit = true;
                if mantissa >> 60 == 0 {
                    mantissa = mantissa << 4 | u64::from(digit);
                    exponent -= 4 * i64::from(seen_point);
                } else {
                    // Beyond the precision of every type a digit only matters by not being zero.
                    mantissa |= u64::from(digit != 0);
                    exponent += 4 * i64::from(!seen_point);
                }
            }
        }
        at += 1;
    }
    at += 1;
    let negative = body.get(at) == Some(&b'-');
    at += usize::from(matches!(body.get(at), Some(b'+' | b'-')));
    let end = skip_digits(body, at);
    if end == at {
        return None;
    }
    let written = body[at..end].iter().fold(0i64, |value, digit| {
        value
            .saturating_mul(10)
            .saturating_add(i64::from(digit - b'0'))
    });
    // The bound keeps the sum in range; both ends are far beyond what a double holds.
    const BOUND: i64 = 1 << 40;
    let written = written.min(BOUND);
    exponent += if negative { -written } else { written };
    float(
        &body[end..],
        || Some(scale(mantissa, exponent, 24, -149)),
        || Some(scale(mantissa, exponent, 53, -1074)),
        // Fewer than 61 bits are exact in every kind of `long double`.
        || (mantissa >> 60 == 0).then(|| scale(mantissa, exponent, 53, -1074)),
    )
}

/// `mantissa · 2^exponent`, rounded once to `precision` bits whose lowest is worth at least `2^lowest`.
fn scale(mantissa: u64, exponent: i64, precision: i64, lowest: i64) -> f64 {
    if mantissa == 0 {
        return 0.0;
    }
    let len = i64::from(64 - mantissa.leading_zeros());
    if exponent + len > 1100 {
        return f64::INFINITY;
    }
    let unit = (exponent + len - precision).max(lowest);
    let shift = unit - exponent;
    let rounded = match shift {
        ..=0 => u128::from(mantissa) << (-shift).min(64),
        1..=64 => {
            let wide = u128::from(mantissa);
            let kept = wide >> shift;
            let half = 1u128 << (shift - 1);
            let lost = wide & ((1u128 << shift) - 1);
            kept + u128::from(lost > half || lost == half && kept & 1 == 1)
        }
        _ => 0,
    };
    let value = power_of_two(rounded as f64, unit);
    if precision == 24 {
        f64::from(value as f32)
    } else {
        value
    }
}

/// `value · 2^exponent` in steps that stay exact: the result is known to be representable or infinite.
fn power_of_two(mut value: f64, mut exponent: i64) -> f64 {
    while exponent != 0 && value != 0.0 && value.is_finite() {
        let step = exponent.clamp(-1000, 1000);
        value *= f64::from_bits(((1023 + step) as u64) << 52);
        exponent -= step;
    }
    value
}
