use ffi_macros::export;

pub struct Point {
    x: f64,
}

#[export]
pub fn right(point: &Point) -> f64 {
    point.x
}

fn main() {}
