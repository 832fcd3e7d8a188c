use ffi_macros::export;

#[export]
pub fn spread(f: impl Fn(i32) + Sync) {
    f(1);
}

fn main() {}
