use ffi_macros::export;

#[export]
pub struct Point {
    x: f64,
}

#[export]
pub fn sum(points: &[Point]) -> f64 {
    points.iter().map(|point| point.x).sum()
}

fn main() {}
