use ffi_macros::export;

#[export]
pub fn tail(numbers: &mut [i32]) -> &mut [i32] {
    &mut numbers[1..]
}

fn main() {}
