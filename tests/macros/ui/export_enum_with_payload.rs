use ffi_macros::export;

#[export]
#[repr(C)]
pub enum Shape {
    Circle(f64),
    Square(f64),
}

fn main() {}
