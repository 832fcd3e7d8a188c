// A symbol that the program has for something else.
use ffi_macros::export;

#[export(name = "puts", on_panic = 7)]
pub fn number(text: usize) -> i32 {
    text as i32
}

fn main() {}
