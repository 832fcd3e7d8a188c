use ::core::ffi::{c_int, c_uchar, c_uint, c_ushort};

pub const LETTER: c_int = 97;
pub const NEWLINE: c_int = 10;
/// `'\''`
pub const QUOTE: c_int = 39;
pub const HIGH: c_int = -1;
pub const OCTAL: c_int = 65;
pub const ZERO: c_int = 0;
pub const FOUR_CC: c_int = 1380533830;
pub const WIDE: c_int = 8364;
pub const UTF16: c_ushort = 233;
pub const UTF32: c_uint = 128512;
/// `((unsigned char)'\x80')`
pub const AS_BYTE: c_uchar = 128;
pub const ESCAPE: c_int = 27;
