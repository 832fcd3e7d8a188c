// The fields stand in another order.
use ffi_macros::bind;

#[bind(header = "thing.h")]
mod things {
    use std::ffi::{c_char, c_int, c_long, c_uint, c_void};

    #[repr(C)]
    pub struct size {
        height: c_uint,
        width: c_uint,
    }

    unsafe extern "C" {
        type thing;
        fn thing_size(self_: *const thing) -> size;
    }
}

fn main() {}
