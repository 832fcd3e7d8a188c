// A constant has another value.
use ffi_macros::bind;

#[bind(header = "thing.h")]
mod things {
    use std::ffi::{c_char, c_int, c_long, c_uint, c_void};

    pub const THING_MAX: c_int = 9;

    unsafe extern "C" {
        type thing;
        fn thing_free(self_: *mut thing);
    }
}

fn main() {}
