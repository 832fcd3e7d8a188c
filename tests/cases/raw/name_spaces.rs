use ::core::ffi::{c_char, c_int, c_uint};
use ::core::marker::{PhantomData, PhantomPinned};
use ::core::mem::offset_of;

/// C has a name space for tags, one for ordinary names, and macros stand above both.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct stat {
    pub size: c_int,
}

impl Default for stat {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(::core::mem::size_of::<stat>() == 4);
    assert!(align_of::<stat>() == 4);
    assert!(offset_of!(stat, size) == 0);
};

unsafe extern "C" {
    pub fn stat(path: *const c_char, result: *mut stat) -> c_int;
}

#[repr(C)]
pub struct struct_event {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

pub type event = c_int;

unsafe extern "C" {
    pub fn next_event(source: *mut struct_event) -> event;
}

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct enum_level(pub c_uint);

impl enum_level {
    pub const LOW: enum_level = enum_level(0);
    pub const HIGH: enum_level = enum_level(1);
}

impl TryFrom<c_uint> for enum_level {
    type Error = c_uint;

    /// Succeeds for the values that have a name.
    fn try_from(value_: c_uint) -> Result<Self, c_uint> {
        match value_ {
            0..=1 => Ok(enum_level(value_)),
            _ => Err(value_),
        }
    }
}

impl From<enum_level> for c_uint {
    fn from(value_: enum_level) -> Self {
        value_.0
    }
}

pub const LOW: enum_level = enum_level::LOW;

pub const HIGH: c_int = 7;

unsafe extern "C" {
    pub fn level(level: enum_level);
}

#[repr(C)]
#[derive(Clone, Copy)]
pub union value {
    pub i: c_int,
}

impl Default for value {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(::core::mem::size_of::<value>() == 4);
    assert!(align_of::<value>() == 4);
    assert!(offset_of!(value, i) == 0);
};

pub const value: c_int = 3;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct node {
    pub next: *mut node,
}

impl Default for node {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(::core::mem::size_of::<node>() == 8);
    assert!(align_of::<node>() == 8);
    assert!(offset_of!(node, next) == 0);
};

unsafe extern "C" {
    pub fn open(path: *const c_char) -> c_int;
}

// left out: constant `open`: `open` already means something else here

unsafe extern "C" {
    pub fn open_v2(path: *const c_char) -> c_int;
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct size {
    pub x: c_int,
}

impl Default for size {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(::core::mem::size_of::<size>() == 4);
    assert!(align_of::<size>() == 4);
    assert!(offset_of!(size, x) == 0);
};

unsafe extern "C" {
    pub fn size_of(size: size) -> c_int;
}
