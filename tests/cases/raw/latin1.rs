use ::core::ffi::{CStr, c_int};

unsafe extern "C" {
    /// Prix en francs, �t� �.
    pub fn prix() -> c_int;
}

pub const SYMBOL: &CStr = c"\xa4";
pub const NAME: &CStr = c"caf\xe9";

unsafe extern "C" {
    /// Größe.
    #[link_name = "größe"]
    pub fn gr_uf6_udfe(_u3b1: c_int) -> c_int;
}
