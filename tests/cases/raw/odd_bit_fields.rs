use ::core::ffi::{
    c_char, c_int, c_long, c_longlong, c_schar, c_short, c_uchar, c_uint, c_ulong, c_ulonglong,
};
use ::core::mem::offset_of;

/// Bit-fields of every type and width.
#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct e8(pub c_uint);

impl e8 {
    pub const A8: e8 = e8(0);
    pub const B8: e8 = e8(7);
}

impl TryFrom<c_uint> for e8 {
    type Error = c_uint;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uint) -> Result<Self, c_uint> {
        match value {
            0 | 7 => Ok(e8(value)),
            _ => Err(value),
        }
    }
}

impl From<e8> for c_uint {
    fn from(value: e8) -> Self {
        value.0
    }
}

pub const A8: e8 = e8::A8;
pub const B8: e8 = e8::B8;

#[repr(C, align(8))]
#[derive(Clone, Copy, Debug)]
pub struct bf {
    pub _bitfield_1: [u8; 7],
    pub _padding_1: [u8; 1],
    pub _bitfield_2: [u8; 5],
    pub _padding_2: [u8; 3],
    pub _bitfield_3: [u8; 8],
    pub i: bool,
    pub _bitfield_4: [u8; 1],
}

impl Default for bf {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl bf {
    #[inline]
    pub const fn a(&self) -> bool {
        support::get_bits(&self._bitfield_1, 0, 1) != 0
    }

    #[inline]
    pub const fn set_a(&mut self, value: bool) {
        support::set_bits(&mut self._bitfield_1, 0, 1, value as u64);
    }

    #[inline]
    pub const fn b(&self) -> e8 {
        e8(support::get_bits(&self._bitfield_1, 1, 3) as c_uint)
    }

    #[inline]
    pub const fn set_b(&mut self, value: e8) {
        support::set_bits(&mut self._bitfield_1, 1, 3, value.0 as u64);
    }

    #[inline]
    pub const fn c(&self) -> c_uchar {
        support::get_bits(&self._bitfield_1, 4, 4) as c_uchar
    }

    #[inline]
    pub const fn set_c(&mut self, value: c_uchar) {
        support::set_bits(&mut self._bitfield_1, 4, 4, value as u64);
    }

    #[inline]
    pub const fn d(&self) -> c_schar {
        support::get_signed_bits(&self._bitfield_1, 8, 5) as c_schar
    }

    #[inline]
    pub const fn set_d(&mut self, value: c_schar) {
        support::set_bits(&mut self._bitfield_1, 8, 5, value as u64);
    }

    #[inline]
    pub const fn e(&self) -> c_longlong {
        support::get_signed_bits(&self._bitfield_1, 13, 40) as c_longlong
    }

    #[inline]
    pub const fn set_e(&mut self, value: c_longlong) {
        support::set_bits(&mut self._bitfield_1, 13, 40, value as u64);
    }

    #[inline]
    pub const fn f(&self) -> c_uint {
        support::get_bits(&self._bitfield_2, 0, 32) as c_uint
    }

    #[inline]
    pub const fn set_f(&mut self, value: c_uint) {
        support::set_bits(&mut self._bitfield_2, 0, 32, value as u64);
    }

    #[inline]
    pub const fn g(&self) -> c_int {
        support::get_signed_bits(&self._bitfield_2, 32, 1) as c_int
    }

    #[inline]
    pub const fn set_g(&mut self, value: c_int) {
        support::set_bits(&mut self._bitfield_2, 32, 1, value as u64);
    }

    #[inline]
    pub const fn h(&self) -> c_ulong {
        support::get_bits(&self._bitfield_3, 0, 64) as c_ulong
    }

    #[inline]
    pub const fn set_h(&mut self, value: c_ulong) {
        support::set_bits(&mut self._bitfield_3, 0, 64, value as u64);
    }

    #[inline]
    pub const fn j(&self) -> bool {
        support::get_bits(&self._bitfield_4, 0, 1) != 0
    }

    #[inline]
    pub const fn set_j(&mut self, value: bool) {
        support::set_bits(&mut self._bitfield_4, 0, 1, value as u64);
    }
}

const _: () = {
    assert!(size_of::<bf>() == 32);
    assert!(align_of::<bf>() == 8);
    assert!(offset_of!(bf, i) == 24);
};

#[repr(C, align(4))]
#[derive(Clone, Copy, Debug)]
pub struct bf2 {
    pub c: c_char,
    pub _bitfield_1: [u8; 2],
    pub _padding_1: [u8; 1],
    pub _bitfield_2: [u8; 1],
}

impl Default for bf2 {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl bf2 {
    #[inline]
    pub const fn x(&self) -> c_int {
        support::get_signed_bits(&self._bitfield_1, 5, 7) as c_int
    }

    #[inline]
    pub const fn set_x(&mut self, value: c_int) {
        support::set_bits(&mut self._bitfield_1, 5, 7, value as u64);
    }

    #[inline]
    pub const fn y(&self) -> c_short {
        support::get_signed_bits(&self._bitfield_2, 0, 3) as c_short
    }

    #[inline]
    pub const fn set_y(&mut self, value: c_short) {
        support::set_bits(&mut self._bitfield_2, 0, 3, value as u64);
    }
}

const _: () = {
    assert!(size_of::<bf2>() == 8);
    assert!(align_of::<bf2>() == 4);
    assert!(offset_of!(bf2, c) == 0);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct bf3 {
    pub _bitfield_1: [u8; 5],
    pub c: c_char,
    pub _bitfield_2: [u8; 5],
}

impl Default for bf3 {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl bf3 {
    #[inline]
    pub const fn a(&self) -> c_uint {
        support::get_bits(&self._bitfield_1, 0, 31) as c_uint
    }

    #[inline]
    pub const fn set_a(&mut self, value: c_uint) {
        support::set_bits(&mut self._bitfield_1, 0, 31, value as u64);
    }

    #[inline]
    pub const fn b(&self) -> c_uint {
        support::get_bits(&self._bitfield_1, 31, 2) as c_uint
    }

    #[inline]
    pub const fn set_b(&mut self, value: c_uint) {
        support::set_bits(&mut self._bitfield_1, 31, 2, value as u64);
    }

    #[inline]
    pub const fn d(&self) -> c_ulonglong {
        support::get_bits(&self._bitfield_2, 0, 33) as c_ulonglong
    }

    #[inline]
    pub const fn set_d(&mut self, value: c_ulonglong) {
        support::set_bits(&mut self._bitfield_2, 0, 33, value as u64);
    }
}

const _: () = {
    assert!(size_of::<bf3>() == 11);
    assert!(align_of::<bf3>() == 1);
    assert!(offset_of!(bf3, c) == 5);
};

#[repr(C, align(2))]
#[derive(Clone, Copy, Debug)]
pub struct bf4 {
    pub a: c_char,
    pub _bitfield_1: [u8; 1],
}

impl Default for bf4 {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl bf4 {
    #[inline]
    pub const fn b(&self) -> c_int {
        support::get_signed_bits(&self._bitfield_1, 0, 4) as c_int
    }

    #[inline]
    pub const fn set_b(&mut self, value: c_int) {
        support::set_bits(&mut self._bitfield_1, 0, 4, value as u64);
    }
}

const _: () = {
    assert!(size_of::<bf4>() == 2);
    assert!(align_of::<bf4>() == 2);
    assert!(offset_of!(bf4, a) == 0);
};

#[repr(C, align(8))]
#[derive(Clone, Copy)]
pub union ubf {
    pub _bitfield_1: [u8; 1],
    pub _bitfield_2: [u8; 2],
    pub _bitfield_3: [u8; 5],
    pub d: c_char,
}

impl Default for ubf {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl ubf {
    /// # Safety
    /// The bytes of the bit-field are initialised.
    #[inline]
    pub const unsafe fn a(&self) -> c_int {
        // SAFETY: the caller says that the bytes are initialised.
        unsafe { support::get_signed_bits(&self._bitfield_1, 0, 3) as c_int }
    }

    /// # Safety
    /// The bytes of the bit-field are initialised.
    #[inline]
    pub const unsafe fn set_a(&mut self, value: c_int) {
        // SAFETY: the caller says that the bytes are initialised.
        unsafe { support::set_bits(&mut self._bitfield_1, 0, 3, value as u64) }
    }

    /// # Safety
    /// The bytes of the bit-field are initialised.
    #[inline]
    pub const unsafe fn b(&self) -> c_uint {
        // SAFETY: the caller says that the bytes are initialised.
        unsafe { support::get_bits(&self._bitfield_2, 0, 9) as c_uint }
    }

    /// # Safety
    /// The bytes of the bit-field are initialised.
    #[inline]
    pub const unsafe fn set_b(&mut self, value: c_uint) {
        // SAFETY: the caller says that the bytes are initialised.
        unsafe { support::set_bits(&mut self._bitfield_2, 0, 9, value as u64) }
    }

    /// # Safety
    /// The bytes of the bit-field are initialised.
    #[inline]
    pub const unsafe fn c(&self) -> c_long {
        // SAFETY: the caller says that the bytes are initialised.
        unsafe { support::get_signed_bits(&self._bitfield_3, 0, 33) as c_long }
    }

    /// # Safety
    /// The bytes of the bit-field are initialised.
    #[inline]
    pub const unsafe fn set_c(&mut self, value: c_long) {
        // SAFETY: the caller says that the bytes are initialised.
        unsafe { support::set_bits(&mut self._bitfield_3, 0, 33, value as u64) }
    }
}

const _: () = {
    assert!(size_of::<ubf>() == 8);
    assert!(align_of::<ubf>() == 8);
    assert!(offset_of!(ubf, d) == 0);
};

#[repr(C)]
#[derive(Clone, Copy)]
pub struct bf5 {
    pub anonymous_1: bf5_anonymous_1,
    pub anonymous_2: bf5_anonymous_2,
}

impl Default for bf5 {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<bf5>() == 8);
    assert!(align_of::<bf5>() == 4);
    assert!(offset_of!(bf5, anonymous_1) == 0);
    assert!(offset_of!(bf5, anonymous_2) == 4);
};

#[repr(C, align(4))]
#[derive(Clone, Copy, Debug)]
pub struct bf5_anonymous_1 {
    pub _bitfield_1: [u8; 1],
}

impl Default for bf5_anonymous_1 {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl bf5_anonymous_1 {
    #[inline]
    pub const fn a(&self) -> c_int {
        support::get_signed_bits(&self._bitfield_1, 0, 3) as c_int
    }

    #[inline]
    pub const fn set_a(&mut self, value: c_int) {
        support::set_bits(&mut self._bitfield_1, 0, 3, value as u64);
    }

    #[inline]
    pub const fn b(&self) -> c_int {
        support::get_signed_bits(&self._bitfield_1, 3, 5) as c_int
    }

    #[inline]
    pub const fn set_b(&mut self, value: c_int) {
        support::set_bits(&mut self._bitfield_1, 3, 5, value as u64);
    }
}

const _: () = {
    assert!(size_of::<bf5_anonymous_1>() == 4);
    assert!(align_of::<bf5_anonymous_1>() == 4);
};

#[repr(C, align(4))]
#[derive(Clone, Copy)]
pub union bf5_anonymous_2 {
    pub _bitfield_1: [u8; 1],
    pub _bitfield_2: [u8; 2],
}

impl Default for bf5_anonymous_2 {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl bf5_anonymous_2 {
    /// # Safety
    /// The bytes of the bit-field are initialised.
    #[inline]
    pub const unsafe fn c(&self) -> c_int {
        // SAFETY: the caller says that the bytes are initialised.
        unsafe { support::get_signed_bits(&self._bitfield_1, 0, 4) as c_int }
    }

    /// # Safety
    /// The bytes of the bit-field are initialised.
    #[inline]
    pub const unsafe fn set_c(&mut self, value: c_int) {
        // SAFETY: the caller says that the bytes are initialised.
        unsafe { support::set_bits(&mut self._bitfield_1, 0, 4, value as u64) }
    }

    /// # Safety
    /// The bytes of the bit-field are initialised.
    #[inline]
    pub const unsafe fn d(&self) -> c_uint {
        // SAFETY: the caller says that the bytes are initialised.
        unsafe { support::get_bits(&self._bitfield_2, 0, 9) as c_uint }
    }

    /// # Safety
    /// The bytes of the bit-field are initialised.
    #[inline]
    pub const unsafe fn set_d(&mut self, value: c_uint) {
        // SAFETY: the caller says that the bytes are initialised.
        unsafe { support::set_bits(&mut self._bitfield_2, 0, 9, value as u64) }
    }
}

const _: () = {
    assert!(size_of::<bf5_anonymous_2>() == 4);
    assert!(align_of::<bf5_anonymous_2>() == 4);
};

#[repr(C, align(4))]
#[derive(Clone, Copy, Debug)]
pub struct bf6 {
    pub _bitfield_1: [u8; 1],
}

impl Default for bf6 {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl bf6 {
    #[inline]
    pub const fn a(&self) -> c_int {
        support::get_signed_bits(&self._bitfield_1, 0, 3) as c_int
    }

    #[inline]
    pub const fn set_a(&mut self, value: c_int) {
        support::set_bits(&mut self._bitfield_1, 0, 3, value as u64);
    }

    #[inline]
    pub const fn b(&self) -> c_uint {
        support::get_bits(&self._bitfield_1, 3, 4) as c_uint
    }

    #[inline]
    pub const fn set_b(&mut self, value: c_uint) {
        support::set_bits(&mut self._bitfield_1, 3, 4, value as u64);
    }
}

const _: () = {
    assert!(size_of::<bf6>() == 4);
    assert!(align_of::<bf6>() == 4);
};

#[repr(C, align(4))]
#[derive(Clone, Copy, Debug)]
pub struct bf8 {
    pub _bitfield_1: [u8; 1],
}

impl Default for bf8 {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl bf8 {
    #[inline]
    pub const fn only(&self) -> c_int {
        support::get_signed_bits(&self._bitfield_1, 0, 1) as c_int
    }

    #[inline]
    pub const fn set_only(&mut self, value: c_int) {
        support::set_bits(&mut self._bitfield_1, 0, 1, value as u64);
    }
}

const _: () = {
    assert!(size_of::<bf8>() == 4);
    assert!(align_of::<bf8>() == 4);
};

unsafe extern "C" {
    pub fn retbf(arg1: bf8) -> bf8;
    pub fn r2(arg1: bf2) -> bf2;
    pub fn r3(arg1: ubf) -> ubf;
}

#[repr(C, align(8))]
#[derive(Clone, Copy, Debug)]
pub struct bf9 {
    pub _bitfield_1: [u8; 1],
    pub _padding_1: [u8; 1],
    pub _bitfield_2: [u8; 14],
}

impl Default for bf9 {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl bf9 {
    #[inline]
    pub const fn a(&self) -> c_char {
        support::get_signed_bits(&self._bitfield_1, 0, 8) as c_char
    }

    #[inline]
    pub const fn set_a(&mut self, value: c_char) {
        support::set_bits(&mut self._bitfield_1, 0, 8, value as u64);
    }

    #[inline]
    pub const fn b(&self) -> c_short {
        support::get_signed_bits(&self._bitfield_2, 0, 16) as c_short
    }

    #[inline]
    pub const fn set_b(&mut self, value: c_short) {
        support::set_bits(&mut self._bitfield_2, 0, 16, value as u64);
    }

    #[inline]
    pub const fn c(&self) -> c_int {
        support::get_signed_bits(&self._bitfield_2, 16, 32) as c_int
    }

    #[inline]
    pub const fn set_c(&mut self, value: c_int) {
        support::set_bits(&mut self._bitfield_2, 16, 32, value as u64);
    }

    #[inline]
    pub const fn d(&self) -> c_long {
        support::get_signed_bits(&self._bitfield_2, 48, 64) as c_long
    }

    #[inline]
    pub const fn set_d(&mut self, value: c_long) {
        support::set_bits(&mut self._bitfield_2, 48, 64, value as u64);
    }
}

const _: () = {
    assert!(size_of::<bf9>() == 16);
    assert!(align_of::<bf9>() == 8);
};

unsafe extern "C" {
    pub fn r9(arg1: bf9) -> bf9;
}

#[repr(C, align(16))]
#[derive(Clone, Copy, Debug)]
pub struct bf10 {
    pub _bitfield_1: [u8; 16],
}

impl Default for bf10 {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl bf10 {
    // left out: accessors of `x`: it is wider than 64 bits

    #[inline]
    pub const fn y(&self) -> u128 {
        support::get_bits(&self._bitfield_1, 100, 28) as u128
    }

    #[inline]
    pub const fn set_y(&mut self, value: u128) {
        support::set_bits(&mut self._bitfield_1, 100, 28, value as u64);
    }
}

const _: () = {
    assert!(size_of::<bf10>() == 16);
    assert!(align_of::<bf10>() == 16);
};
