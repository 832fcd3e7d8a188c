// A parameter is missing.
use ffi_macros::bind;

#[bind(header = "thing.h")]
mod things {
    use std::ffi::{c_char, c_int, c_long, c_uint, c_void};

    unsafe extern "C" {
        type thing;
        fn thing_new(name: *const c_char) -> *mut thing;
    }
}

fn main() {}
