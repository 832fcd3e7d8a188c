// What one object borrows goes into another one, by a lifetime without a name.
use ffi_macros::export;

#[export]
pub struct Words<'a>(Vec<&'a str>);

#[export]
impl Words<'_> {
    pub fn take_all(&mut self, other: &Self) {
        self.0.extend(&other.0);
    }
}

fn main() {}
