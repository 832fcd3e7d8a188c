// A structure without `#[repr(C)]` has no layout that C knows.
use ffi_macros::bind;

#[bind]
mod things {
    pub struct Size {
        pub width: u32,
        pub height: u32,
    }

    unsafe extern "C" {
        #[ffi]
        fn thing_size() -> Size;
    }
}

fn main() {}
