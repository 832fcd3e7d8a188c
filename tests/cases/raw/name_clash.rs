use ::core::ffi::{c_float, c_int, c_uint};
use ::core::mem::offset_of;

/// Different things whose Rust names would be the same.
#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct color(pub c_uint);

impl color {
    pub const RED: color = color(0);
}

impl TryFrom<c_uint> for color {
    type Error = c_uint;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uint) -> Result<Self, c_uint> {
        match value {
            0 => Ok(color(value)),
            _ => Err(value),
        }
    }
}

impl From<color> for c_uint {
    fn from(value: color) -> Self {
        value.0
    }
}

pub const RED: color = color::RED;

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct color_RED(pub c_uint);

impl color_RED {
    pub const color_RED_LIGHT: color_RED = color_RED(0);
}

impl TryFrom<c_uint> for color_RED {
    type Error = c_uint;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uint) -> Result<Self, c_uint> {
        match value {
            0 => Ok(color_RED(value)),
            _ => Err(value),
        }
    }
}

impl From<color_RED> for c_uint {
    fn from(value: color_RED) -> Self {
        value.0
    }
}

pub const color_RED_LIGHT: color_RED = color_RED::color_RED_LIGHT;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct outer {
    pub inner: outer_inner_2,
    pub value: outer_value,
}

impl Default for outer {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<outer>() == 8);
    assert!(align_of::<outer>() == 4);
    assert!(offset_of!(outer, inner) == 0);
    assert!(offset_of!(outer, value) == 4);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct outer_inner_2 {
    pub x: c_int,
}

impl Default for outer_inner_2 {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<outer_inner_2>() == 4);
    assert!(align_of::<outer_inner_2>() == 4);
    assert!(offset_of!(outer_inner_2, x) == 0);
};

#[repr(C)]
#[derive(Clone, Copy)]
pub union outer_value {
    pub i: c_int,
    pub f: c_float,
}

impl Default for outer_value {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<outer_value>() == 4);
    assert!(align_of::<outer_value>() == 4);
    assert!(offset_of!(outer_value, i) == 0);
    assert!(offset_of!(outer_value, f) == 0);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct outer_inner {
    pub y: c_int,
}

impl Default for outer_inner {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<outer_inner>() == 4);
    assert!(align_of::<outer_inner>() == 4);
    assert!(offset_of!(outer_inner, y) == 0);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct outer__inner {
    pub z: c_int,
}

impl Default for outer__inner {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<outer__inner>() == 4);
    assert!(align_of::<outer__inner>() == 4);
    assert!(offset_of!(outer__inner, z) == 0);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct fields {
    pub _bitfield_1: [u8; 1],
    pub new: c_int,
}

impl Default for fields {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl fields {
    #[inline]
    pub const fn a(&self) -> c_uint {
        support::get_bits(&self._bitfield_1, 0, 3) as c_uint
    }

    #[inline]
    pub const fn set_a_(&mut self, value: c_uint) {
        support::set_bits(&mut self._bitfield_1, 0, 3, value as u64);
    }

    #[inline]
    pub const fn set_a(&self) -> c_uint {
        support::get_bits(&self._bitfield_1, 3, 3) as c_uint
    }

    #[inline]
    pub const fn set_set_a(&mut self, value: c_uint) {
        support::set_bits(&mut self._bitfield_1, 3, 3, value as u64);
    }

    #[inline]
    pub const fn b(&self) -> c_uint {
        support::get_bits(&self._bitfield_1, 6, 2) as c_uint
    }

    #[inline]
    pub const fn set_b(&mut self, value: c_uint) {
        support::set_bits(&mut self._bitfield_1, 6, 2, value as u64);
    }
}

const _: () = {
    assert!(size_of::<fields>() == 8);
    assert!(align_of::<fields>() == 4);
    assert!(offset_of!(fields, new) == 4);
};

unsafe extern "C" {
    pub fn fields_new() -> c_int;
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct struct_point {
    pub x: c_int,
}

impl Default for struct_point {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<struct_point>() == 4);
    assert!(align_of::<struct_point>() == 4);
    assert!(offset_of!(struct_point, x) == 0);
};

pub type point = c_int;

unsafe extern "C" {
    pub fn take(first: *mut struct_point, second: point) -> c_int;
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct __ {
    pub _x: c_int,
    pub __: c_int,
}

impl Default for __ {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<__>() == 8);
    assert!(align_of::<__>() == 4);
    assert!(offset_of!(__, _x) == 0);
    assert!(offset_of!(__, __) == 4);
};

unsafe extern "C" {
    #[link_name = "$_"]
    pub fn __(__: c_int) -> c_int;
}
