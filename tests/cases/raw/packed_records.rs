use ::core::ffi::{c_char, c_double, c_int, c_long};
use ::core::mem::offset_of;

#[repr(C, packed)]
#[derive(Clone, Copy, Debug)]
pub struct wire_header {
    pub version: u8,
    pub length: u32,
    pub _bitfield_1: [u8; 2],
    pub checksum: u64,
}

impl Default for wire_header {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl wire_header {
    #[inline]
    pub const fn kind(&self) -> u16 {
        support::get_bits(&self._bitfield_1, 0, 3) as u16
    }

    #[inline]
    pub const fn set_kind(&mut self, value: u16) {
        support::set_bits(&mut self._bitfield_1, 0, 3, value as u64);
    }

    #[inline]
    pub const fn flags(&self) -> u16 {
        support::get_bits(&self._bitfield_1, 3, 13) as u16
    }

    #[inline]
    pub const fn set_flags(&mut self, value: u16) {
        support::set_bits(&mut self._bitfield_1, 3, 13, value as u64);
    }
}

const _: () = {
    assert!(size_of::<wire_header>() == 15);
    assert!(align_of::<wire_header>() == 1);
    assert!(offset_of!(wire_header, version) == 0);
    assert!(offset_of!(wire_header, length) == 1);
    assert!(offset_of!(wire_header, checksum) == 7);
};

#[repr(C, packed)]
#[derive(Clone, Copy, Debug)]
pub struct gap {
    pub tag: c_char,
    pub value: c_double,
}

impl Default for gap {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<gap>() == 9);
    assert!(align_of::<gap>() == 1);
    assert!(offset_of!(gap, tag) == 0);
    assert!(offset_of!(gap, value) == 1);
};

#[repr(C, align(2))]
#[derive(Clone, Copy, Debug)]
pub struct gap_aligned {
    _bytes: [u8; 6],
}

impl Default for gap_aligned {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl gap_aligned {
    #[inline]
    pub const fn tag_ptr(&self) -> *const c_char {
        self._bytes.as_ptr().wrapping_add(0).cast()
    }

    #[inline]
    pub const fn tag_mut_ptr(&mut self) -> *mut c_char {
        self._bytes.as_mut_ptr().wrapping_add(0).cast()
    }

    #[inline]
    pub const fn tag(&self) -> c_char {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.tag_ptr().read_unaligned() }
    }

    #[inline]
    pub const fn set_tag(&mut self, value: c_char) {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.tag_mut_ptr().write_unaligned(value) }
    }

    #[inline]
    pub const fn value_ptr(&self) -> *const c_int {
        self._bytes.as_ptr().wrapping_add(1).cast()
    }

    #[inline]
    pub const fn value_mut_ptr(&mut self) -> *mut c_int {
        self._bytes.as_mut_ptr().wrapping_add(1).cast()
    }

    #[inline]
    pub const fn value(&self) -> c_int {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.value_ptr().read_unaligned() }
    }

    #[inline]
    pub const fn set_value(&mut self, value: c_int) {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.value_mut_ptr().write_unaligned(value) }
    }
}

const _: () = {
    assert!(size_of::<gap_aligned>() == 6);
    assert!(align_of::<gap_aligned>() == 2);
};

#[repr(C, align(4))]
#[derive(Clone, Copy, Debug)]
pub struct mixed {
    _bytes: [u8; 12],
}

impl Default for mixed {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl mixed {
    #[inline]
    pub const fn tag_ptr(&self) -> *const c_char {
        self._bytes.as_ptr().wrapping_add(0).cast()
    }

    #[inline]
    pub const fn tag_mut_ptr(&mut self) -> *mut c_char {
        self._bytes.as_mut_ptr().wrapping_add(0).cast()
    }

    #[inline]
    pub const fn tag(&self) -> c_char {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.tag_ptr().read_unaligned() }
    }

    #[inline]
    pub const fn set_tag(&mut self, value: c_char) {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.tag_mut_ptr().write_unaligned(value) }
    }

    #[inline]
    pub const fn value_ptr(&self) -> *const c_int {
        self._bytes.as_ptr().wrapping_add(1).cast()
    }

    #[inline]
    pub const fn value_mut_ptr(&mut self) -> *mut c_int {
        self._bytes.as_mut_ptr().wrapping_add(1).cast()
    }

    #[inline]
    pub const fn value(&self) -> c_int {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.value_ptr().read_unaligned() }
    }

    #[inline]
    pub const fn set_value(&mut self, value: c_int) {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.value_mut_ptr().write_unaligned(value) }
    }

    #[inline]
    pub const fn other_ptr(&self) -> *const c_int {
        self._bytes.as_ptr().wrapping_add(8).cast()
    }

    #[inline]
    pub const fn other_mut_ptr(&mut self) -> *mut c_int {
        self._bytes.as_mut_ptr().wrapping_add(8).cast()
    }

    #[inline]
    pub const fn other(&self) -> c_int {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.other_ptr().read_unaligned() }
    }

    #[inline]
    pub const fn set_other(&mut self, value: c_int) {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.other_mut_ptr().write_unaligned(value) }
    }
}

const _: () = {
    assert!(size_of::<mixed>() == 12);
    assert!(align_of::<mixed>() == 4);
};

#[repr(C, packed(2))]
#[derive(Clone, Copy, Debug)]
pub struct two {
    pub tag: c_char,
    pub value: c_long,
    pub flexible: [c_int; 0],
}

impl Default for two {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<two>() == 10);
    assert!(align_of::<two>() == 2);
    assert!(offset_of!(two, tag) == 0);
    assert!(offset_of!(two, value) == 2);
    assert!(offset_of!(two, flexible) == 10);
};
