use ::core::ffi::{c_char, c_int};
use ::core::mem::offset_of;

// left out: function `old_style`: it has no prototype, so what arguments it takes is unknown; with `-- -std=c23` it takes none
// left out: function `old_alloc`: it has no prototype, so what arguments it takes is unknown; with `-- -std=c23` it takes none

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct handler {
    pub run: Option<unsafe extern "C" fn() -> c_int>,
    pub done: Option<unsafe extern "C" fn()>,
}

impl Default for handler {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<handler>() == 16);
    assert!(align_of::<handler>() == 8);
    assert!(offset_of!(handler, run) == 0);
    assert!(offset_of!(handler, done) == 8);
};

pub type formatter = Option<unsafe extern "C" fn() -> *mut c_char>;

unsafe extern "C" {
    pub fn modern() -> c_int;
}
