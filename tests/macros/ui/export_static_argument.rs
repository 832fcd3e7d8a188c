// An argument that is to live as long as the program, which C cannot promise.
use ffi_macros::export;

#[export]
pub fn keep(text: &'static str) -> usize {
    text.len()
}

fn main() {}
