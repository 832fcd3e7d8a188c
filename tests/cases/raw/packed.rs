use ::core::ffi::{c_char, c_double, c_int};
use ::core::mem::offset_of;

#[repr(C, packed)]
#[derive(Clone, Copy, Debug)]
pub struct bmp_header {
    pub magic: [c_char; 2],
    pub file_size: u32,
    pub reserved: [u16; 2],
    pub offset: u32,
}

impl Default for bmp_header {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<bmp_header>() == 14);
    assert!(align_of::<bmp_header>() == 1);
    assert!(offset_of!(bmp_header, magic) == 0);
    assert!(offset_of!(bmp_header, file_size) == 2);
    assert!(offset_of!(bmp_header, reserved) == 6);
    assert!(offset_of!(bmp_header, offset) == 10);
};

#[repr(C, packed(2))]
#[derive(Clone, Copy, Debug)]
pub struct record_t {
    pub tag: u8,
    pub length: u32,
    pub value: c_double,
}

impl Default for record_t {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<record_t>() == 14);
    assert!(align_of::<record_t>() == 2);
    assert!(offset_of!(record_t, tag) == 0);
    assert!(offset_of!(record_t, length) == 2);
    assert!(offset_of!(record_t, value) == 6);
};

#[repr(C, align(4))]
#[derive(Clone, Copy, Debug)]
pub struct partly {
    _bytes: [u8; 16],
}

impl Default for partly {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl partly {
    #[inline]
    pub const fn kind_ptr(&self) -> *const c_char {
        self._bytes.as_ptr().wrapping_add(0).cast()
    }

    #[inline]
    pub const fn kind_mut_ptr(&mut self) -> *mut c_char {
        self._bytes.as_mut_ptr().wrapping_add(0).cast()
    }

    #[inline]
    pub const fn kind(&self) -> c_char {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.kind_ptr().read_unaligned() }
    }

    #[inline]
    pub const fn set_kind(&mut self, value: c_char) {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.kind_mut_ptr().write_unaligned(value) }
    }

    #[inline]
    pub const fn value_ptr(&self) -> *const u64 {
        self._bytes.as_ptr().wrapping_add(1).cast()
    }

    #[inline]
    pub const fn value_mut_ptr(&mut self) -> *mut u64 {
        self._bytes.as_mut_ptr().wrapping_add(1).cast()
    }

    #[inline]
    pub const fn value(&self) -> u64 {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.value_ptr().read_unaligned() }
    }

    #[inline]
    pub const fn set_value(&mut self, value: u64) {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.value_mut_ptr().write_unaligned(value) }
    }

    #[inline]
    pub const fn after_ptr(&self) -> *const u32 {
        self._bytes.as_ptr().wrapping_add(12).cast()
    }

    #[inline]
    pub const fn after_mut_ptr(&mut self) -> *mut u32 {
        self._bytes.as_mut_ptr().wrapping_add(12).cast()
    }

    #[inline]
    pub const fn after(&self) -> u32 {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.after_ptr().read_unaligned() }
    }

    #[inline]
    pub const fn set_after(&mut self, value: u32) {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.after_mut_ptr().write_unaligned(value) }
    }
}

const _: () = {
    assert!(size_of::<partly>() == 16);
    assert!(align_of::<partly>() == 4);
};

unsafe extern "C" {
    pub fn write_record(record: *const record_t) -> c_int;
}
