use ::core::ffi::{c_char, c_int};

unsafe extern "C" {
    /// Functions and variables whose symbol is another.
    #[link_name = "open_file_v2"]
    pub fn open_file(path: *const c_char) -> c_int;
    #[link_name = "_table_size$internal"]
    pub static mut table_size: c_int;
    #[link_name = "literal"]
    pub fn renamed();
    pub fn same() -> c_int;
}
