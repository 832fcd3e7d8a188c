use ::core::ffi::{c_int, c_uchar, c_uint, c_ulong};
use ::core::marker::{PhantomData, PhantomPinned};

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
pub struct negative(pub c_int);

impl negative {
    pub const N_MINUS: negative = negative(-1);
    pub const N_ZERO: negative = negative(0);
}

impl TryFrom<c_int> for negative {
    type Error = c_int;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_int) -> Result<Self, c_int> {
        match value {
            -1..=0 => Ok(negative(value)),
            _ => Err(value),
        }
    }
}

impl From<negative> for c_int {
    fn from(value: negative) -> Self {
        value.0
    }
}

pub const N_MINUS: negative = negative::N_MINUS;
pub const N_ZERO: negative = negative::N_ZERO;

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
pub struct huge(pub c_ulong);

impl huge {
    pub const HUGE_ONE: huge = huge(4294967296);
}

impl TryFrom<c_ulong> for huge {
    type Error = c_ulong;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_ulong) -> Result<Self, c_ulong> {
        match value {
            4294967296 => Ok(huge(value)),
            _ => Err(value),
        }
    }
}

impl From<huge> for c_ulong {
    fn from(value: huge) -> Self {
        value.0
    }
}

pub const HUGE_ONE: huge = huge::HUGE_ONE;

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct tiny(pub c_uchar);

impl tiny {
    pub const TINY_A: tiny = tiny(0);
    pub const TINY_B: tiny = tiny(200);
}

impl TryFrom<c_uchar> for tiny {
    type Error = c_uchar;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uchar) -> Result<Self, c_uchar> {
        match value {
            0 | 200 => Ok(tiny(value)),
            _ => Err(value),
        }
    }
}

impl From<tiny> for c_uchar {
    fn from(value: tiny) -> Self {
        value.0
    }
}

pub const TINY_A: tiny = tiny::TINY_A;
pub const TINY_B: tiny = tiny::TINY_B;

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct duplicates(pub c_uint);

impl duplicates {
    pub const FIRST: duplicates = duplicates(1);
    pub const ALSO_FIRST: duplicates = duplicates(1);
    pub const SECOND: duplicates = duplicates(2);
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
pub const ALSO_FIRST: duplicates = duplicates::ALSO_FIRST;
pub const SECOND: duplicates = duplicates::SECOND;

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct flags(pub c_uint);

impl flags {
    pub const FLAG_A: flags = flags(1);
    pub const FLAG_B: flags = flags(2);
    pub const FLAG_ALL: flags = flags(3);
}

impl TryFrom<c_uint> for flags {
    type Error = c_uint;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uint) -> Result<Self, c_uint> {
        match value {
            1..=3 => Ok(flags(value)),
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

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct only_typedef(pub c_uint);

impl only_typedef {
    pub const ONLY_TYPEDEF: only_typedef = only_typedef(0);
}

impl TryFrom<c_uint> for only_typedef {
    type Error = c_uint;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uint) -> Result<Self, c_uint> {
        match value {
            0 => Ok(only_typedef(value)),
            _ => Err(value),
        }
    }
}

impl From<only_typedef> for c_uint {
    fn from(value: only_typedef) -> Self {
        value.0
    }
}

pub const ONLY_TYPEDEF: only_typedef = only_typedef::ONLY_TYPEDEF;

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

// left out: type `forward`: it is declared but not defined, so its size is unknown
#[repr(C)]
pub struct forward {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

unsafe extern "C" {
    pub fn take(f: *mut forward, t: tiny, b: big);
    pub fn combine(a: flags, b: flags) -> flags;
}
