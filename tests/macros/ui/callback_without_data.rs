// A closure that is kept needs a place for its data, or the feature `libffi`.
use ffi_macros::bind;
use std::ffi::c_int;

#[bind(library = "thing")]
unsafe extern "C" {
    #[handle(destroy = thing_free)]
    type thing;
    fn thing_free(self_: *mut thing);
    #[ffi(callback(call, scope = notified))]
    fn thing_on(self_: *mut thing, call: Option<unsafe extern "C" fn(c_int)>);
}

fn main() {}
