// A fact about what is no declaration of C.

#[ffi_macros::handle(destroy = thing_free)]
struct Thing;

fn main() {}
