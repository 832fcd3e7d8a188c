use ::core::ffi::{CStr, c_int, c_ulong};

pub const NAME: &CStr = c"sqlite";
pub const EMPTY: &CStr = c"";
/// `"3." "45" ".0"`
pub const JOINED: &CStr = c"3.45.0";
/// `"tab\there \"quoted\" back\\slash\n"`
pub const ESCAPED: &CStr = c"tab\there \"quoted\" back\\slash\n";
pub const BYTES: &[u8; 5] = b"\xff\x00Az\0";
pub const EMBEDDED: &[u8; 4] = b"a\x00b\0";
pub const UNICODE: &CStr = c"gr\xc3\xbc\xc3\x9f dich";
pub const UTF8: &CStr = c"\xe2\x82\xac";
pub const WIDE: &[c_int; 5] = &[119, 105, 100, 101, 0];
pub const UTF16: &[u16; 8] = &[115, 105, 120, 116, 101, 101, 110, 0];
pub const UTF32: &[u32; 11] = &[116, 104, 105, 114, 116, 121, 45, 116, 119, 111, 0];
pub const MAJOR: &CStr = c"3";
/// `NAME "-" MAJOR`
pub const FULL: &CStr = c"sqlite-3";
/// `(sizeof NAME - 1)`
pub const LENGTH: c_ulong = 6;
pub const SPLIT: &CStr = c"one two";
