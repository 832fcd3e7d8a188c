// A handle that ends by a function that nobody declares.
use ffi_macros::bind;

#[bind(library = "thing")]
unsafe extern "C" {
    #[handle(destroy = thing_fre)]
    type thing;
    fn thing_free(self_: *mut thing);
}

fn main() {}
