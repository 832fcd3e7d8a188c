use ffi_macros::export;

#[export(abi = "two")]
pub fn answer() -> i32 {
    42
}

fn main() {}
