use ::core::ffi::{c_char, c_int, c_void};
use ::core::mem::offset_of;

/// Typedefs of typedefs, and of everything else.
pub type base = c_int;
pub type level1 = base;
pub type level2 = level1;
pub type level3 = *const level2;
pub type table = [level3; 4];
pub type tables = [table; 2];
pub type nothing = c_void;
pub type anything = *mut nothing;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct point {
    pub x: level2,
    pub y: level2,
}

impl Default for point {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<point>() == 8);
    assert!(align_of::<point>() == 4);
    assert!(offset_of!(point, x) == 0);
    assert!(offset_of!(point, y) == 4);
};

pub type point_ptr = *mut point;
pub type fixed_point = *const point;
pub type function = unsafe extern "C" fn(level2, *mut nothing) -> c_int;
pub type name = [c_char; 32];

unsafe extern "C" {
    pub fn r#use(
        all: *mut [*const c_int; 4],
        text: *const c_char,
        call: Option<function>,
        at: fixed_point,
    ) -> level2;
    pub fn declared_by_typedef(arg1: level2, arg2: *mut nothing) -> c_int;
    pub fn take_array(t: *mut *const c_int, n: *mut level2);
}
