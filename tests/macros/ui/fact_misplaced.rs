// A fact about a type on a function.
use ffi_macros::bind;

#[bind(library = "thing")]
unsafe extern "C" {
    #[handle(destroy = thing_free)]
    type thing;
    fn thing_free(self_: *mut thing);
    #[handle(destroy = thing_free)]
    fn thing_new() -> *mut thing;
}

fn main() {}
