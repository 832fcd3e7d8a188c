// A record of another crate, which has one of this name, too.
use ffi_macros::export;

#[export]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Point {
    x: i32,
}

#[export]
pub fn point(x: f64) -> ffi_gen_macro_tests::Point {
    ffi_gen_macro_tests::Point { x }
}

fn main() {}
