// Two threads would use one counter, by two objects.
use ffi_macros::export;

use std::cell::Cell;

#[export(send)]
pub struct Count(Cell<u32>);

#[export]
pub struct Look<'a>(&'a Count);

#[export]
impl Count {
    pub fn look(&self) -> Look<'_> {
        Look(self)
    }
}

#[export]
impl Look<'_> {
    pub fn count(&self) -> u32 {
        self.0.0.get()
    }
}

fn main() {}
