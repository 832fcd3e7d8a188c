use ::core::ffi::{c_char, c_int, c_void};
use ::core::mem::offset_of;

unsafe extern "C" {
    /// Functions declared without a prototype, as before 1989.
    pub fn old_style() -> c_int;
    pub fn old_alloc() -> *mut c_void;
}

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
