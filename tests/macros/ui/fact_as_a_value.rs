// A fact takes its arguments in parentheses.
use ffi_macros::bind;

#[bind(library = "thing")]
unsafe extern "C" {
    #[handle(destroy = thing_free)]
    type thing;
    fn thing_free(self_: *mut thing);
    #[ffi = "returns_owned"]
    fn thing_new() -> *mut thing;
}

fn main() {}
