// A length is a number.
use ffi_macros::bind;

#[bind(library = "thing")]
unsafe extern "C" {
    #[handle(destroy = thing_free)]
    type thing;
    fn thing_free(self_: *mut thing);
    #[ffi(len(data, count = scale))]
    fn thing_fill(self_: *mut thing, data: *const u32, scale: f64);
}

fn main() {}
