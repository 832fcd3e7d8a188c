use ffi_macros::export;

#[export]
pub fn increase(number: &mut i32) {
    *number += 1;
}

fn main() {}
