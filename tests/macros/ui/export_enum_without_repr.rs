use ffi_macros::export;

#[export]
pub enum Turn {
    Left,
    Right,
}

fn main() {}
