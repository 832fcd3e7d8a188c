use ffi_macros::export;

#[export]
#[repr(C)]
pub struct Point {
    x: f64,
    y: f64,
}

fn main() {}
