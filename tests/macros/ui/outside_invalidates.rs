// A fact about what is no declaration of C.

#[ffi_macros::invalidates(a)]
fn thing(_a: u8) {}

fn main() {}
