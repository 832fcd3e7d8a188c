use ffi_macros::export;

#[export]
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Point {
    x: f64,
    #[cfg(unix)]
    y: f64,
}

fn main() {}
