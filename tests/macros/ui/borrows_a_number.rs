// A number depends on nothing.
use ffi_macros::bind;
use std::ffi::c_int;

#[bind(library = "thing")]
unsafe extern "C" {
    #[handle(destroy = thing_free)]
    type thing;
    fn thing_free(self_: *mut thing);
    #[borrows(self_)]
    fn thing_count(self_: *mut thing) -> c_int;
}

fn main() {}
