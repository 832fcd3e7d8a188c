use ::core::ffi::{c_char, c_int};
use ::core::mem::offset_of;

/// Pointers of another width than the target's.
pub type narrow = support::Bytes4Align4;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct both {
    pub at: narrow,
    pub usual: *mut c_int,
}

impl Default for both {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<both>() == 16);
    assert!(align_of::<both>() == 8);
    assert!(offset_of!(both, at) == 0);
    assert!(offset_of!(both, usual) == 8);
};

// left out: function `by_value`: the type `__attribute__((address_space(270))) int *` has no counterpart in Rust

unsafe extern "C" {
    pub fn by_pointer(at: *mut narrow) -> c_int;

    /// This one has the usual width.
    pub fn segment(at: *mut c_char) -> c_int;
}
