use ::core::ffi::{c_char, c_double, c_ulong};
use ::core::mem::offset_of;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct page {
    pub number: u32,
    pub name: [c_char; 12],
    pub weight: c_double,
}

impl Default for page {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<page>() == 24);
    assert!(align_of::<page>() == 8);
    assert!(offset_of!(page, number) == 0);
    assert!(offset_of!(page, name) == 4);
    assert!(offset_of!(page, weight) == 16);
};

/// `sizeof(struct page)`
pub const PAGE_SIZE_: c_ulong = 24;
/// `(sizeof(struct page) / sizeof(uint32_t))`
pub const PAGE_WORDS: c_ulong = 6;
/// `sizeof(((struct page *)0)->name)`
pub const NAME_SIZE: c_ulong = 12;
/// `offsetof(struct page, name)`
pub const NAME_OFFSET: c_ulong = 4;
/// `_Alignof(double)`
pub const WEIGHT_ALIGN: c_ulong = 8;
/// `sizeof(void *)`
pub const POINTER_SIZE: c_ulong = 8;
/// `sizeof(char[7])`
pub const CHAR_ARRAY: c_ulong = 7;
/// `sizeof(1 + 1ll)`
pub const EXPRESSION_SIZE: c_ulong = 8;
