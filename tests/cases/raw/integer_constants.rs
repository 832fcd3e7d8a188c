use ::core::ffi::{c_int, c_long, c_schar, c_uchar, c_uint, c_ulong, c_ulonglong, c_ushort};
use ::core::mem::offset_of;

pub const ZERO: c_int = 0;
pub const DECIMAL: c_int = 2147483647;
pub const TOO_BIG_FOR_INT: c_long = 2147483648;
pub const HEX_INT: c_int = 2147483647;
pub const HEX_UNSIGNED: c_uint = 2147483648;
pub const OCTAL: c_int = 493;
pub const BINARY: c_int = 10;
pub const ZERO_UL: c_ulong = 0;
pub const ONE_ULL: c_ulonglong = 1;
pub const LONG: c_long = 5;
pub const MINUS_ONE: c_int = -1;
/// `(~0U)`
pub const ALL_ONES: c_uint = 4294967295;
/// `(1u << 31)`
pub const MASK: c_uint = 2147483648;
/// `(1 << 4 | 1 << 2)`
pub const SHIFTED: c_int = 20;
/// `UINT64_MAX`
pub const BIG: c_ulong = 18446744073709551615;
/// `INT64_MIN`
pub const SMALL: c_long = -9223372036854775808;
// left out: constant `SIZE_LIKE`: nothing declares `size_t`
/// `(-1 < 1u)`
pub const MIXED_SIGNS: c_int = 0;
/// `(1 ? -1 : 2u)`
pub const CONDITIONAL: c_uint = 4294967295;
/// `((unsigned char)300)`
pub const NARROW: c_uchar = 44;
/// `((signed char)200)`
pub const NARROW_SIGNED: c_schar = -56;
/// `((int64_t)1 << 40)`
pub const WIDE_CAST: c_long = 1099511627776;
/// `((_Bool)5)`
pub const TRUTH: bool = true;
/// `(1, 2)`
pub const COMMA: c_int = 2;
/// `sizeof(int)`
pub const SIZE_OF_INT: c_ulong = 4;
/// `sizeof(struct point)`
pub const SIZE_OF_RECORD: c_ulong = 8;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct point {
    pub x: c_int,
    pub y: c_int,
}

impl Default for point {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<point>() == 8);
    assert!(align_of::<point>() == 4);
    assert!(offset_of!(point, x) == 0);
    assert!(offset_of!(point, y) == 4);
};

pub const ANONYMOUS_A: c_int = 3;
pub const ANONYMOUS_B: c_int = -4;
/// `(ANONYMOUS_A + 1)`
pub const FROM_ENUMERATOR: c_int = 4;
/// `ANONYMOUS_B`
pub const SAME_AS_ENUMERATOR: c_int = -4;
pub const VERSION_MAJOR: c_int = 3;
pub const VERSION_MINOR: c_int = 14;
/// `(VERSION_MAJOR * 1000 + VERSION_MINOR)`
pub const VERSION: c_int = 3014;

pub type port_t = c_ushort;

/// `((port_t)8080)`
pub const DEFAULT_PORT: port_t = 8080;
/// `(VERSION >= 3000)`
pub const IS_NEW: c_int = 1;
