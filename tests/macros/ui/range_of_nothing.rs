// A bound that nobody declares.
use ffi_macros::bind;
use std::ffi::c_int;

#[bind(library = "thing")]
unsafe extern "C" {
    #[handle(destroy = thing_free)]
    type thing;
    fn thing_free(self_: *mut thing);
    #[ffi(range(index, below = THING_MAX))]
    fn thing_at(self_: *mut thing, index: c_int) -> c_int;
}

fn main() {}
