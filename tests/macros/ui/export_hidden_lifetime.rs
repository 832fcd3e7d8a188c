// A result that borrows without a word of it.
use ffi_macros::export;

#[export]
pub struct Text(String);

#[export]
pub struct View<'a>(&'a str);

#[export]
impl Text {
    pub fn new(text: &str) -> Text {
        Text(text.to_owned())
    }
    pub fn view(&self) -> View {
        View(&self.0)
    }
}

#[export]
impl View<'_> {
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

fn main() {}
