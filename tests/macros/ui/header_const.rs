// A pointer that may be written here, and not in the header.
use ffi_macros::bind;

#[bind(header = "thing.h")]
mod things {
    use std::ffi::{c_char, c_int, c_long, c_uint, c_void};

    unsafe extern "C" {
        type thing;
        fn thing_count(self_: *mut thing) -> c_long;
    }
}

fn main() {}
