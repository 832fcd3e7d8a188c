// The header has no function of the name.
use ffi_macros::bind;

#[bind(header = "thing.h")]
mod things {
    use std::ffi::{c_char, c_int, c_long, c_uint, c_void};

    unsafe extern "C" {
        type thing;
        fn thing_make(name: *const c_char, flags: c_int) -> *mut thing;
    }
}

fn main() {}
