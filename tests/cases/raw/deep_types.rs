use ::core::ffi::{c_char, c_int};
use ::core::mem::offset_of;

unsafe extern "C" {
    pub fn deep(
        names: *mut *mut *mut *mut *mut c_char,
    ) -> *mut *mut *mut *mut *mut *mut *mut *mut c_int;
}

pub type t0 = c_int;
pub type t1 = t0;
pub type t2 = *mut t1;
pub type t3 = [t2; 3];
pub type t4 = t3;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct uses {
    pub values: t4,
    pub pointer: *mut t3,
}

impl Default for uses {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<uses>() == 32);
    assert!(align_of::<uses>() == 8);
    assert!(offset_of!(uses, values) == 0);
    assert!(offset_of!(uses, pointer) == 24);
};

unsafe extern "C" {
    pub fn pass(array: *mut *mut c_int, pointer: *const t4);
}
