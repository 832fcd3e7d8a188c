// Facts are separated by commas.
use ffi_macros::bind;
use std::ffi::c_char;

#[bind(library = "thing")]
unsafe extern "C" {
    #[handle(destroy = thing_free)]
    type thing;
    fn thing_free(self_: *mut thing);
    #[ffi(utf8(name) nul_terminated(name))]
    fn thing_call(self_: *mut thing, name: *const c_char);
}

fn main() {}
