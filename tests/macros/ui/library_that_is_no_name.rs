// A library whose name is a path.
use ffi_macros::bind;
use std::ffi::c_int;

#[bind(library = "lib/thing.so")]
unsafe extern "C" {
    #[ffi]
    fn thing_count() -> c_int;
}

fn main() {}
