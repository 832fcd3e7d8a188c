use ::core::ffi::{c_char, c_int, c_long, c_uchar};
use ::core::mem::offset_of;

/// Records and fields with more alignment than their parts need.
#[repr(C, align(64))]
#[derive(Clone, Copy, Debug)]
pub struct cache_line {
    pub bytes: [c_uchar; 48],
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
    assert!(offset_of!(cache_line, bytes) == 0);
};

#[repr(C, align(32))]
#[derive(Clone, Copy, Debug)]
pub struct counters {
    pub hits: c_long,
    pub _padding_1: [u8; 24],
    pub misses: c_long,
    pub _padding_2: [u8; 8],
    pub name: [c_char; 10],
}

impl Default for counters {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<counters>() == 64);
    assert!(align_of::<counters>() == 32);
    assert!(offset_of!(counters, hits) == 0);
    assert!(offset_of!(counters, misses) == 32);
    assert!(offset_of!(counters, name) == 48);
};

pub type aligned_int = c_int;

#[repr(C, align(16))]
#[derive(Clone, Copy, Debug)]
pub struct with_aligned_int {
    pub before: c_char,
    pub _padding_1: [u8; 15],
    pub value: aligned_int,
}

impl Default for with_aligned_int {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<with_aligned_int>() == 32);
    assert!(align_of::<with_aligned_int>() == 16);
    assert!(offset_of!(with_aligned_int, before) == 0);
    assert!(offset_of!(with_aligned_int, value) == 16);
};

#[repr(C, align(16))]
#[derive(Clone, Copy, Debug)]
pub struct widest {
    pub c: c_char,
}

impl Default for widest {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<widest>() == 16);
    assert!(align_of::<widest>() == 16);
    assert!(offset_of!(widest, c) == 0);
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

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct lines {
    pub first: cache_line,
    pub last: c_char,
}

impl Default for lines {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<lines>() == 128);
    assert!(align_of::<lines>() == 64);
    assert!(offset_of!(lines, first) == 0);
    assert!(offset_of!(lines, last) == 64);
};

unsafe extern "C" {
    pub fn touch(line: *mut cache_line, value: *mut aligned_int);
}
