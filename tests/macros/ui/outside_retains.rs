// A fact about what is no declaration of C.

#[ffi_macros::retains(a, until = b)]
fn thing(_a: u8) {}

fn main() {}
