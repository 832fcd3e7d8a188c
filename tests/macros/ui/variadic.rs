// A function of any number of arguments has no safe form.
use ffi_macros::bind;
use std::ffi::c_char;

#[bind(library = "thing")]
unsafe extern "C" {
    #[handle(destroy = thing_free)]
    type thing;
    fn thing_free(self_: *mut thing);
    #[ffi(utf8(format), nul_terminated(format))]
    fn thing_print(self_: *mut thing, format: *const c_char, ...);
}

fn main() {}
