use ::core::ffi::{
    c_char, c_double, c_float, c_int, c_long, c_longlong, c_schar, c_short, c_uchar, c_uint,
    c_ulonglong, c_ushort, c_void,
};
use ::core::mem::offset_of;

pub type wchar_t = c_int;

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct lib_mode(pub c_int);

impl lib_mode {
    pub const MODE_OFF: lib_mode = lib_mode(0);
    pub const MODE_ON: lib_mode = lib_mode(3);
    pub const MODE_UNSET: lib_mode = lib_mode(-1);
}

impl TryFrom<c_int> for lib_mode {
    type Error = c_int;

    /// Succeeds for the values that have a name.
    fn try_from(value: c_int) -> Result<Self, c_int> {
        match value {
            -1..=0 | 3 => Ok(lib_mode(value)),
            _ => Err(value),
        }
    }
}

impl From<lib_mode> for c_int {
    fn from(value: lib_mode) -> Self {
        value.0
    }
}

pub const MODE_OFF: lib_mode = lib_mode::MODE_OFF;
pub const MODE_ON: lib_mode = lib_mode::MODE_ON;
pub const MODE_UNSET: lib_mode = lib_mode::MODE_UNSET;

pub type lib_callback = ::core::option::Option<unsafe extern "C" fn(*mut c_void) -> c_int>;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct lib_address {
    pub host: *const c_char,
    pub port: c_ushort,
}

impl Default for lib_address {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<lib_address>() == 16);
    assert!(align_of::<lib_address>() == 8);
    assert!(offset_of!(lib_address, host) == 0);
    assert!(offset_of!(lib_address, port) == 8);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct lib_options {
    pub version: c_uint,
    pub mode: lib_mode,
    pub strict: bool,
    pub ratio: c_double,
    pub callback: lib_callback,
    pub payload: *mut c_void,
    pub name: *const c_char,
    pub address: lib_address,
    pub others: [lib_address; 2],
    pub key: [c_uchar; 4],
    pub r#type: c_int,
}

impl Default for lib_options {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<lib_options>() == 104);
    assert!(align_of::<lib_options>() == 8);
    assert!(offset_of!(lib_options, version) == 0);
    assert!(offset_of!(lib_options, mode) == 4);
    assert!(offset_of!(lib_options, strict) == 8);
    assert!(offset_of!(lib_options, ratio) == 16);
    assert!(offset_of!(lib_options, callback) == 24);
    assert!(offset_of!(lib_options, payload) == 32);
    assert!(offset_of!(lib_options, name) == 40);
    assert!(offset_of!(lib_options, address) == 48);
    assert!(offset_of!(lib_options, others) == 64);
    assert!(offset_of!(lib_options, key) == 96);
    assert!(offset_of!(lib_options, r#type) == 100);
};

pub const LIB_OPTIONS_VERSION: c_int = 2;
/// `{LIB_OPTIONS_VERSION, MODE_ON, 1, .5, NULL, NULL, "a \"name\"", {"localhost", 80}}`
pub const LIB_OPTIONS_INIT: lib_options = lib_options {
    version: 2,
    mode: lib_mode(3),
    strict: true,
    ratio: 0.5,
    callback: None,
    payload: ::core::ptr::null_mut(),
    name: c"a \"name\"".as_ptr(),
    address: lib_address {
        host: c"localhost".as_ptr(),
        port: 80,
    },
    // SAFETY: all fields may be zero.
    others: unsafe { ::core::mem::zeroed() },
    key: [0; 4],
    r#type: 0,
};

/// What C calls the same thing by another name.
///
/// `LIB_OPTIONS_INIT`
pub const LIB_OPTIONS_DEFAULT: lib_options = lib_options {
    version: 2,
    mode: lib_mode(3),
    strict: true,
    ratio: 0.5,
    callback: None,
    payload: ::core::ptr::null_mut(),
    name: c"a \"name\"".as_ptr(),
    address: lib_address {
        host: c"localhost".as_ptr(),
        port: 80,
    },
    // SAFETY: all fields may be zero.
    others: unsafe { ::core::mem::zeroed() },
    key: [0; 4],
    r#type: 0,
};
/// `{ 0 }`
pub const LIB_OPTIONS_ZERO: lib_options = lib_options {
    version: 0,
    mode: lib_mode(0),
    strict: false,
    ratio: 0.0,
    callback: None,
    payload: ::core::ptr::null_mut(),
    name: ::core::ptr::null(),
    // SAFETY: all fields may be zero.
    address: unsafe { ::core::mem::zeroed() },
    // SAFETY: all fields may be zero.
    others: unsafe { ::core::mem::zeroed() },
    key: [0; 4],
    r#type: 0,
};
/// `{.port = 443, .host = "example.org"}`
pub const LIB_ADDRESS_INIT: lib_address = lib_address {
    host: c"example.org".as_ptr(),
    port: 443,
};
/// `((lib_options){ .others[1].port = 1, {1, 2, 3}, .mode = MODE_UNSET, .key[3] = 9, .version = -1 })`
pub const LIB_DESIGNATED: lib_options = lib_options {
    version: 4294967295,
    mode: lib_mode(-1),
    strict: false,
    ratio: 0.0,
    callback: None,
    payload: ::core::ptr::null_mut(),
    name: ::core::ptr::null(),
    // SAFETY: all fields may be zero.
    address: unsafe { ::core::mem::zeroed() },
    others: [
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() },
        lib_address {
            host: ::core::ptr::null(),
            port: 1,
        },
    ],
    key: [1, 2, 3, 9],
    r#type: 0,
};

/// Braces left out, and words that are one in the record's name.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct _LibQueue {
    pub head: *mut c_int,
    pub tail: *mut c_int,
    pub at: _LibQueue_at,
    pub text: [c_char; 6],
    pub last: _LibQueue_last,
}

impl Default for _LibQueue {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<_LibQueue>() == 40);
    assert!(align_of::<_LibQueue>() == 8);
    assert!(offset_of!(_LibQueue, head) == 0);
    assert!(offset_of!(_LibQueue, tail) == 8);
    assert!(offset_of!(_LibQueue, at) == 16);
    assert!(offset_of!(_LibQueue, text) == 24);
    assert!(offset_of!(_LibQueue, last) == 32);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct _LibQueue_at {
    pub x: c_int,
    pub y: c_int,
}

impl Default for _LibQueue_at {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<_LibQueue_at>() == 8);
    assert!(align_of::<_LibQueue_at>() == 4);
    assert!(offset_of!(_LibQueue_at, x) == 0);
    assert!(offset_of!(_LibQueue_at, y) == 4);
};

#[repr(C)]
#[derive(Clone, Copy)]
pub union _LibQueue_last {
    pub f: c_float,
    pub i: c_int,
}

impl Default for _LibQueue_last {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<_LibQueue_last>() == 4);
    assert!(align_of::<_LibQueue_last>() == 4);
    assert!(offset_of!(_LibQueue_last, f) == 0);
    assert!(offset_of!(_LibQueue_last, i) == 0);
};

pub type LibQueue = _LibQueue;

/// `{ NULL, NULL, 1, 2, "abc" }`
pub const LIB_QUEUE_INIT: LibQueue = LibQueue {
    head: ::core::ptr::null_mut(),
    tail: ::core::ptr::null_mut(),
    at: _LibQueue_at { x: 1, y: 2 },
    text: [97, 98, 99, 0, 0, 0],
    // SAFETY: all fields may be zero.
    last: unsafe { ::core::mem::zeroed() },
};
/// `{ (int *)8, (int *)-1, {3, 4}, "abcdef", {1.5f} }`
pub const INIT_LIB_QUEUE: LibQueue = LibQueue {
    head: ::core::ptr::without_provenance_mut(0x8),
    tail: ::core::ptr::without_provenance_mut(0xffffffffffffffff),
    at: _LibQueue_at { x: 3, y: 4 },
    text: [97, 98, 99, 100, 101, 102],
    last: _LibQueue_last { f: 1.5 },
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct lib_flags_t {
    pub _bitfield_1: [u8; 3],
    pub d: c_int,
}

impl Default for lib_flags_t {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl lib_flags_t {
    #[inline]
    pub const fn a(&self) -> c_uint {
        support::get_bits(&self._bitfield_1, 0, 3) as c_uint
    }

    #[inline]
    pub const fn set_a(&mut self, value: c_uint) {
        support::set_bits(&mut self._bitfield_1, 0, 3, value as u64);
    }

    #[inline]
    pub const fn b(&self) -> c_uint {
        support::get_bits(&self._bitfield_1, 5, 9) as c_uint
    }

    #[inline]
    pub const fn set_b(&mut self, value: c_uint) {
        support::set_bits(&mut self._bitfield_1, 5, 9, value as u64);
    }

    #[inline]
    pub const fn c(&self) -> c_int {
        support::get_signed_bits(&self._bitfield_1, 14, 4) as c_int
    }

    #[inline]
    pub const fn set_c(&mut self, value: c_int) {
        support::set_bits(&mut self._bitfield_1, 14, 4, value as u64);
    }
}

const _: () = {
    assert!(size_of::<lib_flags_t>() == 8);
    assert!(align_of::<lib_flags_t>() == 4);
    assert!(offset_of!(lib_flags_t, d) == 4);
};

/// `{ 5, 257, -2, 7 }`
pub const LIB_FLAGS_INIT: lib_flags_t = lib_flags_t {
    _bitfield_1: [37, 160, 3],
    d: 7,
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct lib_hidden_flags {
    pub kind: c_int,
    pub anonymous_1: lib_hidden_flags_anonymous_2,
}

impl Default for lib_hidden_flags {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<lib_hidden_flags>() == 12);
    assert!(align_of::<lib_hidden_flags>() == 4);
    assert!(offset_of!(lib_hidden_flags, kind) == 0);
    assert!(offset_of!(lib_hidden_flags, anonymous_1) == 4);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct lib_hidden_flags_anonymous_2 {
    pub _bitfield_1: [u8; 1],
    pub only: [lib_hidden_flags_anonymous_2_only; 1],
}

impl Default for lib_hidden_flags_anonymous_2 {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl lib_hidden_flags_anonymous_2 {
    #[inline]
    pub const fn on(&self) -> c_uint {
        support::get_bits(&self._bitfield_1, 0, 1) as c_uint
    }

    #[inline]
    pub const fn set_on(&mut self, value: c_uint) {
        support::set_bits(&mut self._bitfield_1, 0, 1, value as u64);
    }
}

const _: () = {
    assert!(size_of::<lib_hidden_flags_anonymous_2>() == 8);
    assert!(align_of::<lib_hidden_flags_anonymous_2>() == 4);
    assert!(offset_of!(lib_hidden_flags_anonymous_2, only) == 4);
};

#[repr(C, align(4))]
#[derive(Clone, Copy, Debug)]
pub struct lib_hidden_flags_anonymous_2_only {
    pub _bitfield_1: [u8; 1],
}

impl Default for lib_hidden_flags_anonymous_2_only {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

impl lib_hidden_flags_anonymous_2_only {
    #[inline]
    pub const fn level(&self) -> c_uint {
        support::get_bits(&self._bitfield_1, 0, 7) as c_uint
    }

    #[inline]
    pub const fn set_level(&mut self, value: c_uint) {
        support::set_bits(&mut self._bitfield_1, 0, 7, value as u64);
    }
}

const _: () = {
    assert!(size_of::<lib_hidden_flags_anonymous_2_only>() == 4);
    assert!(align_of::<lib_hidden_flags_anonymous_2_only>() == 4);
};

/// `{ 1, .on = 1, .only[0].level = 100 }`
pub const LIB_HIDDEN_FLAGS_INIT: lib_hidden_flags = lib_hidden_flags {
    kind: 1,
    anonymous_1: lib_hidden_flags_anonymous_2 {
        _bitfield_1: [1],
        only: [lib_hidden_flags_anonymous_2_only { _bitfield_1: [100] }],
    },
};

#[repr(C)]
#[derive(Clone, Copy)]
pub union lib_value {
    pub number: c_long,
    pub text: [c_char; 8],
}

impl Default for lib_value {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<lib_value>() == 8);
    assert!(align_of::<lib_value>() == 8);
    assert!(offset_of!(lib_value, number) == 0);
    assert!(offset_of!(lib_value, text) == 0);
};

/// `{ 42 }`
pub const LIB_VALUE_INIT: lib_value = lib_value { number: 42 };
/// `{ .text = { 0 } }`
// SAFETY: all fields may be zero.
pub const LIB_VALUE_ZERO: lib_value = unsafe { ::core::mem::zeroed() };

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct lib_point {
    pub x: c_int,
    pub y: c_int,
}

impl Default for lib_point {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<lib_point>() == 8);
    assert!(align_of::<lib_point>() == 4);
    assert!(offset_of!(lib_point, x) == 0);
    assert!(offset_of!(lib_point, y) == 4);
};

/// `{ 1, 2 }`
pub const LIB_POINT_INIT: lib_point = lib_point { x: 1, y: 2 };

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct lib_lines {
    pub points: [lib_point; 2],
    pub widths: [c_ushort; 40],
}

impl Default for lib_lines {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<lib_lines>() == 96);
    assert!(align_of::<lib_lines>() == 4);
    assert!(offset_of!(lib_lines, points) == 0);
    assert!(offset_of!(lib_lines, widths) == 16);
};

/// `{ {{1, 2}, {3, 4}}, {[0] = 1, [39] = 65535} }`
pub const LIB_LINES_INIT: lib_lines = lib_lines {
    points: [lib_point { x: 1, y: 2 }, lib_point { x: 3, y: 4 }],
    widths: [
        1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 65535,
    ],
};

#[repr(C, packed)]
#[derive(Clone, Copy)]
pub struct lib_packed {
    pub c: c_char,
    pub i: c_int,
    pub anonymous_1: lib_packed_anonymous_3,
}

impl Default for lib_packed {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<lib_packed>() == 9);
    assert!(align_of::<lib_packed>() == 1);
    assert!(offset_of!(lib_packed, c) == 0);
    assert!(offset_of!(lib_packed, i) == 1);
    assert!(offset_of!(lib_packed, anonymous_1) == 5);
};

#[repr(C, packed)]
#[derive(Clone, Copy)]
pub union lib_packed_anonymous_3 {
    pub anonymous_1: lib_packed_anonymous_3_anonymous_1,
    pub both: c_int,
}

impl Default for lib_packed_anonymous_3 {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<lib_packed_anonymous_3>() == 4);
    assert!(align_of::<lib_packed_anonymous_3>() == 1);
    assert!(offset_of!(lib_packed_anonymous_3, anonymous_1) == 0);
    assert!(offset_of!(lib_packed_anonymous_3, both) == 0);
};

#[repr(C, packed)]
#[derive(Clone, Copy, Debug)]
pub struct lib_packed_anonymous_3_anonymous_1 {
    pub low: c_short,
    pub high: c_short,
}

impl Default for lib_packed_anonymous_3_anonymous_1 {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<lib_packed_anonymous_3_anonymous_1>() == 4);
    assert!(align_of::<lib_packed_anonymous_3_anonymous_1>() == 1);
    assert!(offset_of!(lib_packed_anonymous_3_anonymous_1, low) == 0);
    assert!(offset_of!(lib_packed_anonymous_3_anonymous_1, high) == 2);
};

/// `{ 1, 2, .high = 3 }`
pub const LIB_PACKED_INIT: lib_packed = lib_packed {
    c: 1,
    i: 2,
    anonymous_1: lib_packed_anonymous_3 {
        anonymous_1: lib_packed_anonymous_3_anonymous_1 { low: 0, high: 3 },
    },
};
// left out: constant `LIB_PACKED_HIDDEN_INIT`: it is an initialiser of a record that its name does not tell
// left out: constant `LIB_DEPRECATED`: it is a pragma
/// `LIB_DEPRECATED { 1, 2 }`
pub const LIB_OLD_POINT_INIT: lib_old_point = lib_old_point { x: 1, y: 2 };
/// `LIB_DEPRECATED 12`
pub const LIB_OLD_NUMBER: c_int = 12;

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct lib_old_point {
    pub x: c_int,
    pub y: c_int,
}

impl Default for lib_old_point {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<lib_old_point>() == 8);
    assert!(align_of::<lib_old_point>() == 4);
    assert!(offset_of!(lib_old_point, x) == 0);
    assert!(offset_of!(lib_old_point, y) == 4);
};

// left out: constant `LIB_UNKNOWN_INIT`: it is an initialiser of a record that its name does not tell
// left out: constant `LIB_NEGATIVE_POINT_INIT`: it is an initialiser that does not fit `lib_negative_point`: a number lies outside the range of its field

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct lib_negative_point {
    pub x: c_uint,
    pub y: c_uint,
}

impl Default for lib_negative_point {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<lib_negative_point>() == 8);
    assert!(align_of::<lib_negative_point>() == 4);
    assert!(offset_of!(lib_negative_point, x) == 0);
    assert!(offset_of!(lib_negative_point, y) == 4);
};

// left out: constant `LIB_SMALL_MEMBER_INIT`: one of its fields has a value that a constant of Rust cannot be given

#[repr(C)]
#[derive(Clone, Copy)]
pub union lib_small_member {
    pub small: c_char,
    pub large: c_long,
}

impl Default for lib_small_member {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<lib_small_member>() == 8);
    assert!(align_of::<lib_small_member>() == 8);
    assert!(offset_of!(lib_small_member, small) == 0);
    assert!(offset_of!(lib_small_member, large) == 0);
};

// left out: constant `LIB_HANDLER_INIT`: one of its fields has a value that a constant of Rust cannot be given

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct lib_handler {
    pub callback: lib_callback,
}

impl Default for lib_handler {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<lib_handler>() == 8);
    assert!(align_of::<lib_handler>() == 8);
    assert!(offset_of!(lib_handler, callback) == 0);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct lib_pair {
    pub a: c_int,
    pub b: c_int,
}

impl Default for lib_pair {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<lib_pair>() == 8);
    assert!(align_of::<lib_pair>() == 4);
    assert!(offset_of!(lib_pair, a) == 0);
    assert!(offset_of!(lib_pair, b) == 4);
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct libpair {
    pub a: c_int,
    pub b: c_int,
}

impl Default for libpair {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<libpair>() == 8);
    assert!(align_of::<libpair>() == 4);
    assert!(offset_of!(libpair, a) == 0);
    assert!(offset_of!(libpair, b) == 4);
};

// left out: constant `LIB_PAIR_INIT`: it is an initialiser, and several records may be the one that its name means

/// Names that collide with Rust's, and null pointers and text of several types.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Option {
    pub self_: *const c_void,
    pub r#type: *mut c_char,
    pub None: *const c_schar,
    pub r#fn: ::core::option::Option<unsafe extern "C" fn()>,
}

impl Default for Option {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<Option>() == 32);
    assert!(align_of::<Option>() == 8);
    assert!(offset_of!(Option, self_) == 0);
    assert!(offset_of!(Option, r#type) == 8);
    assert!(offset_of!(Option, None) == 16);
    assert!(offset_of!(Option, r#fn) == 24);
};

/// `{ "self", "type\0more", 0, 0 }`
pub const OPTION_INIT: Option = Option {
    self_: c"self".as_ptr().cast(),
    r#type: b"type\x00more\0".as_ptr().cast_mut().cast(),
    None: ::core::ptr::null(),
    r#fn: None,
};
/// `{ .fn = (void *)0 }`
pub const OPTION_EMPTY: Option = Option {
    self_: ::core::ptr::null(),
    r#type: ::core::ptr::null_mut(),
    None: ::core::ptr::null(),
    r#fn: None,
};

#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct lib_table {
    pub name: [[c_char; 8]; 4],
    pub wide: [wchar_t; 3],
    pub ratios: [c_float; 2],
    pub big: c_longlong,
    pub top: c_ulonglong,
}

impl Default for lib_table {
    fn default() -> Self {
        // SAFETY: all fields may be zero.
        unsafe { ::core::mem::zeroed() }
    }
}

const _: () = {
    assert!(size_of::<lib_table>() == 72);
    assert!(align_of::<lib_table>() == 8);
    assert!(offset_of!(lib_table, name) == 0);
    assert!(offset_of!(lib_table, wide) == 32);
    assert!(offset_of!(lib_table, ratios) == 44);
    assert!(offset_of!(lib_table, big) == 56);
    assert!(offset_of!(lib_table, top) == 64);
};

/// `{ {"one", {"two"}, {'x', 'y'}}, L"ab", {1, -0.0f}, -9223372036854775807LL - 1, ~0ull }`
pub const LIB_TABLE_INIT: lib_table = lib_table {
    name: [
        [111, 110, 101, 0, 0, 0, 0, 0],
        [116, 119, 111, 0, 0, 0, 0, 0],
        [120, 121, 0, 0, 0, 0, 0, 0],
        [0; 8],
    ],
    wide: [97, 98, 0],
    ratios: [1.0, -0.0],
    big: -9223372036854775808,
    top: 18446744073709551615,
};
