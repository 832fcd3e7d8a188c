use ::core::ffi::{c_char, c_double, c_float, c_int, c_long};
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

/// Packed and aligned at once, which no one Rust attribute says.
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

unsafe extern "C" {
    pub fn write_header(header: *const bmp_header) -> c_int;
}
