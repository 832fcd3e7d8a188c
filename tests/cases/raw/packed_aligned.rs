use ::core::ffi::{c_char, c_float, c_int};
use ::core::mem::offset_of;

#[repr(C, align(2))]
#[derive(Clone, Copy, Debug)]
pub struct audio_spec {
    _bytes: [u8; 8],
}

impl Default for audio_spec {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl audio_spec {
    #[inline]
    pub const fn channels_ptr(&self) -> *const u8 {
        self._bytes.as_ptr().wrapping_add(0).cast()
    }

    #[inline]
    pub const fn channels_mut_ptr(&mut self) -> *mut u8 {
        self._bytes.as_mut_ptr().wrapping_add(0).cast()
    }

    #[inline]
    pub const fn channels(&self) -> u8 {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.channels_ptr().read_unaligned() }
    }

    #[inline]
    pub const fn set_channels(&mut self, value: u8) {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.channels_mut_ptr().write_unaligned(value) }
    }

    #[inline]
    pub const fn rate_ptr(&self) -> *const u32 {
        self._bytes.as_ptr().wrapping_add(1).cast()
    }

    #[inline]
    pub const fn rate_mut_ptr(&mut self) -> *mut u32 {
        self._bytes.as_mut_ptr().wrapping_add(1).cast()
    }

    #[inline]
    pub const fn rate(&self) -> u32 {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.rate_ptr().read_unaligned() }
    }

    #[inline]
    pub const fn set_rate(&mut self, value: u32) {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.rate_mut_ptr().write_unaligned(value) }
    }

    #[inline]
    pub const fn format_ptr(&self) -> *const u16 {
        self._bytes.as_ptr().wrapping_add(5).cast()
    }

    #[inline]
    pub const fn format_mut_ptr(&mut self) -> *mut u16 {
        self._bytes.as_mut_ptr().wrapping_add(5).cast()
    }

    #[inline]
    pub const fn format(&self) -> u16 {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.format_ptr().read_unaligned() }
    }

    #[inline]
    pub const fn set_format(&mut self, value: u16) {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.format_mut_ptr().write_unaligned(value) }
    }
}

const _: () = {
    assert!(size_of::<audio_spec>() == 8);
    assert!(align_of::<audio_spec>() == 2);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct outer {
    _bytes: [u8; 17],
}

impl Default for outer {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl outer {
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
    pub const fn spec_ptr(&self) -> *const audio_spec {
        self._bytes.as_ptr().wrapping_add(1).cast()
    }

    #[inline]
    pub const fn spec_mut_ptr(&mut self) -> *mut audio_spec {
        self._bytes.as_mut_ptr().wrapping_add(1).cast()
    }

    #[inline]
    pub const fn spec(&self) -> audio_spec {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.spec_ptr().read_unaligned() }
    }

    #[inline]
    pub const fn set_spec(&mut self, value: audio_spec) {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.spec_mut_ptr().write_unaligned(value) }
    }

    #[inline]
    pub const fn point_ptr(&self) -> *const outer_point {
        self._bytes.as_ptr().wrapping_add(9).cast()
    }

    #[inline]
    pub const fn point_mut_ptr(&mut self) -> *mut outer_point {
        self._bytes.as_mut_ptr().wrapping_add(9).cast()
    }

    #[inline]
    pub const fn point(&self) -> outer_point {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.point_ptr().read_unaligned() }
    }

    #[inline]
    pub const fn set_point(&mut self, value: outer_point) {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.point_mut_ptr().write_unaligned(value) }
    }
}

const _: () = {
    assert!(size_of::<outer>() == 17);
    assert!(align_of::<outer>() == 1);
};

#[repr(C, align(8))]
#[derive(Clone, Copy, Debug)]
pub struct outer_point {
    pub x: c_int,
}

impl Default for outer_point {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<outer_point>() == 8);
    assert!(align_of::<outer_point>() == 8);
    assert!(offset_of!(outer_point, x) == 0);
};

#[repr(C, align(16))]
#[derive(Clone, Copy, Debug)]
pub struct vector {
    pub v: [c_float; 3],
}

impl Default for vector {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<vector>() == 16);
    assert!(align_of::<vector>() == 16);
    assert!(offset_of!(vector, v) == 0);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct holds_aligned {
    _bytes: [u8; 17],
}

impl Default for holds_aligned {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl holds_aligned {
    #[inline]
    pub const fn c_ptr(&self) -> *const c_char {
        self._bytes.as_ptr().wrapping_add(0).cast()
    }

    #[inline]
    pub const fn c_mut_ptr(&mut self) -> *mut c_char {
        self._bytes.as_mut_ptr().wrapping_add(0).cast()
    }

    #[inline]
    pub const fn c(&self) -> c_char {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.c_ptr().read_unaligned() }
    }

    #[inline]
    pub const fn set_c(&mut self, value: c_char) {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.c_mut_ptr().write_unaligned(value) }
    }

    #[inline]
    pub const fn vector_ptr(&self) -> *const vector {
        self._bytes.as_ptr().wrapping_add(1).cast()
    }

    #[inline]
    pub const fn vector_mut_ptr(&mut self) -> *mut vector {
        self._bytes.as_mut_ptr().wrapping_add(1).cast()
    }

    #[inline]
    pub const fn vector(&self) -> vector {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.vector_ptr().read_unaligned() }
    }

    #[inline]
    pub const fn set_vector(&mut self, value: vector) {
        // SAFETY: the field's bytes lie within the record's.
        unsafe { self.vector_mut_ptr().write_unaligned(value) }
    }
}

const _: () = {
    assert!(size_of::<holds_aligned>() == 17);
    assert!(align_of::<holds_aligned>() == 1);
};
