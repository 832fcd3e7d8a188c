use ::core::ffi::c_int;
use ::core::mem::offset_of;

// left out: function `precise`: `long double` has no counterpart in Rust
// left out: function `take_precise`: `long double` has no counterpart in Rust

unsafe extern "C" {
    pub fn fill_precise(into: *mut support::LongDouble);
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct measurement {
    pub unit: c_int,
    pub value: support::LongDouble,
}

impl Default for measurement {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<measurement>() == 32);
    assert!(align_of::<measurement>() == 16);
    assert!(offset_of!(measurement, unit) == 0);
    assert!(offset_of!(measurement, value) == 16);
};

unsafe extern "C" {
    pub fn measure(into: *mut measurement);
    pub fn measured() -> measurement;
}

pub type real = support::LongDouble;

unsafe extern "C" {
    pub static mut global_real: real;
    pub static mut reals: [support::LongDouble; 2];
}

// left out: constant `LONG_PI`: its type is `long double`
// left out: function `half`: `_Float16` has no stable counterpart in Rust
// left out: function `quad`: `__float128` has no stable counterpart in Rust
