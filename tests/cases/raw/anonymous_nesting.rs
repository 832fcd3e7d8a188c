use ::core::ffi::{c_float, c_int, c_short, c_uchar, c_uint, c_void};
use ::core::mem::offset_of;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct packet {
    pub kind: c_int,
    pub anonymous_1: packet_anonymous_2,
    pub points: [packet_points; 2],
    pub more: *mut packet_points,
    pub tagged: tagged_inside,
}

impl Default for packet {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<packet>() == 40);
    assert!(align_of::<packet>() == 8);
    assert!(offset_of!(packet, kind) == 0);
    assert!(offset_of!(packet, anonymous_1) == 4);
    assert!(offset_of!(packet, points) == 8);
    assert!(offset_of!(packet, more) == 24);
    assert!(offset_of!(packet, tagged) == 32);
};

#[repr(C)]
#[derive(Clone, Copy)]
pub union packet_anonymous_2 {
    pub anonymous_1: packet_anonymous_2_anonymous_1,
    pub raw: packet_anonymous_2_raw,
    pub choice: c_uint,
}

impl Default for packet_anonymous_2 {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<packet_anonymous_2>() == 4);
    assert!(align_of::<packet_anonymous_2>() == 4);
    assert!(offset_of!(packet_anonymous_2, anonymous_1) == 0);
    assert!(offset_of!(packet_anonymous_2, raw) == 0);
    assert!(offset_of!(packet_anonymous_2, choice) == 0);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct packet_anonymous_2_anonymous_1 {
    pub width: c_short,
    pub height: c_short,
}

impl Default for packet_anonymous_2_anonymous_1 {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<packet_anonymous_2_anonymous_1>() == 4);
    assert!(align_of::<packet_anonymous_2_anonymous_1>() == 2);
    assert!(offset_of!(packet_anonymous_2_anonymous_1, width) == 0);
    assert!(offset_of!(packet_anonymous_2_anonymous_1, height) == 2);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct packet_anonymous_2_raw {
    pub bytes: [c_uchar; 4],
}

impl Default for packet_anonymous_2_raw {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<packet_anonymous_2_raw>() == 4);
    assert!(align_of::<packet_anonymous_2_raw>() == 1);
    assert!(offset_of!(packet_anonymous_2_raw, bytes) == 0);
};

pub const INNER_A: c_int = 0;
pub const INNER_B: c_int = 1;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct packet_points {
    pub x: c_int,
    pub y: c_int,
}

impl Default for packet_points {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<packet_points>() == 8);
    assert!(align_of::<packet_points>() == 4);
    assert!(offset_of!(packet_points, x) == 0);
    assert!(offset_of!(packet_points, y) == 4);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct tagged_inside {
    pub depth: c_int,
}

impl Default for tagged_inside {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<tagged_inside>() == 4);
    assert!(align_of::<tagged_inside>() == 4);
    assert!(offset_of!(tagged_inside, depth) == 0);
};

#[repr(C)]
#[derive(Clone, Copy)]
pub struct variant_t {
    pub u: variant_t_u,
}

impl Default for variant_t {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<variant_t>() == 4);
    assert!(align_of::<variant_t>() == 4);
    assert!(offset_of!(variant_t, u) == 0);
};

#[repr(C)]
#[derive(Clone, Copy)]
pub union variant_t_u {
    pub as_int: c_int,
    pub as_float: c_float,
}

impl Default for variant_t_u {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<variant_t_u>() == 4);
    assert!(align_of::<variant_t_u>() == 4);
    assert!(offset_of!(variant_t_u, as_int) == 0);
    assert!(offset_of!(variant_t_u, as_float) == 0);
};

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct greek_t(pub c_uint);

impl greek_t {
    pub const ALPHA: greek_t = greek_t(0);
    pub const BETA: greek_t = greek_t(1);
}

impl TryFrom<c_uint> for greek_t {
    type Error = c_uint;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_uint) -> Result<Self, c_uint> {
        match value {
            0..=1 => Ok(greek_t(value)),
            _ => Err(value),
        }
    }
}

impl From<greek_t> for c_uint {
    fn from(value: greek_t) -> Self {
        value.0
    }
}

pub const ALPHA: greek_t = greek_t::ALPHA;
pub const BETA: greek_t = greek_t::BETA;

#[repr(C)]
#[derive(Clone, Copy)]
pub union word_t {
    pub i: c_int,
    pub p: *mut c_void,
}

impl Default for word_t {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<word_t>() == 8);
    assert!(align_of::<word_t>() == 8);
    assert!(offset_of!(word_t, i) == 0);
    assert!(offset_of!(word_t, p) == 0);
};

pub type word_ptr = *mut word_t;
