// A convention that nobody has declared.
use ffi_macros::bind;
use std::ffi::c_int;

#[bind(error(status, ok = zero))]
unsafe extern "C" {
    #[handle(destroy = thing_free)]
    type thing;
    fn thing_free(self_: *mut thing);
    #[ffi(error(convention = statsu))]
    fn thing_new() -> c_int;
}

fn main() {}
