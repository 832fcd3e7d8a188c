// A prefix with which functions of the C library begin.
use ffi_macros::export;

#[export(prefix = "pthread")]
pub fn create(number: i32) -> i32 {
    number
}

fn main() {}
