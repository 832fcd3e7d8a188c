use ::core::ffi::{c_double, c_float, c_int, c_uint};
use ::core::mem::offset_of;

/// Records and enums without names.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct event {
    pub kind: c_int,
    pub anonymous_1: event_anonymous_2,
    pub nested: [event_nested; 2],
    pub state: c_uint,
}

impl Default for event {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<event>() == 32);
    assert!(align_of::<event>() == 8);
    assert!(offset_of!(event, kind) == 0);
    assert!(offset_of!(event, anonymous_1) == 8);
    assert!(offset_of!(event, nested) == 16);
    assert!(offset_of!(event, state) == 24);
};

#[repr(C)]
#[derive(Clone, Copy)]
pub union event_anonymous_2 {
    pub motion: event_anonymous_2_motion,
    pub anonymous_1: event_anonymous_2_anonymous_2,
    pub value: c_double,
}

impl Default for event_anonymous_2 {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<event_anonymous_2>() == 8);
    assert!(align_of::<event_anonymous_2>() == 8);
    assert!(offset_of!(event_anonymous_2, motion) == 0);
    assert!(offset_of!(event_anonymous_2, anonymous_1) == 0);
    assert!(offset_of!(event_anonymous_2, value) == 0);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct event_anonymous_2_motion {
    pub x: c_int,
    pub y: c_int,
}

impl Default for event_anonymous_2_motion {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<event_anonymous_2_motion>() == 8);
    assert!(align_of::<event_anonymous_2_motion>() == 4);
    assert!(offset_of!(event_anonymous_2_motion, x) == 0);
    assert!(offset_of!(event_anonymous_2_motion, y) == 4);
};

#[repr(C, align(4))]
#[derive(Clone, Copy, Debug)]
pub struct event_anonymous_2_anonymous_2 {
    pub _bitfield_1: [u8; 2],
}

impl Default for event_anonymous_2_anonymous_2 {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl event_anonymous_2_anonymous_2 {
    #[inline]
    pub const fn key(&self) -> c_uint {
        support::get_bits(&self._bitfield_1, 0, 8) as c_uint
    }

    #[inline]
    pub const fn set_key(&mut self, value: c_uint) {
        support::set_bits(&mut self._bitfield_1, 0, 8, value as u64);
    }

    #[inline]
    pub const fn down(&self) -> c_uint {
        support::get_bits(&self._bitfield_1, 8, 1) as c_uint
    }

    #[inline]
    pub const fn set_down(&mut self, value: c_uint) {
        support::set_bits(&mut self._bitfield_1, 8, 1, value as u64);
    }
}

const _: () = {
    assert!(size_of::<event_anonymous_2_anonymous_2>() == 4);
    assert!(align_of::<event_anonymous_2_anonymous_2>() == 4);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct event_nested {
    pub level: event_nested_level,
}

impl Default for event_nested {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<event_nested>() == 4);
    assert!(align_of::<event_nested>() == 4);
    assert!(offset_of!(event_nested, level) == 0);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct event_nested_level {
    pub deep: c_int,
}

impl Default for event_nested_level {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<event_nested_level>() == 4);
    assert!(align_of::<event_nested_level>() == 4);
    assert!(offset_of!(event_nested_level, deep) == 0);
};

pub const IDLE: c_int = 0;
pub const BUSY: c_int = 4;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct rgb {
    pub r: c_float,
    pub g: c_float,
    pub b: c_float,
}

impl Default for rgb {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<rgb>() == 12);
    assert!(align_of::<rgb>() == 4);
    assert!(offset_of!(rgb, r) == 0);
    assert!(offset_of!(rgb, g) == 4);
    assert!(offset_of!(rgb, b) == 8);
};

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct mode_t_(pub c_uint);

impl mode_t_ {
    pub const MODE_A: mode_t_ = mode_t_(0);
    pub const MODE_B: mode_t_ = mode_t_(1);
}

impl TryFrom<c_uint> for mode_t_ {
    type Error = c_uint;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uint) -> Result<Self, c_uint> {
        match value {
            0..=1 => Ok(mode_t_(value)),
            _ => Err(value),
        }
    }
}

impl From<mode_t_> for c_uint {
    fn from(value: mode_t_) -> Self {
        value.0
    }
}

pub const MODE_A: mode_t_ = mode_t_::MODE_A;
pub const MODE_B: mode_t_ = mode_t_::MODE_B;

#[repr(C)]
#[derive(Clone, Copy)]
pub union number_target {
    pub i: c_int,
    pub f: c_float,
}

impl Default for number_target {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<number_target>() == 4);
    assert!(align_of::<number_target>() == 4);
    assert!(offset_of!(number_target, i) == 0);
    assert!(offset_of!(number_target, f) == 0);
};

pub type number = *mut number_target;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct version_type {
    pub major: c_int,
    pub minor: c_int,
}

impl Default for version_type {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<version_type>() == 8);
    assert!(align_of::<version_type>() == 4);
    assert!(offset_of!(version_type, major) == 0);
    assert!(offset_of!(version_type, minor) == 4);
};

unsafe extern "C" {
    pub static mut version: version_type;
}

pub const LIMIT: c_int = 128;
pub const NEGATIVE: c_int = -1;

unsafe extern "C" {
    pub fn mix(a: rgb, b: rgb) -> rgb;
}
