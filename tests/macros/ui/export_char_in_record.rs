use ffi_macros::export;

#[export]
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Key {
    letter: char,
}

fn main() {}
