// A name is one word.
use ffi_macros::bind;

#[bind]
unsafe extern "C" {
    #[ffi(rename("f() {} pub fn g"))]
    fn thing_level() -> i32;
}

fn main() {}
