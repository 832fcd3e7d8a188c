// A fact about a parameter that the function does not have.
use ffi_macros::bind;
use std::ffi::c_char;

#[bind(library = "thing")]
unsafe extern "C" {
    #[handle(destroy = thing_free)]
    type thing;
    fn thing_free(self_: *mut thing);
    #[ffi(utf8(nmae), nul_terminated(nmae))]
    fn thing_call(self_: *mut thing, name: *const c_char);
}

fn main() {}
