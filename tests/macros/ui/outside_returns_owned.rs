// A fact about what is no declaration of C.

#[ffi_macros::returns_owned]
fn thing() {}

fn main() {}
