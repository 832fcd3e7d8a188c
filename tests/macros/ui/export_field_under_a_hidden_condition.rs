// A field that is there under a condition, behind another one.
use ffi_macros::export;

#[export]
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Part {
    #[cfg_attr(all(), cfg(any()))]
    pub a: i32,
    pub b: i32,
}

fn main() {}
