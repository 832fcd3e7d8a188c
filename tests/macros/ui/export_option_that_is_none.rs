// An alias that is called `Option` and keeps what it is given.
use ffi_macros::export;

pub trait Lasting {
    type Out;
}

impl Lasting for &str {
    type Out = &'static str;
}

pub type Option<T> = core::option::Option<<T as Lasting>::Out>;

#[export]
pub fn keep(text: Option<&str>) -> usize {
    text.map_or(0, str::len)
}

fn main() {}
