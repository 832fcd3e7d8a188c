use ::core::ffi::{c_int, c_long, c_ulong};

/// `UINT64_MAX`
pub const ID_MAX: c_ulong = 18446744073709551615;
/// `INT64_MIN`
pub const ID_NONE: c_long = -9223372036854775808;
/// `SIZE_MAX`
pub const LENGTH_MAX: c_ulong = 18446744073709551615;
/// `((size_t)-1)`
pub const NO_POSITION: usize = 18446744073709551615;
/// `INT8_MAX`
pub const SMALL_MAX: c_int = 127;
/// `UINT8_MAX`
pub const FLAGS_ALL: c_int = 255;
/// `UINT64_C(1000000000000)`
pub const BIG: c_ulong = 1000000000000;
/// `(sizeof(uint64_t) * CHAR_BIT)`
pub const BITS: c_ulong = 64;
/// `INT_MIN`
pub const LOWEST: c_int = -2147483648;
/// `INTMAX_C(-62135596800)`
pub const EPOCH: c_long = -62135596800;
