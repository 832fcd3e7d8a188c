use ffi_macros::export;

#[export]
pub fn largest<T: Ord + Copy>(values: &[T]) -> T {
    *values.iter().max().unwrap()
}

fn main() {}
