use ffi_macros::export;

#[export(on_panic = 0)]
pub fn number(text: &str) -> Result<i32, std::io::Error> {
    Ok(text.len() as i32)
}

fn main() {}
