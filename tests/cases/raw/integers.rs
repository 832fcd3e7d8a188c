use ::core::ffi::{c_int, c_long, c_longlong, c_uint, c_ulong, c_ulonglong};

/// Integer constants with every suffix and base.
pub const DECIMAL: c_int = 42;
pub const NEGATIVE: c_int = -1;
pub const HEX: c_uint = 255;
pub const OCTAL: c_int = 493;
pub const BINARY: c_int = 11;
pub const LONG_ZERO: c_ulong = 0;
pub const LONGER: c_long = 123456789012;
/// `(-9223372036854775807LL - 1)`
pub const LL_MIN: c_longlong = -9223372036854775808;
pub const ULL: c_ulonglong = 18446744073709551615;
pub const HEX_BECOMES_UNSIGNED: c_uint = 2147483648;
pub const DECIMAL_BECOMES_LONG: c_long = 2147483648;
pub const SUFFIXED: c_ulong = 10;
pub const PARENTHESISED: c_int = 7;

/// five
pub const WITH_COMMENT: c_int = 5;
/// `(1 << 4)`
pub const CONTINUED: c_int = 16;
// left out: constant `TOO_LARGE`: no integer type of C holds the literal's value
// left out: constant `NOTHING`: it expands to nothing
// left out: constant `GARBAGE`: `12abc` is not a number of C
