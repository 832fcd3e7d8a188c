use ffi_macros::export;

#[export]
pub fn first(numbers: &[i32]) -> Option<i32> {
    numbers.first().copied()
}

fn main() {}
