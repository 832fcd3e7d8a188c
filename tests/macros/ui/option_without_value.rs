// An option whose value is missing.
use ffi_macros::bind;
use std::ffi::c_int;

#[bind(library)]
unsafe extern "C" {
    #[handle(destroy = thing_free)]
    type thing;
    fn thing_free(self_: *mut thing);
    #[ffi]
    fn thing_new() -> c_int;
}

fn main() {}
