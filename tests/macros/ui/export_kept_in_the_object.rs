// An argument that the object keeps: its header would not say so.
use ffi_macros::export;

#[export]
pub struct Words<'a>(Vec<&'a str>);

#[export]
impl<'a> Words<'a> {
    pub fn new(first: &'a str) -> Words<'a> {
        Words(vec![first])
    }
    pub fn put(&mut self, word: &'a str) {
        self.0.push(word);
    }
}

fn main() {}
