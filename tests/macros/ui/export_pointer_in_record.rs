use ffi_macros::export;

#[export]
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Buffer {
    start: *mut u8,
    len: usize,
}

fn main() {}
