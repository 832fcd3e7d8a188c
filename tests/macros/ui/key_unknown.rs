// A key that a fact does not have.
use ffi_macros::bind;

#[bind(library = "thing")]
unsafe extern "C" {
    #[handle(destroy = thing_free)]
    type thing;
    fn thing_free(self_: *mut thing);
    #[returns_owned(destory = thing_free)]
    fn thing_new() -> *mut thing;
}

fn main() {}
