// The function that is given takes other parameters.
use ffi_macros::bind;

#[bind(header = "thing.h")]
mod things {
    use std::ffi::{c_char, c_int, c_long, c_uint, c_void};

    unsafe extern "C" {
        type thing;
        fn thing_each(self_: *mut thing, call: Option<unsafe extern "C" fn(*mut c_void, c_long) -> c_int>, data: *mut c_void);
    }
}

fn main() {}
