use ffi_macros::export;

#[export]
#[derive(Clone)]
#[repr(C)]
pub struct Person {
    name: String,
    age: u32,
}

fn main() {}
