use ffi_macros::export;

#[export]
pub fn wait(seconds: Option<u32>) {
    let _ = seconds;
}

fn main() {}
