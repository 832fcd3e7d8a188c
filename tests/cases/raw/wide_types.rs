use ::core::ffi::{c_double, c_float, c_int};
use ::core::mem::offset_of;

unsafe extern "C" {
    /// Types with and without a counterpart in Rust.
    pub fn wide(x: u128) -> i128;
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct numbers {
    pub i: i128,
    pub ld: support::LongDouble,
    pub cf: support::Complex<c_float>,
    pub cd: support::Complex<c_double>,
    pub half: support::Float16,
}

impl Default for numbers {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<numbers>() == 64);
    assert!(align_of::<numbers>() == 16);
    assert!(offset_of!(numbers, i) == 0);
    assert!(offset_of!(numbers, ld) == 16);
    assert!(offset_of!(numbers, cf) == 32);
    assert!(offset_of!(numbers, cd) == 40);
    assert!(offset_of!(numbers, half) == 56);
};

pub type vec4 = support::Bytes16Align16;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct with_vector {
    pub v: vec4,
    pub tag: c_int,
}

impl Default for with_vector {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<with_vector>() == 32);
    assert!(align_of::<with_vector>() == 16);
    assert!(offset_of!(with_vector, v) == 0);
    assert!(offset_of!(with_vector, tag) == 16);
};

unsafe extern "C" {
    pub fn by_pointer(
        x: *mut support::LongDouble,
        v: *mut vec4,
        c: *const support::Complex<c_float>,
        n: *mut numbers,
    );
    pub fn by_value(n: numbers) -> numbers;
}
