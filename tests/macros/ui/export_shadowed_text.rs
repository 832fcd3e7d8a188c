// Text that ends where no NUL is.
use ffi_macros::export;

type CStr = str;

#[export]
pub fn name() -> &'static CStr {
    "abc"
}

fn main() {}
