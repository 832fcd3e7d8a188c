// Numbers that no `int` holds.
use ffi_macros::export;

#[export]
#[repr(C)]
#[allow(repr_c_enums_larger_than_int)]
pub enum Big {
    A = 5_000_000_000,
    B = 1,
}

fn main() {}
