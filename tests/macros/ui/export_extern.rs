use ffi_macros::export;

#[export]
pub extern "C" fn answer() -> i32 {
    42
}

fn main() {}
