// A fact about what is no declaration of C.

#[ffi_macros::refcounted(retain = a, release = b)]
struct Thing;

fn main() {}
