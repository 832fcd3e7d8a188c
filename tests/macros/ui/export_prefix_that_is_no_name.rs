use ffi_macros::export;

#[export(prefix = "my lib")]
pub fn answer() -> i32 {
    42
}

fn main() {}
