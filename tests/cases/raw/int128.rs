use ::core::ffi::{c_char, c_long, c_ulong};
use ::core::mem::offset_of;

unsafe extern "C" {
    /// 128-bit integers.
    pub fn multiply(a: c_long, b: c_long) -> i128;
    pub fn square(a: c_ulong) -> u128;
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct wide {
    pub value: u128,
    pub tag: c_char,
}

impl Default for wide {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<wide>() == 32);
    assert!(align_of::<wide>() == 16);
    assert!(offset_of!(wide, value) == 0);
    assert!(offset_of!(wide, tag) == 16);
};

unsafe extern "C" {
    pub fn wide_new() -> *mut wide;
    pub fn widen(value: wide) -> wide;
}

pub type i128_t = i128;

unsafe extern "C" {
    pub fn store(into: *mut i128_t);
}

/// `(((unsigned __int128)1) << 100)`
pub const BIG: u128 = 1267650600228229401496703205376;
