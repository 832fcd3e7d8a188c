// Elements of a type that is called like an exported one.
use ffi_macros::export;

pub mod here {
    #[ffi_macros::export]
    #[repr(C)]
    #[derive(Clone, Copy)]
    pub struct Point {
        pub x: f64,
        pub y: f64,
    }
}

pub struct Point(pub u8);

#[export]
pub fn points() -> &'static [Point] {
    &[Point(1)]
}

fn main() {}
