use ::core::ffi::c_int;
use ::core::mem::offset_of;

/// Lines that end as on Windows.
pub const LIMIT: c_int = 10;
/// `(LIMIT + 1)`
pub const LONG_LINE: c_int = 11;

unsafe extern "C" {
    /// Opens.
    ///
    /// # Returns
    ///
    /// nothing
    pub fn open_it(limit: c_int);
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct pair {
    /// First.
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
