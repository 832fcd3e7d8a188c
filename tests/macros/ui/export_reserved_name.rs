// A name that is the macro's.
use ffi_macros::export;

#[export]
pub fn __ffi_export() {}

fn main() {}
