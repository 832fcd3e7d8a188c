use ::core::ffi::c_int;
use ::core::mem::offset_of;

// left out: function `by_value`: the type `_BitInt(7)` has no counterpart in Rust

unsafe extern "C" {
    pub static mut wide: support::Bytes16Align8;
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct bit_int {
    pub small: support::Bytes1Align1,
    pub large: support::Bytes32Align8,
    pub _bitfield_1: [u8; 2],
}

impl Default for bit_int {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl bit_int {
    // left out: accessors of `narrow`: its type has no counterpart in Rust

    #[inline]
    pub const fn after(&self) -> c_int {
        support::get_signed_bits(&self._bitfield_1, 9, 3) as c_int
    }

    #[inline]
    pub const fn set_after(&mut self, value: c_int) {
        support::set_bits(&mut self._bitfield_1, 9, 3, value as u64);
    }
}

const _: () = {
    assert!(size_of::<bit_int>() == 48);
    assert!(align_of::<bit_int>() == 8);
    assert!(offset_of!(bit_int, small) == 0);
    assert!(offset_of!(bit_int, large) == 8);
};

unsafe extern "C" {
    pub fn behind_pointer(arg1: *mut bit_int, arg2: *mut support::Bytes8Align8) -> c_int;
}
