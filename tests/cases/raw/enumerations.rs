use ::core::ffi::{c_int, c_uchar, c_uint, c_ulong};
use ::core::marker::{PhantomData, PhantomPinned};
use ::core::mem::offset_of;

/// Enums of every kind of value.
#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct state(pub c_uint);

impl state {
    pub const STOPPED: state = state(0);
    pub const RUNNING: state = state(1);
    pub const PAUSED: state = state(10);
    pub const ENDED: state = state(11);
}

impl TryFrom<c_uint> for state {
    type Error = c_uint;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uint) -> Result<Self, c_uint> {
        match value {
            0..=1 | 10..=11 => Ok(state(value)),
            _ => Err(value),
        }
    }
}

impl From<state> for c_uint {
    fn from(value: state) -> Self {
        value.0
    }
}

pub const STOPPED: state = state::STOPPED;
pub const RUNNING: state = state::RUNNING;
pub const PAUSED: state = state::PAUSED;
pub const ENDED: state = state::ENDED;

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct error(pub c_int);

impl error {
    pub const ERROR_NONE: error = error(0);
    pub const ERROR_IO: error = error(-5);
    pub const ERROR_MEMORY: error = error(-4);
    pub const ERROR_LOWEST: error = error(-2147483648);
}

impl TryFrom<c_int> for error {
    type Error = c_int;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_int) -> Result<Self, c_int> {
        match value {
            -2147483648 | -5..=-4 | 0 => Ok(error(value)),
            _ => Err(value),
        }
    }
}

impl From<error> for c_int {
    fn from(value: error) -> Self {
        value.0
    }
}

pub const ERROR_NONE: error = error::ERROR_NONE;
pub const ERROR_IO: error = error::ERROR_IO;
pub const ERROR_MEMORY: error = error::ERROR_MEMORY;
pub const ERROR_LOWEST: error = error::ERROR_LOWEST;

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct flags(pub c_uint);

impl flags {
    pub const FLAG_A: flags = flags(1);
    pub const FLAG_B: flags = flags(2);
    pub const FLAG_ALL: flags = flags(3);
    pub const FLAG_TOP: flags = flags(2147483648);
}

impl TryFrom<c_uint> for flags {
    type Error = c_uint;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uint) -> Result<Self, c_uint> {
        match value {
            1..=3 | 2147483648 => Ok(flags(value)),
            _ => Err(value),
        }
    }
}

impl From<flags> for c_uint {
    fn from(value: flags) -> Self {
        value.0
    }
}

pub const FLAG_A: flags = flags::FLAG_A;
pub const FLAG_B: flags = flags::FLAG_B;
pub const FLAG_ALL: flags = flags::FLAG_ALL;
pub const FLAG_TOP: flags = flags::FLAG_TOP;

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct duplicates(pub c_uint);

impl duplicates {
    pub const FIRST: duplicates = duplicates(1);
    pub const SECOND: duplicates = duplicates(2);
    pub const ALIAS: duplicates = duplicates(1);
    pub const LAST: duplicates = duplicates(2);
}

impl TryFrom<c_uint> for duplicates {
    type Error = c_uint;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uint) -> Result<Self, c_uint> {
        match value {
            1..=2 => Ok(duplicates(value)),
            _ => Err(value),
        }
    }
}

impl From<duplicates> for c_uint {
    fn from(value: duplicates) -> Self {
        value.0
    }
}

pub const FIRST: duplicates = duplicates::FIRST;
pub const SECOND: duplicates = duplicates::SECOND;
pub const ALIAS: duplicates = duplicates::ALIAS;
pub const LAST: duplicates = duplicates::LAST;

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct wide(pub c_ulong);

impl wide {
    pub const WIDE_SMALL: wide = wide(1);
    pub const WIDE_BIG: wide = wide(4294967296);
}

impl TryFrom<c_ulong> for wide {
    type Error = c_ulong;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_ulong) -> Result<Self, c_ulong> {
        match value {
            1 | 4294967296 => Ok(wide(value)),
            _ => Err(value),
        }
    }
}

impl From<wide> for c_ulong {
    fn from(value: wide) -> Self {
        value.0
    }
}

pub const WIDE_SMALL: wide = wide::WIDE_SMALL;
pub const WIDE_BIG: wide = wide::WIDE_BIG;

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct small(pub c_uchar);

impl small {
    pub const SMALL_A: small = small(0);
    pub const SMALL_B: small = small(200);
}

impl TryFrom<c_uchar> for small {
    type Error = c_uchar;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uchar) -> Result<Self, c_uchar> {
        match value {
            0 | 200 => Ok(small(value)),
            _ => Err(value),
        }
    }
}

impl From<small> for c_uchar {
    fn from(value: small) -> Self {
        value.0
    }
}

pub const SMALL_A: small = small::SMALL_A;
pub const SMALL_B: small = small::SMALL_B;

pub type state_t = state;

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct inline_t(pub c_uint);

impl inline_t {
    pub const INLINE_A: inline_t = inline_t(0);
}

impl TryFrom<c_uint> for inline_t {
    type Error = c_uint;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uint) -> Result<Self, c_uint> {
        match value {
            0 => Ok(inline_t(value)),
            _ => Err(value),
        }
    }
}

impl From<inline_t> for c_uint {
    fn from(value: inline_t) -> Self {
        value.0
    }
}

pub const INLINE_A: inline_t = inline_t::INLINE_A;

// left out: type `forward`: it is declared but not defined, so its size is unknown
#[repr(C)]
pub struct forward {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct unsigned_by_default(pub c_uint);

impl unsigned_by_default {
    pub const U_ZERO: unsigned_by_default = unsigned_by_default(0);
    pub const U_ONE: unsigned_by_default = unsigned_by_default(1);
}

impl TryFrom<c_uint> for unsigned_by_default {
    type Error = c_uint;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uint) -> Result<Self, c_uint> {
        match value {
            0..=1 => Ok(unsigned_by_default(value)),
            _ => Err(value),
        }
    }
}

impl From<unsigned_by_default> for c_uint {
    fn from(value: unsigned_by_default) -> Self {
        value.0
    }
}

pub const U_ZERO: unsigned_by_default = unsigned_by_default::U_ZERO;
pub const U_ONE: unsigned_by_default = unsigned_by_default::U_ONE;

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct big(pub c_uint);

impl big {
    pub const BIG_ONE: big = big(2147483648);
}

impl TryFrom<c_uint> for big {
    type Error = c_uint;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uint) -> Result<Self, c_uint> {
        match value {
            2147483648 => Ok(big(value)),
            _ => Err(value),
        }
    }
}

impl From<big> for c_uint {
    fn from(value: big) -> Self {
        value.0
    }
}

pub const BIG_ONE: big = big::BIG_ONE;

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct tag_and_typedef(pub c_uint);

impl tag_and_typedef {
    pub const BOTH: tag_and_typedef = tag_and_typedef(0);
}

impl TryFrom<c_uint> for tag_and_typedef {
    type Error = c_uint;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uint) -> Result<Self, c_uint> {
        match value {
            0 => Ok(tag_and_typedef(value)),
            _ => Err(value),
        }
    }
}

impl From<tag_and_typedef> for c_uint {
    fn from(value: tag_and_typedef) -> Self {
        value.0
    }
}

pub const BOTH: tag_and_typedef = tag_and_typedef::BOTH;

pub const FREE_STANDING: c_int = 42;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct holder {
    pub state: state,
    pub error: *mut error,
    pub states: [state_t; 3],
}

impl Default for holder {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<holder>() == 32);
    assert!(align_of::<holder>() == 8);
    assert!(offset_of!(holder, state) == 0);
    assert!(offset_of!(holder, error) == 8);
    assert!(offset_of!(holder, states) == 16);
};

unsafe extern "C" {
    pub fn next(state: state_t, flags: flags) -> state_t;
    pub fn take(forward: *mut forward, small: small, big: big);
}
