// The header takes more arguments.
use ffi_macros::bind;

#[bind(header = "thing.h")]
mod things {
    use std::ffi::{c_char, c_int, c_long, c_uint, c_void};

    unsafe extern "C" {
        type thing;
        fn thing_print(self_: *const thing, format: *const c_char) -> c_int;
    }
}

fn main() {}
