// What a failure returns is as safe as anything else.
use ffi_macros::export;

unsafe fn nasty() -> i32 {
    -1
}

#[export(on_panic = nasty())]
pub fn number() -> i32 {
    1
}

fn main() {}
