use ::core::ffi::{c_double, c_int};
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

unsafe extern "C" {
    pub static external_answer: c_int;
}

pub const length: usize = 4;
