use ffi_macros::export;

#[export(prefx = "demo")]
pub fn answer() -> i32 {
    42
}

fn main() {}
