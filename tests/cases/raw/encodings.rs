use ::core::ffi::{CStr, c_int};

unsafe extern "C" {
    /// Größe €.
    /// Second line.
    pub fn with_crlf() -> c_int;

    /// Latin-1: gr��e.
    pub fn not_utf8() -> c_int;
    #[link_name = "größe"]
    pub fn gr_uf6_udfe(_ue4: c_int) -> c_int;
}

pub const TEXT: &CStr = c"\xe2\x82\xac";
