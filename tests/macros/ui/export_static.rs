use ffi_macros::export;

#[export]
pub static ANSWER: i32 = 42;

fn main() {}
