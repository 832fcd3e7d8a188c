use ffi_macros::export;

#[export]
#[repr(C)]
pub union Bits {
    number: u32,
    fraction: f32,
}

fn main() {}
