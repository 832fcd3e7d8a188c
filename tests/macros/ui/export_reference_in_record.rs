use ffi_macros::export;

#[export]
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Line<'a> {
    text: &'a str,
    number: u32,
}

fn main() {}
