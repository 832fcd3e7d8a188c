use ffi_macros::export;

#[export]
pub fn divided(a: i32, b: i32) -> (i32, i32) {
    (a / b, a % b)
}

fn main() {}
