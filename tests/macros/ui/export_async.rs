use ffi_macros::export;

#[export]
pub async fn fetch(url: &str) -> usize {
    url.len()
}

fn main() {}
