use ffi_macros::export;

#[export]
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Point {
    x: f64,
    y: f64,
}

#[export]
pub fn length(Point { x, y }: Point) -> f64 {
    x.hypot(y)
}

fn main() {}
