use ::core::ffi::c_int;

/// What a macro means at the end, however the text gets there.
pub const BACK_AGAIN: c_int = 1;
/// `(BACK_AGAIN + 10)`
pub const SEES_THE_LAST: c_int = 11;
pub const GONE_AND_BACK: c_int = 3;
pub const NESTED: c_int = 5;
pub const KEPT: c_int = 8;
pub const DIGRAPH: c_int = 9;
pub const BY_OPERATOR: c_int = 11;
