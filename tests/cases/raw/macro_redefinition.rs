use ::core::ffi::c_int;

/// `(LEVEL + 10)`
pub const DERIVED: c_int = 12;
pub const LEVEL: c_int = 2;
pub const KIND_TEXT: c_int = 5;

unsafe extern "C" {
    pub fn here() -> c_int;
}
