use ffi_macros::export;

#[export]
pub fn double(number: u128) -> u128 {
    2 * number
}

fn main() {}
