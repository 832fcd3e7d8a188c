// A type that is called otherwise where it is declared.
use ffi_macros::export;

pub mod a {
    #[ffi_macros::export]
    #[repr(C)]
    #[derive(Clone, Copy)]
    pub struct Other {
        pub x: f64,
    }
}
use a::Other as Point;

#[export]
pub fn half(point: &Point) -> f64 {
    point.x / 2.0
}

fn main() {}
