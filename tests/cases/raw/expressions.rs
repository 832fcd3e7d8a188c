use ::core::ffi::{CStr, c_int, c_uint, c_ulonglong};

/// Constants that are computed.
pub const BASE: c_int = 256;

// left out: function-like macro `FLAG`: it is a macro with parameters, which has no type and no symbol

/// `FLAG(0)`
pub const FLAG_A: c_uint = 1;
/// `FLAG(31)`
pub const FLAG_TOP: c_uint = 2147483648;
/// `(FLAG_A | FLAG(4))`
pub const MASK: c_uint = 17;
/// `(~MASK)`
pub const INVERTED: c_uint = 4294967278;
/// `(!BASE)`
pub const NOT: c_int = 0;
/// `(BASE > 10 ? 1ull : -1)`
pub const CHOICE: c_ulonglong = 1;
/// `(-1 < 1u)`
pub const MIXED_SIGNS: c_int = 0;
/// `(-8 >> 1)`
pub const SHIFTED_RIGHT: c_int = -4;
/// `(-7 % 3)`
pub const REMAINDER: c_int = -1;
/// `(-7 / 2)`
pub const QUOTIENT: c_int = -3;
/// `(0u - 1u)`
pub const WRAPPED: c_uint = 4294967295;
/// `(2 + 3 * 4 - (1, 2))`
pub const COMMA_FREE: c_int = 12;
/// `(BASE && 0 || 1)`
pub const LOGIC: c_int = 1;

// left out: function-like macro `PASTE`: it is a macro with parameters, which has no type and no symbol

/// `PASTE(0x, ff)`
pub const PASTED: c_int = 255;

// left out: function-like macro `TEXT`: it is a macro with parameters, which has no type and no symbol

/// `TEXT(a b)`
pub const STRINGIFIED: &CStr = c"a b";
// left out: constant `DIVIDES_BY_ZERO`: it divides by zero
// left out: constant `STATEMENT`: it is part of a statement
// left out: constant `CALL`: it calls `thing`

unsafe extern "C" {
    pub fn thing(arg1: c_int) -> c_int;
}
