use ::core::ffi::{c_char, c_int, c_void};
use ::core::mem::offset_of;

unsafe extern "C" {
    pub fn allocate(size: usize) -> *mut c_void;
    pub fn check(text: *const c_char) -> c_int;
    pub fn old() -> c_int;
    pub fn weak_one() -> c_int;
    pub static mut hidden: c_int;
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct legacy {
    pub x: c_int,
}

impl Default for legacy {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<legacy>() == 4);
    assert!(align_of::<legacy>() == 4);
    assert!(offset_of!(legacy, x) == 0);
};

#[repr(C)]
#[derive(Clone, Copy)]
pub union address {
    pub i: *mut c_int,
    pub c: *mut c_char,
}

impl Default for address {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<address>() == 8);
    assert!(align_of::<address>() == 8);
    assert!(offset_of!(address, i) == 0);
    assert!(offset_of!(address, c) == 0);
};

unsafe extern "C" {
    pub fn connect_any(address: address) -> c_int;
    pub fn unavailable() -> c_int;
    pub fn cleanup_me(x: *mut c_int);
}
