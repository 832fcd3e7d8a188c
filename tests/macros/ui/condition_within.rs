// What depends on a condition stands in a module of its own.
use ffi_macros::bind;

#[bind]
unsafe extern "C" {
    #[ffi]
    #[cfg(windows)]
    fn thing_window() -> i32;
}

fn main() {}
