// A convention that is called like one that there is.
use ffi_macros::bind;
use std::ffi::c_int;

#[bind(error(nonzero, ok = [0]))]
unsafe extern "C" {
    #[handle(destroy = thing_free)]
    type thing;
    fn thing_free(self_: *mut thing);
    #[ffi(error(convention = nonzero))]
    fn thing_new() -> c_int;
}

fn main() {}
