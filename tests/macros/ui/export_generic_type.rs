use ffi_macros::export;

#[export]
pub struct Queue<T> {
    items: Vec<T>,
}

fn main() {}
