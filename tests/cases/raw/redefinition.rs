use ::core::ffi::c_int;
use ::core::mem::offset_of;

/// `(LIMIT * 2)`
pub const DOUBLE_LIMIT: c_int = 40;
pub const LIMIT: c_int = 20;
pub const REPEATED: c_int = 5;
// left out: constant `SELF`: nothing declares `SELF`
// left out: constant `A`: nothing declares `A`
// left out: constant `B`: nothing declares `A`
pub const CHOSEN: c_int = 1;
pub const KIND_TEXT: c_int = 5;

unsafe extern "C" {
    pub fn here() -> c_int;
    pub fn repeated(x: c_int) -> c_int;
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct later {
    pub x: c_int,
}

impl Default for later {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<later>() == 4);
    assert!(align_of::<later>() == 4);
    assert!(offset_of!(later, x) == 0);
};
