// A fact about what is no declaration of C.

#[ffi_macros::borrows(a)]
fn thing(_a: &str) {}

fn main() {}
