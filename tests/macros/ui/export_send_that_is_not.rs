use ffi_macros::export;
use std::rc::Rc;

#[export(send)]
pub struct Shared(Rc<u32>);

fn main() {}
