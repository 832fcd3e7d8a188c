// A fact about what is no declaration of C.

#[ffi_macros::nullable(a)]
fn thing(_a: u8) {}

fn main() {}
