use ffi_macros::export;

#[export]
pub struct Counter(u32);

#[export]
impl Iterator for Counter {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        None
    }
}

fn main() {}
