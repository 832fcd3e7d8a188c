// A convention that does not say what success is.
use ffi_macros::bind;
use std::ffi::c_int;

#[bind(error(status, codes = [A]))]
unsafe extern "C" {
    #[handle(destroy = thing_free)]
    type thing;
    fn thing_free(self_: *mut thing);
    #[ffi(error(convention = status))]
    fn thing_new() -> c_int;
}

fn main() {}
