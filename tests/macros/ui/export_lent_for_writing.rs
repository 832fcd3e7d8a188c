// A result that keeps its object to itself.
use ffi_macros::export;

use std::cell::RefCell;

#[export]
pub struct Shelf(RefCell<String>);

#[export]
impl Shelf {
    pub fn text(&mut self) -> &str {
        self.0.get_mut()
    }
    pub fn set(&self, text: &str) {
        *self.0.borrow_mut() = text.to_owned();
    }
}

fn main() {}
