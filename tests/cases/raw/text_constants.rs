use ::core::ffi::{CStr, c_int, c_ushort};

pub const NAME: &CStr = c"library";
pub const EMPTY: &CStr = c"";
/// `"a" "b" NAME`
pub const JOINED: &CStr = c"ablibrary";
/// `"tab\t quote\" slash\\ nul-free\x41\101\n"`
pub const ESCAPES: &CStr = c"tab\t quote\" slash\\ nul-freeAA\n";
pub const EMBEDDED_NUL: &[u8; 4] = b"a\x00b\0";
pub const NOT_UTF8: &CStr = c"\xff\xfe";
pub const UNICODE: &CStr = c"gr\xc3\xb6\xc3\x9fe \xe2\x82\xac";
pub const UTF8: &CStr = c"gr\xc3\xb6\xc3\x9fe";
pub const WIDE: &[c_int; 7] = &[119, 105, 100, 101, 32, 8364, 0];
pub const UTF16: &[u16; 3] = &[55348, 56606, 0];
pub const UTF32: &[u32; 2] = &[119070, 0];
pub const PARENTHESES: &CStr = c"in parentheses";
/// `((const char *)"cast")`
pub const POINTER: &CStr = c"cast";
pub const LETTER: c_int = 97;
pub const NEWLINE: c_int = 10;
pub const HIGH_CHAR: c_int = -1;
pub const MULTI_CHAR: c_int = 24930;
pub const WIDE_CHAR: c_int = 8364;
pub const UTF16_CHAR: c_ushort = 233;

// left out: function-like macro `TO_TEXT_`: it is a macro with parameters, which has no type and no symbol
// left out: function-like macro `TO_TEXT`: it is a macro with parameters, which has no type and no symbol

/// `TO_TEXT(1.2.3)`
pub const STRINGIFIED: &CStr = c"1.2.3";
