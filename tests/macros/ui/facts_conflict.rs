// A pointer that may be null and is never null.
use ffi_macros::bind;

#[bind(library = "thing")]
unsafe extern "C" {
    #[handle(destroy = thing_free)]
    type thing;
    fn thing_free(self_: *mut thing);
    #[ffi(nullable(@return), nonnull(@return))]
    #[borrows(self_)]
    fn thing_part(self_: *mut thing) -> *mut thing;
}

fn main() {}
