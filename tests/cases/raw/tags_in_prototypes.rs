use ::core::ffi::{c_int, c_uint, c_ulong};
use ::core::marker::{PhantomData, PhantomPinned};
use ::core::mem::offset_of;

unsafe extern "C" {
    /// A tag that a parameter list is first to mention names a type of its own.
    pub fn early(p: *mut late_2);
}

#[repr(C)]
pub struct late_2 {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

unsafe extern "C" {
    pub fn other(a: *mut late_3, b: *mut late_3, mode: *mut mode_2) -> c_int;
}

#[repr(C)]
pub struct late_3 {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct mode_2(pub c_uint);

impl mode_2 {
    pub const MODE: mode_2 = mode_2(0);
}

impl TryFrom<c_uint> for mode_2 {
    type Error = c_uint;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uint) -> Result<Self, c_uint> {
        match value {
            0 => Ok(mode_2(value)),
            _ => Err(value),
        }
    }
}

impl From<mode_2> for c_uint {
    fn from(value: mode_2) -> Self {
        value.0
    }
}

pub const MODE: mode_2 = mode_2::MODE;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct late {
    pub x: c_int,
}

impl Default for late {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<late>() == 4);
    assert!(align_of::<late>() == 4);
    assert!(offset_of!(late, x) == 0);
};

unsafe extern "C" {
    pub fn r#use(p: *mut late) -> *mut late;
    pub fn third(p: *mut defined_inside_2);
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct defined_inside_2 {
    pub q: c_int,
}

impl Default for defined_inside_2 {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<defined_inside_2>() == 4);
    assert!(align_of::<defined_inside_2>() == 4);
    assert!(offset_of!(defined_inside_2, q) == 0);
};

#[repr(C)]
pub struct defined_inside {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

unsafe extern "C" {
    pub fn outside() -> *mut defined_inside;
}

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct mode(pub c_uint);

impl mode {
    pub const OTHER: mode = mode(5);
}

impl TryFrom<c_uint> for mode {
    type Error = c_uint;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uint) -> Result<Self, c_uint> {
        match value {
            5 => Ok(mode(value)),
            _ => Err(value),
        }
    }
}

impl From<mode> for c_uint {
    fn from(value: mode) -> Self {
        value.0
    }
}

pub const OTHER: mode = mode::OTHER;

unsafe extern "C" {
    pub fn current() -> mode;
}

/// `sizeof(struct late)`
pub const SIZE: c_ulong = 4;
