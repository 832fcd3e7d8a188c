use ::core::ffi::{c_int, c_void};

unsafe extern "win64" {
    /// Functions called in other ways.
    pub fn on_windows(a: c_int, b: c_int) -> c_int;
}

pub type windows_fn = Option<unsafe extern "win64" fn(*mut c_void) -> c_int>;

unsafe extern "C" {
    pub fn set_windows(run: windows_fn);
    pub fn as_usual(a: c_int) -> c_int;
    // left out: function `fast`: Rust has no such calling convention on this target
    // left out: function `on_windows_more`: Rust allows more arguments only with C's own calling convention
    // left out: function `hook`: Rust has no such calling convention on this target
}
