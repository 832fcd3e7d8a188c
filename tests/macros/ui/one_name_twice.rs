// Two functions that lose different prefixes to one name.
use ffi_macros::bind;
use std::ffi::c_int;

#[bind(strip = ["a_", "b_"])]
unsafe extern "C" {
    #[handle(destroy = thing_free)]
    type thing;
    fn thing_free(self_: *mut thing);
    #[ffi]
    fn a_size(self_: *const thing) -> c_int;
    #[ffi]
    fn b_size(self_: *const thing) -> c_int;
}

fn main() {}
