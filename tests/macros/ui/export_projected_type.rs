// A type that another one chooses.
use ffi_macros::export;

#[export]
pub struct View<'a>(&'a str);

pub trait Own {
    type View<'a>;
}

impl Own for u8 {
    type View<'a> = View<'static>;
}

#[export]
pub fn keep(view: &<u8 as Own>::View<'_>) -> usize {
    view.0.len()
}

fn main() {}
