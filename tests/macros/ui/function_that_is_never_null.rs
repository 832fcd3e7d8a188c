// A function pointer of C may be null.
use ffi_macros::bind;
use std::ffi::c_void;

#[bind(library = "thing")]
unsafe extern "C" {
    #[handle(destroy = thing_free)]
    type thing;
    fn thing_free(self_: *mut thing);
    #[ffi(callback(call, data = data, scope = call))]
    fn thing_each(self_: *mut thing, call: unsafe extern "C" fn(*mut c_void), data: *mut c_void);
}

fn main() {}
