// A string is no type of C.
use ffi_macros::bind;

#[bind(library = "thing")]
unsafe extern "C" {
    #[handle(destroy = thing_free)]
    type thing;
    fn thing_free(self_: *mut thing);
    #[ffi]
    fn thing_name(self_: *mut thing, name: &str);
}

fn main() {}
