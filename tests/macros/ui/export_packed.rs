use ffi_macros::export;

#[export]
#[derive(Clone, Copy)]
#[repr(C, packed)]
pub struct Header {
    kind: u8,
    size: u32,
}

fn main() {}
