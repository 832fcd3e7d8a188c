use ::core::ffi::{c_char, c_int};
use ::core::mem::offset_of;

/// 4 GiB.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct huge {
    pub bytes: [c_char; 4294967296],
    pub tail: c_int,
}

const _: () = {
    assert!(size_of::<huge>() == 4294967300);
    assert!(align_of::<huge>() == 4);
    assert!(offset_of!(huge, bytes) == 0);
    assert!(offset_of!(huge, tail) == 4294967296);
};

unsafe extern "C" {
    pub fn fill(huge: *mut huge);
}
