use ::core::ffi::{c_int, c_longlong, c_schar, c_short, c_uchar, c_uint, c_ulonglong};
use ::core::mem::offset_of;

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct parity(pub c_uint);

impl parity {
    pub const PARITY_NONE: parity = parity(0);
    pub const PARITY_ODD: parity = parity(1);
    pub const PARITY_EVEN: parity = parity(2);
}

impl TryFrom<c_uint> for parity {
    type Error = c_uint;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uint) -> Result<Self, c_uint> {
        match value {
            0..=2 => Ok(parity(value)),
            _ => Err(value),
        }
    }
}

impl From<parity> for c_uint {
    fn from(value: parity) -> Self {
        value.0
    }
}

pub const PARITY_NONE: parity = parity::PARITY_NONE;
pub const PARITY_ODD: parity = parity::PARITY_ODD;
pub const PARITY_EVEN: parity = parity::PARITY_EVEN;

#[repr(C, align(8))]
#[derive(Clone, Copy, Debug)]
pub struct uart_config {
    pub _bitfield_1: [u8; 5],
    pub _padding_1: [u8; 3],
    pub _bitfield_2: [u8; 5],
    pub _padding_2: [u8; 3],
    pub _bitfield_3: [u8; 8],
    pub address: c_int,
    pub _bitfield_4: [u8; 1],
}

impl Default for uart_config {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl uart_config {
    #[inline]
    pub const fn baud_divisor(&self) -> c_uint {
        support::get_bits(&self._bitfield_1, 0, 20) as c_uint
    }

    #[inline]
    pub const fn set_baud_divisor(&mut self, value: c_uint) {
        support::set_bits(&mut self._bitfield_1, 0, 20, value as u64);
    }

    #[inline]
    pub const fn data_bits(&self) -> c_uchar {
        support::get_bits(&self._bitfield_1, 24, 4) as c_uchar
    }

    #[inline]
    pub const fn set_data_bits(&mut self, value: c_uchar) {
        support::set_bits(&mut self._bitfield_1, 24, 4, value as u64);
    }

    #[inline]
    pub const fn gain(&self) -> c_schar {
        support::get_signed_bits(&self._bitfield_1, 28, 3) as c_schar
    }

    #[inline]
    pub const fn set_gain(&mut self, value: c_schar) {
        support::set_bits(&mut self._bitfield_1, 28, 3, value as u64);
    }

    #[inline]
    pub const fn loopback(&self) -> bool {
        support::get_bits(&self._bitfield_1, 31, 1) != 0
    }

    #[inline]
    pub const fn set_loopback(&mut self, value: bool) {
        support::set_bits(&mut self._bitfield_1, 31, 1, value as u64);
    }

    #[inline]
    pub const fn parity(&self) -> parity {
        parity(support::get_bits(&self._bitfield_1, 32, 2) as c_uint)
    }

    #[inline]
    pub const fn set_parity(&mut self, value: parity) {
        support::set_bits(&mut self._bitfield_1, 32, 2, value.0 as u64);
    }

    #[inline]
    pub const fn timeout(&self) -> c_longlong {
        support::get_signed_bits(&self._bitfield_2, 0, 40) as c_longlong
    }

    #[inline]
    pub const fn set_timeout(&mut self, value: c_longlong) {
        support::set_bits(&mut self._bitfield_2, 0, 40, value as u64);
    }

    #[inline]
    pub const fn all(&self) -> c_ulonglong {
        support::get_bits(&self._bitfield_3, 0, 64) as c_ulonglong
    }

    #[inline]
    pub const fn set_all(&mut self, value: c_ulonglong) {
        support::set_bits(&mut self._bitfield_3, 0, 64, value as u64);
    }

    #[inline]
    pub const fn tail(&self) -> c_short {
        support::get_signed_bits(&self._bitfield_4, 0, 5) as c_short
    }

    #[inline]
    pub const fn set_tail(&mut self, value: c_short) {
        support::set_bits(&mut self._bitfield_4, 0, 5, value as u64);
    }
}

const _: () = {
    assert!(size_of::<uart_config>() == 32);
    assert!(align_of::<uart_config>() == 8);
    assert!(offset_of!(uart_config, address) == 24);
};

#[repr(C)]
#[derive(Clone, Copy)]
pub union flags {
    pub value: c_uint,
    pub anonymous_1: flags_anonymous_2,
}

impl Default for flags {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<flags>() == 4);
    assert!(align_of::<flags>() == 4);
    assert!(offset_of!(flags, value) == 0);
    assert!(offset_of!(flags, anonymous_1) == 0);
};

#[repr(C, align(4))]
#[derive(Clone, Copy, Debug)]
pub struct flags_anonymous_2 {
    pub _bitfield_1: [u8; 1],
}

impl Default for flags_anonymous_2 {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl flags_anonymous_2 {
    #[inline]
    pub const fn ready(&self) -> c_uint {
        support::get_bits(&self._bitfield_1, 0, 1) as c_uint
    }

    #[inline]
    pub const fn set_ready(&mut self, value: c_uint) {
        support::set_bits(&mut self._bitfield_1, 0, 1, value as u64);
    }

    #[inline]
    pub const fn error(&self) -> c_uint {
        support::get_bits(&self._bitfield_1, 1, 1) as c_uint
    }

    #[inline]
    pub const fn set_error(&mut self, value: c_uint) {
        support::set_bits(&mut self._bitfield_1, 1, 1, value as u64);
    }

    #[inline]
    pub const fn code(&self) -> c_uint {
        support::get_bits(&self._bitfield_1, 2, 6) as c_uint
    }

    #[inline]
    pub const fn set_code(&mut self, value: c_uint) {
        support::set_bits(&mut self._bitfield_1, 2, 6, value as u64);
    }
}

const _: () = {
    assert!(size_of::<flags_anonymous_2>() == 4);
    assert!(align_of::<flags_anonymous_2>() == 4);
};
