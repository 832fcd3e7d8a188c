use ::core::ffi::{c_int, c_uint};
use ::core::mem::offset_of;

/// Names that are ordinary in C and reserved in Rust.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct r#type {
    pub r#match: c_int,
    pub r#impl: c_int,
    pub self_: c_int,
    pub Self_: c_int,
    pub super_: c_int,
    pub crate_: c_int,
    pub r#ref: *mut r#type,
    pub _bitfield_1: [u8; 1],
}

impl Default for r#type {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl r#type {
    #[inline]
    pub const fn r#fn(&self) -> c_uint {
        support::get_bits(&self._bitfield_1, 0, 2) as c_uint
    }

    #[inline]
    pub const fn set_fn(&mut self, value: c_uint) {
        support::set_bits(&mut self._bitfield_1, 0, 2, value as u64);
    }

    #[inline]
    pub const fn r#move(&self) -> c_uint {
        support::get_bits(&self._bitfield_1, 2, 3) as c_uint
    }

    #[inline]
    pub const fn set_move(&mut self, value: c_uint) {
        support::set_bits(&mut self._bitfield_1, 2, 3, value as u64);
    }
}

const _: () = {
    assert!(size_of::<r#type>() == 40);
    assert!(align_of::<r#type>() == 8);
    assert!(offset_of!(r#type, r#match) == 0);
    assert!(offset_of!(r#type, r#impl) == 4);
    assert!(offset_of!(r#type, self_) == 8);
    assert!(offset_of!(r#type, Self_) == 12);
    assert!(offset_of!(r#type, super_) == 16);
    assert!(offset_of!(r#type, crate_) == 20);
    assert!(offset_of!(r#type, r#ref) == 24);
};

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct r#mod(pub c_uint);

impl r#mod {
    pub const r#async: r#mod = r#mod(1);
    pub const r#dyn: r#mod = r#mod(2);
    pub const r#yield: r#mod = r#mod(3);
}

impl TryFrom<c_uint> for r#mod {
    type Error = c_uint;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uint) -> Result<Self, c_uint> {
        match value {
            1..=3 => Ok(r#mod(value)),
            _ => Err(value),
        }
    }
}

impl From<r#mod> for c_uint {
    fn from(value: r#mod) -> Self {
        value.0
    }
}

pub const r#async: r#mod = r#mod::r#async;
pub const r#dyn: r#mod = r#mod::r#dyn;
pub const r#yield: r#mod = r#mod::r#yield;

unsafe extern "C" {
    pub fn r#loop(in_: c_int, mut_: c_int, self_: c_int, type_: *mut r#type) -> c_int;
    pub static mut r#unsafe: c_int;
}

pub const r#where: c_int = 5;

pub type r#gen = c_int;
