use ffi_macros::export;

#[export]
pub fn squares(end: u32) -> impl Iterator<Item = u32> {
    (0..end).map(|n| n * n)
}

fn main() {}
