// A result that depends on a parameter that is not there.
use ffi_macros::bind;

#[bind(library = "thing")]
unsafe extern "C" {
    #[handle(destroy = thing_free)]
    type thing;
    fn thing_free(self_: *mut thing);
    #[borrows(@return: other)]
    fn thing_part(self_: *mut thing) -> *mut thing;
}

fn main() {}
