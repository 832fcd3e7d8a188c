use ffi_macros::export;

#[export]
pub fn number(text: &str) -> Result<i32, std::num::ParseIntError> {
    text.parse()
}

fn main() {}
