use ffi_macros::export;

#[export]
pub fn keep(f: impl FnMut(i32) + 'static) {
    let _ = f;
}

fn main() {}
