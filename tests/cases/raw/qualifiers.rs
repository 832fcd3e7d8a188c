use ::core::ffi::{c_char, c_int, c_long, c_uint, c_void};
use ::core::mem::offset_of;

unsafe extern "C" {
    /// const, volatile, restrict, \_Atomic.
    pub fn copy_text(to: *mut c_char, from: *const c_char) -> *mut c_char;
    pub fn port(base: *const c_void) -> *mut c_int;
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct shared {
    pub count: c_int,
    pub flags: c_uint,
    pub fixed: *mut c_int,
    pub total: *mut c_long,
}

impl Default for shared {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<shared>() == 24);
    assert!(align_of::<shared>() == 8);
    assert!(offset_of!(shared, count) == 0);
    assert!(offset_of!(shared, flags) == 4);
    assert!(offset_of!(shared, fixed) == 8);
    assert!(offset_of!(shared, total) == 16);
};

unsafe extern "C" {
    pub fn constant_result() -> c_int;
    pub fn load(from: *const c_int) -> c_int;
    pub fn list(names: *const *mut c_char) -> *const *const c_char;
}
