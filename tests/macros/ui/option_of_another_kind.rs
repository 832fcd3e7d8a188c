// An option whose value is of another kind.
use ffi_macros::bind;
use std::ffi::c_int;

#[bind(header = 3)]
unsafe extern "C" {
    #[handle(destroy = thing_free)]
    type thing;
    fn thing_free(self_: *mut thing);
    #[ffi]
    fn thing_new() -> c_int;
}

fn main() {}
