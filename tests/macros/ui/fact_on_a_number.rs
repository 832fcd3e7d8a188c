// A parameter that is a number receives nothing.
use ffi_macros::bind;
use std::ffi::c_int;

#[bind(library = "thing")]
unsafe extern "C" {
    #[handle(destroy = thing_free)]
    type thing;
    fn thing_free(self_: *mut thing);
    #[ffi]
    fn thing_make(#[returns_owned] out: c_int) -> c_int;
}

fn main() {}
