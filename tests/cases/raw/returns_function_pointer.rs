use ::core::ffi::{c_char, c_int, c_uint};

unsafe extern "C" {
    /// Functions that return functions.
    pub fn set_handler(
        signal: c_int,
        handler: Option<unsafe extern "C" fn(c_int)>,
    ) -> Option<unsafe extern "C" fn(c_int)>;
    pub fn pick2(
        id: c_int,
    ) -> Option<unsafe extern "C" fn(c_int) -> Option<unsafe extern "C" fn(c_char) -> c_int>>;
}

pub type handler_t = Option<unsafe extern "C" fn(c_int)>;

unsafe extern "C" {
    pub fn previous(signal: c_int) -> handler_t;
    pub fn pick() -> *mut [c_int; 4];
    pub fn names() -> *const Option<unsafe extern "C" fn(c_uint) -> *const c_char>;
}
