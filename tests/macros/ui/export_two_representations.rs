// A record that is packed, which a second attribute says.
use ffi_macros::export;

#[export]
#[derive(Clone, Copy)]
#[repr(C)]
#[repr(packed)]
pub struct Pair {
    pub a: u8,
    pub b: u32,
}

fn main() {}
