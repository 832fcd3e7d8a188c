use ffi_macros::export;
use std::rc::Rc;

#[export]
pub struct Node(u32);

#[export]
impl Node {
    pub fn value(self: Rc<Self>) -> u32 {
        self.0
    }
}

fn main() {}
