// A reference is no type of C.
use ffi_macros::bind;
use std::ffi::c_int;

#[bind(library = "thing")]
unsafe extern "C" {
    #[handle(destroy = thing_free)]
    type thing;
    fn thing_free(self_: *mut thing);
    #[ffi]
    fn thing_set(self_: &thing, value: c_int);
}

fn main() {}
