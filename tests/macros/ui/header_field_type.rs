// A field has another type.
use ffi_macros::bind;

#[bind(header = "thing.h")]
mod things {
    use std::ffi::{c_char, c_int, c_long, c_uint, c_void};

    #[repr(C)]
    pub struct size {
        width: c_uint,
        height: u64,
    }

    unsafe extern "C" {
        type thing;
        fn thing_size(self_: *const thing) -> size;
    }
}

fn main() {}
