use ffi_macros::export;

#[export(send)]
pub fn answer() -> i32 {
    42
}

fn main() {}
