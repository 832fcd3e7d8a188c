use ::core::ffi::{c_double, c_float, c_int};
use ::core::mem::offset_of;

unsafe extern "C" {
    pub fn rotate(z: support::Complex<c_double>, by: c_double) -> support::Complex<c_double>;
    pub fn rotatef(z: support::Complex<c_float>) -> support::Complex<c_float>;
    pub fn fft(values: *mut support::Complex<c_double>, count: c_int);
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct impedance {
    pub value: support::Complex<c_double>,
    pub port: c_int,
}

impl Default for impedance {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<impedance>() == 24);
    assert!(align_of::<impedance>() == 8);
    assert!(offset_of!(impedance, value) == 0);
    assert!(offset_of!(impedance, port) == 16);
};

unsafe extern "C" {
    pub fn parallel(a: impedance, b: impedance) -> impedance;
    // left out: function `precise`: `long double` has no counterpart in Rust
}
