// There is no such header.
use ffi_macros::bind;

#[bind(header = "thingg.h")]
unsafe extern "C" {
    type thing;
}

fn main() {}
