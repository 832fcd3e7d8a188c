// A constant that the header lacks is the author's own, for a convention.
mod bindings {
    use std::ffi::{c_char, c_int};

    #[ffi_macros::bind(
        library = "c",
        error(status, ok = [DONE]),
        header = "<stdio.h>"
    )]
    mod declared {
        use super::*;

        pub const DONE: c_int = 0;

        unsafe extern "C" {
            #[ffi(error(convention = status))]
            fn remove(#[ffi(nul_terminated)] filename: *const c_char) -> c_int;
        }
    }
    pub use declared::remove;
}

fn main() {
    assert!(bindings::remove(c"/nowhere/at/all").is_err());
}
