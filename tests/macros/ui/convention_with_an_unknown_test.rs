// A test that is none.
use ffi_macros::bind;
use std::ffi::c_int;

#[bind(error(status, ok = nonzeero))]
unsafe extern "C" {
    #[handle(destroy = thing_free)]
    type thing;
    fn thing_free(self_: *mut thing);
    #[ffi(error(convention = status))]
    fn thing_new() -> c_int;
}

fn main() {}
