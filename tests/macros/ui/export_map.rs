use ffi_macros::export;
use std::collections::HashMap;

#[export]
pub fn count(words: HashMap<String, u32>) -> usize {
    words.len()
}

fn main() {}
