// Only a pointer has a length.
use ffi_macros::bind;

#[bind(library = "thing")]
unsafe extern "C" {
    #[handle(destroy = thing_free)]
    type thing;
    fn thing_free(self_: *mut thing);
    #[ffi(len(data, count = count))]
    fn thing_fill(self_: *mut thing, data: u32, count: usize);
}

fn main() {}
