use ffi_macros::export;

#[export]
pub fn later(f: Box<dyn FnOnce(i32)>) {
    f(1);
}

fn main() {}
