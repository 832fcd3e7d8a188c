// A pointer to several things without a word on how many.
use ffi_macros::bind;

#[bind(library = "thing")]
unsafe extern "C" {
    #[handle(destroy = thing_free)]
    type thing;
    fn thing_free(self_: *mut thing);
    #[ffi]
    fn thing_fill(self_: *mut thing, data: *const u32, count: usize);
}

fn main() {}
