// A record that may be absent, which no pointer leads to.
use ffi_macros::export;

#[export]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Pair {
    left: i32,
}

#[export]
pub fn left(pair: Option<Pair>) -> i32 {
    pair.map_or(0, |pair| pair.left)
}

fn main() {}
