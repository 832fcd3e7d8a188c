// An option that the macro does not have.
use ffi_macros::bind;
use std::ffi::c_int;

#[bind(libary = "thing")]
unsafe extern "C" {
    #[handle(destroy = thing_free)]
    type thing;
    fn thing_free(self_: *mut thing);
    #[ffi]
    fn thing_new() -> c_int;
}

fn main() {}
