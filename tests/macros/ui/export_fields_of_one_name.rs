// Two fields that C would call the same.
use ffi_macros::export;

#[export]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Pair {
    int: i32,
    int_: i32,
}

fn main() {}
