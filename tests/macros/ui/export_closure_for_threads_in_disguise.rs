// `Send` by another name, of which C is not told.
use ffi_macros::export;

use std::marker::Send as Anywhere;

#[export]
pub fn later(call: Box<dyn Fn(i32) + Anywhere>) {
    std::thread::spawn(move || call(1));
}

fn main() {}
