use ffi_macros::export;

#[export]
#[derive(Clone, Copy)]
#[repr(C)]
pub enum Unit {
    Metre,
    Foot,
}

#[export]
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Length {
    value: f64,
    unit: Unit,
}

fn main() {}
