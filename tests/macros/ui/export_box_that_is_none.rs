// An alias that is called `Box` and keeps what it is given.
use ffi_macros::export;

#[export]
pub struct View<'a>(&'a str);

pub trait Lasting {
    type Out;
}

impl<'a> Lasting for View<'a> {
    type Out = View<'static>;
}

pub type Box<T> = std::boxed::Box<<T as Lasting>::Out>;

#[export]
pub fn lasting(view: Box<View<'_>>) -> &'static str {
    view.0
}

fn main() {}
