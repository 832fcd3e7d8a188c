use ::core::ffi::{
    c_char, c_int, c_long, c_longlong, c_schar, c_short, c_uchar, c_uint, c_ulong, c_ulonglong,
    c_ushort,
};
use ::core::mem::offset_of;

pub type wchar_t = c_int;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct max_align_t {
    pub __clang_max_align_nonce1: c_longlong,
    pub __clang_max_align_nonce2: support::LongDouble,
}

impl Default for max_align_t {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<max_align_t>() == 32);
    assert!(align_of::<max_align_t>() == 16);
    assert!(offset_of!(max_align_t, __clang_max_align_nonce1) == 0);
    assert!(offset_of!(max_align_t, __clang_max_align_nonce2) == 16);
};

pub type __int8_t = c_schar;
pub type __uint16_t = c_ushort;
pub type __uint32_t = c_uint;
pub type __int_least8_t = __int8_t;
pub type __uint_least16_t = __uint16_t;
pub type __uint_least32_t = __uint32_t;
pub type __intmax_t = c_long;
pub type int_least8_t = __int_least8_t;
pub type uint_fast16_t = c_ulong;
pub type intmax_t = __intmax_t;
pub type char16_t = __uint_least16_t;
pub type char32_t = __uint_least32_t;

unsafe extern "C" {
    pub fn toggle(on: bool, other: *mut bool) -> bool;
    pub fn widen(c: c_char, s: c_schar, u: c_uchar) -> wchar_t;
    pub fn lengths(
        wide: *const wchar_t,
        utf16: *const char16_t,
        utf32: *const char32_t,
    ) -> usize;
    pub fn distance(
        a: isize,
        b: usize,
        c: intmax_t,
        d: uint_fast16_t,
        e: int_least8_t,
    ) -> isize;
    pub fn shorts(
        a: c_ushort,
        b: c_longlong,
        c: c_ulonglong,
        most: *mut max_align_t,
    ) -> c_short;
}

/// `true`
pub const ENABLED: c_int = 1;
/// `false`
pub const DISABLED: c_int = 0;
