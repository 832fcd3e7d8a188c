use ::core::ffi::{c_char, c_int, c_uchar, c_void};
use ::core::mem::offset_of;

unsafe extern "C" {
    pub fn deflate_init_v2(stream: *mut c_void, level: c_int) -> c_int;
}

pub use self::deflate_init_v2 as deflate_init;

pub use self::deflate_init_v2 as deflate_start;

pub type word_v1 = u32;
pub type word = word_v1;
pub type byte = c_uchar;
pub type text_pointer = *const c_char;
pub type count_t = counter;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct counter {
    pub value: word_v1,
}

impl Default for counter {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<counter>() == 4);
    assert!(align_of::<counter>() == 4);
    assert!(offset_of!(counter, value) == 0);
};

unsafe extern "C" {
    pub static mut last_error_code: c_int;
}

pub use self::last_error_code as last_error;

// left out: constant `unknown_alias`: nothing declares `not_declared_anywhere`
// left out: constant `errno_like`: it calls `errno_location`

unsafe extern "C" {
    pub fn errno_location() -> *mut c_int;
}
