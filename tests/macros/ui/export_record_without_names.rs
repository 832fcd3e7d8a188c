use ffi_macros::export;

#[export]
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Pair(i32, i32);

fn main() {}
