// Only what is pointed to, or a handle, can be taken.
use ffi_macros::bind;
use std::ffi::c_int;

#[bind(library = "thing")]
unsafe extern "C" {
    #[handle(destroy = thing_free)]
    type thing;
    fn thing_free(self_: *mut thing);
    #[consumes(count)]
    fn thing_count(self_: *mut thing, count: c_int);
}

fn main() {}
