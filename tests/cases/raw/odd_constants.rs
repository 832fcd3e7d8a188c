use ::core::ffi::{
    CStr, c_char, c_double, c_float, c_int, c_long, c_longlong, c_short, c_uchar, c_uint,
    c_ulong, c_ulonglong, c_ushort, c_void,
};

/// Expressions in which C differs from what one would expect.
///
/// `(1 ? 2 : 3.0)`
pub const C1: c_double = 2.0;
/// `(-1 < 0u)`
pub const C2: c_int = 0;
/// `(1u - 2)`
pub const C3: c_uint = 4294967295;
/// `((short)70000)`
pub const C4: c_short = 4464;
/// `(1 << 31)`
pub const C5: c_int = -2147483648;
// left out: constant `C6`: it divides by zero
/// `(-7 % 3)`
pub const C7: c_int = -1;
// left out: constant `C8`: a value does not fit in its signed type
/// `(unsigned char)300`
pub const C9: c_uchar = 44;
pub const C10: c_int = 24930;
pub const C11: c_int = -128;
pub const C12: c_int = 8364;
pub const C13: c_ushort = 8364;
pub const C14: c_uint = 128512;
/// `"a" "b"`
pub const C15: &CStr = c"ab";
pub const C16: &[u8; 4] = b"a\x00b\0";
pub const C17: &CStr = c"\xff\xff";
pub const C18: c_double = f64::INFINITY;
pub const C20: c_float = 1.0;
/// `0x1p-3`
pub const C21: c_double = 0.125;
/// `(1 == 1.0)`
pub const C22: c_int = 1;
/// `!5`
pub const C23: c_int = 0;
/// `~0`
pub const C24: c_int = -1;
/// `~0u`
pub const C25: c_uint = 4294967295;
pub const C26: c_long = -2147483648;
pub const C27: c_uint = 2147483648;
pub const C28: c_long = 4294967296;
/// `(char)-1`
pub const C29: c_char = -1;
/// `(_Bool)5`
pub const C30: bool = true;
/// `sizeof(char[10])`
pub const C31: c_ulong = 10;
/// `(int)3.99`
pub const C32: c_int = 3;
// left out: constant `C33`: a value does not fit in its signed type
/// `(float)0.1`
pub const C34: c_float = 0.1;
/// `(double)0.1f`
pub const C35: c_double = 0.10000000149011612;
/// `1.0 + 1`
pub const C36: c_double = 2.0;
/// `(1, 2)`
pub const C37: c_int = 2;
// left out: constant `C38`: it is a statement
// left out: constant `C39`: it is a compound literal
// left out: constant `C40`: it is a compound literal
/// `"abc"[1]`
pub const C41: c_char = 98;
/// `sizeof("abc")`
pub const C42: c_ulong = 4;
/// `__builtin_choose_expr(1, 2, 3)`
pub const C43: c_int = 2;
/// `__builtin_constant_p(3)`
pub const C44: c_int = 1;
/// `(void*)-1`
pub const C45: *mut c_void = ::core::ptr::without_provenance_mut(0xffffffffffffffff);
/// `((const char *)0)`
pub const C46: *const c_char = ::core::ptr::null();

/// `((int (*)(void))1)`
#[inline]
pub fn C47() -> Option<unsafe extern "C" fn() -> c_int> {
    // SAFETY: any address but zero may be a function pointer that is never called.
    unsafe { ::core::mem::transmute(::core::ptr::without_provenance::<()>(0x1)) }
}

pub const C48: c_int = 511;
// left out: constant `C49`: `08` is not a number of C
/// `1ull << 63`
pub const C50: c_ulonglong = 9223372036854775808;
/// `(long long)-1 >> 1`
pub const C51: c_longlong = -1;
/// `(-1) >> 1`
pub const C52: c_int = -1;
/// `1 ? -1 : 0u`
pub const C53: c_uint = 4294967295;
// left out: constant `C54`: its value depends on where or when it is used
/// `sizeof(int[3][4])`
pub const C55: c_ulong = 48;
/// `_Alignof(double)`
pub const C56: c_ulong = 8;
/// `__alignof__(long long)`
pub const C57: c_ulong = 8;
// left out: constant `C58`: no integer type of C holds the literal's value
pub const C59: c_ulong = 18446744073709551615;
/// `'\''`
pub const C60: c_int = 39;
pub const C61: c_int = 34;
/// `"\""`
pub const C62: &CStr = c"\"";
pub const C63: &CStr = c"\xc3\xa9";
pub const C64: &CStr = c"\xc3\xa9";
pub const C65: &[c_int; 2] = &[233, 0];
pub const C66: c_double = 1.0;
pub const C67: c_double = 0.5;
// left out: constant `C68`: its type is `long double`
// left out: constant `C69`: `1i` is not a number of C
/// `(1.0 > 0.5) + 2`
pub const C70: c_int = 3;
// left out: constant `C71`: it has a trigraph, which is read in two ways
/// `__INT_MAX__`
pub const C72: c_int = 2147483647;
/// `__LONG_MAX__`
pub const C73: c_long = 9223372036854775807;
/// `__DBL_MAX__`
pub const C74: c_double = 1.7976931348623157e308;
/// `__FLT_MIN__`
pub const C75: c_float = 1.1754944e-38;
/// `__CHAR_BIT__`
pub const C76: c_int = 8;
/// `(__SIZE_TYPE__)-1`
pub const C77: c_ulong = 18446744073709551615;
/// `__builtin_inf()`
pub const C78: c_double = f64::INFINITY;
/// `__builtin_nan("")`
pub const C79: c_double = f64::NAN;
/// `(short)-1 == (unsigned short)-1`
pub const C80: c_int = 0;
/// `3 - - 2`
pub const C81: c_int = 5;
/// `07 + 0b11`
pub const C82: c_int = 10;
/// `1 <2> 1`
pub const C83: c_int = 0;
/// `(unsigned long)1 - 2`
pub const C84: c_ulong = 18446744073709551615;
/// `(long)1 - 2u`
pub const C85: c_long = -1;
/// `1 && 0 || 1`
pub const C86: c_int = 1;
pub const C87: c_int = 1;
/// `(char)'\xff' == '\xff'`
pub const C88: c_int = 1;
// left out: constant `TRIGRAPH`: it has a trigraph, which is read in two ways
// left out: constant `WITH_TRIGRAPH`: it has a trigraph, which is read in two ways
