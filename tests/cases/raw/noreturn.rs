use ::core::ffi::{c_char, c_int};

unsafe extern "C" {
    pub fn die(code: c_int) -> !;
    pub fn give_up() -> !;
    pub fn fail(format: *const c_char, ...) -> !;
    pub fn stop() -> !;
    pub fn never() -> c_int;
}

pub type fatal_fn = Option<unsafe extern "C" fn(*const c_char) -> !>;

unsafe extern "C" {
    pub fn set_fatal(fatal: fatal_fn);
}
