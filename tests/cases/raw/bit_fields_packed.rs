use ::core::ffi::{c_uint, c_ulonglong};
use ::core::mem::offset_of;

#[repr(C, packed)]
#[derive(Clone, Copy, Debug)]
pub struct can_frame {
    pub _bitfield_1: [u8; 9],
    pub checksum: i16,
}

impl Default for can_frame {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl can_frame {
    #[inline]
    pub const fn id(&self) -> u16 {
        support::get_bits(&self._bitfield_1, 0, 11) as u16
    }

    #[inline]
    pub const fn set_id(&mut self, value: u16) {
        support::set_bits(&mut self._bitfield_1, 0, 11, value as u64);
    }

    #[inline]
    pub const fn remote(&self) -> u16 {
        support::get_bits(&self._bitfield_1, 11, 1) as u16
    }

    #[inline]
    pub const fn set_remote(&mut self, value: u16) {
        support::set_bits(&mut self._bitfield_1, 11, 1, value as u64);
    }

    #[inline]
    pub const fn payload(&self) -> u64 {
        support::get_bits(&self._bitfield_1, 12, 50) as u64
    }

    #[inline]
    pub const fn set_payload(&mut self, value: u64) {
        support::set_bits(&mut self._bitfield_1, 12, 50, value as u64);
    }

    #[inline]
    pub const fn length(&self) -> u8 {
        support::get_bits(&self._bitfield_1, 62, 4) as u8
    }

    #[inline]
    pub const fn set_length(&mut self, value: u8) {
        support::set_bits(&mut self._bitfield_1, 62, 4, value as u64);
    }
}

const _: () = {
    assert!(size_of::<can_frame>() == 11);
    assert!(align_of::<can_frame>() == 1);
    assert!(offset_of!(can_frame, checksum) == 9);
};

#[repr(C, align(4))]
#[derive(Clone, Copy, Debug)]
pub struct usb_token {
    pub _bitfield_1: [u8; 6],
}

impl Default for usb_token {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl usb_token {
    #[inline]
    pub const fn pid(&self) -> c_uint {
        support::get_bits(&self._bitfield_1, 0, 3) as c_uint
    }

    #[inline]
    pub const fn set_pid(&mut self, value: c_uint) {
        support::set_bits(&mut self._bitfield_1, 0, 3, value as u64);
    }

    #[inline]
    pub const fn address(&self) -> c_uint {
        support::get_bits(&self._bitfield_1, 3, 7) as c_uint
    }

    #[inline]
    pub const fn set_address(&mut self, value: c_uint) {
        support::set_bits(&mut self._bitfield_1, 3, 7, value as u64);
    }

    #[inline]
    pub const fn endpoint(&self) -> c_uint {
        support::get_bits(&self._bitfield_1, 10, 4) as c_uint
    }

    #[inline]
    pub const fn set_endpoint(&mut self, value: c_uint) {
        support::set_bits(&mut self._bitfield_1, 10, 4, value as u64);
    }

    #[inline]
    pub const fn frame(&self) -> c_ulonglong {
        support::get_bits(&self._bitfield_1, 14, 33) as c_ulonglong
    }

    #[inline]
    pub const fn set_frame(&mut self, value: c_ulonglong) {
        support::set_bits(&mut self._bitfield_1, 14, 33, value as u64);
    }
}

const _: () = {
    assert!(size_of::<usb_token>() == 8);
    assert!(align_of::<usb_token>() == 4);
};

#[repr(C, packed)]
#[derive(Clone, Copy, Debug)]
pub struct descriptor {
    pub kind: u8,
    pub _bitfield_1: [u8; 4],
    pub size: u16,
}

impl Default for descriptor {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl descriptor {
    #[inline]
    pub const fn offset(&self) -> u32 {
        support::get_bits(&self._bitfield_1, 0, 24) as u32
    }

    #[inline]
    pub const fn set_offset(&mut self, value: u32) {
        support::set_bits(&mut self._bitfield_1, 0, 24, value as u64);
    }

    #[inline]
    pub const fn flags(&self) -> u32 {
        support::get_bits(&self._bitfield_1, 24, 8) as u32
    }

    #[inline]
    pub const fn set_flags(&mut self, value: u32) {
        support::set_bits(&mut self._bitfield_1, 24, 8, value as u64);
    }
}

const _: () = {
    assert!(size_of::<descriptor>() == 7);
    assert!(align_of::<descriptor>() == 1);
    assert!(offset_of!(descriptor, kind) == 0);
    assert!(offset_of!(descriptor, size) == 5);
};
