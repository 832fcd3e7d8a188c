use ffi_macros::export;

#[export]
pub trait Shape {
    fn area(&self) -> f64;
}

fn main() {}
