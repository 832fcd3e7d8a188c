use ffi_macros::export;

const FIRST: isize = 4;

#[export]
#[repr(C)]
pub enum Turn {
    Left = FIRST,
    Right,
}

fn main() {}
