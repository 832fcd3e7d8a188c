use ffi_macros::export;

pub struct Queue<T>(Vec<T>);

#[export]
impl<T> Queue<T> {
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

fn main() {}
