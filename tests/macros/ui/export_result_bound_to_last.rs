// A result whose type asks for an argument that lives as long as the program.
use ffi_macros::export;

#[export]
pub struct Lasting<'a: 'static>(&'a str);

#[export]
pub fn lasting<'a>(text: &'a str) -> Lasting<'a> {
    Lasting(text)
}

fn main() {}
