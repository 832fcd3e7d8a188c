use ::core::ffi::{c_char, c_double, c_int, c_long};
use ::core::mem::offset_of;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct packet {
    pub length: u32,
    pub data: [u8; 0],
}

impl Default for packet {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<packet>() == 4);
    assert!(align_of::<packet>() == 4);
    assert!(offset_of!(packet, length) == 0);
    assert!(offset_of!(packet, data) == 4);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct old_packet {
    pub length: u16,
    pub parts: [*mut packet; 0],
}

impl Default for old_packet {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<old_packet>() == 8);
    assert!(align_of::<old_packet>() == 8);
    assert!(offset_of!(old_packet, length) == 0);
    assert!(offset_of!(old_packet, parts) == 8);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct very_old {
    pub count: c_int,
    pub text: [c_char; 1],
}

impl Default for very_old {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<very_old>() == 8);
    assert!(align_of::<very_old>() == 4);
    assert!(offset_of!(very_old, count) == 0);
    assert!(offset_of!(very_old, text) == 4);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct pairs {
    pub count: c_int,
    pub items: [pairs_items; 0],
}

impl Default for pairs {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<pairs>() == 8);
    assert!(align_of::<pairs>() == 8);
    assert!(offset_of!(pairs, count) == 0);
    assert!(offset_of!(pairs, items) == 8);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct pairs_items {
    pub key: c_int,
    pub value: c_double,
}

impl Default for pairs_items {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<pairs_items>() == 16);
    assert!(align_of::<pairs_items>() == 8);
    assert!(offset_of!(pairs_items, key) == 0);
    assert!(offset_of!(pairs_items, value) == 8);
};

#[repr(C)]
#[derive(Clone, Copy)]
pub union either {
    pub zero: [c_int; 0],
    pub value: c_long,
}

impl Default for either {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<either>() == 8);
    assert!(align_of::<either>() == 8);
    assert!(offset_of!(either, zero) == 0);
    assert!(offset_of!(either, value) == 0);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct empty {}

impl Default for empty {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<empty>() == 0);
    assert!(align_of::<empty>() == 1);
};

unsafe extern "C" {
    pub fn packet_new(length: u32) -> *mut packet;
}

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct of_records {
    pub count: c_int,
    pub packets: [*mut packet; 0],
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
    assert!(offset_of!(of_records, packets) == 8);
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
