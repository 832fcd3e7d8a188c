use ::core::ffi::{c_char, c_int};
use ::core::mem::offset_of;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct message {
    pub length: usize,
    pub text: [c_char; 0],
}

impl Default for message {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<message>() == 8);
    assert!(align_of::<message>() == 8);
    assert!(offset_of!(message, length) == 0);
    assert!(offset_of!(message, text) == 8);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct old_style {
    pub count: c_int,
    pub items: [c_int; 1],
}

impl Default for old_style {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<old_style>() == 8);
    assert!(align_of::<old_style>() == 4);
    assert!(offset_of!(old_style, count) == 0);
    assert!(offset_of!(old_style, items) == 4);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct zero_length {
    pub count: c_int,
    pub items: [c_int; 0],
}

impl Default for zero_length {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<zero_length>() == 4);
    assert!(align_of::<zero_length>() == 4);
    assert!(offset_of!(zero_length, count) == 0);
    assert!(offset_of!(zero_length, items) == 4);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct of_records {
    pub count: c_int,
    pub messages: [*mut message; 0],
}

impl Default for of_records {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<of_records>() == 8);
    assert!(align_of::<of_records>() == 8);
    assert!(offset_of!(of_records, count) == 0);
    assert!(offset_of!(of_records, messages) == 8);
};

#[repr(C, packed)]
#[derive(Clone, Copy, Debug)]
pub struct packed_tail {
    pub tag: c_char,
    pub items: [c_int; 0],
}

impl Default for packed_tail {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<packed_tail>() == 1);
    assert!(align_of::<packed_tail>() == 1);
    assert!(offset_of!(packed_tail, tag) == 0);
    assert!(offset_of!(packed_tail, items) == 1);
};
