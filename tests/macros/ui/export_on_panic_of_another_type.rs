use ffi_macros::export;

#[export(on_panic = "none")]
pub fn length(text: &str) -> usize {
    text.len()
}

fn main() {}
