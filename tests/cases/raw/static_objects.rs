use ::core::ffi::{c_double, c_int, c_uint};
use ::core::mem::offset_of;

pub const answer: c_int = 42;
pub const large: u64 = 18446744073709551615;
pub const ratio: c_double = 0.25;

// left out: global `name`: it is static: every file that includes the header has its own
// left out: global `letters`: it is static: every file that includes the header has its own
// left out: global `primes`: it is static: every file that includes the header has its own

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct pair {
    pub a: c_int,
    pub b: c_int,
}

impl Default for pair {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<pair>() == 8);
    assert!(align_of::<pair>() == 4);
    assert!(offset_of!(pair, a) == 0);
    assert!(offset_of!(pair, b) == 4);
};

// left out: global `pair`: it is static: every file that includes the header has its own
// left out: global `mutable_one`: it is static: every file that includes the header has its own

pub const length: usize = 4;

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct level(pub c_uint);

impl level {
    pub const LOW: level = level(1);
    pub const HIGH: level = level(9);
}

impl TryFrom<c_uint> for level {
    type Error = c_uint;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uint) -> Result<Self, c_uint> {
        match value {
            1 | 9 => Ok(level(value)),
            _ => Err(value),
        }
    }
}

impl From<level> for c_uint {
    fn from(value: level) -> Self {
        value.0
    }
}

pub const LOW: level = level::LOW;
pub const HIGH: level = level::HIGH;

pub const usual_level: level = level(9);
pub const odd_level: level = level(77);

pub use self::usual_level as DEFAULT_LEVEL;

// left out: constant `NAME_AGAIN`: it needs `name`, which is left out
// left out: global `patched_later`: it is static: every file that includes the header has its own
