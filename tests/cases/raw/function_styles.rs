use ::core::ffi::{c_char, c_double, c_int, c_uint, c_void};
use ::core::mem::offset_of;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct __va_list_tag {
    pub gp_offset: c_uint,
    pub fp_offset: c_uint,
    pub overflow_arg_area: *mut c_void,
    pub reg_save_area: *mut c_void,
}

impl Default for __va_list_tag {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<__va_list_tag>() == 24);
    assert!(align_of::<__va_list_tag>() == 8);
    assert!(offset_of!(__va_list_tag, gp_offset) == 0);
    assert!(offset_of!(__va_list_tag, fp_offset) == 4);
    assert!(offset_of!(__va_list_tag, overflow_arg_area) == 8);
    assert!(offset_of!(__va_list_tag, reg_save_area) == 16);
};

// left out: function `no_prototype`: it has no prototype, so what arguments it takes is unknown; with `-- -std=c23` it takes none

unsafe extern "C" {
    pub fn nothing() -> c_int;
    pub fn unnamed(arg1: c_int, arg2: *const c_char, arg3: usize) -> c_int;
    pub fn arrays(
        values: *mut c_int,
        names: *const [c_char; 16],
        matrix: *mut [c_double; 3],
    ) -> c_int;
    pub fn function_parameter(
        callback: Option<unsafe extern "C" fn(c_int, c_int) -> c_int>,
        data: *mut c_void,
    ) -> c_int;
    pub fn printf_like(format: *const c_char, ...) -> c_int;
    pub fn vprintf_like(format: *const c_char, arguments: *mut __va_list_tag) -> c_int;
    pub fn stop(code: c_int) -> !;
    pub fn leave() -> !;
    pub fn returns_callback(
        which: c_int,
    ) -> Option<unsafe extern "C" fn(*const c_char) -> c_int>;
}

pub type operation = unsafe extern "C" fn(c_int, c_int) -> c_int;

unsafe extern "C" {
    pub fn add(arg1: c_int, arg2: c_int) -> c_int;
    pub fn subtract(arg1: c_int, arg2: c_int) -> c_int;
    pub fn choose(name: *const c_char) -> Option<operation>;
    pub fn qualified(
        names: *const *const c_char,
        out: *mut c_int,
        buffer: *mut c_char,
    ) -> *const c_int;
    pub fn truth(arg1: bool) -> bool;
}
