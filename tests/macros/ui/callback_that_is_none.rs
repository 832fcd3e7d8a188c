// A callback is a pointer to a function.
use ffi_macros::bind;
use std::ffi::c_void;

#[bind(library = "thing")]
unsafe extern "C" {
    #[handle(destroy = thing_free)]
    type thing;
    fn thing_free(self_: *mut thing);
    #[ffi(callback(data, data = data, scope = call))]
    fn thing_on(self_: *mut thing, data: *mut c_void);
}

fn main() {}
