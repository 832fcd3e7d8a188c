use ::core::ffi::{c_char, c_int};
use ::core::mem::offset_of;

#[repr(C, align(64))]
#[derive(Clone, Copy, Debug)]
pub struct cache_line {
    pub owner: c_int,
}

impl Default for cache_line {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<cache_line>() == 64);
    assert!(align_of::<cache_line>() == 64);
    assert!(offset_of!(cache_line, owner) == 0);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct holder {
    pub first: c_char,
    pub _padding_1: [u8; 15],
    pub second: c_int,
    pub line: cache_line,
}

impl Default for holder {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<holder>() == 128);
    assert!(align_of::<holder>() == 64);
    assert!(offset_of!(holder, first) == 0);
    assert!(offset_of!(holder, second) == 16);
    assert!(offset_of!(holder, line) == 64);
};

pub type aligned_int = c_int;

#[repr(C, align(32))]
#[derive(Clone, Copy, Debug)]
pub struct uses_aligned_typedef {
    pub first: c_char,
    pub _padding_1: [u8; 31],
    pub second: aligned_int,
}

impl Default for uses_aligned_typedef {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<uses_aligned_typedef>() == 64);
    assert!(align_of::<uses_aligned_typedef>() == 32);
    assert!(offset_of!(uses_aligned_typedef, first) == 0);
    assert!(offset_of!(uses_aligned_typedef, second) == 32);
};
