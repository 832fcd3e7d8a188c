use ::core::ffi::{c_double, c_float, c_int};
use ::core::mem::offset_of;

// left out: constant `OVERLOADABLE`: it is an attribute

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct point {
    pub x: c_int,
    pub y: c_int,
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

unsafe extern "C" {
    #[link_name = "_Z4areai"]
    pub fn area_3(side: c_int) -> c_int;
    #[link_name = "_Z4aread"]
    pub fn area_4(side: c_double) -> c_double;

    /// One of them may be an ordinary function.
    pub fn area(side: c_float) -> c_float;
    #[link_name = "_Z4area5pointS_"]
    pub fn area_5(from: point, to: point) -> c_int;
    pub fn area_2() -> c_int;
    #[link_name = "renamed_to_this"]
    pub fn renamed(arg1: c_int) -> c_int;
}

pub type type_of_that_name = c_int;

unsafe extern "C" {
    pub fn type_of_that_name_2() -> c_int;
    // left out: function `own`: it is overloaded by a type that its own parameter list declares, which nothing else can name
}
