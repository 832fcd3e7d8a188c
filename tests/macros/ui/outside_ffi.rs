// A fact about what is no declaration of C.

#[ffi_macros::ffi(utf8(name))]
fn thing(_name: &str) {}

fn main() {}
