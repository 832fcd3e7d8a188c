use ::core::ffi::c_char;
use ::core::mem::offset_of;

/// Vectors of a compiler extension.
pub type float4 = support::Bytes16Align16;
pub type int8v = support::Bytes32Align32;

// left out: function `add`: vectors by value have no exact counterpart

unsafe extern "C" {
    pub fn add_in_place(a: *mut float4, b: *const float4);
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct matrix {
    pub rows: [float4; 4],
}

impl Default for matrix {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<matrix>() == 64);
    assert!(align_of::<matrix>() == 16);
    assert!(offset_of!(matrix, rows) == 0);
};

// left out: function `identity`: `matrix` by value would be passed differently by Rust

unsafe extern "C" {
    pub fn multiply(a: *mut matrix, b: *const matrix);
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct mixed {
    pub c: c_char,
    pub v: int8v,
}

impl Default for mixed {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<mixed>() == 64);
    assert!(align_of::<mixed>() == 32);
    assert!(offset_of!(mixed, c) == 0);
    assert!(offset_of!(mixed, v) == 32);
};
