use ::core::ffi::{c_char, c_int, c_ulong, c_void};
use ::core::mem::offset_of;

pub type compare_fn = Option<unsafe extern "C" fn(*const c_void, *const c_void) -> c_int>;
pub type log_fn = Option<unsafe extern "C" fn(*mut c_void, c_int, *const c_char, ...)>;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct vtable {
    pub open: Option<unsafe extern "C" fn(*mut vtable, *const c_char) -> c_int>,
    pub close: Option<unsafe extern "C" fn(*mut vtable)>,
    pub compare: compare_fn,
    pub find: Option<unsafe extern "C" fn(c_int) -> Option<unsafe extern "C" fn(c_int)>>,
    pub table: [Option<unsafe extern "C" fn() -> c_int>; 4],
}

impl Default for vtable {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<vtable>() == 64);
    assert!(align_of::<vtable>() == 8);
    assert!(offset_of!(vtable, open) == 0);
    assert!(offset_of!(vtable, close) == 8);
    assert!(offset_of!(vtable, compare) == 16);
    assert!(offset_of!(vtable, find) == 24);
    assert!(offset_of!(vtable, table) == 32);
};

unsafe extern "C" {
    pub fn sort(base: *mut c_void, count: c_ulong, size: c_ulong, compare: compare_fn);
    pub fn set_log(log: log_fn, data: *mut c_void);
    pub fn at_exit(function: Option<unsafe extern "C" fn()>);
}
